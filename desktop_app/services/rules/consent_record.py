"""What a record of consent must hold to prove anything (rules.md B-03, B-05, B-07, B-12).

Every function answers for whatever it is given, and says what is wrong in one sentence a field.
"""

import ipaddress
import re
from collections.abc import Collection
from enum import StrEnum
from typing import Literal

from desktop_app.models.enums import ConsentLevel, Outcome
from desktop_app.services.records import ConsentProof, FieldProblem
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.services.rules.validity import Verdict

NOT_APPLICABLE = "n/a"
SKEW_S = 300
"""How far the clock of whoever took the consent may lie ahead."""
WORDING_AT_LEAST = 20
ACTION_AT_LEAST = 2
IDENTITY_AT_LEAST = 2
LOCAL_DIGITS = 10


class Medium(StrEnum):
    """How the consent came to the firm."""

    WEB_FORM = "web_form"
    MOBILE_WEB_BUTTON = "mobile_web_button"
    PAPER_FORM = "paper_form"
    EMAIL_BUTTON = "email_button"
    VERBAL_IN_PERSON = "verbal_in_person"
    VERBAL_PHONE = "verbal_phone"
    IVR = "ivr"
    SMS_KEYWORD = "sms_keyword"
    SMS_DOUBLE_OPT_IN = "sms_double_opt_in"
    PREFERENCES_PANEL = "preferences_panel"
    OFFICE_SIGNUP = "office_signup"
    CONVERSATION = "conversation"


MEDIUM_WORDS = {
    Medium.WEB_FORM: "on a form on the website",
    Medium.MOBILE_WEB_BUTTON: "by a button on a mobile page",
    Medium.PAPER_FORM: "on a paper form",
    Medium.EMAIL_BUTTON: "by a button in an email",
    Medium.VERBAL_IN_PERSON: "spoken, in person",
    Medium.VERBAL_PHONE: "spoken, on the phone",
    Medium.IVR: "by the phone menu",
    Medium.SMS_KEYWORD: "by texting a keyword",
    Medium.SMS_DOUBLE_OPT_IN: "by replying YES to a text",
    Medium.PREFERENCES_PANEL: "in the preferences on the website",
    Medium.OFFICE_SIGNUP: "on a sign-up sheet at the office",
    Medium.CONVERSATION: "in a text conversation",
}
"""As they end a sentence: agreed to texts … on a paper form."""

_ONLINE = frozenset(
    {Medium.WEB_FORM, Medium.MOBILE_WEB_BUTTON, Medium.EMAIL_BUTTON, Medium.PREFERENCES_PANEL}
)
_SPOKEN = frozenset({Medium.VERBAL_IN_PERSON, Medium.VERBAL_PHONE})
_FROM_THE_HANDSET = frozenset({Medium.SMS_KEYWORD, Medium.CONVERSATION})
_MAY_OPEN_THE_COMPOSER = frozenset({Medium.EMAIL_BUTTON, Medium.MOBILE_WEB_BUTTON})


def medium_of(word: str) -> Medium | None:
    """The medium a word names, or None."""
    return Medium(word) if word in set(Medium) else None


def validate_consent_record(
    record: ConsentProof,
    *,
    now: int,
    campaigns: Collection[str],
    account_start: int = 0,
    texted: str = "",
    fictional_allowed: bool = False,
) -> tuple[FieldProblem, ...]:
    """What the seven fields lack (B-03), in the order of the fields.

    `campaigns` are the names of known ones; `texted` is the number texts go to, where it is known.
    """
    number = parse_recipient(record.number, fictional_allowed=fictional_allowed)
    found = (
        ("captured_at", _time_problem(record, now, account_start)),
        ("medium", _medium_problem(record.medium)),
        ("language", _wording_problem(record.language)),
        ("action", _action_problem(record.action)),
        ("campaign", _campaign_problem(record.campaign, campaigns)),
        ("ip_address", ip_problem(record.medium, record.ip_address)),
        (
            "phone",
            number.problem or _number_problem(number.number, texted),
        ),
        ("identity", _identity_problem(record.identity)),
    )
    return tuple(FieldProblem(name, words) for name, words in found if words)


def _number_problem(number: str, texted: str) -> str:
    if not number:
        return "Enter the phone number the consent is for."
    if texted and number != texted:
        return "The consent is for another number than the one you text."
    return ""


def _time_problem(record: ConsentProof, now: int, account_start: int) -> str:
    at = record.captured_at
    if at is None:
        return "The consent record has no date. Enter the day and time it was given."
    if at > now + SKEW_S:
        return "That time has not come yet. Enter when the consent was given."
    if at < account_start and not record.imported:
        return (
            "That is before your firm had this account. Mark the record as imported if it is older."
        )
    return ""


def _medium_problem(medium: str) -> str:
    return "" if medium_of(medium) else "Choose how the consent was given."


def _wording_problem(language: str) -> str:
    words = " ".join(language.split())
    if not words:
        return "The consent record has no wording. Paste or photograph what the client agreed to."
    if len(words) < WORDING_AT_LEAST:
        return (
            f"The wording is too short to show what was agreed to. Paste all of it, at least "
            f"{WORDING_AT_LEAST} characters."
        )
    return ""


def _action_problem(action: str) -> str:
    if len(action.strip()) < ACTION_AT_LEAST:
        return "Say what the client did to agree: ticked a box, signed, said yes."
    return ""


def _campaign_problem(campaign: str, known: Collection[str]) -> str:
    if not campaign.strip():
        return "Choose what the client agreed to get."
    if campaign not in known:
        return f"There is no campaign called “{campaign}”. Choose one of yours."
    return ""


