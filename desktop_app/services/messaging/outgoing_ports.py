"""What putting pictures up at Twilio needs from outside (twilio.md section 8)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """Where files are served: an environment and its public domain."""

    sid: str
    domain: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's record at the place, whether or not it is served. `made_at` by Twilio's clock."""

    sid: str
    name: str
    made_at: int


class AssetHost(Protocol):
    """The firm's own file host at Twilio. One request a call. Raises errors.GatewayError only."""

    @property
    def account_sid(self) -> str:
        """Whose host it is."""

    def service(self, name: str) -> str:
        """The SID of the service of this name, made where there is none."""

    def environment(self, service_sid: str, name: str) -> Place:
        """The environment of this name, made where there is none."""

    def assets(self, service_sid: str) -> list[Asset]:
        """Every file record of a service, all pages; anything less is a GatewayError."""

    def make_asset(self, service_sid: str, name: str) -> str:
        """A new file record."""

    def version(self, service_sid: str, asset_sid: str) -> str:
        """The newest content of a file record; empty where it has none."""

    def upload(
        self,
        service_sid: str,
        asset_sid: str,
        *,
        path: str,
        media_type: str,
        content: bytes,
        public: bool,
    ) -> str:
        """Give a file record its content."""

    def build(self, service_sid: str, versions: list[str]) -> str:
        """Begin to pack exactly these contents."""

    def build_state(self, service_sid: str, build_sid: str) -> str:
        """One of building, completed and failed; empty where there is no such build."""

    def deploy(self, service_sid: str, environment_sid: str, build_sid: str) -> None:
        """Serve what was packed, and nothing else."""

    def delete_asset(self, service_sid: str, asset_sid: str) -> None:
        """Forget a file record; no error where it is gone."""

    def is_served(self, domain: str, path: str) -> bool:
        """Whether anybody can fetch the file now."""
