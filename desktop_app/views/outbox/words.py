"""What stands in a row of the Outbox: state, one line of detail, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.messaging.outbox_records import Group, OutboxLine
from desktop_app.services.messaging.pacing import PACES
from desktop_app.services.numbers import format_number
from desktop_app.services.records import Origin, OutboxState, Problem, Route, TextState
from desktop_app.services.resources import rule_data
from desktop_app.services.wording import Person, sentence
from desktop_app.views.delivery import first_sentence
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr

SENDING_S = 15
"""So long no answer is nothing unusual (reliability.md 3.5)."""
_MINUTE = 60
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for every row: the time, whether sending is paused, whether Twilio is there."""

    calendar: Calendar
    now: int
    paused: bool = False
    online: bool = True
    next_id: int = 0
    """The text that leaves next; 0 where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Said:
    """Icon, tone, the word, a line of detail; `spoken` is the detail for a screen reader."""

    icon: str
    tone: str
    word: str
    detail: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that can be done with a text: `kind` is secondary, text or link."""

    key: str
    label: str
    kind: str = "link"
    icon: str = ""
    reason: str = ""
    """Why it cannot be done yet; empty where it can."""


def heading(group: Group) -> str:
    """What a group is called."""
    names = {
        Group.NEEDS_YOU: tr("Needs you"),
        Group.ON_THE_WAY: tr("On the way"),
        Group.SCHEDULED: tr("Scheduled"),
        Group.NOT_SENT: tr("Not sent"),
    }
    return names[group]


def said(line: OutboxLine, around: Surroundings, waits: float | None) -> Said:
    """How a text stands. `waits`: in how many seconds it leaves, where that can be told."""
    match line.state:
        case OutboxState.UNRESOLVED:
            how = _unsure(line, around)
        case OutboxState.REFUSED:
            how = Said("circle-alert", "danger", tr("Refused"), refused_detail(line))
        case OutboxState.BLOCKED:
            how = _blocked(line)
        case OutboxState.NOT_SENT:
            why = sentence(line.reason) or tr("Marked as not sent")
            how = Said("circle-minus", "text2", tr("Not sent"), why)
        case OutboxState.POSTING | OutboxState.UNKNOWN:
            how = _open(line, around)
        case _ if line.group(around.now) is Group.NEEDS_YOU:
            how = _kept(line, around)
        case _ if line.group(around.now) is Group.SCHEDULED:
            how = _scheduled(line, around)
        case _:
            detail = _waiting(line, around, waits)
            how = Said("clock", "text", tr("Waiting to send"), detail)
    return how


def _kept(line: OutboxLine, around: Surroundings) -> Said:
    """A text that is still here and does not leave by itself any more."""
    if line.number_lost:
        why = tr(
            "Twilio no longer sends texts from {number}", number=format_number(line.from_number)
        )
        return Said("circle-alert", "danger", tr("Can’t leave"), why)
    since = tr("Waiting since {time}", time=around.calendar.list_time(line.created_at))
    return Said("message-circle-question-mark", "warn", tr("Still send?"), since)


def _unsure(line: OutboxLine, around: Surroundings) -> Said:
    word = tr("Not sure this was sent")
    if line.tried_at is None:
        return Said("message-square-warning", "warn", word)
    tried = tr("Tried {time}", time=around.calendar.list_time(line.tried_at))
    by = tr("{tried} by {who}", tried=tried, who=line.actor) if line.actor else tried
    return Said("message-square-warning", "warn", word, by, tried)


def unsure_words(line: OutboxLine, around: Surroundings) -> str:
    """What happened, how often we looked, and what could go wrong."""
    name = Person(line.name).first
    risk = tr("If you send again and the first one did go out, {name} may get it twice.", name=name)
    if line.tried_at is None:
        return risk
    at = around.calendar.clock(line.tried_at)
    dropped = tr("The connection dropped at {time}.", time=at)
    looked = tr(
        "We looked {count} times over 5 minutes and Twilio shows no copy.", count=line.looks
    )
    if line.reason:
        looked = sentence(line.reason.rstrip(".")) + "."
    return f"{dropped} {looked} {risk}"


def _blocked(line: OutboxLine) -> Said:
    by_stop = line.rule == "A-03" and line.text_state is TextState.OUT_CARRIER
    word = tr("Blocked by STOP") if by_stop else tr("Blocked")
    return Said("ban", "danger", word, sentence(first_sentence(line.reason)))


def _open(line: OutboxLine, around: Surroundings) -> Said:
    silent = around.now - (line.tried_at or around.now)
    if silent < SENDING_S:
        return Said("clock", "text2", tr("Sending…"))
    word = tr("Checking whether this went out…")
    return Said(
        "refresh-cw", "warn", word, tr("No answer from Twilio for {time}", time=_of(silent))
    )


def _scheduled(line: OutboxLine, around: Surroundings) -> Said:
    at = line.send_at or line.next_try_at
    when = tr("{day}, {time}", day=_day(at, around), time=around.calendar.clock(at))
    if line.send_at is None:
        return Said("calendar-clock", "accent_text", when, sentence(line.reason))
    here = tr("Sends from here, this computer must be on")
    there = tr("Sends from Twilio, this computer can be off")
    detail = there if line.route is Route.TWILIO else here
    if line.reason:
        detail = f"{sentence(line.reason)}. {detail}"
    return Said("calendar-clock", "accent_text", when, detail)


def _day(at: int, around: Surroundings) -> str:
    day, today = around.calendar.day(at), around.calendar.day(around.now)
    names = {0: tr("Today"), 1: tr("Tomorrow")}
    return names.get((day - today).days, f"{day:%a}, {day:%b} {day.day}")


