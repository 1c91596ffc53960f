"""What must not travel by text: numbers that open an account or a life, and passwords (C-09).

A text message is read by whoever holds the phone and kept by every network on its way. `check` is
for what the firm writes; `masked` is for what clients write, where it is shown to passers-by.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.hinted import Hinted
from desktop_app.services.rules.content.numbers import (
    begins_like_a_card,
    is_bank_routing,
    is_card,
    is_itin,
    is_social_security,
)
from desktop_app.services.rules.content.plain import Plain, plain

RULE: Final = "C-09"
_DOT: Final = "•"
_KEPT: Final = 4
_FOUR_DIGITS: Final = re.compile(r"\d(?:\D{0,3}\d){3}")
_TELLING: Final = Hinted(
    r"pass|pwd|\bpw\b|\bpin\b|clave|contrase|cvv|cvc|code|login|diagnos|\bmg\b"
    r"|tested|medication|meds|hiv|birth|born|naci|cumple",
    *("pass", "pw", "pin", "clave", "contrase", "cvv", "cvc", "code", "login", "diagnos", "mg"),
    *("tested", "medication", "meds", "hiv", "birth", "born", "naci", "cumple"),
)
"""Nothing sensitive stands in a text with neither four digits nor one of these words."""
_LONG_NUMBER: Final = re.compile(r"\d(?:\D{0,3}\d){7}")
"""Eight digits close together: no number that opens a life is shorter, and few texts have one."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One thing that should not be texted; places are those of the plain text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Said:
    outcome: Outcome
    chip: str
    message: str


