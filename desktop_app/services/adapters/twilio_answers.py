"""What an answer from Twilio, or the lack of one, means (reliability.md 3.3). Knows no SDK."""

import email.utils
import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

import orjson

from desktop_app.services.adapters.twilio_errors import (
    KEY_REFUSED_CODES,
    problem_for_code,
    problem_for_status,
)
from desktop_app.services.adapters.wire import Cut
from desktop_app.services.errors import (
    GatewayError,
    KeyRefused,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from desktop_app.services.records import Problem

MESSAGE_SID = re.compile(r"(?:SM|MM)[0-9a-f]{32}")
_CODES = range(10_000, 100_000)
_TOO_MANY = 20429
_CLIENT_ERROR = 4
_LONGEST_WAIT_S = 3600.0

_TRY_CONNECTION = "Check this computer’s internet connection."

CUT_PROBLEMS = {
    Cut.NO_NAME: Problem(
        "Twilio can’t be reached.",
        "This computer could not look up Twilio’s address; it is most likely offline.",
        _TRY_CONNECTION,
    ),
    Cut.NO_ROUTE: Problem(
        "Twilio can’t be reached.",
        "The connection was refused before anything was sent.",
        f"{_TRY_CONNECTION} If web pages open, a firewall may stand in between.",
    ),
    Cut.SLOW: Problem("Twilio can’t be reached.", "It took too long to connect.", _TRY_CONNECTION),
    Cut.CERTIFICATE: Problem(
        "No safe connection to Twilio.",
        "The security certificate of your network is not Twilio’s; an office filter or a sign-in "
        "page may stand in between. Nothing was sent.",
        "Ask whoever looks after your network to let api.twilio.com through unchanged.",
    ),
    Cut.SILENT: Problem(
        "Twilio didn’t answer.", "The connection stayed silent for too long.", _TRY_CONNECTION
    ),
    Cut.DROPPED: Problem("Twilio didn’t answer.", "The connection broke off.", _TRY_CONNECTION),
}

NOT_TWILIO = Problem(
    "Something other than Twilio answered.",
    "A sign-in page or a filter of this network may stand in between.",
    "Open a web page in your browser to check the connection.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `body` is its JSON object, empty where it is anything else."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any]

    @classmethod
    def read(cls, status: int, headers: Mapping[str, str], text: str) -> Self:
        """The answer, its body parsed once."""
        try:
            found = orjson.loads(text)
        except orjson.JSONDecodeError:
            found = None
        return cls(status, headers, found if isinstance(found, dict) else {})

    def server_time(self) -> int:
        """Twilio's clock when it answered, whole seconds UTC; ours where it does not say."""
        return _header_date(self.headers.get("Date")) or int(time.time())


def failure(answer: Answer) -> GatewayError:
    """What an answer other than the one hoped for means. For reads and creates alike."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Throttled(
            problem_for_code(_twilio_code(answer) or _TOO_MANY), retry_after=_retry_after(answer)
        )
    code = _twilio_code(answer)
    if code is not None and answer.status // 100 == _CLIENT_ERROR:
        refused = (
            answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
            or code in KEY_REFUSED_CODES
        )
        kind = KeyRefused if refused else Refused
        return kind(problem_for_code(code), status=answer.status, code=code)
    return OutcomeUnknown(problem_for_status(answer.status), status=answer.status)


def not_twilio(answer: Answer) -> OutcomeUnknown:
    """An answer that has the right status and makes no sense."""
    return OutcomeUnknown(NOT_TWILIO, status=answer.status)


def _twilio_code(answer: Answer) -> int | None:
    """The error code, if the body is Twilio's own error document and not a proxy's."""
    code = answer.body.get("code")
    if isinstance(code, bool) or not isinstance(code, int) or code not in _CODES:
        return None
    return code if answer.body.get("status", answer.status) == answer.status else None


def _retry_after(answer: Answer) -> float:
    """Seconds to wait; one where Twilio does not say, an hour at most."""
    text = answer.headers.get("Retry-After", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        date = _header_date(text)
        seconds = float(date - answer.server_time()) if date else 1.0
    if not math.isfinite(seconds) or seconds <= 0:
        return 1.0
    return min(seconds, _LONGEST_WAIT_S)


def _header_date(text: str | None) -> int | None:
    try:
        return int(email.utils.parsedate_to_datetime(text or "").timestamp())
    except (ValueError, OverflowError):
        return None
