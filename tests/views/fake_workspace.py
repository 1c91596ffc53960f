"""An open store made of dictionaries: the small firm of the design's pictures, for view tests.

Everything services promise to a window is here with the same names; what a test wants to see
happening is in plain attributes (`queued`, `drafts`, `acts`).
"""

from array import array

from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import (
    ContactsChanged,
    ConversationsChanged,
    EventBus,
    SettingChanged,
    TextStateChanged,
)
from desktop_app.services.records import (
    ConnectionFacts,
    ConsentLevel,
    ConsentLine,
    ContactCard,
    ConversationRow,
    FirmNumber,
    LockedNotice,
    MenuItem,
    MessageRow,
    MessageStatus,
    OutboxRow,
    OutboxState,
    PersonHit,
    PhoneLine,
    Problem,
    QueueOutcome,
    Registration,
    SenderType,
    SyncReport,
    SyncState,
    TextState,
)
from desktop_app.services.workspace import Workspace
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
    long_line,
    texts_of,
)

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


class FakeReading:
    """Implements workspace.Reading."""

    def __init__(self, people):
        self.people = dict(enumerate(people, start=1))
        self.drafts = {}
        self.locked = {}
        self.settings = {
            "theme": "light",
            "actor_name": "Dana Whitfield",
            "firm_name": "Hartwell & Osei",
        }
        self.outbox = {}
        self.long = {}
        self.page_reads = 0
        self.message_reads = []

    def _row(self, key):
        person = self.people[key]
        last = person.lines[-1] if person.lines else None
        if last is None and key in self.long:
            last = long_line(LONG_BASE + self.long[key])
        return ConversationRow(
            id=key,
            number=person.number,
            name=person.name,
            contact_id=key,
            matter=person.matter,
            pronoun=person.pronoun,
            text_state=person.state,
            last_at=last.at if last else 0,
            last_direction=last.direction if last else None,
            last_status=last.status if last else None,
            last_error=last.error_code if last else None,
            snippet=last.body if last else "",
            unread=person.unread,
            needs_reply=person.needs_reply,
            draft=self.drafts.get(person.number, ""),
        )

    def _sorted(self, only):
        rows = [self._row(key) for key in list(self.people)]
        keep = {
            "all": lambda r: True,
            "unread": lambda r: r.unread,
            "needs_reply": lambda r: r.needs_reply,
        }
        return sorted(filter(keep[only], rows), key=lambda r: (r.last_at, r.id), reverse=True)

    def inbox_page(self, after=None, limit=60, only="all"):
        self.page_reads += 1
        rows = self._sorted(only)
        if after is not None:
            key = (after.last_at, after.conversation_id)
            rows = [row for row in rows if (row.last_at, row.id) < key]
        return rows[:limit]

    def unread_count(self):
        return sum(person.unread for person in self.people.values())

    def conversation(self, conversation_id):
        return self._row(conversation_id) if conversation_id in self.people else None

    def conversation_by_number(self, number):
        for key, person in self.people.items():
            if person.number == number:
                return self._row(key)
        return None

    def make_long(self, conversation_id, count):
        """Give a conversation `count` lines that exist only when they are looked at."""
        self.long[conversation_id] = count
        self.people[conversation_id].lines.clear()

    def thread_ids(self, conversation_id, limit=None):
        ids = array("q", [line.id for line in self.people[conversation_id].lines][::-1])
        count = self.long.get(conversation_id, 0)
        start = max(count - limit, 0) if limit is not None else 0
        ids.extend(array("q", range(count + LONG_BASE, start + LONG_BASE, -1)))
        return ids[:limit]

    def messages(self, ids):
        self.message_reads.append(len(ids))
        wanted = set(ids)
        found = [line for p in self.people.values() for line in p.lines if line.id in wanted]
        found += [long_line(key) for key in wanted if LONG_BASE < key <= 2 * LONG_BASE]
        return sorted(found, key=lambda line: line.id)

    def contact_card(self, conversation_id):
        person = self.people.get(conversation_id)
        return card_of(conversation_id, person) if person else None

    def contact(self, contact_id):
        return self.contact_card(contact_id)

    def menu(self, conversation_id):
        out = self.people[conversation_id].state is not TextState.IN
        absent = "Not set up yet"
        return [
            MenuItem(
                "block_caller",
                "Block caller",
                absent,
                "phone-missed",
                "circle-minus",
                False,
                absent,
            ),
            MenuItem(
                "opt_out_calls",
                "Opt-out outbound calls",
                absent,
                "phone",
                "circle-minus",
                False,
                absent,
            ),
            MenuItem(
                "opt_in_messages" if out else "opt_out_messages",
                "Opt-in messages" if out else "Opt-out messages",
                "Now: opted out" if out else "Now: opted in by START reply, 10:44 AM",
                "message-square",
                "circle-check",
                True,
            ),
            MenuItem(
                "opt_out_email",
                "Opt-out outbound email",
                absent,
                "mail",
                "circle-minus",
                False,
                absent,
            ),
            MenuItem(
                "override",
                "Override…",
                "Nothing to override",
                "key-round",
                "lock",
                False,
                "Nothing to override",
            ),
        ]

    def locked_notice(self, conversation_id, draft_length=0):
        if conversation_id in self.locked:
            return self.locked[conversation_id]
        person = self.people[conversation_id]
        if person.state is TextState.OUT_CARRIER:
            return stopped_notice(person)
        if person.state is TextState.OUT_FIRM:
            return LockedNotice(
                "circle-pause",
                "text2",
                "Texting is off for Gordon",
                "Dana Whitfield opted him out of messages on Mar 3. Automatic texts and reminders "
                "are off too.",
                ("opt_in",),
                "F-01",
            )
        return None

    def draft(self, number):
        return self.drafts.get(number, "")

    def search_people(self, words, limit=9):
        low = words.lower()
        return [
            PersonHit(key, key, p.number, p.name, p.matter, p.state, p.unread)
            for key, p in self.people.items()
            if low in p.name.lower()
        ][:limit]

    def firm_numbers(self):
        return [
            FirmNumber(
                FIRM, "PN1", "Main line", SenderType.LONG_CODE, True, True, True, Registration.LIVE
            )
        ]

    def outbox_row(self, outbox_id):
        return self.outbox.get(outbox_id)

    def setting(self, key):
        return self.settings.get(key, "")


