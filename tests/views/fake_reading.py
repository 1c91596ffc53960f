"""The read side of the made-up firm: every list a page, as services promise it."""

from array import array

from desktop_app.services.consent.records import Campaign, Channel
from desktop_app.services.declared import default_of
from desktop_app.services.finding import folded
from desktop_app.services.records import (
    ConsentLevel,
    ConsentLine,
    ContactCard,
    ConversationRow,
    FirmNumber,
    LockedNotice,
    MenuItem,
    OutboxState,
    PersonHit,
    PhoneLine,
    Registration,
    SenderType,
    TextState,
)
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.zones import Source, Whereabouts
from tests.views.fake_archive import FakeArchive
from tests.views.fake_people import FakePeople
from tests.views.made_up_firm import FIRM, IN, LONG_BASE, OUT, long_line
from tests.views.made_up_ledger import made_up_as_of, made_up_ledger


class FakeSending:
    """Implements messaging.interfaces.SendingReading."""

    def __init__(self, reading):
        self._reading = reading
        self.lost = []
        self.landlines = set()
        self.living = {}

    def lost_numbers(self):
        return list(self.lost)

    def is_landline(self, number):
        facts = self._reading.line_facts(number)
        return number in self.landlines or bool(facts and facts.landline)

    def whereabouts(self, number):
        """Nowhere in particular, so that no test has to think of the hour unless it says so."""
        return self.living.get(number, Whereabouts((), frozenset(), Source.ABROAD))


class FakeReading(FakePeople):
    """Implements workspace.Reading."""

    def __init__(self, people):
        self.people = dict(enumerate(people, start=1))
        self.drafts = {}
        self.locked = {}
        self.settings = {
            "theme": "light",
            "actor_name": "Dana Whitfield",
            "firm_name": "Hartwell & Osei",
            "undo_seconds": "off",
        }
        self.outbox = {}
        self.sending = FakeSending(self)
        self.outbox_page = []
        self.outbox_reads = 0
        self.sent_lately = 0
        self.offers = {}
        self.whys = {}
        self.changes, self.moves, self.lines = [], [], {}
        self.reviews = {}
        self.open_tasks = []
        self.around = {}
        self.programs = [Campaign(1, "Hartwell & Osei", "Case", "4 messages per month")]
        self.ledger = {entry.line.seq: entry for entry in made_up_ledger()}
        self.waiting_rows = []
        self.pinned, self.muted, self.archived = set(), set(), set()
        self.long = {}
        self.page_reads = 0
        self.people_reads = 0
        self.message_reads = []
        self.archive = FakeArchive()

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
            pinned=key in self.pinned,
            muted=key in self.muted,
            archived=key in self.archived,
            last_in_at=max((line.at for line in person.lines if line.direction is IN), default=0),
            waits_since=waits_since(person) if person.needs_reply else 0,
            off=person.off,
            task=next((str(t.kind) for t in self.tasks(person.number)), ""),
        )

    def _sorted(self, only):
        rows = [self._row(key) for key in list(self.people)]
        keep = {
            "all": lambda r: not r.archived,
            "archived": lambda r: r.archived,
            "unread": lambda r: r.unread and not r.archived,
            "needs_reply": lambda r: r.needs_reply and not r.archived,
        }
        shown = filter(keep[only], rows)
        return sorted(shown, key=lambda r: (r.pinned, r.last_at, r.id), reverse=True)

    def inbox_page(self, after=None, limit=60, only="all"):
        self.page_reads += 1
        rows = self._sorted(only)
        if after is not None:
            key = (after.pinned, after.last_at, after.conversation_id)
            rows = [row for row in rows if (row.pinned, row.last_at, row.id) < key]
        return rows[:limit]

    def waiting(self, since):
        return [row for row in self.waiting_rows if row.waits_since <= since]

    def unread_count(self):
        return len(self._sorted("unread"))

    def conversation(self, conversation_id):
        return self._row(conversation_id) if conversation_id in self.people else None

    def conversation_by_number(self, number):
        for key, person in self.people.items():
            if person.number == number:
                return self._row(key)
        return None

    def tasks(self, number):
        return [task for task in self.open_tasks if task.number == number]

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

    def _lines(self, conversation_id):
        return self.messages(self.thread_ids(conversation_id))

    def first_unread(self, conversation_id):
        person = self.people[conversation_id]
        if not person.unread:
            return None
        ours = [line.id for line in person.lines if line.direction is OUT]
        return next(
            (x.id for x in person.lines if x.direction is IN and x.id > max(ours, default=0)), None
        )

    def find(self, conversation_id, words, below=None, limit=200):
        ids = [key for key in self.thread_ids(conversation_id) if below is None or key < below]
        piece = self.messages(ids[:limit])[::-1]
        found = [line.id for line in piece if folded(words) in folded(line.body)]
        return found, piece[-1].id if len(piece) == limit else None

    def first_line_from(self, conversation_id, at):
        return next((line.id for line in self._lines(conversation_id) if line.at >= at), None)

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

    def number_changes(self):
        return self.changes

    def number_moves(self):
        return self.moves

    def line_facts(self, number):
        return self.lines.get(number)

    def outbox_row(self, outbox_id):
        return self.outbox.get(outbox_id)

    def outbox_lines(self):
        self.outbox_reads += 1
        return list(self.outbox_page)

    def asking_count(self):
        asking = {OutboxState.UNRESOLVED, OutboxState.REFUSED}
        return sum(
            line.state in asking or line.asked_at is not None or line.number_lost
            for line in self.outbox_page
        )

    def queued_count(self):
        return sum(line.state is OutboxState.QUEUED for line in self.outbox_page)

    def sent_last_minute(self):
        return self.sent_lately

    def override_offer(self, address, channel=Channel.TEXTS, text=""):
        return self.offers.get((address, channel))

    def review(self, number):
        return self.reviews.get(number)

    def circumstances(self, number):
        return self.around.get(number, Circumstances(to=number, brand=self.settings["firm_name"]))

    def campaigns(self):
        return self.programs

    def why(self, number):
        return self.whys[number]

    def ledger_of(self, number, below=None, limit=200):
        entries = [entry.line for entry in self.ledger.values() if entry.number == number]
        older = [line for line in entries if below is None or line.seq < below]
        return sorted(older, key=lambda line: -line.seq)[:limit]

    def ledger_as_of(self, number, at, email=""):
        return made_up_as_of(self.ledger.values(), number, at)

    def ledger_entry(self, seq):
        return self.ledger.get(seq)

    def setting(self, key):
        return self.settings.get(key, default_of(key))


def waits_since(person):
    """When the first text came that nobody has answered."""
    answered = max((i for i, line in enumerate(person.lines) if line.direction is OUT), default=-1)
    return next((line.at for line in person.lines[answered + 1 :] if line.direction is IN), 0)


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
        conversation_id=key if person.lines else None,
        contact_id=key,
        name=person.name,
        number=person.number,
        matter=person.matter,
        matter_title="Injury" if person.matter else "",
        role=person.role,
        pronoun=person.pronoun,
        time_zone="America/New_York",
        email="maria.d@example.com",
        notes="Prefers texts after 5 PM. Daughter Elena helps with English.",
        phones=(PhoneLine("cell", person.number, "Cell · primary · gets texts"),)
        if person.number
        else (),
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
