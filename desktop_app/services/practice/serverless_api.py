"""The file host's resources: serverless.twilio.com, its upload host, and what *.twil.io serves."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from typing import Any

from desktop_app.services.practice import constants
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.creation import Refusal
from desktop_app.services.practice.hosting import DOMAIN_END, Thing
from desktop_app.services.practice.http_forms import Answer, Request

HOST, UPLOAD_HOST = "serverless.twilio.com", "serverless-upload.twilio.com"
ADDRESS = f"https://{HOST}/v1/Services"
MOST_BYTES = 25 * 1024 * 1024

_SERVED = re.compile(rf"{constants.BY_HOST}([a-z0-9-]+{re.escape(DOMAIN_END)})(/.*)", re.DOTALL)
_ROOT, _UPLOADS = f"{constants.BY_HOST}{HOST}", f"{constants.BY_HOST}{UPLOAD_HOST}"
_SERVICE = r"/v1/Services/([\w-]+)"
_BAD = 20001

_Handler = Callable[..., Answer]


class ServerlessApi:
    """Routes one request and renders the answer; None for another host's request."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account
        self._things = account.hosting
        routes: list[tuple[str, dict[str, _Handler]]] = [
            (f"{_ROOT}/v1/Services", {"GET": self._services, "POST": self._make_service}),
            (f"{_ROOT}{_SERVICE}", {"GET": self._service, "DELETE": self._delete_service}),
            (
                f"{_ROOT}{_SERVICE}/Environments",
                {"GET": self._environments, "POST": self._make_environment},
            ),
            (f"{_ROOT}{_SERVICE}/Assets", {"GET": self._assets, "POST": self._make_asset}),
            (f"{_ROOT}{_SERVICE}/Assets/(ZH\\w+)", {"DELETE": self._delete_asset}),
            (f"{_ROOT}{_SERVICE}/Assets/(ZH\\w+)/Versions", {"GET": self._versions}),
            (f"{_UPLOADS}{_SERVICE}/Assets/(ZH\\w+)/Versions", {"POST": self._upload}),
            (f"{_ROOT}{_SERVICE}/Builds", {"POST": self._build}),
            (f"{_ROOT}{_SERVICE}/Builds/(ZB\\w+)/Status", {"GET": self._build_status}),
            (
                f"{_ROOT}{_SERVICE}/Environments/(ZE\\w+)/Deployments",
                {"POST": self._deploy},
            ),
        ]
        self._routes = [(re.compile(path), verbs) for path, verbs in routes]

    def served(self, request: Request) -> Answer | None:
        """What the public host says, to anybody; None for another host's request."""
        fit = _SERVED.fullmatch(request.path)
        if fit is None or request.method not in {"GET", "HEAD"}:
            return None
        now, lag = self._account.clock.now(), self._account.settings.serve_after
        found = self._things.served(fit[1], fit[2], now, lag)
        if found is None:
            return Answer(404, b"not found", "text/plain")
        return Answer(200, found.data, found.content_type)

    def answer(self, request: Request) -> Answer | None:
        """What Twilio would say."""
        for pattern, verbs in self._routes:
            fit = pattern.fullmatch(request.path)
            if fit is None:
                continue
            if request.method not in verbs:
                raise Refusal(20004, "Method not allowed", 405)
            if not self._account.settings.hosts_files:
                raise Refusal(20403, "This key may not use the Serverless API", 403)
            service, *rest = fit.groups() or ("",)
            place = [self._things.service(service)] if service else []
            return verbs[request.method](request, *place, *rest)
        return None

    # Services and environments

    def _services(self, request: Request) -> Answer:
        shown = [_service(each) for each in self._things.all("ZS", "")]
        return self._listing(request, "services", ADDRESS, shown)

    def _service(self, _request: Request, service: Thing) -> Answer:
        return Answer.json(_service(service))

    def _make_service(self, request: Request) -> Answer:
        form = dict(request.form())
        name = form.get("UniqueName", "")
        if not re.fullmatch(r"[\w-]{1,50}", name) or not form.get("FriendlyName"):
            raise Refusal(_BAD, "UniqueName and FriendlyName are required")
        if any(each.values["unique_name"] == name for each in self._things.all("ZS", "")):
            raise Refusal(_BAD, f"{name} is in use", 409)
        made = self._things.make(
            "ZS",
            "",
            self._account.clock.now(),
            unique_name=name,
            friendly_name=form["FriendlyName"],
            domain_base=f"{name}-{secrets.randbelow(9000) + 1000}",
        )
        return Answer.json(_service(made), 201)

    def _delete_service(self, _request: Request, service: Thing) -> Answer:
        for each in self._things.all("ZE", service.sid):
            self._things.delete(each)
        self._things.delete(service)
        return Answer(204)

    def _environments(self, request: Request, service: Thing) -> Answer:
        shown = [_environment(each) for each in self._things.all("ZE", service.sid)]
        return self._listing(
            request, "environments", f"{ADDRESS}/{service.sid}/Environments", shown
        )

    def _make_environment(self, request: Request, service: Thing) -> Answer:
        form = dict(request.form())
        name, suffix = form.get("UniqueName", ""), form.get("DomainSuffix", "")
        if not name or len(suffix) > 16:  # noqa: PLR2004  Twilio's own limit
            raise Refusal(_BAD, "UniqueName is required, DomainSuffix has 16 characters at most")
        taken = self._things.all("ZE", service.sid)
        if any(name == each.values["unique_name"] for each in taken):
            raise Refusal(_BAD, f"{name} is in use", 409)
        base = service.values["domain_base"]
        made = self._things.make(
            "ZE",
            service.sid,
            self._account.clock.now(),
            unique_name=name,
            domain_suffix=suffix or None,
            domain_name=f"{base}-{suffix}{DOMAIN_END}" if suffix else f"{base}{DOMAIN_END}",
        )
        return Answer.json(_environment(made), 201)

    # Files

    def _assets(self, request: Request, service: Thing) -> Answer:
        shown = [_asset(each) for each in self._things.all("ZH", service.sid)]
        return self._listing(request, "assets", f"{ADDRESS}/{service.sid}/Assets", shown)

    def _make_asset(self, request: Request, service: Thing) -> Answer:
        name = dict(request.form()).get("FriendlyName", "")
        if not name:
            raise Refusal(_BAD, "FriendlyName is required")
        made = self._things.make("ZH", service.sid, self._account.clock.now(), friendly_name=name)
        return Answer.json(_asset(made), 201)

    def _delete_asset(self, _request: Request, service: Thing, sid: str) -> Answer:
        self._things.delete(self._things.one(sid, service.sid))
        return Answer(204)

    def _versions(self, request: Request, service: Thing, sid: str) -> Answer:
        asset = self._things.one(sid, service.sid)
        shown = [_version(service, each) for each in self._things.all("ZN", asset.sid)]
        address = f"{ADDRESS}/{service.sid}/Assets/{sid}/Versions"
        return self._listing(request, "asset_versions", address, shown)

    def _upload(self, request: Request, service: Thing, sid: str) -> Answer:
        asset = self._things.one(sid, service.sid)
        fields = _parts(request)
        file, path = fields.get("Content"), _words(fields.get("Path"))
        visibility = _words(fields.get("Visibility"))
        if file is None or not path or visibility not in {"public", "protected", "private"}:
            raise Refusal(_BAD, "Content, Path and Visibility are required")
        content = _bytes(file)
        if len(content) > MOST_BYTES:
            raise Refusal(_BAD, "The file is too large")
        made = self._things.make(
            "ZN",
            asset.sid,
            self._account.clock.now(),
            content,
            path=path if path.startswith("/") else f"/{path}",
            visibility=visibility,
            media_type=file.get_content_type(),
        )
        return Answer.json(_version(service, made), 201)

    # Builds

    def _build(self, request: Request, service: Thing) -> Answer:
        wanted = [value for name, value in request.form() if name == "AssetVersions"]
        if not wanted:
            raise Refusal(_BAD, "At least one function version or asset version is required")
        paths = [self._things.one(each).values["path"] for each in wanted]
        if len(set(paths)) < len(paths):
            raise Refusal(_BAD, "Two files have the same path")
        fails = self._account.settings.builds_fail
        if fails:
            self._account.change_settings(builds_fail=fails - 1)
        made = self._things.make(
            "ZB",
            service.sid,
            self._account.clock.now(),
            asset_versions=wanted,
            ends="failed" if fails else "completed",
        )
        return Answer.json(self._built(service, made), 201)

    def _state(self, build: Thing) -> str:
        ready = build.made_at + self._account.settings.build_after
        return str(build.values["ends"]) if ready <= self._account.clock.now() else "building"

    def _build_status(self, _request: Request, service: Thing, sid: str) -> Answer:
        build = self._things.one(sid, service.sid)
        address = f"{ADDRESS}/{service.sid}/Builds/{sid}/Status"
        return Answer.json(
            {
                "sid": sid,
                "account_sid": constants.ACCOUNT_SID,
                "service_sid": service.sid,
                "status": self._state(build),
                "url": address,
            }
        )

    def _built(self, service: Thing, build: Thing) -> dict[str, Any]:
        address = f"{ADDRESS}/{service.sid}/Builds/{build.sid}"
        files = [
            {"sid": sid, "path": self._things.one(sid).values["path"]}
            for sid in build.values["asset_versions"]
        ]
        return _common(build, address) | {
            "service_sid": service.sid,
            "status": self._state(build),
            "asset_versions": files,
            "function_versions": [],
            "dependencies": [],
            "runtime": "node22",
            "links": {"build_status": f"{address}/Status"},
        }

    def _deploy(self, request: Request, service: Thing, sid: str) -> Answer:
        place = self._things.one(sid, service.sid)
        build = self._things.one(dict(request.form()).get("BuildSid", ""), service.sid)
        if self._state(build) != "completed":
            raise Refusal(_BAD, "The build is not completed")
        now = self._account.clock.now()
        self._things.change(place, build_sid=build.sid, deployed_at=now)
        made = self._things.make("ZD", place.sid, now, build_sid=build.sid)
        address = f"{ADDRESS}/{service.sid}/Environments/{sid}/Deployments/{made.sid}"
        shown = {
            "service_sid": service.sid,
            "environment_sid": sid,
            "build_sid": build.sid,
        }
        return Answer.json(_common(made, address) | shown, 201)

    def _listing(
        self, request: Request, key: str, address: str, records: list[dict[str, Any]]
    ) -> Answer:
        query = dict(request.query())
        size = min(int(query.get("PageSize") or 50), int(self._account.settings.page_cap))
        page = int(query.get("Page") or 0)
        shown = records[page * size : (page + 1) * size]
        more = len(records) > (page + 1) * size

        def at(number: int) -> str:
            return f"{address}?PageSize={size}&Page={number}"

        meta = {
            "first_page_url": at(0),
            "key": key,
            "next_page_url": at(page + 1) if more else None,
            "page": page,
            "page_size": size,
            "previous_page_url": at(page - 1) if page else None,
            "url": at(page),
        }
        return Answer.json({key: shown, "meta": meta})


