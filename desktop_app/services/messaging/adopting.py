"""Settling a text whose fate was open: its SID found at last, or a refusal that came late."""

from typing import Any

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models import firm_number, message, outbox, outbox_looking, override
from desktop_app.models.enums import MessageStatus, OutboxState, Registration, TextState
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.messaging.matching import Sought
from desktop_app.services.messaging.twilio_fields import Line, advances, read_line
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent import ConsentEvent

OPTED_OUT = 21610
NOT_REGISTERED = {30034: "no campaign carries this number", 30032: "not verified by Twilio"}


def open_rows(connection: Connection, now: int) -> list[Any]:
    """Outbox rows that were tried and have no SID yet."""
    return outbox_looking.unanswered(connection, now)


def sought(row: Any, *also_at: int) -> Sought:
    """What identifies the text of an outbox row at Twilio; `also_at` by other clocks than ours."""
    times = (row.posted_at, *also_at)
    return Sought(row.to_number, row.from_number, row.body, times, row.num_media)


def adopt(connection: Connection, row: Any, raw: dict[str, Any], now: int) -> set[int]:
    """Take Twilio's message as this row's own; the conversations that changed.

    A line that sync stored for the same SID in the meantime gives way to the row's own bubble.
    """
    line = read_line(raw)
    if line is None:
        return set()
    sid = str(raw["sid"])
    moved = outbox.move(
        connection,
        row.id,
        row.state,
        OutboxState.ACCEPTED,
        sid=sid,
        next_look_at=None,
        reason="",
        error_code=line.error_code,
    )
    if not moved:
        return set()
    if row.override_id is not None:
        override.mark_used(connection, row.override_id, now)
    double = outbox_looking.line_of(connection, sid)
    if double is not None and double.id != row.message_id:
        message.remove(connection, double.id)
        if advances(line.status, double.status):
            line = line._replace(status=double.status, error_code=double.error_code)
    message.set_status(
        connection,
        row.message_id,
        line.status,
        now=now,
        error_code=line.error_code,
        sid=sid,
        reason="",
    )
    return _refreshed(connection, row.message_id)


def note_late_refusal(
    connection: Connection, line: Line, now: int
) -> tuple[str, int | None, TextState] | None:
    """A failed delivery can say "opted out" or "not registered" long after the create call."""
    done = note_refusal_code(
        connection,
        code=line.error_code or 0,
        to=line.client,
        from_number=line.firm,
        now=now,
        at=line.at,
    )
    if done is None or not done.changed:
        return None
    return line.client, done.conversation_id, done.after


def note_refusal_code(
    connection: Connection, *, code: int, to: str, from_number: str, now: int, at: int
) -> Done | None:
    """Remember what Twilio's refusal tells about the person or about our number."""
    if code in NOT_REGISTERED:
        firm_number.set_registration(
            connection, from_number, Registration.NOT_APPROVED, f"{code}: {NOT_REGISTERED[code]}"
        )
    if code != OPTED_OUT:
        return None
    return carry_out(
        connection,
        Act(
            number=to,
            event=ConsentEvent.CARRIER_REFUSED,
            happened_at=at,
            by="Twilio",
            how="refused by Twilio, opted out",
            line="Twilio refused a text — this person has opted out of "
            f"{format_number(from_number)}, and only they can undo it, by texting START",
            evidence={"error_code": code, "firm_number": from_number},
        ),
        now,
    )


def settle(
    connection: Connection,
    row: Any,
    to: OutboxState,
    bubble: MessageStatus,
    now: int,
    **values: Any,
) -> set[int]:
    """Move a row and its bubble together; the conversations that changed."""
    if "next_try_at" in values:
        values.setdefault("wait_s", max(values["next_try_at"] - now, 0))
    if not outbox.move(connection, row.id, row.state, to, **values):
        return set()
    message.set_status(
        connection,
        row.message_id,
        bubble,
        now=now,
        error_code=values.get("error_code"),
        reason=str(values.get("reason", "")),
    )
    return _refreshed(connection, row.message_id)


def _refreshed(connection: Connection, message_id: int) -> set[int]:
    line = message.read(connection, message_id)
    if line is None:
        return set()
    conversations.refresh(connection, line.conversation_id)
    return {int(line.conversation_id)}
