"""Putting pictures up at Twilio so that it can fetch them, and taking them down again.

One small step at a time: what is to be up, a record, an upload, one build for all that wait, its
deployment, a look whether the file is served. Each step is noted in the store before the next, so
that a killed program goes on where it was. A build serves what it names and nothing else, so every
build names all that has to stay.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import outgoing
from desktop_app.models import outgoing_hosting as store
from desktop_app.models.database import Database
from desktop_app.models.outgoing_hosting import Host, Hosted
from desktop_app.services.errors import GatewayError, KeyRefused, Refused, Throttled
from desktop_app.services.messaging.outbox import backoff
from desktop_app.services.messaging.outgoing_ports import AssetHost
from desktop_app.services.ports import Clock, SenderLock

log = logging.getLogger(__name__)

TIDY_AFTER_S = 45
"""A picture that is done stays up so long, so that taking it down holds up no other."""
BUILD_S = 300
"""A build that takes longer is given up and made anew."""
SEEN_WITHIN_S = 300
MOST_TRIES = 3
"""So many builds that fail, or files that never show, are enough."""
STRANGER_S = 2 * store.LONGEST_S
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}
_ENVIRONMENT = "pictures"
_FILLER, _FILLER_PATH = "brieftext-keeps-nothing-here", "/nothing.txt"
"""A build needs a file. This one is private: nobody is ever served it."""
_UP = frozenset({"uploaded", "placed", "live"})
_GOING = frozenset({"leaving", "unserved"})
_POLL_S = 1.0
_GONE = "the picture is no longer in the store"
_KEY = "Twilio lets this key put up no pictures; a Standard key can"
_PATIENCE = "Twilio did not make them ready"


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did: how long to wait before the next one (None: nothing to do)."""

    wait: float | None
    lives: bool = False
    """Whether pictures came up with it, so that their texts may leave."""
    failed: bool = False
    """Whether pictures failed for good with it."""


IDLE = Step(None)
_ON = Step(0.0)


