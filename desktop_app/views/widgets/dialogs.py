"""Dialogs: a question or an act as title, what it needs, and buttons that say what they do."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.records import Problem
from desktop_app.views.errors import problem_lines
from desktop_app.views.help_link import open_help
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import Button, IconButton, PrimaryButton, TextButton
from desktop_app.views.widgets.ground import paint_ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.scrolling import QuietScrollBar

WIDTH = 560
SIDE = 28
MARGIN = 24
BUTTON_HEIGHT = 36


class ProblemBox(QFrame):
    """What happened, why, and what to do now, on the danger tone with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.what = Label(theme, "", "small_strong", "danger", wrap=True)
        self.rest = Label(theme, "", "small", "text", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.what)
        words.addWidget(self.rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(Picture(theme, "circle-alert", 18, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()
        theme.changed.connect(self.update)

    def show_problem(self, problem: Problem) -> None:
        """Say it, with the code last."""
        what, rest = problem_lines(problem)
        self.what.setText(what)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        self.setAccessibleName(problem.sentence())
        self.show()
        announce(self, problem.sentence(), at_once=True)

    def clear(self) -> None:
        """Take it away."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground. A style sheet would keep the words in the colour of the look before."""
        paint_ground(self, self._theme.color("danger_soft"))


class Dialog(Overlay):
    """The frame of every dialog: title, body, and at the right Cancel and then the act."""

    def __init__(self, theme: Theme, host: QWidget, title: str, lead: str = "") -> None:
        super().__init__(theme, host, dim=True)
        self.setAccessibleName(title)
        self._default: Button | None = None
        self.problem = ProblemBox(theme)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._scroller = _BodyScroller(theme, self.body)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(SIDE, MARGIN, SIDE, MARGIN)
        column.setSpacing(0)
        column.addLayout(self._head(title))
        if lead:
            column.addSpacing(4)
            column.addWidget(Label(theme, lead, "small", "text2", wrap=True))
        column.addSpacing(16)
        column.addWidget(self._scroller, 1)
        column.addSpacing(12)
        column.addWidget(self.problem)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        self._buttons.addStretch(1)

    def offer_help(self, topic: str) -> None:
        """A button beside the title that opens this page of the help."""
        self.help_topic = topic
        self.help_button = TextButton(self._theme, tr("Help"))
        self.help_button.clicked.connect(self._open_help)
        self._title_row.insertWidget(1, self.help_button, 0, Qt.AlignmentFlag.AlignTop)

    def _open_help(self) -> None:
        open_help(self, self.help_topic)

    def _head(self, title: str) -> QHBoxLayout:
        head = self._title_row = QHBoxLayout()
        head.addWidget(Label(self._theme, title, "dialog_title", "text", wrap=True), 1)
        close = IconButton(self._theme, "x", tr("Close"))
        close.clicked.connect(self.dismiss)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def add_cancel(self, words: str = "") -> TextButton:
        """The way out that changes nothing."""
        button = TextButton(self._theme, words or tr("Cancel"))
        button.clicked.connect(self.dismiss)
        self.add_button(button)
        return button

    def add_primary(self, words: str) -> PrimaryButton:
        """The act, in full words; Enter in a one-line field does the same."""
        button = PrimaryButton(self._theme, words)
        self.add_button(button)
        self._default = button
        return button

    def add_button(self, button: Button) -> None:
        """One more button, at the right."""
        button.least_height = BUTTON_HEIGHT
        self._buttons.addWidget(button)

    def show_problem(self, problem: Problem) -> None:
        """Say above the buttons what did not work; nothing typed is touched."""
        self.problem.show_problem(problem)

    def place(self) -> None:
        """The middle, as high as the window lets it."""
        self.card.setFixedWidth(min(self._theme.room(WIDTH), self.width() - 2 * MARGIN))
        height = min(self._wanted_height(self.card.width()), self.height() - 2 * MARGIN)
        left = (self.width() - self.card.width()) // 2
        self.card.setGeometry(left, (self.height() - height) // 2, self.card.width(), height)
        self.update()

    def _wanted_height(self, width: int) -> int:
        layout = self.card.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self.card.sizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter in a field does what the primary button does."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._default is not None and self._default.isEnabled():
            self._default.click()
            event.accept()
        else:
            super().keyPressEvent(event)


class _BodyScroller(QScrollArea):
    """Scrolls the body where the window is too low for it, and asks for its full height."""

    def __init__(self, theme: Theme, body: QVBoxLayout) -> None:
        super().__init__()
        self._theme = theme
        inside = self._inside = QWidget()
        inside.setObjectName("dialogBody")
        inside.setStyleSheet("#dialogBody { background: transparent; }")
        body.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(body)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietScrollBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QScrollArea { background: transparent; }")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """A part came or went: ask for another height."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as the body is at this width."""
        body = self._inside
        width = self._theme.room(WIDTH) - 2 * SIDE
        height = (
            body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        )
        return QSize(width, height + 4)


class MessageDialog(Dialog):
    """Says one thing and is closed again."""

    def __init__(self, theme: Theme, host: QWidget, title: str, words: str, close: str) -> None:
        super().__init__(theme, host, title)
        self.setObjectName("message")
        self.body.addWidget(Label(theme, words, "body", "text", wrap=True))
        self._close = self.add_primary(close)
        self._close.clicked.connect(self.dismiss)

    def first_stop(self) -> QWidget:
        """The button that closes."""
        return self._close


def say_problem(theme: Theme, host: QWidget, problem: Problem) -> MessageDialog:
    """Show a problem that belongs to no form."""
    what, rest = problem_lines(problem)
    dialog = MessageDialog(theme, host, what, rest, tr("Close"))
    dialog.open()
    return dialog
