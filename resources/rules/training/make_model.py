"""Makes resources/rules/word_model.json from the texts beside this file.

    .venv/bin/python -m resources.rules.training.make_model

Patterns are spelled out by chance, always the same chance, so that the same texts give the same
weights. The threshold comes from four rounds, each with a quarter of the patterns kept apart whole:
hard, as every ordinary pattern is a near miss of its own kind. The texts that the tests measure
with are looked at for one purpose: what equals one of them is left out here.
"""  # noqa: INP001  run as a module of its folder

import json
import math
import random
import re
import sys
from functools import cache
from pathlib import Path

from desktop_app.services.rules import word_model
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.own_words import own_words

HERE = Path(__file__).parent
OUT = HERE.parent / "word_model.json"
UNSEEN = HERE.parents[2] / "tests" / "unit" / "rules" / "unseen"
AS_OF = "2026-11-25"
EACH = 22
"""How often a pattern is spelled out at most."""
ROUNDS, RATE, DECAY = 9, 0.35, 2e-5
FOLDS, FALSE_AT_MOST = 4, 0.065
SMALLEST = 4
SHOUTED, MISTYPED, SWAPPED, SHORT = 0.08, 0.4, 0.4, 8
_SLOT = re.compile(r"<(\w+)>")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
Example = tuple[str, int]


def patterns(name: str) -> tuple[list[str], dict[str, list[str]]]:
    """The lines of a file and the named lists at its head."""
    lines, slots = [], {}
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, _, choices = line[1:].partition(":")
            slots[key.strip()] = [choice.strip() for choice in choices.split("|")]
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return lines, slots


def spelled(pattern: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    """One text a pattern stands for."""
    for _ in range(6):
        pattern = _SLOT.sub(lambda found: chance.choice(slots[found.group(1)]), pattern)
        pattern = _CHOICE.sub(lambda found: chance.choice(found.group(1).split("|")), pattern)
    return " ".join(pattern.split())


def worn(text: str, chance: random.Random) -> str:
    """The same as thumbs type it: capitals, a lost letter, two swapped."""
    roll = chance.random()
    if roll < SHOUTED:
        return text.upper()
    if roll < MISTYPED and len(text) > SHORT:
        at = chance.randrange(1, len(text) - 2)
        swap = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return swap if chance.random() < SWAPPED else text[:at] + text[at + 1 :]
    return text


def bare(text: str) -> str:
    """The text without what hides that two are the same."""
    return re.sub(r"[\W_]+", " ", fold(text).text).strip()


@cache
def unseen() -> frozenset[str]:
    """The texts of the measure, bare."""
    return frozenset(
        bare(line) for file in UNSEEN.glob("*.txt") for line in file.read_text("utf-8").splitlines()
    )


def examples(name: str, label: int, chance: random.Random) -> list[list[Example]]:
    """The texts of a file, kept together by the pattern they came from."""
    lines, slots = patterns(name)
    groups = []
    for line in lines:
        many = EACH if "<" in line or "[" in line else 1
        texts = dict.fromkeys(spelled(line, slots, chance) for _ in range(many))
        typed = [worn(text, chance) for text in texts]
        groups.append(
            [
                (text, label)
                for text in dict.fromkeys([*texts, *typed])
                if bare(text) not in unseen()
            ]
        )
    return groups


def all_texts() -> list[str]:
    """Every text the weights are made from."""
    chance = random.Random(7)  # noqa: S311  not for secrets
    return [
        text
        for name, label in (("revocations.txt", 1), ("ordinary.txt", 0))
        for group in examples(name, label, chance)
        for text, _ in group
    ]


def counted(text: str) -> tuple[list[str], float]:
    """The names of the features of a text, and what each of them counts."""
    words = word_model.read_words(own_words(text).text)
    names = list(dict.fromkeys(feature.name for feature in word_model.features(words)))
    return names, 1 / math.sqrt(max(len(names), 1))


def learn(data: list[Example], chance: random.Random) -> tuple[dict[str, float], float]:
    """Logistic regression by adaptive gradient steps, one text at a time."""
    rows = [(*counted(text), label) for text, label in data]
    share = sum(label for _, label in data) / len(data)
    weights: dict[str, float] = {}
    seen: dict[str, float] = {}
    bias, bias_seen = 0.0, 1.0
    for _ in range(ROUNDS):
        chance.shuffle(rows)
        for names, each, label in rows:
            total = bias + each * sum(weights.get(name, 0.0) for name in names)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label
            error *= 0.5 / (share if label else 1 - share)
            bias_seen += error * error
            bias -= RATE * error / math.sqrt(bias_seen)
            step = error * each
            for name in names:
                old = weights.get(name, 0.0)
                slope = step + DECAY * old
                grown = seen.get(name, 1e-3) + slope * slope
                seen[name] = grown
                weights[name] = old - RATE * slope / math.sqrt(grown)
    return weights, bias


def write(weights: dict[str, float], bias: float, threshold: float, texts: int) -> None:
    """The file the program reads: weights in hundredths, the negligible ones left out."""
    kept = {name: round(weight * 100) for name, weight in sorted(weights.items())}
    model = {
        "as_of": AS_OF,
        "for": "The small model that raises doubts about a request to stop",
        "rule": "A-07",
        "sources": [f"resources/rules/training, {texts:,} texts"],
        "bias": round(bias, 4),
        "threshold": round(threshold, 4),
        "weights": {name: weight for name, weight in kept.items() if abs(weight) >= SMALLEST},
    }
    OUT.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def threshold_for(groups: list[list[Example]]) -> tuple[float, float]:
    """The score few ordinary texts reach whose pattern was kept apart, and the share it finds."""
    rated: list[tuple[float, int]] = []
    for part in range(FOLDS):
        rest = [each for n, group in enumerate(groups) if n % FOLDS != part for each in group]
        weights, bias = learn(rest, random.Random(1))  # noqa: S311  not for secrets
        for text, label in (each for group in groups[part::FOLDS] for each in group):
            names, each = counted(text)
            rated.append((bias + each * sum(weights.get(name, 0.0) for name in names), label))
    ordinary = sorted((rate for rate, label in rated if not label), reverse=True)
    bound = ordinary[int(FALSE_AT_MOST * len(ordinary))]
    asked = [rate for rate, label in rated if label]
    return bound, sum(rate >= bound for rate in asked) / len(asked)


def main() -> None:
    """Make the weights and tell how well they do on patterns kept apart."""
    chance = random.Random(7)  # noqa: S311  not for secrets
    groups = [
        *examples("revocations.txt", 1, chance),
        *examples("ordinary.txt", 0, chance),
    ]
    chance.shuffle(groups)
    threshold, found = threshold_for(groups)
    every = [each for group in groups for each in group]
    write(*learn(every, chance), threshold, len(every))
    sys.stdout.write(f"{len(every)} texts; kept apart: {found:.1%} found at {threshold:.2f}\n")


if __name__ == "__main__":
    main()
