"""Which store is open, handed to everything that is made over it."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.ports import SecretStore


@dataclass(frozen=True)
class OpenStore:
    """Which store is open and how it is reached.

    `secret_entry` names the entry of the API secret, `head_entry` that of the ledger's last entry;
    empty where nothing can be kept.
    """

    path: Path
    key: bytes
    practice: bool
    base_url: str | None
    horizon: int
    secrets: SecretStore
    secret_entry: str
    head_entry: str = ""

    def __repr__(self) -> str:
        """Never show the key, whoever prints this."""
        return f"OpenStore(path={str(self.path)!r}, …)"
