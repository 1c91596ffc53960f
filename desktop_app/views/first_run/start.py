"""What the window shows before a store is open: welcome, the connect form, opening, problems."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.opening import Opening
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Lanes
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop_app.views.first_run.connect import ConnectPage
    from desktop_app.views.first_run.problem import ProblemPage
    from desktop_app.views.first_run.welcome import WelcomePage

WORDS_AFTER_MS = 400


class StartPages(QWidget):
    """The pages, one at a time, and what people ask for on them."""

    opened = Signal(object)
    """A Workspace that the connect form led to."""
    practice_asked = Signal()
    retry_asked = Signal()
    painted = Signal()
    """The first page that can be used has been painted."""

    def __init__(self, theme: Theme, opening: Opening, lanes: Lanes) -> None:
        super().__init__()
        self._theme = theme
        self._usable = False
        self._told = False
        self._opening, self._lanes = opening, lanes
        self.opening = OpeningPage(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.opening)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        theme.changed.connect(self.update)

    # Each page is made when it is first shown: an ordinary start shows none of them.

    @cached_property
    def welcome(self) -> "WelcomePage":
        """The ways in."""
        from desktop_app.views.first_run.welcome import WelcomePage  # noqa: PLC0415  rarely shown

        page = WelcomePage(self._theme)
        page.connect_asked.connect(self.show_connect)
        page.practice_asked.connect(self.practice_asked)
        self._pages.addWidget(page)
        return page

    @cached_property
    def connect_page(self) -> "ConnectPage":
        """The form for the firm’s own account."""
        from desktop_app.views.first_run.connect import ConnectPage  # noqa: PLC0415  rarely shown

        page = ConnectPage(self._theme, self._opening, self._lanes)
        page.back_asked.connect(self.show_welcome)
        page.opened.connect(self._connected)
        self._pages.addWidget(page)
        return page

    @cached_property
    def problem(self) -> "ProblemPage":
        """A store that did not open."""
        from desktop_app.views.first_run.problem import ProblemPage  # noqa: PLC0415  rarely shown

        page = ProblemPage(self._theme, self._opening.folder)
        page.retry_asked.connect(self.retry_asked)
        self._pages.addWidget(page)
        return page

    @property
    def page(self) -> QWidget | None:
        """The page on screen."""
        return self._pages.currentWidget()

    def show_opening(self, *, practice: bool = False) -> None:
        """Wait for the store; words come only if it takes a while."""
        words = tr("Getting the practice firm ready…") if practice else tr("Opening your records…")
        self.opening.start(words)
        self._pages.setCurrentWidget(self.opening)

    def show_welcome(self, problem: Problem | None = None) -> None:
        """The ways in; `problem` says why the last one did not work."""
        self.welcome.show_problem(problem)
        self._show(self.welcome)
        self.welcome.start()

    def show_connect(self) -> None:
        """The form for the firm's own Twilio account, with what was typed before."""
        self._show(self.connect_page)
        self.connect_page.start()

    def show_problem(self, error: BrieftextError) -> None:
        """A store that did not open."""
        self.problem.show_error(error)
        self._show(self.problem)
        self.problem.start()

    def show_broken(self, sentence: str) -> None:
        """A bug before a store was open."""
        if "connect_page" in vars(self) and self.page is self.connect_page:
            self.connect_page.stop(Problem(sentence))
        else:
            self.show_problem(BrieftextError(Problem(sentence)))

    def _connected(self, workspace: Workspace) -> None:
        self.opened.emit(workspace)

    def _show(self, page: QWidget) -> None:
        self.opening.stop()
        self._pages.setCurrentWidget(page)
        self._usable = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground; the first usable page is reported once it is on screen."""
        QPainter(self).fillRect(self.rect(), self._theme.color("window"))
        if self._usable and not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


class OpeningPage(QWidget):
    """Nothing at first, then a word about what is being waited for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._later = ""
        self.words = Label(theme, "", "lead", "text2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WORDS_AFTER_MS)
        self._timer.timeout.connect(self._say)

    def start(self, words: str) -> None:
        """Begin to wait; the words say for what."""
        self._later = words
        self.words.setText("")
        self._timer.start()

    def stop(self) -> None:
        """It is over."""
        self._timer.stop()

    @property
    def waiting(self) -> bool:
        """Whether the words are still to come."""
        return self._timer.isActive()

    def _say(self) -> None:
        self.words.setText(self._later)
