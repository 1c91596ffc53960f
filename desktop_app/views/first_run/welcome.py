"""The welcome page: what Brieftext is, and the ways in that exist."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.help import FIRST
from desktop_app.services.records import Problem
from desktop_app.views.first_run.parts import add_head, centred, note_line, widened
from desktop_app.views.help_link import open_help
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.picture import Picture

CARD_WIDTH = 328
TILE = 44
GAP = 16
MARGIN = 24
LEAST_WINDOW = 960
"""The narrowest window there is."""
LOOKS = (("system", "Match system look"), ("light", "Light"), ("dark", "Dark"))


class WelcomePage(QWidget):
    """Two cards, one way in each."""

    connect_asked = Signal()
    practice_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.problem = ProblemBox(theme)
        self.connect_button = PrimaryButton(theme, tr("Connect Twilio"))
        self.practice_button = SecondaryButton(theme, tr("Start practicing"))
        self.look_button = TextButton(theme, tr("Match system look"), "sun-moon")
        self.help_button = TextButton(theme, tr("Help"), "info")
        self.help_button.clicked.connect(self._open_help)
        self.connect_button.clicked.connect(self.connect_asked)
        self.practice_button.clicked.connect(self.practice_asked)
        self.looks: PopupMenu | None = None
        theme.changed.connect(self._restyle)
        self._restyle()
        self.look_button.clicked.connect(self._open_looks)
        inside = QWidget()
        inside.setObjectName("welcome")
        inside.setStyleSheet("#welcome { background: transparent; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.addStretch(3)
        add_head(
            column,
            theme,
            tr("Welcome to Brieftext"),
            tr("Text clients from your firm’s own number. Every message stays on this computer."),
        )
        column.addSpacing(28)
        column.addLayout(centred(self.problem))
        column.addSpacing(8)
        column.addLayout(self._cards())
        column.addSpacing(24)
        words = tr("No Brieftext account. No cloud copy. Records open even with the internet off.")
        column.addLayout(note_line(theme, "lock", words))
        column.addStretch(4)
        column.addLayout(self._foot())
        self._scroll(inside)
        self._arrange()

    def _scroll(self, inside: QWidget) -> None:
        """Where the window is too low for all of it, it scrolls."""
        scroller = self._scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setStyleSheet("QScrollArea { background: transparent; }")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroller)

    def _arrange(self) -> None:
        """Both ways in beside each other, or below where they have no room."""
        wide = self._both_wide() + 2 * MARGIN <= self.width()
        ways = QBoxLayout.Direction
        self._ways.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _both_wide(self) -> int:
        return 2 * self._theme.room(CARD_WIDTH) + GAP

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another order."""
        super().resizeEvent(event)
        self._arrange()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.look_button)
        row.addWidget(self.help_button)
        row.addStretch(1)
        return row

    def start(self) -> None:
        """The keyboard starts on the first way in."""
        self.connect_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem | None) -> None:
        """Why the last way in did not work, or nothing."""
        if problem is None:
            self.problem.clear()
        else:
            self.problem.show_problem(problem)

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        ways = self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        ways.setSpacing(GAP)
        row.addStretch(1)
        own = (
            ("clock", tr("About 5 minutes")),
            ("key-round", tr("Your account SID and a key")),
            ("lock", tr("The key stays in the system keychain")),
        )
        made_up = (
            ("zap", tr("Ready right away")),
            ("wifi-off", tr("No account, no internet")),
            ("eraser", tr("Gone when you close it")),
        )
        connect = _Way(
            self._theme, _Tile(self._theme, "plug", first=True), self.connect_button, own
        )
        connect.say(tr("Connect Twilio"), tr("Use the number your firm already has."))
        practice = _Way(
            self._theme, _Tile(self._theme, "flask-conical"), self.practice_button, made_up
        )
        practice.say(
            tr("Try it with practice data"),
            tr("Look around with made-up clients. Nothing is sent."),
        )
        ways.addWidget(connect)
        ways.addWidget(practice)
        row.addLayout(ways)
        row.addStretch(1)
        return row

    def _restyle(self) -> None:
        self.problem.setFixedWidth(min(self._both_wide(), LEAST_WINDOW - 2 * MARGIN))

    def _open_looks(self) -> None:
        entries = [Entry(key, tr(words)) for key, words in LOOKS]
        menu = self.looks = PopupMenu(self._theme, self, entries, width=200)
        menu.chosen.connect(self._choose_look)
        button = self.look_button
        menu.popup(button.mapToGlobal(QPoint(button.width(), -3 * button.height())))

    def _open_help(self) -> None:
        open_help(self, FIRST)

    def _choose_look(self, key: str) -> None:
        self._theme.choose(key)
        self.look_button.setText(tr(dict(LOOKS)[key]))


class _Way(Card):
    """One card: what it is, what it takes, and its button."""

    def __init__(
        self,
        theme: Theme,
        tile: QWidget,
        button: Button,
        points: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(theme, 16)
        self._title = Label(theme, "", "region_title", "text", wrap=True)
        self._lead = Label(theme, "", "small", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        column.addWidget(tile)
        column.addSpacing(14)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(12)
        for name, words in points:
            column.addLayout(_point(theme, name, words))
            column.addSpacing(2)
        column.addStretch(1)
        column.addSpacing(16)
        column.addWidget(widened(button))

        self._restyle()

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.room(CARD_WIDTH))
        super()._restyle()

    def say(self, title: str, lead: str) -> None:
        """What this way is called and what it does."""
        self._title.setText(title)
        self._lead.setText(lead)


class _Tile(QWidget):
    """An icon on a rounded square."""

    def __init__(self, theme: Theme, icon_name: str, *, first: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon_name
        self._first = first
        self.setFixedSize(TILE, TILE)
        theme.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Square and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft" if self._first else "sunken"))
        painter.drawRoundedRect(self.rect(), 10, 10)
        tone = "accent_text" if self._first else "text2"
        picture = icon(self._theme, self._icon, 20, tone, self.devicePixelRatioF())
        painter.drawPixmap((TILE - 20) // 2, (TILE - 20) // 2, picture)

    def _restyle(self) -> None:
        self.update()


def _point(theme: Theme, icon_name: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Picture(theme, icon_name, 14, "text2"))
    row.addWidget(Label(theme, words, "small", "text2", wrap=True), 1)
    return row
