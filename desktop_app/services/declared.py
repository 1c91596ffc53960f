"""The settings there are: key, default and what may stand there, in one place.

Apart from the service that writes them, so that the first screen can read one without SQLAlchemy.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting: what it is when nobody set it, and the values it may take (empty: any text)."""

    default: str
    allowed: frozenset[str] = frozenset()


DECLARED = {
    "theme": Declared("system", frozenset({"system", "light", "dark"})),
    "actor_name": Declared(""),
    "firm_name": Declared(""),
    "account_sid": Declared(""),
    "key_sid": Declared(""),
    "account_name": Declared(""),
    "last_conversation": Declared(""),
}


def default_of(key: str) -> str:
    """What a declared setting is when nobody set it. KeyError for an undeclared one."""
    return DECLARED[key].default
