"""The rules of use, asked of each person once: a dialog over the desk, and a line while they wait.

Whoever does not accept can read and do everything else; sending waits. The queue asks the same
question again, so that no way around the window leads past it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.acceptance import SETTING, accepted, rules_page
from desktop_app.services.help import ADVICE, RULES_OF_USE, Kind
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton, PrimaryButton
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

if TYPE_CHECKING:
    from desktop_app.views.desk import Desk


class RulesDialog(Dialog):
    """The rules in full; closed in any other way than by accepting, sending waits."""

    agreed = Signal()

    def __init__(self, theme: Theme, host: QWidget, actor: str) -> None:
        lead = tr("You can read them again at any time under Help.")
        super().__init__(theme, host, _title(actor), lead)
        self.setObjectName("rules_of_use")
        self.help_topic = RULES_OF_USE
        rules = rules_page()
        for block in rules.blocks:
            self._add(block.kind, tr(block.words))
        self.body.addWidget(Label(theme, tr(ADVICE), "caption", "text3", wrap=True))
        self.setAccessibleDescription(" ".join(tr(block.words) for block in rules.blocks))
        self._scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroller.setAccessibleName(tr("Rules of use"))
        self._scroller.setAccessibleDescription(self.accessibleDescription())
        self.stop = self.add_cancel(tr("Not now"))
        self.agree = PrimaryButton(theme, tr("I accept the rules of use"))
        self.agree.clicked.connect(self._agree)
        self.add_button(self.agree)  # not what Enter does anywhere in the dialog

    def first_stop(self) -> QWidget:
        """The rules themselves: the arrow keys read on, and no key accepts by mistake."""
        return self._scroller

    def _add(self, kind: Kind, words: str) -> None:
        if kind is Kind.HEADING:
            self.body.addWidget(Label(self._theme, words, "heading", "text", wrap=True))
        elif kind is Kind.ITEM:
            row = QHBoxLayout()
            row.setSpacing(10)
            dot = Label(self._theme, "•", "body", "text2")
            row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self._theme, words, "body", "text", wrap=True), 1)
            self.body.addLayout(row)
        else:
            self.body.addWidget(Label(self._theme, words, "body", "text", wrap=True))

    def _agree(self) -> None:
        self.dismiss()
        self.agreed.emit()


class RulesNote(QWidget):
    """Why nothing can be sent yet, and the way to change it."""

    def __init__(self, theme: Theme, actor: str) -> None:
        super().__init__()
        self.words = Label(theme, waiting_words(actor), "caption_medium", "warn", wrap=True)
        self.read = LinkButton(theme, tr("Read the rules of use"))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(theme, "hourglass", 16, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        self.setAccessibleName(self.words.text())


class DeskRules(QObject):
    """Asks at the first opening, and keeps Send off until somebody accepted.

    Not in practice: there nothing is sent.
    """

    def __init__(self, desk: "Desk", theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(desk)
        self._desk = desk
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self.note: RulesNote | None = None
        if workspace.practice or self._accepted():
            return
        self.note = RulesNote(theme, workspace.actor)
        self.note.read.clicked.connect(self.ask)
        composer = desk.inbox.pane.composer
        composer.put_above(self.note)
        composer.hold_back(self.note.words.text())
        bridge.setting_changed.connect(self._setting_changed)
        desk.painted.connect(self._ask_soon)

    def ask(self) -> RulesDialog:
        """Show the rules, to be accepted."""
        dialog = RulesDialog(self._theme, self._desk, self._workspace.actor)
        dialog.agreed.connect(self._agreed)
        dialog.open()
        return dialog

    def _accepted(self) -> bool:
        return accepted(self._workspace.reading.setting(SETTING), self._workspace.actor)

    def _ask_soon(self) -> None:
        # The window is there first: whoever waits for it may begin.
        QTimer.singleShot(0, self._ask_once)

    def _ask_once(self) -> None:
        if self.note is not None:
            self.ask()

    def _agreed(self) -> None:
        work = self._workspace
        self._bridge.run(lambda: work.acceptance.accept(work.actor))

    def _setting_changed(self, key: str) -> None:
        note = self.note
        if key != SETTING or note is None or not self._accepted():
            return
        self.note = None
        note.hide()
        note.deleteLater()
        composer = self._desk.inbox.pane.composer
        composer.hold_back("")
        composer.make_room()


def waiting_words(actor: str) -> str:
    """Why Send is off."""
    if not actor:
        return tr("Sending is off until you accept the rules of use.")
    return tr("Sending is off until {name} accepts the rules of use.", name=actor)


def _title(actor: str) -> str:
    if not actor:
        return tr("Rules of use")
    return tr("Rules of use, for {name}", name=actor)
