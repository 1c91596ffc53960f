"""What is said of the firm's own numbers: glyph, tone and words, in one place."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber, Registration, SenderType
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr

KINDS = {
    SenderType.LONG_CODE: "Local number",
    SenderType.TOLL_FREE: "Toll-free number",
    SenderType.SHORT_CODE: "Short code",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A state as shape, colour and words."""

    icon: str
    tone: str
    words: str


def name_of(number: FirmNumber) -> str:
    """The number with the name somebody gave it."""
    shown = format_number(number.number)
    label = number.label if number.label != number.number else ""
    return f"{shown} · {label}" if label else shown


def abilities(number: FirmNumber) -> tuple[Said, ...]:
    """Texts, pictures and calls, each as it is set up at Twilio."""
    return (
        _able(number.sms, tr("Texts"), tr("No texts")),
        _able(number.mms, tr("Pictures"), tr("No pictures")),
        _able(number.voice, tr("Calls"), tr("No calls")),
    )


def _able(able: bool, yes: str, no: str) -> Said:
    return Said("circle-check", "ok", yes) if able else Said("circle-minus", "neutral", no)


def badges(number: FirmNumber) -> tuple[Said, ...]:
    """Whether it receives and whether it may send now."""
    if not number.sms:
        return (Said("circle-minus", "neutral", tr("Calls only")),)
    return _receives(number), _sends(number)


def _receives(number: FirmNumber) -> Said:
    if number.loses_texts:
        return Said("circle-alert", "danger", tr("Incoming texts are lost"))
    return Said("circle-check", "ok", tr("Receives"))


def _sends(number: FirmNumber) -> Said:
    if number.registration is Registration.LIVE:
        return Said("circle-check", "ok", tr("Can send"))
    if number.registration is Registration.NOT_APPROVED:
        return Said("circle-x", "danger", tr("Can’t send yet"))
    return Said("circle-help", "neutral", tr("Sending not confirmed"))


def registration(number: FirmNumber, calendar: Calendar) -> Said:
    """Where the registration stands, with its note and the day it was read."""
    icon, tone, words = {
        Registration.UNKNOWN: ("circle-help", "text2", tr("Registration not known")),
        Registration.LIVE: ("circle-check", "ok", tr("Registration live")),
        Registration.NOT_APPROVED: ("circle-x", "danger", tr("Registration not approved")),
    }[number.registration]
    parts = [words]
    if number.registration_note:
        parts.append(number.registration_note)
    if number.registration_at:
        day = calendar.list_time(number.registration_at)
        parts.append(tr("read at Twilio {day}", day=day))
    return Said(icon, tone, " · ".join(parts))


def service(number: FirmNumber) -> Said:
    """Which Messaging Service it is in."""
    if not number.read_at:
        return Said("circle-help", "text2", tr("Messaging Service not read yet"))
    if not number.service_sid:
        return Said("circle-minus", "text2", tr("In no Messaging Service"))
    words = tr("Messaging Service “{name}”", name=number.service_name)
    if number.loses_texts:
        lost = tr("throws away texts that come in")
        return Said("circle-alert", "danger", f"{words} · {lost}")
    return Said("circle-check", "ok", words)


def calls(number: FirmNumber) -> Said:
    """Where calls to it go. Brieftext never changes that."""
    if not number.voice:
        return Said("phone-off", "text2", tr("It takes no calls"))
    if not number.read_at:
        return Said("circle-help", "text2", tr("Where calls go was not read yet"))
    where = number.voice_url
    if not where:
        words = tr("Calls go nowhere: nothing is set up for them at Twilio")
        return Said("phone-off", "text2", words)
    if where.startswith("trunk:"):
        return Said("phone", "text2", tr("Calls go to your phone system, over a SIP trunk"))
    if where.startswith("app:"):
        return Said("phone", "text2", tr("Calls go to an application set up at Twilio"))
    host = urlsplit(where).hostname or where
    return Said("phone", "text2", tr("Calls go to {where}", where=host))
