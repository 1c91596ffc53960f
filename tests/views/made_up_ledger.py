"""The ledger of the made-up firm: enough entries of Maria's to scroll through, one of hers told."""

from dataclasses import replace

from desktop_app.models.enums import LedgerKind
from desktop_app.services.consent.as_of import ChannelAsOf
from desktop_app.services.consent.records import Channel
from desktop_app.services.consent.story import (
    EvidenceFile,
    LedgerEntry,
    LedgerLine,
    ProofCount,
    ProofField,
)
from desktop_app.services.records import TextState
from tests.views.made_up_firm import at

MARIA = "+18135550142"
HOSTILE_WORDS = "“<img src=x onerror=alert(1)> <b>I agree</b>”"
FORM = "9f2c71d0" * 7 + "000041ab"
FORM_NAME = "Intake form, page 3.pdf"
_STATES = {
    LedgerKind.CONSENT_RECORDED: TextState.IN,
    LedgerKind.OPT_OUT_KEYWORD: TextState.OUT_CARRIER,
    LedgerKind.OPT_IN_KEYWORD: TextState.IN,
}


def made_up_ledger():
    """Entries 3, 7 and 8 are Maria's; the numbers between are other people's."""
    agreed = _entry(3, LedgerKind.CONSENT_RECORDED, "consent", "Agreed to texts", at(4, 14, 11))
    agreed = replace(agreed, facts=(*agreed.facts, ("What was done", "ticked the box, signed")))
    return [
        with_proof(agreed, proof_fields(), ((FORM_NAME, FORM),)),
        _entry(
            7, LedgerKind.OPT_OUT_KEYWORD, "opt_out_client", "Opted out of texts", at(12, 10, 42)
        ),
        _entry(8, LedgerKind.OPT_IN_KEYWORD, "opt_in", "Opted in to texts", at(12, 10, 44)),
    ]


def made_up_files():
    """The evidence files kept, by their hashes."""
    file = EvidenceFile(FORM, FORM_NAME, "application/pdf", 412_000, at(4, 14, 9), "Dana Whitfield")
    return {FORM: file}


def made_up_as_of(entries, number, moment):
    """Texts as the entries say, nothing on record of the other channels."""
    states = {channel: ChannelAsOf(channel) for channel in Channel}
    for entry in sorted(entries, key=lambda each: each.line.seq):
        if entry.number == number and entry.line.at <= moment:
            state = _STATES[entry.line.kind]
            states[Channel.TEXTS] = ChannelAsOf(Channel.TEXTS, state, seq=entry.line.seq)
    return tuple(states.values())


def proof_fields(**missing):
    """The seven, all there but for those named with what is missing of them."""
    words = (
        ("When", "2026-03-04 19:11:08 UTC"),
        ("How", "on a paper form"),
        ("What was shown and done", f"{HOSTILE_WORDS} – ticked the box, signed"),
        ("Campaign", "Hartwell & Osei"),
        ("IP address", "n/a"),
        ("Phone", "(813) 555-0142"),
        ("Who agreed", "Maria Delgado, license seen"),
    )
    return tuple(
        ProofField(name, "" if missing.get(name) == name else said, missing.get(name, ""))
        for name, said in words
    )


def with_proof(entry, fields, evidence=(), corrects=None):
    """An entry that has these proof fields."""
    lacking = tuple(field.name for field in fields if field.missing)
    count = ProofCount(len(fields) - len(lacking), len(fields), lacking)
    line = replace(entry.line, proof=count, corrects=corrects)
    return replace(entry, line=line, fields=fields, evidence=evidence)


def correction_of(proof, actor, seq, moment):
    """The entry that a recorded proof makes."""
    entry = _entry(
        seq, LedgerKind.CONSENT_RECORDED, "consent", "Agreed to texts", proof.captured_at or moment
    )
    entry = replace(entry, line=replace(entry.line, by=actor), recorded_at=moment)
    return with_proof(entry, proof_fields(), corrects=proof.corrects)


def _entry(seq, kind, icon, title, moment):
    by = "Dana Whitfield" if kind is LedgerKind.CONSENT_RECORDED else "Maria Delgado"
    detail = "On the intake form" if kind is LedgerKind.CONSENT_RECORDED else "Reply"
    return LedgerEntry(
        line=LedgerLine(seq, kind, icon, title, detail, moment, by),
        number=MARIA,
        recorded_at=moment + 5,
        facts=(("How", detail), ("Words", HOSTILE_WORDS), ("Twilio SID", "SM" + "c0ffee12" * 4)),
        fingerprint=f"{seq:064x}",
        follows=f"{seq - 1:064x}",
    )
