"""Is what was typed an account SID, an API key SID and its secret? Asked before Twilio is."""

import re
from collections.abc import Iterator

from desktop_app.services.errors import InvalidInput
from desktop_app.services.ports import Credentials
from desktop_app.services.records import FieldProblem

_ACCOUNT_SID = re.compile(r"AC[0-9a-f]{32}")
_KEY_SID = re.compile(r"SK[0-9a-f]{32}")
_AUTH_TOKEN = re.compile(r"[0-9a-f]{32}")
"""Key secrets mix upper and lower case; only the Auth Token is 32 lower-case hex digits."""

_WHERE_ACCOUNT = "Copy it from the first page of the Twilio Console; it starts with AC."
_WHERE_KEY = (
    "Make a Standard key in the Twilio Console under API keys & tokens; its SID starts with SK."
)
_WHOLE_ACCOUNT = (
    "That is the Auth Token. It opens the whole account and can’t be limited or taken back alone, "
    "so Brieftext doesn’t accept it."
)


def checked(typed: Credentials, *, real: bool = True) -> Credentials:
    """The credentials without stray spaces. Raises InvalidInput with one sentence a field.

    A loopback server (`real` false) may use any secret; its Auth Token is nobody's.
    """
    clean = Credentials(typed.account_sid.strip(), typed.key_sid.strip(), typed.secret.strip())
    problems = tuple(_problems(clean, real))
    if problems:
        raise InvalidInput(problems)
    return clean


def _problems(typed: Credentials, real: bool) -> Iterator[FieldProblem]:
    for field, message in (
        ("account_sid", _account_problem(typed.account_sid)),
        ("key_sid", _key_problem(typed.key_sid)),
        ("secret", _secret_problem(typed.secret, real)),
    ):
        if message:
            yield FieldProblem(field, message)


def _account_problem(sid: str) -> str:
    if _ACCOUNT_SID.fullmatch(sid):
        return ""
    if not sid:
        return f"The account SID is missing. {_WHERE_ACCOUNT}"
    if _KEY_SID.fullmatch(sid):
        return f"That is an API key SID, not the account SID. {_WHERE_ACCOUNT}"
    return f"This is not an account SID: AC and 32 more letters and digits. {_WHERE_ACCOUNT}"


def _key_problem(sid: str) -> str:
    if _KEY_SID.fullmatch(sid):
        return ""
    if not sid:
        return f"The API key SID is missing. {_WHERE_KEY}"
    if _AUTH_TOKEN.fullmatch(sid):
        return f"{_WHOLE_ACCOUNT} {_WHERE_KEY}"
    if _ACCOUNT_SID.fullmatch(sid):
        return f"That is the account SID, not an API key SID. {_WHERE_KEY}"
    return f"This is not an API key SID: SK and 32 more letters and digits. {_WHERE_KEY}"


def _secret_problem(secret: str, real: bool) -> str:
    if not secret:
        return "The key’s secret is missing. Twilio shows it once, when the key is made."
    if real and _AUTH_TOKEN.fullmatch(secret):
        return f"{_WHOLE_ACCOUNT} Enter the secret that Twilio showed when the key was made."
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        return "A key’s secret has only letters and digits. Copy it again, with nothing around it."
    return ""
