"""Whether a message of Twilio's is the one whose fate is not known (reliability.md 3.4).

A match is adopted without asking anyone, so it has to be sure: same recipient, our sender, same
number of pictures, a time that fits and the same words. Anything looser is left to a person.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

EARLY_S = 120
"""How far Twilio's clock may lie before ours and still fit."""

_TRIAL = "Sent from your Twilio trial account - "
_FOLDS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "´": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Sought:
    """The text whose fate is not known. Times are seconds UTC, one for each clock that tells."""

    to: str
    from_number: str
    body: str
    posted_at: tuple[int, ...]
    num_media: int = 0


def same_words(theirs: str, ours: str) -> bool:
    """Equal as they are, trimmed, without the trial prefix, or after Twilio's smart encoding."""
    if theirs == ours:
        return True
    theirs = theirs.removeprefix(_TRIAL)
    return _plain(theirs) == _plain(ours)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_FOLDS)).strip()


def fits(raw: dict[str, Any], created_at: int, sought: Sought, *, horizon: int) -> bool:
    """Whether one raw message of the list can be the text we look for."""
    return (
        str(raw.get("direction", "")).startswith("outbound")
        and raw.get("to") == sought.to
        and raw.get("from") in {sought.from_number, None}
        and int(raw.get("num_media") or 0) == sought.num_media
        and any(at - EARLY_S <= created_at <= at + horizon for at in sought.posted_at)
        and same_words(str(raw.get("body") or ""), sought.body)
    )


def best(
    found: Iterable[tuple[int, dict[str, Any]]],
    sought: Sought,
    *,
    claimed: Collection[str],
    horizon: int,
) -> list[dict[str, Any]]:
    """The candidates among (created_at, raw) pairs, each SID once, closest in time first."""
    seen: dict[str, tuple[int, dict[str, Any]]] = {}
    for created_at, raw in found:
        sid = str(raw.get("sid"))
        if sid not in claimed and fits(raw, created_at, sought, horizon=horizon):
            seen[sid] = (created_at, raw)
    ordered = sorted(
        seen.values(), key=lambda pair: min(abs(pair[0] - at) for at in sought.posted_at)
    )
    return [raw for _, raw in ordered]
