"""Big encrypted stores, made once through the real schema and kept between runs.

Everything a store holds after years of use is there: people with matters and consent, one status
a text, the account's key, and how far Twilio was read.
"""

import hashlib
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import desktop_app.models.migrations.versions
from benchmarks import texts as made
from desktop_app.models import cipher, firm_number, ledger, message, setting, store_file, storing
from desktop_app.models.contact import search_text
from desktop_app.models.database import Database
from desktop_app.models.enums import LedgerKind, SenderType
from desktop_app.models.migrate import HEAD
from desktop_app.services.practice import constants

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".bench-cache"
STORE = "brieftext.db"
FULL, SMALL, TINY = 1_000_000, 100_000, 10_000
SETTLED_S = 3 * 86_400
_RECIPE = "3"
"""Raise it where the same schema is filled differently: kept stores are then made anew."""
_STRANGERS = 10
"""Every tenth number has no record in the address book."""
_MATTER_EVERY = 3
_REFRESHED_AT_ONCE = 1_000

_PEOPLE = (
    "INSERT INTO contacts (id, name, role, cell, email, pronoun, time_zone, notes, matter_id, "
    "search_text, created_at, updated_at) VALUES (?, ?, '', ?, '', '', '', '', ?, ?, ?, ?)"
)
_MATTERS = "INSERT INTO matters VALUES (?, ?, ?, 'open', 'normal', '', NULL, NULL, ?)"
_CONVERSATIONS = (
    "INSERT INTO conversations (id, number, firm_number, contact_id, name, created_at, opened_at, "
    "last_at, snippet, last_in_id, last_in_at, last_out_id, read_up_to, unread, needs_reply) "
    "VALUES (?, ?, ?, ?, '', ?, 0, 0, '', 0, 0, 0, ?, 0, 0)"
)
_CONSENTS = (
    "INSERT INTO channel_consents VALUES "
    "(?, 'texts', 'in', 'express', 'none', ?, 'Dana Whitfield', 'on paper', 0, ?)"
)
_MESSAGES = "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 0, ?, NULL, NULL, '', NULL)"
_STATUSES = (
    "INSERT INTO message_statuses (message_id, status, error_code, seen_at) VALUES (?, ?, ?, ?)"
)


def store(texts: int, cache: Path = CACHE) -> Path:
    """The folder of a kept store with this many texts, made now where there is none."""
    folder = cache / f"store-{texts}-{fingerprint()}"
    if not (folder / STORE).exists():
        forget(cache, f"store-{texts}-*")
        scratch = scratch_in(cache)
        fill(scratch / STORE, made.Crowd(texts))
        scratch.rename(folder)
    return folder


def kept(cache: Path) -> Path:
    """Where made data is kept between runs, all of it left alone by git."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n", "utf-8")
    return cache


def forget(cache: Path, pattern: str) -> None:
    """Remove what was kept for an older schema or recipe."""
    for old in cache.glob(pattern):
        shutil.rmtree(old)


def scratch_in(cache: Path) -> Path:
    """A new folder among the kept data."""
    return Path(tempfile.mkdtemp(prefix="making-", dir=kept(cache)))


def own_copy(texts: int, into: Path, cache: Path = CACHE) -> Path:
    """A store that may be written to, in a folder of its own; the path of its file."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = into / STORE
    shutil.copyfile(store(texts, cache) / STORE, path)
    return path


def new_store(path: Path) -> Path:
    """An empty store with the account in it, as it is after first run."""
    store_file.create(path, constants.STORE_KEY, kind=store_file.PRACTICE)
    database = Database(path, constants.STORE_KEY)
    try:
        _connect(database)
    finally:
        database.close()
    return path


def fill(path: Path, crowd: made.Crowd) -> None:
    """Make a store and put everything into it."""
    new_store(path)
    _history(path)
    connection = cipher.connect(path, constants.STORE_KEY)
    try:
        # Nobody else looks and a kill leaves a folder nobody uses: speed counts, safety does not.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-1500000")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN")
        _insert_people(connection, crowd)
        _insert_texts(connection, crowd)
        connection.execute("COMMIT")
    finally:
        connection.close()
    _write_consents(path, crowd)
    _finish(path, crowd)


def _connect(database: Database) -> None:
    with database.write() as connection:
        for key, value in (
            ("account_sid", constants.ACCOUNT_SID),
            ("key_sid", constants.KEY_SID),
            ("firm_name", constants.FIRM_NAME),
            ("actor_name", "Dana Whitfield"),
        ):
            setting.put(connection, setting.settings, key, value)
        setting.put(connection, setting.store_info, "secret twilio", constants.KEY_SECRET)
        for place, number in enumerate((constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER)):
            firm_number.put(
                connection,
                number=number,
                sid=f"PN{place:032x}",
                label="",
                sender_type=(SenderType.LONG_CODE, SenderType.TOLL_FREE)[place],
                sms=True,
                mms=True,
                voice=True,
            )


