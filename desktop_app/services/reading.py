"""The window's reader: records from plain SQL on one read-only connection, a few milliseconds each.

Used on the UI thread only. Imports neither SQLAlchemy nor Twilio, so that the first screen needs
neither.
"""

import json
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.models.enums import (
    Direction,
    MessageStatus,
    TextState,
)
from desktop_app.models.queries import desk, inbox, people, thread
from desktop_app.models.queries import ledger as ledger_queries
from desktop_app.models.queries import outbox as outbox_queries
from desktop_app.models.queries import tasks as task_queries
from desktop_app.models.queries.asked import overrides_since
from desktop_app.services import people as people_table
from desktop_app.services import search
from desktop_app.services.archive_reading import ArchiveReading
from desktop_app.services.consent import menu, notices, story
from desktop_app.services.consent.as_of import ChannelAsOf, all_as_of
from desktop_app.services.consent.facts import Known, read_known
from desktop_app.services.consent.offers import override_offer
from desktop_app.services.consent.reach import Reach, reach_words, read_reach
from desktop_app.services.consent.records import (
    Campaign,
    Channel,
    OverrideOffer,
    ReviewCard,
    WhyReport,
    usual_campaign,
)
from desktop_app.services.consent.reviewing import review_card, words_of
from desktop_app.services.consent.standings import Standings, read_standings
from desktop_app.services.consent.story import LedgerEntry, LedgerLine
from desktop_app.services.consent.why import why_report
from desktop_app.services.declared import default_of
from desktop_app.services.finding import folded
from desktop_app.services.firm_numbers import reading as numbers_page
from desktop_app.services.firm_numbers.records import LineFacts, NumberChange, NumberMove
from desktop_app.services.messaging.outbox_reading import outbox_lines, outbox_row
from desktop_app.services.messaging.outbox_records import MOST_NOT_SENT, OutboxLine
from desktop_app.services.messaging.sending_reading import SendingReading
from desktop_app.services.numbers import format_number
from desktop_app.services.people import (
    PeopleCount,
    PeopleKey,
    PeopleView,
    PersonRow,
    Whose,
    off_channels,
)
from desktop_app.services.ports import Clock
from desktop_app.services.records import (
    ConsentLine,
    ContactCard,
    ConversationRow,
    FirmNumber,
    InboxKey,
    LockedNotice,
    MenuItem,
    MessageRow,
    OutboxRow,
    PersonHit,
    PhoneLine,
    PictureRow,
)
from desktop_app.services.remembering import WhileNobodyWrites
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.previews import preview
from desktop_app.services.rules.overrides import OFTEN_WITHIN_S
from desktop_app.services.task_records import Task, task_of

_USES = {
    "cell": "Cell · primary · gets texts",
    "home": "Home · calls only",
    "work": "Work · calls only",
}