_SAID: Final = {
    "ssn": _Said(
        Outcome.BLOCK,
        "Social Security number",
        "This looks like a Social Security number. Never send it by text;"
        " use the last four digits or call.",
    ),
    "card": _Said(
        Outcome.BLOCK,
        "Card number",
        "This looks like a card number. Never send it by text;"
        " use the last four digits, a payment link of your own site, or call.",
    ),
    "cvv": _Said(
        Outcome.BLOCK,
        "Card security code",
        "This looks like the security code of a card. Never send it by text; call instead.",
    ),
    "password": _Said(
        Outcome.BLOCK,
        "Password or PIN",
        "This looks like a password or PIN. Never send it by text; tell it on a call.",
    ),
    "itin": _Said(
        Outcome.HOLD,
        "Taxpayer number",
        "This looks like a taxpayer number (ITIN)."
        " Use the last four digits, or say why it has to go by text.",
    ),
    "routing": _Said(
        Outcome.HOLD,
        "Bank routing number",
        "This looks like a bank routing number. Give it on a call, or say why it has to be a text.",
    ),
    "account": _Said(
        Outcome.HOLD,
        "Bank account number",
        "This looks like a bank account number."
        " Use the last four digits, or say why it has to go by text.",
    ),
    "alien": _Said(
        Outcome.HOLD,
        "A-number",
        "This looks like an A-number of an immigration file."
        " Use the last four digits, or say why it has to go by text.",
    ),
    "licence": _Said(
        Outcome.HOLD,
        "License or passport number",
        "This looks like the number of a license or passport."
        " Use the last four digits, or say why it has to go by text.",
    ),
    "birth": _Said(
        Outcome.WARN,
        "Date of birth",
        "This gives a date of birth. Leave it out unless this text needs it.",
    ),
    "health": _Said(
        Outcome.WARN,
        "Health details",
        "This tells about somebody's health. Anyone holding the phone can read it;"
        " a call is safer.",
    ),
}
_WHOLE: Final = frozenset({"password", "cvv", "birth", "health"})
"""Kinds of which no part may stay: there are no harmless last four."""
_SEP = r"[ \n]?[-. _/·•][ \n]?"
_SSN = re.compile(rf"(?<![\w\-/])(?<!\d\.)\d{{3}}({_SEP})\d{{2}}{_SEP}\d{{4}}(?![\w]|[-/.]\d)")
_NINE = r"\d(?:[-. _/]{0,2}\d){8}(?!\d|[-./]\d)"
_SSN_WORD = r"(?:\bssn?\b|\bs\.s\.n?|social security|\bsoc(?:ial)?\b|\bsocial sec\b|seguro social)"
_SSN_HINTS = ("ss", "s.s", "soc")
_SSN_NAMED = Hinted(rf"{_SSN_WORD}[^\d\n]{{0,20}}(?P<it>{_NINE})", *_SSN_HINTS)
_SSN_BEFORE = Hinted(rf"(?<![\d\-])(?P<it>{_NINE})[^\d\n]{{0,20}}{_SSN_WORD}", *_SSN_HINTS)
_ITIN_NAMED = Hinted(
    r"\b(?:itin|tax(?:payer)? (?:id|identification)[a-z ]{0,10})\b[^\d\n]{0,20}"
    rf"(?P<it>9{_NINE[2:]})",
    *("itin", "tax"),
)
_RUN = re.compile(r"(?<!\d)\d(?:[ \-._/·•\n]{0,2}\d){12,79}")
_CLAIM = re.compile(
    r"(?:claim|policy|case|docket|tracking|confirmation|reference|invoice|file|order|permit|vin"
    r"|receipt|ticket|reclamo|poliza|caso)\W*(?:no|number|num|id|numero|#)?[^\w]{0,4}$"
)
_CVV = Hinted(
    r"\b(?:cvv2?|cvc2?|card (?:security )?code)\b[^\d\n]{0,14}(?P<it>\d{3,4})(?!\d)",
    *("cvv", "cvc", "code"),
)
_NAMED = (
    r"\b(?:passwords?|passcode|pass ?phrase|passwd|pwd|pw|contrasena|clave|log ?in code"
    r"|(?:verification|security|access) code)\b"
)
_PASSWORD = Hinted(
    rf"{_NAMED}(?P<between>[^\n.;!?]{{0,28}}?)(?P<said>:|=|\bis\b|\bes\b|\bto\b|->|\bwas\b)"
    r"[ :\"']{0,3}(?P<it>[^\s\"',;]{3,40})",
    *("pass", "pw", "contrasena", "clave", "code"),
)
_PIN = Hinted(
    r"\bpin\b(?P<between>[a-z ]{0,20}?)(?:is|es|:|=|#|number|no\.?|->)?[ :#\"']{1,3}"
    r"(?P<it>\d{4,8})(?![\d\-/]|\.\d)",
    "pin",
)
_MEETING = re.compile(
    r"zoom|webex|meeting|teams|conference|dial|join|hearing|gate|door|lobby|video|reunion"
)
_NO_SECRET = frozenset(
    {
        *("the", "your", "his", "her", "their", "our", "us", "what", "anyone", "anybody", "one"),
        *("not", "no", "required", "needed", "wrong", "expired", "reset", "changed", "correct"),
        *("in", "on", "at", "by", "sent", "below", "above", "emailed", "mailed", "printed"),
        *("same", "safe", "set", "protected", "please", "call", "ask", "this", "that", "still"),
        *("something", "su", "tu", "la", "el", "en", "case"),
    }
)
_ROUTING = re.compile(r"(?<![\d\-])\d{9}(?![\d\-])")
_BANK = re.compile(r"\b(?:routing|aba|rtn|account|acct|cuenta|transit|ruta)\b")
_ACCOUNT = Hinted(
    r"\b(?:account|acct|a/c|cuenta)\.?(?: (?:no|number|num|numero|is|es))*\.?[ :#=\-]{0,4}"
    r"(?P<it>\d(?:[ \-]?\d){5,16})(?!\d)",
    *("acc", "a/c", "cuenta"),
)
_ACCOUNT_KIND = Hinted(
    r"(?:checking|savings|cheques|ahorros|corriente)[a-z ]{0,16}[ :#=\-]{1,4}"
    r"(?P<it>\d{6,17})(?!\d)",
    *("checking", "savings", "cheques", "ahorros", "corriente"),
)
_NEAR_BANK = re.compile(
    r"\b(?:bank|checking|savings|deposit|wire|routing|credit union|banco|ahorros|corriente|ach"
    r"|zelle|chase|wells fargo|truist|citi(?:bank)?|td|pnc|regions|iolta|trust account)\b"
)
_ALIEN = re.compile(
    r"(?<![\w\-])a(?P<tie>[-# ]{0,3})(?P<it>\d{3}[- ]?\d{3}[- ]?\d{2,3})(?![\w]|-\d)"
)
_ALIEN_NAMED = Hinted(
    r"\b(?:a-?number|alien(?: registration)?(?: (?:no|number|#))?|a#|numero a|numero de extranjero)"
    r"\W{0,4}(?:is|es)?\W{0,3}a?(?P<it>\d{3}[- ]?\d{3}[- ]?\d{2,3})(?!\d)",
    *("number", "alien", "a#", "numero"),
)
_LICENCE = Hinted(
    r"\b(?:licen[cs]e|lic|dl|passport|licencia(?: de (?:conducir|manejar))?|pasaporte)\b"
    r"(?:\W{0,3}(?:number|no|num|numero|is|es|id))*[ :#=.]{1,4}"
    r"(?P<it>(?=[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d)"
    r"[a-z]{0,3}[ \-]?\d[\da-z\-]{4,18})(?![\w/])",
    *("lic", "dl", "pas"),
)
_DAY = (
    r"(?:\d{1,2}[/\-.]\d{1,2}[/\-.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|[a-z]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} (?:de )?[a-z]{3,10}(?: de)?,? \d{4})"
)
_BIRTH = Hinted(
    r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?|fecha de nacimiento"
    rf"|nacid[oa](?: el)?|nacio(?: el)?)\b[^\d\n]{{0,14}}?(?P<it>{_DAY})",
    *("ob", "o.b", "birth", "born", "naci"),
)
_ILLNESS = (
    r"(?:hiv|aids|hepatitis|herpes|chlamydia|gonorrhea|syphilis|bipolar|schizophren\w+|ptsd"
    r"|cancer|leukemia|depression|dementia|alzheimer\w*|diabet\w+|epilep\w+|vih|sida|autis\w+)"
)
_ILLNESS_HINTS = (
    *("hiv", "aids", "hepatitis", "herpes", "chlamydia", "gonorrhea", "syphilis", "bipolar"),
    *("schizophren", "ptsd", "cancer", "leukemia", "depression", "dementia", "alzheimer"),
    *("diabet", "epilep", "vih", "sida", "autis"),
)
_HEALTH = (
    Hinted(
        r"\b(?:diagnosed with|diagnosis(?: is| was|:| of)|diagnosticad[oa] con|diagnostico:)"
        r" {0,2}(?P<it>(?!the\b|a copy|your\b)[a-z][\w\-]*(?: [a-z][\w\-]*){0,3})",
        "diagnos",
    ),
    Hinted(
        r"\b(?:you|he|she|your|his|her|client) (?:have|has|had|is|are)"
        rf" (?:tested )?(?P<it>(?:positive for )?{_ILLNESS})",
        *_ILLNESS_HINTS,
    ),
    Hinted(r"\btested (?P<it>positive for [a-z]\w*(?: [a-z]\w*)?)", "tested positive"),
    Hinted(
        rf"\b(?P<it>{_ILLNESS} (?:status|test|results?|diagnosis|positive|positiv[oa]))\b",
        *_ILLNESS_HINTS,
    ),
    Hinted(
        r"\b(?P<it>[a-z]{4,20} \d{1,4} ?mg\b[^\n]{0,30}?,? (?:and |y )?[a-z]{4,20} \d{1,4} ?mg)\b",
        "mg",
    ),
    Hinted(
        r"\b(?:medications?|meds|medicamentos)(?: list)?(?: are| is| son)?: ?"
        r"(?P<it>[a-z]{4,20}(?:, | and | y )[a-z]{4,20}(?:(?:, | and | y )[a-z]{4,20}){0,6})",
        *("medica", "meds"),
    ),
)


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  one shape for all
    """What should not leave by text."""
    text = plain(body)
    return tuple(_finding(text, secret) for secret in secrets(body))


