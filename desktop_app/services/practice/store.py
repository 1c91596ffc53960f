"""Where the practice account keeps its texts: one SQLite file, or memory.

The file is opened without a key: nothing in it is real. Several servers may share it, such as a
window and a script on the same practice profile.
"""

import random
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop_app.services.practice.texts import PastText, Picture, Text, segment_count

_SCHEMA = """
CREATE TABLE IF NOT EXISTS texts (
    seq INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, created REAL NOT NULL,
    inbound INTEGER NOT NULL, from_number TEXT NOT NULL, to_number TEXT NOT NULL,
    body TEXT NOT NULL, segments INTEGER NOT NULL, media INTEGER NOT NULL, service TEXT,
    first_status TEXT NOT NULL, sending_at REAL, sent_at REAL, done_at REAL,
    end_status TEXT NOT NULL, error INTEGER, changed_at REAL, deleted INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS texts_by_time ON texts (created, seq);
CREATE INDEX IF NOT EXISTS texts_to ON texts (to_number, created, seq);
CREATE INDEX IF NOT EXISTS texts_from ON texts (from_number, created, seq);
CREATE TABLE IF NOT EXISTS pictures (
    sid TEXT PRIMARY KEY, text_sid TEXT NOT NULL, created REAL NOT NULL,
    content_type TEXT NOT NULL, data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS pictures_of ON pictures (text_sid);
CREATE TABLE IF NOT EXISTS blocks (
    id INTEGER PRIMARY KEY, client TEXT NOT NULL, firm TEXT NOT NULL, at REAL NOT NULL,
    blocked INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS blocks_of ON blocks (client, firm, at);
CREATE TABLE IF NOT EXISTS things (
    seq INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, parent TEXT NOT NULL,
    made_at REAL NOT NULL, data TEXT NOT NULL, content BLOB, deleted INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_COLUMNS = ", ".join(Text._fields)
_INSERT = f"INSERT INTO texts ({_COLUMNS}) VALUES ({', '.join('?' * len(Text._fields))})"  # noqa: S608

SCHEDULED_AHEAD_S = 36 * 86_400
"""No text is sent later than this after it was made: a date filter need not look further back."""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which texts a list call wants. Times are seconds; `after_sid` ended the page before."""

    to_number: str = ""
    from_number: str = ""
    sent_from: float | None = None
    sent_until: float | None = None
    after_sid: str = ""


def new_sid(prefix: str) -> str:
    """A fresh SID in Twilio's shape."""
    return f"{prefix}{random.getrandbits(128):032x}"


