"""The connect form: the firm's own Twilio account, checked before anything is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.opening import Opening
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Lanes
from desktop_app.views.first_run.parts import add_head, centred
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.twilio_key import key_fields, no_codes, why_a_key
from desktop_app.views.widgets.buttons import PrimaryButton, TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.forms import Field, LineField, require_all, show_errors
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.quiet_box import QuietBox

CARD_WIDTH = 560
KEPT_APART = "secret"


class ConnectPage(QWidget):
    """Names, account and key; what is typed stays until the store is open."""

    back_asked = Signal()
    opened = Signal(object)
    """A Workspace."""

    def __init__(self, theme: Theme, opening: Opening, lanes: Lanes) -> None:
        super().__init__()
        self._theme = theme
        self._opening = opening
        self._lanes = lanes
        self.fields = connect_fields(theme)
        self.problem = ProblemBox(theme)
        self.progress = Label(theme, "", "small", "text2")
        self.back = TextButton(theme, tr("Back"))
        self.check = PrimaryButton(theme, tr("Check and connect"))
        self.back.clicked.connect(self.back_asked)
        self.check.clicked.connect(self._connect)
        inside = QWidget()
        inside.setObjectName("connect")
        inside.setStyleSheet("#connect { background: transparent; }")
        self._lay_out(QVBoxLayout(inside))
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setStyleSheet("QScrollArea { background: transparent; }")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroller)

    def start(self) -> None:
        """The keyboard starts on the first empty field."""
        empty = [field for field in self.fields.values() if not field.text()]
        (empty or list(self.fields.values()))[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self, problem: Problem) -> None:
        """The check is over and did not succeed; nothing typed is touched."""
        self._busy(busy=False)
        self.problem.show_problem(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter checks, Esc goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.check.isEnabled():
            self.check.click()
        elif event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(24, 32, 24, 32)
        column.addStretch(1)
        add_head(
            column,
            self._theme,
            tr("Connect Twilio"),
            tr("Brieftext talks to your firm’s own account, from this computer."),
        )
        column.addSpacing(20)
        column.addLayout(centred(self._card()))
        column.addStretch(1)

    def _card(self) -> Card:
        card = Card(self._theme, 16)
        card.setFixedWidth(CARD_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        for pair in (("actor", "firm"), ("account_sid",), ("key_sid",), (KEPT_APART,)):
            row = QHBoxLayout()
            row.setSpacing(16)
            for key in pair:
                row.addWidget(self.fields[key], 1)
            column.addLayout(row)
        column.addWidget(QuietBox(self._theme, "key-round", why_a_key()))
        column.addWidget(QuietBox(self._theme, "info", no_codes()))
        column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress)
        buttons.addStretch(1)
        for button in (self.back, self.check):
            button.least_height = 40
            buttons.addWidget(button)
        column.addLayout(buttons)
        return card

    def _connect(self) -> None:
        values = {key: field.text() for key, field in self.fields.items()}
        if not require_all(self.fields):
            return
        self._busy(busy=True)
        self._lanes.run(
            lambda: self._opening.connect(
                values["account_sid"],
                values["key_sid"],
                values["secret"],
                values["firm"],
                values["actor"],
            ),
            self._connected,
            self._refused,
            "network",
        )

    def _busy(self, *, busy: bool) -> None:
        self.check.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.problem.clear()
        self.progress.setText(tr("Checking with Twilio…") if busy else "")

    def _connected(self, workspace: Workspace) -> None:
        self._busy(busy=False)
        secret = self.fields[KEPT_APART]
        secret.set_text("")
        self.opened.emit(workspace)

    def _refused(self, error: BrieftextError) -> None:
        self._busy(busy=False)
        rest = show_errors(error, self.fields) if isinstance(error, InvalidInput) else ""
        if not isinstance(error, InvalidInput):
            self.problem.show_problem(error.problem)
        elif rest:
            self.problem.show_problem(Problem(rest))


def connect_fields(theme: Theme) -> dict[str, Field]:
    """The form's fields, by the names of Opening.connect."""
    return {
        "actor": LineField(
            theme, tr("Your name"), help_text=tr("Stands beside the texts you send.")
        ),
        "firm": LineField(theme, tr("Firm name"), help_text=tr("The name clients know.")),
        **key_fields(theme),
    }
