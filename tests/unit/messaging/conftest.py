"""A desk to work at: a real store with Maria's consent, a scripted Twilio and a sender."""

from dataclasses import dataclass
from typing import Any

import pytest

from desktop_app.models.database import Database
from desktop_app.models.enums import ConsentLevel
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.rounds import Rounds
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import ConsentEntry, TextRequest
from tests.store_kit import MARIA, FreeLock, ScriptedTwilio, SetClock, make_store


@dataclass
class Desk:
    """One office: everything works on one real store."""

    database: Database
    clock: SetClock
    twilio: ScriptedTwilio
    lock: FreeLock
    sender: Sender
    messaging: MessagingService
    consent: ConsentService
    reading: StoreReading
    events: list[Any]
    woken: list[bool]

    def queue(self, body="Hello Maria", *, to=MARIA, key="", **more):
        """Queue one text."""
        request = TextRequest(
            to=to, body=body, client_key=key or body, actor="Dana Whitfield", **more
        )
        return self.messaging.queue_text(request)

    def row(self, outbox_id):
        """One outbox row as the window sees it."""
        return self.reading.outbox_row(outbox_id)

    def bubble(self, outbox_id):
        """The bubble of an outbox row."""
        return self.reading.messages([self.row(outbox_id).message_id])[0]

    def sync(self):
        """One round."""
        return Rounds(self.database, self.twilio, self.clock, horizon=300).run()

    def restart(self):
        """The program dies and starts again on the same store."""
        self.sender = make_sender(self.database, self.twilio, self.clock, self.lock, EventBus())


def make_sender(database, twilio, clock, lock, bus):
    return Sender(database, lambda: twilio, clock, lock, bus, practice=True)


@pytest.fixture
def desk(tmp_path):
    database = make_store(tmp_path / "profile" / "brieftext.db")
    clock, lock, bus = SetClock(), FreeLock(), EventBus()
    twilio = ScriptedTwilio(clock)
    events, woken = [], []
    bus.subscribe(events.append)
    sender = make_sender(database, twilio, clock, lock, bus)
    consent = ConsentService(database, clock, bus, practice=True)
    entry = ConsentEntry(
        MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "You may text me"
    )
    consent.record_consent(entry, "Dana Whitfield")
    messaging = MessagingService(
        database, sender, clock, bus, practice=True, wake=lambda: woken.append(True)
    )
    reading = StoreReading(database.reader, clock, practice=True)
    yield Desk(database, clock, twilio, lock, sender, messaging, consent, reading, events, woken)
    reading.close()
    database.close()