def masked(body: str) -> str:
    """The text with dots in place of every secret, for lists and notifications."""
    text = plain(body)
    shown = list(body)
    for secret in secrets(body):
        start, end = text.span(secret.start, secret.end)
        keep = 0 if secret.kind in _WHOLE else _KEPT
        for place in reversed(range(start, end)):
            if not body[place].isalnum():
                continue
            if keep:
                keep -= 1
            else:
                shown[place] = _DOT
    return "".join(shown)


@lru_cache(maxsize=64)
def secrets(body: str) -> tuple[Secret, ...]:
    """Everything sensitive in a text, in order and without overlap."""
    text = plain(body)
    if not _FOUR_DIGITS.search(text.text) and not _TELLING.search(text.text):
        return ()
    read = _digits_only(text.text)
    has_long = _LONG_NUMBER.search(read) is not None
    found: list[Secret] = []
    for reader, for_long in _READERS:
        if for_long and not has_long:
            continue
        for secret in reader(text, read):
            if all(secret.end <= other.start or secret.start >= other.end for other in found):
                found.append(secret)
    return tuple(sorted(found, key=lambda each: each.start))


_LOOKALIKE = re.compile(r"(?<=\d)(?:[-. ]?[oilszb|])+(?=[-. ]?\d)|(?<![a-z])[oil|](?=\d\d)")
_AS_DIGITS = str.maketrans("oil|szb", "0111528")


def _digits_only(text: str) -> str:
    """Letters between digits read as the digits they look like; every place stays."""
    return _LOOKALIKE.sub(lambda found: found.group().translate(_AS_DIGITS), text)


