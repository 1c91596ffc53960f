"""Whatever Twilio's list does for a while, in the end the store holds what Twilio has (F1 to F14).

Real HTTP, the real gateway, the real encrypted store; pages of four, so that lists shift, repeat
and break off between pages.
"""

import random
import shutil
import tempfile
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from desktop_app.models import cipher
from desktop_app.models.database import Database
from desktop_app.models.values import unpack_sid
from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.errors import GatewayError
from desktop_app.services.messaging import rounds
from desktop_app.services.ports import Credentials
from desktop_app.services.practice.constants import (
    ACCOUNT_SID,
    KEY_SECRET,
    KEY_SID,
    LOCAL_NUMBER,
    STORE_KEY,
)
from desktop_app.services.practice.creation import Wish
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.server import PracticeServer
from tests.faults.conftest import SEED, lots
from tests.faults.harness import HORIZON_S, MARIA, QUIET, TOMASZ

RUNS = 50
"""A part; four parts are 200 runs."""
PAGE = 4
BREAKS = (
    {"status": 500},
    {"status": 503},
    {"status": 429, "code": 20429},
    {"status": 401, "code": 20003},
    {"cut": 700},
    {"drop": "before_body", "reset": True},
    {"status": 200, "body": "<html>Sign in</html>", "content_type": "text/html"},
    {"change": {"next_page_uri": "https://attacker.example/x.json"}},
    {"change": {"messages": None}},
)
STEPS = st.one_of(
    st.tuples(st.just("writes"), st.sampled_from((MARIA, TOMASZ)), st.integers(1, 6)),
    st.tuples(st.just("elsewhere"), st.integers(1, 3)),
    st.tuples(st.just("breaks"), st.sampled_from(BREAKS), st.integers(0, 2)),
    st.tuples(st.just("shifts"), st.integers(0, 2), st.integers(1, 3)),
    st.tuples(st.just("shuffles"), st.integers(0, 9)),
    st.tuples(st.just("lags"), st.sampled_from((0, 3, 30))),
    st.tuples(st.just("time"), st.sampled_from((1, 5, 301, 4_000))),
    st.tuples(st.just("sync")),
    st.tuples(st.just("sync")),
)


class UnrulyGateway(TwilioRestGateway):
    """The gateway, with something happening at Twilio between two pages."""

    def __init__(self, *args):
        super().__init__(*args)
        self.between = []
        self.shuffle = None

    def next_page(self, uri):
        if self.between:
            self.between.pop(0)()
        return super().next_page(uri)

    def _message_page(self, answer):
        page = super()._message_page(answer)
        if self.shuffle is not None:
            self.shuffle.shuffle(page.messages)
        return page


class HarnessClock:
    """Twilio's clock, so that time passes for both."""

    def __init__(self, twilio):
        self._twilio = twilio

    def now(self):
        return int(self._twilio.account.clock.now())

    def monotonic(self):
        return self._twilio.account.clock.now()


class Wire:
    """One store, one Twilio, and rounds between them."""

    def __init__(self, template):
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(template, self.folder / "profile")
        self.store = self.folder / "profile" / "brieftext.db"
        self.twilio = PracticeServer(settings=QUIET, with_firm=False).start()
        key = Credentials(ACCOUNT_SID, KEY_SID, KEY_SECRET)
        self.gateway = UnrulyGateway(key, self.twilio.base_url)
        self.database = Database(self.store, STORE_KEY)
        self.rounds = rounds.Rounds(
            self.database, self.gateway, HarnessClock(self.twilio), horizon=HORIZON_S
        )
        self.count = 0

    def writes(self, client, times):
        for _ in range(times):
            self.count += 1
            self.twilio.inbound(client, f"Letter {self.count}.")

    def elsewhere(self, times):
        """The firm's other computer sends."""
        for _ in range(times):
            self.count += 1
            wish = Wish(MARIA, LOCAL_NUMBER, "", f"From the other desk {self.count}.", (), "", "")
            self.twilio.account.create(wish)

    def breaks(self, fault, skip):
        self.twilio.add_fault(Fault(method="GET", skip=skip, **fault))

    def shifts(self, skip, times):
        nothing = [lambda: None] * skip
        self.gateway.between += [*nothing, lambda: self.writes(MARIA, times)]

    def shuffles(self, number):
        self.gateway.shuffle = random.Random(number) if number % 3 else None

    def lags(self, seconds):
        self.twilio.change_settings(list_lag=seconds)

    def time(self, seconds):
        self.twilio.advance(seconds)

    def sync(self):
        with suppress(GatewayError):
            self.rounds.run()

    def calm_down(self):
        """Nothing goes wrong any more, and a full round is due."""
        self.twilio.clear_faults()
        self.gateway.between.clear()
        self.gateway.shuffle = None
        self.lags(0)
        for _ in range(2):
            self.time(301)
            self.rounds.run()

    def differences(self):
        there = {t["sid"]: (t["body"], t["status"]) for t in self.twilio.truth()["messages"]}
        with closing(cipher.open_reader(self.store, STORE_KEY)) as store:
            rows = store.execute(
                "SELECT sid, body, status FROM messages WHERE sid IS NOT NULL"
            ).fetchall()
        here = Counter((unpack_sid(sid), (body, status)) for sid, body, status in rows)
        return Counter(there.items()) - here, here - Counter(there.items())

    def close(self):
        self.gateway.close()
        self.database.close()
        self.twilio.stop()
        shutil.rmtree(self.folder)


def live_through(template, steps):
    wire = Wire(template)
    try:
        for name, *more in steps:
            getattr(wire, name)(*more)
        wire.calm_down()
        assert wire.differences() == (Counter(), Counter())
    finally:
        wire.close()


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(rounds, "QUICK_PAGE", PAGE)
    monkeypatch.setattr(rounds, "FULL_PAGE", PAGE)


@pytest.mark.parametrize("part", range(4))
def test_after_any_trouble_with_the_list_the_store_holds_what_twilio_has(
    part, template, short_pages
):
    lots("Hypothesis", part)

    @seed(SEED + part)
    @settings(max_examples=RUNS, deadline=None, database=None)
    @given(st.lists(STEPS, min_size=8, max_size=30))
    def any_steps(steps):
        live_through(template, steps)

    any_steps()


def test_a_reader_that_never_reads_over_known_ground_is_convicted(
    template, short_pages, monkeypatch
):
    """It reads what is newer than its mark and nothing else: what the list showed late is lost."""
    monkeypatch.setattr(rounds, "OVERLAP_S", 0)

    @seed(SEED)
    @settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate])
    @given(st.lists(STEPS, min_size=8, max_size=30))
    def any_steps(steps):
        live_through(template, steps)

    with pytest.raises(AssertionError):
        any_steps()
