"""What the signals of a text come to: the table of rules.md C-07, category by category."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content import advert_model
from desktop_app.services.rules.content.findings import WORST_FIRST, Circumstances
from desktop_app.services.rules.content.phrases import Hit
from desktop_app.services.rules.content.signals import Signals

_FRAUD: Final = "X15"
_THREAT: Final = "X2"
_STOCKS: Final = "X11"
_ADVERT: Final = "X22"
_MOST = 2
"""So many kinds of content are named at once."""
_GOODS: Final = frozenset({"X1", "X3", "X4", "X5", "X6", "X7", "X8", "X9"})
"""Goods and pastimes; the rest, debts and loans, come up in anybody's life."""
_GOODS_AT, _LIFE_AT = 4, 5
"""So many points of offering make an advertisement where no case is named."""
_LIKE_AN_OFFICE, _QUITE_LIKE_AN_OFFICE = -0.9, -2.2
"""Word scores: what an advertisement hardly ever, and next to never, falls below."""
_SURE_OF_GOODS, _SURE, _DOUBT = 0.8, 2.2, -0.4
"""So far above the model's threshold a topic that is offered counts as an advertisement."""
_READ: Final = 40
"""So many places of a kind are looked at; nobody writes more of them in one text."""
_OPEN_ENDED: Final = frozenset({"social", "security"})
_WISHES: Final = frozenset({"need", "want", "require", "necesito", "necesitamos"})
_APART: Final = 8
"""So many words may stand between "send" and the secret."""
_SOME_LENGTH: Final = 8
_MUCH_LEGAL: Final = 2
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """One kind of content, what follows, and the place in the plain text."""

    category: str
    outcome: Outcome
    start: int
    end: int
    offer: bool = False
    asks: bool = False
    """Whether it asks for a secret."""
    refused: bool = False
    """Whether it says not to text it, or names a safer way."""


def judged(seen: Signals, about: Circumstances) -> list[Verdict]:
    """Every verdict, the worst first; one for each category."""
    every = [*_fraud(seen), *_threats(seen), *_hard(seen), *_topics(seen, about)]
    every.extend(_offers_alone(seen) if not every else ())
    every.sort(key=lambda each: WORST_FIRST.index(each.outcome))
    kept: dict[str, Verdict] = {}
    for each in every:
        if each.outcome is every[0].outcome:
            kept.setdefault(each.category, each)
    return list(kept.values())[:_MOST]


def _topics(seen: Signals, about: Circumstances) -> Iterator[Verdict]:
    """A topic with an offer is an advertisement unless a case is named."""
    for part in ("topics", "mentionable"):
        for category, hits in seen.categories(part):
            outcome = _outcome(seen, about, category, part == "mentionable")
            if outcome is not None:
                start, end = seen.place(hits[0])
                offers = outcome is not Outcome.INFO and seen.points > 0
                yield Verdict(category, outcome, start, end, offer=offers)


def _offers_alone(seen: Signals) -> Iterator[Verdict]:
    """Two plain offers of nothing the lists know, and no case anywhere."""
    if (
        seen.strong
        and seen.strong + seen.hints >= _TWO
        and not seen.legal
        and not seen.perhaps_legal
    ):
        yield Verdict(_ADVERT, Outcome.WARN, 0, 0)


def _outcome(seen: Signals, about: Circumstances, category: str, by_itself: bool) -> Outcome | None:
    legal = bool(seen.legal or seen.perhaps_legal)
    if category == _STOCKS and about.country == "CA" and seen.points:
        return Outcome.BLOCK
    if by_itself and not legal:
        return Outcome.BLOCK
    if legal:
        doubted = not seen.legal and seen.points > 0 and advert_model.above(seen) > _SURE
        if seen.strong or doubted:
            return Outcome.WARN
        return Outcome.INFO if about.by_machine else None
    if seen.strong or seen.points >= (_GOODS_AT if category in _GOODS else _LIFE_AT):
        return _offered(seen, about)
    return _in_doubt(seen, about, category)


def _offered(seen: Signals, about: Circumstances) -> Outcome | None:
    """A topic and an offer block, unless the sentence reads like an office's own.

    "Did you get the pills cheaper in Mexico" has both and offers nothing.
    """
    words = advert_model.words_of(seen)
    enough = _QUITE_LIKE_AN_OFFICE if seen.strong > 1 else _LIKE_AN_OFFICE
    if seen.hidden or words == -math.inf or words > enough:
        return Outcome.BLOCK
    return Outcome.WARN if about.by_machine or words > _QUITE_LIKE_AN_OFFICE else None


def _in_doubt(seen: Signals, about: Circumstances, category: str) -> Outcome | None:
    """A topic, hardly an offer, no case: here the counted words decide."""
    if not seen.points and about.by_machine:
        return Outcome.WARN
    likely = advert_model.above(seen)
    if seen.points and likely > (_SURE_OF_GOODS if category in _GOODS else _SURE):
        return Outcome.BLOCK
    return Outcome.WARN if about.by_machine or likely > _DOUBT else None


