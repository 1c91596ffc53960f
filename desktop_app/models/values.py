"""Value types that reject bad values before they reach a row: numbers, SIDs, times."""

import re
import secrets
from functools import lru_cache

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_SID = re.compile(r"(SM|MM)([0-9a-f]{32})")
_SID_MARK = {"SM": b"S", "MM": b"M"}
_SID_PREFIX = {mark: prefix for prefix, mark in _SID_MARK.items()}


class BadValue(ValueError):
    """A value that must never be stored."""


def e164(number: str) -> str:
    """The number itself if it is E.164, else BadValue. Opt-outs and consents are keyed on it."""
    if not _E164.fullmatch(number):
        raise BadValue("not an E.164 number")
    return number


def address(text: str) -> str:
    """A number in E.164 or an e-mail address in small letters, else BadValue (rules.md F-00)."""
    if _E164.fullmatch(text) or (_EMAIL.fullmatch(text) and text == text.lower()):
        return text
    raise BadValue("neither an E.164 number nor an e-mail address")


@lru_cache(maxsize=4096)
def pack_sid(sid: str) -> bytes:
    """A message SID in 17 bytes: half of what its text takes in each of the table and the index."""
    found = _SID.fullmatch(sid)
    if not found:
        raise BadValue("not a message SID")
    return _SID_MARK[found.group(1)] + bytes.fromhex(found.group(2))


def unpack_sid(packed: bytes) -> str:
    """The text of a packed SID."""
    return _SID_PREFIX[packed[:1]] + packed[1:].hex()


def new_uuid() -> str:
    """128 random bits as hex, for rows that need a name of their own."""
    return secrets.token_hex(16)
