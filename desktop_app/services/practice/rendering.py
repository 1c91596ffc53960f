"""Twilio's JSON: every field of twilio.md 1.2, RFC 2822 dates, addresses without the host."""

import time
from functools import lru_cache
from typing import Any

from desktop_app.services.practice import constants
from desktop_app.services.practice.creation import ERROR_WORDS
from desktop_app.services.practice.keywords import is_toll_free
from desktop_app.services.practice.texts import Text

ROOT = f"/{constants.API_VERSION}/Accounts/{constants.ACCOUNT_SID}"

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ACCOUNT_MADE_AT = 1_709_564_400
_NUMBER_SIDS = {
    constants.LOCAL_NUMBER: "PN" + "fab1e" * 6 + "10",
    constants.TOLL_FREE_NUMBER: "PN" + "fab1e" * 6 + "11",
}


def rfc2822(at: float) -> str:
    """A moment as Twilio writes it, whatever language this computer speaks."""
    return _rfc2822(int(at))


@lru_cache(maxsize=4096)
def _rfc2822(at: int) -> str:
    when = time.gmtime(at)
    day, month = _DAYS[when.tm_wday], _MONTHS[when.tm_mon - 1]
    clock = f"{when.tm_hour:02}:{when.tm_min:02}:{when.tm_sec:02}"
    return f"{day}, {when.tm_mday:02} {month} {when.tm_year} {clock} +0000"


def http_date(at: float) -> str:
    """The same moment for the Date header."""
    return rfc2822(at).replace("+0000", "GMT")


def message(text: Text, now: float) -> dict[str, Any]:
    """One text as the API shows it at this moment."""
    uri = f"{ROOT}/Messages/{text.sid}"
    status = text.status(now)
    ended = text.done_at is not None and text.done_at <= now
    sent = text.sent_at is not None and text.sent_at <= now
    unassigned = text.service is not None and not sent and status != "sending"
    error = text.error if ended else None
    return {
        "account_sid": constants.ACCOUNT_SID,
        "api_version": constants.API_VERSION,
        "body": text.body,
        "date_created": rfc2822(text.created),
        "date_sent": rfc2822(text.sent_at or 0) if sent else None,
        "date_updated": rfc2822(text.updated(now)),
        "direction": "inbound" if text.inbound else "outbound-api",
        "error_code": error,
        "error_message": ERROR_WORDS.get(error, "Message failed") if error else None,
        "from": None if unassigned else text.from_number,
        "messaging_service_sid": text.service,
        "num_media": str(text.media),
        "num_segments": "0" if unassigned else str(text.segments),
        "price": text.price() if ended else None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": status,
        "subresource_uris": {"media": f"{uri}/Media.json", "feedback": f"{uri}/Feedback.json"},
        "to": text.to_number,
        "uri": f"{uri}.json",
    }


def created(text: Text) -> dict[str, Any]:
    """The answer to a create call: the text before anything happened to it."""
    return message(text, float("-inf")) | {"date_updated": rfc2822(text.created)}


def media(text_sid: str, sid: str, at: float, content_type: str) -> dict[str, Any]:
    """What is known of one attachment."""
    return {
        "account_sid": constants.ACCOUNT_SID,
        "content_type": content_type,
        "date_created": rfc2822(at),
        "date_updated": rfc2822(at),
        "parent_sid": text_sid,
        "sid": sid,
        "uri": f"{ROOT}/Messages/{text_sid}/Media/{sid}.json",
    }


def number_sid(number: str) -> str:
    """The SID of one of the firm's numbers."""
    return _NUMBER_SIDS[number]


def phone_number(number: str, *, pictures: bool = True) -> dict[str, Any]:
    """One of the firm's own numbers. No address is set anywhere: nothing is called back."""
    toll_free = is_toll_free(number)
    sid = number_sid(number)
    return {
        "account_sid": constants.ACCOUNT_SID,
        "address_requirements": "none",
        "address_sid": None,
        "api_version": constants.API_VERSION,
        "beta": False,
        "bundle_sid": None,
        "capabilities": {"voice": True, "sms": True, "mms": pictures, "fax": False},
        "date_created": rfc2822(ACCOUNT_MADE_AT),
        "date_updated": rfc2822(ACCOUNT_MADE_AT),
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "friendly_name": f"({number[2:5]}) {number[5:8]}-{number[8:]}",
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number,
        "sid": sid,
        "sms_application_sid": None,
        "sms_fallback_method": "POST",
        "sms_fallback_url": "",
        "sms_method": "POST",
        "sms_url": "",
        "status": "in-use",
        "status_callback": "",
        "status_callback_method": "POST",
        "trunk_sid": None,
        "type": "tollfree" if toll_free else "local",
        "uri": f"{ROOT}/IncomingPhoneNumbers/{sid}.json",
        "voice_application_sid": None,
        "voice_caller_id_lookup": False,
        "voice_fallback_method": "POST",
        "voice_fallback_url": "",
        "voice_method": "POST",
        "voice_receive_mode": "voice",
        "voice_url": "",
    }


def account() -> dict[str, Any]:
    """The account itself, which a standard key may not read."""
    return {
        "auth_token": None,
        "date_created": rfc2822(ACCOUNT_MADE_AT),
        "date_updated": rfc2822(ACCOUNT_MADE_AT),
        "friendly_name": constants.FIRM_NAME,
        "owner_account_sid": constants.ACCOUNT_SID,
        "sid": constants.ACCOUNT_SID,
        "status": "active",
        "subresource_uris": {
            "incoming_phone_numbers": f"{ROOT}/IncomingPhoneNumbers.json",
            "messages": f"{ROOT}/Messages.json",
        },
        "type": "Full",
        "uri": f"{ROOT}.json",
    }
