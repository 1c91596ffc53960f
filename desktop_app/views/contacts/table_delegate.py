"""How a person looks in the table: initials, name, and a word in each column."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.services.numbers import format_number
from desktop_app.services.people import PersonRow
from desktop_app.views.contacts.columns import (
    AVATAR,
    AVATAR_GAP,
    GLYPH,
    GLYPH_GAP,
    Column,
    columns,
)
from desktop_app.views.contacts.table_model import PERSON, Index
from desktop_app.views.contacts.words import contacted, role_words, texts_of
from desktop_app.views.formatting import Calendar
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import paint_avatar
from desktop_app.views.widgets.icons import icon

ROW_HEIGHT = 50
SIDE = 12
RADIUS = 10


class PersonDelegate(QStyledItemDelegate):
    """Paints one row from its record."""

    def __init__(self, theme: Theme, view: QListView, calendar: Calendar) -> None:
        super().__init__(view)
        self._theme = theme
        self._calendar = calendar
        self.ring = False
        """Whether the keyboard is in use, so that the current row shows it."""
        self.lit: int | None = None
        """The person whose menu is open: the row looks as under the pointer."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """From the font in use, 50 at the size drawn."""
        return QSize(200, max(ROW_HEIGHT, self._theme.line_height("body") + 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and columns."""
        row: PersonRow = index.data(PERSON)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) or row.contact_id == self.lit
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = row_box(cell)
        self._ground(painter, box, "selected" if selected else "hover" if hovered else "")
        for column in columns(self._theme, cell.width()):
            place = QRect(cell.left() + column.left, cell.top(), column.width, cell.height())
            self._column(painter, place, column, row, selected=selected)
        if self.ring and selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, token: str) -> None:
        if token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _column(
        self, painter: QPainter, place: QRect, column: Column, row: PersonRow, *, selected: bool
    ) -> None:
        if column.key == "name":
            self._name(painter, place, row, "avatar_selected" if selected else "avatar")
            return
        if column.key == "texts":
            self._texts(painter, place, row)
            return
        words = {
            "matter": row.matter,
            "cell": format_number(row.number) if row.number else "",
            "last": contacted(row.last_at, self._calendar),
            "role": role_words(row.role),
        }[column.key]
        ink = "text" if column.key == "cell" else "text2"
        self._words(painter, place, "small", ink, words)

    def _name(self, painter: QPainter, place: QRect, row: PersonRow, ground: str) -> None:
        top = place.top() + (place.height() - AVATAR) / 2
        circle = QRectF(place.left(), top, AVATAR, AVATAR)
        paint_avatar(painter, self._theme, circle, row.name, ground)
        words = place.adjusted(AVATAR + AVATAR_GAP, 0, 0, 0)
        self._words(painter, words, "body_medium", "text", row.name)

    def _texts(self, painter: QPainter, place: QRect, row: PersonRow) -> None:
        glyph = texts_of(row)
        ratio = painter.device().devicePixelRatioF()
        top = place.top() + (place.height() - GLYPH) // 2
        picture = icon(self._theme, glyph.icon, GLYPH, glyph.tone, ratio)
        painter.drawPixmap(place.left(), top, picture)
        words = place.adjusted(GLYPH + GLYPH_GAP, 0, 0, 0)
        self._words(painter, words, "caption_medium", glyph.tone, glyph.words)

    def _words(self, painter: QPainter, place: QRect, style: str, ink: str, words: str) -> None:
        font = self._theme.font(style, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, shown)


def row_box(cell: QRect) -> QRect:
    """The rounded ground inside a cell of the table."""
    return cell.adjusted(SIDE, 0, -SIDE, 0)
