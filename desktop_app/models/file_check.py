"""Whether the encrypted file itself is whole: every page's own seal, then the structure in it."""

from typing import Any

import sqlcipher3.dbapi2 as driver

Unreadable = driver.DatabaseError
"""What reading a damaged page raises."""

MOST_SHOWN = 3
"""A damaged file can complain about every page it has; the first few say where."""


def complaints(connection: Any) -> list[str]:
    """What the database engine finds wrong with the file, in its own words. Empty: nothing."""
    found: list[str] = []
    for pragma in ("cipher_integrity_check", "quick_check"):
        try:
            rows = connection.execute(f"PRAGMA {pragma}").fetchmany(MOST_SHOWN)
        except driver.DatabaseError as error:
            rows = [(str(error),)]
        found += [str(row[0]) for row in rows if str(row[0]) != "ok"]
    return found
