"""How a person looks in the table: initials, name, and a word in each column."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desktop_app.services.numbers import format_number
from desktop_app.services.people import PersonRow
from desktop_app.views.contacts.columns import (
    AVATAR,
    AVATAR_GAP,
    DOTS,
    GLYPH,
    GLYPH_GAP,
    Column,
)
from desktop_app.views.contacts.table_model import PERSON, Index
from desktop_app.views.contacts.words import contacted, marks_of, role_words, texts_of
from desktop_app.views.formatting import Calendar, Glyph
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import paint_avatar
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip

ROW_HEIGHT = 50
SIDE = 12
RADIUS = 10
DOTS_ICON = 18


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
        self.columns: list[Column] = []
        """Where the columns stand; the table knows its width."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """From the font in use, 50 at the size drawn; a name and a mark below it have room."""
        body = self._theme.line_height("body")
        both = body + self._theme.line_height("caption") + 4
        return QSize(200, max(ROW_HEIGHT, body + 24, both))

    def helpEvent(  # noqa: N802  Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The dots say what they are, as every button without words does."""
        if index.isValid() and dots_box(row_box(option.rect)).contains(event.pos()):
            row: PersonRow = index.data(PERSON)
            words = tr("More actions for {name}", name=row.name)
            QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
            return True
        return super().helpEvent(event, view, option, index)

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
        for column in self.columns:
            place = QRect(cell.left() + column.left, cell.top(), column.width, cell.height())
            self._column(painter, place, column, row, selected=selected)
        ringed = self.ring and selected and bool(state & QStyle.StateFlag.State_HasFocus)
        if hovered or ringed:
            self._dots(painter, dots_box(box))
        if ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.restore()

    def _dots(self, painter: QPainter, box: QRect) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = icon(self._theme, "ellipsis-vertical", DOTS_ICON, "text2", ratio)
        painter.drawPixmap(box.center() - QPoint(DOTS_ICON // 2 - 1, DOTS_ICON // 2 - 1), picture)

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
            self._glyph(painter, place, texts_of(row))
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
        size = self._theme.room(AVATAR)
        circle = QRectF(place.left(), place.top() + (place.height() - size) / 2, size, size)
        paint_avatar(painter, self._theme, circle, row.name, ground)
        words = place.adjusted(size + AVATAR_GAP, 0, 0, 0)
        mark = marks_of(row)
        if mark is not None:
            name, below = self._theme.line_height("body"), self._theme.line_height("caption")
            top = place.top() + (place.height() - name - below) // 2
            self._glyph(painter, QRect(words.left(), top + name, words.width(), below), mark)
            words = QRect(words.left(), top, words.width(), name)
        self._words(painter, words, "body_medium", "text", row.name)

    def _glyph(self, painter: QPainter, place: QRect, glyph: Glyph) -> None:
        ratio = painter.device().devicePixelRatioF()
        size = self._theme.room(GLYPH)
        picture = icon(self._theme, glyph.icon, size, glyph.tone, ratio)
        painter.drawPixmap(place.left(), place.top() + (place.height() - size) // 2, picture)
        words = place.adjusted(size + GLYPH_GAP, 0, 0, 0)
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


def dots_box(box: QRect) -> QRect:
    """Where the three dots of a row are, to be clicked."""
    top = box.top() + (box.height() - DOTS) // 2
    return QRect(box.right() - DOTS - 5, top, DOTS, DOTS)