def _waiting(line: OutboxLine, around: Surroundings, waits: float | None) -> str:
    if around.paused:
        return tr("Queued, sending is paused")
    if not around.online:
        return tr("Queued, sends when you’re back online")
    if line.behind:
        return tr("Waiting until we know whether the text before it went out")
    if line.reason:
        return sentence(line.reason)
    if waits is None:
        return ""
    soon = tr("in a moment") if waits <= 1 else tr("in about {time}", time=_of(round(waits)))
    return tr("Next, {soon}", soon=soon) if line.id == around.next_id else sentence(soon)


def _of(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return tr("1 second") if seconds == 1 else tr("{n} seconds", n=seconds)
    return tr("{n} minutes", n=round(seconds / _MINUTE))


def expected(lines: Iterable[OutboxLine], now: int, pace: str) -> dict[int, float]:
    """In how many seconds each waiting text leaves, the next one first: one a second."""
    a_minute = PACES.get(pace, 0)
    queued = [
        line
        for line in lines
        if line.state is OutboxState.QUEUED and line.group(now) is Group.ON_THE_WAY
    ]
    queued.sort(key=lambda line: (line.origin is not Origin.MANUAL, line.id))
    free = machines = 0.0
    found: dict[int, float] = {}
    for line in queued:
        at = max(float(line.next_try_at - now), 0.0, free)
        if a_minute and line.origin is not Origin.MANUAL:
            at = max(at, machines)
            machines = at + _MINUTE / a_minute
        free = at + 1
        found[line.id] = at
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def doings(line: OutboxLine, now: int) -> tuple[Doing, ...]:
    """What can be done with a text, in order."""
    match line.state:
        case OutboxState.UNRESOLVED:
            early = "" if line.may_be_sent_again(now) else tr("We are still looking for it")
            return (
                Doing("check_again", tr("Check again"), "secondary", "refresh-cw"),
                Doing("send_again", tr("Send again"), "secondary", reason=early),
                Doing("mark_not_sent", tr("Mark as not sent"), "text"),
            )
        case OutboxState.REFUSED:
            return (
                Doing("how_to_fix", tr("How to fix")),
                Doing("edit", tr("Edit"), "secondary"),
            )
        case OutboxState.BLOCKED:
            return Doing("why", tr("Why?")), Doing("remove", tr("Remove"))
        case OutboxState.NOT_SENT:
            return Doing("send_again", tr("Send again")), Doing("remove", tr("Remove"))
        case OutboxState.QUEUED | OutboxState.ACCEPTED:
            return _doings_here(line)
    return ()


def _doings_here(line: OutboxLine) -> tuple[Doing, ...]:
    """What can be done with a text that has not left."""
    if line.number_lost and line.state is OutboxState.QUEUED:
        return Doing("numbers", tr("Check numbers")), Doing("cancel", tr("Take back"))
    if line.asked_at is not None:
        send = Doing("still_send", tr("Send now"), "secondary")
        return send, Doing("cancel", tr("Don’t send"))
    cancel = Doing("cancel", tr("Cancel"))
    return (Doing("edit_later", tr("Edit")), cancel) if line.send_at is not None else (cancel,)


def row_sentence(line: OutboxLine, how: Said) -> str:
    """A row as one sentence, for screen readers (DESIGN.md section 7)."""
    detail = how.spoken or how.detail
    parts = [tr("To {name}", name=line.name), _low(how.word).rstrip("…")]
    parts += [_low(detail)] if detail else []
    return ", ".join([*parts, tr("press Enter for actions")])


def _low(words: str) -> str:
    """Without a capital at its start, unless the first word is a name or stands in capitals."""
    first = words.split(" ", 1)[0]
    known = {"Twilio", "Twilio’s"}
    return words if first in known or first.isupper() else words[:1].lower() + words[1:]


@cache
def _codes() -> dict[str, Any]:
    codes: dict[str, Any] = rule_data("twilio_codes")["codes"]
    return codes


def refusal(line: OutboxLine) -> Problem:
    """What Twilio's refusal means: what happened, why, what to do now."""
    entry = _codes().get(str(line.error_code))
    if entry is None:
        return Problem(
            sentence(line.reason) or tr("Twilio refused this text."), code=line.error_code
        )
    what = entry["what"].removeprefix("Refused. ").removeprefix("Not sent. ")
    return Problem(what, entry.get("why", ""), entry.get("do", ""), line.error_code)


def refused_detail(line: OutboxLine) -> str:
    """What happened, with the code last."""
    what = refusal(line).what
    if line.error_code is None or f"(code {line.error_code})" in what:
        return what
    return tr("{what} (code {code})", what=what.rstrip("."), code=line.error_code)


def summary(counts: dict[Group, int]) -> str:
    """The line below the title."""
    asking, going = counts[Group.NEEDS_YOU], counts[Group.ON_THE_WAY]
    later = counts[Group.SCHEDULED]
    parts = []
    if going:
        parts.append(tr("1 is on its way") if going == 1 else tr("{n} are on their way", n=going))
    if later:
        parts.append(tr("1 is scheduled") if later == 1 else tr("{n} are scheduled", n=later))
    rest = ", ".join(parts)
    if not asking:
        return f"{rest}." if rest else tr("Nothing needs you.")
    first = tr("1 needs you.") if asking == 1 else tr("{n} need you.", n=asking)
    return f"{first} {rest}." if rest else first


def paces() -> dict[str, str]:
    """The paces there are, in words."""
    return {
        "network": tr("As fast as allowed"),
        "30": tr("30 a minute"),
        "6": tr("6 a minute"),
    }
