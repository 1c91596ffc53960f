"""Sign-ups that wait for a YES, and the programs they are for."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from desktop_app.models.campaign import campaign_consents, campaigns, sign_ups
from desktop_app.models.enums import ConsentLevel, MessageKind, SignUpState


def campaign_named(connection: Connection, name: str, description: str) -> Row[Any] | None:
    """The program with this name and word, where it is still offered."""
    table = campaigns
    return connection.execute(
        select(table).where(
            table.c.name == name, table.c.description == description, table.c.ended_at.is_(None)
        )
    ).first()


def add_campaign(
    connection: Connection,
    name: str,
    description: str,
    frequency: str,
    now: int,
    kind: MessageKind = MessageKind.INFORMATIONAL,
) -> int:
    """A program people can agree to; its id."""
    made = connection.execute(
        campaigns.insert()
        .values(
            name=name,
            description=description,
            kind=kind,
            frequency=frequency,
            created_at=now,
        )
        .returning(campaigns.c.id)
    )
    return int(made.scalar_one())


def newest_for(connection: Connection, number: str) -> Row[Any] | None:
    """The sign-up of this number made last."""
    table = sign_ups
    found = select(table).where(table.c.number == number).order_by(table.c.id.desc()).limit(1)
    return connection.execute(found).first()


def add(connection: Connection, **values: Any) -> int:
    """A sign-up that waits for its YES; its id."""
    made = connection.execute(
        sign_ups.insert().values(**values, state=SignUpState.WAITING).returning(sign_ups.c.id)
    )
    return int(made.scalar_one())


def tie_request(connection: Connection, sign_up_id: int, outbox_id: int) -> None:
    """The one text that asks for the YES."""
    connection.execute(
        update(sign_ups).where(sign_ups.c.id == sign_up_id).values(outbox_id=outbox_id)
    )


def settle(connection: Connection, sign_up_id: int, state: SignUpState) -> None:
    """It is answered, or over."""
    connection.execute(update(sign_ups).where(sign_ups.c.id == sign_up_id).values(state=state))


def run_out(connection: Connection, now: int) -> list[Row[Any]]:
    """Sign-ups nobody answered in time."""
    table = sign_ups
    waiting = select(table).where(table.c.state == SignUpState.WAITING, table.c.expires_at <= now)
    return list(connection.execute(waiting))


def agree(
    connection: Connection, number: str, campaign_id: int, level: ConsentLevel, now: int, seq: int
) -> None:
    """A person agreed to a program."""
    table = campaign_consents
    connection.execute(
        table.delete().where(table.c.number == number, table.c.campaign_id == campaign_id)
    )
    connection.execute(
        table.insert().values(
            number=number, campaign_id=campaign_id, level=level, since=now, ledger_seq=seq
        )
    )


def forget_agreements(connection: Connection, number: str, *, promotional_only: bool) -> None:
    """What a person agreed to holds no longer: all of it, or the promotions."""
    table = campaign_consents
    gone = table.delete().where(table.c.number == number)
    if promotional_only:
        sold = select(campaigns.c.id).where(campaigns.c.kind == MessageKind.PROMOTIONAL)
        gone = gone.where(table.c.campaign_id.in_(sold))
    connection.execute(gone)


def campaign_by_id(connection: Connection, campaign_id: int) -> Row[Any]:
    """A program."""
    return connection.execute(select(campaigns).where(campaigns.c.id == campaign_id)).one()