class Hosting:
    """Takes one step after the other; `step` is called from one thread at a time."""

    def __init__(
        self,
        database: Database,
        host: Callable[[], AssetHost],
        clock: Clock,
        lock: SenderLock,
    ) -> None:
        self._database = database
        self._make_host = host
        self._clock = clock
        self._lock = lock
        self._tries = 0
        self._failed_builds = 0
        self._began_anew = False
        self._not_before = 0.0

    def step(self) -> Step:
        """Do the next thing there is to do, where this process is the sender."""
        wait = self._not_before - self._clock.monotonic()
        if wait > 0:
            return Step(wait)
        now = self._clock.now()
        with self._database.read() as connection:
            busy = bool(store.every(connection) or store.wished(connection, now))
        if not busy or not self._lock.acquire():
            return IDLE
        rows = self._plan(now)
        wait_for = _nothing_before(rows, now)
        if wait_for is not None:
            return wait_for
        try:
            done = self._step(rows, now)
        except GatewayError as error:
            return self._failed(error)
        self._tries, self._began_anew = 0, False
        return done

    def _failed(self, error: GatewayError) -> Step:
        """What is certain fails the pictures that wait; everything else is tried again."""
        log.info("a step of putting up pictures failed: %s", type(error).__name__)
        self._tries += 1
        wait = float(backoff(self._tries))
        if isinstance(error, Throttled):
            wait = max(wait, error.retry_after)
        self._not_before = self._clock.monotonic() + wait
        gone = isinstance(error, Refused) and error.status == HTTPStatus.NOT_FOUND
        if gone and not self._began_anew:
            return self._begin_anew()
        forbidden = isinstance(error, KeyRefused) and error.status == HTTPStatus.FORBIDDEN
        if forbidden or (isinstance(error, Refused) and not isinstance(error, KeyRefused)):
            reason = _KEY if forbidden else error.problem.what.rstrip(".")
            return Step(wait, failed=self._give_up(reason))
        return Step(wait)

    def _begin_anew(self) -> Step:
        """Somebody took the place away at Twilio: make another, once."""
        self._began_anew = True
        with self._database.write() as connection:
            store.forget_host(connection)
        return Step(max(0.0, self._not_before - self._clock.monotonic()))

    def _give_up(self, reason: str) -> bool:
        """Nothing more is tried for what waits; its texts say why."""
        with self._database.write() as connection:
            waiting = [
                each.id
                for each in store.every(connection)
                if each.state in {"wanted", "uploaded", "placed"}
            ]
            store.change(connection, waiting, state="failed", reason=reason)
            if waiting:
                store.change_host(connection, build_sid="")
        return bool(waiting)

    # What is to be up

    def _plan(self, now: int) -> list[Hosted]:
        """Note what has to come up and what has to go; everything as it stands then."""
        with self._database.write() as connection:
            wished = store.wished(connection, now)
            stays = wished.keys() | store.held(connection, now)
            posting = store.being_posted(connection)
            known: set[str] = set()
            for each in store.every(connection):
                young = now - each.noted_at < store.LONGEST_S or each.sha256 in posting
                wanted = each.sha256 in (wished if each.state == "failed" else stays)
                if each.state in _GOING:
                    continue
                if wanted and young:
                    known.add(each.sha256)
                else:
                    _let_go(connection, each, now)
            for sha256, media_type in wished.items():
                if sha256 not in known:
                    name = f"/p/{secrets.token_hex(16)}.{_EXTENSIONS.get(media_type, 'jpg')}"
                    store.want(connection, sha256, media_type, name, now)
            return store.every(connection)

    # One thing after the other

    def _step(self, rows: list[Hosted], now: int) -> Step:
        host = self._make_host()
        place = self._place(host)
        if place is None:
            return _ON
        if (wanted := _first(rows, "wanted")) is not None:
            return self._put_up(host, place, wanted, now)
        if place.build_sid:
            return self._follow_build(host, place, rows, now)
        if _first(rows, "uploaded") is not None or _tidying_is_due(rows, now):
            return self._begin_build(host, place, rows, now)
        if (placed := _first(rows, "placed")) is not None:
            return self._look(host, place, placed, now)
        return self._tidy(host, place, _first(rows, "unserved"))

    def _tidy(self, host: AssetHost, place: Host, unserved: Hosted | None) -> Step:
        if unserved is None:
            return IDLE
        host.delete_asset(place.service_sid, unserved.asset_sid)
        with self._database.write() as connection:
            store.forget(connection, [unserved.id])
        return _ON

    def _place(self, host: AssetHost) -> Host | None:
        """Where pictures go, made at the first one; its name is noted before it is made.

        None where that was all: what was to be done is looked at anew.
        """
        with self._database.read() as connection:
            place = store.host(connection, host.account_sid)
        if place is None:
            with self._database.write() as connection:
                name = f"brieftext-{secrets.token_hex(6)}"
                store.new_host(connection, host.account_sid, name)
            return None
        if not place.service_sid:
            place = self._note(place, service_sid=host.service(place.name))
        if not place.environment_sid:
            made = host.environment(place.service_sid, _ENVIRONMENT)
            place = self._note(place, environment_sid=made.sid, domain=made.domain)
        if not place.filler_sid:
            asset = self._asset(host, place.service_sid, _FILLER)
            place = self._note(place, filler_sid=asset)
        if not place.filler_version:
            version = self._version(
                host, place.service_sid, place.filler_sid, _FILLER_PATH, "text/plain", b"-\n"
            )
            place = self._note(place, filler_version=version)
        return place

    def _note(self, place: Host, **values: Any) -> Host:
        with self._database.write() as connection:
            store.change_host(connection, **values)
        return place._replace(**values)

    def _asset(self, host: AssetHost, service_sid: str, name: str) -> str:
        """The record of a name nobody else has, found again where a kill came after its making."""
        for each in host.assets(service_sid):
            if each.name == name:
                return each.sid
        return host.make_asset(service_sid, name)

    def _version(
        self,
        host: AssetHost,
        service_sid: str,
        asset_sid: str,
        path: str,
        media_type: str,
        content: bytes,
    ) -> str:
        return host.version(service_sid, asset_sid) or host.upload(
            service_sid,
            asset_sid,
            path=path,
            media_type=media_type,
            content=content,
            public=path != _FILLER_PATH,
        )

    def _put_up(self, host: AssetHost, place: Host, each: Hosted, now: int) -> Step:
        if not each.asset_sid:
            asset = self._asset(host, place.service_sid, each.path.strip("/").replace("/", "-"))
            self._change(each, asset_sid=asset)
            return _ON
        with self._database.read() as connection:
            content = outgoing.content(connection, each.sha256)
        if content is None:
            self._change(each, state="failed", reason=_GONE)
            return Step(0.0, failed=True)
        version = self._version(
            host, place.service_sid, each.asset_sid, each.path, each.media_type, content
        )
        self._change(each, state="uploaded", version_sid=version, since=now)
        return _ON

    def _begin_build(self, host: AssetHost, place: Host, rows: list[Hosted], now: int) -> Step:
        """Pack all that has to be up: ours, and what the same service serves for another store."""
        ours = [each for each in rows if each.state in _UP]
        known = {each.asset_sid for each in rows} | {place.filler_sid}
        versions = [place.filler_version, *(each.version_sid for each in ours)]
        for asset in host.assets(place.service_sid):
            if asset.sid in known or not asset.made_at or now - asset.made_at > STRANGER_S:
                continue
            versions += filter(None, [host.version(place.service_sid, asset.sid)])
        build = host.build(place.service_sid, versions)
        with self._database.write() as connection:
            store.change_host(connection, build_sid=build, built_at=now)
            packed = [each.id for each in ours if each.state == "uploaded"]
            left_out = [each.id for each in rows if each.state == "leaving"]
            store.change(connection, packed + left_out, build_sid=build)
        return _ON

    def _follow_build(self, host: AssetHost, place: Host, rows: list[Hosted], now: int) -> Step:
        state = host.build_state(place.service_sid, place.build_sid)
        if state == "building" and now - place.built_at <= BUILD_S:
            return Step(_POLL_S)
        concerned = [each for each in rows if each.build_sid == place.build_sid]
        if state != "completed":
            return self._build_failed(concerned)
        host.deploy(place.service_sid, place.environment_sid, place.build_sid)
        self._failed_builds = 0
        with self._database.write() as connection:
            store.change_host(connection, build_sid="")
            up = [each.id for each in concerned if each.state == "uploaded"]
            down = [each.id for each in concerned if each.state == "leaving"]
            store.change(connection, up, state="placed", since=now, build_sid="")
            store.change(connection, down, state="unserved", since=now, build_sid="")
        return _ON

    def _build_failed(self, concerned: list[Hosted]) -> Step:
        """Built anew, a few times; then its pictures are given up."""
        failed = False
        with self._database.write() as connection:
            store.change_host(connection, build_sid="")
            for each in concerned:
                enough = each.tries + 1 >= MOST_TRIES and each.state == "uploaded"
                failed |= enough
                more = {"state": "failed", "reason": _PATIENCE} if enough else {}
                store.change(connection, [each.id], tries=each.tries + 1, build_sid="", **more)
        self._failed_builds += 1
        wait = float(backoff(self._failed_builds))
        self._not_before = self._clock.monotonic() + wait
        return Step(wait, failed=failed)

    def _look(self, host: AssetHost, place: Host, each: Hosted, now: int) -> Step:
        if host.is_served(place.domain, each.path):
            self._change(each, state="live", since=now)
            return Step(0.0, lives=True)
        if now - each.since <= SEEN_WITHIN_S:
            return Step(_POLL_S)
        if each.tries + 1 < MOST_TRIES:
            self._change(each, state="uploaded", since=now, tries=each.tries + 1)
            return _ON
        self._change(each, state="failed", reason=_PATIENCE)
        return Step(0.0, failed=True)

    def _change(self, each: Hosted, **values: object) -> None:
        with self._database.write() as connection:
            store.change(connection, [each.id], **values)


def _first(rows: list[Hosted], state: str) -> Hosted | None:
    return next((each for each in rows if each.state == state), None)


def _nothing_before(rows: list[Hosted], now: int) -> Step | None:
    """The step of waiting, where nothing is to be done now; None where something is."""
    if any(each.state in {"wanted", "uploaded", "placed", "unserved"} for each in rows):
        return None
    leaving = [each.since for each in rows if each.state == "leaving"]
    if not leaving:
        return IDLE
    wait = min(leaving) + TIDY_AFTER_S - now
    building = any(each.build_sid for each in rows)
    return None if wait <= 0 or building else Step(float(wait))


def _let_go(connection: Connection, each: Hosted, now: int) -> None:
    """Nobody needs this picture up any more."""
    if not each.asset_sid:
        store.forget(connection, [each.id])
        return
    never_served = each.state in {"wanted", "uploaded"} and not (each.build_sid or each.tries)
    state = "unserved" if never_served else "leaving"
    store.change(connection, [each.id], state=state, since=now, build_sid="")


def _tidying_is_due(rows: list[Hosted], now: int) -> bool:
    leaving = [each.since for each in rows if each.state == "leaving"]
    return bool(leaving) and min(leaving) + TIDY_AFTER_S <= now
