"""How many conversations have something new: on the program's mark, and told to the desktop."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.services.resources import resource
from desktop_app.views.theme import FAMILY, Theme

SIZES = (16, 22, 24, 32, 48, 64, 128)
"""What trays on the three systems ask for."""
MOST_SHOWN = 99
DIGITS_FROM = 22
"""Smaller than this, no digit could be read: a dot says that there is something."""
SHARE = 0.66
"""How high the badge is, of the whole icon."""


def badge_words(count: int) -> str:
    """What stands in the badge."""
    return str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+"


def badged_icon(theme: Theme, count: int) -> QIcon:
    """The mark in every size, with the count on it where there is one."""
    mark = QSvgRenderer(str(resource("icons", "brieftext.svg")))
    result = QIcon()
    for size in SIZES:
        result.addPixmap(_picture(theme, mark, size, count))
    return result


def show_on_launcher(count: int) -> None:
    """The count on the program's own icon in a dock or task bar, where the desktop has that."""
    QGuiApplication.instance().setBadgeNumber(count)  # type: ignore[union-attr]


def _picture(theme: Theme, mark: QSvgRenderer, size: int, count: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark.render(painter, QRectF(0, 0, size, size))
    if count and size < DIGITS_FROM:
        _paint_dot(painter, theme, size)
    elif count:
        _paint_count(painter, theme, size, badge_words(count))
    painter.end()
    return picture


def _paint_dot(painter: QPainter, theme: Theme, size: int) -> None:
    radius = size * 0.28
    painter.setPen(QPen(theme.color("on_accent"), 1))
    painter.setBrush(theme.color("danger"))
    painter.drawEllipse(QPointF(size - radius - 0.5, size - radius - 0.5), radius, radius)


def _paint_count(painter: QPainter, theme: Theme, size: int, words: str) -> None:
    high = size * SHARE
    font = QFont(FAMILY)
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(max(round(high * (0.8 if len(words) < 3 else 0.6)), 1))  # noqa: PLR2004
    width = min(max(high, QFontMetricsF(font).horizontalAdvance(words) + high * 0.35), size)
    edge = max(size / 24, 1)
    box = QRectF(size - width, size - high, width, high).adjusted(
        edge / 2, edge / 2, -edge / 2, -edge / 2
    )
    painter.setPen(QPen(theme.color("surface"), edge))
    painter.setBrush(theme.color("danger"))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setFont(font)
    painter.setPen(theme.color("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
