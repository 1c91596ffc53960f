"""Making a store file, and making sure of one that is there, with the driver alone.

Comes before anything else touches the file: the key fits, the kind is right, the schema is ours.
SQLAlchemy stays unloaded unless a schema step is due.
"""

from pathlib import Path

from desktop_app.models import cipher
from desktop_app.models.errors import KindDiffers
from desktop_app.models.migrate import migrate
from desktop_app.models.values import new_uuid

REAL = "real"
PRACTICE = "practice"


def prepare(path: Path, key: bytes, *, kind: str) -> None:
    """Check a store that is there and bring an older schema up to date.

    Raises KeyDoesNotFit, SchemaIsNewer, KindDiffers or UnsafeFile; the file is left as it was.
    """
    connection = cipher.connect(path, key)
    try:
        found = cipher.stored_info(connection).get("kind")
        if found != kind:
            raise KindDiffers(found or "no kind")
        migrate(connection, path, key)
    finally:
        connection.close()


def create(path: Path, key: bytes, *, kind: str) -> None:
    """Make a new, empty store. A file that is there already is never replaced.

    Built under another name and moved into place whole, so that a kill leaves no half store.
    """
    if path.exists():
        raise KindDiffers("a store is there already")
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    connection = cipher.connect(scratch, key, must_exist=False)
    try:
        migrate(connection, scratch, key)
        facts = [("kind", kind), ("device_id", new_uuid())]
        connection.executemany("INSERT INTO store_info VALUES (?, ?)", facts)
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
    scratch.rename(path)
