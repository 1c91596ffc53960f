"""Ready answers in plain words for what most firms text about (rules.md G-02).

A firm that thinks of no “campaign” picks a sentence it would say itself; the draft is filled with
answers that pass every check. Each says what it does not cover.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from desktop_app.services.consent.form_words import MEDIUM, FirmFacts, FormKind, form_words
from desktop_app.services.consent.records import Campaign as SignUpProgram
from desktop_app.services.registration.texts import Firm, TextKind, made_text
from desktop_app.services.rules.consent_record import Medium, medium_of
from desktop_app.services.rules.registration.draft import Consent, Draft, Method
from desktop_app.services.rules.registration.facts import preset_data
from desktop_app.services.rules.registration.proof import SPOKEN

MUST_REGISTER: Final = (
    "A firm that only answers texts, or texts one person at a time, still has to register: "
    "carriers count every text a program sends from a business number. Choose what you do, and the "
    "words are filled in."
)
"""What is said to who asks for a registration of person-to-person texts alone."""
ATTESTATION: Final = (
    "A person at the firm writes each text; only the answers to a sign-up, to STOP and to HELP are "
    "automatic. We send no marketing."
)
"""The statement many firms want to make; it can be put into any description."""
OPT_OUT_WORDS: Final = ("STOP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT")
HELP_WORDS: Final = ("HELP", "INFO")
_HIRES: Final = "Consent is not required to hire us."
_SCRIPTED = {Medium.VERBAL_IN_PERSON: FormKind.SCRIPT, Medium.VERBAL_PHONE: FormKind.SCRIPT}
_KINDS = {medium: kind for kind, medium in MEDIUM.items()} | _SCRIPTED


@dataclass(frozen=True, slots=True)
class Preset:
    """One thing firms do. `says` is what the person picks; `not_covered` what it leaves out."""

    key: str
    says: str
    not_covered: str
    use_case: str
    description: str
    about: str
    frequency: str
    medium: Medium
    samples: tuple[str, ...]
    attests: bool = True


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset in the order it is offered."""
    return tuple(
        Preset(**{**each, "medium": Medium(each["medium"]), "samples": tuple(each["samples"])})
        for each in preset_data()["presets"]
    )


def preset(key: str) -> Preset | None:
    """The one of that name; None where there is none."""
    return next((each for each in presets() if each.key == key), None)


def filled(draft: Draft, chosen: Preset, firm: Firm) -> Draft:
    """The draft with the answers of a preset; ways of agreeing a person added are kept."""
    program = SignUpProgram(0, firm.facts.firm, chosen.about, chosen.frequency)
    kept = draft.consent.methods or (Method(medium=chosen.medium),)
    methods = tuple(_worded(each, chosen, firm.facts, program) for each in kept)
    name = firm.facts.firm.strip()
    description = chosen.description.format(firm=name)
    keyword = any(each.medium == Medium.SMS_KEYWORD for each in methods)
    campaign = replace(
        draft.campaign,
        preset=chosen.key,
        use_case=chosen.use_case,
        description=with_attestation(description) if chosen.attests else description,
        message_flow=message_flow(methods, chosen, firm.facts),
        frequency=chosen.frequency,
        samples=tuple(each.format(firm=name) for each in chosen.samples),
        has_links=False,
        has_phone=False,
        opt_in_message=made_text(TextKind.OPT_IN_ANSWER, firm, program).text,
        opt_out_message=made_text(TextKind.OPT_OUT_ANSWER, firm, program).text,
        help_message=_help(chosen, made_text(TextKind.HELP_ANSWER, firm, program).text),
        opt_in_keywords=("JOIN",) if keyword else (),
        opt_out_keywords=OPT_OUT_WORDS,
        help_keywords=HELP_WORDS,
        twilio_answers=False,
    )
    consent = Consent(methods, draft.consent.client_terms_url)
    return replace(draft, consent=consent, campaign=campaign)


def with_attestation(description: str) -> str:
    """The description with the statement that nothing is marketed or automated, once."""
    if ATTESTATION in description:
        return description
    return f"{description.strip()} {ATTESTATION}".strip()


def message_flow(methods: tuple[Method, ...], chosen: Preset, facts: FirmFacts) -> str:
    """How people agree, each way told, with what every sign-up wording says."""
    media = [(each, medium_of(each.medium)) for each in methods]
    known = [(each, medium) for each, medium in media if medium is not None]
    told = [f"({place}) {_told(*each)}" for place, each in enumerate(known, 1)]
    parts = (
        f"{facts.firm.strip()} asks for consent before the first text.",
        *told,
        f"People agree to text messages from {facts.firm.strip()}: {chosen.about.lower()} alerts.",
        f"{chosen.frequency[:1].upper()}{chosen.frequency[1:]}.",
        "Msg&data rates may apply. Reply STOP to unsubscribe, HELP for help.",
        _not_required(chosen),
        "Phone numbers and consent are not shared with third parties.",
        f"{_documents(facts)}.",
    )
    return " ".join(parts)


def _told(method: Method, medium: Medium) -> str:
    """One way of agreeing as reviewers read it: where it stands, or the script word by word."""
    page, way = method.url.strip(), preset_data()["ways"][medium]
    script = f" Script: “{method.wording.strip()}”" if medium in SPOKEN else ""
    return f"{way}{f': {page}' if page else ''}.{script}"


def _worded(method: Method, chosen: Preset, facts: FirmFacts, program: SignUpProgram) -> Method:
    """The method with words that pass; those a person typed stay."""
    medium = medium_of(method.medium)
    if method.wording.strip() or medium is None or medium not in _KINDS:
        return method
    words = form_words(_KINDS[medium], facts, program)
    wording = words.text.replace(_HIRES, _not_required(chosen))
    return replace(method, wording=wording, truthful=True)


def _help(chosen: Preset, answer: str) -> str:
    """Staff are no clients."""
    return answer.replace("Client Alerts", "Staff Alerts") if chosen.key == "staff" else answer


def _not_required(chosen: Preset) -> str:
    return "Consent is not required to work here." if chosen.key == "staff" else _HIRES


def _documents(facts: FirmFacts) -> str:
    privacy, terms = facts.privacy.strip(), facts.terms.strip()
    first = f"Privacy Policy: {privacy}" if privacy else "Privacy Policy"
    return f"{first} · {f'Terms: {terms}' if terms else 'Terms'}"
