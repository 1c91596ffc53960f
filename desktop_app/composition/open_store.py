"""Which store is open, handed to everything that is made over it."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.ports import SecretStore


@dataclass(frozen=True)
class OpenStore:
    """Which store is open and how it is reached. `secret_entry` names the API secret's entry."""

    path: Path
    key: bytes
    practice: bool
    base_url: str | None
    horizon: int
    secrets: SecretStore
    secret_entry: str

    def __repr__(self) -> str:
        """Never show the key, whoever prints this."""
        return f"OpenStore(path={str(self.path)!r}, …)"
