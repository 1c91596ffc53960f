"""Recording a consent with its seven proof fields, as one ledger entry (rules.md B-03).

A correction is a new entry that names the old one; the old one stays as it is.
"""

from typing import Any

from sqlalchemy import Connection, select

from desktop_app.models import evidence
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.enums import ConsentLevel
from desktop_app.models.ledger import ledger
from desktop_app.models.setting import get, settings
from desktop_app.services.consent import acts, programs
from desktop_app.services.consent.evidence_lines import EVIDENCE_FILES
from desktop_app.services.consent.facts import short_date
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import ConsentProof, FieldProblem
from desktop_app.services.rules.call_to_action import texts_problem
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.consent_record import (
    MEDIUM_WORDS,
    WORDING_AT_LEAST,
    Medium,
    valid_express_written,
    validate_consent_record,
)
from desktop_app.services.rules.ways import reach_problem

_MEANT = {
    ConsentLevel.EXPRESS: "agreed to texts",
    ConsentLevel.EXPRESS_WRITTEN: "agreed to texts in writing",
}


def record(
    connection: Connection, proof: ConsentProof, actor: str, now: int, *, practice: bool
) -> acts.Done:
    """Check and record it in the caller's transaction. Raises InvalidInput, a problem a field."""
    known = programs.by_words(connection)
    files = evidence.names(connection, proof.evidence)
    problems = (
        *validate_consent_record(proof, now=now, campaigns=known, fictional_allowed=practice),
        *_beyond_the_seven(connection, proof, files),
        *_for_promotions(connection, proof, known.get(proof.campaign)),
    )
    if problems:
        raise InvalidInput(problems)
    program = programs.kept(connection, known[proof.campaign], now)
    ensure_conversation(connection, proof.number, now)
    done = acts.carry_out(connection, _act(proof, program, files, actor, now), now)
    programs.agree(connection, proof.number, program, proof.level, now, done.ledger_seq)
    return done


def _for_promotions(
    connection: Connection, proof: ConsentProof, program: programs.Offered | None
) -> tuple[FieldProblem, ...]:
    """Promotions need the federal signature and sentences besides the seven fields (B-12)."""
    if program is None or not program.promotional:
        return ()
    return valid_express_written(proof, get(connection, settings, "firm_name"))


def _beyond_the_seven(
    connection: Connection, proof: ConsentProof, files: dict[str, str]
) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    if proof.level not in _MEANT:
        found.append(FieldProblem("level", "Say whether it was spoken or in writing."))
    elif too_far := reach_problem(proof.medium, proof.level):
        found.append(FieldProblem("level", too_far))
    if len(" ".join(proof.language.split())) >= WORDING_AT_LEAST and (
        vague := texts_problem(proof.language)
    ):
        found.append(FieldProblem("language", vague))
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
    proof: ConsentProof, program: int, files: dict[str, str], actor: str, now: int
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
        "campaign_id": program,
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
