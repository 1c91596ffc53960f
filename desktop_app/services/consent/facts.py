"""Reading what the gate decides on, the same for the sender, the queue and the window."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from desktop_app.models.enums import (
    Channel,
    ConsentLevel,
    MessageKind,
    Origin,
    Registration,
    TextState,
)
from desktop_app.models.queries import gate as gate_queries
from desktop_app.models.queries.gate import Execute
from desktop_app.services.firm_numbers.records import PAYS_FOR
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.confirming import confirmation_text, may_confirm
from desktop_app.services.rules.gate import Agreed, GateFacts, OverrideFact
from desktop_app.services.rules.optin_texts import Program, request_text
from desktop_app.services.rules.overrides import Given, still_holds
from desktop_app.services.rules.validity import HeldConsent
from desktop_app.services.rules.zones import recipient_zones
from desktop_app.services.wording import Person

_MAY_BE_LANDLINE = frozenset({TextState.NONE, TextState.PENDING, TextState.IN})


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows about one number, beside what the gate needs."""

    gate: GateFacts
    conversation_id: int | None
    since: int
    how: str
    ledger_seq: int


def read_known(
    execute: Execute,
    to: str,
    *,
    now: int,
    practice: bool,
    from_number: str = "",
    kind: MessageKind = MessageKind.CONVERSATIONAL,
    origin: Origin = Origin.MANUAL,
    content: str = "",
    program_id: int | None = None,
    override_id: int | None = None,
    outbox_id: int | None = None,
    leaves_at: int = 0,
    test_of: str = "",
    pictures: int = 0,
) -> Known:
    """Everything about texting `to` now. `practice` lets made-up 555-01xx numbers pass.

    `content` is the text itself, with so many `pictures`; neither where only the person is asked
    about. `leaves_at` is when it leaves, where that is not now. `test_of` is whom the text is
    really for, where it only goes to somebody's own phone first: its words are held against that
    person.
    """
    row = gate_queries.person(execute, to)
    own = gate_queries.own_numbers(execute)
    sender = from_number or _sender(str(row[9]), own)
    agreed = gate_queries.agreed(execute, to)
    registrations = {str(number): str(state) for number, state, _ in own}
    gate = GateFacts(
        to=to,
        person=Person(str(row[0]) or format_number(to), str(row[1])),
        now=now,
        state=_state(execute, to, TextState(row[2]), now),
        level=ConsentLevel(row[3]),
        last_inbound_at=int(row[8]),
        set_by=str(row[5]),
        since_words=on_day(int(row[4]), now) if row[4] else "",
        from_number=sender,
        own_numbers=frozenset(registrations),
        fictional_allowed=practice,
        registration=Registration(registrations.get(sender, Registration.UNKNOWN)),
        kind=kind,
        origin=origin,
        body=content,
        pictures=pictures,
        leaves_at=leaves_at,
        program_id=program_id,
        agreed=tuple(_agreed(each) for each in agreed),
        held=_held(execute, row, agreed),
        override=_override(execute, row, content, override_id, origin, now),
        sign_up_request=kind is MessageKind.SYSTEM
        and _asks_for_yes(execute, to, content, outbox_id, now),
        confirms_opt_out=kind is MessageKind.SYSTEM
        and _confirms(execute, row, to, (content, outbox_id, now), own),
    )
    if gate.is_text:
        gate = _with_text(execute, row, gate, outbox_id, test_of)
    return Known(gate, row[10], int(row[4]), str(row[6]), int(row[7]))


def _with_text(
    execute: Execute, row: Any, gate: GateFacts, outbox_id: int | None, test_of: str
) -> GateFacts:
    """The same with what only a text needs: what its checks may know, the pace, the hour there."""
    from desktop_app.services.consent.circumstances import (  # noqa: PLC0415  not to paint first
        read_circumstances,
    )
    from desktop_app.services.consent.pace import read_lately  # noqa: PLC0415  not to paint first

    known = replace(
        gate,
        where=recipient_zones(
            gate.to, zone=str(row[13]), state=str(row[14]), zip_code=str(row[15])
        ),
        about=read_circumstances(
            execute,
            gate.to,
            now=max(gate.now, gate.leaves_at),
            kind=gate.kind,
            origin=gate.origin,
        ),
        lately=read_lately(
            execute,
            gate.to,
            firm_number=gate.from_number,
            body=gate.body,
            name=str(row[0]),
            now=gate.now,
            outbox_id=outbox_id,
        ),
    )
    return _as_test(execute, known, test_of) if test_of else known


