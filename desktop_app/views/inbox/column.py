"""The left column of the inbox: title, search, filters, and the list or why it is empty."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list import ConversationList
from desktop_app.views.inbox.list_model import ConversationModel
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, IconButton, Look
from desktop_app.views.widgets.chip import FilterChip
from desktop_app.views.widgets.empty import EmptyState
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label

FILTERS = (
    ("all", "All"),
    ("unread", "Unread"),
    ("needs_reply", "Needs reply"),
    ("archived", "Archived"),
)
_SEARCH = Look(fill="sunken", hover="pressed", press="pressed", ink="text2", style="small")
"""`search` is a button: the field itself is the palette's."""

_EMPTY = {
    "all": (
        "inbox",
        "No conversations yet",
        "Texts you send and get show up here.",
        "New message",
    ),
    "unread": ("inbox", "All caught up", "New texts show up here. Nobody is waiting on you.", ""),
    "archived": (
        "archive",
        "Nothing in the archive",
        "Conversations you put away show up here until their client writes again.",
        "",
    ),
    "needs_reply": (
        "message-square-reply",
        "Everyone has an answer",
        "Conversations in which the client wrote last show up here.",
        "",
    ),
}


class FilterRow(QWidget):
    """The filters side by side; where they do not fit, on as many lines as they need."""

    GAP = 4
    EDGE = 4
    """Room for the focus ring, which stands outside a chip."""

    def __init__(self, chips: Iterable[FilterChip]) -> None:
        super().__init__()
        self._chips = tuple(chips)
        for chip in self._chips:
            chip.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """As many lines as this width makes necessary."""
        return max((box.bottom() + 1 for _chip, box in self._places(width)), default=0) + self.EDGE

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As it is now."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The widest chip alone on a line."""
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(widest + 2 * self.EDGE, self.heightForWidth(self.width()))

    def _places(self, width: int) -> list[tuple[FilterChip, QRect]]:
        places: list[tuple[FilterChip, QRect]] = []
        left = top = self.EDGE
        for chip in (chip for chip in self._chips if not chip.isHidden()):
            size = chip.sizeHint()
            if left > self.EDGE and left + size.width() > width - self.EDGE:
                left, top = self.EDGE, top + size.height() + self.GAP
            places.append((chip, QRect(QPoint(left, top), size)))
            left += size.width() + self.GAP
        return places

    def arrange(self) -> None:
        """A chip came, went or has other words."""
        for chip, box in self._places(self.width()):
            chip.setGeometry(box)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Chips that change their size ask for it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width can mean another number of lines."""
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """What changed while nobody looked."""
        super().showEvent(event)
        self.arrange()


class SearchButton(Button):
    """Looks like the search field it opens, and says the key that opens it too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Search people"), _SEARCH, "search")
        native = QKeySequence.SequenceFormat.NativeText
        self._keys = QKeySequence("Ctrl+K").toString(native).replace("+", " ")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Search people"))
        self.setAccessibleDescription(self._keys)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """May shrink with the column."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, icon, words at the left, the key at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, _SEARCH)
        picture = icon(self._theme, "search", 16, "text2", self.devicePixelRatioF())
        painter.drawPixmap(QPoint(8, (self.height() - 16) // 2), picture)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        needed = QFontMetrics(self._theme.font("small")).horizontalAdvance(self.text())
        room = self._key_box().left() - 40
        if needed <= room:  # in large text the words come before the key
            self._paint_key(painter)
        words = QRectF(32, 0, room if needed <= room else self.width() - 36, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _key_box(self) -> QRectF:
        width = QFontMetrics(self._theme.font("rail")).horizontalAdvance(self._keys) + 10
        return QRectF(self.width() - width - 10.5, (self.height() - 18) / 2 + 0.5, width, 17)

    def _paint_key(self, painter: QPainter) -> None:
        box = self._key_box()
        painter.save()
        painter.setPen(QPen(self._theme.color("line_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._theme.font("rail"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.restore()


class ListColumn(QWidget):
    """Everything left of the conversation."""

    new_message_requested = Signal()
    palette_requested = Signal()

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar
    ) -> None:
        super().__init__()
        self._theme = theme
        self._reading = workspace.reading
        self.model = ConversationModel(workspace.reading, calendar)
        self.list = ConversationList(theme, self.model, calendar)
        self.empty = EmptyState(theme)
        self.search = SearchButton(theme)
        self.new_message = IconButton(theme, "square-pen", tr("New message"))
        self.filters = {key: FilterChip(theme, tr(words)) for key, words in FILTERS}
        self._filter_row = FilterRow(self.filters.values())
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.setAccessibleName(tr("Inbox"))
        self._lay_out()
        self.new_message.clicked.connect(self.new_message_requested)
        self.empty.button.clicked.connect(self.new_message_requested)
        self.search.clicked.connect(self.palette_requested)
        for number, (key, _words) in enumerate(FILTERS):
            self._group.addButton(self.filters[key], number)
        self._group.idClicked.connect(self._filter_clicked)
        bridge.conversations_changed.connect(self._changed)
        bridge.contacts_changed.connect(self._contacts_changed)
        theme.changed.connect(self._restyle)
        self.filters["all"].setChecked(True)
        self._count()

    def add_foot(self, foot: QWidget) -> None:
        """Put something below the list."""
        column = self.layout()
        assert column is not None
        column.addWidget(foot)

    def show_only(self, key: str) -> None:
        """Filter the list."""
        self.filters[key].setChecked(True)
        self.model.show_only(key)
        self._show_archive()
        self._show_list_or_empty()

    def _filter_clicked(self, number: int) -> None:
        self.show_only(FILTERS[number][0])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self._theme, tr("Inbox"), "region_title", "text"))
        head.addStretch(1)
        head.addWidget(self.new_message)
        edge = FilterRow.EDGE
        filters = QHBoxLayout()
        filters.setContentsMargins(12 - edge, 0, 12 - edge, 0)
        filters.addWidget(self._filter_row)
        top = QVBoxLayout()
        top.setContentsMargins(20, 14, 10, 0)
        top.addLayout(head)
        middle = QVBoxLayout()
        middle.setContentsMargins(12, 0, 12, 0)
        middle.setSpacing(0)
        middle.addSpacing(8)
        middle.addWidget(self.search)
        middle.addSpacing(8 - edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle)
        column.addLayout(filters)
        column.addSpacing(8 - edge)
        column.addWidget(self._stack, 1)

    def _changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self.model.refresh(ids)
        self._count()

    def _contacts_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self.model.refresh_contacts(ids)

    def _count(self) -> None:
        count = self._reading.unread_count()
        words = tr("Unread  {count}", count=f"{count:,}") if count else tr("Unread")
        chip = self.filters["unread"]
        if chip.text() != words:
            chip.setText(words)
            self._filter_row.arrange()
        self._show_archive()
        self._show_list_or_empty()

    def _show_archive(self) -> None:
        """The archive has a filter while something is in it, or while somebody looks at it."""
        chip = self.filters["archived"]
        there = self.model.only == "archived" or bool(
            self._reading.inbox_page(limit=1, only="archived")
        )
        if chip.isHidden() is there:
            chip.setVisible(there)
            self._filter_row.arrange()

    def _show_list_or_empty(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        icon_name, heading, words, button = _EMPTY[self.model.only]
        self.empty.say(icon_name, tr(heading), tr(words), tr(button) if button else "")
        self._stack.setCurrentWidget(self.empty)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("list"))

    def _restyle(self) -> None:
        self.update()
