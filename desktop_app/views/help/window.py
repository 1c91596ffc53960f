"""The help window: search and pages at the left, the page at the right. It blocks nothing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services import help as pages
from desktop_app.views.help.page_view import PageView
from desktop_app.views.help.topics import TopicList
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.search_field import SearchField

USUAL = QSize(920, 680)
SMALLEST = QSize(640, 420)
LIST = 232
PAGE = 320
"""The narrowest page, at the usual text size."""


class HelpWindow(QWidget):
    """Stays beside the program, so that one can read and work at the same time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle(tr("Brieftext help"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.search = SearchField(theme, tr("Search the help"))
        self.topics = TopicList(theme)
        self.view = PageView(theme)
        self._side = QWidget()
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.search.left_downwards.connect(self._to_list)
        self.topics.topic_chosen.connect(self._show)
        self.view.topic_asked.connect(self.open_help)
        self._find = QShortcut(QKeySequence("Ctrl+F"), self, self._to_search)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.resize(USUAL)
        self.topics.show_pages(pages.pages())
        self.open_help(pages.FIRST)

    def open_help(self, topic: str = "") -> None:
        """Show a topic; without one, or with one nobody wrote, the page that is open stays."""
        known = {each.topic for each in pages.pages()}
        if topic not in known:
            return
        if topic not in self.topics.topics:
            self.search.clear()
        self.topics.select(topic)
        self._show(topic)

    def come_forward(self) -> None:
        """In front of the other windows, with the keyboard in the search field."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._to_search()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        field = QVBoxLayout()
        field.setContentsMargins(12, 0, 12, 0)
        field.addWidget(self.search)
        column.addLayout(field)
        column.addWidget(self.topics, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.view, 1)

    def _search(self, words: str) -> None:
        found = pages.search(words)
        self.topics.show_pages(found)
        if not found:
            self.view.show_nothing(tr("No page has all of these words. Try fewer."))
            announce(self.search, tr("Nothing found"))
            return
        announce(self.search, _count_words(len(found)))
        shown = self.view.page
        keep = shown is not None and any(each.topic == shown.topic for each in found)
        if keep and shown is not None and not words.strip():
            self.topics.select(shown.topic)
        else:
            self.open_help(found[0].topic)

    def _show(self, topic: str) -> None:
        self.view.show_page(pages.page(topic))

    def _to_list(self) -> None:
        if self.topics.topics:
            self.topics.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes, once the search field is empty."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The list's ground, the page's, and the line between them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(self._side.geometry(), self._theme.color("list"))
        painter.fillRect(self._side.width() - 1, 0, 1, self.height(), self._theme.color("line"))

    def _restyle(self) -> None:
        self.setStyleSheet(self._theme.sheet())
        wide = max(self._theme.room(LIST), self.topics.width_for(pages.pages()))
        self._side.setFixedWidth(wide)
        least = QSize(wide + self._theme.room(PAGE), SMALLEST.height())
        self.setMinimumSize(least.expandedTo(SMALLEST))
        self.update()


def _count_words(count: int) -> str:
    return tr("1 page found") if count == 1 else tr("{count} pages found", count=count)
