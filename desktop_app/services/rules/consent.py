"""What happens to consent when something happens: one pure table (rules.md F-02, A-05, B-01).

The client's own stop is the strongest word there is. Nothing staff record lifts it, nothing read
later from an older time lifts it; only a later START of theirs does.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.models.enums import ConsentLevel, TextState


class ConsentEvent(StrEnum):
    """Something that can change who may be texted."""

    WROTE = "wrote"
    CLIENT_STOP = "client_stop"
    CLIENT_STOP_APP = "client_stop_app"
    CLIENT_START = "client_start"
    CLIENT_YES = "client_yes"
    CARRIER_REFUSED = "carrier_refused"
    TOLD_FIRM = "told_firm"
    FIRM_OUT = "firm_out"
    FIRM_IN = "firm_in"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where texts to one number stand; `client_word_at` as in models/consent, seconds UTC."""

    state: TextState = TextState.NONE
    level: ConsentLevel = ConsentLevel.NONE
    level_before: ConsentLevel = ConsentLevel.NONE
    client_word_at: int = 0


CLIENT_OUT = frozenset({TextState.OUT_CONTACT, TextState.OUT_CARRIER})
"""States only the client can end."""

_RANK = tuple(ConsentLevel)
_BY_CLIENT = frozenset(
    {
        ConsentEvent.CLIENT_STOP,
        ConsentEvent.CLIENT_STOP_APP,
        ConsentEvent.CLIENT_START,
        ConsentEvent.CLIENT_YES,
        ConsentEvent.CARRIER_REFUSED,
        ConsentEvent.TOLD_FIRM,
    }
)
_OUTS = {
    ConsentEvent.CLIENT_STOP: TextState.OUT_CARRIER,
    ConsentEvent.CLIENT_STOP_APP: TextState.OUT_CONTACT,
    ConsentEvent.CARRIER_REFUSED: TextState.OUT_CARRIER,
    ConsentEvent.TOLD_FIRM: TextState.OUT_CONTACT,
}


def after(
    was: Standing, event: ConsentEvent, at: int, level: ConsentLevel = ConsentLevel.NONE
) -> Standing:
    """Where texts stand after this event. The same standing back means: nothing changed.

    `at` is when it happened; `level` is what a staff record says the person agreed to.
    """
    if event in _BY_CLIENT:
        return _after_client(was, event, at)
    if event is ConsentEvent.RECORDED:
        return _after_record(was, level)
    if event is ConsentEvent.WROTE and was.state is TextState.NONE:
        return replace(was, state=TextState.IN, level=ConsentLevel.IMPLIED)
    if event is ConsentEvent.FIRM_OUT:
        return _after_firm_out(was)
    if event is ConsentEvent.FIRM_IN:
        return _after_firm_in(was)
    return was


def _after_client(was: Standing, event: ConsentEvent, at: int) -> Standing:
    if was.state is TextState.WRONG_PERSON or at < was.client_word_at:
        return was
    if event in _OUTS:
        return _out(was, _OUTS[event], at)
    # At the same second a stop outweighs a start.
    if was.state in CLIENT_OUT and at == was.client_word_at:
        return was
    if event is ConsentEvent.CLIENT_YES:
        lifts = was.state is TextState.OUT_CARRIER
        return replace(was, state=TextState.REVIEW, client_word_at=at) if lifts else was
    if was.state in CLIENT_OUT or was.state in {TextState.NONE, TextState.REVIEW}:
        back = _weaker(was.level_before, ConsentLevel.EXPRESS)
        return replace(
            was,
            state=TextState.IN,
            level=_stronger(back, ConsentLevel.IMPLIED),
            client_word_at=at,
        )
    return replace(was, client_word_at=at)


def _out(was: Standing, state: TextState, at: int) -> Standing:
    # A second stop never weakens the first: the carrier's block stays the carrier's.
    if was.state is TextState.OUT_CARRIER:
        state = TextState.OUT_CARRIER
    return Standing(
        state, ConsentLevel.NONE, _stronger(was.level, was.level_before), client_word_at=at
    )


def _after_record(was: Standing, level: ConsentLevel) -> Standing:
    if was.state in CLIENT_OUT:
        return replace(was, level_before=_stronger(was.level_before, level))
    if was.state in {TextState.NONE, TextState.PENDING, TextState.IN}:
        return replace(was, state=TextState.IN, level=_stronger(was.level, level))
    return replace(was, level=_stronger(was.level, level))


def _after_firm_out(was: Standing) -> Standing:
    if was.state in CLIENT_OUT or was.state in {TextState.WRONG_PERSON, TextState.OUT_FIRM}:
        return was
    return replace(was, state=TextState.OUT_FIRM)


def _after_firm_in(was: Standing) -> Standing:
    if was.state is TextState.REVIEW:
        back = _weaker(was.level_before, ConsentLevel.EXPRESS)
        return replace(was, state=TextState.IN, level=_stronger(back, ConsentLevel.IMPLIED))
    if was.state is not TextState.OUT_FIRM:
        return was
    known = was.level is not ConsentLevel.NONE
    return replace(was, state=TextState.IN if known else TextState.NONE)


def _stronger(one: ConsentLevel, other: ConsentLevel) -> ConsentLevel:
    return max(one, other, key=_RANK.index)


def _weaker(one: ConsentLevel, other: ConsentLevel) -> ConsentLevel:
    return min(one, other, key=_RANK.index)