def stopped_notice(person):
    """What stands where the composer was after a STOP."""
    first = person.name.split()[0]
    return LockedNotice(
        "lock",
        "danger",
        f"Only {first} can turn texts back on",
        "He replied STOP, and carriers block every text to him. Override isn’t available. He can "
        "text START to (312) 555-0100. Until then, call him.",
        ("copy_start_steps",),
        "A-03",
    )


def card_of(key, person):
    """The contact panel's record."""
    return ContactCard(
        conversation_id=key,
        contact_id=key,
        name=person.name,
        number=person.number,
        matter=person.matter,
        matter_title="Injury" if person.matter else "",
        role="client",
        pronoun=person.pronoun,
        time_zone="America/New_York",
        email="maria.d@example.com",
        notes="Prefers texts after 5 PM. Daughter Elena helps with English.",
        phones=(PhoneLine("cell", person.number, "Cell · primary · gets texts"),),
        consent=(
            ConsentLine(
                "Texts",
                person.state,
                "Opted in",
                "START reply, today 10:44 AM",
                ConsentLevel.EXPRESS,
            ),
            ConsentLine("Calls", TextState.NONE, "Not set up yet", ""),
        ),
    )


class FakeMessaging:
    """Implements workspace.Messaging; queued texts join their conversation at once."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.requests = []
        self.queued = {}
        self.refusal = None
        self.failure = None
        self.resent = []
        self.checked = []
        self.marked = []
        self.read_marks = []
        self.saved_drafts = []
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
            0,
            self._next_id,
            None,
        )
        self._reading.people[row.id].lines.append(line)
        self._reading.drafts.pop(request.to, None)
        self._events.publish(ConversationsChanged(frozenset({row.id})))
        return outcome

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

    def start_conversation(self, number, name=""):
        row = self._reading.conversation_by_number(number)
        if row is not None:
            return row.id
        key = max(self._reading.people, default=0) + 1
        self._reading.people[key] = Person(name or number, number, state=TextState.NONE)
        self._events.publish(ConversationsChanged(frozenset({key})))
        return key


class FakeConsent:
    """Implements workspace.Consent."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.acts = []

    def _set(self, number, state, words):
        row = self._reading.conversation_by_number(number)
        if row is not None:
            self._reading.people[row.id].state = state
        by_client = state in {TextState.OUT_CARRIER, TextState.OUT_CONTACT}
        self._events.publish(TextStateChanged(number, row.id if row else None, by_client, words))
        if row is not None:
            self._events.publish(ConversationsChanged(frozenset({row.id})))

    def opt_out_by_firm(self, number, actor, reason):
        self.acts.append(("opt_out_by_firm", number, actor, reason))
        self._set(number, TextState.OUT_FIRM, f"{actor} turned texts off")

    def opt_out_told_firm(self, number, actor, how, words):
        self.acts.append(("opt_out_told_firm", number, actor, how, words))
        self._set(number, TextState.OUT_CONTACT, "asked to stop")

    def opt_in_by_firm(self, number, actor):
        self.acts.append(("opt_in_by_firm", number, actor))
        row = self._reading.conversation_by_number(number)
        if row is not None and row.text_state is TextState.OUT_CARRIER:
            raise BrieftextError(Problem("Only the client can undo this, by texting START."))
        self._set(number, TextState.IN, f"{actor} turned texts on")

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
        self._events.publish(ContactsChanged(frozenset({key})))
        return key


class FakeSettings:
    """Implements workspace.Settings."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events

    def set(self, key, value):
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


def make_workspace(people=None, *, practice=False):
    """A workspace over these people; without any, over the firm of the pictures."""
    events = EventBus()
    reading = FakeReading(firm() if people is None else people)
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
    return Workspace(
        practice=practice,
        actor="Dana Whitfield",
        events=events,
        reading=reading,
        messaging=FakeMessaging(reading, events),
        consent=FakeConsent(reading, events),
        contacts=FakeContacts(reading, events),
        settings=FakeSettings(reading, events),
        connection=FakeConnection(reading),
        sync=FakeSync(),
        running=FakeRunning(),
    )
