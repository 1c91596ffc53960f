"""The answer to HELP: what it must say, and whether a text says it (rules.md A-06)."""

import re
from dataclasses import dataclass

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.folding import fold

RULE = "A-06"
SHORTEST, LONGEST = 20, 320
_PHONE = re.compile(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]{1,64}\.[^\s@]{2,}")
_ADDRESS = re.compile(r"https?://\S|\bwww\.\S|\b[a-z0-9-]+\.(?:com|org|net|law|legal|us)\b")
_STOP = re.compile(r"\bSTOP\b")
_RATES = re.compile(r"\brates?\b|\btarifas?\b")


@dataclass(frozen=True, slots=True)
class HelpFinding:
    """Something the answer lacks. `words` are what was looked at, where there are any."""

    outcome: Outcome
    message: str
    rule: str = RULE


def help_reply(brand: str, phone: str, email: str = "", frequency: str = "") -> str:
    """The answer in full. What the firm has not told is left out, never left open."""
    reach = f"call {phone}" if phone else ""
    if email:
        reach = f"{reach} or email {email}" if reach else f"email {email}"
    often = f" {frequency.strip().rstrip('.')}." if frequency.strip() else ""
    return (
        f"{brand.strip()} Client Alerts: for help {reach}. Msg&data rates may apply.{often} "
        "Reply STOP to cancel."
    )


def check_help_text(text: str, brand: str) -> list[HelpFinding]:
    """What keeps an answer from being saved (HOLD), and what it should say besides (WARN)."""
    plain, name = fold(text).text, fold(brand).text.strip()
    missing = [
        (not name or name not in plain, "name the firm"),
        (not _reaches_somebody(text, plain), "give a phone number, an email or a web address"),
        (not _STOP.search(text), "say how to stop, with the word STOP"),
        (
            not SHORTEST <= len(text.strip()) <= LONGEST,
            f"have {SHORTEST} to {LONGEST} characters; it has {len(text.strip())}",
        ),
    ]
    found = [
        HelpFinding(Outcome.HOLD, f"Your HELP answer must {what}.")
        for lacks, what in missing
        if lacks
    ]
    if not _RATES.search(plain):
        found.append(HelpFinding(Outcome.WARN, "Add “Msg&data rates may apply.”"))
    return found


def _reaches_somebody(text: str, plain: str) -> bool:
    return any((_PHONE.search(text), _EMAIL.search(text), _ADDRESS.search(plain)))
