"""Whether a text says who writes, and nobody else (rules.md C-10, C-12)."""

import re
from functools import cache, lru_cache
from typing import Any, Final

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.plain import Plain, plain
from desktop_app.services.rules.folding import fold

RULE: Final = "C-10"
SENDER_RULE: Final = "C-12"
_OPENING = 200
"""Who a text is from stands in its first words."""
_CLOSING = 120
"""And who signs it in its last."""
_GAPS = re.compile(r"[\W_]+")
_GREETING = (
    r"\W{0,12}(?:(?:hi|hello|hey|hola|dear|good (?:morning|afternoon|evening)|attention|important)"
    r"\b[^,.:;!?\n]{0,30}[,.:;!?\n-]\s*)?"
)
_AFTER = (
    r"(?=\s*(?:[.,:;!\n–—]|-\s|$)"
    r"|\s+(?:calling|writing|texting|contacting|reaching|with|speaking)\b)"
)
_SAID = (
    r"(?:this is|it is|it's|you have reached|from|on behalf of"
    r"|(?:an? )?(?:(?:official|final|urgent|important) )*(?:notice|message|alert|text|update) from)"
)
_SIGNED = re.compile(
    r"(?:^|[.!?\n]\s*|\s)[-–—~]{1,2}\s*(?P<name>[a-z][^\n.!?:;@/-]{1,50}?"
    r"\b(?:law (?:firm|group|offices?)|law|legal|llp|pllc|attorneys(?: at law)?|p\.?[ac]\.?)\b\.?"
    r"|law offices? of [^\n.!?:;@/-]{2,40})\s*$"
)


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """Who it says it is from: another, or nobody where it should say so."""
    if about.kind is MessageKind.SYSTEM or not body.strip():
        return ()
    posing = _posing(plain(body), about)
    if posing is not None:
        start, end = posing
        outcome = Outcome.BLOCK if about.by_machine else Outcome.HOLD
        words = "This reads as if somebody else sent it. Start with your firm’s name."
        found = Finding(
            SENDER_RULE, outcome, "Another sender", words, start, end, fix=_prefix(about)
        )
        return (found, *(_unnamed(body, about)))
    return _unnamed(body, about)


def names_brand(body: str, brand: str) -> bool:
    """Whether the firm's name is in it, whatever the case, the dots and the legal ending."""
    text = plain(body).text.replace("&", " and ").replace("'", "")
    said = f" {_GAPS.sub(' ', text)} "
    return any(f" {name} " in said for name in _names(brand))


def _unnamed(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """A first text and every automatic one says which firm writes."""
    due = about.first or about.origin is not Origin.MANUAL
    if not due or (about.brand and names_brand(body, about.brand)):
        return ()
    if not about.brand:
        message = "Set your firm’s name in Settings, so that texts can say who is writing."
        return (Finding(RULE, Outcome.INFO, "No firm name", message),)
    message = "Add your firm name so people know who is texting."
    return (Finding(RULE, _gravity(about), "Firm name missing", message, fix=_prefix(about)),)


def _gravity(about: Circumstances) -> Outcome:
    if about.by_machine:
        return Outcome.BLOCK
    return Outcome.HOLD if about.first and not about.answers else Outcome.WARN


def _prefix(about: Circumstances) -> Fix | None:
    if not about.brand:
        return None
    return Fix(f"Start with “{about.brand}:”", (Edit(0, 0, f"{about.brand}: "),))


def _posing(text: Plain, about: Circumstances) -> tuple[int, int] | None:
    """The words that name another sender, as places in the body; None where there are none."""
    found = _opens().match(text.text, 0, _OPENING)
    if found:
        who = "who" if found.group("who") else "agency"
        if not about.brand or _plain(found.group(who)) not in _names(about.brand):
            return text.span(*found.span(who))
    signed = _SIGNED.search(text.text, max(0, len(text.text) - _CLOSING)) if about.brand else None
    if signed and not names_brand(signed.group("name"), about.brand):
        return text.span(*signed.span("name"))
    return None


def _plain(words: str) -> str:
    """Words only: an ampersand is read as "and"."""
    return _GAPS.sub(" ", fold(words.replace("&", " and ")).text.replace("'", "")).strip()


@lru_cache(maxsize=16)
def _names(brand: str) -> tuple[str, ...]:
    """The ways the firm's name may stand: whole, without its legal ending, without "The"."""
    dotless = brand.replace(".", "")
    words = _plain(dotless).split()
    while len(words) > 1 and words[-1] in _data()["suffixes"]:
        words = words[:-1]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    short = " ".join(words)
    return tuple(dict.fromkeys(name for name in (short, _plain(brand)) if name))


@cache
def _data() -> dict[str, Any]:
    return rule_data("senders")


@cache
def _opens() -> "re.Pattern[str]":
    data = _data()
    anyone = "|".join([*data["courts"], *data["agencies"], *data["companies"]])
    official = "|".join([*data["agencies"], *data["companies"]])
    return re.compile(
        rf"{_GREETING}(?:{_SAID}:? (?P<who>(?:the )?(?:{anyone})){_AFTER}"
        rf"|(?P<agency>(?:the )?(?:{official})) (?:(?:final|official|urgent|tax|fraud|security) )*"
        rf"(?:notice|alert|warning|message|department|dept)\b\s*[:.!-])"
    )
