"""What kind of line a client's number is, as Twilio said, and when."""

from sqlalchemy import Boolean, Column, Connection, Integer, Table, Text
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata
from desktop_app.models.types import PhoneNumber

line_types = Table(
    "line_types",
    metadata,
    Column("number", PhoneNumber, primary_key=True),
    Column("line_type", Text, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("valid", Boolean, nullable=False),
    Column("looked_at", Integer, nullable=False),
)


def put(
    connection: Connection, number: str, *, line_type: str, carrier: str, valid: bool, now: int
) -> None:
    """Keep an answer in the place of an older one."""
    fresh = {"line_type": line_type, "carrier": carrier, "valid": valid, "looked_at": now}
    row = insert(line_types).values(number=number, **fresh)
    connection.execute(row.on_conflict_do_update(index_elements=["number"], set_=fresh))
