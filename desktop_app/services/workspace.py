"""Everything a window or a script may ask of an open store, in one object built by composition.

The window depends on these interfaces only. Two kinds of call:

* `reading` runs on the UI thread: its own read-only connection, keyset pages, a few milliseconds.
* everything else writes, or waits for Twilio or the keyring: the window runs it on a lane
  (`views/bridge.py`), never on the UI thread. Expected failures raise errors.BrieftextError, which
  carries the words to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop_app.models.enums import Channel
from desktop_app.services.messaging.interfaces import SendingReads, WaitingTexts

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from pathlib import Path

    from desktop_app.services.acceptance import Acceptance
    from desktop_app.services.archive_interfaces import Archive, ArchiveReading
    from desktop_app.services.consent.as_of import ChannelAsOf
    from desktop_app.services.consent.records import (
        Campaign,
        OverrideOffer,
        OverrideRequest,
        ReviewCard,
        SignUp,
        WhyReport,
    )
    from desktop_app.services.consent.story import (
        EvidenceFile,
        ExportResult,
        LedgerCheck,
        LedgerEntry,
        LedgerLine,
    )
    from desktop_app.services.events import EventBus
    from desktop_app.services.firm_numbers.interfaces import Lines, Moves, Numbers
    from desktop_app.services.firm_numbers.records import LineFacts, NumberChange, NumberMove
    from desktop_app.services.messaging.outbox_records import OutboxLine
    from desktop_app.services.outgoing_pictures import OutgoingPictures
    from desktop_app.services.people import PeopleCount, PeopleKey, PeopleView, PersonRow, Whose
    from desktop_app.services.records import (
        ConnectionFacts,
        ConsentEntry,
        ConsentProof,
        ContactCard,
        ContactEdit,
        ConversationRow,
        FirmNumber,
        InboxKey,
        LockedNotice,
        MenuItem,
        MessageRow,
        OutboxRow,
        PersonHit,
        QueueOutcome,
        SyncReport,
        SyncState,
        TextRequest,
    )
    from desktop_app.services.reputation.records import Reputation
    from desktop_app.services.rules.content.findings import Circumstances
    from desktop_app.services.rules.optin_texts import Program
    from desktop_app.services.task_records import Task
    from desktop_app.services.templates.records import Templates


class Reading(SendingReads, Protocol):
    """The read side. Every list is a page with a key, never the whole table."""

    @property
    def archive(self) -> ArchiveReading:
        """How much of Twilio's history is here, what is missing, and the pictures."""

    def inbox_page(
        self, after: InboxKey | None = None, limit: int = 60, only: str = "all"
    ) -> list[ConversationRow]:
        """Pinned ones first, then the newest. `only`: all, unread, needs_reply, archived."""

    def unread_count(self) -> int:
        """Conversations with something unread."""

    def waiting(self, since: int) -> list[ConversationRow]:
        """Conversations nobody read or answered since before this second, longest wait first.

        Muted and archived ones are left out; at most 100.
        """

    def conversation(self, conversation_id: int) -> ConversationRow | None:
        """One inbox line."""

    def conversation_by_number(self, number: str) -> ConversationRow | None:
        """The conversation with this E.164 number."""

    def thread_ids(self, conversation_id: int, limit: int | None = None) -> array[int]:
        """Message ids of a conversation, newest first (8-byte integers)."""

    def messages(self, ids: Sequence[int]) -> list[MessageRow]:
        """These messages, in ascending id order; ids that are gone are left out."""

    def first_unread(self, conversation_id: int) -> int | None:
        """The id of the first text nobody read or answered yet; None where there is none."""

    def find(
        self, conversation_id: int, words: str, below: int | None = None, limit: int = 200
    ) -> tuple[list[int], int | None]:
        """Look for words in the next `limit` lines below an id, newest first.

        Accents, case and curly quotes do not matter. The ids that have them, and the id to go on
        below; None where the conversation is at its end.
        """

    def first_line_from(self, conversation_id: int, at: int) -> int | None:
        """The id of the first line at or after a second; None where nothing came since."""

    def contact_card(self, conversation_id: int) -> ContactCard | None:
        """What the contact panel shows for a conversation."""

    def contact(self, contact_id: int) -> ContactCard | None:
        """One contact record, whether or not there is a conversation."""

    def menu(self, conversation_id: int) -> list[MenuItem]:
        """The three-dot menu of this person as it stands now (rules.md F-01)."""

    def locked_notice(self, conversation_id: int, draft_length: int = 0) -> LockedNotice | None:
        """What replaces the composer, or None where this person may be texted now."""

    def draft(self, number: str) -> str:
        """The text somebody started to write to this number."""

    def search_people(self, words: str, limit: int = 9) -> list[PersonHit]:
        """People, matters and numbers for the palette, whatever the accents, case or phone format.

        Empty words give the people last opened.
        """

    def firm_numbers(self) -> list[FirmNumber]:
        """The firm's own numbers, the one texts go out from first."""

    def number_changes(self) -> list[NumberChange]:
        """What Brieftext changed at Twilio about the firm's numbers, newest first."""

    def number_moves(self) -> list[NumberMove]:
        """Numbers that move to Twilio or away, those under way first."""

    def line_facts(self, number: str) -> LineFacts | None:
        """What kind of line a number is, where that was asked in the last 30 days."""

    def outbox_row(self, outbox_id: int) -> OutboxRow | None:
        """One outbox row."""

    def outbox_lines(self) -> list[OutboxLine]:
        """What waits, oldest first; then what did not go out, the newest 200."""

    def asking_count(self) -> int:
        """Texts that need a person: not sure whether they went out, or refused."""

    def queued_count(self) -> int:
        """Texts that wait to be sent."""

    def sent_last_minute(self) -> int:
        """How many texts left in the last 60 seconds."""

    def setting(self, key: str) -> str:
        """A declared setting's value (services/settings.py has the list and the defaults)."""

    def people_page(
        self, view: PeopleView, after: PeopleKey | None = None, limit: int = 60
    ) -> list[PersonRow]:
        """Contact records in the order of a view, those after a row's key."""

    def people_among(self, view: PeopleView, whose: Whose) -> list[PersonRow]:
        """The rows of certain people, as far as a view lets them in, in its order."""

    def people_count(self, view: PeopleView) -> PeopleCount:
        """How many contact records there are, and how many a view shows."""

    def menu_of_number(self, number: str, email: str | None = None) -> list[MenuItem]:
        """The three-dot menu of the person behind a number, or of a record with only an address."""

    def ledger_of(
        self, number: str, below: int | None = None, limit: int = 200
    ) -> list[LedgerLine]:
        """A number's ledger entries, newest first, from below an entry."""

    def ledger_entry(self, seq: int) -> LedgerEntry | None:
        """One ledger entry with everything it keeps; None where there is none."""

    def override_offer(
        self, address: str, channel: Channel = Channel.TEXTS, text: str = ""
    ) -> OverrideOffer | None:
        """How the firm may override a hold once; None where it may not, or need not.

        `text` is what somebody wants to send: the words themselves may be what is held.
        """

    def review(self, number: str) -> ReviewCard | None:
        """What the client wrote that counts as a stop or may; None where nobody has to look."""

    def tasks(self, number: str) -> list[Task]:
        """What there is to do about a number after a client's word, the oldest first."""

    def circumstances(self, number: str) -> Circumstances:
        """What the checks of a typed text's words may know of this number."""

    def campaigns(self) -> list[Campaign]:
        """The programs of texts people can agree to, the usual one first."""

    def why(self, number: str) -> WhyReport:
        """Why this number can or cannot be texted now, and what to say to the person."""

    def ledger_as_of(self, number: str, at: int, email: str = "") -> tuple[ChannelAsOf, ...]:
        """The four channels of a person at a moment, from the ledger alone (channels in order)."""

    def text_notice(self, number: str) -> LockedNotice | None:
        """Why this number may not be texted now; None where it may. Conversation or not."""