def _hard(seen: Signals) -> Iterator[Verdict]:
    """Phrases that are an offer by themselves; about a case they pass, with a word of warning."""
    for category, hits in seen.categories("hard"):
        start, end = seen.place(hits[0])
        if category == _THREAT:
            continue
        if category == _FRAUD:
            outcome = Outcome.WARN if seen.legal or _is_office(seen) else Outcome.BLOCK
            yield Verdict(category, outcome, start, end)
        elif not seen.legal:
            outcome = Outcome.WARN if _is_office(seen) else Outcome.BLOCK
            yield Verdict(category, outcome, start, end, offer=True)
        elif seen.strong:
            yield Verdict(category, Outcome.WARN, start, end, offer=True)


def _is_office(seen: Signals) -> bool:
    """A sentence of some length that offers nothing and reads like an office's own."""
    if len(seen.words) < _SOME_LENGTH or seen.points:
        return False
    return advert_model.words_of(seen) < _LIKE_AN_OFFICE


def _threats(seen: Signals) -> Iterator[Verdict]:
    """Words that threaten the reader; what somebody else said is a fact of a case."""
    for hit in [*seen.of("threats"), *seen.of(f"hard:{_THREAT}")]:
        if not _is_reported(seen, hit):
            case = any(not _covers(legal, hit) for legal in seen.of("legal"))
            outcome = Outcome.WARN if case else Outcome.BLOCK
            yield Verdict(_THREAT, outcome, *seen.place(hit))
            return


def _is_reported(seen: Signals, hit: Hit) -> bool:
    first, _ = seen.sentence(hit.first)
    return any(first <= said.first < hit.first for said in seen.of("fraud:reported"))


def _fraud(seen: Signals) -> Iterator[Verdict]:
    yield from _asked(seen)
    bait, lure = seen.of("fraud:bait")[:_READ], seen.of("fraud:lure")[:_READ]
    if bait and any(not _covers(each, other) for each in lure for other in bait):
        outcome = _bait_outcome(seen)
        if outcome:
            yield Verdict(_FRAUD, outcome, *seen.place(bait[0]))


def _bait_outcome(seen: Signals) -> Outcome | None:
    if seen.legal:
        return None
    office = -math.inf < advert_model.words_of(seen) < _QUITE_LIKE_AN_OFFICE
    return Outcome.WARN if office or seen.perhaps_legal >= _MUCH_LEGAL else Outcome.BLOCK


def _asked(seen: Signals) -> Iterator[Verdict]:
    """Send, reply with, confirm: and a secret close by in the same sentence."""
    for secret in seen.of("fraud:secret")[:_READ]:
        ask = _near(seen, secret)
        if ask is None or _names_a_paper(seen, secret):
            continue
        first, last = seen.sentence(secret.first)
        if _any(seen, "fraud:harmless", first, last):
            continue
        careful = _any(seen, "fraud:refuse", first, last) or bool(seen.of("fraud:safe"))
        outcome = Outcome.WARN if careful else Outcome.BLOCK
        yield Verdict(_FRAUD, outcome, *seen.place(secret), asks=True, refused=careful)
    for paper in seen.of("fraud:document")[:_READ]:
        if _near(seen, paper) and not seen.of("fraud:safe"):
            yield Verdict(_FRAUD, Outcome.WARN, *seen.place(paper), asks=True)


def _names_a_paper(seen: Signals, secret: Hit) -> bool:
    """Your Social Security hearing, card or award letter: no number is asked for."""
    said = seen.words[secret.last].said
    following = seen.words[secret.last + 1 :][:1]
    return said in _OPEN_ENDED and any(word.said in _papers() for word in following)


@cache
def _papers() -> frozenset[str]:
    return frozenset(rule_data("forbidden")["papers"])


def _near(seen: Signals, secret: Hit) -> Hit | None:
    first, last = seen.sentence(secret.first)
    for ask in seen.of("fraud:ask")[:_READ]:
        inside = first <= ask.first and ask.last <= last
        if (
            inside
            and not _denied(seen, ask)
            and -_APART <= ask.last - secret.first <= _APART
            and not _covers(secret, ask)
        ):
            return ask
    return None


def _denied(seen: Signals, ask: Hit) -> bool:
    """I don't need your password: nothing is asked for. Do not text it is another matter."""
    if seen.words[ask.first].said not in _WISHES:
        return False
    return any(hit.last == ask.first - 1 for hit in seen.of("fraud:negation"))


def _any(seen: Signals, label: str, first: int, last: int) -> bool:
    return any(first <= hit.first <= last for hit in seen.of(label))


def _covers(one: Hit, other: Hit) -> bool:
    return other.first <= one.first and one.last <= other.last
