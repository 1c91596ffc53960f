"""Lucide icons, tinted from tokens when they are painted."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.services.resources import resource
from desktop_app.views.theme import Theme

THIN_FROM = 18
"""From this size on the stroke is 1.75, below it 2 (DESIGN.md, Icons)."""
KEPT = 600


def icon(theme: Theme, name: str, size: int, token: str, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` logical pixels in the colour of a token, sharp at this device ratio."""
    return _drawn(name, size, theme.color(token).rgba(), round(ratio * 100))


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=KEPT)
def _drawn(name: str, size: int, rgba: int, percent: int) -> QPixmap:
    color = QColor.fromRgba(rgba)
    stroke = "1.75" if size >= THIN_FROM else "2"
    svg = _source(name).replace("currentColor", color.name())
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    ratio = percent / 100
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
