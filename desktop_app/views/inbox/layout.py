"""Where everything of one line of a conversation goes: laid out once, then painted and clicked.

All text is QTextLayout over plain text, so nothing a client writes is ever taken for markup.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout

from desktop_app.services.records import Direction, MessageRow, OutboxRow, PictureRow
from desktop_app.views.delivery import Delivery, delivery_words
from desktop_app.views.formatting import event_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.laid_text import Text, natural_width, styled, text_layout, units
from desktop_app.views.inbox.surroundings import Setting, Surroundings
from desktop_app.views.inbox.unsure import BOXED, Action, question
from desktop_app.views.sentences import picture_sentence, visible_text
from desktop_app.views.widgets.thumbnails import places

MARGIN = 24
WIDEST = 430
PART = 0.68
PAD_X = 14
PAD_Y = 9
TIME_GAP = 3
FOLD_GAP = 4
AFTER = 11
AFTER_GROUPED = 4
AFTER_EVENT = 6
SEPARATOR_AFTER = 10
PILL_PAD = 6
PILL_GAP = 10
ICON = 14
ICON_GAP = 5
BOX_WIDTH = 448
BOX_PAD = 14
BOX_TEXT = 42
BUTTON_GAP = 8
PICTURE_GAP = 8
PICTURE = "picture:"
"""What the key of a picture starts with; its number follows."""
BEGINNING = 600
"""So many letters of a folded text show."""
FOLD_HITS = {"closed": ("show_all", "Show all"), "open": ("show_less", "Show less")}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to press: what it does, its words, where it is, how it looks."""

    key: str
    label: str
    box: QRectF
    kind: str = "link"
    icon: str = ""


@dataclass(slots=True)
class RowLayout:
    """One line, relative to its own top left corner."""

    row: MessageRow
    around: Surroundings
    height: int = 0
    above: Text | None = None
    pill: QRectF | None = None
    heading: Text | None = None
    divider: Text | None = None
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


def lay_out(
    setting: Setting, row: MessageRow, around: Surroundings, outbox: OutboxRow | None
) -> RowLayout:
    """Lay one line out at the width of the setting."""
    made = RowLayout(row, around)
    y = 0.0
    if around.above:
        y = _pill(setting, made) + SEPARATOR_AFTER
    if around.heading:
        made.heading = _rule(setting, around.heading, y, "text2")
        y += setting.theme.line_height("caption") + SEPARATOR_AFTER
    if around.new:
        made.divider = _rule(setting, tr("New messages"), y, "accent_text")
        y += setting.theme.line_height("caption") + SEPARATOR_AFTER
    if row.direction is Direction.EVENT:
        y = _event(setting, made, y)
        y += AFTER_EVENT if around.before_event else AFTER
    else:
        made.outgoing = row.direction is Direction.OUTBOUND
        made.unsure = row.status in BOXED
        y = _bubble(setting, made, y)
        if made.unsure:
            y = _unsure_box(setting, made, y, outbox) + AFTER
        elif around.grouped:
            y += AFTER_GROUPED
        else:
            y = _under(setting, made, y + TIME_GAP) + AFTER
    made.height = round(y)
    return made


def _pill(setting: Setting, made: RowLayout) -> float:
    """What is missing above, in a frame of its own in the middle."""
    theme = setting.theme
    high = theme.line_height("caption")
    beside = ICON + ICON_GAP + 2 * PAD_X
    room = setting.width - 2 * MARGIN - beside
    layout = text_layout(made.around.above, theme.font("caption"), room, high)
    wide = natural_width(layout)
    left = (setting.width - wide - beside) / 2
    tall = high * layout.lineCount() + 2 * PILL_PAD
    made.pill = QRectF(left, PILL_GAP, wide + beside, tall)
    at = QPointF(left + PAD_X + ICON + ICON_GAP, PILL_GAP + PILL_PAD)
    made.above = Text(layout, at, "text2")
    icon_at = QPointF(left + PAD_X, PILL_GAP + PILL_PAD + (high - ICON) / 2)
    made.icons.append(("history", "text2", icon_at, ICON))
    return PILL_GAP + tall


def _rule(setting: Setting, words: str, y: float, ink: str) -> Text:
    """Words in the middle of a line across: a day, or where the new texts begin."""
    theme = setting.theme
    layout = text_layout(
        words,
        theme.font("caption_strong"),
        setting.width,
        theme.line_height("caption"),
        align=Qt.AlignmentFlag.AlignHCenter,
    )
    return Text(layout, QPointF(0, y), ink)


def _found(setting: Setting, made: RowLayout, text: str) -> list[QTextLayout.FormatRange]:
    """The words somebody looks for, as far as this text shows them."""
    theme = setting.theme
    font, ink, ground = theme.font("body_strong"), theme.color("text"), theme.color("highlight")
    if made.row.direction is Direction.EVENT:
        font = theme.font("caption_strong")
    return [
        styled(units(text[:start]), units(text[start : start + length]), font, ink, ground)
        for start, length in made.around.found
        if start < len(text)
    ]


def _beginning(text: str) -> str:
    """The first letters of a long text, up to the end of a word."""
    cut = text[:BEGINNING]
    return (cut.rsplit(None, 1)[0] if " " in cut else cut) + "…"


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
    formats += _found(setting, made, row.body)
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
    if row.ledger_seq is not None:
        box = QRectF(start, y, natural_width(layout), high * layout.lineCount())
        made.hits.append(Hit("ledger", tr("Show ledger entry"), box, "line"))
    return y + high * layout.lineCount()