class PracticeStore:
    """The texts, their pictures and the carrier's blocks. One connection, one lock, any thread."""

    def __init__(self, file: Path | None) -> None:
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self._base: Any = dbapi2.connect(
            ":memory:" if file is None else str(file),
            timeout=5.0,
            isolation_level=None,
            check_same_thread=False,
        )
        if file is not None:
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
        with self.transaction():
            for statement in _SCHEMA.split(";"):
                self._base.execute(statement)

    def close(self) -> None:
        """Let the file go."""
        with self.lock:
            self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, on disk when it ends. May be nested: the outermost one commits."""
        with self.lock:
            if self._base.in_transaction:
                yield
                return
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        with self.lock:
            found: list[Any] = self._base.execute(sql, tuple(values)).fetchall()
        return found

    # Texts

    def add(self, text: Text) -> None:
        """Keep one more text."""
        with self.transaction():
            self._base.execute(_INSERT, text)

    def load(self, past: Iterable[PastText]) -> int:
        """Keep many finished texts at once; how many they were."""
        with self.transaction():
            before = self._base.total_changes
            self._base.executemany(_INSERT, (self._finished(text) for text in past))
            return int(self._base.total_changes - before)

    def _finished(self, past: PastText) -> Text:
        sid = new_sid("MM" if past.pictures else "SM")
        for picture in past.pictures:
            self.add_picture(sid, picture, past.at)
        pair = (past.client, past.firm) if past.inbound else (past.firm, past.client)
        ended = past.at if past.inbound else past.at + 2
        return Text(
            sid,
            past.at,
            int(past.inbound),
            *pair,
            past.body,
            segment_count(past.body),
            len(past.pictures),
            None,
            "received" if past.inbound else "queued",
            None if past.inbound else past.at,
            past.at if past.inbound else past.at + 1,
            ended,
            "received" if past.inbound else past.status,
            past.error,
        )

    def by_sid(self, sid: str, now: float) -> Text | None:
        """One text that has happened and was not removed."""
        sql = f"SELECT {_COLUMNS} FROM texts WHERE sid = ? AND created <= ? AND deleted = 0"  # noqa: S608
        found = self._rows(sql, (sid, now))
        return Text._make(found[0]) if found else None

    def page(self, wanted: ListFilter, *, now: float, until: float, size: int) -> list[Text] | None:
        """Up to `size` texts made until then, newest first; None for a token nobody gave out."""
        where = ["deleted = 0", "created <= ?"]
        values: list[Any] = [until]
        for column, number in (
            ("to_number", wanted.to_number),
            ("from_number", wanted.from_number),
        ):
            if number:
                where.append(f"{column} = ?")
                values.append(number)
        if wanted.sent_from is not None:
            where.append("sent_at BETWEEN ? AND ? AND created >= ?")
            values += [wanted.sent_from, now, wanted.sent_from - SCHEDULED_AHEAD_S]
        if wanted.sent_until is not None:
            where.append("sent_at <= ? AND created <= ?")
            values += [min(wanted.sent_until, now), wanted.sent_until]
        if wanted.after_sid:
            place = self._rows("SELECT created, seq FROM texts WHERE sid = ?", (wanted.after_sid,))
            if not place:
                return None
            where.append("(created, seq) < (?, ?)")
            values += place[0]
        sql = (
            f"SELECT {_COLUMNS} FROM texts WHERE {' AND '.join(where)}"  # noqa: S608
            " ORDER BY created DESC, seq DESC LIMIT ?"
        )
        return [Text._make(row) for row in self._rows(sql, (*values, size))]

    def all_texts(self) -> list[Text]:
        """Every text there ever was, removed and future ones too, oldest first."""
        return [
            Text._make(row)
            for row in self._rows(f"SELECT {_COLUMNS} FROM texts ORDER BY created, seq")  # noqa: S608
        ]

    def change(self, sid: str, **columns: Any) -> None:
        """Set columns of one text."""
        names = ", ".join(f"{name} = ?" for name in columns)
        with self.transaction():
            self._base.execute(
                f"UPDATE texts SET {names} WHERE sid = ?",  # noqa: S608
                (*columns.values(), sid),
            )

    def sent_to(self, client: str) -> int:
        """How many texts the firm has sent this person so far."""
        return int(
            self._rows("SELECT count(*) FROM texts WHERE to_number = ?", (client,))[0][0],
        )

    def answer_is_coming(self, client: str, firm: str, now: float) -> bool:
        """Whether this person is about to text anyway."""
        sql = "SELECT 1 FROM texts WHERE from_number = ? AND to_number = ? AND created > ? LIMIT 1"
        return bool(self._rows(sql, (client, firm, now)))

    # Pictures

    def add_picture(self, text_sid: str, picture: Picture, at: float) -> None:
        """Attach a picture to a text."""
        with self.transaction():
            self._base.execute(
                "INSERT INTO pictures VALUES (?, ?, ?, ?, ?)",
                (new_sid("ME"), text_sid, at, picture.content_type, picture.data),
            )

    def pictures_of(self, text_sid: str) -> list[tuple[str, float, str]]:
        """(SID, time, content type) of a text's pictures, in their order."""
        sql = "SELECT sid, created, content_type FROM pictures WHERE text_sid = ? ORDER BY rowid"
        return [(row[0], row[1], row[2]) for row in self._rows(sql, (text_sid,))]

    def picture_bytes(self, text_sid: str, sid: str) -> bytes | None:
        """The picture itself."""
        sql = "SELECT data FROM pictures WHERE text_sid = ? AND sid = ?"
        found = self._rows(sql, (text_sid, sid))
        return bytes(found[0][0]) if found else None

    def remove_pictures(self, text_sid: str, sid: str = "") -> None:
        """Forget one picture of a text, or all."""
        with self.transaction():
            self._base.execute(
                "DELETE FROM pictures WHERE text_sid = ? AND (? = '' OR sid = ?)",
                (text_sid, sid, sid),
            )

    # The carrier's blocks

    def set_block(self, client: str, firm: str, at: float, *, blocked: bool) -> None:
        """From `at` on, the network lets texts from `firm` to `client` through or not."""
        with self.transaction():
            self._base.execute(
                "INSERT INTO blocks (client, firm, at, blocked) VALUES (?, ?, ?, ?)",
                (client, firm, at, int(blocked)),
            )

    def is_blocked(self, client: str, firm: str, now: float) -> bool:
        """Whether this client has opted out of this firm number."""
        sql = (
            "SELECT blocked FROM blocks WHERE client = ? AND firm = ? AND at <= ?"
            " ORDER BY at DESC, id DESC LIMIT 1"
        )
        found = self._rows(sql, (client, firm, now))
        return bool(found and found[0][0])

    def blocked_pairs(self, now: float) -> list[tuple[str, str]]:
        """Every (client, firm number) that is blocked now."""
        pairs = self._rows("SELECT DISTINCT client, firm FROM blocks WHERE at <= ?", (now,))
        return [(client, firm) for client, firm in pairs if self.is_blocked(client, firm, now)]

    # What lies at the file host (hosting.py)

    def put_thing(
        self, sid: str, kind: str, parent: str, at: float, data: str, content: bytes | None
    ) -> None:
        """Keep one more thing."""
        with self.transaction():
            self._base.execute(
                "INSERT INTO things (sid, kind, parent, made_at, data, content, deleted)"
                " VALUES (?, ?, ?, ?, ?, ?, 0)",
                (sid, kind, parent, at, data, content),
            )

    def things(self, where: str, *values: Any) -> list[Any]:
        """(sid, kind, parent, made at, data) of all that fit, the oldest first."""
        return self._rows(
            f"SELECT sid, kind, parent, made_at, data FROM things WHERE {where} ORDER BY seq",  # noqa: S608
            values,
        )

    def thing_content(self, sid: str) -> bytes | None:
        """The file of one thing."""
        found = self._rows("SELECT content FROM things WHERE sid = ?", (sid,))
        return bytes(found[0][0]) if found and found[0][0] is not None else None

    def change_thing(self, sid: str, data: str) -> None:
        """Give a thing other values."""
        with self.transaction():
            self._base.execute("UPDATE things SET data = ? WHERE sid = ?", (data, sid))

    def delete_thing(self, sid: str) -> None:
        """Take a thing away; what is deployed with it stays."""
        with self.transaction():
            self._base.execute("UPDATE things SET deleted = 1 WHERE sid = ?", (sid,))

    # Facts about the account

    def fact(self, name: str) -> str | None:
        """A value kept by name."""
        found = self._rows("SELECT value FROM facts WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def set_fact(self, name: str, value: str) -> None:
        """Keep a value by name."""
        with self.transaction():
            self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
