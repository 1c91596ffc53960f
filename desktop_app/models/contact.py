"""Contacts and matters: who the firm texts, and about what."""

from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, Text, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata
from desktop_app.models.contact_text import fold
from desktop_app.models.types import PhoneNumber, UtcSeconds

matters = Table(
    "matters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("attorney", Text, nullable=False),
    Column("opened_on", Text),
    Column("closed_on", Text),
    Column("created_at", UtcSeconds, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("cell", PhoneNumber),
    Column("home", PhoneNumber),
    Column("work", PhoneNumber),
    Column("email", Text, nullable=False),
    Column("pronoun", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("time_zone_at", UtcSeconds, nullable=False, server_default="0"),
    Column("state", Text, nullable=False, server_default=""),
    Column("zip_code", Text, nullable=False, server_default=""),
    Column("notes", Text, nullable=False),
    Column("matter_id", Integer, ForeignKey("matters.id")),
    Column("search_text", Text, nullable=False),
    Column("created_at", UtcSeconds, nullable=False),
    Column("updated_at", UtcSeconds, nullable=False),
)


def upsert_matter(connection: Connection, number: str, title: str, now: int) -> int:
    """The id of the matter with this number, made or given its title."""
    row = insert(matters).values(
        number=number, title=title, status="open", level="normal", attorney="", created_at=now
    )
    keep = row.excluded.title if title else matters.c.title
    row = row.on_conflict_do_update(index_elements=["number"], set_={"title": keep})
    connection.execute(row)
    return int(
        connection.execute(select(matters.c.id).where(matters.c.number == number)).scalar_one()
    )


def search_text(values: dict[str, Any], matter_number: str, matter_title: str) -> str:
    """What the palette looks through for one contact: name, matter and its numbers' digits."""
    digits = [str(values[slot])[1:] for slot in ("cell", "home", "work") if values.get(slot)]
    return " ".join([fold(str(values["name"])), fold(matter_number), fold(matter_title), *digits])


def save_contact(
    connection: Connection, contact_id: int | None, values: dict[str, Any], now: int
) -> int:
    """Insert or change one contact; its id. Its cell's conversation points to it from then on."""
    values = {**values, "time_zone_at": _told_at(connection, contact_id, values, now)}
    if contact_id is None:
        made = connection.execute(
            contacts.insert()
            .values(**values, created_at=now, updated_at=now)
            .returning(contacts.c.id)
        )
        return int(made.scalar_one())
    connection.execute(
        update(contacts).where(contacts.c.id == contact_id).values(**values, updated_at=now)
    )
    return contact_id


def _told_at(
    connection: Connection, contact_id: int | None, values: dict[str, Any], now: int
) -> int:
    """Since when the zone stands on the record; another one was told now."""
    if not values.get("time_zone"):
        return 0
    found = select(contacts.c.time_zone_at).where(
        contacts.c.id == contact_id, contacts.c.time_zone == values["time_zone"]
    )
    return int(connection.execute(found).scalar() or now)