class Messaging(WaitingTexts, Protocol):
    """Texts out, drafts, read marks."""

    def queue_text(self, request: TextRequest) -> QueueOutcome:
        """Commit one outbox row, or say why not. The sender takes it from there. Serial lane."""

    def send_due(self) -> None:
        """Send what is due and look for what is unknown, one after another. Network lane.

        Returns at once where another process is the sender.
        """

    def resend(self, outbox_id: int, actor: str) -> QueueOutcome:
        """Queue the same text again after "Not sure" or a refusal: a new row that names the old."""

    def mark_not_sent(self, outbox_id: int, actor: str) -> None:
        """A person decided that an unresolved text did not go out."""

    def check_again(self, outbox_id: int) -> None:
        """Look at Twilio once more for an unknown or unresolved text. Network lane."""

    def save_draft(self, number: str, body: str) -> None:
        """Keep what is typed to this number; empty forgets it. Within a second of typing."""

    def mark_read(self, conversation_id: int) -> None:
        """The conversation was opened. Unread goes, "needs reply" stays until answered."""

    def pin(self, conversation_id: int, *, on: bool) -> None:
        """Keep a conversation at the top of the list. Serial lane."""

    def archive(self, conversation_id: int, *, on: bool) -> None:
        """Put it away until its client writes again, or bring it back. Serial lane."""

    def mute(self, conversation_id: int, *, on: bool) -> None:
        """Say nothing aloud about new texts in it. Serial lane."""

    def mark_unread(self, conversation_id: int) -> None:
        """Make the client's newest text new again, for somebody else or for later."""

    def undo_send(self, outbox_id: int) -> str | None:
        """Take back a text within its undo seconds: its words, or None where it is on its way."""

    def take_back(self, outbox_id: int) -> str | None:
        """Take a text for later back: its words, or None where it has left.

        What lies at Twilio is asked back with the sender's next pass.
        """

    def cancel_send(self, outbox_id: int) -> str | None:
        """Take a waiting text back, now or for later: its words, or None where it has left."""

    def dismiss(self, outbox_id: int) -> None:
        """Take a text that did not go out off the Outbox page; its conversation keeps it."""

    def pause_sending(self, *, on: bool, actor: str) -> None:
        """Let every text wait until somebody lets them go on. Kept over a restart."""

    def send_now(self, outbox_id: int) -> None:
        """End the undo seconds of a text."""

    def queue_overriding(self, request: TextRequest, override: OverrideRequest) -> QueueOutcome:
        """Record the reason and queue this one text, in one commit (rules.md F-03).

        Raises InvalidInput where the reason is none, BrieftextError where it may not be overridden
        or something changed since it was offered. A refused attempt is recorded too.
        """

    def hold_send(self, outbox_id: int, seconds: int) -> bool:
        """Start the undo seconds anew; False where the text is on its way."""

    def send_test(self, number: str, body: str, actor: str) -> QueueOutcome:
        """Send what is written to a number, pictures too, to one's own phone (setting `own_phone`).

        The draft stays. Serial lane. Raises InvalidInput where no own phone is set, or it is none.
        """

    def start_conversation(self, number: str, name: str = "") -> int:
        """The conversation with a number as typed, made if there is none. InvalidInput if bad."""


