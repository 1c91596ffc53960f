"""Who may be reached, by number and channel: what the ledger's last word on each says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata
from desktop_app.models.enums import Channel, ConsentLevel, TextState
from desktop_app.models.types import Address, UtcSeconds, Word

channel_consents = Table(
    "channel_consents",
    metadata,
    Column("number", Address, primary_key=True),
    Column("channel", Word(Channel), primary_key=True),
    Column("state", Word(TextState), nullable=False),
    Column("level", Word(ConsentLevel), nullable=False),
    Column("level_before", Word(ConsentLevel), nullable=False),
    Column("since", UtcSeconds, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("client_word_at", UtcSeconds, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ChannelConsent:
    """What is known of one number, or one e-mail address, on one channel.

    `client_word_at` is when the client last said stop or start themself: only a later word of
    theirs moves that, whatever staff recorded in between and in whatever order history is read.
    """

    number: str
    state: TextState = TextState.NONE
    level: ConsentLevel = ConsentLevel.NONE
    level_before: ConsentLevel = ConsentLevel.NONE
    since: int = 0
    set_by: str = ""
    how: str = ""
    client_word_at: int = 0
    ledger_seq: int = 0
    channel: Channel = Channel.TEXTS


def texts_of(connection: Connection, number: str) -> ChannelConsent:
    """The state of texts to this number; no row means nothing is on record."""
    return channel_of(connection, number, Channel.TEXTS)


def channel_of(connection: Connection, number: str, channel: Channel) -> ChannelConsent:
    """The state of one channel; no row means nothing is on record."""
    table = channel_consents
    row: Any = connection.execute(
        select(table).where(table.c.number == number, table.c.channel == channel)
    ).first()
    if row is None:
        return ChannelConsent(number, channel=channel)
    return ChannelConsent(
        number=number,
        state=row.state,
        level=row.level,
        level_before=row.level_before,
        since=row.since,
        set_by=row.set_by,
        how=row.how,
        client_word_at=row.client_word_at,
        ledger_seq=row.ledger_seq,
        channel=channel,
    )


def put(connection: Connection, consent: ChannelConsent) -> None:
    """Write the state of one channel."""
    values = {
        "state": consent.state,
        "level": consent.level,
        "level_before": consent.level_before,
        "since": consent.since,
        "set_by": consent.set_by,
        "how": consent.how,
        "client_word_at": consent.client_word_at,
        "ledger_seq": consent.ledger_seq,
    }
    row = insert(channel_consents).values(number=consent.number, channel=consent.channel, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["number", "channel"], set_=values))


def known_numbers(connection: Connection, numbers: Iterable[str]) -> set[str]:
    """Which of these have a state of texts on record."""
    table = channel_consents
    wanted = select(table.c.number).where(
        table.c.channel == Channel.TEXTS, table.c.number.in_(list(numbers))
    )
    return set(connection.execute(wanted).scalars())


def put_implied(connection: Connection, rows: list[tuple[str, int, int]]) -> None:
    """(number, since, ledger entry) of people who wrote first. Many at once, for a first sync."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO channel_consents (number, channel, state, level, level_before, since, "
            "set_by, how, client_word_at, ledger_seq) "
            "VALUES (?, 'texts', 'in', 'implied', 'none', ?, 'client', 'wrote first', 0, ?)",
            rows,
        )
