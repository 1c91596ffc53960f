"""The one text that may follow an opt-out: it confirms it, in five minutes, once (rules.md A-04).

Where the network answered STOP itself, that was the one text, and this program sends none.
"""

WITHIN_S = 300
_TEXT = (
    "{firm}: You're opted out and will get no more texts from us. Text START to turn texts back "
    "on. Questions? Call {phone}."
)


def confirmation_text(firm: str, phone: str) -> str:
    """Who we are, that it is done, how to come back, how to reach us; nothing else."""
    return _TEXT.format(firm=" ".join(firm.split()), phone=phone)


def may_confirm(*, received_at: int, now: int, already: bool) -> bool:
    """Whether the confirmation may still go out."""
    return not already and 0 <= now - received_at <= WITHIN_S
