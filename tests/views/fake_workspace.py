"""An open store made of dictionaries: the small firm of the design's pictures, for view tests.

Everything services promise to a window is here with the same names; what a test wants to see
happening is in plain attributes (`queued`, `drafts`, `acts`).
"""

from dataclasses import replace

from desktop_app.services.acceptance import accepting
from desktop_app.services.consent.records import Campaign, Channel
from desktop_app.services.consent.story import EvidenceFile, ExportResult, LedgerCheck
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import (
    ContactsChanged,
    ConversationsChanged,
    EventBus,
    SettingChanged,
    TextStateChanged,
)
from desktop_app.services.records import (
    ConnectionFacts,
    MessageRow,
    MessageStatus,
    OutboxRow,
    OutboxState,
    Problem,
    QueueOutcome,
    SyncReport,
    SyncState,
    TextState,
)
from desktop_app.services.settings import refused
from desktop_app.services.workspace import Workspace
from tests.views.fake_archive import FakePictures
from tests.views.fake_numbers import FakeLines, FakeMoves, FakeNumbers
from tests.views.fake_outgoing import FakeOutgoing
from tests.views.fake_reading import FakeReading
from tests.views.fake_reputation import FakeReputation
from tests.views.fake_tasks import FakeTasks
from tests.views.fake_templates import FakeTemplates
from tests.views.made_up_firm import (
    CALENDAR,
    EVENT,
    FIRM,
    GOT,
    HOSTILE,
    IN,
    LONG_BASE,
    NOW,
    OUT,
    SENT,
    Person,
    at,
    crowd,
    firm,
    texts_of,
)
from tests.views.made_up_ledger import correction_of, made_up_files

__all__ = [
    "CALENDAR",
    "EVENT",
    "FIRM",
    "GOT",
    "HOSTILE",
    "IN",
    "LONG_BASE",
    "NOW",
    "OUT",
    "SENT",
    "Person",
    "at",
    "crowd",
    "firm",
    "make_workspace",
    "texts_of",
]


