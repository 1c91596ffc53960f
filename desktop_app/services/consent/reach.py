"""Where a client's stop holds: the networks know one pair of numbers, Brieftext the whole firm.

A STOP to one of the firm's numbers makes the networks block that number and this client, and no
other pair. Brieftext keeps texts off from every number of the firm (rules.md A-03). Both are read
from the ledger, where each entry names the firm's number that got the word.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop_app.models.enums import LedgerKind, TextState
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.facts import Known
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent import CLIENT_OUT

_BLOCKS = frozenset({LedgerKind.OPT_OUT_KEYWORD, LedgerKind.CARRIER_BLOCK})
_LIFTS = frozenset({LedgerKind.OPT_IN_KEYWORD, LedgerKind.SIGN_UP_CONFIRMED})


@dataclass(frozen=True, slots=True)
class Reach:
    """One client: `blocked` are the firm's numbers the networks block towards them.

    `kept_off` are the firm's numbers from which Brieftext sends them nothing; empty where texts
    may go.
    """

    blocked: tuple[str, ...] = ()
    kept_off: tuple[str, ...] = ()


def read_reach(connection: Any, known: Known) -> Reach:
    """Where texts to this person are off now, at the networks and here."""
    gate = known.gate
    if gate.state is TextState.NONE:
        return Reach()
    rows = queries.network_words(connection, gate.to, (*sorted(_BLOCKS), *sorted(_LIFTS)))
    blocked = tuple(sorted(_blocked(rows)))
    if gate.state not in CLIENT_OUT:
        return Reach(blocked)
    return Reach(blocked, tuple(sorted(gate.own_numbers)))


def reach_words(reach: Reach, first: str) -> str:
    """Both facts in words; empty where there is neither."""
    pairs = _listed(reach.blocked)
    if not reach.kept_off:
        return (
            f"The phone network still blocks texts from {pairs}. {first} can lift that by "
            "texting START to it."
            if pairs
            else ""
        )
    only = " only" if set(reach.blocked) < set(reach.kept_off) else ""
    network = (
        f"The phone network blocks texts from {pairs}{only}."
        if pairs
        else ("The phone network blocks none of our numbers.")
    )
    return f"{network} Brieftext keeps texts off from every number of the firm."


def _blocked(rows: Iterable[tuple[str, str]]) -> set[str]:
    """The firm's numbers that are blocked, after (kind, payload) in the order they happened."""
    found: set[str] = set()
    for kind, text in rows:
        payload = _payload(text)
        firm = str(payload.get("firm_number") or "")
        if not firm or (kind != LedgerKind.CARRIER_BLOCK and payload.get("layer") != "carrier"):
            continue
        if kind in _BLOCKS:
            found.add(firm)
        else:
            found.discard(firm)
    return found


def _payload(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:  # a forged entry must not keep a screen from showing
        return {}
    return found if isinstance(found, dict) else {}


def _listed(numbers: tuple[str, ...]) -> str:
    shown = [format_number(number) for number in numbers]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
