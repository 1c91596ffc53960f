"""What an inbound text means, each text alone, short ones and the longest there are."""

from pathlib import Path

from benchmarks import data, harness
from benchmarks.harness import Goal
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.meaning import understand

_TEXTS = (
    "Can we move the hearing to Thursday, I have to work",
    "quit blowing up my phone with this stuff",
    "please stop texting me, email is enough",
    "¿A qué hora es la cita de mañana?",
    "I talked to the adjuster and she said the check is in the mail. " * 25,
)
_AT_MOST_MS = 5.0


def run(rounds: int = 200, pairs: int = harness.PAIRS, cache: Path = data.CACHE) -> bool:  # noqa: ARG001  every bench takes it
    """Every rule in its order, beside the least: folding the same texts."""
    understand(_TEXTS[0], "long_code")  # the first reads the data

    def ours() -> list[float]:
        return [
            harness.milliseconds(lambda text=text: understand(text, "long_code"))
            for _ in range(rounds)
            for text in _TEXTS
        ]

    def least() -> list[float]:
        return [
            harness.milliseconds(lambda text=text: fold(text))
            for _ in range(rounds)
            for text in _TEXTS
        ]

    samples = harness.alternate({"app": ours, "limit": least}, pairs)
    taken = samples.all("app")
    return harness.report(
        "words",
        len(taken),
        [
            Goal(
                "p95 of a text at most 5 ms",
                harness.percentile(taken, 0.95),
                at_most=_AT_MOST_MS,
            )
        ],
        {**harness.spread(taken), "ratio": samples.ratio("app", "limit")},
    )