class FakeMessaging:
    """Implements workspace.Messaging; queued texts join their conversation at once."""

    def __init__(self, reading, events, outgoing):
        self._reading = reading
        self._events = events
        self._outgoing = outgoing
        self.kept = {}
        self.requests = []
        self.tests = []
        self.overrides = []
        self.override_failure = None
        self.queued = {}
        self.refusal = None
        self.failure = None
        self.resent = []
        self.checked = []
        self.marked = []
        self.read_marks = []
        self.saved_drafts = []
        self.released = []
        self.edits, self.still_sent = [], []
        self.too_late = set()
        self.held = []
        self._next_id = 900_000

    def queue_text(self, request):
        self.requests.append(request)
        if self.failure is not None:
            raise self.failure
        if self.refusal is not None:
            return self.refusal
        if request.client_key in self.queued:
            return self.queued[request.client_key]
        row = self._reading.conversation_by_number(request.to)
        self._next_id += 1
        message_id = self._next_id + (2 * LONG_BASE if row.id in self._reading.long else 0)
        outcome = QueueOutcome(self._next_id, message_id, row.id, OutboxState.QUEUED)
        self.queued[request.client_key] = outcome
        line = MessageRow(
            message_id,
            OUT,
            request.body,
            NOW,
            MessageStatus.WAITING,
            None,
            request.actor,
            len(request.pictures),
            self._next_id,
            None,
        )
        self._reading.people[row.id].lines.append(line)
        self._reading.outbox[self._next_id] = waiting_row(self._next_id, message_id, row, request)
        self._reading.drafts.pop(request.to, None)
        self._outgoing.leave(request.to)
        self._events.publish(ConversationsChanged(frozenset({row.id})))
        return outcome

    def queue_overriding(self, request, override):
        self.overrides.append(override)
        if self.override_failure is not None:
            raise self.override_failure
        return self.queue_text(request)

    def send_test(self, number, body, actor):
        self.tests.append((number, body, actor))
        if self.failure is not None:
            raise self.failure
        return QueueOutcome(900_001, None, None, OutboxState.QUEUED)

    def send_due(self):
        pass

    def resend(self, outbox_id, actor):
        self.resent.append((outbox_id, actor))
        return QueueOutcome(outbox_id + 1, None, None, OutboxState.QUEUED)

    def mark_not_sent(self, outbox_id, actor):
        self.marked.append((outbox_id, actor))

    def check_again(self, outbox_id):
        self.checked.append(outbox_id)

    def save_draft(self, number, body):
        self.saved_drafts.append((number, body))
        if body:
            self._reading.drafts[number] = body
        else:
            self._reading.drafts.pop(number, None)
        row = self._reading.conversation_by_number(number)
        if row is not None:
            self._events.publish(ConversationsChanged(frozenset({row.id})))

    def mark_read(self, conversation_id):
        self.read_marks.append(conversation_id)
        self._reading.people[conversation_id].unread = False
        self._events.publish(ConversationsChanged(frozenset({conversation_id})))

    def pin(self, conversation_id, *, on):
        self._arrange(self._reading.pinned, conversation_id, on)

    def mute(self, conversation_id, *, on):
        self._arrange(self._reading.muted, conversation_id, on)

    def archive(self, conversation_id, *, on):
        self._arrange(self._reading.archived, conversation_id, on)

    def mark_unread(self, conversation_id):
        self._reading.people[conversation_id].unread = True
        self._events.publish(ConversationsChanged(frozenset({conversation_id})))

    def _arrange(self, those, conversation_id, on):
        (those.add if on else those.discard)(conversation_id)
        self._events.publish(ConversationsChanged(frozenset({conversation_id})))

    def take_back(self, outbox_id):
        return self.kept.pop(outbox_id, None)

    def undo_send(self, outbox_id):
        row = self._reading.outbox.get(outbox_id)
        if row is None or row.state is not OutboxState.QUEUED:
            return None
        self._reading.outbox[outbox_id] = replace(row, state=OutboxState.CANCELLED)
        lines = self._reading.people[row.conversation_id].lines
        lines[:] = [line for line in lines if line.id != row.message_id]
        self._outgoing.come_back(self._reading.people[row.conversation_id].number)
        self._events.publish(ConversationsChanged(frozenset({row.conversation_id})))
        return row.body

    def cancel_send(self, outbox_id):
        line = self._off_the_page(outbox_id)
        return None if outbox_id in self.too_late else line.body

    def edit_later(self, outbox_id, request):
        self.edits.append((outbox_id, request))
        if self.failure is not None:
            raise self.failure
        if self.refusal is not None:
            return self.refusal
        return QueueOutcome(outbox_id + 1, 0, 0, OutboxState.QUEUED)

    def still_send(self, outbox_id):
        self.still_sent.append(outbox_id)
        return True

    def dismiss(self, outbox_id):
        self._off_the_page(outbox_id)

    def _off_the_page(self, outbox_id):
        page = self._reading.outbox_page
        line = next(line for line in page if line.id == outbox_id)
        if outbox_id not in self.too_late:
            page.remove(line)
        self._events.publish(ConversationsChanged(frozenset({line.conversation_id})))
        return line

    def pause_sending(self, *, on, actor):
        self._reading.settings["sending_paused"] = "on" if on else "off"
        self._reading.settings["sending_paused_by"] = actor if on else ""
        self._events.publish(SettingChanged("sending_paused"))

    def send_now(self, outbox_id):
        self.released.append(outbox_id)

    def hold_send(self, outbox_id, seconds):
        self.held.append((outbox_id, seconds))
        return self._reading.outbox[outbox_id].state is OutboxState.QUEUED

    def leave(self, outbox_id, state=OutboxState.POSTING):
        """The sender takes a text, or a STOP ends it."""
        row = self._reading.outbox[outbox_id]
        self._reading.outbox[outbox_id] = replace(row, state=state)
        self._events.publish(ConversationsChanged(frozenset({row.conversation_id})))

    def start_conversation(self, number, name=""):
        row = self._reading.conversation_by_number(number)
        if row is not None:
            return row.id
        key = max(self._reading.people, default=0) + 1
        self._reading.people[key] = Person(name or number, number, state=TextState.NONE)
        self._events.publish(ConversationsChanged(frozenset({key})))
        return key


def waiting_row(outbox_id, message_id, conversation, request):
    """The outbox row of a text that was just queued."""
    return OutboxRow(
        id=outbox_id,
        message_id=message_id,
        conversation_id=conversation.id,
        to=request.to,
        recipient_name=request.recipient_name,
        body=request.body,
        state=OutboxState.QUEUED,
        sid="",
        reason="",
        rule="",
        error_code=None,
        created_at=NOW,
        tried_at=None,
        looks=0,
        next_try_at=NOW + request.hold_s,
    )