class Consent(Protocol):
    """Who may be texted. Every act is one transaction and one ledger entry."""

    def opt_out_by_firm(
        self, address: str, actor: str, reason: str, channel: Channel = Channel.TEXTS
    ) -> None:
        """The firm turns a channel off (state out_firm). E-mail is keyed on the address."""

    def opt_out_told_firm(
        self, address: str, actor: str, how: str, words: str, channel: Channel = Channel.TEXTS
    ) -> None:
        """The client asked the firm for no more of it (out_contact; for texts no override)."""

    def opt_in_by_firm(self, address: str, actor: str, channel: Channel = Channel.TEXTS) -> None:
        """Undo an opt-out. Of texts only the firm's own: else BrieftextError in A-03's words."""

    def decide_review(self, number: str, actor: str, *, opt_out: bool, reason: str = "") -> None:
        """Settle words that may be a stop, or restore texts after words that were none.

        The same settles a YES nobody can place: `opt_out` says that no texts are wanted. Keeping
        texts after a stop needs a reason (rules/overrides.py has its length). Raises InvalidInput,
        or BrieftextError where it is too late, or the client also sent STOP.
        """

    def sign_up(self, sign_up: SignUp, actor: str) -> QueueOutcome:
        """Record a sign-up and ask for a YES, in one commit. Raises InvalidInput."""

    def record_consent(self, entry: ConsentEntry, actor: str) -> None:
        """Record that a person agreed to texts. Raises InvalidInput where a part is missing."""

    def add_program(self, program: Program, *, promotional: bool) -> int:
        """A new program of texts people can agree to; its number. Raises InvalidInput."""

    def record_proof(self, proof: ConsentProof, actor: str) -> int:
        """Record a consent with its seven proof fields, or a correction of one; its entry.

        Raises InvalidInput with one sentence a field.
        """

    def add_evidence(self, path: Path, actor: str) -> EvidenceFile:
        """Keep a file in the encrypted store, to be named by its hash in a record."""

    def evidence(self, sha256: str) -> EvidenceFile | None:
        """What is known of a kept file."""

    def evidence_content(self, sha256: str) -> bytes:
        """What a kept file holds, to be shown without writing it anywhere. BrieftextError."""

    def save_evidence(self, sha256: str, target: Path) -> None:
        """Write a copy of a kept file, not encrypted. Replaces nothing."""

    def export_evidence(self, number: str, folder: Path, actor: str) -> ExportResult:
        """All that is on record for a number, for a carrier or a court. Network lane: it is long.

        `folder` is made new, or as a zip where it ends so; InvalidInput where it is there already.
        """

    def verify_ledger(self) -> LedgerCheck:
        """Read the whole ledger and hold every entry against its seal. Network lane: it is long."""


