"""Paints a laid-out line of a conversation."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout

from desktop_app.views.inbox.laid_text import Text, natural_width
from desktop_app.views.inbox.layout import MARGIN, PICTURE, Hit, RowLayout
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.thumbnails import Thumbnails

ROUND = 16
TAIL = 5
BOX_ROUND = 12
PICTURE_ROUND = 10
RULE_GAP = 20


class RowPainter:
    """Draws one line at an offset; holds nothing but the theme and small pictures."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        self._theme = theme
        self._thumbnails = thumbnails

    def paint(
        self,
        painter: QPainter,
        made: RowLayout,
        top: int,
        width: int,
        selection: Sequence[QTextLayout.FormatRange],
        *,
        ring: bool,
        hovered: str,
        taken: bool = False,
    ) -> None:
        """One line; `hovered` is the key of the button under the pointer.

        `taken`: the whole line is selected together with others.
        """
        painter.save()
        painter.translate(0, top)
        if taken:
            self._taken(painter, made, width)
        self._over(painter, made, width)
        if made.bubble is not None:
            self._bubble(painter, made, made.bubble)
        if made.box is not None:
            self._fill(painter, made.box, "warn_soft", BOX_ROUND)
        if made.body is not None:
            self._text(painter, made.body, selection)
        for text in made.texts:
            self._text(painter, text, ())
        self._icons(painter, made)
        for hit in made.hits:
            self._hit(painter, hit, hovered=hit.key == hovered)
        if ring:
            self._ring(painter, made)
        painter.restore()

    def _taken(self, painter: QPainter, made: RowLayout, width: int) -> None:
        """A band over the whole width, and a bar at its left that shows without colour."""
        top = made.frame.top() - 3
        band = QRectF(0, top, width, made.height - top - 1)
        painter.fillRect(band, self._theme.color("selected"))
        band.setWidth(3)
        painter.fillRect(band, self._theme.color("accent"))

    def _over(self, painter: QPainter, made: RowLayout, width: int) -> None:
        """What stands above the line: what is missing, the day, where the new texts begin."""
        if made.above is not None and made.pill is not None:
            self._pill(painter, made.pill)
            self._text(painter, made.above, ())
        if made.heading is not None:
            self._rule(painter, made.heading, width, "line")
        if made.divider is not None:
            self._rule(painter, made.divider, width, "accent")

    def _pill(self, painter: QPainter, box: QRectF) -> None:
        """The frame around what is missing above the first line."""
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("list"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), BOX_ROUND, BOX_ROUND)

    def _rule(self, painter: QPainter, heading: Text, width: int, token: str) -> None:
        self._text(painter, heading, ())
        words = natural_width(heading.layout)
        y = round(heading.at.y() + heading.layout.boundingRect().center().y())
        left, right = (width - words) / 2 - RULE_GAP, (width + words) / 2 + RULE_GAP
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._theme.color(token), 1))
        painter.drawLine(MARGIN, y, round(left), y)
        painter.drawLine(round(right), y, width - MARGIN - 1, y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _bubble(self, painter: QPainter, made: RowLayout, box: QRectF) -> None:
        ground = "bubble_out" if made.outgoing else "bubble_in"
        painter.setPen(Qt.PenStyle.NoPen)
        if made.unsure:
            ground = "warn_soft"
            painter.setPen(QPen(self._theme.color("warn"), 1.5))
            box = box.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setBrush(self._theme.color(ground))
        painter.drawPath(bubble_path(box, outgoing=made.outgoing))

    def _fill(self, painter: QPainter, box: QRectF, token: str, radius: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(token))
        painter.drawRoundedRect(box, radius, radius)

    def _text(
        self, painter: QPainter, text: Text, selection: Sequence[QTextLayout.FormatRange]
    ) -> None:
        painter.setPen(self._theme.color(text.ink))
        text.layout.draw(painter, text.at, list(selection))

    def _icons(self, painter: QPainter, made: RowLayout) -> None:
        ratio = painter.device().devicePixelRatioF()
        for name, token, at, size in made.icons:
            place = QPointF(round(at.x()), round(at.y()))
            painter.drawPixmap(place, icon(self._theme, name, size, token, ratio))

    def _hit(self, painter: QPainter, hit: Hit, *, hovered: bool) -> None:
        if hit.kind == "picture":
            self._picture(painter, hit, hovered=hovered)
            return
        if hit.kind == "line":  # the words are there already
            if hovered:
                painter.setPen(QPen(self._theme.color("accent_text"), 1))
                painter.drawLine(hit.box.bottomLeft(), hit.box.bottomRight())
            return
        if hit.kind == "link":
            font, token = self._theme.font("caption_strong"), "accent_text"
        else:
            font, token = self._theme.font("small_medium"), self._button(painter, hit, hovered)
        painter.setFont(font)
        left = hit.box.left()
        if hit.kind != "link":
            left += 12
        if hit.icon:
            ratio = painter.device().devicePixelRatioF()
            at = QPointF(round(left), round(hit.box.center().y() - 8))
            painter.drawPixmap(at, icon(self._theme, hit.icon, 16, token, ratio))
            left += 24
        painter.setPen(self._theme.color(token))
        metrics = QFontMetricsF(font)
        baseline = hit.box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), hit.label)

    def _picture(self, painter: QPainter, hit: Hit, *, hovered: bool) -> None:
        """The small copy, or its place while it is being read."""
        path = QPainterPath()
        path.addRoundedRect(hit.box, PICTURE_ROUND, PICTURE_ROUND)
        image = self._thumbnails.image(int(hit.key.removeprefix(PICTURE)))
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        if image is None or image.isNull():
            painter.fillPath(path, self._theme.color("pressed"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(hit.box, image, _middle(image.width(), image.height(), hit.box))
        painter.restore()
        if hovered:
            painter.strokePath(path, QPen(self._theme.color("accent_text"), 2))

    def _button(self, painter: QPainter, hit: Hit, hovered: bool) -> str:
        if hit.kind == "secondary":
            painter.setPen(QPen(self._theme.color("line_strong"), 1))
            painter.setBrush(self._theme.color("hover" if hovered else "surface"))
            painter.drawRoundedRect(hit.box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            return "text"
        if hovered:
            self._fill(painter, hit.box, "hover", 8)
        return "text2"

    def _ring(self, painter: QPainter, made: RowLayout) -> None:
        painter.setPen(QPen(self._theme.color("accent_text"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(made.frame.adjusted(-3, -3, 3, 3), ROUND + 2, ROUND + 2)


def _middle(width: int, height: int, box: QRectF) -> QRectF:
    """The part of a picture that has the shape of its box."""
    scale = min(width / box.width(), height / box.height())
    part = QRectF(0, 0, box.width() * scale, box.height() * scale)
    part.moveCenter(QPointF(width / 2, height / 2))
    return part


def bubble_path(box: QRectF, *, outgoing: bool) -> QPainterPath:
    """A rounded box, less rounded at the bottom corner nearest its speaker."""
    left, right = (ROUND, TAIL) if outgoing else (TAIL, ROUND)
    path = QPainterPath(QPointF(box.left() + ROUND, box.top()))
    path.lineTo(box.right() - ROUND, box.top())
    path.arcTo(_corner(box.right() - 2 * ROUND, box.top(), ROUND), 90, -90)
    path.lineTo(box.right(), box.bottom() - right)
    path.arcTo(_corner(box.right() - 2 * right, box.bottom() - 2 * right, right), 0, -90)
    path.lineTo(box.left() + left, box.bottom())
    path.arcTo(_corner(box.left(), box.bottom() - 2 * left, left), 270, -90)
    path.lineTo(box.left(), box.top() + ROUND)
    path.arcTo(_corner(box.left(), box.top(), ROUND), 180, -90)
    path.closeSubpath()
    return path


def _corner(left: float, top: float, radius: float) -> QRectF:
    return QRectF(left, top, 2 * radius, 2 * radius)
