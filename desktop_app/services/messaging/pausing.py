"""What somebody wants of the sender: that it waits, or sends what machines write more slowly."""

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop_app.models.setting import get, get_all, put, settings
from desktop_app.services.messaging.pacing import FASTEST, PACES
from desktop_app.services.messaging.waiting import ASK_AFTER, asks_after

PAUSED, PAUSED_BY, PACE = "sending_paused", "sending_paused_by", "send_pace"


@dataclass(frozen=True, slots=True)
class Wish:
    """Whether sending is paused and by whom, how many texts a minute machines may send.

    And after how many seconds in the queue a person is asked whether a text is still to go.
    """

    paused: bool
    paused_by: str
    a_minute: int
    ask_after_s: int


def wish(connection: Connection) -> Wish:
    """What holds now."""
    stored = get_all(connection, settings, (PAUSED, PAUSED_BY, PACE, ASK_AFTER))
    return Wish(
        paused=stored.get(PAUSED) == "on",
        paused_by=stored.get(PAUSED_BY, ""),
        a_minute=PACES.get(stored.get(PACE, FASTEST), 0),
        ask_after_s=asks_after(stored.get(ASK_AFTER, "")),
    )


def is_paused(connection: Connection) -> bool:
    """Whether nothing is to be posted."""
    return get(connection, settings, PAUSED) == "on"


def pause(connection: Connection, *, on: bool, actor: str) -> None:
    """Let everything wait, or go on."""
    put(connection, settings, PAUSED, "on" if on else "off")
    put(connection, settings, PAUSED_BY, actor if on else "")
