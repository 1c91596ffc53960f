"""A draft as a JSON document: written whole, read whatever it is (resources/registration).

A document of an older version, or one with answers missing, opens as far as it goes. What cannot be
read is said at its field and left empty; nothing a file may hold stops the reading.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from desktop_app.services.rules.registration.draft import VERSION, Draft
from desktop_app.services.rules.registration.problems import At, Problem

RULE: Final = "G-00"
LONGEST: Final = 200_000
"""Characters of one answer; a privacy policy has some ten thousand."""
MOST: Final = 100
"""Entries of one list."""
_YEARS: Final = range(2000, 2100)
_GREATEST: Final = 10**9
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Opened:
    """The draft, and what of the document could not be read."""

    draft: Draft
    problems: tuple[Problem, ...] = ()


def to_document(draft: Draft) -> dict[str, Any]:
    """Everything, in plain JSON values, with the version of today."""
    written = _written(replace(draft, version=VERSION))
    assert isinstance(written, dict)
    return written


def from_document(value: object) -> Opened:
    """The draft a document holds. A value that is no object makes an empty draft."""
    if not isinstance(value, Mapping):
        return Opened(Draft(), (At("", RULE).block("This file holds no registration draft."),))
    version = value.get("version", 0)
    problems: list[Problem] = []
    draft = _record(Draft, {**value, "version": VERSION}, "", problems)
    if isinstance(version, int) and version > VERSION:
        newer = "A newer Brieftext saved this draft. Answers it added are not shown here."
        problems.append(At("version", RULE).warn(newer))
    return Opened(draft, tuple(problems))


def _written(value: object) -> object:
    if is_dataclass(value):
        return {each.name: _written(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _record(
    kind: type[_Record], value: Mapping[Any, object], path: str, problems: list[Problem]
) -> _Record:
    told: dict[str, object] = {}
    for name, asked in _asked(kind):
        if name in value and value[name] is not None:
            at = f"{path}.{name}" if path else name
            found = _read(asked, value[name], at, problems)
            if found is not None:
                told[name] = found
    return kind(**told)


def _asked(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in fields(kind))


def _read(asked: Any, value: object, path: str, problems: list[Problem]) -> object:
    """The value as the field takes it; None, and a problem, where it does not."""
    if get_origin(asked) is tuple:
        return _list(get_args(asked)[0], value, path, problems)
    if isinstance(asked, types.UnionType):
        asked = get_args(asked)[0]
    if is_dataclass(asked) and isinstance(asked, type):
        if isinstance(value, Mapping):
            return _record(asked, value, path, problems)
        problems.append(At(path, RULE).warn("This part of the file can’t be read. Fill it again."))
        return None
    found = _READERS[asked](value)
    if found is None:
        problems.append(At(path, RULE).warn(_UNREADABLE[asked]))
    return found


def _list(asked: Any, value: object, path: str, problems: list[Problem]) -> object:
    if not isinstance(value, list):
        problems.append(At(path, RULE).warn("This list can’t be read. Fill it again."))
        return None
    return tuple(_entries(asked, value, path, problems))


def _entries(
    asked: Any, value: list[object], path: str, problems: list[Problem]
) -> Iterator[object]:
    for place, each in enumerate(value[:MOST]):
        found = _read(asked, each, f"{path}[{place}]", problems)
        if found is not None:
            yield found


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return value[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def _number(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and isinstance(value, int) and 0 <= value <= _GREATEST else None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


_READERS: Final[dict[Any, Callable[[object], object]]] = {
    str: _text,
    int: _number,
    bool: _yes_or_no,
    date: _day,
}
_UNREADABLE: Final[dict[Any, str]] = {
    str: "This answer is not text. Enter it again.",
    int: "This answer is no whole number. Enter it again.",
    bool: "This answer is neither yes nor no. Choose again.",
    date: "This is no date. Enter it like 2026-11-25.",
}
