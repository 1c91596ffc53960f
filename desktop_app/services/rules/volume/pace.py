"""How many texts one person got without answering, and what the next would make of a gauge.

Rules D-07, and D-01, D-02 and D-05R for the text about to leave. Pure: what was sent lately is read
by whoever asks the gate.
"""

from dataclasses import dataclass
from typing import Final

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.volume.gauges import scale

TEN_MINUTES: Final = 600
HOUR: Final = 3600
DAY: Final = 86_400
IN_TEN_MINUTES: Final = 3
IN_AN_HOUR: Final = 6
IN_A_DAY: Final = 10
PROMOTIONS_A_DAY: Final = 3
"""How many promotions on one subject some states let through in 24 hours."""
_WORDS: Final = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
)


@dataclass(frozen=True, slots=True)
class Lately:
    """What went out before this text.

    `unanswered`: when this person got texts in the last 24 hours, since their own last one.
    `promotions`: how many promotions this person got in 24 hours.
    `minute`, `today`: texts of the firm's number in and out. `alike`: texts of 24 hours that say
    the same as this one.
    """

    unanswered: tuple[int, ...] = ()
    promotions: int = 0
    minute: int = 0
    today: int = 0
    alike: int = 0


NOTHING: Final = Lately()


@dataclass(frozen=True, slots=True)
class Pace:
    """What the pace says of a text; OK where it says nothing."""

    outcome: Outcome
    rule: str = ""
    message: str = ""


FINE: Final = Pace(Outcome.OK)


def pace(
    lately: Lately,
    *,
    states: frozenset[str],
    now: int,
    kind: MessageKind,
    origin: Origin,
    calls: str = "them",
) -> Pace:
    """The worst there is to say. `states` are those whose law may hold for the recipient.

    `calls` is the person as an object: "Call her instead".
    What the program owes within minutes, such as the answer to a STOP, is never held up.
    """
    if kind is MessageKind.SYSTEM:
        return FINE
    if kind is MessageKind.PROMOTIONAL and lately.promotions >= PROMOTIONS_A_DAY:
        state = _strict_state(states)
        if state:
            return Pace(
                Outcome.BLOCK,
                "D-07",
                f"This would be the fourth offer to this number in 24 hours. The law of {state} "
                "allows three.",
            )
    found = _to_one_person(lately, now, origin, calls)
    return found if found is not FINE else _of_the_number(lately)


def _to_one_person(lately: Lately, now: int, origin: Origin, calls: str) -> Pace:
    """With this text: more than ten in a day, six in an hour, three in ten minutes."""
    within = {
        window: sum(now - window < at for at in lately.unanswered) + 1
        for window in (TEN_MINUTES, HOUR, DAY)
    }
    if within[DAY] > IN_A_DAY and origin is not Origin.MANUAL:
        return _too_many(Outcome.BLOCK, within[DAY], "24 hours", calls)
    if within[HOUR] > IN_AN_HOUR:
        return _too_many(Outcome.HOLD, within[HOUR], "an hour", calls)
    if within[DAY] > IN_A_DAY:
        return _too_many(Outcome.WARN, within[DAY], "24 hours", calls)
    if within[TEN_MINUTES] > IN_TEN_MINUTES:
        return _too_many(Outcome.WARN, within[TEN_MINUTES], "10 minutes", calls)
    return FINE


def _too_many(outcome: Outcome, count: int, span: str, calls: str) -> Pace:
    number = _WORDS[count] if count < len(_WORDS) else str(count)
    return Pace(
        outcome, "D-07", f"{number} texts in {span} without an answer. Call {calls} instead."
    )


def _of_the_number(lately: Lately) -> Pace:
    """The text that takes a gauge from amber to red, and each after it."""
    alike, today, minute = lately.alike + 1, lately.today + 1, lately.minute + 1
    if alike >= scale("repetition").red:
        return Pace(
            Outcome.WARN,
            "D-05R",
            f"With this one, the same text went out {alike} times in 24 hours. From "
            f"{scale('repetition').red} on, carriers take it for a bulk send. Vary the words.",
        )
    if today >= scale("volume").red:
        return Pace(
            Outcome.WARN,
            "D-02",
            f"With this one, your number had {today:,} texts today. People rarely send more than a "
            "few hundred. Leave what can wait for tomorrow.",
        )
    if minute >= scale("throughput").red:
        return Pace(
            Outcome.WARN, "D-01", f"You’re sending fast ({minute} in one minute). Slow down."
        )
    return FINE


def _strict_state(states: frozenset[str]) -> str:
    """The state among these that counts promotions; empty where none does."""
    strict: dict[str, str] = rule_data("volume")["fourth_promotion"]
    return next((strict[state] for state in sorted(states) if state in strict), "")