def off_texts(channel):
    """The channel, where it is another than texts."""
    return () if channel is Channel.TEXTS else (channel,)


class FakeConsent:
    """Implements workspace.Consent."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.acts = []
        self.broken_at = None
        self.problems = ()
        self.kept = dict(made_up_files())
        self.contents = {}
        self.failure = None

    def _set(self, number, state, words):
        row = self._reading.conversation_by_number(number)
        if row is not None:
            self._reading.people[row.id].state = state
        by_client = state in {TextState.OUT_CARRIER, TextState.OUT_CONTACT}
        self._events.publish(TextStateChanged(number, row.id if row else None, by_client, words))
        if row is not None:
            self._events.publish(ConversationsChanged(frozenset({row.id})))

    def add_program(self, program, *, promotional):
        self.acts.append(("add_program", program, promotional))
        if self.failure is not None:
            raise self.failure
        made = Campaign(
            len(self._reading.programs) + 1,
            program.name,
            program.description,
            program.frequency,
            promotional,
        )
        self._reading.programs.append(made)
        return made.id

    def record_proof(self, proof, actor):
        self.acts.append(("record_proof", proof, actor))
        if self.failure is not None:
            raise self.failure
        entry = correction_of(proof, actor, max(self._reading.ledger) + 1, NOW)
        self._reading.ledger[entry.line.seq] = entry
        self._set(proof.number, TextState.IN, "consent recorded")
        return entry.line.seq

    def add_evidence(self, path, actor):
        self.acts.append(("add_evidence", path, actor))
        if self.failure is not None:
            raise self.failure
        file = EvidenceFile("0" * 64, path.name, "application/pdf", 1_000, NOW, actor)
        self.kept[file.sha256] = file
        return file

    def evidence(self, sha256):
        return self.kept.get(sha256)

    def evidence_content(self, sha256):
        return self.contents[sha256]

    def save_evidence(self, sha256, target):
        self.acts.append(("save_evidence", sha256, target))
        if self.failure is not None:
            raise self.failure

    def export_evidence(self, number, folder, actor):
        self.acts.append(("export_evidence", number, folder, actor))
        if self.failure is not None:
            raise self.failure
        return ExportResult(folder, (("manifest.json", "0" * 64),), 3, "1" * 64)

    def decide_review(self, number, actor, *, opt_out, reason=""):
        self.acts.append(("decide_review", number, actor, opt_out, reason))
        if self.failure is not None:
            raise self.failure
        self._reading.reviews.pop(number, None)
        self._set(number, TextState.OUT_CONTACT if opt_out else TextState.IN, "decided")

    def sign_up(self, sign_up, actor):
        self.acts.append(("sign_up", sign_up, actor))
        if self.failure is not None:
            raise self.failure
        self._set(sign_up.number, TextState.PENDING, "asked for a YES")
        return QueueOutcome(1, 1, None, OutboxState.QUEUED)

    def verify_ledger(self):
        self.acts.append(("verify_ledger",))
        return LedgerCheck(len(self._reading.ledger), self.broken_at, self.problems)

    def opt_out_by_firm(self, address, actor, reason, channel=Channel.TEXTS):
        self.acts.append(("opt_out_by_firm", address, actor, reason, *off_texts(channel)))
        if channel is Channel.TEXTS:
            self._set(address, TextState.OUT_FIRM, f"{actor} turned texts off")

    def opt_out_told_firm(self, address, actor, how, words, channel=Channel.TEXTS):
        self.acts.append(("opt_out_told_firm", address, actor, how, words, *off_texts(channel)))
        if channel is Channel.TEXTS:
            self._set(address, TextState.OUT_CONTACT, "asked to stop")

    def opt_in_by_firm(self, address, actor, channel=Channel.TEXTS):
        self.acts.append(("opt_in_by_firm", address, actor, *off_texts(channel)))
        if channel is not Channel.TEXTS:
            return
        row = self._reading.conversation_by_number(address)
        if row is not None and row.text_state is TextState.OUT_CARRIER:
            raise BrieftextError(Problem("Only the client can undo this, by texting START."))
        self._set(address, TextState.IN, f"{actor} turned texts on")

    def record_consent(self, entry, actor):
        self.acts.append(("record_consent", entry, actor))
        self._set(entry.number, TextState.IN, "consent recorded")

    def client_stops(self, number):
        """The client texts STOP, as the sync would tell it."""
        self._set(number, TextState.OUT_CARRIER, "replied STOP")


class FakeContacts:
    """Implements workspace.Contacts."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.saved = []

    def number_of(self, typed):
        digits = "".join(c for c in typed if c.isdigit())
        if len(digits) == 10:
            return f"+1{digits}"
        return f"+{digits}" if typed.strip().startswith("+") and len(digits) > 10 else ""

    def save(self, edit, actor):
        self.saved.append((edit, actor))
        key = edit.contact_id or max(self._reading.people, default=0) + 1
        if edit.contact_id in self._reading.people:
            self._reading.people[key].name = edit.name
        else:
            state = TextState.NONE
            number = self.number_of(edit.cell)
            self._reading.people[key] = Person(edit.name, number, edit.matter, state=state)
        self._events.publish(ContactsChanged(frozenset({key})))
        return key


