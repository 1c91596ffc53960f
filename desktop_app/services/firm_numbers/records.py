"""What is known of the firm's numbers and done to them, as plain records. Imports nothing heavy."""

from dataclasses import dataclass
from enum import StrEnum

PAYS_FOR = 30 * 86_400
"""How long the kind of a line is believed before it would be asked, and paid for, again."""


class Change(StrEnum):
    """What Brieftext may change at Twilio about the firm's numbers."""

    MADE_SERVICE = "made_service"
    KEPT_INBOUND = "kept_inbound"
    ADDED_NUMBER = "added_number"


@dataclass(frozen=True, slots=True)
class Service:
    """A Messaging Service of the account. `keeps` is UseInboundWebhookOnNumber."""

    sid: str
    name: str
    keeps: bool
    has_address: bool
    number_sids: tuple[str, ...] = ()
    campaigns: tuple["Review", ...] = ()

    @property
    def loses_texts(self) -> bool:
        """Texts to its numbers are neither received nor logged (twilio.md 0.4)."""
        return not self.keeps and not self.has_address


@dataclass(frozen=True, slots=True)
class Review:
    """A campaign or a toll-free verification as Twilio has it: its status and its error code."""

    status: str
    code: int = 0


@dataclass(frozen=True, slots=True)
class Routing:
    """Where calls and texts to a number go. `voice` may also name a trunk or an application."""

    sms: str
    voice: str


@dataclass(frozen=True, slots=True)
class AccountNumbers:
    """Everything about numbers that one look at the account found, by number SID."""

    services: tuple[Service, ...]
    verifications: dict[str, Review]
    routing: dict[str, Routing]


@dataclass(frozen=True, slots=True)
class Step:
    """One change that is proposed, in words; nothing of it is done yet."""

    change: Change
    words: str
    service_sid: str = ""
    service_name: str = ""
    number: str = ""
    number_sid: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do at Twilio, in its order. `danger`: texts are being lost now."""

    steps: tuple[Step, ...]
    danger: bool = False


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A change Brieftext made at Twilio. `undo` says what undoing it does; empty: not now."""

    id: int
    words: str
    actor: str
    made_at: int
    undone_at: int | None
    undo: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What kind of line a number is; `line_type` is empty where only its validity was asked."""

    number: str
    valid: bool
    line_type: str = ""
    carrier: str = ""
    looked_at: int = 0

    @property
    def landline(self) -> bool:
        """Certainly a landline: a text would be lost and still cost money (rules.md C-15)."""
        return self.line_type == "landline"

    @property
    def voip(self) -> bool:
        """A number of the internet, which texts mostly reach."""
        return self.line_type in {"fixedVoip", "nonFixedVoip"}


@dataclass(frozen=True, slots=True)
class Portability:
    """Whether a number can be moved to Twilio. `code` says why not."""

    number: str
    portable: bool
    reason: str = ""
    code: int = 0
    needs_pin: bool = False
    toll_free: bool = False


class MoveWay(StrEnum):
    """Which way a number moves."""

    IN = "in"
    AWAY = "away"


class MoveState(StrEnum):
    """How far a move is, as a person or Twilio says."""

    PREPARING = "preparing"
    ASKED = "asked"
    DATE_SET = "date_set"
    DONE = "done"
    STOPPED = "stopped"


MOVE_ENDS = frozenset({MoveState.DONE, MoveState.STOPPED})


@dataclass(frozen=True, slots=True)
class NumberMove:
    """A number that moves to Twilio or away. `steps` are the keys of what is done already."""

    id: int
    number: str
    way: MoveWay
    state: MoveState
    steps: frozenset[str]
    note: str
    actor: str
    started_at: int
    updated_at: int
    ended_at: int | None = None
