"""Makes resources/rules/advert_model.json from content_adverts.txt and content_ordinary.txt.

    .venv/bin/python -m resources.rules.training.make_advert_model

Words are learned as in make_model. Then the score of the words is weighed together with what the
lists find, on scores that every text got from weights made without it. The threshold is what few
ordinary texts reach. The texts the tests measure with (tests/unit/rules/content_unseen) are never
read.
"""  # noqa: INP001  run as a module of its folder

import json
import math
import random
import sys
from pathlib import Path

from desktop_app.services.rules.content.advert_model import signal_values
from desktop_app.services.rules.content.signals import signals
from resources.rules.training import make_model
from resources.rules.training.make_model import Example

HERE = Path(__file__).parent
OUT = HERE.parent / "advert_model.json"
FOLDS, FALSE_AT_MOST = 10, 0.01
SMALLEST = 6
ROUNDS, RATE, DECAY = 400, 0.05, 1e-3


def lines(name: str) -> list[str]:
    """The texts of one file."""
    return [line for line in HERE.joinpath(name).read_text("utf-8").splitlines() if line.strip()]


def clients(chance: random.Random) -> list[Example]:
    """What clients write to a firm: ordinary too, and there is much of it."""
    texts, slots = make_model.patterns("ordinary.txt")
    return [(make_model.spelled(each, slots, chance), 0) for each in texts]


def rated(examples: list[Example]) -> list[tuple[list[float], int]]:
    """What is weighed for each text, with a word score by weights that were made without it."""
    found: list[tuple[list[float], int]] = []
    for part in range(FOLDS):
        rest = [each for n, each in enumerate(examples) if n % FOLDS != part]
        weights, bias = make_model.learn(rest, random.Random(1))  # noqa: S311  not for secrets
        for text, label in examples[part::FOLDS]:
            names, each = make_model.counted(text)
            total = bias + each * sum(weights.get(name, 0.0) for name in names)
            found.append((signal_values(total, signals(text)), label))
    return found


def weighed(rows: list[tuple[list[float], int]]) -> list[float]:
    """Logistic regression over the few values, with both kinds of text counting the same."""
    share = sum(label for _, label in rows) / len(rows)
    weights = [0.0] * len(rows[0][0])
    for _ in range(ROUNDS):
        slopes = [DECAY * weight for weight in weights]
        for values, label in rows:
            total = sum(weight * value for weight, value in zip(weights, values, strict=True))
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label
            error *= 0.5 / (share if label else 1 - share)
            for place, value in enumerate(values):
                slopes[place] += error * value / len(rows)
        weights = [
            weight - RATE * 20 * slope for weight, slope in zip(weights, slopes, strict=True)
        ]
    return weights


def main() -> None:
    """Make the weights and tell how well they do on texts kept apart."""
    chance = random.Random(7)  # noqa: S311  not for secrets
    examples = [
        *((text, 1) for text in lines("content_adverts.txt")),
        *((text, 0) for text in lines("content_ordinary.txt")),
        *clients(chance),
    ]
    chance.shuffle(examples)
    rows = rated(examples)
    of_signals = weighed(rows)
    scores = [
        (sum(weight * value for weight, value in zip(of_signals, values, strict=True)), label)
        for values, label in rows
    ]
    ordinary = sorted((score for score, label in scores if not label), reverse=True)
    threshold = ordinary[int(FALSE_AT_MOST * len(ordinary))]
    found = sum(score > threshold for score, label in scores if label)
    weights, bias = make_model.learn(list(examples), random.Random(1))  # noqa: S311
    kept = {name: round(weight * 100) for name, weight in sorted(weights.items())}
    model = {
        "as_of": make_model.AS_OF,
        "for": "The small model that raises doubts about an advertisement",
        "rule": "C-07",
        "sources": [f"resources/rules/training, {len(examples):,} texts"],
        "bias": round(bias, 4),
        "threshold": round(threshold, 4),
        "signals": [round(weight, 3) for weight in of_signals],
        "weights": {name: weight for name, weight in kept.items() if abs(weight) >= SMALLEST},
    }
    OUT.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    adverts = len(lines("content_adverts.txt"))
    sys.stdout.write(f"{len(examples)} texts; kept apart: {found} of {adverts} found\n")


if __name__ == "__main__":
    main()
