"""People found by a search, as painted rows: name with the match marked, consent glyph, matter."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.services.records import PersonHit
from desktop_app.views.formatting import consent_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import paint_avatar
from desktop_app.views.widgets.icons import icon

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole
ROW = 52
AVATAR = 32
TEXT_LEFT = 56
MAX_HEIGHT = 9 * ROW


class PeopleModel(QAbstractListModel):
    """The hits; each row's accessible text is its whole sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[PersonHit] = []

    def set_hits(self, hits: Sequence[PersonHit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:  # noqa: N802  Qt's name
        """How many there are."""
        return len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A hit, or its words."""
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return None


def spoken(hit: PersonHit) -> str:
    """One sentence: name, what may be done, matter and number, unread."""
    parts = [hit.title, consent_glyph(hit.text_state).words, hit.detail]
    if hit.unread:
        parts.append(tr("unread"))
    return ", ".join(part for part in parts if part)


class _RowPainter(QStyledItemDelegate):
    """Paints one person."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """From the fonts in use."""
        lines = QFontMetrics(self._theme.font("body")).height()
        lines += QFontMetrics(self._theme.font("caption")).height()
        return QSize(200, max(ROW, lines + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, initials, name, glyph, details."""
        hit: PersonHit = index.data(HIT)
        box: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected"))
            painter.drawRoundedRect(box.adjusted(0, 0, 0, -1), 10, 10)
        self._avatar(painter, box, hit)
        right = self._unread(painter, box) if hit.unread else box.right() - 12
        self._words(painter, box, right, hit)
        painter.restore()

    def _avatar(self, painter: QPainter, box: QRect, hit: PersonHit) -> None:
        circle = QRectF(box.left() + 12, box.center().y() - AVATAR / 2, AVATAR, AVATAR)
        paint_avatar(painter, self._theme, circle, hit.title)

    def _unread(self, painter: QPainter, box: QRect) -> int:
        font = self._theme.font("caption")
        width = QFontMetrics(font).horizontalAdvance(tr("Unread"))
        left = box.right() - 12 - width
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        words = QRect(left, box.top(), width + 2, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, tr("Unread"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_text"))
        painter.drawEllipse(QRectF(left - 14, box.center().y() - 4, 8, 8))
        return left - 22

    def _words(self, painter: QPainter, box: QRect, right: int, hit: PersonHit) -> None:
        body = QFontMetrics(self._theme.font("body_medium"))
        small = QFontMetrics(self._theme.font("caption"))
        lines = body.height() + (small.height() if hit.detail else 0)
        top = box.top() + (box.height() - lines) // 2
        left = box.left() + TEXT_LEFT
        room = right - left - 22
        end = self._title(painter, QPoint(left, top), room, hit)
        glyph = consent_glyph(hit.text_state)
        ratio = painter.device().devicePixelRatioF()
        picture = icon(self._theme, glyph.icon, 14, glyph.tone, ratio)
        painter.drawPixmap(end + 7, top + (body.height() - 14) // 2, picture)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text2"))
        line = QRect(left, top + body.height(), right - left, small.height())
        detail = small.elidedText(hit.detail, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, detail)

    def _title(self, painter: QPainter, at: QPoint, room: int, hit: PersonHit) -> int:
        """The name with its matches on `highlight`; where it ends."""
        left = at.x()
        for text, marked in pieces(hit):
            font = self._theme.font("body_strong" if marked else "body_medium")
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, at.x() + room - left)
            box = QRect(left, at.y(), metrics.horizontalAdvance(shown), metrics.height())
            if marked:
                painter.fillRect(box, self._theme.color("highlight"))
            painter.setFont(font)
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            left = box.right() + 1
        return left


def pieces(hit: PersonHit) -> list[tuple[str, bool]]:
    """The name cut where matches start and end; overlapping matches become one."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(hit.spans):
        if end <= at:
            continue
        pieces.append((hit.title[at : max(start, at)], False))
        pieces.append((hit.title[max(start, at) : end], True))
        at = end
    pieces.append((hit.title[at:], False))
    return [piece for piece in pieces if piece[0]]


class PeopleList(QListView):
    """The rows; a click or `current` chooses. The keyboard may stay in the field above it."""

    chosen = Signal(object)
    """A PersonHit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._people = PeopleModel()
        self._most = MAX_HEIGHT
        self.setModel(self._people)
        self.setItemDelegate(_RowPainter(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setAccessibleName(tr("People"))
        self.clicked.connect(self._clicked)
        theme.changed.connect(self._restyle)
        self.show_hits(())

    def show_hits(self, hits: Sequence[PersonHit]) -> None:
        """Show these, with the first one selected."""
        self._people.set_hits(hits)
        if hits:
            self.setCurrentIndex(self._people.index(0))
        self._fit()
        self.setVisible(bool(hits))

    def limit_height(self, most: int) -> None:
        """Scroll from this height on."""
        if most != self._most:
            self._most = most
            self._fit()

    def _fit(self) -> None:
        rows = range(self._people.rowCount())
        height = sum(self.sizeHintForRow(row) for row in rows)
        self.setFixedHeight(min(height, self._most))

    def move(self, step: int) -> None:  # type: ignore[override]
        """Select the next or the previous row, from the last to the first."""
        count = self._people.rowCount()
        if count:
            self.setCurrentIndex(self._people.index((self.currentIndex().row() + step) % count))

    def current(self) -> PersonHit | None:
        """The selected person."""
        index = self.currentIndex()
        hit: PersonHit | None = index.data(HIT) if index.isValid() else None
        return hit

    def _clicked(self, index: Index) -> None:
        self.chosen.emit(index.data(HIT))

    def _restyle(self) -> None:
        self.viewport().update()
