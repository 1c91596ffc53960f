"""Times, consent and delivery as people read them: the tables behind every painted word."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any

from desktop_app.services.records import (
    ConversationRow,
    Direction,
    MessageRow,
    MessageStatus,
    TextState,
)
from desktop_app.services.resources import rule_data
from desktop_app.services.wording import Person
from desktop_app.views.i18n import tr

WEEK = 7


def _system_now() -> int:
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Calendar:
    """What time it is and where: asked for everywhere, so that a test can choose both.

    `zone` None is the zone of this computer.
    """

    now: Callable[[], int] = _system_now
    zone: tzinfo | None = None

    def moment(self, at: int) -> datetime:
        """A stored time on this calendar."""
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone)

    def day(self, at: int) -> date:
        """The day a stored time falls on."""
        return self.moment(at).date()

    def clock(self, at: int) -> str:
        """The time of day: 8:06 PM."""
        moment = self.moment(at)
        return f"{moment.hour % 12 or 12}:{moment:%M %p}"

    def list_time(self, at: int) -> str:
        """As short as it is clear: 8:06 PM today, Wed this week, Mar 4 this year, Mar 4, 2025."""
        day, today = self.day(at), self.day(self.now())
        if day == today:
            return self.clock(at)
        if 0 < (today - day).days < WEEK:
            return f"{day:%a}"
        return f"{day:%b} {day.day}" + ("" if day.year == today.year else f", {day.year}")

    def day_words(self, at: int) -> str:
        """The day as a heading: Today, Yesterday, Wednesday, March 11."""
        day, today = self.day(at), self.day(self.now())
        if day == today:
            return tr("Today")
        if (today - day).days == 1:
            return tr("Yesterday")
        words = f"{day:%A, %B} {day.day}"
        return words if day.year == today.year else f"{words}, {day.year}"


def format_time(at: int) -> str:
    """A stored time as the list shows it, on this computer's calendar."""
    return Calendar().list_time(at)


