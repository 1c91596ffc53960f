"""What Twilio checks before it takes a text, and what becomes of it (twilio.md 1 and 3)."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from desktop_app.services.practice import constants
from desktop_app.services.practice.keywords import is_toll_free
from desktop_app.services.practice.settings import Settings
from desktop_app.services.practice.store import new_sid
from desktop_app.services.practice.texts import Text, segment_count, utf16_units

MAX_BODY = 1600
MAX_MEDIA = 10
SCHEDULE_MIN_S = 300
SCHEDULE_MAX_S = 35 * 86_400
BAD_REQUEST = 400

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_NANP = re.compile(r"\+1[2-9](?!11)\d{2}[2-9](?!11)\d{6}")
_SHORT_LINK = re.compile(r"\b(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl)/", re.IGNORECASE)


class Refusal(Exception):
    """Twilio says no: an HTTP status, its own code and its sentence."""

    def __init__(self, code: int, message: str, status: int = BAD_REQUEST) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class Fate(NamedTuple):
    """How a text ends, and with which error."""

    status: str
    error: int | None


_FATES: Mapping[str, Fate] = {
    "landline": Fate("undelivered", 30006),
    "unreachable": Fate("undelivered", 30003),
    "unknown": Fate("undelivered", 30005),
    "blocked": Fate("undelivered", 30004),
    "filtered": Fate("undelivered", 30007),
    "no_receipt": Fate("sent", None),
}

ERROR_WORDS: Mapping[int, str] = {
    12300: "Invalid Content-Type",
    21610: "Attempt to send to unsubscribed recipient",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Carrier violation",
    30032: "Toll-free number has not been verified",
    30034: "Message from an unregistered number",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a create call asks for, its form read but not yet believed."""

    to: str
    sender: str
    service: str
    body: str
    media_urls: tuple[str, ...]
    send_at: str
    schedule_type: str


Blocked = Callable[[str, str], bool]
"""(client, firm number): has that client opted out of that number?"""


def checked(
    wish: Wish,
    settings: Settings,
    now: float,
    blocked: Blocked,
    services: Collection[str] = (constants.MESSAGING_SERVICE_SID,),
) -> Text:
    """The text Twilio would take, with its whole future worked out. Raises Refusal."""
    _check_recipient(wish.to, settings)
    sender = _sender(wish, settings, services)
    _check_content(wish)
    starts = _start(wish, now)
    opted_out = blocked(wish.to, sender)
    if opted_out and not wish.service:
        raise Refusal(21610, ERROR_WORDS[21610])
    fate = Fate("failed", 21610) if opted_out else _fate(wish, sender, settings)
    return _text(wish, sender, fate, settings, now, starts)


def _check_recipient(to: str, settings: Settings) -> None:
    if not to:
        raise Refusal(21604, "A 'To' phone number is required.")
    if not _E164.fullmatch(to) or (to.startswith("+1") and not _NANP.fullmatch(to)):
        raise Refusal(21211, f"Invalid 'To' Phone Number: {to}")
    if not to.startswith(tuple(f"+{code}" for code in settings.countries)):
        raise Refusal(21408, f"Permission to send an SMS has not been enabled for the region: {to}")
    kind = settings.lines.get(to, "mobile")
    if kind == "not_mobile":
        raise Refusal(21614, f"'To' number is not a valid mobile number: {to}")
    if kind == "no_route":
        raise Refusal(21612, f"The 'To' phone number is not currently reachable: {to}")


def own_numbers(settings: Settings) -> tuple[str, ...]:
    """The firm's numbers that are still the firm's."""
    return tuple(
        number
        for number in (constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER)
        if number not in settings.released
    )


def _sender(wish: Wish, settings: Settings, services: Collection[str]) -> str:
    if wish.service and wish.service not in services:
        raise Refusal(21705, f"The Messaging Service Sid {wish.service} is invalid")
    if not wish.sender and not wish.service:
        raise Refusal(21603, "A 'From' phone number is required.")
    owned = own_numbers(settings)
    if not wish.sender:
        if not owned:
            raise Refusal(21704, "The Messaging Service contains no phone numbers.")
        return owned[0]
    if wish.sender == wish.to:
        raise Refusal(21211, "'To' and 'From' number cannot be the same")
    if not _E164.fullmatch(wish.sender):
        raise Refusal(21212, f"Invalid 'From' Phone Number: {wish.sender}")
    if wish.media_urls and wish.sender in settings.no_pictures:
        raise Refusal(21621, f"The 'From' number {wish.sender} has not been enabled for MMS")
    if wish.sender not in owned:
        raise Refusal(
            21606, f"The 'From' phone number {wish.sender} is not a valid, capable number"
        )
    return wish.sender


def _check_content(wish: Wish) -> None:
    if not wish.body and not wish.media_urls:
        raise Refusal(21602, "Message body is required.")
    if utf16_units(wish.body) > MAX_BODY:
        raise Refusal(21617, "The concatenated message body exceeds the 1600 character limit.")
    if len(wish.media_urls) > MAX_MEDIA:
        raise Refusal(21623, "Number of media files exceeds allowed limit.")
    for url in wish.media_urls:
        if not url.startswith(("http://", "https://")):
            raise Refusal(21620, f"Invalid media URL(s): {url}")


def _start(wish: Wish, now: float) -> float:
    """When Twilio begins to send: at once, or at the time that was asked for."""
    if not wish.send_at and not wish.schedule_type:
        return now
    if not wish.service:
        raise Refusal(35118, "MessagingServiceSid is required to schedule a message")
    if wish.schedule_type != "fixed" or not wish.send_at:
        raise Refusal(35114, "SendAt and ScheduleType=fixed belong together")
    at = parse_moment(wish.send_at)
    if at is None or not now + SCHEDULE_MIN_S < at <= now + SCHEDULE_MAX_S:
        raise Refusal(35115, "SendAt must be more than 300 seconds and at most 35 days ahead")
    return at


def parse_moment(text: str) -> float | None:
    """Seconds since 1970 of an ISO 8601 moment; without a zone it is UTC. None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _fate(wish: Wish, sender: str, settings: Settings) -> Fate:
    if sender in settings.unregistered:
        return Fate("undelivered", 30032 if is_toll_free(sender) else 30034)
    kind = settings.lines.get(wish.to, "mobile")
    if kind in _FATES:
        return _FATES[kind]
    return _FATES["filtered"] if _SHORT_LINK.search(wish.body) else Fate("delivered", None)


def _text(
    wish: Wish, sender: str, fate: Fate, settings: Settings, now: float, starts: float
) -> Text:
    never_left = fate.status == "failed"
    done = starts + settings.done_after
    first = "accepted" if wish.service else "queued"
    return Text(
        new_sid("MM" if wish.media_urls else "SM"),
        now,
        0,
        sender,
        wish.to,
        wish.body,
        segment_count(wish.body),
        len(wish.media_urls),
        wish.service or None,
        "scheduled" if wish.schedule_type else first,
        None if never_left else starts + settings.sending_after,
        done if never_left else starts + settings.sent_after,
        done,
        fate.status,
        fate.error,
    )
