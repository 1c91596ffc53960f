"""The pictures in bubbles: where they go, and the small copies of them, read between two paints.

What is painted was made by our own decoder from what a stranger sent, never the file itself.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage

from desktop_app.services.records import PictureRow
from desktop_app.services.sniffing import sniffed

ALONE = 260
"""The longer side of a picture that stands alone."""
HIGH = 132
"""How high several pictures beside each other are."""
NARROWEST = 64
GAP = 4
KEPT = 80
"""Small copies kept in memory: some 40 MB at most, and more than any window shows."""
A_TURN = 2
"""Read between two paints: a few milliseconds."""


def places(pictures: Sequence[PictureRow], widest: float) -> list[QRectF]:
    """Where pictures stand from 0, 0 on: known before anything is decoded, so nothing jumps."""
    if len(pictures) == 1:
        width, height = _fitted(pictures[0], min(ALONE, widest), ALONE)
        return [QRectF(0, 0, width, height)]
    boxes: list[QRectF] = []
    left, top = 0.0, 0.0
    for picture in pictures:
        wide = min(max(HIGH * picture.width / picture.height, NARROWEST), widest)
        if left and left + wide > widest:
            left, top = 0.0, top + HIGH + GAP
        boxes.append(QRectF(left, top, round(wide), HIGH))
        left += round(wide) + GAP
    return boxes


def _fitted(picture: PictureRow, wide: float, high: float) -> tuple[int, int]:
    """As large as it is, or as there is room; never so small that it cannot be pressed."""
    scale = min(wide / picture.width, high / picture.height, 1.0)
    width = max(picture.width * scale, min(NARROWEST, wide))
    return round(width), round(max(picture.height * scale, NARROWEST))


class Thumbnails(QObject):
    """Small copies by picture. Painting never waits: what is not read yet is read afterwards."""

    arrived = Signal()
    """Something that was asked for can be painted now."""

    def __init__(self, read: Callable[[int], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._read_some)

    def image(self, picture_id: int) -> QImage | None:
        """The small copy, if it is in memory; otherwise it is asked for."""
        found = self._kept.get(picture_id)
        if found is not None:
            self._kept.move_to_end(picture_id)
            return found
        self._wanted[picture_id] = None
        if not self._turn.isActive():
            self._turn.start(0)
        return None

    def _read_some(self) -> None:
        for picture_id in list(self._wanted)[-A_TURN:]:  # the last asked for is in view
            del self._wanted[picture_id]
            self._kept[picture_id] = _decoded(self._read(picture_id))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self.arrived.emit()
        if self._wanted:
            self._turn.start(0)


def _decoded(content: bytes) -> QImage:
    return QImage.fromData(content) if sniffed(content) else QImage()
