"""Saving the pictures of texts: every one of them, its bytes as they came, under their hash.

The newest first, one text at a time, each text in one commit. What cannot be had now is tried
again, ever more seldom, and never forgotten: Twilio deletes media for good.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.models import media
from desktop_app.models.database import Database
from desktop_app.models.media import Kept, Wanted
from desktop_app.models.message import first_id
from desktop_app.models.values import unpack_sid
from desktop_app.services.errors import GatewayError, KeyRefused, MediaTooLarge, Throttled
from desktop_app.services.ports import Clock, MediaBytes, MediaGateway
from desktop_app.services.sniffing import sniffed

NEW_S = 2 * 86_400
"""While the history is paused, only the pictures of texts as new as this are saved."""
_FIRST_WAIT_S = 30
_LONGEST_WAIT_S = 6 * 3600
_MOST_DOUBLINGS = 10
_LISTED_BY = 5
"""Tries after which a picture Twilio counts and does not list is taken as gone."""
_NOT_LISTED = "Twilio counts it and does not list it yet"
_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}")
_ANY_TYPE = "application/octet-stream"
_NOT_SHOWN = "not a picture Brieftext shows"
_GONE = "Twilio no longer has it"
_LARGE = "larger than 16 MB"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the decoder made of a picture: a small one, and how large the whole one is."""

    thumbnail: bytes
    width: int
    height: int


Decode = Callable[[bytes], Shown | None]
"""Reads a picture in a process of its own; None where it is none, or too large to be one."""


class PictureFetching:
    """One text at a time. Used by the sync process and, to the end, by the command line."""

    def __init__(
        self, database: Database, gateway: MediaGateway, clock: Clock, decode: Decode
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._decode = decode

    def step(self, *, new_only: bool = False) -> frozenset[int] | None:
        """Save what one text has; the conversations that changed, None where nothing is due.

        Raises KeyRefused and Throttled; any other failure is noted with the pictures.
        """
        now = self._clock.now()
        with self._database.read() as connection:
            found = media.next_due(connection, now, first_id(now - NEW_S) if new_only else 0)
            if found is None:
                return None
            sid, conversation = media.of_which(connection, found)
        try:
            self._save(found, unpack_sid(sid or b""))
        except (KeyRefused, Throttled):
            raise
        except GatewayError as error:
            self._put_off(found, error.problem.sentence())
            return frozenset()
        return frozenset({conversation})

    def _save(self, message_id: int, sid: str) -> None:
        listed = self._gateway.list_media(sid)
        with self._database.write() as connection:
            media.note(connection, [(message_id, len(listed or ()))], self._clock.now())
            for position, item in enumerate(listed or (), 1):
                media.name_listed(connection, message_id, position, item.sid)
            pictures = media.of_message(connection, message_id)
        unlisted = False
        for picture in pictures:
            early = picture.sid is None and listed is not None and picture.tries < _LISTED_BY
            if picture.state == "wanted" and not early:
                self._save_one(picture, sid)
            unlisted |= picture.state == "wanted" and early
        if unlisted:
            self._put_off(message_id, _NOT_LISTED)

    def _save_one(self, picture: Wanted, message_sid: str) -> None:
        if picture.sid is None:
            self._give_up(picture, "gone", _GONE)
            return
        try:
            found = self._gateway.fetch_media(message_sid, picture.sid)
        except MediaTooLarge:
            self._give_up(picture, "too_large", _LARGE)
            return
        if found is None:
            self._give_up(picture, "gone", _GONE)
            return
        shown = self._decode(found.content) if sniffed(found.content) else None
        kept = _kept(found, shown)
        with self._database.write() as connection:
            media.keep(connection, picture.id, found.content, kept, self._clock.now())
            if shown is not None:
                media.put_thumbnail(
                    connection, picture.id, shown.thumbnail, shown.width, shown.height
                )

    def _give_up(self, picture: Wanted, state: str, reason: str) -> None:
        with self._database.write() as connection:
            media.give_up(connection, picture.id, state, reason)

    def _put_off(self, message_id: int, reason: str) -> None:
        with self._database.write() as connection:
            tries = max(each.tries for each in media.of_message(connection, message_id))
            wait = min(_FIRST_WAIT_S * 2 ** min(tries, _MOST_DOUBLINGS), _LONGEST_WAIT_S)
            media.put_off(connection, message_id, self._clock.now() + wait, reason)


def _kept(found: MediaBytes, shown: Shown | None) -> Kept:
    claimed = found.content_type if _TYPE.fullmatch(found.content_type) else _ANY_TYPE
    real = sniffed(found.content)
    if real is None and claimed.startswith("image/"):
        claimed = _ANY_TYPE  # it says it is a picture and is none that is known here
    return Kept(
        media_type=real or claimed,
        size=len(found.content),
        sha256=hashlib.sha256(found.content).hexdigest(),
        width=shown.width if shown else 0,
        height=shown.height if shown else 0,
        reason="" if shown else _NOT_SHOWN,
    )
