"""What the phone network itself does with an inbound text (rules.md A-00 and A-01).

Only a lone keyword counts: one more word, or a full stop, and the carrier does nothing.
"""

from typing import Literal

KeywordEffect = Literal["out", "in", "help", ""]

_LONG_CODE_OUT = frozenset(
    ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
)
_LONG_CODE_IN = frozenset(("START", "YES", "UNSTOP"))
_TOLL_FREE_OUT = frozenset(("STOP",))
_TOLL_FREE_IN = frozenset(("START", "UNSTOP"))
_HELP = frozenset(("HELP", "INFO"))

_TOLL_FREE_PREFIXES = tuple(f"+1{code}" for code in (800, 833, 844, 855, 866, 877, 888))


def is_toll_free(number: str) -> bool:
    """Is this a US toll-free number? They have a network, and a keyword list, of their own."""
    return number.startswith(_TOLL_FREE_PREFIXES)


def carrier_effect(body: str, firm_number: str) -> KeywordEffect:
    """What the network behind `firm_number` does with it. Case and outer blanks never matter."""
    word = body.strip().upper()
    toll_free = is_toll_free(firm_number)
    if word in (_TOLL_FREE_OUT if toll_free else _LONG_CODE_OUT):
        return "out"
    if word in (_TOLL_FREE_IN if toll_free else _LONG_CODE_IN):
        return "in"
    return "help" if word in _HELP else ""
