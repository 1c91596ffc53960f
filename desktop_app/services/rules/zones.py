"""On which clocks and under which state's hours somebody may live (rules.md E-03).

A zone the firm was told is the only one. Otherwise every zone the address and the area code allow
counts, and a text has to be fine in all of them: the firm's own zone is never a guess.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app.services.resources import rule_data

_NANP = "+1"
_PREFIX = 3
_ZIP = 5


class Source(StrEnum):
    """What the zones rest on."""

    TOLD = "told"
    ADDRESS = "address"
    NUMBER = "number"
    BOTH = "both"
    UNKNOWN = "unknown"
    ABROAD = "abroad"
    """No number of the United States or Canada, and no zone: these hours say nothing about it."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody may be. `zones` run from east to west; empty where nothing is known of them.

    `address_state` and `number_state` are what either of them says, as two letters.
    """

    zones: tuple[str, ...]
    states: frozenset[str]
    source: Source
    area_code: str = ""
    address_state: str = ""
    number_state: str = ""

    @property
    def differ(self) -> bool:
        """Whether address and number name different states."""
        return bool(self.address_state and self.number_state) and (
            self.address_state != self.number_state
        )


def recipient_zones(
    number: str, *, zone: str = "", state: str = "", zip_code: str = ""
) -> Whereabouts:
    """Every zone and state this person may be in. All of it may be empty or nonsense."""
    area = number[2:5] if number.startswith(_NANP) else ""
    living, by_address = _by_address(state, zip_code)
    coded, by_number = _by_area_code(area)
    states = frozenset(filter(None, (living, coded)))
    known = _Known(area, living, coded)
    if zone and _exists(zone):
        return known.at((zone,), states, Source.TOLD)
    if not area and not by_address:
        return known.at((), states, Source.ABROAD)
    both = by_address | by_number
    if not both:
        return known.at(_ordered(frozenset(_zones()["anywhere"])), frozenset(), Source.UNKNOWN)
    source = Source.ADDRESS if by_address else Source.NUMBER
    return known.at(_ordered(both), states, Source.BOTH if by_address and by_number else source)


def state_code(typed: str) -> str:
    """A state as two letters, from its letters or its name; empty where it is none."""
    words = " ".join(typed.replace(".", "").split()).casefold()
    return _state_names().get(words, "")


def state_of_zip(zip_code: str) -> str:
    """The state a ZIP code lies in; empty where it is none."""
    return _zip_states().get(_prefix(zip_code), "")


def state_name(code: str) -> str:
    """What a state is called in a sentence."""
    return str(_zones()["names"].get(code, code))


def place_name(zone: str) -> str:
    """The city a zone is known by: Los Angeles."""
    known = _zones()["places"].get(zone)
    return str(known[0]) if known else zone.rpartition("/")[2].replace("_", " ")


def clock_name(zone: str) -> str:
    """What its time is called: Central."""
    known = _zones()["places"].get(zone)
    return str(known[1]) if known else place_name(zone)


@dataclass(frozen=True, slots=True)
class _Known:
    area: str
    living: str
    coded: str

    def at(self, zones: tuple[str, ...], states: frozenset[str], source: Source) -> Whereabouts:
        return Whereabouts(zones, states, source, self.area, self.living, self.coded)


def _by_address(state: str, zip_code: str) -> tuple[str, frozenset[str]]:
    """State and zones of an address; the ZIP code decides where it and the state agree."""
    prefix = _prefix(zip_code)
    by_zip, named = _zip_states().get(prefix, ""), state_code(state)
    living = named or by_zip
    if not living:
        return "", frozenset()
    if by_zip == living and prefix in _zip_zones():
        return living, frozenset({_zip_zones()[prefix]})
    return living, frozenset(_zones()["states"][living])


def _by_area_code(area: str) -> tuple[str, frozenset[str]]:
    state = _area_states().get(area, "")
    if not state:
        return "", frozenset()
    return state, _area_zones().get(area, frozenset(_zones()["states"][state]))


def _ordered(zones: frozenset[str]) -> tuple[str, ...]:
    """From east to west, as the places are listed."""
    places = list(_zones()["places"])
    return tuple(sorted(zones, key=lambda zone: places.index(zone) if zone in places else -1))


def _prefix(zip_code: str) -> str:
    digits = zip_code.strip()[:_ZIP]
    return digits[:_PREFIX] if len(digits) == _ZIP and digits.isdecimal() else ""


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _zones() -> dict[str, Any]:
    return rule_data("zones")


@cache
def _state_names() -> dict[str, str]:
    names = _zones()["names"]
    return {word.replace(".", "").casefold(): code for code, word in names.items()} | {
        code.casefold(): code for code in names
    }


@cache
def _zip_states() -> dict[str, str]:
    return _by_prefix(_zones()["zip_states"])


@cache
def _zip_zones() -> dict[str, str]:
    return _by_prefix(_zones()["zip_zones"])


def _by_prefix(lists: dict[str, list[str]]) -> dict[str, str]:
    """Ranges of prefixes, "320-323" or "325", each with what it stands for."""
    found = {}
    for name, ranges in lists.items():
        for each in ranges:
            first, _, last = each.partition("-")
            for prefix in range(int(first), int(last or first) + 1):
                found[f"{prefix:03}"] = name
    return found


@cache
def _area_states() -> dict[str, str]:
    lists = rule_data("area_codes")["states"]
    return {code: state for state, codes in lists.items() for code in codes}


@cache
def _area_zones() -> dict[str, frozenset[str]]:
    """The codes that lie in one part of a state with two clocks."""
    lists = rule_data("area_codes")["zones"]
    return {code: frozenset(zones.split("+")) for zones, codes in lists.items() for code in codes}
