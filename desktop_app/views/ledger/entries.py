"""The entries of one number as painted rows, newest first: one Tab stop, arrow keys inside."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.services.consent.story import LedgerLine
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.words import entry_glyph, entry_moment, entry_number, entry_sentence
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
PAGE = 200
SIDE = 14
PAD = 9
RADIUS = 10
ICON = 16
NUMBER_SAMPLE = "100,000"
WHAT_GAP = 12
"""Between icon and words."""


class EntriesModel(QAbstractListModel):
    """A number's entries, read page by page."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        super().__init__()
        self._reading = reading
        self._calendar = calendar
        self._number = ""
        self._lines: list[LedgerLine] = []
        self._more = False

    def show_number(self, number: str) -> None:
        """Another number, from its newest entry."""
        self.beginResetModel()
        self._number = number
        self._lines = self._reading.ledger_of(number, None, PAGE) if number else []
        self._more = len(self._lines) == PAGE
        self.endResetModel()

    def add_newer(self) -> int:
        """Read what was added since; how many that are."""
        newest = self._lines[0].seq if self._lines else 0
        page = self._reading.ledger_of(self._number, None, PAGE) if self._number else []
        fresh = [line for line in page if line.seq > newest]
        if len(fresh) == PAGE:
            self.show_number(self._number)
        elif fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._lines = fresh + self._lines
            self.endInsertRows()
        return len(fresh)

    def line(self, place: int) -> LedgerLine:
        """The entry in a row."""
        return self._lines[place]

    def place_of(self, seq: int) -> int:
        """The row of an entry, -1 where this number has none such."""
        while True:
            for at, line in enumerate(self._lines):
                if line.seq == seq:
                    return at
            if not self._more or self._lines[-1].seq < seq:
                return -1
            self.fetchMore(QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's form
        """How many are read so far."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, its title, its sentence."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_sentence(line, self._calendar)
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        """Whether there are older ones."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  Qt's name
        """One page more."""
        page = self._reading.ledger_of(self._number, self._lines[-1].seq, PAGE)
        self._more = len(page) == PAGE
        if page:
            start = len(self._lines)
            self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
            self._lines += page
            self.endInsertRows()


class _EntryPainter(QStyledItemDelegate):
    """Number, icon, what changed, when and by whom."""

    def __init__(self, theme: Theme, view: QListView, calendar: Calendar) -> None:
        super().__init__(view)
        self._theme = theme
        self._calendar = calendar
        self.ring = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Two lines, from the fonts in use."""
        lines = self._theme.line_height("body") + self._theme.line_height("caption")
        return QSize(200, lines + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One entry."""
        line: LedgerLine = index.data(LINE)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        box: QRect = option.rect.adjusted(0, 0, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(self._theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(box), RADIUS, RADIUS)
        self._columns(painter, box, line, chosen=chosen)
        if self.ring and chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.restore()

    def _columns(self, painter: QPainter, box: QRect, line: LedgerLine, *, chosen: bool) -> None:
        top, first = box.top() + PAD, self._theme.line_height("body")
        second = self._theme.line_height("caption")
        number = QRect(box.left() + SIDE, top, self._number_width(), first)
        ink = "text" if chosen else "text2"
        self._words(painter, number, entry_number(line.seq), "small_medium", ink)
        name, tone = entry_glyph(line)
        size = self._theme.room(ICON)
        left = number.right() + WHAT_GAP
        ratio = painter.device().devicePixelRatioF()
        picture = icon(self._theme, name, size, tone, ratio)
        painter.drawPixmap(left, top + (first - size) // 2, picture)
        right = self._when(painter, box, top, line)
        words = QRect(left + size + WHAT_GAP, top, 0, first)
        words.setRight(right - WHAT_GAP)
        self._words(painter, words, line.title, "small_strong", "text")
        below = QRect(words.left(), words.bottom() + 1, words.width(), second)
        self._words(painter, below, line.detail, "caption", "text2")

    def _when(self, painter: QPainter, box: QRect, top: int, line: LedgerLine) -> int:
        """Right-aligned, who below when; where it begins."""
        when, who = entry_moment(line.at, self._calendar), line.by
        font = QFontMetrics(self._theme.font("caption", tabular=True))
        width = min(
            max(font.horizontalAdvance(when), font.horizontalAdvance(who)), box.width() // 3
        )
        right = box.right() - SIDE
        first, second = self._theme.line_height("body"), self._theme.line_height("caption")
        place = QRect(right - width, top, width + 1, first)
        self._words(painter, place, when, "caption", "text2", right=True)
        below = QRect(place.left(), place.bottom() + 1, place.width(), second)
        self._words(painter, below, who, "caption", "text2", right=True)
        return place.left()

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        style: str,
        ink: str,
        *,
        right: bool = False,
    ) -> None:
        font = self._theme.font(style, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)

    def _number_width(self) -> int:
        font = QFontMetrics(self._theme.font("small_medium", tabular=True))
        return font.horizontalAdvance(NUMBER_SAMPLE)


class EntryList(PaintedList):
    """Shows the model; `entry_chosen` says which entry the person is on."""

    entry_chosen = Signal(int)
    """A ledger number."""

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar) -> None:
        super().__init__(theme, tr("Ledger entries"))
        self.entries = EntriesModel(reading, calendar)
        self._painter = _EntryPainter(theme, self, calendar)
        self.show_rows(self.entries, self._painter)
        theme.changed.connect(self._restyle)

    def select(self, seq: int) -> bool:
        """Go to an entry; False where this number has none such."""
        place = self.entries.place_of(seq)
        if place >= 0:
            self.setCurrentIndex(self.entries.index(place))
        return place >= 0

    def select_first(self) -> None:
        """Go to the newest entry."""
        if self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(0))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Another entry."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.entry_chosen.emit(self.entries.line(current.row()).seq)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._painter.ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