class StoreReading:
    """Implements workspace.Reading. `connect` opens the read-only driver connection when needed."""

    def __init__(self, connect: Callable[[], Any], clock: Clock, *, practice: bool) -> None:
        self._connect = connect
        self._clock = clock
        self._practice = practice
        self._kept = WhileNobodyWrites(self._version)
        self._open: Any = None
        self.connection: Callable[[], Any] = lambda: self._db
        self.archive = ArchiveReading(self.connection, clock)
        self.sending = SendingReading(lambda: self._db, clock)

    @property
    def _db(self) -> Any:
        if self._open is None:
            self._open = self._connect()
        return self._open

    def close(self) -> None:
        """Give the connection back."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def inbox_page(
        self, after: InboxKey | None = None, limit: int = 60, only: str = "all"
    ) -> list[ConversationRow]:
        """Newest conversations first."""
        key = (int(after.pinned), after.last_at, after.conversation_id) if after else None
        return [_conversation(row) for row in inbox.page(self._db, key, limit, only)]

    def unread_count(self) -> int:
        """Conversations with something unread."""
        return inbox.unread_count(self._db)

    def waiting(self, since: int) -> list[ConversationRow]:
        """Conversations nobody read or answered since before this second, longest wait first."""
        return [_conversation(row) for row in inbox.waiting(self._db, since)]

    def conversation(self, conversation_id: int) -> ConversationRow | None:
        """One inbox line."""
        row = self._row(conversation_id)
        return _conversation(row) if row else None

    def conversation_by_number(self, number: str) -> ConversationRow | None:
        """The conversation with this E.164 number."""
        row = inbox.by_number(self._db, number)
        return _conversation(row) if row else None

    def thread_ids(self, conversation_id: int, limit: int | None = None) -> "array[int]":
        """Message ids of a conversation, newest first."""
        return thread.ids(self._db, conversation_id, limit)

    def messages(self, ids: Sequence[int]) -> list[MessageRow]:
        """These messages, ascending; ids that are gone are left out."""
        rows = thread.lines(self._db, ids) if ids else []
        with_pictures = [int(row[0]) for row in rows if row[7]]
        pictures = self.archive.pictures_of(with_pictures) if with_pictures else {}
        return [_message(row, pictures.get(row[0], ())) for row in rows]

    def first_unread(self, conversation_id: int) -> int | None:
        """The id of the first text nobody read or answered yet."""
        return thread.first_unread(self._db, conversation_id)

    def find(
        self, conversation_id: int, words: str, below: int | None = None, limit: int = 200
    ) -> tuple[list[int], int | None]:
        """Look for words in a piece of a conversation, newest first; where to go on, if at all."""
        rows = thread.bodies(self._db, conversation_id, below, limit)
        wanted = folded(words)
        found = [int(identifier) for identifier, body in rows if wanted in folded(body)]
        return found, int(rows[-1][0]) if len(rows) == limit else None

    def first_line_from(self, conversation_id: int, at: int) -> int | None:
        """The first line of a conversation at or after a second."""
        return thread.first_from(self._db, conversation_id, at)

    def contact_card(self, conversation_id: int) -> ContactCard | None:
        """What the contact panel shows for a conversation."""
        row = self._row(conversation_id)
        if row is None:
            return None
        number, contact_id = str(row[1]), row[3]
        if contact_id is not None:
            card = people.card(self._db, contact_id)
            return self._card(card, number, conversation_id)
        return self._stranger(number, str(row[2]), conversation_id)

    def contact(self, contact_id: int) -> ContactCard | None:
        """One contact record, whether or not there is a conversation."""
        card = people.card(self._db, contact_id)
        if card is None:
            return None
        number = str(card[2] or "")
        row = inbox.by_number(self._db, number) if number else None
        return self._card(card, number, int(row[0]) if row else None)

    def contact_by_cell(self, number: str) -> ContactCard | None:
        """The record whose cell this is, the one made first where several share it."""
        found = people.by_cell(self._db, number)
        return self.contact(found) if found is not None else None

    def contact_ids(self) -> list[int]:
        """Every contact record, oldest first; for export."""
        return people.all_ids(self._db)

    def menu(self, conversation_id: int) -> list[MenuItem]:
        """The three-dot menu of this person as it stands now."""
        row = self._row(conversation_id)
        return self.menu_of_number(str(row[1])) if row else []

    def locked_notice(self, conversation_id: int, draft_length: int = 0) -> LockedNotice | None:  # noqa: ARG002
        """What replaces the composer, or None where this person may be texted now."""
        known = self._known_of(conversation_id)
        return notices.locked_notice(known) if known else None

    def draft(self, number: str) -> str:
        """The text somebody started to write to this number."""
        return thread.draft(self._db, number)

    def search_people(self, words: str, limit: int = 9) -> list[PersonHit]:
        """People, matters and numbers for the palette."""
        return search.people(self._db, words, limit)

    def firm_numbers(self) -> list[FirmNumber]:
        """The firm's own numbers, the one texts go out from first."""
        return numbers_page.firm_numbers(self._db)

    def number_changes(self) -> list[NumberChange]:
        """What Brieftext changed at Twilio about the firm's numbers, newest first."""
        return numbers_page.changes(self._db)

    def number_moves(self) -> list[NumberMove]:
        """Numbers that move to Twilio or away, those under way first."""
        return numbers_page.moves(self._db)

    def line_facts(self, number: str) -> LineFacts | None:
        """What kind of line a number is, where that was asked in the last 30 days."""
        return numbers_page.line_facts(self._db.execute, number, self._clock.now())

    def outbox_row(self, outbox_id: int) -> OutboxRow | None:
        """One outbox row."""
        row = desk.outbox_row(self._db, outbox_id)
        return outbox_row(row) if row else None

    def outbox_rows(self, *, every: bool) -> list[OutboxRow]:
        """Rows that are not final, or every row, oldest first; for scripts."""
        return [outbox_row(row) for row in desk.outbox_rows(self._db, every=every)]

    def outbox_lines(self) -> list[OutboxLine]:
        """What waits, oldest first; then what did not go out, the newest 200."""
        return outbox_lines(self._db, self._clock.now())

    def asking_count(self) -> int:
        """Texts that need a person: not sure whether they went out, or refused."""
        return outbox_queries.asking(self._db, MOST_NOT_SENT)

    def queued_count(self) -> int:
        """Texts that wait to be sent."""
        return outbox_queries.queued(self._db)

    def sent_last_minute(self) -> int:
        """How many texts left in the last 60 seconds."""
        return outbox_queries.left_since(self._db, self._clock.now() - 60)

    def setting(self, key: str) -> str:
        """A declared setting's value."""
        default = default_of(key)
        stored = desk.setting(self._db, key)
        return default if stored is None else stored

    def last_synced_at(self) -> int | None:
        """When Twilio was last read to the end, in seconds UTC."""
        mark = desk.sync_mark(self._db, "inbound_read_at")
        return int(mark) if mark else None

    def known(self, number: str, text: str = "") -> Known:
        """All the gate would look at for this number, or for this text to it."""
        now, ask = self._clock.now(), self._db.execute
        return self._kept.answer(
            (now, number, text),
            lambda: read_known(ask, number, now=now, practice=self._practice, content=text),
        )

    def circumstances(self, number: str) -> Circumstances:
        """What the checks of a typed text's words may know of this number."""
        from desktop_app.services.consent import typing_pace  # noqa: PLC0415  not to paint first

        return typing_pace.circumstances(self._db.execute, number, now=self._clock.now())

    def people_page(
        self, view: PeopleView, after: PeopleKey | None = None, limit: int = 60
    ) -> list[PersonRow]:
        """Contact records in the order of a view."""
        return people_table.page(self._db, view, after, limit)

    def people_among(self, view: PeopleView, whose: Whose) -> list[PersonRow]:
        """The rows of certain people, as far as a view lets them in."""
        return people_table.among(self._db, view, whose)

    def people_count(self, view: PeopleView) -> PeopleCount:
        """How many contact records there are, and how many a view shows."""
        return people_table.count(self._db, view)

    def menu_of_number(self, number: str, email: str | None = None) -> list[MenuItem]:
        """The three-dot menu of the person behind a number, or of a record with only an address."""
        standings = self._standings(number, email)
        known, now = self.known(number), self._clock.now()
        return menu.menu_items(known, standings, now, self._overridden(known))

    def override_offer(
        self, address: str, channel: Channel = Channel.TEXTS, text: str = ""
    ) -> OverrideOffer | None:
        """How the firm may override a hold once; None where it may not, or need not."""
        if channel is not Channel.TEXTS:
            return None
        known = self.known(address, text)
        last = ledger_queries.last_seq(self._db)
        if not notices.can_override_texts(known):
            return None
        return override_offer(known, last, self._overridden(known))

    def _overridden(self, known: Known) -> int:
        """How often the firm went past its own no to texts in the last week."""
        if known.gate.state is not TextState.OUT_FIRM:
            return 0
        since = self._clock.now() - OFTEN_WITHIN_S
        return overrides_since(self._db.execute, known.gate.to, since)

    def review(self, number: str) -> ReviewCard | None:
        """What the client wrote that counts as a stop or may; None where nobody has to look."""
        known = self.known(number)
        words = words_of(self._db, known)
        return review_card(known, words, self._clock.now()) if words is not None else None

    def tasks(self, number: str) -> list[Task]:
        """What there is to do about a number after a client's word, the oldest first."""
        return [task_of(row) for row in task_queries.open_of(self._db, number)]

    def campaigns(self) -> list[Campaign]:
        """The programs of texts people can agree to, the oldest first; the usual one if none."""
        rows = [Campaign(*row) for row in desk.campaigns(self._db)]
        return rows or [usual_campaign(self.setting("firm_name"))]

    def why(self, number: str) -> WhyReport:
        """Why this number can or cannot be texted now, and what to say to the person."""
        known = self.known(number)
        return why_report(
            known, self._standings(number), self._clock.now(), self._reach_words(known)
        )

    def reach(self, number: str) -> Reach:
        """Which of the firm's numbers are blocked towards a client, and kept off; for scripts."""
        return read_reach(self._db, self.known(number))

    def _reach_words(self, known: Known) -> str:
        return reach_words(read_reach(self._db, known), known.gate.person.first)

    def standings(self, number: str) -> Standings:
        """Calls and e-mail of the person behind a number, for scripts."""
        return self._standings(number)

    def _standings(self, number: str, email: str | None = None) -> Standings:
        if email is None:
            found = people.by_cell(self._db, number) if number else None
            card = people.card(self._db, found) if found is not None else None
            email = str(card[5]) if card is not None else ""
        return read_standings(self._db, number, email)

    def ledger_of(
        self, number: str, below: int | None = None, limit: int = 200
    ) -> list[LedgerLine]:
        """A number's ledger entries, newest first, from below an entry."""
        rows = ledger_queries.of_number(self._db, number, below, limit)
        return [story.ledger_line(row) for row in rows]

    def ledger_entry(self, seq: int) -> LedgerEntry | None:
        """One ledger entry with everything it keeps."""
        row = ledger_queries.entry(self._db, seq)
        return story.ledger_entry(row) if row is not None else None

    def ledger_as_of(self, number: str, at: int, email: str = "") -> tuple[ChannelAsOf, ...]:
        """The four channels of a person at a moment, from the ledger alone."""
        own = ledger_queries.whole_entries(self._db, number=number)
        theirs = ledger_queries.whole_entries(self._db, number=email) if email else ()
        return all_as_of(own, at, theirs)

    def text_notice(self, number: str) -> LockedNotice | None:
        """Why this number may not be texted now; None where it may."""
        return notices.locked_notice(self.known(number))

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _row(self, conversation_id: int) -> Any:
        return self._kept.answer(conversation_id, lambda: inbox.by_id(self._db, conversation_id))

    def _known_of(self, conversation_id: int) -> Known | None:
        row = self._row(conversation_id)
        return self.known(str(row[1])) if row else None

    def _proof(self, known: Known) -> str:
        if not known.ledger_seq:
            return ""
        payload = json.loads(people.payload(self._db, known.ledger_seq))
        return str(payload.get("words") or payload.get("text") or "")

    def _lines(self, known: Known, number: str, email: str) -> tuple[ConsentLine, ...]:
        standings = read_standings(self._db, number, email)
        return notices.consent_lines(
            known, standings, self._clock.now(), self._proof(known), self._reach_words(known)
        )

    def _stranger(self, number: str, name: str, conversation_id: int) -> ContactCard:
        known = self.known(number)
        return ContactCard(
            conversation_id=conversation_id,
            contact_id=None,
            name=name or format_number(number),
            number=number,
            matter="",
            matter_title="",
            role="",
            pronoun="",
            time_zone="",
            email="",
            notes="",
            phones=(PhoneLine("cell", number, self._use("cell", number)),),
            consent=self._lines(known, number, ""),
            from_number=known.gate.from_number,
        )

    def _card(self, card: Any, number: str, conversation_id: int | None) -> ContactCard:
        known = self.known(number) if number else None
        phones = tuple(
            PhoneLine(slot, str(value), self._use(slot, str(value)))
            for slot, value in zip(("cell", "home", "work"), card[2:5], strict=True)
            if value
        )
        return ContactCard(
            conversation_id=conversation_id,
            contact_id=int(card[0]),
            name=str(card[1]),
            number=number,
            matter=str(card[10]),
            matter_title=str(card[11]),
            role=str(card[8]),
            pronoun=str(card[6]),
            time_zone=str(card[7]),
            email=str(card[5]),
            notes=str(card[9]),
            phones=phones,
            consent=self._lines(known, number, str(card[5])) if known else (),
            from_number=known.gate.from_number if known else "",
            state=str(card[12]),
            zip_code=str(card[13]),
            time_zone_at=int(card[14]),
        )

    def _use(self, slot: str, number: str) -> str:
        """What a number is used for; of the cell, what kind of line it is where that is known."""
        line = self.line_facts(number) if slot == "cell" else None
        if line is not None and line.landline:
            return "Cell · a landline, texts are lost"
        if line is not None and line.voip:
            return "Cell · primary · internet line, gets texts"
        return _USES[slot]


def _conversation(row: Any) -> ConversationRow:
    return ConversationRow(
        id=row[0],
        number=row[1],
        name=row[2] or format_number(row[1]),
        contact_id=row[3],
        matter=row[4],
        pronoun=row[5],
        text_state=TextState(row[6]),
        last_at=row[7],
        last_direction=Direction(row[8]) if row[8] else None,
        last_status=MessageStatus(row[9]) if row[9] else None,
        last_error=row[10],
        snippet=preview(row[11]),
        unread=bool(row[12]),
        needs_reply=bool(row[13]),
        draft=row[14],
        pinned=bool(row[15]),
        muted=bool(row[16]),
        archived=bool(row[17]),
        last_in_at=row[18],
        waits_since=row[19],
        off=off_channels(row[20]),
        task=row[21],
    )


def _message(row: Any, pictures: tuple[PictureRow, ...]) -> MessageRow:
    return MessageRow(
        id=row[0],
        direction=Direction(row[1]),
        body=row[2],
        at=row[3],
        status=MessageStatus(row[4]),
        error_code=row[5],
        author=row[6],
        num_media=row[7],
        outbox_id=row[8],
        ledger_seq=row[9],
        reason=row[10],
        pictures=pictures,
        removed_at=row[11],
    )
