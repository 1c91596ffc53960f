"""The settings there are: key, default and what may stand there, in one place.

Apart from the service that writes them, so that the first screen can read one without SQLAlchemy.
"""

from dataclasses import dataclass

_YES_NO = frozenset({"on", "off"})
QUARTERS = tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in range(0, 24 * 60, 15))
"""Every quarter of an hour of a day, as a clock with 24 hours shows it."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting: what it is when nobody set it, and the values it may take (empty: any text)."""

    default: str
    allowed: frozenset[str] = frozenset()


DECLARED = {
    "theme": Declared("system", frozenset({"system", "light", "dark"})),
    "text_size": Declared("100", frozenset(str(size) for size in range(80, 201, 10))),
    "actor_name": Declared(""),
    "own_phone": Declared(""),
    "picture_rules_accepted": Declared(""),
    "rules_accepted": Declared(""),
    "firm_name": Declared(""),
    "firm_domains": Declared(""),
    "help_phone": Declared(""),
    "privacy_address": Declared(""),
    "terms_address": Declared(""),
    "account_sid": Declared(""),
    "key_sid": Declared(""),
    "account_name": Declared(""),
    "messaging_service_sid": Declared(""),
    "line_lookup": Declared("off", _YES_NO),
    "last_conversation": Declared(""),
    "help_text": Declared(""),
    "send_pace": Declared("network", frozenset({"network", "30", "6"})),
    "sending_paused": Declared("off", _YES_NO),
    "sending_paused_by": Declared(""),
    "ask_after": Declared("15", frozenset({"5", "15", "60", "240"})),
    "undo_seconds": Declared("5", frozenset({"off", "5", "10", "20"})),
    "enter_sends": Declared("off", frozenset({"on", "off"})),
    "carrier_cap": Declared("2000", frozenset({"1000", "2000"})),
    "history_pace": Declared("normal", frozenset({"normal", "slow", "paused"})),
    "keyword_asks_yes": Declared("off", _YES_NO),
    "notify_level": Declared("name", frozenset({"text", "name", "nothing"})),
    "notify_sound": Declared("off", _YES_NO),
    "notify_quiet": Declared("off", _YES_NO),
    "notify_quiet_from": Declared("18:00", frozenset(QUARTERS)),
    "notify_quiet_to": Declared("08:00", frozenset(QUARTERS)),
    "notify_quiet_until": Declared(""),
}


def default_of(key: str) -> str:
    """What a declared setting is when nobody set it. KeyError for an undeclared one."""
    return DECLARED[key].default
