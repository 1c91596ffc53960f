"""What the checks of a typed text may know, with the pace of texts so far; never for the gate.

The gate counts anew in its own transaction, where the text that leaves may stand already.
"""

from dataclasses import replace
from typing import Final

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.models.queries.gate import Execute
from desktop_app.services.consent.circumstances import read_circumstances
from desktop_app.services.consent.facts import read_known
from desktop_app.services.consent.pace import read_lately
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.rules.volume.pace import pace

_CHIPS: Final = {"D-01": "Sending fast", "D-02": "Many texts today", "D-07": "No answer yet"}


def circumstances(execute: Execute, number: str, *, now: int) -> Circumstances:
    """All of it for a text somebody types to this number now."""
    about = read_circumstances(execute, number, now=now)
    return replace(about, pace=_pace(execute, number, now))


def _pace(execute: Execute, number: str, now: int) -> Finding | None:
    known = read_known(execute, number, now=now, practice=True).gate
    sender = known.from_number
    lately = read_lately(execute, number, firm_number=sender, body="", name="", now=now)
    kind, origin, calls = MessageKind.CONVERSATIONAL, Origin.MANUAL, known.person.object
    said = pace(lately, states=frozenset(), now=now, kind=kind, origin=origin, calls=calls)
    if said.outcome is Outcome.OK:
        return None
    return Finding(said.rule, said.outcome, _CHIPS[said.rule], said.message)
