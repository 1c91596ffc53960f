"""What the checks of a text's words may know of its recipient, read from the store."""

import re

from desktop_app.models.enums import MessageKind, Origin
from desktop_app.models.queries import composing
from desktop_app.models.queries.gate import Execute
from desktop_app.services.firm_numbers.records import PAYS_FOR
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.links import host_of
from desktop_app.services.rules.content.opt_out_words import says_how_to_stop
from desktop_app.services.rules.gate import ANSWER_FREELY_S
from desktop_app.services.rules.recipients import country_of

SILENCE_S = 30 * 86_400
"""After so long without a text either way, the next is like a first one (rules.md C-10)."""
REMIND_S = 30 * 86_400
"""At least so often an automatic text says how to stop (rules.md C-11)."""
_LANDLINE = 30006
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def read_circumstances(
    execute: Execute,
    number: str,
    *,
    now: int,
    kind: MessageKind = MessageKind.CONVERSATIONAL,
    origin: Origin = Origin.MANUAL,
) -> Circumstances:
    """All of it for a text to this number now; two indexed statements."""
    row = composing.person(execute, number, now - PAYS_FOR)
    name, matter, ours = str(row[0]), str(row[1]), str(row[4])
    last_in, last_out = int(row[2]), int(row[3])
    lines = composing.sent_lately(execute, int(row[5])) if row[5] is not None else []
    firm = str(row[6]).strip()
    last = max(last_in, min(last_out, now))
    return Circumstances(
        to=number,
        country=country_of(number),
        kind=kind,
        origin=origin,
        first=not last_out or now - last > SILENCE_S,
        answers=now - last_in <= ANSWER_FREELY_S,
        # A store whose firm has no name yet is not set up; the note on the name says so first.
        opt_out_words_due=bool(firm) and _due(lines, kind, origin, last_out, now),
        brand=firm,
        domains=domains_in(f"{row[7]} {row[8]}"),
        phone=str(row[9]).strip() or (format_number(ours) if ours else ""),
        names=words_of(f"{name} {matter} {firm}"),
        landline=bool(row[10]) or _lost_before(lines),
    )


def domains_in(written: str) -> tuple[str, ...]:
    """The firm's own domains from whatever somebody wrote: addresses, commas, lines."""
    found = (host_of(each) for each in re.split(r"[\s,;]+", written) if each)
    return tuple(dict.fromkeys(host for host in found if host))


def words_of(names: str) -> frozenset[str]:
    """The words of names as spelling compares them."""
    return frozenset(found.group().casefold() for found in _WORD.finditer(names))


def _due(
    lines: "list[tuple[int, str, int | None, str]]",
    kind: MessageKind,
    origin: Origin,
    last_out: int,
    now: int,
) -> bool:
    """Whether this text has to say how to stop (rules.md C-11)."""
    if kind is MessageKind.SYSTEM:
        return False
    if not last_out or kind is MessageKind.PROMOTIONAL or origin is Origin.BULK:
        return True
    if origin is not Origin.AUTOMATED:
        return False
    return not any(says_how_to_stop(line[3]) for line in lines if now - line[0] <= REMIND_S)


def _lost_before(lines: "list[tuple[int, str, int | None, str]]") -> bool:
    """Whether the last that is known of this line is that it is no mobile (error 30006)."""
    for _at, status, code, _body in lines:
        if code == _LANDLINE:
            return True
        if status == "delivered":
            return False
    return False
