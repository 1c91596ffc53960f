"""How the practice account behaves: pace, registration, lines, list lag. Changed while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Literal

LineKind = Literal[
    "mobile",
    "landline",
    "voip",
    "unreachable",
    "unknown",
    "blocked",
    "filtered",
    "no_receipt",
    "not_mobile",
    "no_route",
]
"""What is at the other end of a number. Only `not_mobile` and `no_route` are refused at once."""

_SETS = ("unregistered", "released", "no_pictures")
_NUMBERS = (
    "list_lag",
    "sending_after",
    "sent_after",
    "done_after",
    "answer_min",
    "answer_max",
    "build_after",
    "serve_after",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are seconds by the practice clock. Never changed in place: `changed` makes another."""

    sending_after: float = 0.3
    sent_after: float = 0.6
    done_after: float = 1.5
    answers: bool = True
    answer_min: float = 4.0
    answer_max: float = 12.0
    list_lag: float = 0.0
    key_works: bool = True
    key_reads_account: bool = False
    media_redirects: bool = True
    """Whether a picture's bytes lie at another host, as they do at Twilio."""
    no_pictures: frozenset[str] = frozenset()
    """The firm's numbers that cannot send pictures."""
    hosts_files: bool = True
    """Whether the key may use the file host."""
    build_after: float = 2.0
    serve_after: float = 1.0
    builds_fail: int = 0
    """So many of the next builds fail."""
    page_cap: int = 100
    """The longest page of the file host."""
    unregistered: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ("1", "44")
    lines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def changed(self, **changes: Any) -> "Settings":
        """A copy with these settings changed. `lines` adds to what is known; raises ValueError."""
        unknown = changes.keys() - {each.name for each in fields(self)}
        if unknown:
            raise ValueError(f"there is no setting {', '.join(sorted(unknown))}")
        for name in _SETS:
            if name in changes:
                changes[name] = frozenset(changes[name])
        for name in _NUMBERS:
            if name in changes:
                changes[name] = float(changes[name])
        if "countries" in changes:
            changes["countries"] = tuple(str(code) for code in changes["countries"])
        if "lines" in changes:
            changes["lines"] = MappingProxyType({**self.lines, **changes["lines"]})
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        """The settings as plain values."""
        plain: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, frozenset | tuple):
                value = sorted(value)
            plain[each.name] = dict(value) if isinstance(value, Mapping) else value
        return plain


FAST = Settings(
    sending_after=0,
    sent_after=0,
    done_after=0,
    answer_min=0,
    answer_max=0,
    build_after=0,
    serve_after=0,
)
"""Everything happens at once: for tests, and for whoever does not want to wait."""