def ip_problem(medium: str, address: str) -> str:
    """What is wrong with field 5: an address where it came over the web, else n/a, never blank."""
    found, typed = medium_of(medium), address.strip()
    if found in _ONLINE:
        if _is_ip(typed):
            return ""
        return "Consent given on the web needs the IP address it came from, like 203.0.113.7."
    if typed.casefold() == NOT_APPLICABLE:
        return ""
    if found is None and _is_ip(typed):
        return ""
    if not typed:
        return f"Write {NOT_APPLICABLE} where there is no IP address. It is never left blank."
    return f"Consent given this way has no IP address. Write {NOT_APPLICABLE}."


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _identity_problem(identity: str) -> str:
    if len(identity.strip()) < IDENTITY_AT_LEAST:
        return "Say who agreed: a name, a user name or a session number."
    return ""


def optin_path(medium: str, *, opens_composer: bool = False) -> Literal["single", "double"]:
    """Whether a YES must confirm it (B-05).

    `opens_composer`: the button opened the phone's own text composer, so the text came from the
    handset.
    """
    found = medium_of(medium)
    if found in _FROM_THE_HANDSET or (opens_composer and found in _MAY_OPEN_THE_COMPOSER):
        return "single"
    return "double"


_COUNT = r"(?:0*[1-9][0-9]{0,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
_FREQUENCY = re.compile(
    rf"(?:(?:up to|at most|no more than|about|max\.?) )?{_COUNT} "
    r"(?:messages?|msgs?|texts?|alerts?) ?(?:per|/|a|an|each|every) ?"
    r"(?:hour|day|week|month|quarter|year|transaction|(?:user )?request|appointment|event|matter"
    r"|hearing)\.?"
)
_VARIES = re.compile(
    r"(?:(?:message|msg|text) frequency (?:varies|may vary)|recurring (?:messages|msgs|texts))\.?"
)
USER_REQUEST = "1 message/user request"


def valid_frequency(text: str) -> Verdict:
    """Whether it says how often texts come (B-07)."""
    words = " ".join(text.casefold().split())
    if _FREQUENCY.fullmatch(words):
        return Verdict()
    if _VARIES.fullmatch(words):
        return Verdict(Outcome.WARN, f"Use a number if you can: “{USER_REQUEST}”.")
    return Verdict(
        Outcome.BLOCK,
        "Say how many texts in which time, like “4 messages per month”. Where it depends on the "
        f"client: “{USER_REQUEST}”.",
    )


_AUTOMATED = re.compile(r"\b(?:automat\w*|auto-?dial\w*|autotexts?)\b")
_MARKETING = re.compile(r"\b(?:marketing|promot\w+|offers?|advert\w+|news(?:letters?)?|deals?)\b")
_NO_CONDITION = re.compile(
    r"\bnot (?:be )?(?:a |any )?(?:condition|required|requirement|necessary|needed)\b"
    r"|\bisn['’]?t (?:a )?(?:condition|required|requirement|necessary|needed)\b"
    r"|\b(?:do not|don['’]?t|need not|without) (?:have to |need to |needing to |having to )?"
    r"(?:agree|consent|agreeing|consenting|sign)"
)
_NUMBER_MEANT = re.compile(
    r"\b(?:this|that|the|my|your) (?:(?:cell|mobile|phone|telephone) )*number\b"
)
_SIGNED = re.compile(
    r"\b(?:sign\w*|initial\w*|tick\w*|check\w*|submit\w*|press\w*|click\w*|tap\w*|repl\w+|text\w*"
    r"|sent|pushed|filled)\b"
)
_TICKED_FOR_THEM = re.compile(
    r"\b(?:pre|already|default)[- ]?(?:tick|check|select|fill)\w*|\bby default\b"
)


_NO_SIGNATURE = (
    "For promotions we need a signature: a signed form, a box the client ticked, a reply the "
    "client sent."
)


def valid_express_written(record: ConsentProof, firm: str) -> tuple[FieldProblem, ...]:
    """What is missing for the federal “prior express written consent” (B-12), the seven aside."""
    words, act = " ".join(record.language.casefold().split()), record.action.casefold()
    brand = " ".join(firm.casefold().split())
    digits = re.sub(r"\D", "", record.language)
    local = record.number[-LOCAL_DIGITS:]
    number_shown = len(local) == LOCAL_DIGITS and local in digits
    signed = _SIGNED.search(act) and not _TICKED_FOR_THEM.search(act)
    checks = (
        (
            "level",
            record.level is ConsentLevel.EXPRESS_WRITTEN
            and medium_of(record.medium) not in _SPOKEN,
            "A spoken yes covers texts about the case only. Promotions need it in writing.",
        ),
        (
            "action",
            bool(signed),
            _NO_SIGNATURE,
        ),
        (
            "language",
            bool(brand) and brand in words,
            "The wording does not name your firm. Consent to partners or others is not yours.",
        ),
        (
            "language",
            bool(number_shown or _NUMBER_MEANT.search(words)),
            "The wording does not name the number that may be texted.",
        ),
        (
            "language",
            bool(_AUTOMATED.search(words) and _MARKETING.search(words)),
            "The wording does not say that signing allows automated marketing texts.",
        ),
        (
            "language",
            bool(_NO_CONDITION.search(words)),
            "For promotions we need the sentence “not required to hire us” in the wording.",
        ),
    )
    return tuple(FieldProblem(name, message) for name, holds, message in checks if not holds)
