"""Recording a consent with its seven proof fields, as one ledger entry (rules.md B-03).

A correction is a new entry that names the old one; the old one stays as it is.
"""

from typing import Any

from sqlalchemy import Connection, select

from desktop_app.models import evidence
from desktop_app.models.campaign import campaigns
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.enums import ConsentLevel
from desktop_app.models.ledger import ledger
from desktop_app.models.setting import get, settings
from desktop_app.models.sign_up import add_campaign
from desktop_app.services.consent import acts
from desktop_app.services.consent.evidence_lines import EVIDENCE_FILES
from desktop_app.services.consent.facts import short_date
from desktop_app.services.consent.records import usual_campaign
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import ConsentProof, FieldProblem
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.consent_record import (
    MEDIUM_WORDS,
    Medium,
    medium_of,
    validate_consent_record,
)

_MEANT = {
    ConsentLevel.EXPRESS: "agreed to texts",
    ConsentLevel.EXPRESS_WRITTEN: "agreed to texts in writing",
}
UNMADE = 0
_SPOKEN = frozenset({Medium.VERBAL_IN_PERSON, Medium.VERBAL_PHONE})


def record(
    connection: Connection, proof: ConsentProof, actor: str, now: int, *, practice: bool
) -> acts.Done:
    """Check and record it in the caller's transaction. Raises InvalidInput, a problem a field."""
    known = _campaigns(connection)
    files = evidence.names(connection, proof.evidence)
    problems = (
        *validate_consent_record(proof, now=now, campaigns=known, fictional_allowed=practice),
        *_beyond_the_seven(connection, proof, files),
    )
    if problems:
        raise InvalidInput(problems)
    if known[proof.campaign] == UNMADE:
        known = _make_usual(connection, proof.campaign, now)
    ensure_conversation(connection, proof.number, now)
    return acts.carry_out(connection, _act(proof, known, files, actor, now), now)


def _campaigns(connection: Connection) -> dict[str, int]:
    """The programs by name; where there is none yet, the usual one, with no number so far."""
    rows = connection.execute(
        select(campaigns.c.name, campaigns.c.id).where(campaigns.c.ended_at.is_(None))
    )
    known = {str(name): int(identifier) for name, identifier in rows}
    return known or {usual_campaign(get(connection, settings, "firm_name")).name: UNMADE}


def _make_usual(connection: Connection, name: str, now: int) -> dict[str, int]:
    usual = usual_campaign(name)
    made = add_campaign(connection, usual.name, usual.description, usual.frequency, now)
    return {name: made}


def _beyond_the_seven(
    connection: Connection, proof: ConsentProof, files: dict[str, str]
) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    if proof.level not in _MEANT:
        found.append(FieldProblem("level", "Say whether it was spoken or in writing."))
    elif proof.level is ConsentLevel.EXPRESS_WRITTEN and medium_of(proof.medium) in _SPOKEN:
        found.append(FieldProblem("level", "A spoken yes is not consent in writing."))
    if set(proof.evidence) - set(files):
        found.append(FieldProblem("evidence", "A file is not kept yet. Add it again."))
    if proof.corrects is not None and not _is_theirs(connection, proof):
        found.append(
            FieldProblem("corrects", "Choose one of this number’s own entries to correct.")
        )
    return found


def _is_theirs(connection: Connection, proof: ConsentProof) -> bool:
    wanted = select(ledger.c.number).where(ledger.c.seq == proof.corrects)
    return connection.execute(wanted).scalar_one_or_none() == proof.number


def _act(
    proof: ConsentProof, known: dict[str, int], files: dict[str, str], actor: str, now: int
) -> acts.Act:
    assert proof.captured_at is not None
    how = MEDIUM_WORDS[Medium(proof.medium)]
    day = short_date(proof.captured_at, now)
    line = f"{actor} recorded consent — {_MEANT[proof.level]}, {how}, {day}"
    if proof.corrects is not None:
        line = f"{actor} corrected entry {proof.corrects:,} — {_MEANT[proof.level]}, {how}, {day}"
    payload: dict[str, Any] = {
        "captured_at": proof.captured_at,
        "medium": proof.medium,
        "words": proof.language.strip(),
        "action": proof.action.strip(),
        "campaign": proof.campaign,
        "campaign_id": known[proof.campaign],
        "ip_address": proof.ip_address.strip(),
        "phone": proof.number,
        "identity": proof.identity.strip(),
        "recorded_by": actor,
    }
    if proof.evidence:
        payload[EVIDENCE_FILES] = "\n".join(f"{each} {files[each]}" for each in proof.evidence)
    if proof.imported:
        payload["imported"] = "yes"
    if proof.corrects is not None:
        payload["corrects"] = proof.corrects
    return acts.Act(
        number=proof.number,
        event=ConsentEvent.RECORDED,
        happened_at=min(proof.captured_at, now),
        by=actor,
        how=how,
        line=line,
        line_at=now,
        level=proof.level,
        evidence=payload,
    )
