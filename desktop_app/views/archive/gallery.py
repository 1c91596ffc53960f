"""All pictures of a conversation, the newest first; each opens the viewer."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.services.records import PictureRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.archive.viewer import Viewer
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.sentences import picture_sentence
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.thumbnails import Thumbnails

TILE = 112


class Tile(QPushButton):
    """One small picture to press."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, picture: PictureRow, words: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = thumbnails
        self.picture = picture
        self.setFixedSize(QSize(TILE, TILE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))
        self.clicked.connect(self._press)
        thumbnails.arrived.connect(self.update)

    def _press(self) -> None:
        self.chosen.emit(self.picture.id)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The middle of the picture, and a ring where the keyboard is."""
        painter = QPainter(self)
        image = self._thumbnails.image(self.picture.id)
        if image is None or image.isNull():
            painter.fillRect(self.rect(), self._theme.color("pressed"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), image, _square(image))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent_text"), 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


def _square(image: QImage) -> QRect:
    side = min(image.width(), image.height())
    box = QRect(0, 0, side, side)
    box.moveCenter(image.rect().center())
    return box


class Gallery(Dialog):
    """The pictures of one conversation."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        conversation_id: int,
        person: Person,
        calendar: Calendar,
    ) -> None:
        archive = workspace.reading.archive
        self.pictures = archive.pictures_with(conversation_id)
        title = tr("Pictures with {name}", name=person.name)
        super().__init__(theme, host, title)
        self._workspace = workspace
        self._bridge = bridge
        self._person = person
        self._calendar = calendar
        self._host = host
        self._thumbnails = Thumbnails(archive.thumbnail, self)
        self.shown = [picture for picture in self.pictures if picture.shown]
        self.tiles = self._make_tiles(self.shown)
        self._grid = QWidget()
        flow = FlowLayout(self._grid, gap=8, line_gap=8)
        for tile in self.tiles:
            flow.addWidget(tile)
        self.body.addWidget(self._grid)
        rest = len(self.pictures) - len(self.shown)
        self.rest = Label(theme, _rest_words(rest, len(self.pictures)), "small", "text2", wrap=True)
        self.rest.setVisible(bool(self.rest.text()))
        self.body.addWidget(self.rest)
        self.add_cancel(tr("Close"))

    def _make_tiles(self, pictures: Sequence[PictureRow]) -> list[Tile]:
        tiles = []
        for picture in pictures:
            when = self._calendar.list_time(picture.at)
            words = picture_sentence(picture, self._person, when)
            tile = Tile(self._theme, self._thumbnails, picture, words)
            tile.chosen.connect(self.open_viewer)
            tiles.append(tile)
        return tiles

    def open_viewer(self, picture_id: int) -> Viewer:
        """Look at one of them, and from there at the others."""
        viewer = Viewer(
            self._theme,
            self._host,
            self._workspace,
            self._bridge,
            self.shown,
            self._person,
            self._calendar,
        )
        viewer.open()
        viewer.show_picture(picture_id)
        return viewer


def _rest_words(rest: int, every: int) -> str:
    if not every:
        return tr("Nobody has sent a picture here yet.")
    if not rest:
        return ""
    if rest == 1:
        return tr("1 more is not saved yet, or is no picture that can be shown.")
    return tr("{n} more are not saved yet, or are no pictures that can be shown.", n=rest)
