"""The pictures of the text that is being written, above its field: what will leave, and how large.

A tile shows the copy that leaves, never the file it came from.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.outgoing_pictures import DraftPicture
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.attaching import REMOVED, Attaching, Preparing, size_words, spoken
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import IconButton, LinkButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import ElidedLabel, Label, plain_tooltip
from desktop_app.views.widgets.scrolling import QuietScrollBar
from desktop_app.views.widgets.thumbnails import Thumbnails

SIDE = 48
WIDTH = 268
PAD = 8
RADIUS = 10
ROWS = 2
"""So many rows of tiles show; more of them scroll."""
LOW = 4
"""In a low window no more than this part of it, one row at least."""


class Thumb(QWidget):
    """The small copy of one picture, or the sign that it is being made."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, picture_id: int) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = thumbnails
        self._picture = picture_id
        thumbnails.arrived.connect(self.update)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The middle of the picture, as a square."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect())
        edge = QPainterPath()
        edge.addRoundedRect(box, 6, 6)
        painter.fillPath(edge, self._theme.color("pressed"))
        image = self._thumbnails.image(self._picture) if self._picture else None
        if image is None or image.isNull():
            size = self._theme.room(18)
            sign = "image" if self._picture else "hourglass"
            mark = icon(self._theme, sign, size, "text3", self.devicePixelRatioF())
            painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, mark)
            return
        painter.setClipPath(edge)
        side = min(image.width(), image.height())
        left, top = (image.width() - side) / 2, (image.height() - side) / 2
        painter.drawImage(box, image, QRectF(left, top, side, side))

    def _restyle(self) -> None:
        side = self._theme.room(SIDE)
        self.setFixedSize(QSize(side, side))
        self.update()


