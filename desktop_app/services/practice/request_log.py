"""Which requests came in, so that a test can ask afterwards what was really sent."""

import threading
import time
from collections import Counter, deque
from typing import Any

from desktop_app.services.practice.http_forms import LoggedRequest, Request

KEPT = 20_000


class RequestLog:
    """The last requests and the count of all, by method and resource. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: deque[LoggedRequest] = deque(maxlen=KEPT)
        self._counts: Counter[str] = Counter()
        self._number = 0

    def open(
        self, request: Request, *, authorized: bool, connection: int, user_agent: str, at: float
    ) -> LoggedRequest:
        """Note a request before it is answered: one that never gets an answer counts too."""
        with self._lock:
            self._number += 1
            line = LoggedRequest(
                self._number,
                request.method,
                request.path,
                request.query(),
                request.form(),
                authorized,
                connection,
                user_agent,
                at,
            )
            self._lines.append(line)
            self._counts[f"{request.method} {_resource(request.path)}"] += 1
        return line

    def close(self, line: LoggedRequest, status: int | None, fault: str) -> None:
        """Note how it ended; None where no answer went out."""
        with self._lock:
            line.status, line.fault = status, fault
            line.seconds = time.monotonic() - line.started

    def lines(self) -> list[LoggedRequest]:
        """The last requests, oldest first."""
        with self._lock:
            return list(self._lines)

    def as_json(self) -> list[dict[str, Any]]:
        """The same as plain values."""
        return [line.as_json() for line in self.lines()]

    def counts(self) -> dict[str, int]:
        """How many came in of each kind, such as "POST Messages"."""
        with self._lock:
            return dict(self._counts)

    def clear(self) -> None:
        """Start over, counts too."""
        with self._lock:
            self._lines.clear()
            self._counts.clear()


def _resource(path: str) -> str:
    """The last word of a path that is no SID: Messages, Media, IncomingPhoneNumbers, Accounts."""
    words = [part.removesuffix(".json") for part in path.split("/")]
    named = [word for word in words if word.isalpha()]
    return named[-1] if named else path