def initials(name: str) -> str:
    """Two letters for the circle; # for somebody known by number only."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "#"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


@dataclass(frozen=True, slots=True)
class Glyph:
    """An icon, the token it is painted in, and the words it stands for."""

    icon: str
    tone: str
    words: str


_CONSENT = {
    TextState.NONE: Glyph("circle-help", "text2", "no consent on record"),
    TextState.PENDING: Glyph("circle-dashed", "warn", "waiting for YES"),
    TextState.IN: Glyph("circle-check", "ok", "texts opted in"),
    TextState.OUT_FIRM: Glyph("circle-pause", "text2", "texts opted out by the firm"),
    TextState.REVIEW: Glyph("message-circle-question-mark", "warn", "may have asked to stop"),
    TextState.OUT_CONTACT: Glyph("ban", "danger", "asked to stop"),
    TextState.OUT_CARRIER: Glyph("ban", "danger", "texts opted out by STOP"),
    TextState.WRONG_PERSON: Glyph("circle-x", "danger", "number of somebody else"),
    TextState.LANDLINE: Glyph("phone", "text2", "landline, can’t get texts"),
}


def consent_glyph(state: TextState) -> Glyph:
    """How a text state looks and what it is called in a sentence."""
    glyph = _CONSENT[state]
    return Glyph(glyph.icon, glyph.tone, tr(glyph.words))


_EVENTS = {
    "opt_out_client": ("ban", "danger"),
    "opt_in": ("circle-check", "ok"),
    "opt_out_firm": ("circle-pause", "text2"),
    "consent": ("file-check", "ok"),
    "help": ("info", "text2"),
    "override": ("key-round", "warn"),
    "review": ("hourglass", "warn"),
    "waiting": ("circle-dashed", "warn"),
    "wrong_number": ("circle-x", "danger"),
    "note": ("info", "text2"),
}


def event_glyph(meaning: str) -> tuple[str, str]:
    """Icon and tone of a line Brieftext wrote into a conversation."""
    return _EVENTS.get(meaning, _EVENTS["note"])


@dataclass(frozen=True, slots=True)
class Delivery:
    """What stands under an outgoing bubble: icon, tone, the word, what follows it, what helps.

    `action` is retry, edit, edit_number, open_settings or empty; `label` is its button.
    """

    icon: str
    tone: str
    word: str
    rest: str = ""
    action: str = ""
    label: str = ""

    def sentence(self) -> str:
        """Word and rest as they are read aloud."""
        return f"{self.word[:1].lower()}{self.word[1:]}" + (f", {self.rest}" if self.rest else "")


_Words = tuple[str, str, str, bool]
_CLEAR: dict[MessageStatus, _Words] = {
    # status: icon, tone, word, whether the time follows
    MessageStatus.WAITING: ("clock", "text3", "Queued", True),
    MessageStatus.POSTING: ("clock", "text3", "Sending…", False),
    MessageStatus.CHECKING: ("refresh-cw", "warn", "Checking whether this went out…", False),
    MessageStatus.UNSURE: ("message-square-warning", "warn", "Not sure this was sent", False),
    MessageStatus.NOT_SENT: ("circle-minus", "text3", "Not sent", False),
    MessageStatus.WITHDRAWN: ("undo-2", "text3", "Taken back before it was sent", False),
    MessageStatus.ACCEPTED: ("check", "text3", "Sent", True),
    MessageStatus.SCHEDULED: ("calendar-clock", "text3", "Scheduled", True),
    MessageStatus.CANCELED: ("circle-minus", "text3", "Canceled", False),
    MessageStatus.QUEUED: ("check", "text3", "Sent", True),
    MessageStatus.SENDING: ("check", "text3", "Sent", True),
    MessageStatus.SENT: ("check", "text3", "Sent", True),
    MessageStatus.DELIVERED: ("check-check", "text3", "Delivered", True),
    MessageStatus.READ: ("check-check", "text3", "Read", True),
    MessageStatus.PARTIALLY_DELIVERED: ("circle-alert", "warn", "Delivered in part", True),
    MessageStatus.RECEIVING: ("clock", "text3", "Arriving", False),
    MessageStatus.RECEIVED: ("check-check", "text3", "Received", True),
}
_BAD: dict[MessageStatus, tuple[str, str]] = {
    MessageStatus.BLOCKED: ("ban", "Not sent"),
    MessageStatus.REFUSED: ("circle-alert", "Not sent"),
    MessageStatus.FAILED: ("circle-alert", "Not delivered"),
    MessageStatus.UNDELIVERED: ("circle-alert", "Not delivered"),
}
_ASK_FOR_A_LOOK = {
    MessageStatus.UNSURE,
    MessageStatus.NOT_SENT,
    MessageStatus.CANCELED,
    MessageStatus.PARTIALLY_DELIVERED,
}
_ACTIONS = {
    "resend": ("retry", "Retry"),
    "retry_later": ("retry", "Retry"),
    "edit_text": ("edit", "Edit and resend"),
    "edit_number": ("edit_number", "Change number"),
    "fix_key": ("open_settings", "Fix the key"),
}
PHONE_OFF = 30003
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<=\w)[.] (?=[A-Z])")


def delivery_words(
    row: MessageRow, person: Person, clock: str, *, online: bool = True, held: bool = False
) -> Delivery:
    """The line under an outgoing bubble (DESIGN.md, Delivery states); `clock` is its time.

    `held`: the text is in its undo seconds. The bar counts them, this line does not.
    """
    if row.status in _BAD:
        return _failure(row, person)
    if row.status is MessageStatus.WAITING and held:
        return Delivery("timer", "text3", tr("Not sent yet, can be undone"))
    if row.status is MessageStatus.WAITING and not online:
        return Delivery("clock", "text3", tr("Queued, sends when you’re back online"))
    icon, tone, word, timed = _CLEAR[row.status]
    words = f"{tr(word)} {clock}" if timed else tr(word)
    if row.status is MessageStatus.NOT_SENT:
        return Delivery(icon, tone, words, tr("you marked it"), "retry", tr("Send again"))
    return Delivery(icon, tone, words)


def arrives(status: MessageStatus) -> bool:
    """Whether a text is on its way or there: nobody has to do anything about it."""
    return status not in _BAD and status not in _ASK_FOR_A_LOOK


def short_delivery(status: MessageStatus) -> Glyph:
    """The icon before a list row's snippet when the last text is ours, and its word."""
    if status in _BAD:
        icon, word = _BAD[status]
        return Glyph(icon, "danger", tr(word))
    icon, tone, word, _timed = _CLEAR[status]
    return Glyph(icon, tone, tr(word))


