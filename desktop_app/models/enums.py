"""The fixed vocabularies of the store, in the field's own words.

Stored as their text, so that a row can be read without this program.
"""

from enum import StrEnum


class Direction(StrEnum):
    """Which way a line of a conversation went. An event is a line Brieftext wrote."""

    INBOUND = "in"
    OUTBOUND = "out"
    EVENT = "event"


class TextState(StrEnum):
    """May this number be texted? One state a number, on every card (rules.md F-01)."""

    NONE = "none"
    PENDING = "pending"
    IN = "in"
    OUT_FIRM = "out_firm"
    REVIEW = "review"
    OUT_CONTACT = "out_contact"
    OUT_CARRIER = "out_carrier"
    WRONG_PERSON = "wrong_person"
    LANDLINE = "landline"


class ConsentLevel(StrEnum):
    """How far a person's agreement to texts reaches (rules.md B-01), weakest first."""

    NONE = "none"
    IMPLIED = "implied"
    EXPRESS = "express"
    EXPRESS_WRITTEN = "express_written"


class MessageKind(StrEnum):
    """What a text is for (rules.md section 0)."""

    CONVERSATIONAL = "conversational"
    INFORMATIONAL = "informational"
    PROMOTIONAL = "promotional"
    SYSTEM = "system"


class Origin(StrEnum):
    """Who starts a send: a person typing to one number, or a machine (rules.md section 0)."""

    MANUAL = "manual"
    SCHEDULED = "scheduled"
    AUTOMATED = "automated"
    BULK = "bulk"


class SenderType(StrEnum):
    """What kind of number the firm sends from."""

    LONG_CODE = "long_code"
    TOLL_FREE = "toll_free"
    SHORT_CODE = "short_code"


class Registration(StrEnum):
    """A firm number's registration. Unknown only warns; known bad blocks (rules.md G-20)."""

    UNKNOWN = "unknown"
    LIVE = "live"
    NOT_APPROVED = "not_approved"


class Outcome(StrEnum):
    """What a rule says about a text, worst first (rules.md section 0). OK: nothing to say."""

    BLOCK = "BLOCK"
    HOLD = "HOLD"
    WARN = "WARN"
    INFO = "INFO"
    OK = "OK"


class OutboxState(StrEnum):
    """Where a queued text stands (reliability.md 3.2)."""

    QUEUED = "queued"
    POSTING = "posting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNRESOLVED = "unresolved"
    BLOCKED = "blocked"
    NOT_SENT = "not_sent"
    CANCELLED = "cancelled"


class Route(StrEnum):
    """From where a text for later leaves: this computer, which must be on, or Twilio."""

    HERE = "here"
    TWILIO = "twilio"


class TakeBack(StrEnum):
    """Whether a text that lies at Twilio for later is to be taken back there."""

    NO = ""
    WANTED = "wanted"
    DONE = "done"
    LATE = "late"


class MessageStatus(StrEnum):
    """What the bubble says. First ours, before Twilio answers; then Twilio's own."""

    WAITING = "waiting"
    POSTING = "posting"
    CHECKING = "checking"
    UNSURE = "unsure"
    ASKING = "asking"
    REFUSED = "refused"
    BLOCKED = "blocked"
    NOT_SENT = "not_sent"
    WITHDRAWN = "withdrawn"

    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    CANCELED = "canceled"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    RECEIVING = "receiving"
    RECEIVED = "received"
    READ = "read"
    PARTIALLY_DELIVERED = "partially_delivered"


class Channel(StrEnum):
    """A way to reach a person, or for them to reach the firm (rules.md F-00)."""

    TEXTS = "texts"
    CALLS_OUT = "calls_out"
    CALLS_IN = "calls_in"
    EMAIL = "email"


class SignUpState(StrEnum):
    """Where a sign-up stands that asks for a YES (rules.md B-06)."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"


class LedgerKind(StrEnum):
    """What a ledger entry records."""

    CONSENT_RECORDED = "consent_recorded"
    CONSENT_IMPLIED = "consent_implied"
    OPT_OUT_KEYWORD = "opt_out_keyword"
    OPT_OUT_TOLD_FIRM = "opt_out_told_firm"
    OPT_OUT_FIRM = "opt_out_firm"
    OPT_IN_FIRM = "opt_in_firm"
    OPT_IN_KEYWORD = "opt_in_keyword"
    HELP_KEYWORD = "help_keyword"
    CARRIER_BLOCK = "carrier_block"
    OPT_OUT_WORDS = "opt_out_words"
    OPT_OUT_REVIEW = "opt_out_review"
    OPT_OUT_DECIDED = "opt_out_decided"
    OPT_OUT_KEPT = "opt_out_kept"
    NO_OPT_OUT = "no_opt_out"
    WRONG_NUMBER = "wrong_number"
    SIGN_UP = "sign_up"
    SIGN_UP_CONFIRMED = "sign_up_confirmed"
    SIGN_UP_REFUSED = "sign_up_refused"
    SIGN_UP_EXPIRED = "sign_up_expired"
    YES_UNCLEAR = "yes_unclear"
    YES_DECIDED = "yes_decided"
    OVERRIDE = "override"
    OVERRIDE_REFUSED = "override_refused"


class TaskKind(StrEnum):
    """What a person has to do after a client's word (rules.md T-03, A-08)."""

    CALL = "call"
    CONFIDENTIALITY = "confidentiality"