def _as_test(execute: Execute, gate: GateFacts, meant_for: str) -> GateFacts:
    """The same, its words as they are to be read in the end; one's own phone owes no answer."""
    from desktop_app.services.consent.circumstances import (  # noqa: PLC0415  not to paint first
        read_circumstances,
    )

    about = read_circumstances(execute, meant_for, now=gate.now, kind=gate.kind, origin=gate.origin)
    return replace(gate, about=about, lately=replace(gate.lately, unanswered=()))


def _state(execute: Execute, to: str, kept: TextState, now: int) -> TextState:
    """What is on record, unless the number was found to be a landline; an opt-out counts more."""
    if kept in _MAY_BE_LANDLINE and gate_queries.landline(execute, to, now - PAYS_FOR):
        return TextState.LANDLINE
    return kept


def _agreed(row: Any) -> Agreed:
    promotional = MessageKind(row[2]) is MessageKind.PROMOTIONAL
    return Agreed(int(row[0]), str(row[1]), promotional, ConsentLevel(row[3]))


def _held(execute: Execute, person: Any, agreed: "list[Any]") -> HeldConsent:
    """How old the consent is, and what happened since (rules.md B-11)."""
    return HeldConsent(
        level=ConsentLevel(person[3]),
        given_at=max([int(person[4]), *(int(each[4]) for each in agreed)]),
        last_inbound_at=int(person[8]),
        last_text_at=int(person[11]),
        matter_closed_at=_midnight(person[12]),
        unknown_handset_at=gate_queries.unknown_handset(execute, person[10]),
    )


def _midnight(day: Any) -> int:
    """The start of a day here, in seconds; 0 where there is none, or what stands there is none."""
    try:
        return round(datetime.fromisoformat(str(day or "")).astimezone().timestamp())
    except ValueError:
        return 0


def _override(
    execute: Execute, person: Any, content: str, override_id: int | None, origin: Origin, now: int
) -> OverrideFact:
    """Whether the override this text carries still holds for these words."""
    if override_id is None:
        return OverrideFact.NONE
    row = gate_queries.override(execute, override_id)
    given = Given(Channel(row[0]), *row[1:]) if row is not None else None
    holds = still_holds(
        given,
        channel=Channel.TEXTS,
        state=TextState(person[2]),
        seq=int(person[7]),
        content=content,
        origin=origin,
        now=now,
    )
    return OverrideFact.HOLDS if holds else OverrideFact.LAPSED


def _asks_for_yes(execute: Execute, to: str, content: str, outbox_id: int | None, now: int) -> bool:
    """Whether this text is the one request of a sign-up that waits, to the letter."""
    row = gate_queries.waiting_sign_up(execute, to, now, outbox_id)
    return row is not None and content == request_text(Program(*map(str, row)))


def _confirms(
    execute: Execute,
    person: Any,
    to: str,
    text: tuple[str, int | None, int],
    own: "list[tuple[str, str, int]]",
) -> bool:
    """Whether this text is, to the letter, the one confirmation of an opt-out just received."""
    content, outbox_id, now = text
    since, firm = int(person[4]), gate_queries.firm_name(execute)
    words = confirmation_text(firm, format_number(str(own[0][0]))) if own and firm else None
    already = gate_queries.confirmed(execute, to, since, outbox_id)
    return content == words and may_confirm(received_at=since, now=now, already=already)


def _sender(used_before: str, own: "list[tuple[str, str, int]]") -> str:
    able = [str(number) for number, _, sms in own if sms]
    if used_before in able:
        return used_before
    return able[0] if able else ""


def short_date(at: int, now: int) -> str:
    """A day as people read it in a sentence: Mar 4, with the year where it is not this one."""
    day, today = _local(at), _local(now)
    words = f"{day:%b} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def local_day(at: int) -> date:
    """The day a moment falls on at this computer."""
    return _local(at).date()


def on_day(at: int, now: int) -> str:
    """A day as it ends a clause: "today", else "on Mar 4"."""
    return "today" if local_day(at) == local_day(now) else f"on {short_date(at, now)}"


def clock_time(at: int) -> str:
    """A time of day as people read it: 10:44 AM."""
    moment = _local(at)
    return f"{moment:%I:%M %p}".lstrip("0")


def when(at: int, now: int) -> str:
    """Today's times by the clock, older ones by the day."""
    if local_day(at) == local_day(now):
        return clock_time(at)
    return short_date(at, now)


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone()
