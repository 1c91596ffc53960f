"""The pictures of a text that is being queued: which go, whether they can, and frozen with it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop_app.models import outgoing, outgoing_hosting
from desktop_app.models.outgoing import Frozen
from desktop_app.models.queries.outgoing import carries
from desktop_app.services.messaging.outgoing_preparing import ROOM_FOR_WORDS
from desktop_app.services.outgoing_pictures import MOST_BYTES, MOST_PICTURES
from desktop_app.services.outgoing_reading import no_pictures_from
from desktop_app.services.records import Route, TextRequest

RULE = "C-16"
WAITS = "its pictures are on their way to Twilio"
_LOST = "A picture of this text is no longer here. Look at the text again before you send it."


@dataclass(frozen=True, slots=True)
class Carried:
    """The pictures that go, and where they come from."""

    pictures: tuple[Frozen, ...] = ()
    drafted: tuple[int, ...] = ()
    """Their ids in the unsent text, which they leave."""
    test_of: str = ""
    """The number whose unsent text is only tried out; it keeps its pictures."""
    lost: bool = False


def carried(
    connection: Connection, request: TextRequest, *, older: int | None, test_of: str
) -> Carried:
    """What goes with a request: pictures of the unsent text, behind those of an `older` row."""
    drafted = outgoing.of_draft(connection, test_of or request.to) if request.pictures else {}
    lost = any(each not in drafted for each in request.pictures)
    chosen = [drafted[each] for each in request.pictures if each in drafted]
    before = older if older is not None else request.resend_of
    again = outgoing.lend(connection, before) if before is not None else []
    return Carried((*again, *chosen), request.pictures, test_of, lost)


def problem(connection: Connection, request: TextRequest, going: Carried, sender: str) -> str:
    """Why these pictures cannot go, in one sentence; empty where they can (rules.md C-16)."""
    if going.lost:
        return _LOST
    if not going.pictures:
        return ""
    return _too_much(going) or _no_way(connection, request, sender)


def _too_much(going: Carried) -> str:
    if len(going.pictures) > MOST_PICTURES:
        return f"One text takes {MOST_PICTURES} pictures at most."
    if sum(each.size for each in going.pictures) > MOST_BYTES - ROOM_FOR_WORDS:
        return "The pictures of one text come to 5 MB at most. Take one out."
    return ""


def _no_way(connection: Connection, request: TextRequest, sender: str) -> str:
    if carries(connection.exec_driver_sql, sender) is False:
        return no_pictures_from(sender)
    if not request.to.startswith("+1"):
        return "Pictures reach only numbers in the US and Canada. Send a link instead."
    if request.send_at and request.route is Route.TWILIO:
        return (
            "A text with pictures can’t wait at Twilio, because they would be public all that "
            "time. Send it from this computer instead."
        )
    return ""


def freeze(
    connection: Connection, going: Carried, outbox_id: int, message_id: int, now: int
) -> None:
    """Tie the pictures to the row and its bubble; what the unsent text gives away leaves it."""
    if not going.pictures:
        return
    outgoing.freeze(connection, outbox_id, message_id, going.pictures, now)
    connection.exec_driver_sql("UPDATE outbox SET reason = ? WHERE id = ?", (WAITS, outbox_id))
    hashes = [each.sha256 for each in going.pictures]
    outgoing_hosting.try_anew(connection, hashes)
    for each in () if going.test_of else going.drafted:
        outgoing.remove(connection, each)
    outgoing.forget_unused(connection)