def _social_security(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for found in _SSN.finditer(read):
        number = _only_digits(found.group())
        if is_social_security(number):
            yield Secret("ssn", *found.span())
        elif is_itin(number):
            yield Secret("itin", *found.span())
    for pattern in (_SSN_NAMED, _SSN_BEFORE):
        for found in pattern.finditer(read):
            if is_social_security(_only_digits(found.group("it"))):
                yield Secret("ssn", *found.span("it"))
    for found in _ITIN_NAMED.finditer(read):
        if is_itin(_only_digits(found.group("it"))):
            yield Secret("itin", *found.span("it"))


def _cards(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for run in _RUN.finditer(read):
        places = [run.start() + n for n, sign in enumerate(run.group()) if sign.isdigit()]
        span = _card_in(read, places)
        if span:
            yield Secret("card", *span)


def _card_in(read: str, places: list[int]) -> tuple[int, int] | None:
    """The first card number in a run of digits that begins and ends where a group does."""
    digits = "".join(read[place] for place in places)
    for first, place in enumerate(places):
        inside = first > 0 and places[first - 1] == place - 1
        if inside or not begins_like_a_card(digits[first:]):
            continue
        for length in range(19, 12, -1):
            end = first + length
            if end > len(places) or (end < len(places) and places[end] == places[end - 1] + 1):
                continue
            if is_card(digits[first:end]):
                return place, places[end - 1] + 1
    return None


def _codes(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for found in _CVV.finditer(read):
        yield Secret("cvv", *found.span("it"))


def _passwords(text: Plain, read: str) -> Iterator[Secret]:
    del read
    said = text.text
    for found in _PASSWORD.finditer(said):
        start = found.start("it")
        end = start + len(found.group("it").rstrip(".,;:?)\"'"))
        value = text.quote(start, end)
        if _is_secret(
            value, found.group("said"), said[max(0, found.start() - 120) : found.start()]
        ):
            yield Secret("password", start, end)
    for found in _PIN.finditer(said):
        if not _MEETING.search(said[max(0, found.start() - 120) : found.start()]):
            yield Secret("password", *found.span("it"))


def _is_secret(value: str, said: str, before: str) -> bool:
    """Whether a word after "password is" can be one, and is not the code of a video hearing."""
    if not value or value.lower() in _NO_SECRET or _MEETING.search(before):
        return False
    mixed = any(sign.isdigit() or not sign.isalnum() for sign in value[1:])
    capitals = any(sign.isupper() for sign in value[1:]) and not value.isupper()
    return said in {":", "=", "->"} or mixed or capitals


def _routings(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for found in _ROUTING.finditer(read):
        around = read[max(0, found.start() - 30) : found.end() + 30]
        if is_bank_routing(found.group()) and _BANK.search(around):
            yield Secret("routing", *found.span())


def _accounts(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for found in _ACCOUNT.finditer(read):
        around = read[max(0, found.start() - 60) : found.end() + 60]
        if _NEAR_BANK.search(around):
            yield Secret("account", *found.span("it"))
    for found in _ACCOUNT_KIND.finditer(read):
        yield Secret("account", *found.span("it"))


def _aliens(text: Plain, read: str) -> Iterator[Secret]:
    for found in _ALIEN.finditer(read):
        capital = text.quote(found.start(), found.start() + 1) == "A"
        if not found.group("tie"):
            yield Secret("alien", *found.span())
        elif capital:
            yield Secret("alien", *found.span("it"))
    for found in _ALIEN_NAMED.finditer(read):
        yield Secret("alien", *found.span("it"))


def _licences(text: Plain, read: str) -> Iterator[Secret]:
    del text
    for found in _LICENCE.finditer(read):
        if not re.fullmatch(_DAY, found.group("it")):
            yield Secret("licence", *found.span("it"))


def _life(text: Plain, read: str) -> Iterator[Secret]:
    del read
    for found in _BIRTH.finditer(text.text):
        yield Secret("birth", *found.span("it"))
    for pattern in _HEALTH:
        for found in pattern.finditer(text.text):
            yield Secret("health", *found.span("it"))


_READERS: Final[tuple[tuple[Callable[[Plain, str], Iterator[Secret]], bool], ...]] = (
    (_social_security, True),
    (_cards, True),
    (_codes, False),
    (_passwords, False),
    (_routings, True),
    (_accounts, False),
    (_aliens, True),
    (_licences, False),
    (_life, False),
)
"""In the order they claim places, each with whether it finds nothing without a long number."""


def _finding(text: Plain, secret: Secret) -> Finding:
    said = _SAID[secret.kind]
    outcome = said.outcome
    if secret.kind == "card" and _CLAIM.search(text.text[max(0, secret.start - 24) : secret.start]):
        outcome = Outcome.HOLD
    start, end = text.span(secret.start, secret.end)
    return Finding(
        RULE, outcome, said.chip, said.message, start, end, secret.kind, _fix(text, secret)
    )


def _fix(text: Plain, secret: Secret) -> Fix | None:
    start, end = text.span(secret.start, secret.end)
    if secret.kind in {"birth", "health"}:
        return None
    if secret.kind in _WHOLE:
        return Fix("Take it out", (Edit(start, end, ""),))
    last = "".join(sign for sign in text.text[secret.start : secret.end] if sign.isalnum())
    return Fix("Keep the last four digits", (Edit(start, end, f"ending {last[-_KEPT:]}"),))


def _only_digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())
