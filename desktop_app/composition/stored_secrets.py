"""Secrets of practice stores, kept in the store itself: they open nothing real (interfaces.md)."""

from collections.abc import Callable
from typing import Any


class StoredSecrets:
    """ports.SecretStore inside one practice store. `connect` gives a writable driver connection."""

    name = "inside the practice store"

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect

    def get(self, entry: str) -> str | None:
        """The secret, or None where there is no such entry."""
        return self._run("SELECT value FROM store_info WHERE key = ?", f"secret {entry}")

    def set(self, entry: str, secret: str) -> None:
        """Keep it."""
        self._run(
            "INSERT INTO store_info VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
            "excluded.value RETURNING value",
            f"secret {entry}",
            secret,
        )

    def delete(self, entry: str) -> None:
        """Remove it."""
        self._run("DELETE FROM store_info WHERE key = ? RETURNING value", f"secret {entry}")

    def _run(self, statement: str, *values: str) -> str | None:
        connection = self._connect()
        try:
            row = connection.execute(statement, values).fetchone()
        finally:
            connection.close()
        return str(row[0]) if row else None
