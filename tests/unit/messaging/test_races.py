"""STOP, START, overrides, the firm's switch, sends, kills and restarts in any order.

The checker keeps what the client said last, in the order it was stored, and looks at what reached
Twilio: after a stop nothing may, whatever was queued, overridden or cut off in between.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop_app.models.enums import Channel, ConsentLevel
from desktop_app.services.consent.records import OverrideRequest
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.errors import BrieftextError, OutcomeUnknown
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.rounds import Rounds
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import ConsentEntry, Problem, TextRequest
from desktop_app.services.rules import gate
from tests.store_kit import MARIA, FreeLock, ScriptedTwilio, SetClock, make_store, raw_message

DANA = "Dana Whitfield"
REASON = "Judge moved the hearing, a letter would be too late."


class Killed(BaseException):
    """The program dies here."""


class Office:
    """One firm, one client, one store; a step is something a person, the network or fate does."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp())
        self.database = make_store(self.folder / "profile" / "brieftext.db")
        self.clock = SetClock()
        self.twilio = ScriptedTwilio(self.clock)
        self.reading = StoreReading(self.database.reader, self.clock, practice=True)
        self.start_program()
        entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
        self.consent.record_consent(entry, DANA)
        self.count = 0
        self.stopped = False
        self.seen = 0
        self.allowed = []
        self.wrong = []

    def start_program(self):
        bus = EventBus()
        self.sender = Sender(
            self.database, lambda: self.twilio, self.clock, FreeLock(), bus, practice=True
        )
        self.consent = ConsentService(self.database, self.clock, bus, practice=True)
        self.messaging = MessagingService(
            self.database, self.sender, self.clock, bus, practice=True, wake=lambda: None
        )

    def words(self):
        self.count += 1
        return f"Text {self.count}: the hearing is at nine."

    def request(self, words):
        return TextRequest(MARIA, words, words, DANA)

    def queue(self):
        self.messaging.queue_text(self.request(self.words()))

    def override(self):
        offer = self.reading.override_offer(MARIA)
        words = self.words()
        seen = offer.seen_seq if offer is not None else 0
        asked = OverrideRequest(MARIA, Channel.TEXTS, "deadline", REASON, words, seen)
        try:
            self.messaging.queue_overriding(self.request(words), asked)
        except BrieftextError:
            assert offer is None or self.stopped is False

    def client_writes(self, word):
        """It reaches Twilio; the program learns of it with the next reading."""
        self.clock.at += 1
        self.twilio.listed.append(raw_message(word, at=self.clock.at))

    def sync(self):
        Rounds(self.database, self.twilio, self.clock, horizon=300).run()
        self.note_last_word()

    def firm_turns_texts_off(self):
        self.consent.opt_out_by_firm(MARIA, DANA, "case on hold")

    def firm_turns_texts_on(self):
        with suppress(BrieftextError):
            self.consent.opt_in_by_firm(MARIA, DANA)

    def send(self, answer):
        before = len(self.twilio.posts)
        if answer == "lost":
            error = OutcomeUnknown(Problem("The line was cut."))
            error.stored = True
            self.twilio.answers.append(error)
        if answer == "killed":
            self.twilio.answers.append(Killed())
        try:
            self.sender.send_due()
        except Killed:
            self.start_program()
        self.twilio.answers.clear()
        self.note_last_word()
        self.wrong += [body for _to, _from, body in self.twilio.posts[before:] if self.stopped]

    def restart(self):
        self.start_program()

    def time_goes_by(self, seconds):
        self.clock.at += seconds

    def note_last_word(self):
        """What the client said last, as far as the program has read."""
        with self.database.read() as connection:
            row = connection.exec_driver_sql(
                "SELECT kind FROM ledger WHERE kind IN ('opt_out_keyword', 'opt_out_words', "
                "'opt_in_keyword') ORDER BY happened_at DESC, seq DESC LIMIT 1"
            ).first()
        self.stopped = row is not None and row[0] != "opt_in_keyword"

    def check(self):
        """Nothing reached Twilio after a stop, and nothing twice."""
        bodies = [body for _to, _from, body in self.twilio.posts]
        assert self.wrong == []
        assert len(bodies) == len(set(bodies))

    def close(self):
        self.reading.close()
        self.database.close()
        shutil.rmtree(self.folder)


ACTIONS = [
    *(("client_writes", word) for word in ("STOP", "Please stop texting me", "START")),
    *(("send", answer) for answer in ("ok", "ok", "ok", "lost", "killed")),
    *(("time_goes_by", seconds) for seconds in (1, 40, 301, 1000)),
    *[("queue",)] * 3,
    *[("sync",)] * 3,
    ("override",),
    ("override",),
    ("firm_turns_texts_off",),
    ("firm_turns_texts_on",),
    ("restart",),
]
DAYS = st.lists(st.sampled_from(ACTIONS), min_size=10, max_size=24)


def live_through(day):
    office = Office()
    try:
        for name, *more in day:
            getattr(office, name)(*more)
            office.check()
    finally:
        office.close()


@settings(max_examples=120, deadline=None)
@given(DAYS)
def test_no_text_reaches_twilio_after_a_stop_whatever_happens_in_between(day):
    live_through(day)


def test_a_gate_that_looks_away_is_convicted(monkeypatch):
    """Otherwise the checker would prove nothing."""
    for name in ("own_choice", "consent"):
        monkeypatch.setitem(gate.CHECKS, name, lambda _facts: gate.OK)

    @settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate])
    @given(DAYS)
    def looks_away(day):
        live_through(day)

    with pytest.raises(AssertionError):
        looks_away()