class FakeSettings:
    """Implements workspace.Settings."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events

    def set(self, key, value):
        problems = refused(key, value, self._reading.setting("firm_name"))
        if problems:
            raise InvalidInput(problems)
        self._reading.settings[key] = value
        self._events.publish(SettingChanged(key))


class FakeConnection:
    """Implements workspace.Connection."""

    def __init__(self, reading):
        self._reading = reading
        self.failure = None
        self.calls = []

    def _facts(self):
        if self.failure is not None:
            raise self.failure
        return ConnectionFacts("AC0", "SK0", "Hartwell & Osei", tuple(self._reading.firm_numbers()))

    def connect(self, account_sid, key_sid, secret, firm):
        self.calls.append(("connect", account_sid, key_sid, firm))
        return self._facts()

    def check(self):
        self.calls.append(("check",))
        return self._facts()

    def describe(self):
        return ("AC" + "1" * 32, "SK" + "2" * 32, "Hartwell & Osei")


class FakeSync:
    """Implements workspace.Sync."""

    def __init__(self):
        self.state = SyncState(online=True, syncing=False, last_synced_at=NOW - 60)
        self.asked = 0
        self.active = []

    def start(self):
        pass

    def sync_now(self):
        self.asked += 1

    def set_active(self, active):
        self.active.append(active)

    def stop(self):
        pass

    def run_round(self):
        return SyncReport()


class FakeRunning:
    """Implements workspace.Running."""

    def __init__(self):
        self.started = 0
        self.closed = 0

    def start(self):
        self.started += 1

    def close(self):
        self.closed += 1
        return ""


class FakeAcceptance:
    """Implements acceptance.Acceptance."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events

    def accept(self, actor):
        settings = self._reading.settings
        settings["rules_accepted"] = accepting(settings.get("rules_accepted", ""), actor, NOW)
        self._events.publish(SettingChanged("rules_accepted"))


def make_workspace(people=None, *, practice=False):
    """A workspace over these people; without any, over the firm of the pictures."""
    events = EventBus()
    reading = FakeReading(firm() if people is None else people)
    reading.settings["rules_accepted"] = accepting("", "Dana Whitfield", NOW)
    reading.outbox[42] = OutboxRow(
        id=42,
        message_id=203,
        conversation_id=4,
        to="+13125550151",
        recipient_name="Walter Brandt",
        body="Your hearing moved to Room 2204, same time.",
        state=OutboxState.UNRESOLVED,
        sid="",
        reason="",
        rule="",
        error_code=None,
        created_at=at(12, 14, 14),
        tried_at=at(12, 14, 14),
        looks=8,
    )
    outgoing = FakeOutgoing(reading, events)
    return Workspace(
        practice=practice,
        actor="Dana Whitfield",
        events=events,
        reading=reading,
        messaging=FakeMessaging(reading, events, outgoing),
        consent=FakeConsent(reading, events),
        contacts=FakeContacts(reading, events),
        settings=FakeSettings(reading, events),
        tasks=FakeTasks(reading, events),
        connection=FakeConnection(reading),
        sync=FakeSync(),
        running=FakeRunning(),
        archive=FakePictures(),
        outgoing=outgoing,
        reputation=FakeReputation(),
        templates=FakeTemplates(reading),
        numbers=FakeNumbers(),
        lines=FakeLines(reading),
        moves=FakeMoves(reading, events),
        acceptance=FakeAcceptance(reading, events),
    )
