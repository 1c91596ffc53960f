"""Texts made for a registration: forms, script, policies, answers (rules.md A-06, B-04, G-05).

Each passes the checks of rules/ as it stands. What is already made elsewhere is taken from there:
forms from consent/form_words.py, answers from rules/. What the firm has not told is named in
`lacks`, never left open in the middle of a sentence.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.services.consent.form_words import FirmFacts, FormKind, form_words
from desktop_app.services.consent.records import Campaign
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.confirming import confirmation_text
from desktop_app.services.rules.help_text import help_reply
from desktop_app.services.rules.optin_texts import Program, welcome_text


class TextKind(StrEnum):
    """What a text is for."""

    FORM_PRINT = "form_print"
    FORM_WEB = "form_web"
    INTAKE_BOX = "intake_box"
    SCRIPT = "script"
    PRIVACY_CLAUSE = "privacy_clause"
    PRIVACY_POLICY = "privacy_policy"
    TERMS = "terms"
    OPT_IN_ANSWER = "opt_in_answer"
    OPT_OUT_ANSWER = "opt_out_answer"
    HELP_ANSWER = "help_answer"


TITLES = {
    TextKind.FORM_PRINT: "Sign-up form to print",
    TextKind.FORM_WEB: "Sign-up box for a website",
    TextKind.INTAKE_BOX: "Box for your intake form",
    TextKind.SCRIPT: "Script to read aloud",
    TextKind.PRIVACY_CLAUSE: "Sentence for your privacy policy",
    TextKind.PRIVACY_POLICY: "Whole privacy policy",
    TextKind.TERMS: "Texting section for your terms",
    TextKind.OPT_IN_ANSWER: "Welcome after a sign-up",
    TextKind.OPT_OUT_ANSWER: "Answer to STOP",
    TextKind.HELP_ANSWER: "Answer to HELP",
}
"""Every kind as it is named, in the order it is offered."""
_FORMS = {
    TextKind.FORM_PRINT: FormKind.PAPER,
    TextKind.FORM_WEB: FormKind.WEBSITE,
    TextKind.INTAKE_BOX: FormKind.INTAKE,
    TextKind.SCRIPT: FormKind.SCRIPT,
}
_CLAUSE = (
    "We do not sell, rent or share mobile phone numbers, text messages or consent to text messages "
    "with third parties or affiliates for their marketing. Companies that help us deliver the "
    "texts may use them only for that."
)
_POLICY = """Privacy Policy of {firm}
Last updated {day}

What we collect
We collect what you tell us: your name, your mobile phone number, your email and facts about your \
case.

How we use it
We use it to answer you, to send text messages about your case and to do our work for you.

Whether we share it
We give facts about your case to a court or to others only where our work for you or the law asks \
for it.
{clause}

Text messages
We text you only if you agreed to it. Reply STOP to any text to end them. Reply HELP for help. \
Message and data rates may apply.

How we protect it
We protect what you tell us and keep it as long as the rules for lawyers ask.

How to reach us
{reach}"""
_TERMS = """Text messages from {firm}
If you agree to it, {firm} sends you text messages about {what}. {often} Message and data rates \
may apply.
Reply STOP to any text to end them. Reply HELP for help{call}. Consent is not required to hire us.
Carriers are not liable for delayed or undelivered messages.
Privacy Policy: {privacy}"""


@dataclass(frozen=True, slots=True)
class Firm:
    """What the texts name: that of the forms, an email and the day the policy is made."""

    facts: FirmFacts
    today: date
    email: str = ""


@dataclass(frozen=True, slots=True)
class MadeText:
    """One text to copy. Empty with a `problem` where it can’t be made yet."""

    kind: TextKind
    text: str
    problem: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called on screen and on paper."""
        return TITLES[self.kind]


def made_texts(firm: Firm, program: Campaign) -> tuple[MadeText, ...]:
    """All of them, in the order they are offered."""
    return tuple(made_text(kind, firm, program) for kind in TextKind)


def made_text(kind: TextKind, firm: Firm, program: Campaign) -> MadeText:
    """One text for one program of the firm."""
    if not firm.facts.firm.strip():
        return MadeText(kind, "", "Enter the firm’s name first.")
    if kind in _FORMS:
        words = form_words(_FORMS[kind], firm.facts, program)
        return MadeText(kind, words.text, words.problem, words.lacks)
    if kind is TextKind.OPT_IN_ANSWER:
        about = Program(program.name, program.description, program.frequency)
        return MadeText(kind, welcome_text(about))
    if kind is TextKind.PRIVACY_CLAUSE:
        return MadeText(kind, _CLAUSE)
    makers = {
        TextKind.PRIVACY_POLICY: _policy,
        TextKind.TERMS: _terms,
        TextKind.OPT_OUT_ANSWER: _opt_out,
        TextKind.HELP_ANSWER: _help,
    }
    return makers[kind](firm, program)


def _policy(firm: Firm, _program: Campaign) -> MadeText:
    name, reach = firm.facts.firm.strip(), _reach(firm)
    if not reach:
        return MadeText(TextKind.PRIVACY_POLICY, "", _NO_WAY_TO_REACH)
    day = f"{firm.today:%B} {firm.today.day}, {firm.today.year}"
    text = _POLICY.format(firm=name, day=day, clause=_CLAUSE, reach=f"{name}: {reach}.")
    return MadeText(TextKind.PRIVACY_POLICY, text)


def _terms(firm: Firm, program: Campaign) -> MadeText:
    privacy = firm.facts.privacy.strip()
    if not privacy:
        return MadeText(TextKind.TERMS, "", "Enter the address of your Privacy Policy first.")
    phone = _phone(firm.facts.help_phone)
    often = program.frequency.strip().rstrip(".")
    text = _TERMS.format(
        firm=firm.facts.firm.strip(),
        what=f"what you signed up for: {program.description.strip().lower()} alerts",
        often=f"{often[:1].upper()}{often[1:]}." if often else "Message frequency varies.",
        call=f" or call {phone}" if phone else "",
        privacy=privacy,
    )
    lacks = () if phone else ("Enter the phone number people can call for help.",)
    return MadeText(TextKind.TERMS, text, lacks=lacks)


def _opt_out(firm: Firm, _program: Campaign) -> MadeText:
    phone = _phone(firm.facts.help_phone)
    if not phone:
        return MadeText(TextKind.OPT_OUT_ANSWER, "", _NO_PHONE)
    return MadeText(TextKind.OPT_OUT_ANSWER, confirmation_text(firm.facts.firm, phone))


def _help(firm: Firm, program: Campaign) -> MadeText:
    phone, email = _phone(firm.facts.help_phone), firm.email.strip()
    if not (phone or email):
        return MadeText(TextKind.HELP_ANSWER, "", _NO_WAY_TO_REACH)
    text = help_reply(firm.facts.firm, phone, email, program.frequency)
    return MadeText(TextKind.HELP_ANSWER, text)


_NO_PHONE = "Enter the phone number people can call for help first."
_NO_WAY_TO_REACH = "Enter a phone number or an email people can reach you at first."


def _reach(firm: Firm) -> str:
    """How people get to a person at the firm."""
    phone, email = _phone(firm.facts.help_phone), firm.email.strip()
    return " or ".join(each for each in (f"call {phone}" if phone else "", email) if each)


def _phone(typed: str) -> str:
    number = typed.strip()
    return format_number(number) if number.startswith("+") else number
