"""What the sync process and the window say to each other: one JSON object a line.

The first line to the process carries the store's key and the API secret; nothing else ever does,
and neither stands in an argument, the environment or a file.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from desktop_app.services.events import (
    ArchiveChanged,
    ArrivedText,
    ConversationsChanged,
    Event,
    SyncFinished,
    SyncStateChanged,
    TextsArrived,
    TextStateChanged,
)
from desktop_app.services.ports import Credentials
from desktop_app.services.records import Problem, SyncReport, SyncState


@dataclass(frozen=True, slots=True)
class Handover:
    """All the sync process needs, sent once over its standard input."""

    path: str
    key: bytes
    credentials: Credentials
    base_url: str | None
    horizon: int

    def __repr__(self) -> str:
        """Never show the key, whoever prints this."""
        return f"Handover(path={self.path!r}, …)"

    def line(self) -> str:
        """As the first line for the process."""
        fields = {
            "path": self.path,
            "key": self.key.hex(),
            "account_sid": self.credentials.account_sid,
            "key_sid": self.credentials.key_sid,
            "secret": self.credentials.secret,
            "base_url": self.base_url,
            "horizon": self.horizon,
        }
        return json.dumps(fields) + "\n"


def read_handover(line: str) -> Handover:
    """The first line as sent. ValueError or KeyError where it is something else."""
    fields = json.loads(line)
    return Handover(
        path=fields["path"],
        key=bytes.fromhex(fields["key"]),
        credentials=Credentials(fields["account_sid"], fields["key_sid"], fields["secret"]),
        base_url=fields["base_url"],
        horizon=int(fields["horizon"]),
    )


def event_line(event: Event) -> str:
    """One event for the window."""
    return json.dumps({"event": type(event).__name__} | _fields(event)) + "\n"


_OF_CONVERSATIONS: dict[str, Callable[[frozenset[int]], Event]] = {
    "ConversationsChanged": ConversationsChanged,
    "ArchiveChanged": ArchiveChanged,
}


def _fields(event: Event) -> dict[str, Any]:
    if isinstance(event, ConversationsChanged):
        return {"ids": sorted(event.ids)}
    if isinstance(event, ArchiveChanged):
        return {"ids": sorted(event.conversations)}
    return asdict(event)


def read_event(line: str) -> Event | None:
    """An event as the process wrote it; None for a line this window does not know."""
    fields = json.loads(line)
    kind = fields.pop("event", "")
    if kind in _OF_CONVERSATIONS:
        return _OF_CONVERSATIONS[kind](frozenset(fields["ids"]))
    if kind == "TextStateChanged":
        return TextStateChanged(**fields)
    if kind == "TextsArrived":
        return TextsArrived(tuple(ArrivedText(**each) for each in fields["texts"]))
    if kind == "SyncFinished":
        return SyncFinished(SyncReport(**fields["report"]))
    if kind == "SyncStateChanged":
        state = fields["state"]
        problem = Problem(**state.pop("problem")) if state.get("problem") else None
        return SyncStateChanged(SyncState(**{**state, "problem": problem}))
    return None
