"""How long a first sync takes, and a round that finds nothing new, beside fetching alone."""

import logging
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import requests
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from benchmarks import data, harness
from benchmarks.harness import Goal
from benchmarks.replay import LIST, PAGE, replayed
from desktop_app.composition.sync_parts import make_rounds
from desktop_app.models import cipher
from desktop_app.services.messaging.outbox import HORIZON_S
from desktop_app.services.messaging.rounds import NO_WINDOW_ROWS, Rounds
from desktop_app.services.messaging.sync_lines import Handover
from desktop_app.services.ports import Credentials
from desktop_app.services.practice import constants

_IDLE_ROUNDS = 10
_KEY = (constants.KEY_SID, constants.KEY_SECRET)
_UNCHANGED = (
    "INSERT INTO messages (sid, status) VALUES (?, ?) ON CONFLICT (sid) DO UPDATE "
    "SET status = excluded.status WHERE status <> excluded.status"
)


def handover(path: Path, base_url: str) -> Handover:
    """What the sync process is given."""
    credentials = Credentials(constants.ACCOUNT_SID, *_KEY)
    return Handover(str(path), constants.STORE_KEY, credentials, base_url, HORIZON_S)


def first(texts: int = data.SMALL, pairs: int = harness.PAIRS, cache: Path = data.CACHE) -> bool:
    """A first sync through the real gateway into a real, empty store."""
    with replayed(texts, cache) as base_url, tempfile.TemporaryDirectory(dir=cache) as scratch:
        folder = Path(scratch)

        def app() -> Sequence[float]:
            return [_first_sync(_fresh(folder), base_url, texts, None)]

        def app_alone() -> Sequence[float]:
            return [_first_sync(_fresh(folder), base_url, texts, NO_WINDOW_ROWS)]

        sides: dict[str, harness.Side] = {
            "limit": lambda: [harness.milliseconds(lambda: _expect(_raw(base_url), texts))],
            "peer": lambda: [harness.milliseconds(lambda: _expect(_stream(base_url), texts))],
            "app": app,
            "app_no_window": app_alone,
        }
        samples = harness.alternate(sides, pairs)
    speeds = {f"{name}_per_s": texts / samples.median(name) * 1000 for name in sides}
    return harness.report(
        "sync",
        texts,
        [
            Goal(
                "first sync at least 0.12 times as quick as raw fetch and decode",
                1 / samples.ratio("app", "limit"),
                at_least=0.12,
            ),
            Goal(
                "at least 0.4 times as quick as twilio-python's stream, which stores nothing",
                1 / samples.ratio("app", "peer"),
                at_least=0.4,
            ),
        ],
        {
            "app_ms": samples.median("app"),
            "limit_ms": samples.median("limit"),
            "peer_ms": samples.median("peer"),
            "app_no_window_ms": samples.median("app_no_window"),
            "ratio": samples.ratio("app", "limit"),
            "pairs": pairs,
            **speeds,
        },
    )


def idle(
    texts: int = data.FULL,
    small: int = data.TINY,
    pairs: int = harness.PAIRS,
    rounds: int = _IDLE_ROUNDS,
    cache: Path = data.CACHE,
) -> bool:
    """A full round over a page of a thousand texts that are all there already."""
    with ExitStack() as stack:
        base_url = stack.enter_context(replayed(small, cache))
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=data.kept(cache))))
        limit = _Bare(scratch / "bare.db", base_url)
        stack.callback(limit.close)
        sides: dict[str, harness.Side] = {
            "limit": lambda: [limit.round() for _ in range(rounds)],
            "peer": lambda: [_one_page(base_url) for _ in range(rounds)],
        }
        for name, size in (("app", texts), ("small", small)):
            settled = _Settled(data.own_copy(size, scratch / name, cache), base_url)
            stack.callback(settled.close)
            sides[name] = partial(settled.rounds, rounds, whole=True)
            sides[f"{name}_quick"] = partial(settled.rounds, rounds, whole=False)
        samples = harness.alternate(sides, pairs)
    return _tell_idle(samples, texts, small, rounds * pairs)


def _tell_idle(samples: harness.Samples, texts: int, small: int, rounds: int) -> bool:
    return harness.report(
        "sync-idle",
        rounds,
        [
            Goal(
                "at most 3 times fetch, decode and an unchanged upsert",
                samples.ratio("app", "limit"),
                at_most=3,
            ),
            Goal("at most twilio-python's stream", samples.ratio("app", "peer"), at_most=1),
            Goal(
                f"at most 1.5 times a store of {small:,} texts",
                samples.ratio("app_quick", "small_quick"),
                at_most=1.5,
            ),
        ],
        {
            **harness.spread(samples.all("app")),
            **harness.spread(samples.all("app_quick"), "app_quick"),
            "app_small_ms": samples.median("small"),
            "app_small_quick_ms": samples.median("small_quick"),
            "limit_ms": samples.median("limit"),
            "peer_ms": samples.median("peer"),
            "ratio": samples.ratio("app", "limit"),
            "growth": samples.ratio("app_quick", "small_quick"),
            "texts": texts,
            "texts_on_the_page": PAGE,
        },
    )