class Tile(QFrame):
    """One picture: its copy, its name, how large it was and is, and a way to take it out."""

    removed = Signal(int)
    """The id of the picture, or the key of what is being made ready."""

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, of: DraftPicture | Preparing, key: int
    ) -> None:
        super().__init__()
        self._theme = theme
        self._most = 0
        self.key = key
        ready = isinstance(of, DraftPicture)
        self.setObjectName("tile")
        self.name = ElidedLabel(theme, of.name, "small_medium", "text")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.size_line = Label(theme, _second(of), "caption", "text2", tabular=True)
        self.removed_line = Label(theme, tr(REMOVED), "caption", "text2", wrap=True)
        words = tr("Remove {name}", name=of.name) if ready else tr("Cancel {name}", name=of.name)
        self.button = IconButton(theme, "x", words, 16)
        self.button.clicked.connect(self._remove)
        self._lay_out(Thumb(theme, thumbnails, key if ready else 0))
        self.removed_line.setVisible(isinstance(of, DraftPicture) and of.metadata_removed)
        said = spoken(of) if isinstance(of, DraftPicture) else f"{of.name}, {_second(of)}"
        self.setAccessibleName(said)
        self.button.setAccessibleDescription(said)
        self.setToolTip(plain_tooltip(said))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self, thumb: Thumb) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self.size_line)
        lines.addWidget(self.removed_line)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, PAD, 2, PAD)
        row.setSpacing(10)
        row.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As wide as all of them, as high as its words need at that width."""
        width = min(self._theme.room(WIDTH), self._most) or self._theme.room(WIDTH)
        layout = self.layout()
        assert layout is not None
        return QSize(width, max(layout.totalHeightForWidth(width), self.button.height()))

    def set_most(self, pixels: int) -> None:
        """There is only so much room for it."""
        if pixels != self._most:
            self._most = pixels
            self.updateGeometry()

    def _remove(self) -> None:
        self.removed.emit(self.key)

    def _restyle(self) -> None:
        sunken = self._theme.color("sunken").name()
        self.setStyleSheet(
            f"#tile {{ background: {sunken}; border: none; border-radius: {RADIUS}px; }}"
        )
        self.updateGeometry()


class PictureStrip(QWidget):
    """All tiles, and the advice to try them on one's own phone first."""

    resized = Signal()
    """It needs more or less room."""
    left = Signal()
    """The last one was taken out: the keyboard belongs elsewhere."""
    test_asked = Signal()

    def __init__(self, theme: Theme, attaching: Attaching, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._attaching = attaching
        self._thumbnails = thumbnails
        self.tiles: list[Tile] = []
        self._inside = QWidget()
        self._inside.setObjectName("tiles")
        self._inside.setStyleSheet("#tiles { background: transparent; }")
        self._flow = FlowLayout(self._inside, gap=8, line_gap=8)
        self._scroller = QScrollArea()
        self.advice = Label(
            theme,
            tr("Not every phone and network gets pictures."),
            "caption",
            "text3",
        )
        self.test = LinkButton(theme, tr("Send a test to my phone…"))
        self.test.setToolTip(plain_tooltip(self.advice.text()))
        self._lay_out()
        self.test.clicked.connect(self.test_asked)
        attaching.changed.connect(self.show_all)
        attaching.added.connect(self._speak)
        theme.changed.connect(self._restyle)
        self.setAccessibleName(tr("Pictures of this text"))
        self.hide()

    def _lay_out(self) -> None:
        scroller = self._scroller
        scroller.setWidget(self._inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setVerticalScrollBar(QuietScrollBar(self._theme))
        scroller.setStyleSheet("QScrollArea { background: transparent; }")
        advice = QHBoxLayout()
        advice.setSpacing(6)
        advice.addWidget(self.advice)
        advice.addStretch(1)
        advice.addWidget(self.test)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(scroller)
        column.addLayout(advice)

    def show_all(self) -> None:
        """Every picture, then what is being made ready."""
        at = self._keyboard_at()
        self._clear()
        for picture in self._attaching.pictures:
            self._add(Tile(self._theme, self._thumbnails, picture, picture.id)).removed.connect(
                self._attaching.remove
            )
        for preparing in self._attaching.preparing:
            self._add(
                Tile(self._theme, self._thumbnails, preparing, preparing.key)
            ).removed.connect(self._attaching.cancel)
        self.setVisible(bool(self.tiles))
        self._fit()
        if at is not None:
            self._put_keyboard(at)

    def _add(self, tile: Tile) -> Tile:
        self._flow.addWidget(tile)
        tile.show()
        self.tiles.append(tile)
        return tile

    def _clear(self) -> None:
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []

    def _keyboard_at(self) -> int | None:
        at = (n for n, tile in enumerate(self.tiles) if tile.button.hasFocus())
        return next(at, None)

    def _put_keyboard(self, at: int) -> None:
        """Where the one that is gone stood; to the text where it was the last."""
        if self.tiles:
            button = self.tiles[min(at, len(self.tiles) - 1)].button
            button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _fit(self) -> None:
        """As high as its tiles, up to two rows of them."""
        room = max(self._room(), 1)
        for each in self.tiles:
            each.set_most(room)
        inside = self._flow.heightForWidth(room)
        tile = max((each.sizeHint().height() for each in self.tiles), default=0)
        rows = ROWS * tile + (ROWS - 1) * 8 + tile // 3
        high = min(inside, rows, max(tile, self.window().height() // LOW))
        if high != self._scroller.height() or self._scroller.maximumHeight() != high:
            self._scroller.setFixedHeight(high)
        ready = bool(self._attaching.pictures)
        self.test.setVisible(ready)
        self.advice.setVisible(ready and self._beside())
        self.resized.emit()

    def _beside(self) -> bool:
        """Whether the advice and its link fit into one line."""
        words = self.advice.fontMetrics().horizontalAdvance(self.advice.text())
        return words + self.test.sizeHint().width() + 2 * PAD <= self.width()

    def _room(self) -> int:
        return self.width() - self._scroller.verticalScrollBar().sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, other rows."""
        super().resizeEvent(event)
        if self.tiles:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc cancels what is being made ready; where nothing is, it goes back to the text."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        for each in self._attaching.preparing:
            self._attaching.cancel(each.key)
        self.left.emit()

    def wanted_height(self) -> int:
        """How high it is now; nothing where it does not show."""
        if self.isHidden():
            return 0
        foot = 0 if self.test.isHidden() else self._foot_height() + 4
        return self._scroller.maximumHeight() + foot

    def _foot_height(self) -> int:
        words = 0 if self.advice.isHidden() else self.advice.sizeHint().height()
        return max(words, self.test.sizeHint().height())

    def _speak(self, picture: object) -> None:
        assert isinstance(picture, DraftPicture)
        announce(self, tr("Picture added: {what}", what=spoken(picture)))

    def _restyle(self) -> None:
        self._fit()


def _second(of: DraftPicture | Preparing) -> str:
    if isinstance(of, Preparing):
        return tr("Preparing…")
    before, after = size_words(of.size_before), size_words(of.size)
    return after if before == after else tr("{before} → {after}", before=before, after=after)