def _history(path: Path) -> None:
    """Twilio's list was read to the end when the newest text came."""
    connection = cipher.connect(path, constants.STORE_KEY)
    try:
        connection.executemany(
            "INSERT INTO sync_marks VALUES (?, ?)",
            [
                ("inbound_read_at", str(made.END)),
                ("full_round_at", str(made.END)),
                ("whole_history_read", "1"),
            ],
        )
    finally:
        connection.close()


def _insert_people(connection: Any, crowd: made.Crowd) -> None:
    then = made.END - made.YEARS_S
    names, numbers = made.names(crowd), made.numbers(crowd)
    matters = [
        (place + 1, f"26-{place:05}", f"Matter of {names[place]}", then)
        for place in range(0, crowd.people, _MATTER_EVERY)
    ]
    connection.executemany(_MATTERS, matters)
    known = [person for person in range(crowd.people) if (person + 1) % _STRANGERS]
    connection.executemany(
        _PEOPLE,
        (_record(person, names[person], numbers[person], then) for person in known),
    )
    has_record = set(known)
    seen = message.first_id(made.END - SETTLED_S)
    connection.executemany(
        _CONVERSATIONS,
        (
            (
                person + 1,
                numbers[person],
                constants.LOCAL_NUMBER,
                person + 1 if person in has_record else None,
                then,
                seen,
            )
            for person in range(crowd.people)
        ),
    )


def _record(person: int, name: str, cell: str, then: int) -> tuple[Any, ...]:
    matter = person // _MATTER_EVERY * _MATTER_EVERY
    words = search_text({"name": name, "cell": cell}, f"26-{matter:05}", "")
    return (person + 1, name, cell, matter + 1, words, then, then)


def _insert_texts(connection: Any, crowd: made.Crowd) -> None:
    taken: Counter[int] = Counter()
    dice = random.Random(made.SEED)

    def rows() -> Iterator[tuple[Any, ...]]:
        for text in made.texts(crowd):
            identifier = message.first_id(text.at) + taken[text.at]
            taken[text.at] += 1
            yield (
                identifier,
                text.person + 1,
                b"S" + dice.randbytes(16),
                "in" if text.inbound else "out",
                text.body,
                text.at,
                text.status,
                text.error,
                constants.LOCAL_NUMBER,
            )

    for chunk in _chunks(rows(), 20_000):
        connection.executemany(_MESSAGES, chunk)
        connection.executemany(_STATUSES, [(row[0], row[6], row[7], row[5] + 2) for row in chunk])


def _chunks(rows: Iterable[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    yield chunk


def _write_consents(path: Path, crowd: made.Crowd) -> None:
    """Everybody agreed on paper: one ledger entry each, sealed as the program seals them."""
    then = made.END - made.YEARS_S
    numbers = made.numbers(crowd)
    database = Database(path, constants.STORE_KEY)
    try:
        with database.write() as connection:
            entries = [
                ledger.Entry(
                    number=number,
                    kind=LedgerKind.CONSENT_RECORDED,
                    actor="Dana Whitfield",
                    happened_at=then,
                    recorded_at=then,
                    payload={"how": "on paper", "level": "express", "words": "Text me."},
                )
                for number in numbers
            ]
            seqs = ledger.append_many(connection, entries)
            connection.exec_driver_sql(
                _CONSENTS,
                [(number, then, seq) for number, seq in zip(numbers, seqs, strict=True)],
            )
    finally:
        database.close()


def _finish(path: Path, crowd: made.Crowd) -> None:
    """Inbox lines as the program keeps them, and one file without a log beside it."""
    database = Database(path, constants.STORE_KEY)
    try:
        for start in range(1, crowd.people + 1, _REFRESHED_AT_ONCE):
            with database.write() as connection:
                end = min(start + _REFRESHED_AT_ONCE, crowd.people + 1)
                storing.refresh_many(connection, range(start, end))
    finally:
        database.close()
    connection = cipher.connect(path, constants.STORE_KEY)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def fingerprint() -> str:
    """Other schema, other recipe or other texts: another store."""
    digest = hashlib.sha256(f"{HEAD} {_RECIPE} {made.SEED}".encode())
    scripts = Path(desktop_app.models.migrations.versions.__path__[0])
    for script in sorted(scripts.glob("v*.py")):
        digest.update(script.read_bytes())
    for source in ("texts.py",):
        digest.update((ROOT / "benchmarks" / source).read_bytes())
    return digest.hexdigest()[:10]
