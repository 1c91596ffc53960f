"""Ready words for every way of agreeing to texts (rules.md B-01, B-04, B-12).

Each passes the checks of rules/call_to_action.py as it stands. What the firm has not told is left
out and said, never left open as a blank in the middle of a sentence.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.models.enums import ConsentLevel
from desktop_app.services.consent.records import Campaign
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.call_to_action import Form, longest
from desktop_app.services.rules.consent_record import Medium
from desktop_app.services.rules.ways import TOO_FAR, WAYS

KEYWORD = "JOIN"
"""What the advertisement asks people to text."""


class FormKind(StrEnum):
    """What the words are for."""

    INTAKE = "intake"
    PAPER = "paper"
    OFFICE = "office"
    WEBSITE = "website"
    PREFERENCES = "preferences"
    MOBILE = "mobile"
    EMAIL = "email"
    SCRIPT = "script"
    IVR = "ivr"
    KEYWORD = "keyword"
    CONVERSATION = "conversation"


KIND_WORDS = {
    FormKind.INTAKE: "Box on an intake form",
    FormKind.PAPER: "Paper form of its own",
    FormKind.OFFICE: "Sign-up sheet at the office",
    FormKind.WEBSITE: "Box on a website form",
    FormKind.PREFERENCES: "Switch in website preferences",
    FormKind.MOBILE: "Button on a mobile page",
    FormKind.EMAIL: "Question in an email",
    FormKind.SCRIPT: "Script to read aloud",
    FormKind.IVR: "Phone menu",
    FormKind.KEYWORD: "Keyword in an advertisement",
    FormKind.CONVERSATION: "Question in a text conversation",
}
"""Every kind as it is chosen, in the order it is offered."""

MEDIUM = {
    FormKind.INTAKE: Medium.PAPER_FORM,
    FormKind.PAPER: Medium.PAPER_FORM,
    FormKind.OFFICE: Medium.OFFICE_SIGNUP,
    FormKind.WEBSITE: Medium.WEB_FORM,
    FormKind.PREFERENCES: Medium.PREFERENCES_PANEL,
    FormKind.MOBILE: Medium.MOBILE_WEB_BUTTON,
    FormKind.EMAIL: Medium.EMAIL_BUTTON,
    FormKind.SCRIPT: Medium.VERBAL_PHONE,
    FormKind.IVR: Medium.IVR,
    FormKind.KEYWORD: Medium.SMS_KEYWORD,
    FormKind.CONVERSATION: Medium.CONVERSATION,
}
"""How consent given by these words is recorded."""


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What the words name. `number` is the one texts come from; empty is not told yet."""

    firm: str
    number: str = ""
    help_phone: str = ""
    privacy: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class FormWords:
    """`text` to copy; empty with a `problem` where this way does not reach so far.

    `lacks` are sentences about what the firm has not told yet.
    """

    text: str
    problem: str = ""
    lacks: tuple[str, ...] = ()


_GRANTS = {
    FormKind.INTAKE: "☐ Optional: text me {what}. I agree to get {texts} from {firm} at my phone "
    "number on this form{sent}.",
    FormKind.PAPER: "Consent to text messages (optional)\n☐ I agree to get {texts} from {firm} at "
    "my phone number below: {what}{sent}.",
    FormKind.OFFICE: "Text sign-up (optional)\nBy signing below, I agree to get {texts} from "
    "{firm} at my phone number on this sheet: {what}{sent}.",
    FormKind.WEBSITE: "☐ Optional: text me {what}. I agree to get {texts} from {firm} at my phone "
    "number above{sent}.",
    FormKind.PREFERENCES: "Text messages (optional, off until you turn them on)\nOn: I agree to "
    "get {texts} from {firm} at my phone number in this profile: {what}{sent}.",
    FormKind.MOBILE: "[ Text me {what} ]\nOptional. When I tap the button, I agree to get {texts} "
    "from {firm} at my phone number: {what}{sent}.",
    FormKind.EMAIL: "Would you like {what} by text? Reply YES to this email and add your mobile "
    "number. With that you agree to get {texts} from {firm} at that number{sent}.",
    FormKind.SCRIPT: "{firm} can send you {what} by text message{sender}.",
    FormKind.IVR: "{firm} can send you {what} by text{sender}. To agree to get {texts} at the "
    "phone number you call from, press 1. For no texts, press 2.",
    FormKind.KEYWORD: "Text " + KEYWORD + " to {number} to get {what} by text. When you send it, "
    "you agree to get {texts} from {firm} at your phone number.",
    FormKind.CONVERSATION: "May {firm} send you {what} by text{sender}? Reply YES to agree.",
}
_STOP = {
    FormKind.EMAIL: "Reply STOP to any text to unsubscribe, HELP for help.",
}
_USUAL_STOP = "Reply STOP to unsubscribe, HELP for help."
_ENDS = {
    FormKind.PAPER: "Name, mobile number, date and signature:",
    FormKind.OFFICE: "Name, mobile number, date and signature:",
    FormKind.SCRIPT: "Is it all right to send you these text messages, yes or no? If you say yes, "
    "we will send you a text to confirm.",
    FormKind.IVR: "After you press 1, we will send you a text to confirm.",
}