def _common(thing: Thing, address: str) -> dict[str, Any]:
    made = datetime.fromtimestamp(int(thing.made_at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "sid": thing.sid,
        "account_sid": constants.ACCOUNT_SID,
        "date_created": made,
        "date_updated": made,
        "url": address,
    }


def _service(thing: Thing) -> dict[str, Any]:
    address = f"{ADDRESS}/{thing.sid}"
    parts = ("Environments", "Functions", "Assets", "Builds")
    values = thing.values
    return _common(thing, address) | {
        "friendly_name": values["friendly_name"],
        "unique_name": values["unique_name"],
        "include_credentials": False,
        "ui_editable": False,
        "domain_base": values["domain_base"],
        "links": {part.lower(): f"{address}/{part}" for part in parts},
    }


def _environment(thing: Thing) -> dict[str, Any]:
    address = f"{ADDRESS}/{thing.parent}/Environments/{thing.sid}"
    parts = ("Variables", "Deployments", "Logs")
    values = thing.values
    return _common(thing, address) | {
        "service_sid": thing.parent,
        "build_sid": values.get("build_sid"),
        "unique_name": values["unique_name"],
        "domain_suffix": values["domain_suffix"],
        "domain_name": values["domain_name"],
        "links": {part.lower(): f"{address}/{part}" for part in parts},
    }


def _asset(thing: Thing) -> dict[str, Any]:
    address = f"{ADDRESS}/{thing.parent}/Assets/{thing.sid}"
    return _common(thing, address) | {
        "service_sid": thing.parent,
        "friendly_name": thing.values["friendly_name"],
        "links": {"asset_versions": f"{address}/Versions"},
    }


def _version(service: Thing, thing: Thing) -> dict[str, Any]:
    address = f"{ADDRESS}/{service.sid}/Assets/{thing.parent}/Versions/{thing.sid}"
    shown = _common(thing, address) | {
        "service_sid": service.sid,
        "asset_sid": thing.parent,
        "path": thing.values["path"],
        "visibility": thing.values["visibility"],
    }
    del shown["date_updated"]
    return shown


def _parts(request: Request) -> dict[str, Message]:
    """The fields of a form with a file in it."""
    if not request.content_type.startswith("multipart/form-data"):
        raise Refusal(_BAD, "A file is uploaded as multipart/form-data")
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode()
    whole = BytesParser().parsebytes(head + request.body)
    found: dict[str, Message] = {}
    for part in whole.get_payload() if whole.is_multipart() else ():
        if isinstance(part, Message):
            name = part.get_param("name", header="content-disposition")
            found[str(name)] = part
    return found


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words(part: Message | None) -> str:
    return _bytes(part).decode("utf-8", "replace") if part is not None else ""
