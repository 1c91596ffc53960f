"""Pictures put up at Twilio for the moment in which it fetches them, and where that is.

States: wanted (to be uploaded), uploaded, placed (deployed, not seen yet), live, leaving (to be
taken down), unserved (down, its asset still to be deleted), failed. Each step is noted before the
next one, so that a killed program goes on where it was.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

SOON_S = 600
"""A text for later has its pictures put up so long before its time."""
LONGEST_S = 86_400
"""No picture stays up for longer, whatever became of its text."""


class Hosted(NamedTuple):
    """One picture at Twilio, or on its way there."""

    id: int
    sha256: str
    media_type: str
    path: str
    state: str
    asset_sid: str
    version_sid: str
    build_sid: str
    noted_at: int
    since: int
    tries: int
    reason: str


class Host(NamedTuple):
    """Where the pictures of an account are put up, as far as it was made."""

    account_sid: str
    name: str
    service_sid: str
    environment_sid: str
    domain: str
    filler_sid: str
    filler_version: str
    build_sid: str
    built_at: int


_UNFINISHED = "('accepted', 'queued', 'sending', 'sent', 'scheduled')"
_WISHED = """
SELECT p.sha256, f.media_type FROM outgoing_pictures AS p JOIN outgoing_files AS f USING (sha256)
WHERE p.added_at > :fresh
UNION
SELECT p.sha256, p.media_type FROM outbox AS o JOIN outbox_pictures AS p ON p.outbox_id = o.id
WHERE o.state = 'queued' AND o.num_media > 0 AND o.next_try_at <= :soon
"""
"""What has to be up: pictures of texts being written, and of those that leave now or soon."""
_HELD = f"""
SELECT p.sha256 FROM outbox AS o JOIN outbox_pictures AS p ON p.outbox_id = o.id
LEFT JOIN messages AS m ON m.id = o.message_id
WHERE o.num_media > 0 AND (o.state IN ('posting', 'unknown')
  OR (o.state IN ('accepted', 'unresolved') AND o.posted_at > :fresh
    AND (o.state = 'unresolved' OR m.status IN {_UNFINISHED})))
"""  # noqa: S608  the words put in are ours
"""What has to stay up: Twilio may still be about to fetch it."""
_POSTING = """
SELECT p.sha256 FROM outbox AS o JOIN outbox_pictures AS p ON p.outbox_id = o.id
WHERE o.state = 'posting' AND o.num_media > 0
"""
_COLUMNS = ", ".join(Hosted._fields)
_BY_HASH = f"""
SELECT {_COLUMNS} FROM hosted_pictures WHERE sha256 = ?
AND state NOT IN ('leaving', 'unserved') ORDER BY id DESC LIMIT 1
"""  # noqa: S608
_ADDRESSES = """
SELECT h.path, t.domain FROM outbox_pictures AS p
LEFT JOIN hosted_pictures AS h ON h.sha256 = p.sha256 AND h.state = 'live'
LEFT JOIN picture_hosts AS t ON t.service_sid <> ''
WHERE p.outbox_id = ? GROUP BY p.position ORDER BY p.position
"""
NOT_UP = """EXISTS (SELECT 1 FROM outbox_pictures AS p WHERE p.outbox_id = {row}.id
AND NOT EXISTS (SELECT 1 FROM hosted_pictures AS h WHERE h.sha256 = p.sha256
  AND h.state = 'live'))"""
"""Whether a row of the outbox (under its name in the statement) waits for a picture to be up."""
_HOPELESS = """
SELECT o.id, min(h.reason) FROM outbox AS o JOIN outbox_pictures AS p ON p.outbox_id = o.id
JOIN hosted_pictures AS h ON h.sha256 = p.sha256 AND h.state = 'failed'
WHERE o.state = 'queued' AND o.num_media > 0 GROUP BY o.id
"""


def wished(connection: Connection, now: int) -> dict[str, str]:
    """The hashes of pictures that have to be up, with their media types."""
    values = {"fresh": now - LONGEST_S, "soon": now + SOON_S}
    return {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(_WISHED, values)}


def held(connection: Connection, now: int) -> set[str]:
    """The hashes of pictures Twilio may still fetch."""
    rows = connection.exec_driver_sql(_HELD, {"fresh": now - LONGEST_S})
    return {str(each) for each in rows.scalars()}


def being_posted(connection: Connection) -> set[str]:
    """The hashes of pictures whose text is on the line this very moment."""
    return {str(each) for each in connection.exec_driver_sql(_POSTING).scalars()}


def every(connection: Connection) -> list[Hosted]:
    """All pictures that are up or on their way up or down, the oldest first."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM hosted_pictures ORDER BY id")  # noqa: S608
    return [Hosted(*row) for row in rows]