def reaches_promotions(kind: FormKind) -> bool:
    """Whether consent given by these words may cover promotions."""
    return WAYS[MEDIUM[kind]].reaches is ConsentLevel.EXPRESS_WRITTEN


def form_words(kind: FormKind, facts: FirmFacts, program: Campaign) -> FormWords:
    """The words for one way of agreeing to one program."""
    if program.promotional and not reaches_promotions(kind):
        return FormWords("", TOO_FAR[MEDIUM[kind]])
    if not facts.firm.strip():
        return FormWords("", "Enter the firm’s name first.")
    if kind is FormKind.KEYWORD and not facts.number:
        return FormWords("", "It needs a number that can text. Connect Twilio first.")
    text = _joined(kind, facts, program, asks=True)
    if len(text) > longest():
        text = _joined(kind, facts, program, asks=False)
    lacks = _lacks(facts)
    if len(text) > longest():
        lacks = (*lacks, f"Carriers want {longest()} characters at most. Use shorter addresses.")
    return FormWords(text, lacks=lacks)


def _joined(kind: FormKind, facts: FirmFacts, program: Campaign, *, asks: bool) -> str:
    """All of it; where it gets too long, whom to call is left to the answer to HELP."""
    phone = _phone(facts.help_phone) if asks else ""
    parts = (
        _grant(kind, facts, program),
        _frequency(program.frequency),
        "Msg&data rates may apply.",
        _STOP.get(kind, _USUAL_STOP),
        f"Questions? Call {phone}." if phone else "",
        _not_a_condition(program),
        _documents(facts),
        _ENDS.get(kind, ""),
    )
    return " ".join(filter(None, parts))


def form_of(kind: FormKind, facts: FirmFacts) -> Form:
    """What is known of the form these words are for, to check them."""
    return Form(
        firm=facts.firm,
        number=facts.number,
        spoken=kind is FormKind.SCRIPT,
        truthful=True,
    )


def _grant(kind: FormKind, facts: FirmFacts, program: Campaign) -> str:
    number = format_number(facts.number) if facts.number else ""
    return _GRANTS[kind].format(
        firm=facts.firm.strip(),
        number=number,
        sender=f" from {number}" if number else "",
        sent=f", sent from {number}" if number else "",
        texts="automated marketing text messages" if program.promotional else "text messages",
        what=_what(facts.firm, program),
    )


def _what(firm: str, program: Campaign) -> str:
    name, word = " ".join(program.name.split()), program.description.strip()
    if not name or name.casefold() == firm.strip().casefold():
        return f"{word.lower()} alerts"
    return f"{name} {word} Alerts"


def _frequency(frequency: str) -> str:
    words = frequency.strip().rstrip(".")
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _not_a_condition(program: Campaign) -> str:
    if program.promotional:
        return "Consent is not required to hire us and not a condition of any purchase."
    return "Consent is not required to hire us."


def _documents(facts: FirmFacts) -> str:
    privacy, terms = facts.privacy.strip(), facts.terms.strip()
    first = f"Privacy Policy: {privacy}" if privacy else "Privacy Policy"
    return f"{first} · {f'Terms: {terms}' if terms else 'Terms'}."


def _phone(typed: str) -> str:
    number = typed.strip()
    return format_number(number) if number.startswith("+") else number


def _lacks(facts: FirmFacts) -> tuple[str, ...]:
    said = (
        (facts.number, "No number that can text yet. Connect Twilio first."),
        (facts.help_phone, "Enter the phone number people can call for help."),
        (facts.privacy, "Enter the address of your Privacy Policy. Carriers open it."),
        (facts.terms, "Enter the address of your Terms. Carriers open it."),
    )
    return tuple(sentence for told, sentence in said if not told.strip())
