"""One page of the help: title, paragraphs and lists as plain labels, the day it was checked."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.help import ADVICE, Block, Kind, Page, page
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.scrolling import QuietScrollBar

MARGIN = 32
WIDEST = 620
"""Lines longer than this are hard to read, at the usual text size."""


class PageView(QScrollArea):
    """Shows one page at a time and scrolls it; the keyboard may stand on it."""

    topic_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.page: Page | None = None
        self.links: dict[str, LinkButton] = {}
        self._words: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._bar = QuietScrollBar(theme)
        self.setVerticalScrollBar(self._bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, shown: Page) -> None:
        """Show this page from its top."""
        self.page = shown
        self.setAccessibleName(tr(shown.title))
        self.setAccessibleDescription("\n".join(tr(block.words) for block in shown.blocks))
        self._put(self._laid_out(shown))

    def show_nothing(self, words: str) -> None:
        """Say that nothing was found, and where to turn."""
        self.page = None
        self.setAccessibleName(words)
        self.setAccessibleDescription("")
        inside, column = self._sheet()
        column.addWidget(Label(self._theme, words, "body", "text2", wrap=True))
        column.addSpacing(8)
        column.addLayout(self._links((page("support"),)))
        column.addStretch(1)
        self._put(inside)

    def _put(self, inside: QWidget) -> None:
        before = self.takeWidget()  # not deleted at once: the link just pressed may be on it
        self._words = inside  # Qt alone would not keep it
        self.setWidget(inside)
        if before is not None:
            before.hide()
            before.deleteLater()
        self._bar.setValue(0)

    def _sheet(self) -> tuple[QWidget, QVBoxLayout]:
        inside = _Sheet(self._theme)
        column = QVBoxLayout(inside.words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.links = {}
        return inside, column

    def _laid_out(self, shown: Page) -> QWidget:
        inside, column = self._sheet()
        column.addWidget(Label(self._theme, tr(shown.title), "page_title", "text", wrap=True))
        column.addSpacing(12)
        for block in shown.blocks:
            self._add(column, block)
        if shown.see:
            column.addSpacing(20)
            column.addWidget(Label(self._theme, tr("See also"), "small_strong", "text2"))
            column.addSpacing(4)
            column.addLayout(self._links(tuple(page(topic) for topic in shown.see)))
        column.addSpacing(20)
        for words in foot_lines(shown):
            foot = Label(self._theme, words, "caption", "text3", wrap=True)
            column.addWidget(foot)
        column.addStretch(1)
        return inside

    def _add(self, column: QVBoxLayout, block: Block) -> None:
        words = tr(block.words)
        if block.kind is Kind.HEADING:
            column.addSpacing(12)
            column.addWidget(Label(self._theme, words, "heading", "text", wrap=True))
            column.addSpacing(6)
        elif block.kind is Kind.ITEM:
            row = QHBoxLayout()
            row.setContentsMargins(4, 0, 0, 6)
            row.setSpacing(10)
            dot = Label(self._theme, "•", "body", "text2")
            row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._body(words), 1)
            column.addLayout(row)
        else:
            column.addWidget(self._body(words))
            column.addSpacing(8)

    def _body(self, words: str) -> Label:
        return Label(self._theme, words, "body", "text", wrap=True, selectable=True)

    def _links(self, pages: tuple[Page, ...]) -> FlowLayout:
        row = FlowLayout()
        for each in pages:
            link = self.links[each.topic] = LinkButton(self._theme, tr(each.title))
            link.clicked.connect(partial(self._ask, each.topic))
            row.addWidget(link)
        return row

    def _ask(self, topic: str, _checked: bool = False) -> None:
        self.topic_asked.emit(topic)

    def _restyle(self) -> None:
        ring = self._theme.color("accent_text").name()
        self.setStyleSheet(
            "PageView { background: transparent; border: 2px solid transparent; }"
            f"PageView:focus {{ border: 2px solid {ring}; }}"
        )


class _Sheet(QWidget):
    """The ground of a page, and in it a column no wider than one can read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 24, MARGIN, 24)
        row.addWidget(self.words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paper."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))

    def _restyle(self) -> None:
        self.words.setMaximumWidth(round(WIDEST * self._theme.scale))
        self.update()


def foot_lines(shown: Page) -> tuple[str, ...]:
    """What stands under every page: whose rules, from when, and what they are not."""
    day = f"{shown.checked:%B} {shown.checked.day}, {shown.checked.year}"
    lines = (tr("Checked {day}. {advice}", day=day, advice=tr(ADVICE)),)
    if not shown.rules:
        return lines
    return (tr("Rules: {rules}", rules=", ".join(shown.rules)), *lines)