class _Settled:
    """A store whose newest page was read: every round after that finds nothing new."""

    def __init__(self, path: Path, base_url: str) -> None:
        self._parts = make_rounds(handover(path, base_url), path)
        self._raw = cipher.connect(path, constants.STORE_KEY)
        self._round(whole=True)
        self._before = _rows(self._raw)

    def rounds(self, times: int, *, whole: bool) -> list[float]:
        """Milliseconds of each; `whole` reads the overlap of two days, else the newest fifty."""
        taken = [self._round(whole=whole) for _ in range(times)]
        assert _rows(self._raw) == self._before, "a round that found nothing new wrote something"
        return taken

    def close(self) -> None:
        """Let the store go."""
        self._raw.close()
        self._parts.close()

    def _round(self, *, whole: bool) -> float:
        if whole:
            self._raw.execute("UPDATE sync_marks SET value = '0' WHERE key = 'full_round_at'")
        return harness.milliseconds(self._parts.rounds.run)


def _fresh(folder: Path) -> Path:
    """A store as it is after first run, in place of the one before."""
    for old in folder.glob("brieftext.*"):
        old.unlink()
    return data.new_store(folder / data.STORE)


def _first_sync(path: Path, base_url: str, texts: int, rows: int | None) -> float:
    parts = make_rounds(handover(path, base_url), path)
    rounds = parts.rounds
    if rows is not None:
        rounds = Rounds(
            parts.database, parts.gateway, parts.clock, horizon=HORIZON_S, rows_at_once=rows
        )
    try:
        return harness.milliseconds(lambda: _expect(rounds.run().new, texts))
    finally:
        parts.close()


def _expect(found: int, texts: int) -> None:
    assert found == texts, f"{found} of {texts} texts arrived"


def _raw(base_url: str) -> int:
    """Fetch and decode every page with requests and orjson, keep nothing."""
    count, url = 0, f"{base_url}{LIST}?PageSize={PAGE}"
    with requests.Session() as session:
        session.auth = _KEY
        while url:
            page = orjson.loads(session.get(url, timeout=60).content)
            count += len(page["messages"])
            following = page["next_page_uri"]
            url = f"{base_url}/{constants.API_HOST}{following}" if following else ""
    return count


class _Loopback(TwilioHttpClient):  # type: ignore[misc]  # the SDK ships no types
    """The SDK's own client, led to the loopback server."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
        """One request, its host rewritten."""
        return super().request(method, url.replace("https:/", self._base_url, 1), *rest, **more)


def _client(base_url: str) -> Client:
    logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
    os.environ.pop("TWILIO_REGION", None)
    return Client(*_KEY, constants.ACCOUNT_SID, http_client=_Loopback(base_url))


def _stream(base_url: str) -> int:
    return sum(1 for _ in _client(base_url).messages.stream(page_size=PAGE))


def _one_page(base_url: str) -> float:
    """What the SDK takes for the same page of a thousand."""
    client = _client(base_url)
    return harness.milliseconds(lambda: list(client.messages.stream(page_size=PAGE, limit=PAGE)))


class _Bare:
    """The least a round could do: one page, decoded, upserted unchanged into a bare table."""

    def __init__(self, path: Path, base_url: str) -> None:
        self._session = requests.Session()
        self._session.auth = _KEY
        self._url = f"{base_url}{LIST}?PageSize={PAGE}&DateSent>=2026-01-01"
        self._db = cipher.connect(path, constants.STORE_KEY, must_exist=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("CREATE TABLE messages (sid TEXT NOT NULL UNIQUE, status TEXT NOT NULL)")
        self.round()

    def round(self) -> float:
        """Milliseconds of one."""
        return harness.milliseconds(self._round)

    def _round(self) -> None:
        page = orjson.loads(self._session.get(self._url, timeout=60).content)
        rows = [(text["sid"], text["status"]) for text in page["messages"]]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany(_UNCHANGED, rows)
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let everything go."""
        self._session.close()
        self._db.close()


def _rows(raw: Any) -> list[Any]:
    """Whatever a round could have written, in figures."""
    counts = "SELECT (SELECT count(*) FROM {0}), (SELECT coalesce(max(rowid), 0) FROM {0})"
    tables = ("messages", "message_statuses", "conversations", "ledger")
    return [raw.execute(counts.format(table)).fetchone() for table in tables]
