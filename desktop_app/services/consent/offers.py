"""What an override dialog says before anything is recorded."""

from desktop_app.models.enums import Channel, TextState
from desktop_app.services.consent.facts import Known
from desktop_app.services.consent.records import OverrideOffer
from desktop_app.services.rules.gate import OVERRIDABLE, decide
from desktop_app.services.rules.overrides import CHOICES, OFTEN, WORDS_CHOICES
from desktop_app.services.wording import sentence


def override_offer(known: Known, last_entry: int, recent: int = 0) -> OverrideOffer:
    """The offer for one text. Only where `may_be_overridden` says so."""
    gate = known.gate
    first = gate.person.first
    by_state = gate.state in OVERRIDABLE
    choices = CHOICES if by_state else WORDS_CHOICES
    return OverrideOffer(
        address=gate.to,
        channel=Channel.TEXTS,
        lead=_lead(known),
        choices=tuple((key, words.format(first=first)) for key, words in choices),
        seen_seq=known.ledger_seq,
        next_entry=last_entry + 1,
        suggestion=suggestion(known, recent),
        can_opt_in=gate.state is TextState.OUT_FIRM,
    )


def suggestion(known: Known, recent: int) -> str:
    """What is said where the firm would better turn texts on again (F-03); empty where not."""
    if known.gate.state is not TextState.OUT_FIRM or recent < OFTEN:
        return ""
    times = "twice" if recent == OFTEN else f"{recent} times"
    return f"Overridden {times} this week. Turn texts on again?"


def _lead(known: Known) -> str:
    gate, who = known.gate, known.gate.person
    if gate.state is TextState.REVIEW:
        return (
            f"{who.first} may have asked for no more texts, and nobody decided yet. One text can "
            "go out with a reason; deciding first is better."
        )
    if gate.state is not TextState.OUT_FIRM:
        return decide(gate).reason
    return (
        f"{gate.set_by or 'Your firm'} opted {who.object} out of messages {gate.since_words}. "
        f"{sentence(who.subject)} {who.verb('has', 'have')} not replied STOP, so the firm may "
        "override its own choice."
    )