class Contacts(Protocol):
    """Contact records and matters."""

    def number_of(self, typed: str) -> str:
        """The E.164 form of a number as typed; empty where it is none."""

    def save(self, edit: ContactEdit, actor: str) -> int:
        """Make or change a record; its id. Raises InvalidInput with one sentence a field."""


class Tasks(Protocol):
    """What people have to do after a client's word. Serial lane."""

    def finish(self, task_id: int, actor: str) -> None:
        """Somebody did it; who and when stay on record."""

    def reopen(self, task_id: int) -> None:
        """It was not done after all."""


class Settings(Protocol):
    """Declared settings."""

    def set(self, key: str, value: str) -> None:
        """Change one setting; an undeclared key or a bad value is an error."""


class Connection(Protocol):
    """The firm's Twilio account. Network lane; the secret goes to the keyring and nowhere else."""

    def connect(self, account_sid: str, key_sid: str, secret: str, firm: str) -> ConnectionFacts:
        """Check the key, store it, keep the numbers found. Nothing is stored if the check fails."""

    def check(self) -> ConnectionFacts:
        """Check the stored key again."""

    def describe(self) -> tuple[str, str, str]:
        """Account SID, key SID and firm name as stored; empty where not connected."""


class Sync(Protocol):
    """The child process that reads Twilio."""

    @property
    def state(self) -> SyncState:
        """As last reported."""

    def start(self) -> None:
        """Start the child and the paced rounds."""

    def sync_now(self) -> None:
        """Ask for a round at once."""

    def set_active(self, active: bool) -> None:
        """Seconds between rounds while the window is in front, slower behind."""

    def stop(self) -> None:
        """End the child and wait for it, at most five seconds."""

    def run_round(self) -> SyncReport:
        """One whole round in this process, for scripts."""


class Running(Protocol):
    """The parts that work by themselves while the store is open: the sender and the sync child."""

    def start(self) -> None:
        """Start the sender's thread and the sync child. Returns at once."""

    def close(self) -> str:
        """Stop everything, let a POST in flight finish, close the store. Safe to call twice.

        Returns one sentence about what stays queued, empty where nothing does. May take seconds:
        never on the UI thread while the window is still shown.
        """


@dataclass(frozen=True)
class Workspace:
    """An open store with everything that works on it."""

    practice: bool
    actor: str
    events: EventBus
    reading: Reading
    messaging: Messaging
    consent: Consent
    contacts: Contacts
    settings: Settings
    connection: Connection
    sync: Sync
    running: Running
    tasks: Tasks
    archive: Archive
    outgoing: OutgoingPictures
    reputation: Reputation
    numbers: Numbers
    lines: Lines
    moves: Moves
    acceptance: Acceptance
    templates: Templates