def _failure(row: MessageRow, person: Person) -> Delivery:
    icon, word = _BAD[row.status]
    if row.status is MessageStatus.BLOCKED:
        why = first_sentence(row.reason) or tr("the check before sending stopped it")
        return Delivery(
            icon, "danger", tr(word), tr("{why}, so it never left this computer", why=why)
        )
    action, label = _ACTIONS.get(_code(row.error_code).get("action", "resend"), ("", ""))
    rest = _why(row, person)
    return Delivery(icon, "danger", tr(word), rest, action, tr(label) if label else "")


def _why(row: MessageRow, person: Person) -> str:
    if row.error_code == PHONE_OFF:
        return tr("{their} phone was off or out of range", their=person.possessive)
    entry = _code(row.error_code)
    if entry:
        what, why = first_sentence(_without_head(entry["what"])), entry.get("why", "")
        if what and why and entry.get("action") == "edit_text":
            return f"{what}, {first_sentence(why)}"
        return what or first_sentence(why)
    if row.reason:
        return first_sentence(_without_head(row.reason))
    return tr("Twilio gave code {code}", code=row.error_code) if row.error_code else ""


def _without_head(text: str) -> str:
    return re.sub(r"^(Not delivered|Not sent)[.]\s*", "", text)


def first_sentence(text: str) -> str:
    """The first sentence of a reason, to be read on after a dash: no capital, no full stop."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0].rstrip(".")
    head = sentence.split(" ", 1)[0]
    starts_low = head in {
        "The",
        "This",
        "That",
        "It",
        "A",
        "An",
        "Your",
        "Too",
        "They",
        "We",
        "Most",
    }
    return sentence[:1].lower() + sentence[1:] if starts_low else sentence


@cache
def _codes() -> dict[str, Any]:
    codes: dict[str, Any] = rule_data("twilio_codes")["codes"]
    return codes


def _code(code: int | None) -> dict[str, str]:
    found: dict[str, str] = _codes().get(str(code), {}) if code else {}
    return found


def list_sentence(row: ConversationRow, calendar: Calendar) -> str:
    """A list row as one sentence, for screen readers (DESIGN.md section 7)."""
    parts = [row.name, consent_glyph(row.text_state).words]
    states = {"pinned": row.pinned, "muted": row.muted, "archived": row.archived}
    parts += [tr(words) for words, on in states.items() if on]
    if row.unread:
        parts.append(tr("unread"))
    if row.draft:
        parts.append(tr("draft: {text}", text=row.draft))
        return ", ".join(parts)
    if row.last_direction is None:
        return ", ".join(parts)
    when = calendar.list_time(row.last_at)
    person = Person(row.name, row.pronoun)
    if row.last_direction is Direction.INBOUND:
        said = tr("last message from {who} at {time}", who=person.object, time=when)
        return ", ".join(parts) + f", {said}: {row.snippet}"
    if row.last_direction is Direction.OUTBOUND and row.last_status is not None:
        state = short_delivery(row.last_status).words.lower()
        return ", ".join(parts) + f", {tr('you')}, {state}, {when}: {row.snippet}"
    return ", ".join(parts) + f", {when}: {row.snippet}"


def bubble_sentence(
    row: MessageRow,
    person: Person,
    calendar: Calendar,
    *,
    online: bool = True,
    held: bool = False,
) -> str:
    """A bubble or system line as one sentence, for screen readers (DESIGN.md section 7)."""
    when = calendar.clock(row.at)
    if row.direction is Direction.EVENT:
        return f"{row.body}, {when}"
    if row.direction is Direction.INBOUND:
        return f"{person.first}, {when}: {bubble_text(row)}"
    delivery = delivery_words(row, person, "", online=online, held=held)
    who = row.author or tr("You")
    line = f"{who}, {when}, {delivery.sentence().strip()}"
    if delivery.action or row.status is MessageStatus.UNSURE:
        line += tr(", press Enter for actions")
    return f"{line}: {bubble_text(row)}"


def bubble_text(row: MessageRow) -> str:
    """What a bubble says; a picture that cannot be shown yet is named."""
    if row.num_media and not row.body:
        return tr("Picture") if row.num_media == 1 else tr("{n} pictures", n=row.num_media)
    if row.num_media:
        return tr("{text} (with a picture)", text=row.body)
    return row.body
