"""Files served by Twilio itself for the moment in which it fetches them: outgoing_ports.AssetHost.

Twilio sends a picture only from a public address, and Serverless Assets are its own. Every call
may be made again: what is there already is found by its name instead of being made twice.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from desktop_app.services.adapters.twilio_answers import NOT_TWILIO
from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.errors import KeyRefused, OutcomeUnknown, Refused
from desktop_app.services.messaging.outgoing_ports import Asset, Place

_SERVICES = "https://serverless.twilio.com/v1/Services"
_UPLOADS = "https://serverless-upload.twilio.com/v1/Services"
_SHAPES = {
    kind: re.compile(kind + r"[0-9a-fA-F]{32}") for kind in ("ZS", "ZE", "ZH", "ZN", "ZB", "ZD")
}
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,100}[a-z0-9])?\.twil\.io")
_PATH = re.compile(r"/[a-z0-9/]+\.(?:jpg|png|gif|txt)")
_NAME = re.compile(r"[a-z0-9-]{1,50}")
_STATES = frozenset({"building", "completed", "failed"})


class TwilioAssets:
    """One request a call, never repeated by any library."""

    def __init__(self, calls: TwilioCalls) -> None:
        self._calls = calls

    @property
    def account_sid(self) -> str:
        """Whose host it is."""
        return self._calls.account_sid

    def service(self, name: str) -> str:
        """The SID of the service of this name, made where there is none."""
        found = self._existing(f"{_SERVICES}/{_named(name)}")
        if found is None:
            form = {
                "UniqueName": name,
                "FriendlyName": "Brieftext pictures",
                "IncludeCredentials": "false",
                "UiEditable": "false",
            }
            found = self._calls.post(_SERVICES, form)
        return _sid("ZS", found)

    def environment(self, service_sid: str, name: str) -> Place:
        """The environment of this name, made where there is none."""
        address = f"{_service(service_sid)}/Environments"
        for raw in self._calls.listed(address, "environments"):
            if raw.get("unique_name") == name:
                return _place(raw)
        return _place(self._calls.post(address, {"UniqueName": _named(name)}))

    def assets(self, service_sid: str) -> list[Asset]:
        """Every file record of a service, all pages."""
        listed = self._calls.listed(f"{_service(service_sid)}/Assets", "assets")
        return [
            Asset(_sid("ZH", raw), str(raw.get("friendly_name") or ""), _moment(raw))
            for raw in listed
        ]

    def make_asset(self, service_sid: str, name: str) -> str:
        """A new file record."""
        address = f"{_service(service_sid)}/Assets"
        return _sid("ZH", self._calls.post(address, {"FriendlyName": name}))

    def version(self, service_sid: str, asset_sid: str) -> str:
        """The newest content of a file record; empty where it has none."""
        address = f"{_service(service_sid)}/Assets/{_checked('ZH', asset_sid)}/Versions"
        listed = self._calls.listed(address, "asset_versions")
        newest = max(listed, key=_moment, default=None)
        return _sid("ZN", newest) if newest is not None else ""

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
        if not _PATH.fullmatch(path):
            raise ValueError(f"not a path of ours: {path!r}")
        service, asset = _checked("ZS", service_sid), _checked("ZH", asset_sid)
        form = {"Path": path, "Visibility": "public" if public else "private"}
        file = (path.rpartition("/")[2], content, media_type)
        address = f"{_UPLOADS}/{service}/Assets/{asset}/Versions"
        return _sid("ZN", self._calls.post_file(address, form, file))

    def build(self, service_sid: str, versions: list[str]) -> str:
        """Begin to pack exactly these contents."""
        form = {"AssetVersions": [_checked("ZN", each) for each in versions]}
        return _sid("ZB", self._calls.post(f"{_service(service_sid)}/Builds", form))

    def build_state(self, service_sid: str, build_sid: str) -> str:
        """One of building, completed and failed; empty where there is no such build."""
        build = _checked("ZB", build_sid)
        found = self._existing(f"{_service(service_sid)}/Builds/{build}/Status")
        if found is None:
            return ""
        state = str(found.get("status"))
        if state not in _STATES:
            raise OutcomeUnknown(NOT_TWILIO)
        return state

    def deploy(self, service_sid: str, environment_sid: str, build_sid: str) -> None:
        """Serve what was packed, and nothing else."""
        environment = _checked("ZE", environment_sid)
        address = f"{_service(service_sid)}/Environments/{environment}/Deployments"
        _sid("ZD", self._calls.post(address, {"BuildSid": _checked("ZB", build_sid)}))

    def delete_asset(self, service_sid: str, asset_sid: str) -> None:
        """Forget a file record; no error where it is gone."""
        try:
            self._calls.delete(f"{_service(service_sid)}/Assets/{_checked('ZH', asset_sid)}")
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND or isinstance(error, KeyRefused):
                raise

    def is_served(self, domain: str, path: str) -> bool:
        """Whether anybody can fetch the file now: asked without the key, as Twilio will."""
        if not _DOMAIN.fullmatch(domain) or not _PATH.fullmatch(path):
            raise ValueError(f"not an address of ours: {domain!r}")
        return self._calls.status_of(f"https://{domain}{path}") == HTTPStatus.OK

    def _existing(self, address: str) -> dict[str, Any] | None:
        try:
            return self._calls.get(address)
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND or isinstance(error, KeyRefused):
                raise
            return None


def _checked(kind: str, sid: str) -> str:
    if not _SHAPES[kind].fullmatch(sid):
        raise OutcomeUnknown(NOT_TWILIO)
    return sid


def _sid(kind: str, raw: Mapping[str, Any]) -> str:
    return _checked(kind, str(raw.get("sid")))


def _service(sid: str) -> str:
    return f"{_SERVICES}/{_checked('ZS', sid)}"


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of ours: {name!r}")
    return name


def _place(raw: Mapping[str, Any]) -> Place:
    domain = str(raw.get("domain_name"))
    if not _DOMAIN.fullmatch(domain):
        raise OutcomeUnknown(NOT_TWILIO)
    return Place(_sid("ZE", raw), domain)


def _moment(raw: Mapping[str, Any]) -> int:
    try:
        return int(datetime.fromisoformat(str(raw.get("date_created"))).timestamp())
    except ValueError:
        return 0
