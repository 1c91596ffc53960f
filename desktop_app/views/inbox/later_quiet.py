"""Beside a time chosen for later: whether it is night there then, and the next good time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.records import MessageKind, Origin, Outcome
from desktop_app.services.wording import Person
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop_app.services.rules.zones import Whereabouts


class QuietHint(QWidget):
    """Says that a time is out of hours, and offers the next that is not."""

    taken = Signal(int)
    """The offered time is wanted, in seconds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offered: int | None = None
        self.words = Label(theme, "", "small", "warn", wrap=True)
        self.offer = LinkButton(theme, "", "small_medium")
        self.offer.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def look(self, where: "Whereabouts | None", at: int, who: Person) -> None:
        """What holds for a text that leaves at `at`; nothing is shown where all is well."""
        from desktop_app.services.rules import hours  # noqa: PLC0415  not to paint first

        if where is None:
            self.hide()
            return
        verdict = hours.judged(
            where, kind=MessageKind.INFORMATIONAL, origin=Origin.SCHEDULED, at=at, silent_s=0
        )
        out = verdict.outcome is not Outcome.OK
        self._offered = verdict.next_ok if out else None
        if out:
            self.words.setText(hours.then_there(who, where, verdict, at))
        if self._offered is not None:
            then = hours.opening_words(who, where, self._offered, at)
            self.offer.setText(tr("Choose {time}", time=then))
        self.offer.setVisible(self._offered is not None)
        self.setVisible(out)

    def _take(self) -> None:
        if self._offered is not None:
            self.taken.emit(self._offered)
