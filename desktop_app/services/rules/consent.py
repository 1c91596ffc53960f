"""What happens to consent when something happens: one pure table (rules.md F-02, A-05, B-01).

The client's own stop is the strongest word there is. Nothing staff record lifts it, nothing read
later from an older time lifts it; only a later START of theirs does.
"""

from collections.abc import Callable
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
    MAYBE_STOP = "maybe_stop"
    STOP_DECIDED = "stop_decided"
    NO_STOP = "no_stop"
    WRONG_NUMBER = "wrong_number"
    SIGNED_UP = "signed_up"
    SIGN_UP_REFUSED = "sign_up_refused"
    SIGN_UP_EXPIRED = "sign_up_expired"
    JOINED = "joined"
    KEPT = "kept"
    """Somebody looked and left everything as it is: in no table, and on record all the same."""


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
        ConsentEvent.STOP_DECIDED,
        ConsentEvent.SIGN_UP_REFUSED,
    }
)
_OUTS = {
    ConsentEvent.CLIENT_STOP: TextState.OUT_CARRIER,
    ConsentEvent.CLIENT_STOP_APP: TextState.OUT_CONTACT,
    ConsentEvent.CARRIER_REFUSED: TextState.OUT_CARRIER,
    ConsentEvent.TOLD_FIRM: TextState.OUT_CONTACT,
    ConsentEvent.STOP_DECIDED: TextState.OUT_CONTACT,
    ConsentEvent.SIGN_UP_REFUSED: TextState.OUT_CONTACT,
}


_SIMPLE = {
    # event, where texts stand: where they stand then, and with which consent if with another
    (ConsentEvent.WROTE, TextState.NONE): (TextState.IN, ConsentLevel.IMPLIED),
    (ConsentEvent.MAYBE_STOP, TextState.IN): (TextState.REVIEW, None),
    (ConsentEvent.SIGNED_UP, TextState.NONE): (TextState.PENDING, None),
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
    simple = _SIMPLE.get((event, was.state))
    if simple is not None:
        return replace(was, state=simple[0], level=simple[1] or was.level)
    by_firm = _BY_FIRM.get(event)
    return by_firm(was) if by_firm is not None else was


def _after_client(was: Standing, event: ConsentEvent, at: int) -> Standing:
    if was.state is TextState.WRONG_PERSON or at < was.client_word_at:
        return was
    if event in _OUTS:
        return _out(was, _OUTS[event], at)
    # At the same second a stop outweighs a start.
    if was.state in CLIENT_OUT and at == was.client_word_at:
        return was
    if event is ConsentEvent.CLIENT_YES:
        return _after_yes(was, at)
    if was.state in CLIENT_OUT or was.state in {TextState.NONE, TextState.REVIEW}:
        back = _weaker(was.level_before, ConsentLevel.EXPRESS)
        return replace(
            was,
            state=TextState.IN,
            level=_stronger(back, ConsentLevel.IMPLIED),
            client_word_at=at,
        )
    return replace(was, client_word_at=at)


def _after_yes(was: Standing, at: int) -> Standing:
    """It confirms a sign-up that waits, and opens a decision where the network lifted a block."""
    if was.state is TextState.PENDING:
        level = _stronger(was.level, ConsentLevel.EXPRESS)
        return replace(was, state=TextState.IN, level=level, client_word_at=at)
    if was.state is TextState.OUT_CARRIER:
        return replace(was, state=TextState.REVIEW, client_word_at=at)
    return was


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


def _after_no_stop(was: Standing) -> Standing:
    """Somebody explained: the words were no stop. What was agreed to before holds again."""
    if was.state is TextState.REVIEW and was.level is not ConsentLevel.NONE:
        return replace(was, state=TextState.IN)
    if was.state not in {TextState.OUT_CONTACT, TextState.WRONG_PERSON}:
        return was
    level = _stronger(was.level_before, ConsentLevel.IMPLIED)
    return replace(was, state=TextState.IN, level=level, level_before=ConsentLevel.NONE)


def _after_firm_in(was: Standing) -> Standing:
    if was.state is TextState.REVIEW and was.level is not ConsentLevel.NONE:
        return was  # words that may be a stop are settled by whoever decides on them
    if was.state is TextState.REVIEW:
        back = _weaker(was.level_before, ConsentLevel.EXPRESS)
        return replace(was, state=TextState.IN, level=_stronger(back, ConsentLevel.IMPLIED))
    if was.state is not TextState.OUT_FIRM:
        return was
    known = was.level is not ConsentLevel.NONE
    return replace(was, state=TextState.IN if known else TextState.NONE)


def _after_joined(was: Standing) -> Standing:
    """The firm asks for a YES also after a keyword: whoever only wrote first waits until then."""
    wrote = was.state is TextState.IN and was.level is ConsentLevel.IMPLIED
    if was.state is TextState.NONE or wrote:
        return replace(was, state=TextState.PENDING)
    return was


def _after_no_answer(was: Standing) -> Standing:
    """No YES came. Whoever wrote first before may be answered as before."""
    if was.state is not TextState.PENDING:
        return was
    wrote = was.level is not ConsentLevel.NONE
    return replace(was, state=TextState.IN if wrote else TextState.NONE)


def _after_wrong_number(was: Standing) -> Standing:
    before = _stronger(was.level, was.level_before)
    return Standing(TextState.WRONG_PERSON, level_before=before, client_word_at=was.client_word_at)


_BY_FIRM: dict[ConsentEvent, Callable[[Standing], Standing]] = {
    ConsentEvent.FIRM_OUT: _after_firm_out,
    ConsentEvent.FIRM_IN: _after_firm_in,
    ConsentEvent.NO_STOP: _after_no_stop,
    ConsentEvent.WRONG_NUMBER: _after_wrong_number,
    ConsentEvent.JOINED: _after_joined,
    ConsentEvent.SIGN_UP_EXPIRED: _after_no_answer,
}
"""What each of these does, whatever the time and the level."""


def _stronger(one: ConsentLevel, other: ConsentLevel) -> ConsentLevel:
    return max(one, other, key=_RANK.index)


def _weaker(one: ConsentLevel, other: ConsentLevel) -> ConsentLevel:
    return min(one, other, key=_RANK.index)