def current(connection: Connection, sha256: str) -> Hosted | None:
    """How the picture under a hash stands, unless it is on its way down."""
    row = connection.exec_driver_sql(_BY_HASH, (sha256,)).fetchone()
    return Hosted(*row) if row else None


def want(connection: Connection, sha256: str, media_type: str, path: str, now: int) -> None:
    """A picture is to be put up at a path nobody can guess."""
    connection.exec_driver_sql(
        "INSERT INTO hosted_pictures (sha256, media_type, path, state, asset_sid, version_sid,"
        " build_sid, noted_at, since, tries, reason) VALUES (?, ?, ?, 'wanted', '', '', '', ?, ?,"
        " 0, '')",
        (sha256, media_type, path, now, now),
    )


def change(connection: Connection, ids: Sequence[int], **values: object) -> None:
    """Note a step of some pictures."""
    names = ", ".join(f"{name} = ?" for name in values)
    for each in ids:
        connection.exec_driver_sql(
            f"UPDATE hosted_pictures SET {names} WHERE id = ?",  # noqa: S608  our own names
            (*values.values(), each),
        )


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Pictures that are nowhere any more."""
    for each in ids:
        connection.exec_driver_sql("DELETE FROM hosted_pictures WHERE id = ?", (each,))


def try_anew(connection: Connection, hashes: Sequence[str]) -> None:
    """What failed for good before is tried again, because somebody sends it again."""
    for each in hashes:
        connection.exec_driver_sql(
            "DELETE FROM hosted_pictures WHERE sha256 = ? AND state = 'failed' AND asset_sid = ''",
            (each,),
        )
        connection.exec_driver_sql(
            "UPDATE hosted_pictures SET state = 'leaving', build_sid = ''"
            " WHERE sha256 = ? AND state = 'failed'",
            (each,),
        )


def addresses(connection: Connection, outbox_id: int) -> list[str] | None:
    """Where Twilio finds the pictures of a row, in order; None where one of them is not up."""
    rows = list(connection.exec_driver_sql(_ADDRESSES, (outbox_id,)))
    if any(path is None or not domain for path, domain in rows):
        return None
    return [f"https://{domain}{path}" for path, domain in rows]


def hopeless(connection: Connection) -> dict[int, str]:
    """Queued rows whose pictures cannot be put up, each with why."""
    return {int(row[0]): str(row[1]) for row in connection.exec_driver_sql(_HOPELESS)}


def host(connection: Connection, account_sid: str) -> Host | None:
    """Where an account's pictures are put up."""
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(Host._fields)} FROM picture_hosts WHERE account_sid = ?",  # noqa: S608
        (account_sid,),
    ).fetchone()
    return Host(*row) if row else None


def new_host(connection: Connection, account_sid: str, name: str) -> None:
    """Begin anew at an account: nothing is up there, whatever was elsewhere."""
    forget_host(connection)
    connection.exec_driver_sql(
        "INSERT INTO picture_hosts VALUES (?, ?, '', '', '', '', '', '', 0)", (account_sid, name)
    )


def forget_host(connection: Connection) -> None:
    """The place is gone, and whatever was up there."""
    connection.exec_driver_sql("DELETE FROM picture_hosts")
    connection.exec_driver_sql("DELETE FROM hosted_pictures")


def change_host(connection: Connection, **values: object) -> None:
    """Note a step of the place itself."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.exec_driver_sql(
        f"UPDATE picture_hosts SET {names}",  # noqa: S608  our own names
        tuple(values.values()),
    )
