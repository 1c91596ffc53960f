"""One request and one answer, apart from any socket."""

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson


@dataclass(frozen=True, slots=True)
class Request:
    """What came in. `path` has lost its /by-host part; `key` is the Basic pair, if any."""

    method: str
    path: str
    query_string: str
    body: bytes
    content_type: str
    key: tuple[str, str] | None

    @property
    def target(self) -> str:
        """Path and query, as faults and the log see them."""
        return f"{self.path}?{self.query_string}" if self.query_string else self.path

    def query(self) -> list[tuple[str, str]]:
        """The query's pairs, in their order."""
        return parse_qsl(self.query_string, keep_blank_values=True)

    def form(self) -> list[tuple[str, str]]:
        """The form's pairs, in their order."""
        if not self.content_type.startswith("application/x-www-form-urlencoded"):
            return []
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    def text(self) -> str:
        """The form as readable lines, or the body as it is."""
        pairs = self.form()
        if pairs:
            return "\n".join(f"{name}={value}" for name, value in pairs)
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON; an empty one is an empty object. Raises ValueError."""
        return orjson.loads(self.body or b"{}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: Any, status: int = 200) -> "Answer":
        """An answer in JSON."""
        return cls(status, orjson.dumps(value))

    @classmethod
    def error(cls, status: int, code: int, message: str) -> "Answer":
        """Twilio's error form."""
        more = f"https://www.twilio.com/docs/errors/{code}"
        return cls.json(
            {"code": code, "message": message, "more_info": more, "status": status}, status
        )


@dataclass(slots=True)
class LoggedRequest:
    """One line of the request log. The secret is never kept, only whether it was the right one."""

    number: int
    method: str
    path: str
    query: list[tuple[str, str]]
    form: list[tuple[str, str]]
    authorized: bool
    connection: int
    user_agent: str
    at: float
    started: float = field(default_factory=time.monotonic)
    status: int | None = None
    fault: str = ""
    seconds: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        names = ("number", "method", "path", "query", "form", "authorized", "connection")
        more = ("user_agent", "at", "status", "fault", "seconds")
        return {name: getattr(self, name) for name in (*names, *more)}
