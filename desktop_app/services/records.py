"""The plain, frozen records services hand to windows and scripts.

Times are whole seconds since 1970 in UTC. Numbers are E.164. Nothing here can be changed or saved:
every change goes through a service call.
"""

from dataclasses import dataclass

from desktop_app.models.enums import (
    Channel,
    ConsentLevel,
    Direction,
    LedgerKind,
    MessageKind,
    MessageStatus,
    Origin,
    OutboxState,
    Outcome,
    Registration,
    Route,
    SenderType,
    TextState,
)
from desktop_app.services.archive_records import PictureRow

__all__ = [
    "Channel",
    "ConnectionFacts",
    "ConsentEntry",
    "ConsentLevel",
    "ConsentLine",
    "ConsentProof",
    "ContactCard",
    "ContactEdit",
    "ConversationRow",
    "Direction",
    "FieldProblem",
    "FirmNumber",
    "InboxKey",
    "LedgerKind",
    "LockedNotice",
    "MenuItem",
    "MessageKind",
    "MessageRow",
    "MessageStatus",
    "Origin",
    "OutboxRow",
    "OutboxState",
    "Outcome",
    "PersonHit",
    "PhoneLine",
    "PictureRow",
    "Problem",
    "QueueOutcome",
    "Registration",
    "Route",
    "SendOutcome",
    "SenderType",
    "SyncReport",
    "SyncState",
    "TextRequest",
    "TextState",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that did not work, as people need it: what happened, why, what to do now."""

    what: str
    why: str = ""
    do: str = ""
    code: int | None = None

    def sentence(self) -> str:
        """The three parts as one line, the code last and never alone."""
        line = " ".join(part for part in (self.what, self.why, self.do) if part)
        return f"{line} (code {self.code})" if self.code else line


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One plain sentence about one field of a form."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class InboxKey:
    """Where the next inbox page starts: strictly after this line, pinned ones first."""

    last_at: int
    conversation_id: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the inbox."""

    id: int
    number: str
    name: str
    contact_id: int | None
    matter: str
    pronoun: str
    text_state: TextState
    last_at: int
    last_direction: Direction | None
    last_status: MessageStatus | None
    last_error: int | None
    snippet: str
    unread: bool
    needs_reply: bool
    draft: str
    pinned: bool = False
    muted: bool = False
    archived: bool = False
    last_in_at: int = 0
    waits_since: int = 0
    """When the client wrote what nobody has answered yet; 0 where nothing waits."""
    off: tuple[Channel, ...] = ()
    """The channels beside texts that are turned off, calls in first."""
    task: str = ""
    """What somebody has to do here after a client's word: a TaskKind, or nothing."""

    @property
    def key(self) -> InboxKey:
        """The keyset position of this row."""
        return InboxKey(self.last_at, self.id, self.pinned)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One bubble or system line of a conversation. Ids ascend in time."""

    id: int
    direction: Direction
    body: str
    at: int
    status: MessageStatus
    error_code: int | None
    author: str
    num_media: int
    outbox_id: int | None
    ledger_seq: int | None
    reason: str = ""
    pictures: tuple[PictureRow, ...] = ()
    removed_at: int | None = None
    """When it was seen that Twilio no longer has it; what is here stays."""


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One of a contact's phone fields: `slot` is cell, home or work; only cell gets texts."""

    slot: str
    number: str
    use: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One channel's consent in words: state, who or what set it, when."""

    channel: str
    state: TextState
    words: str
    detail: str
    level: ConsentLevel = ConsentLevel.NONE
    since: int | None = None
    proof: str = ""
    reach: str = ""
    """Which of the firm's numbers it holds for, where that needs saying."""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Everything the contact panel shows about one number of the inbox."""

    conversation_id: int | None
    contact_id: int | None
    name: str
    number: str
    matter: str
    matter_title: str
    role: str
    pronoun: str
    time_zone: str
    email: str
    notes: str
    phones: tuple[PhoneLine, ...]
    consent: tuple[ConsentLine, ...]
    from_number: str = ""
    """The firm's number this person is texted from; it stays the same one."""
    state: str = ""
    zip_code: str = ""
    time_zone_at: int = 0
    """Since when the zone is on record, in seconds; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class ContactEdit:
    """What the contact editor hands over, as typed. `contact_id` None makes a new record."""

    contact_id: int | None
    name: str
    cell: str = ""
    home: str = ""
    work: str = ""
    email: str = ""
    pronoun: str = ""
    time_zone: str = ""
    role: str = "client"
    matter: str = ""
    matter_title: str = ""
    notes: str = ""
    state: str = ""
    zip_code: str = ""


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """A staff record that a person agreed to texts: when, how, and in which words."""

    number: str
    level: ConsentLevel
    agreed_on: str
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentProof:
    """The seven facts that prove a consent (rules.md B-03), as a person enters them.

    When, how, what was shown and what the person did (`language`, `action`), for which campaign,
    from which IP address ("n/a" where there is none), which phone, and who it was. `medium` is one
    of rules/consent_record.py. `evidence` are the hashes of files kept with it. A correction is a
    new record that names the entry it `corrects`.
    """

    number: str
    level: ConsentLevel
    captured_at: int | None
    medium: str
    language: str
    action: str
    campaign: str
    ip_address: str
    identity: str
    campaign_id: int | None = None
    evidence: tuple[str, ...] = ()
    imported: bool = False
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One hit of the palette; `spans` are (start, end) of matches in `title`."""

    conversation_id: int | None
    contact_id: int | None
    number: str
    title: str
    detail: str
    text_state: TextState
    unread: bool
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the three-dot menu: what a click does, and what is true now.

    `enabled` is false when the channel does not exist yet or the act is refused; `reason` says why.
    """

    key: str
    label: str
    now: str
    icon: str
    now_icon: str
    enabled: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LockedNotice:
    """What replaces the composer when texting is not possible.

    `actions` are keys out of: override, opt_in, record_consent, request_opt_in, copy_start_steps,
    edit_number, open_settings.
    """

    icon: str
    tone: str
    title: str
    reason: str
    actions: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FirmNumber:
    """One of the firm's own Twilio numbers."""

    number: str
    sid: str
    label: str
    sender_type: SenderType
    sms: bool
    mms: bool
    voice: bool
    registration: Registration
    registration_note: str = ""
    service_sid: str = ""
    service_name: str = ""
    loses_texts: bool = False
    """Its Messaging Service throws away what clients send (twilio.md 0.4)."""
    sms_url: str = ""
    voice_url: str = ""
    """Where calls go: an address, trunk:SID or app:SID; empty where nothing is set."""
    registration_at: int = 0
    read_at: int = 0
    """When Twilio was last asked how this number is set up; 0: never."""


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """What a connection check found: never the secret."""

    account_sid: str
    key_sid: str
    account_name: str
    numbers: tuple[FirmNumber, ...]


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A text somebody wants sent. `client_key`, made once a draft, makes a double click one row."""

    to: str
    body: str
    client_key: str
    actor: str
    recipient_name: str = ""
    from_number: str = ""
    kind: MessageKind = MessageKind.CONVERSATIONAL
    origin: Origin = Origin.MANUAL
    resend_of: int | None = None
    hold_s: int = 0
    """Seconds in which the text can still be taken back."""
    program_id: int | None = None
    """The program of texts it belongs to, where it belongs to one (rules.md B-08)."""
    send_at: int = 0
    """Seconds UTC at which it leaves; 0: now."""
    route: Route = Route.HERE
    cancel_on_reply: bool = False
    """Whether a text from the person takes it back first."""
    replaces: int | None = None
    """The text for later that this one takes the place of, once Twilio has given that back."""
    pictures: tuple[int, ...] = ()
    """The ids of the pictures of its draft that go with it (services/outgoing_pictures.py)."""
    keeps_draft: bool = False
    """Whether it was written elsewhere, so that what is being written to this number stays."""


@dataclass(frozen=True, slots=True)
class QueueOutcome:
    """What became of a request to queue: a row, or the reason there is none."""

    outbox_id: int | None
    message_id: int | None
    conversation_id: int | None
    state: OutboxState
    reason: str = ""
    rule: str = ""
    overridable: bool = False
    """Whether this one text may go out with a reason on record (rules.md F-03)."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One row of the outbox as scripts and the thread see it."""

    id: int
    message_id: int
    conversation_id: int
    to: str
    recipient_name: str
    body: str
    state: OutboxState
    sid: str
    reason: str
    rule: str
    error_code: int | None
    created_at: int
    tried_at: int | None
    looks: int
    next_try_at: int = 0
    send_at: int | None = None
    route: Route = Route.HERE
    cancel_on_reply: bool = False
    asked_at: int | None = None
    """When a person was asked whether it is still to go; None where nobody has to be."""


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """How one pass over one outbox row ended."""

    outbox_id: int
    state: OutboxState
    sid: str = ""
    reason: str = ""
    rule: str = ""
    error_code: int | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one round of sync did (interfaces.md, `sync`)."""

    fetched: int = 0
    new: int = 0
    updated: int = 0
    opt_outs: int = 0
    unresolved: int = 0
    requests: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the foot of the rail and the banner show about the connection to Twilio."""

    online: bool
    syncing: bool
    last_synced_at: int | None
    problem: Problem | None = None
    next_try_at: int | None = None
    key_refused: bool = False
    paused: Problem | None = None
    """Why nothing is sent although Twilio can be reached: the ledger does not hold."""
