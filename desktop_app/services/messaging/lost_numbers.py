"""A number of the firm's that Twilio no longer sends from (reliability.md F8).

The text was certainly not taken, so it goes back to the queue; everything from that number waits
until the number is read again, and other numbers go on.
"""

from sqlalchemy import Connection

from desktop_app.models import firm_number
from desktop_app.models.enums import OutboxState
from desktop_app.services.errors import GatewayError
from desktop_app.services.messaging.outbox import Move
from desktop_app.services.numbers import format_number
from desktop_app.services.ports import TwilioGateway

NOT_OURS = frozenset({21212, 21659, 21660, 21661})
"""Twilio says that the sender is none of this account's, or takes no texts."""
PERHAPS = 21606
"""The same, or only this destination is meant: the account's list of numbers tells."""


def is_lost(gateway: TwilioGateway, number: str, code: int) -> bool:
    """Whether a refusal means that nothing can go out from this number any more."""
    if code in NOT_OURS:
        return True
    if code != PERHAPS:
        return False
    try:
        listed = gateway.check().numbers
    except GatewayError:
        return False
    return not any(each.number == number and each.sms for each in listed)


def without_number(number: str, code: int, now: int) -> Move:
    """Back into the queue, where it waits for its number."""
    reason = f"Twilio no longer sends texts from {format_number(number)}"
    values = {"next_try_at": now, "posted_at": None, "error_code": code, "reason": reason}
    return Move(OutboxState.QUEUED, values)


def note_lost(connection: Connection, number: str, move: Move) -> None:
    """Mark the number where that is why the text came back."""
    if move.to is OutboxState.QUEUED and move.values.get("error_code"):
        firm_number.set_unusable(connection, number, move.values["error_code"])
