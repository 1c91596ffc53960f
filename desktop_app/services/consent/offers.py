"""What an override dialog says before anything is recorded."""

from desktop_app.models.enums import Channel, TextState
from desktop_app.services.consent.facts import Known
from desktop_app.services.consent.records import OverrideOffer
from desktop_app.services.rules.overrides import CHOICES
from desktop_app.services.wording import sentence


def override_offer(known: Known, last_entry: int) -> OverrideOffer:
    """The offer for one text. Only where `can_override_texts` says so."""
    gate = known.gate
    first = gate.person.first
    return OverrideOffer(
        address=gate.to,
        channel=Channel.TEXTS,
        lead=_lead(known),
        choices=tuple((key, words.format(first=first)) for key, words in CHOICES),
        seen_seq=known.ledger_seq,
        next_entry=last_entry + 1,
    )


def _lead(known: Known) -> str:
    gate, who = known.gate, known.gate.person
    if gate.state is TextState.REVIEW:
        return (
            f"{who.first} may have asked for no more texts, and nobody decided yet. One text can "
            "go out with a reason; deciding first is better."
        )
    return (
        f"{gate.set_by or 'Your firm'} opted {who.object} out of messages {gate.since_words}. "
        f"{sentence(who.subject)} {who.verb('has', 'have')} not replied STOP, so the firm may "
        "override its own choice."
    )
