"""The firm's own Twilio numbers and what is known of each."""

from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Table, Text, update
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata
from desktop_app.models.enums import Registration, SenderType
from desktop_app.models.message import first_id
from desktop_app.models.types import PhoneNumber, Word

firm_numbers = Table(
    "firm_numbers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", PhoneNumber, nullable=False, unique=True),
    Column("sid", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("sender_type", Word(SenderType), nullable=False),
    Column("sms", Boolean, nullable=False),
    Column("mms", Boolean, nullable=False),
    Column("voice", Boolean, nullable=False),
    Column("registration", Word(Registration), nullable=False),
    Column("registration_note", Text, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("service_sid", Text, nullable=False, server_default=""),
    Column("service_name", Text, nullable=False, server_default=""),
    Column("loses_texts", Boolean, nullable=False, server_default="0"),
    Column("sms_url", Text, nullable=False, server_default=""),
    Column("voice_url", Text, nullable=False, server_default=""),
    Column("registration_at", Integer, nullable=False, server_default="0"),
    Column("read_at", Integer, nullable=False, server_default="0"),
    Column("unusable_code", Integer, nullable=False, server_default="0"),
)


def put(connection: Connection, **values: Any) -> None:
    """Make or refresh a number Twilio lists. What is known of its registration is kept."""
    row = insert(firm_numbers).values(
        **values, registration=Registration.UNKNOWN, registration_note="", gone=False
    )
    listed = {"gone": False, "unusable_code": 0}
    fresh = {k: v for k, v in values.items() if k != "number"} | listed
    connection.execute(row.on_conflict_do_update(index_elements=["number"], set_=fresh))


def set_registration(
    connection: Connection, number: str, state: Registration, note: str, at: int = 0
) -> None:
    """Note what Twilio told us about this number's registration, and when."""
    table = firm_numbers
    connection.execute(
        update(table)
        .where(table.c.number == number)
        .values(registration=state, registration_note=note, registration_at=at)
    )


def set_unusable(connection: Connection, number: str, code: int) -> None:
    """Why Twilio does not send from this number, 0 where it does; until then nothing is tried."""
    table = firm_numbers
    connection.execute(update(table).where(table.c.number == number).values(unusable_code=code))


def set_twilio_side(connection: Connection, number: str, **values: Any) -> None:
    """Note how a number is set up at Twilio: its service, its routing, when it was read."""
    table = firm_numbers
    connection.execute(update(table).where(table.c.number == number).values(**values))


def forget_others(connection: Connection, kept: set[str]) -> None:
    """Numbers no longer in the account are kept for the record and no longer used."""
    table = firm_numbers
    connection.execute(update(table).where(table.c.number.not_in(kept)).values(gone=True))


def delivered_since(connection: Connection, number: str, since: int) -> bool:
    """Whether a text from this number reached somebody since then."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM messages WHERE id >= ? AND direction = 'out' AND status = 'delivered' "
        "AND firm_number = ? LIMIT 1",
        (first_id(since), number),
    )
    return found.first() is not None
