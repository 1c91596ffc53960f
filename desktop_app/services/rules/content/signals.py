"""The phrases of forbidden.json found in a text, sorted by what they tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.phrases import Hit, Phrases
from desktop_app.services.rules.content.plain import Plain, plain
from desktop_app.services.rules.content.reading import END, LINK, Word, words

_BY_CATEGORY: Final = ("topics", "hard", "mentionable")
_FLAT: Final = ("threats", "offers", "hints", "weak_offers", "legal", "perhaps_legal")
_STRONG, _MOST_WEAK = 2, 5
_NEGATED_WITHIN: Final = 2
_NO_NEGATION: Final = frozenset({"miss", "wait", "forget", "lose", "problem", "matter"})
_PAUSE: Final = re.compile(r"[,;:.!?\n]")
_IMPERATIVES: Final = frozenset(
    {"buy", "order", "shop", "sell", "join", "compra", "vende", "vendo", "invierte", "apuesta"}
)


@dataclass(slots=True)
class Signals:
    """What was found, and the words it was found in. Hits name places among `words`."""

    words: list[Word]
    folded: str = ""
    by: dict[str, list[Hit]] = field(default_factory=dict)
    points: int = 0
    """How much the text offers."""
    strong: int = 0
    """How many of the offers are plain ones."""
    hidden: bool = False
    """Whether a word of an offer or a topic was disguised."""
    hints: int = 0
    """Words that offer something where no case is named: a price, a way to order."""
    weak: int = 0
    """How many different words are at home in an offer, and elsewhere too."""
    legal: int = 0
    perhaps_legal: int = 0
    likely: float | None = None
    """What the counted words say, once they were asked (advert_model)."""

    def of(self, label: str) -> list[Hit]:
        """Every place where a phrase of this label was found."""
        return self.by.get(label, [])

    def categories(self, part: str) -> Iterator[tuple[str, list[Hit]]]:
        """The categories of `topics`, `hard` or `mentionable` that were found."""
        for label, hits in self.by.items():
            if label.startswith(part + ":"):
                yield label.partition(":")[2], hits

    def place(self, hit: Hit) -> tuple[int, int]:
        """Where in the plain text."""
        return self.words[hit.first].start, self.words[hit.last].end

    def sentence(self, place: int) -> tuple[int, int]:
        """The words of the sentence around a word."""
        first = last = place
        while first and self.words[first - 1].kind != END:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1].kind != END:
            last += 1
        return first, last


@lru_cache(maxsize=16)
def signals(body: str, domains: tuple[str, ...] = ()) -> Signals:
    """Read a text once for everything the rules ask of it."""
    text = plain(body)
    read = words(text, _phrases().vocabulary)
    found = Signals(_own_links(text, read, domains), text.folded.text)
    for hit in _phrases().find(found.words):
        found.by.setdefault(hit.label, []).append(hit)
    found.legal = len({hit.first for hit in found.of("legal")})
    found.perhaps_legal = len({hit.first for hit in found.of("perhaps_legal")})
    _weigh(found)
    return found


def _own_links(text: Plain, read: list[Word], domains: tuple[str, ...]) -> list[Word]:
    """A link to the firm's own pages is no lure."""
    return [
        Word("ownlink", word.start, word.end)
        if word.kind == LINK and _is_own(text.text[word.start : word.end], domains)
        else word
        for word in read
    ]


def _is_own(link: str, domains: tuple[str, ...]) -> bool:
    host = link.partition("://")[2] or link
    host = host.split("/")[0].rpartition("@")[2].partition(":")[0]
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _weigh(found: Signals) -> None:
    """Add up the offers, each word once, without those that are denied."""
    denied = {hit.first for hit in found.of("fraud:negation")}
    taken: set[int] = set()
    found.strong = _count(found, "offers", taken, denied)
    found.hints = _count(found, "hints", taken, denied)
    weak = {
        found.words[hit.first].said
        for hit in found.of("weak_offers")
        if hit.first not in taken and not _is_denied(found, hit, denied)
    }
    found.strong += any(_opens_with_buy(found, hit) for hit in found.of("weak_offers"))
    hidden = any(
        found.words[hit.first].hidden
        for label, hits in found.by.items()
        if label.startswith(("topics:", "hard:", "mentionable:")) or label == "offers"
        for hit in hits
    )
    found.weak = min(len(weak), _MOST_WEAK)
    found.hidden = hidden
    found.strong += hidden  # nobody disguises a word by mistake
    found.points = _STRONG * (found.strong + found.hints) + found.weak


def _count(found: Signals, label: str, taken: set[int], denied: set[int]) -> int:
    """So many phrases of a kind that share no word with one counted before."""
    count = 0
    for hit in sorted(found.of(label), key=lambda each: (each.first, -each.last)):
        places = set(range(hit.first, hit.last + 1))
        if not places & taken and not _is_denied(found, hit, denied):
            taken |= places
            count += 1
    return count


def _opens_with_buy(found: Signals, hit: Hit) -> bool:
    before = found.words[hit.first - 1] if hit.first else None
    opens = before is None or before.kind == END
    return opens and found.words[hit.first].said in _IMPERATIVES


def _is_denied(found: Signals, hit: Hit, denied: set[int]) -> bool:
    for place in range(max(0, hit.first - _NEGATED_WITHIN), hit.first):
        if place in denied and found.words[place + 1].said not in _NO_NEGATION:
            between = found.words[place : hit.first]
            return all(word.kind != END for word in between)
    return False


@cache
def _phrases() -> Phrases:
    data: dict[str, Any] = rule_data("forbidden")
    by_category = (
        (f"{part}:{category}", phrases)
        for part in _BY_CATEGORY
        for category, phrases in data[part].items()
    )
    flat = ((part, data[part]) for part in _FLAT)
    fraud = ((f"fraud:{part}", phrases) for part, phrases in data["fraud"].items())
    return Phrases(dict(chain(by_category, flat, fraud)))
