"""How a conversation looks in the list: who, whether texts are welcome, when, the last words."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.services.records import ConversationRow, Direction, MessageStatus
from desktop_app.views.delivery import arrives, short_delivery
from desktop_app.views.formatting import (
    Calendar,
    Glyph,
    consent_glyph,
    task_glyph,
)
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list_model import ROW, Index
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import SIZE as AVATAR
from desktop_app.views.widgets.avatar import paint_avatar
from desktop_app.views.widgets.icons import icon

ROW_HEIGHT = 64
GAP = 2
SIDE = 8
PAD = 12
TEXT_LEFT = PAD + AVATAR + PAD
GLYPH = 14
DOT = 8
DOTS_BUTTON = 28
RADIUS = 10
NAME_LETTERS = 9
"""So much of a name has room beside the time, or the time goes to the second line."""


class ConversationDelegate(QStyledItemDelegate):
    """Paints one row from its record."""

    def __init__(self, theme: Theme, view: QListView, calendar: Calendar) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._calendar = calendar
        self.lit: int | None = None
        """The conversation whose menu is open: it looks as under the pointer."""
        self.ring = False
        """Whether the keyboard is in use, so that the current row shows it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """From the fonts in use, 64 at the size drawn."""
        lines = self._theme.line_height("body") + self._theme.line_height("small")
        return QSize(200, max(ROW_HEIGHT, lines + GAP + 2 * PAD) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, avatar, two lines."""
        row: ConversationRow = index.data(ROW)
        state: QStyle.StateFlag = option.state
        box = row_box(option.rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) or row.id == self.lit
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, selected=selected, hovered=hovered)
        circle = QRectF(box.left() + PAD, box.center().y() - AVATAR / 2 + 0.5, AVATAR, AVATAR)
        ground = "avatar_selected" if selected else "avatar"
        paint_avatar(painter, self._theme, circle, row.name, ground)
        crowded = self._crowded(self._line(box, first=True))
        self._first_line(painter, box, row, hovered=hovered, crowded=crowded)
        self._second_line(painter, box, row, crowded=crowded)
        if self.ring and state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, box)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, *, selected: bool, hovered: bool) -> None:
        token = "selected" if selected else "hover" if hovered else ""
        if token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _ring(self, painter: QPainter, box: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent_text"), 2))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)

    def _crowded(self, line: QRect) -> bool:
        """Whether the text is so large, or the list so narrow, that no name fits beside a time."""
        time = QFontMetrics(self._theme.font("caption", tabular=True)).horizontalAdvance("10:00 AM")
        letters = QFontMetrics(self._theme.font("body_strong")).averageCharWidth() * NAME_LETTERS
        return line.width() - time - GLYPH - 16 < letters

    def _first_line(
        self, painter: QPainter, box: QRect, row: ConversationRow, *, hovered: bool, crowded: bool
    ) -> None:
        line = self._line(box, first=True)
        right = line.right()
        if hovered:
            right = self._dots(painter, box)
        elif not crowded:
            right = self._time(painter, line, row)
        name = self._theme.font("body_strong" if row.unread else "body_medium")
        widest = QFontMetrics(self._theme.font("body_strong"))
        room = right - line.left() - GLYPH - 16
        shown = widest.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        self._words(painter, line, name, "text", shown)
        glyph = consent_glyph(row.text_state)
        end = line.left() + QFontMetrics(name).horizontalAdvance(shown)
        self._icon(painter, QPoint(end + 6, line.center().y() - GLYPH // 2 + 1), glyph)

    def _dots(self, painter: QPainter, box: QRect) -> int:
        """The three dots while the pointer is here; where they start."""
        dots = dots_box(box)
        more = Glyph("ellipsis-vertical", "text2", "")
        self._icon(painter, dots.center() - QPoint(8, 8), more, 18)
        return dots.left()

    def _time(self, painter: QPainter, line: QRect, row: ConversationRow) -> int:
        """The time at the right end of a line, the marks before it; where they start."""
        font = self._theme.font("caption", tabular=True)
        words = self._calendar.list_time(row.last_at) if row.last_at else ""
        width = QFontMetrics(font).horizontalAdvance(words)
        place = QRect(line.right() - width, line.top(), width + 1, line.height())
        self._words(painter, place, font, "text2", words)
        return self._marks(painter, line, row, line.right() - width)

    def _marks(self, painter: QPainter, line: QRect, row: ConversationRow, right: int) -> int:
        """What is to be done, muted and pinned, left of the time; where they start."""
        marks = {"pin": row.pinned, "bell-off": row.muted}
        glyphs = [Glyph(name, "text3", "") for name, on in marks.items() if on]
        task = task_glyph(row.task)
        for glyph in [*glyphs, task] if task is not None else glyphs:
            right -= GLYPH + 4
            at = QPoint(right, line.center().y() - GLYPH // 2 + 1)
            self._icon(painter, at, glyph)
        return right

    def _second_line(
        self, painter: QPainter, box: QRect, row: ConversationRow, *, crowded: bool
    ) -> None:
        line = self._line(box, first=False)
        font = self._theme.font("small")
        if row.unread:
            self._dot(painter, line)
            line.setRight(line.right() - DOT - 8)
        if crowded:
            line.setRight(self._time(painter, line, row) - 8)
        before, words = _snippet(row)
        if before is not None:
            self._icon(painter, QPoint(line.left(), line.center().y() - GLYPH // 2 + 1), before)
            line.setLeft(line.left() + GLYPH + 4)
        plain = " ".join(words.split())
        shown = QFontMetrics(font).elidedText(plain, Qt.TextElideMode.ElideRight, line.width())
        self._words(painter, line, font, "text" if row.unread else "text2", shown)

    def _dot(self, painter: QPainter, line: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_text"))
        top = line.center().y() - DOT / 2 + 1
        painter.drawEllipse(QRectF(line.right() - DOT + 1, top, DOT, DOT))

    def _line(self, box: QRect, *, first: bool) -> QRect:
        upper = self._theme.line_height("body")
        lower = self._theme.line_height("small")
        top = box.top() + (box.height() - upper - lower - GAP) // 2
        left, width = box.left() + TEXT_LEFT, box.width() - TEXT_LEFT - PAD
        if first:
            return QRect(left, top, width, upper)
        return QRect(left, top + upper + GAP, width, lower)

    def _words(self, painter: QPainter, line: QRect, font: QFont, token: str, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, flags | Qt.TextFlag.TextSingleLine, words)

    def _icon(self, painter: QPainter, at: QPoint, glyph: Glyph, size: int = GLYPH) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(at, icon(self._theme, glyph.icon, size, glyph.tone, ratio))


def row_box(cell: QRect) -> QRect:
    """The rounded ground inside a cell of the list; the scroll bar is its right margin."""
    return cell.adjusted(SIDE, 0, 0, -GAP)


def dots_box(box: QRect) -> QRect:
    """Where the three-dot button of a hovered row is, to be clicked."""
    top = box.top() + PAD - 4
    return QRect(box.right() - DOTS_BUTTON - 4, top, DOTS_BUTTON, DOTS_BUTTON)


def _snippet(row: ConversationRow) -> tuple[Glyph | None, str]:
    """The icon and the words of the second line."""
    if row.draft:
        return Glyph("pencil", "text2", ""), tr("Draft: {text}", text=row.draft)
    if row.last_direction is None:
        return None, tr("No texts yet")
    if row.last_direction is not Direction.OUTBOUND or row.last_status is None:
        return None, row.snippet
    glyph = short_delivery(row.last_status)
    if row.last_status is MessageStatus.UNSURE:
        return glyph, glyph.words
    if not arrives(row.last_status):  # in grey the failed glyph is much like the waiting one
        return glyph, tr("{state}: {text}", state=glyph.words, text=row.snippet)
    return glyph, tr("You: {text}", text=row.snippet)
