"""Faults on order: which request goes wrong, how often, and how (reliability.md groups E and F)."""

import random
import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Drop = Literal["", "before_body", "before_stored", "after_stored"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong. The first group says for which request, the second says what.

    `method` and `path` (a regular expression, searched in path and query) and `contains` (searched
    in the form's decoded body) must all fit; empty fits all. `skip` lets that many fitting requests
    pass first, `times` is how many it then hits (None: all), `chance` hits only some of them.

    What happens: `delay` seconds before and `delay_after` seconds after the request was carried
    out. `drop` closes the connection: before the body is read, before or after the request was
    carried out; `reset` does it with a TCP reset instead of a plain end. A `status` answers in
    Twilio's error form with `code`, `message` and `headers`, or with `body` exactly; the request is
    carried out only with `stored`. `change` overwrites fields of the true answer, `cut` sends only
    that many bytes of it (head included) and closes.
    """

    method: str = ""
    path: str = ""
    contains: str = ""
    skip: int = 0
    times: int | None = 1
    chance: float = 1.0

    delay: float = 0.0
    delay_after: float = 0.0
    drop: Drop = ""
    reset: bool = False
    stored: bool = False
    status: int | None = None
    code: int | None = None
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    content_type: str = "application/json"
    change: Mapping[str, Any] = field(default_factory=dict)
    cut: int | None = None

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Fault":
        """A fault from plain values; a ValueError names what it does not know."""
        unknown = values.keys() - {each.name for each in fields(cls)}
        if unknown:
            raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
        fault = cls(**values)
        if fault.drop not in {"", "before_body", "before_stored", "after_stored"}:
            raise ValueError(f"there is no drop {fault.drop!r}")
        for pattern in (fault.path, fault.contains):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no pattern: {error}") from error
        return fault

    def carried_out(self) -> bool:
        """Whether the request is really executed, whatever the client gets to see of it."""
        if self.drop:
            return self.drop == "after_stored"
        return self.status is None or self.stored

    def fits(self, method: str, target: str, text: str) -> bool:
        """Whether this is a request the fault is about."""
        return (
            (not self.method or self.method == method)
            and re.search(self.path, target) is not None
            and (not self.contains or re.search(self.contains, text) is not None)
        )


@dataclass(slots=True)
class _Order:
    """A fault, and how often it came up so far."""

    fault: Fault
    seen: int = 0
    hits: int = 0


class FaultDesk:
    """Keeps the ordered faults and hands out the first that is due. Safe to ask from any thread."""

    def __init__(self, seed: int = 0) -> None:
        self._lock = threading.Lock()
        self._orders: list[_Order] = []
        self._random = random.Random(seed)  # noqa: S311  repeatable on purpose

    def add(self, fault: Fault) -> None:
        """Order one more; earlier ones come first."""
        with self._lock:
            self._orders.append(_Order(fault))

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        with self._lock:
            self._orders.clear()

    def due(self, method: str, target: str, text: str, *, before_body: bool) -> Fault | None:
        """The fault that hits this request, if any. Asked before and after the body is read."""
        with self._lock:
            for order in self._orders:
                early = order.fault.drop == "before_body"
                fits = early is before_body and order.fault.fits(method, target, text)
                if fits and self._strikes(order):
                    return order.fault
        return None

    def _strikes(self, order: _Order) -> bool:
        fault = order.fault
        order.seen += 1
        if order.seen <= fault.skip:
            return False
        if fault.times is not None and order.hits >= fault.times:
            return False
        if fault.chance < 1 and self._random.random() >= fault.chance:
            return False
        order.hits += 1
        return True

    def as_json(self) -> list[dict[str, Any]]:
        """Every order with how often it was seen and how often it hit."""
        with self._lock:
            return [
                asdict(order.fault) | {"seen": order.seen, "hits": order.hits}
                for order in self._orders
            ]
