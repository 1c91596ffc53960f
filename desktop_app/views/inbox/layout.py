"""Where everything of one line of a conversation goes: laid out once, then painted and clicked.

All text is QTextLayout over plain text, so nothing a client writes is ever taken for markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from desktop_app.services.records import Direction, MessageRow, MessageStatus, OutboxRow
from desktop_app.services.wording import Person
from desktop_app.views.formatting import (
    Calendar,
    Delivery,
    bubble_text,
    delivery_words,
    event_glyph,
)
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.unsure import unsure_actions, unsure_words
from desktop_app.views.theme import Theme

MARGIN = 24
WIDEST = 430
PART = 0.68
PAD_X = 14
PAD_Y = 9
TIME_GAP = 3
AFTER = 11
AFTER_GROUPED = 4
AFTER_EVENT = 6
SEPARATOR_AFTER = 10
ICON = 14
ICON_GAP = 5
TOGETHER_S = 120
BOX_WIDTH = 448
BOX_PAD = 14
BOX_TEXT = 42
BUTTON_GAP = 8
LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to press: what it does, its words, where it is, how it looks."""

    key: str
    label: str
    box: QRectF
    kind: str = "link"
    icon: str = ""


@dataclass(slots=True)
class Text:
    """A laid-out text and where it goes."""

    layout: QTextLayout
    at: QPointF
    ink: str = "text"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a line needs to know about its neighbours."""

    heading: str = ""
    """The day, where this is its first line."""
    grouped: bool = False
    """The next line is the same speaker's within two minutes: one time line on the last."""
    before_event: bool = False


