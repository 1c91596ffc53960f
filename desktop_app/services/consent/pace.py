"""Reading how much went out lately, for the gate."""

from datetime import UTC, datetime, time

from desktop_app.models.enums import MessageKind, Origin
from desktop_app.models.queries import pace as queries
from desktop_app.models.queries.gate import Execute
from desktop_app.services.rules.kinds import classify_kind
from desktop_app.services.rules.volume.fingerprint import shape
from desktop_app.services.rules.volume.gauges import MINUTE, scale
from desktop_app.services.rules.volume.pace import DAY, PROMOTIONS_A_DAY, Lately


def read_lately(
    execute: Execute,
    to: str,
    *,
    firm_number: str,
    body: str,
    name: str,
    now: int,
    outbox_id: int | None = None,
) -> Lately:
    """What went out before this text; asked only where there is a text."""
    rows = queries.to_one(execute, to, queries.first_id(now - DAY), outbox_id)
    firsts = (
        queries.first_id(now - MINUTE + 1),
        queries.first_id(_midnight(now)),
        queries.first_id(now - DAY),
    )
    minute, today, out = queries.counts(execute, firm_number, firsts, outbox_id)
    return Lately(
        unanswered=tuple(int(at) for at, _body, after in rows if after and at <= now),
        promotions=_promotions([str(row[1]) for row in rows]),
        minute=minute,
        today=today,
        alike=_alike(execute, firm_number, (body, name), now, out, outbox_id),
    )


def names_of(name: str) -> frozenset[str]:
    """A name's words as shapes are compared."""
    return frozenset(name.casefold().split())


def _promotions(bodies: list[str]) -> int:
    if len(bodies) < PROMOTIONS_A_DAY:
        return 0
    asked, origin = MessageKind.INFORMATIONAL, Origin.AUTOMATED
    kinds = [classify_kind(body, asked=asked, origin=origin, answers=False) for body in bodies]
    return sum(each.kind is MessageKind.PROMOTIONAL for each in kinds)


def _alike(
    execute: Execute,
    firm_number: str,
    text: tuple[str, str],
    now: int,
    out: int,
    outbox_id: int | None,
) -> int:
    """How many say the same as this one to this person.

    Fewer texts than the border are not worth a look.
    """
    if out + 1 < scale("repetition").red:
        return 0
    rows = queries.bodies(execute, firm_number, queries.first_id(now - DAY), outbox_id)
    body, to = text
    said = shape(body, names_of(to))
    return sum(shape(each, names_of(name)) == said for each, name in rows) if said else 0


def _midnight(now: int) -> int:
    """When this computer's day began."""
    here = datetime.fromtimestamp(now, UTC).astimezone()
    return round(datetime.combine(here.date(), time()).astimezone().timestamp())
