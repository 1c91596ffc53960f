"""Looks at a text while it is written: soon after the last key, never in the middle of a word.

The first look reads dictionaries and word lists, on a lane. From then on one takes a millisecond or
two and runs right here, so that nothing shown is older than the text.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.workspace import Reading
from desktop_app.views.bridge import Bridge
from desktop_app.views.inbox.field import TextField

AFTER_MS = 300
"""So long after the last key (DESIGN.md, Hint chip)."""
SPELLING = "C-06"
_FIRST = "Hi Sam, your hearing is on Monday at 9 AM: https://example.com. See you their."
"""Makes everything ready that a first look would have to read."""


class Checking(QObject):
    """Finds what there is to say about the text in the field, to the person it goes to."""

    found = Signal(object)
    """A tuple of Finding, worst first; for the text that stands in the field now."""

    def __init__(self, reading: Reading, bridge: Bridge, field: TextField) -> None:
        super().__init__(field)
        self._reading = reading
        self._bridge = bridge
        self._field = field
        self._number = ""
        self._about: Circumstances | None = None
        self._ready = self._asked = False
        self.text = ""
        """The text that was looked at last."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._look)
        field.textChanged.connect(self._changed)
        field.focused.connect(self._focused)
        bridge.setting_changed.connect(self._setting_changed)

    def start(self, number: str) -> None:
        """From now on the text to this number."""
        self._number = number
        self._about = None
        self._tell("", ())
        self._soon.start()

    def forget(self) -> None:
        """Something about this number changed: what is known of it is read again."""
        self._about = None
        if self._field.toPlainText().strip():
            self._soon.start()

    def now(self) -> None:
        """Look at once, where that does not take long."""
        if self._ready and self._number:
            self._check()

    # Inside ------------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Soon; where nothing stands there any more, there is nothing to wait for."""
        if self._field.document().isEmpty():
            self._soon.stop()
            self._tell("", ())
        else:
            self._soon.start()

    def _look(self) -> None:
        if self._field.composing:
            self._soon.start()
        elif not self._number or not self._field.toPlainText().strip():
            self._tell(self._field.toPlainText(), ())
        elif self._ready:
            self._check()
        elif not self._asked:
            self._asked = True
            self._bridge.run(_make_ready, self._made_ready, lane="network")

    def _made_ready(self, _nothing: object) -> None:
        self._ready = True
        self._look()

    def _check(self) -> None:
        from desktop_app.services.rules.content.check import check  # noqa: PLC0415  not to paint first

        self._soon.stop()
        text = self._field.toPlainText()
        if not text.strip():
            self._tell(text, ())
            return
        if self._about is None:
            self._about = self._reading.circumstances(self._number)
        found = check(text, self._about)
        self._tell(text, tuple(each for each in found if not self._is_being_typed(each)))

    def _is_being_typed(self, finding: Finding) -> bool:
        """Whether it is the spelling of the word the cursor stands right behind."""
        if finding.rule != SPELLING or not self._field.hasFocus():
            return False
        return finding.end == self._field.typed_to()

    def _tell(self, text: str, found: tuple[Finding, ...]) -> None:
        self.text = text
        self.found.emit(found)

    def _focused(self, on: bool) -> None:
        if not on and self._field.toPlainText().strip():
            self._soon.start()

    def _setting_changed(self, key: str) -> None:
        if key.startswith("firm_"):
            self.forget()


def _make_ready() -> None:
    from desktop_app.services.rules.content import spelling  # noqa: PLC0415  large
    from desktop_app.services.rules.content.check import check  # noqa: PLC0415  not to paint first

    spelling.prepare()
    check(_FIRST, Circumstances())