@dataclass(slots=True)
class RowLayout:
    """One line, relative to its own top left corner."""

    row: MessageRow
    around: Surroundings
    height: int = 0
    heading: Text | None = None
    bubble: QRectF | None = None
    outgoing: bool = False
    unsure: bool = False
    body: Text | None = None
    icons: list[tuple[str, str, QPointF, int]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    box: QRectF | None = None
    hits: list[Hit] = field(default_factory=list)

    @property
    def frame(self) -> QRectF:
        """What the ring of the current line goes around."""
        if self.bubble is not None:
            return self.bubble
        return self.texts[0].layout.boundingRect().translated(self.texts[0].at)


class Setting:
    """Everything a layout depends on besides the line itself."""

    def __init__(self, theme: Theme, calendar: Calendar, person: Person, actor: str) -> None:
        self.theme = theme
        self.calendar = calendar
        self.person = person
        self.actor = actor
        self.width = 0
        self.online = True


def lay_out(
    setting: Setting, row: MessageRow, around: Surroundings, outbox: OutboxRow | None
) -> RowLayout:
    """Lay one line out at the width of the setting."""
    made = RowLayout(row, around)
    y = 0.0
    if around.heading:
        y = _heading(setting, made)
    if row.direction is Direction.EVENT:
        y = _event(setting, made, y)
        y += AFTER_EVENT if around.before_event else AFTER
    else:
        made.outgoing = row.direction is Direction.OUTBOUND
        made.unsure = row.status is MessageStatus.UNSURE
        y = _bubble(setting, made, y)
        if made.unsure:
            y = _unsure_box(setting, made, y, outbox) + AFTER
        elif around.grouped:
            y += AFTER_GROUPED
        else:
            y = _under(setting, made, y + TIME_GAP) + AFTER
    made.height = round(y)
    return made


def surroundings(
    setting: Setting, before: MessageRow | None, row: MessageRow, after: MessageRow | None
) -> Surroundings:
    """What the neighbours of a line mean for it."""
    calendar = setting.calendar
    new_day = before is None or calendar.day(before.at) != calendar.day(row.at)
    return Surroundings(
        heading=calendar.day_words(row.at) if new_day else "",
        grouped=after is not None and _together(setting, row, after),
        before_event=after is not None
        and after.direction is Direction.EVENT
        and calendar.day(after.at) == calendar.day(row.at),
    )


def _together(setting: Setting, row: MessageRow, after: MessageRow) -> bool:
    if row.direction is Direction.EVENT or row.direction is not after.direction:
        return False
    if after.at - row.at > TOGETHER_S or row.author != after.author:
        return False
    if setting.calendar.day(row.at) != setting.calendar.day(after.at):
        return False
    return row.direction is Direction.INBOUND or row.status is after.status is _calm(row.status)


def _calm(status: MessageStatus) -> MessageStatus | None:
    calm = {MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.WAITING}
    return status if status in calm else None


def text_layout(
    text: str,
    font: QFont,
    width: float,
    line_height: float,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    """Plain text broken into lines of this width, the lines `line_height` apart."""
    layout = QTextLayout(text.replace("\n", LINE_BREAK), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if formats:
        layout.setFormats(list(formats))
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
        y += line_height
    layout.endLayout()
    return layout


def natural_width(layout: QTextLayout) -> float:
    """How wide the widest line really is."""
    return max(
        (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0
    )


def units(text: str) -> int:
    """How long Qt thinks a text is: an emoji counts two."""
    return len(text.encode("utf-16-le")) // 2


def styled(start: int, length: int, font: QFont, color: QColor) -> QTextLayout.FormatRange:
    """A part of a text in another cut and colour."""
    piece = QTextLayout.FormatRange()
    piece.start, piece.length = start, length
    looks = QTextCharFormat()
    looks.setFont(font)
    looks.setForeground(color)
    piece.format = looks
    return piece


def _heading(setting: Setting, made: RowLayout) -> float:
    theme = setting.theme
    font = theme.font("caption_strong")
    high = theme.line_height("caption")
    layout = text_layout(
        made.around.heading, font, setting.width, high, align=Qt.AlignmentFlag.AlignHCenter
    )
    made.heading = Text(layout, QPointF(0, 0), "text2")
    return high + SEPARATOR_AFTER


def _event(setting: Setting, made: RowLayout, y: float) -> float:
    theme, row = setting.theme, made.row
    act, dash, meaning = row.body.partition(" — ")
    words = f"{row.body}, {setting.calendar.clock(row.at)}"
    high = theme.line_height("caption")
    room = setting.width - 2 * MARGIN - 2 * (ICON + ICON_GAP)
    formats = []
    if dash and meaning:
        bold = theme.font("caption_strong", tabular=True)
        formats.append(styled(0, units(act), bold, theme.color("text")))
    font = theme.font("caption", tabular=True)
    layout = text_layout(
        words, font, room, high, align=Qt.AlignmentFlag.AlignHCenter, formats=formats
    )
    shift = (ICON + ICON_GAP) / 2
    left = MARGIN + ICON + ICON_GAP + shift
    made.texts.append(Text(layout, QPointF(left, y), "text2"))
    start = left + (room - natural_width(layout)) / 2
    name, tone = event_glyph(row.reason)
    made.icons.append((name, tone, QPointF(start - ICON - ICON_GAP, y + (high - ICON) / 2), ICON))
    return y + high * layout.lineCount()


def _bubble(setting: Setting, made: RowLayout, y: float) -> float:
    theme = setting.theme
    widest = min(WIDEST, setting.width * PART) - 2 * PAD_X
    high = theme.line_height("body")
    layout = text_layout(bubble_text(made.row), theme.font("body"), widest, high)
    width = round(natural_width(layout) + 0.5) + 2 * PAD_X
    left = setting.width - MARGIN - width if made.outgoing else MARGIN
    height = high * layout.lineCount() + 2 * PAD_Y
    made.bubble = QRectF(left, y, width, height)
    made.body = Text(layout, QPointF(left + PAD_X, y + PAD_Y), "text")
    return y + height


def _under(setting: Setting, made: RowLayout, y: float) -> float:
    if not made.outgoing:
        font = setting.theme.font("caption", tabular=True)
        high = setting.theme.line_height("caption")
        words = setting.calendar.clock(made.row.at)
        layout = text_layout(words, font, WIDEST, high)
        made.texts.append(Text(layout, QPointF(MARGIN + 2, y), "text3"))
        return y + high
    delivery = delivery_words(
        made.row, setting.person, setting.calendar.clock(made.row.at), online=setting.online
    )
    return _delivery(setting, made, y, delivery)


def _delivery(setting: Setting, made: RowLayout, y: float, delivery: Delivery) -> float:
    theme = setting.theme
    bad = delivery.tone in {"danger", "warn"}
    author = made.row.author
    head = f"{author} · " if author and author != setting.actor else ""
    words = head + delivery.word + (f" · {delivery.rest}" if delivery.rest else "")
    formats = []
    if bad:
        strong = theme.font("caption_strong")
        span = (units(head), units(delivery.word))
        formats.append(styled(*span, strong, theme.color(delivery.tone)))
    high = theme.line_height("caption")
    link = QFontMetricsF(theme.font("caption_strong")).horizontalAdvance(delivery.label)
    beside = link + 8 if link else 0
    room = setting.width - 2 * MARGIN - ICON - ICON_GAP - 4 - beside
    layout = text_layout(words, theme.font("caption", tabular=True), room, high, formats=formats)
    width = natural_width(layout)
    right = setting.width - MARGIN - 2 - beside
    made.texts.append(Text(layout, QPointF(right - width, y), "text2" if bad else "text3"))
    icon_at = QPointF(right - width - ICON - ICON_GAP, y + (high - ICON) / 2)
    made.icons.append((delivery.icon, delivery.tone, icon_at, ICON))
    if delivery.action:
        box = QRectF(right + 8, y, link, high)
        made.hits.append(Hit(delivery.action, delivery.label, box))
    return y + high * layout.lineCount()


def _unsure_box(setting: Setting, made: RowLayout, y: float, outbox: OutboxRow | None) -> float:
    theme = setting.theme
    width = min(BOX_WIDTH, setting.width - 2 * MARGIN)
    left, top = setting.width - MARGIN - width, y + 10
    text_left, room = left + BOX_TEXT, width - BOX_TEXT - BOX_PAD
    at = top + 12
    for words, style, token in (
        (tr("Not sure this was sent"), "small_strong", "text"),
        (unsure_words(outbox, setting.person, setting.calendar), "small", "text2"),
    ):
        high = theme.line_height("small")
        layout = text_layout(words, theme.font(style), room, high)
        made.texts.append(Text(layout, QPointF(text_left, at), token))
        at += high * layout.lineCount() + 2
    made.icons.append(("message-square-warning", "warn", QPointF(left + BOX_PAD, top + 12), 18))
    at = _buttons(setting, made, text_left, at + 8)
    made.box = QRectF(left, top, width, at + 12 - top)
    return made.box.bottom()


def _buttons(setting: Setting, made: RowLayout, left: float, top: float) -> float:
    font = QFontMetricsF(setting.theme.font("small_medium"))
    high = max(32.0, font.height() + 12)
    x, y = left, top
    edge = setting.width - MARGIN - BOX_PAD
    for key, label, kind, name in unsure_actions():
        width = font.horizontalAdvance(label) + 24 + (24 if name else 0)
        if x + width > edge + 12 and x > left:
            x, y = left, y + high + 6
        made.hits.append(Hit(key, label, QRectF(x, y, width, high), kind, name))
        x += width + BUTTON_GAP
    return y + high
