"""Word for an open window that another process changed its store: a script sent or imported.

The command line leaves word as it ends; the window's sync process finds it in its next round and
passes it on, so that nothing on screen stays old.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from desktop_app.models.setting import get, put, sync_marks

_KEY = "outside_change"
_MOST = 200
"""More conversations than this: read everything again instead of naming them."""


def leave_word(connection: Connection, changed: Iterable[int]) -> None:
    """Note which conversations changed. Earlier words that nobody read yet are kept."""
    count, ids = _read(connection)
    together = sorted(set(ids) | set(changed))
    put(connection, sync_marks, _KEY, json.dumps([count + 1, together[: _MOST + 1]]))


def take_word(connection: Connection, seen: int) -> tuple[int, frozenset[int] | None]:
    """The newest word's number, and what changed if it is newer than `seen`; empty: everything."""
    count, ids = _read(connection)
    if count == seen:
        return count, None
    return count, frozenset() if len(ids) > _MOST else frozenset(ids)


def _read(connection: Connection) -> tuple[int, list[int]]:
    kept = get(connection, sync_marks, _KEY)
    if not kept:
        return 0, []
    count, ids = json.loads(kept)
    return int(count), [int(each) for each in ids]
