"""Putting off slow imports until a lane needs them, so that the window paints first."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Makes something at the first call, from whichever thread comes first."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        """The one thing."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    @property
    def made(self) -> T | None:
        """The thing if it was made already."""
        return self._made[0] if self._made else None


class Lazily:
    """Stands in for a service and hands every call on to it once it is there."""

    def __init__(self, service: Callable[[], Any]) -> None:
        self._service = service

    def __getattr__(self, name: str) -> Any:
        """The service's own attribute."""
        return getattr(self._service(), name)
