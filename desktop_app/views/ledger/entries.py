"""The entries of one number as painted rows, newest first: one Tab stop, arrow keys inside."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.services.consent.story import LedgerLine
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.columns import (
    ICON,
    PROOF_GAP,
    PROOF_LEFT,
    SIDE,
    SMALL_ICON,
    WHAT_GAP,
    number_width,
    proof_width,
)
from desktop_app.views.ledger.entries_model import LINE, EntriesModel, Index
from desktop_app.views.ledger.words import entry_glyph, entry_moment, entry_number, proof_glyph
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.painted_list import PaintedList

PAD = 9
RADIUS = 10


class _EntryPainter(QStyledItemDelegate):
    """Number, icon, what changed, when and by whom, and how much proof there is."""

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
        number = QRect(box.left() + SIDE, top, number_width(self._theme), first)
        ink = "text" if chosen else "text2"
        self._words(painter, number, entry_number(line.seq), "small_medium", ink)
        name, tone = entry_glyph(line)
        size = self._theme.room(ICON)
        left = number.right() + WHAT_GAP
        ratio = painter.device().devicePixelRatioF()
        picture = icon(self._theme, name, size, tone, ratio)
        painter.drawPixmap(left, top + (first - size) // 2, picture)
        self._proof(painter, box, top, line)
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
        right = box.right() - SIDE - proof_width(self._theme) - PROOF_LEFT
        first, second = self._theme.line_height("body"), self._theme.line_height("caption")
        place = QRect(right - width, top, width + 1, first)
        self._words(painter, place, when, "caption", "text2", right=True)
        below = QRect(place.left(), place.bottom() + 1, place.width(), second)
        self._words(painter, below, who, "caption", "text2", right=True)
        return place.left()

    def _proof(self, painter: QPainter, box: QRect, top: int, line: LedgerLine) -> None:
        """7 of 7 with its icon, or a dash where none is needed."""
        first = self._theme.line_height("body")
        wide, size = proof_width(self._theme), self._theme.room(SMALL_ICON)
        place = QRect(box.right() - SIDE - wide, top, wide + 1, first)
        if not line.proof.of:
            self._words(painter, place, "–", "caption", "text2", right=True)
            return
        words = f"{line.proof.have} of {line.proof.of}"
        self._words(painter, place, words, "caption", "text2", right=True)
        font = QFontMetrics(self._theme.font("caption", tabular=True))
        left = place.right() - font.horizontalAdvance(words) - PROOF_GAP - size
        name, tone = proof_glyph(line.proof)
        picture = icon(self._theme, name, size, tone, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, top + (first - size) // 2, picture)

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


class EntryList(PaintedList):
    """Shows the model; `entry_chosen` says which entry the person is on."""

    entry_chosen = Signal(int)
    """A ledger number."""

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar) -> None:
        super().__init__(theme, tr("Ledger entries"))
        self.entries = EntriesModel(reading, calendar)
        self._painter = _EntryPainter(theme, self, calendar)
        self.show_rows(self.entries, self._painter)
        # It takes what is left below the head, a row at least, and asks for no more.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
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

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One row."""
        lines = self._theme.line_height("body") + self._theme.line_height("caption")
        return QSize(super().minimumSizeHint().width(), lines + 2 * PAD)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
