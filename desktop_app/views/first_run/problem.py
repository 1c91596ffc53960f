"""A store that did not open: what was found, why, what to do. No way to start a new one here."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.views.errors import opening_screen
from desktop_app.views.first_run.parts import add_head, centred, note_line
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import PrimaryButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.quiet_box import QuietBox

CARD_WIDTH = 680


class ProblemPage(QWidget):
    """One card: the folder, the way on, and Try again."""

    retry_asked = Signal()

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(3)
        self.title, self.lead = add_head(column, theme, "", "")
        column.addSpacing(24)
        self.step = Label(theme, "", "small_medium", "text", wrap=True)
        self.advice = Label(theme, "", "small", "text2", wrap=True)
        self._icon = Picture(theme, size=18)
        self.retry = PrimaryButton(theme, tr("Try again"))
        self.retry.clicked.connect(self.retry_asked)
        column.addLayout(centred(self._card(folder)))
        column.addSpacing(20)
        words = tr("Nothing was changed or deleted. Brieftext never starts new records over these.")
        column.addLayout(note_line(theme, "shield-check", words))
        column.addStretch(4)

    def start(self) -> None:
        """The keyboard starts on the one way on."""
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: BrieftextError) -> None:
        """Fill the page for this failure."""
        screen = opening_screen(error)
        self._icon.show_icon(screen.icon, "text2")
        self.title.setText(screen.title)
        self.lead.setText(screen.lead)
        self.step.setText(screen.step)
        self.advice.setText(screen.advice)
        self.retry.setText(screen.retry)

    def _card(self, folder: Path) -> Card:
        card = Card(self._theme, 16)
        card.setFixedWidth(CARD_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(18)
        where = tr("Your records are in {folder}", folder=folder)
        column.addWidget(QuietBox(self._theme, "file-lock", where))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.step)
        words.addWidget(self.advice)
        row.addLayout(words, 1)
        self.retry.least_height = 40
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return card
