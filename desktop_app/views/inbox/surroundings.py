"""What a line of a conversation looks like besides its own words: its neighbours, what is new."""

from dataclasses import dataclass

from desktop_app.services.finding import spans
from desktop_app.services.records import Direction, MessageRow, MessageStatus
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar
from desktop_app.views.theme import Theme

TOGETHER_S = 120
LONG = 900
"""A text of more letters is folded until somebody asks for all of it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a line needs to know about its neighbours."""

    above: str = ""
    """What is missing above it, where it is the first line of all."""
    heading: str = ""
    """The day, where this is its first line."""
    grouped: bool = False
    """The next line is the same speaker's within two minutes: one time line on the last."""
    before_event: bool = False
    new: bool = False
    """The first text nobody had read when the conversation was opened."""
    fold: str = ""
    """Of a long text: `closed` where only its beginning shows, `open` where somebody asked."""
    found: tuple[tuple[int, int], ...] = ()
    """Where the words somebody looks for stand in the text: start and length in letters."""


class Setting:
    """Everything a layout depends on besides the line itself."""

    def __init__(self, theme: Theme, calendar: Calendar, person: Person, actor: str) -> None:
        self.theme = theme
        self.calendar = calendar
        self.person = person
        self.actor = actor
        self.width = 0
        self.online = True
        self.paused = False
        self.landline = False
        self.older = ""
        """What is missing above the first line."""
        self.new_from: int | None = None
        self.looked_for = ""
        self.marked_text = ""
        self.marked: tuple[str, ...] = ()
        """Of the client's text that reads `marked_text`: the words a decision rests on."""
        self.shown_whole: set[int] = set()
        self.held: frozenset[int] = frozenset()
        """Lines whose texts can still be taken back."""


def surroundings(
    setting: Setting, before: MessageRow | None, row: MessageRow, after: MessageRow | None
) -> Surroundings:
    """What the neighbours of a line mean for it."""
    calendar = setting.calendar
    new_day = before is None or calendar.day(before.at) != calendar.day(row.at)
    return Surroundings(
        above=setting.older if before is None else "",
        heading=calendar.day_words(row.at) if new_day else "",
        grouped=after is not None and _together(setting, row, after),
        before_event=after is not None
        and after.direction is Direction.EVENT
        and calendar.day(after.at) == calendar.day(row.at),
        new=row.id == setting.new_from,
        fold=_fold(setting, row),
        found=spans(row.body, setting.looked_for) or _marked(setting, row),
    )


def _marked(setting: Setting, row: MessageRow) -> tuple[tuple[int, int], ...]:
    if row.body != setting.marked_text or row.direction is not Direction.INBOUND:
        return ()
    return tuple(span for part in setting.marked for span in spans(row.body, part))


def _fold(setting: Setting, row: MessageRow) -> str:
    if len(row.body) <= LONG or row.direction is Direction.EVENT:
        return ""
    return "open" if row.id in setting.shown_whole else "closed"


def _together(setting: Setting, row: MessageRow, after: MessageRow) -> bool:
    if row.direction is Direction.EVENT or row.direction is not after.direction:
        return False
    if after.id == setting.new_from or after.at - row.at > TOGETHER_S:
        return False
    if row.author != after.author or row.removed_at is not None:
        return False
    if setting.calendar.day(row.at) != setting.calendar.day(after.at):
        return False
    return row.direction is Direction.INBOUND or row.status is after.status is _calm(row.status)


def _calm(status: MessageStatus) -> MessageStatus | None:
    calm = {MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.WAITING}
    return status if status in calm else None
