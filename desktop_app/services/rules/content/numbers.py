"""Which digits can be a Social Security, taxpayer, card or bank number, by how these are made."""

import re

_SSN_DIGITS = 9
_NO_AREA = frozenset({"000", "666"})
_ITIN_GROUPS = frozenset([*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)])
_ROUTING_WEIGHTS = (3, 7, 1) * 3
_ROUTING_DISTRICTS = frozenset([*range(13), *range(21, 33), *range(61, 73), 80])
_CARD_LENGTHS = range(13, 20)
_CARD_PREFIX = re.compile(
    r"4|3[4678]|30[0-5]|5[1-5]|65|64[4-9]|6011|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|352[89]|35[3-8]"
)
"""As the networks publish them."""
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Each digit doubled, nine taken off above nine."""


def is_social_security(digits: str) -> bool:
    """Nine digits whose three parts can be issued."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if len(digits) != _SSN_DIGITS or area in _NO_AREA or area[0] == "9":
        return False
    return group != "00" and serial != "0000"


def is_itin(digits: str) -> bool:
    """A taxpayer number of somebody who cannot have a Social Security number."""
    return len(digits) == _SSN_DIGITS and digits[0] == "9" and int(digits[3:5]) in _ITIN_GROUPS


def is_bank_routing(digits: str) -> bool:
    """Nine digits of a district that exists whose weighted sum is a multiple of ten."""
    if len(digits) != _SSN_DIGITS or int(digits[:2]) not in _ROUTING_DISTRICTS:
        return False
    weighed = zip(digits, _ROUTING_WEIGHTS, strict=True)
    return sum(int(digit) * weight for digit, weight in weighed) % 10 == 0


def is_card(digits: str) -> bool:
    """A card network's prefix, a valid check digit, and more than one different digit."""
    if len(digits) not in _CARD_LENGTHS or not begins_like_a_card(digits):
        return False
    return len(set(digits)) > 1 and _check_sum(digits) % 10 == 0


def begins_like_a_card(digits: str) -> bool:
    """Whether a card network numbers its cards so."""
    return _CARD_PREFIX.match(digits) is not None


def _check_sum(digits: str) -> int:
    """The Luhn sum: every second digit from the right doubled."""
    return sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))
