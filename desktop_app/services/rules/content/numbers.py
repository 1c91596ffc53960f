"""Which digits can be a Social Security, taxpayer, card or bank number, by how these are made."""

_SSN_DIGITS = 9
_NO_AREA = frozenset({"000", "666"})
_ITIN_GROUPS = frozenset([*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)])
_ROUTING_WEIGHTS = (3, 7, 1) * 3
_ROUTING_DISTRICTS = frozenset([*range(13), *range(21, 33), *range(61, 73), 80])
_CARD_LENGTHS = range(13, 20)
_NINE = 9


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
    if len(digits) not in _CARD_LENGTHS or not _has_prefix(digits) or len(set(digits)) == 1:
        return False
    return _check_sum(digits) % 10 == 0


def _has_prefix(digits: str) -> bool:
    two, three, four = int(digits[:2]), int(digits[:3]), int(digits[:4])
    return (
        digits[0] == "4"
        or two in {34, 36, 37, 38, 51, 52, 53, 54, 55, 65}
        or 300 <= three <= 305  # noqa: PLR2004  as the networks publish them
        or 644 <= three <= 649  # noqa: PLR2004
        or four == 6011  # noqa: PLR2004
        or 2221 <= four <= 2720  # noqa: PLR2004
        or 3528 <= four <= 3589  # noqa: PLR2004
    )


def _check_sum(digits: str) -> int:
    """The Luhn sum: every second digit from the right doubled, nine taken off above nine."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - _NINE if value > _NINE else value
    return total