def _bubble(setting: Setting, made: RowLayout, y: float) -> float:
    theme = setting.theme
    widest = min(WIDEST, setting.width * PART) - 2 * PAD_X
    high = theme.line_height("body")
    text = visible_text(made.row)
    pictures = [picture for picture in made.row.pictures if picture.shown]
    boxes = places(pictures, widest) if pictures else []
    if made.around.fold == "closed":
        text = _beginning(text)
    formats = _found(setting, made, text)
    layout = text_layout(text, theme.font("body"), widest, high, formats=formats)
    inside = max(natural_width(layout) + 0.5, *(box.right() for box in boxes), 0.0)
    width = round(inside) + 2 * PAD_X
    left = setting.width - MARGIN - width if made.outgoing else MARGIN
    height = 2.0 * PAD_Y
    if boxes:
        _pictures(
            setting, made, QPointF(left + PAD_X, y + PAD_Y), list(zip(pictures, boxes, strict=True))
        )
        height += max(box.bottom() for box in boxes) + (PICTURE_GAP if text else 0)
    if text or not boxes:
        made.body = Text(layout, QPointF(left + PAD_X, y + height - PAD_Y), "text")
        height += high * layout.lineCount()
    if made.around.fold:
        height = _fold_link(setting, made, QPointF(left + PAD_X, y), height)
    made.bubble = QRectF(left, y, width, height)
    return y + height


def _pictures(
    setting: Setting, made: RowLayout, corner: QPointF, placed: list[tuple[PictureRow, QRectF]]
) -> None:
    """What opens each picture; it is painted there."""
    when = setting.calendar.clock(made.row.at)
    for picture, box in placed:
        words = picture_sentence(picture, setting.person, when)
        key = f"{PICTURE}{picture.id}"
        made.hits.append(Hit(key, words, box.translated(corner), "picture"))


def _fold_link(setting: Setting, made: RowLayout, corner: QPointF, height: float) -> float:
    """Under a long text: all of it, or its beginning only."""
    key, label = FOLD_HITS[made.around.fold]
    font = QFontMetricsF(setting.theme.font("caption_strong"))
    high = setting.theme.line_height("caption")
    at = corner + QPointF(0, height - PAD_Y + FOLD_GAP)
    made.hits.append(
        Hit(key, tr(label), QRectF(at.x(), at.y(), font.horizontalAdvance(label), high))
    )
    return height + FOLD_GAP + high


def _under(setting: Setting, made: RowLayout, y: float) -> float:
    if not made.outgoing:
        font = setting.theme.font("caption", tabular=True)
        high = setting.theme.line_height("caption")
        words = setting.calendar.clock(made.row.at) + _removed(made.row)
        layout = text_layout(words, font, WIDEST, high)
        made.texts.append(Text(layout, QPointF(MARGIN + 2, y), "text3"))
        return y + high
    delivery = delivery_words(
        made.row,
        setting.person,
        setting.calendar.clock(made.row.at),
        now=setting.calendar.now(),
        online=setting.online,
        held=made.row.id in setting.held,
        paused=setting.paused,
        landline=setting.landline,
    )
    return _delivery(setting, made, y, delivery)


def _removed(row: MessageRow) -> str:
    """A small word under a bubble whose text Twilio no longer has."""
    return " · " + tr("removed at Twilio") if row.removed_at is not None else ""


def _delivery(setting: Setting, made: RowLayout, y: float, delivery: Delivery) -> float:
    theme = setting.theme
    bad = delivery.tone in {"danger", "warn"}
    author = made.row.author
    head = f"{author} · " if author and author != setting.actor else ""
    words = head + delivery.word + (f" · {delivery.rest}" if delivery.rest else "")
    words += _removed(made.row)
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
    asked = question(made.row.status, outbox, setting.person, setting.calendar)
    for words, style, token in (
        (asked.title, "small_strong", "text"),
        (asked.words, "small", "text2"),
    ):
        high = theme.line_height("small")
        layout = text_layout(words, theme.font(style), room, high)
        made.texts.append(Text(layout, QPointF(text_left, at), token))
        at += high * layout.lineCount() + 2
    made.icons.append((asked.icon, "warn", QPointF(left + BOX_PAD, top + 12), 18))
    at = _buttons(setting, made, QPointF(text_left, at + 8), asked.actions)
    made.box = QRectF(left, top, width, at + 12 - top)
    return made.box.bottom()


def _buttons(
    setting: Setting, made: RowLayout, corner: QPointF, actions: tuple[Action, ...]
) -> float:
    left, top = corner.x(), corner.y()
    font = QFontMetricsF(setting.theme.font("small_medium"))
    high = max(32.0, font.height() + 12)
    x, y = left, top
    edge = setting.width - MARGIN - BOX_PAD
    for key, label, kind, name in actions:
        width = font.horizontalAdvance(label) + 24 + (24 if name else 0)
        if x + width > edge + 12 and x > left:
            x, y = left, y + high + 6
        made.hits.append(Hit(key, label, QRectF(x, y, width, high), kind, name))
        x += width + BUTTON_GAP
    return y + high
