"""Putting off slow imports until a lane needs them, so that the window paints first."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

from desktop_app.composition.store_words import in_words
from desktop_app.models.errors import StoreError

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
    """Stands in for a service and hands every call on to it once it is there.

    What the store cannot do, on a full disk above all, comes back in words, so that a window can
    give back what was typed.
    """

    def __init__(self, service: Callable[[], Any]) -> None:
        self._service = service

    def __getattr__(self, name: str) -> Any:
        """The service's own attribute."""
        found = getattr(self._service(), name)
        return _told(found) if callable(found) else found


def _told(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def told(*values: Any, **named: Any) -> Any:
        try:
            return act(*values, **named)
        except StoreError as error:
            raise in_words(error) from error

    return told
