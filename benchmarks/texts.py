"""Made-up texts of a law firm, the same ones for the same seed, in the amounts a test needs.

One conversation holds about a tenth of all texts, because that is what breaks views and queries.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SEED = 20_261
END = 1_790_000_000
"""When the newest text was written: fixed, so that the data is the same on every day."""
YEARS_S = 6 * 365 * 86_400
TENTH = 0.099_462
TEXTS_PER_PERSON = 50
INBOUND = 0.45
UNDELIVERED = 0.02
UNDELIVERED_CODE = 30_003
FEWEST_WORDS, MEAN_WORDS, MOST_WORDS = 3, 15, 120
_SMALLEST_CROWD = 2
_PER_AREA = 100
_FIRST_AREA = 201

_COMMON = (
    "the to you and we is for your a on court of hearing in at please this have will not it be "
    "that with are from can case letter by call date office they judge our as if me need morning "
    "there still today tomorrow or when an insurance know he she was get signed new time so sent "
    "documents ask before week claim do any one back week settlement attorney but what paper "
    "doctor bring form pay no check copy up county only all next answer how after week lawyer "
    "notice evidence offer trial motion number thanks again another witness report hospital "
    "accident driver police statement custody visit school weekend schedule signature agreement "
    "landlord lease deposit permit appeal order filed filing served service deadline mediation"
)
_STARTS = "ba co de fa go ha je ka li mo ne pa qui ro sa te u ve wi ze"
_ENDS = "bor cal din fer gan hill kow lin man nell port ris son ster ton ville wick zen"
_FIRST = (
    "Maria Tomasz Dana Aisha Luis Priya Kwame Elena Jonas Mei Omar Rosa Viktor Nadia Samuel Ingrid "
    "Hassan Lucia Peter Yuki Carmen Andre Fatima George Helen Ivan Judith Karim Leah Marcus Nora "
    "Oscar Paula Quentin Rita Simon Tessa Ursula Vera Walter Ximena Yusuf Zora Ben Clara Derek"
)


class MadeText(NamedTuple):
    """One text. `person` counts from nought; the last person has the long conversation."""

    at: int
    person: int
    inbound: bool
    body: str
    status: str
    error: int | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many texts there are and between how many people they are shared."""

    texts: int

    @property
    def people(self) -> int:
        """Twenty thousand to a million texts."""
        return max(_SMALLEST_CROWD, self.texts // TEXTS_PER_PERSON)

    @property
    def biggest(self) -> int:
        """How many texts the long conversation holds."""
        return round(self.texts * TENTH)


def numbers(crowd: Crowd) -> list[str]:
    """Everybody's cell: 555-01xx numbers, which belong to nobody."""
    areas = [area for area in range(_FIRST_AREA, 990) if not str(area).endswith("11")]
    return [
        f"+1{areas[person // _PER_AREA]}55501{person % _PER_AREA:02}"
        for person in range(crowd.people)
    ]


def names(crowd: Crowd, seed: int = SEED) -> list[str]:
    """What everybody is called; names repeat, as they do."""
    dice = random.Random(f"{seed} names")
    first, starts, ends = _FIRST.split(), _STARTS.split(), _ENDS.split()
    return [
        f"{dice.choice(first)} {dice.choice(starts).capitalize()}{dice.choice(ends)}"
        for _ in range(crowd.people)
    ]


def texts(crowd: Crowd, seed: int = SEED) -> Iterator[MadeText]:
    """All texts, oldest first."""
    dice = random.Random(f"{seed} texts {crowd.texts}")
    words, weights = _vocabulary(dice)
    people = _shares(crowd, dice)
    moments = sorted(dice.randrange(END - YEARS_S, END) for _ in people)
    for at, person in zip(moments, people, strict=True):
        inbound = dice.random() < INBOUND
        lost = not inbound and dice.random() < UNDELIVERED
        status = "received" if inbound else "undelivered" if lost else "delivered"
        count = min(FEWEST_WORDS + int(dice.expovariate(1 / MEAN_WORDS)), MOST_WORDS)
        body = " ".join(dice.choices(words, cum_weights=weights, k=count))
        yield MadeText(at, person, inbound, body, status, UNDELIVERED_CODE if lost else None)


def _vocabulary(dice: random.Random) -> tuple[list[str], list[float]]:
    """Common words often, a few thousand others seldom (Zipf)."""
    starts, ends = _STARTS.split(), _ENDS.split()
    rare = [f"{a}{b}{c}" for a in starts for b in starts[:9] for c in ends]
    dice.shuffle(rare)
    words = _COMMON.split() + rare
    total, weights = 0.0, []
    for rank in range(1, len(words) + 1):
        total += 1 / rank
        weights.append(total)
    return words, weights


def _shares(crowd: Crowd, dice: random.Random) -> list[int]:
    """Whose each text is: everybody has one, the last person a tenth, the others by chance."""
    last = crowd.people - 1
    others = crowd.texts - crowd.biggest - last
    busy = [dice.paretovariate(1.2) for _ in range(last)]
    whose = dice.choices(range(last), weights=[min(share, 50.0) for share in busy], k=others)
    everyone = whose + list(range(last)) + [last] * crowd.biggest
    dice.shuffle(everyone)
    return everyone
