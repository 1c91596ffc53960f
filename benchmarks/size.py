"""How much of the disk a text takes, beside the same texts in the barest table that serves."""

import tempfile
from pathlib import Path

from benchmarks import data, harness
from benchmarks.harness import Goal
from desktop_app.models import cipher
from desktop_app.services.practice import constants

_BARE = (
    """CREATE TABLE messages (
    id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, sid BLOB NOT NULL,
    direction INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL)
    """,
    "CREATE UNIQUE INDEX by_sid ON messages (sid)",
    "CREATE INDEX by_conversation ON messages (conversation, id)",
    "CREATE INDEX by_time ON messages (at)",
)
_COPY = (
    "SELECT id, conversation_id, sid, direction = 'in', body, at, length(status) FROM messages "
    "ORDER BY id"
)


def run(texts: int = data.SMALL, cache: Path = data.CACHE) -> bool:
    """Bytes a text of the whole store file, after a checkpoint."""
    ours = data.store(texts, cache) / data.STORE
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        bare = Path(scratch) / "bare.db"
        _fill_bare(ours, bare)
        limit = bare.stat().st_size / texts
    app = ours.stat().st_size / texts
    return harness.report(
        "size",
        texts,
        [
            Goal(
                "at most 1.45 times the texts in a bare table with its indexes",
                app / limit,
                at_most=1.45,
            )
        ],
        {
            "app_bytes": app,
            "limit_bytes": limit,
            "ratio": app / limit,
            "full_text_index": "in neither",
        },
    )


def _fill_bare(ours: Path, bare: Path) -> None:
    source = cipher.open_reader(ours, constants.STORE_KEY)
    target = cipher.connect(bare, constants.STORE_KEY, must_exist=False)
    try:
        for statement in _BARE:
            target.execute(statement)
        target.execute("BEGIN")
        rows = source.execute(_COPY)
        target.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        target.execute("COMMIT")
    finally:
        source.close()
        target.close()
