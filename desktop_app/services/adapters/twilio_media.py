"""The pictures of a text: their list, and the bytes of each.

An address is built from SIDs and never taken from a field of a message. Twilio answers the bytes
with a redirect to its store; that is followed to named hosts over TLS only, and without the key.
"""

import re
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from desktop_app.services.adapters.loopback import host_path
from desktop_app.services.adapters.twilio_answers import (
    CUT_PROBLEMS,
    MESSAGE_SID,
    NOT_TWILIO,
    Answer,
    failure,
    not_twilio,
)
from desktop_app.services.adapters.wire import (
    BEFORE_REQUEST,
    CONNECT_TIMEOUT_S,
    READ_TIMEOUT_S,
    new_session,
    why_cut,
)
from desktop_app.services.errors import (
    MediaTooLarge,
    NotReached,
    OutcomeUnknown,
    Refused,
)
from desktop_app.services.ports import Credentials, MediaBytes, MediaItem
from desktop_app.services.records import Problem

MOST_BYTES = 16 * 1024 * 1024
"""Twilio takes 5 MB; what it makes of a file for another network may be a little larger."""
LONGEST_S = 180.0
"""A file that trickles for longer is asked for again another time."""
MEDIA_SID = re.compile(r"ME[0-9a-f]{32}")

_API = "https://api.twilio.com"
_CDN = ".twiliocdn.com"
_BUCKET_HOST, _BUCKET_PATH = "s3-external-1.amazonaws.com", "/media.twiliocdn.com/"
_HOPS = 3
_CHUNK = 65_536
_ERROR_BYTES = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_LOCATION = "Brieftext-Location"
_MEDIA_PAGE = 100

_LEFT_HOSTS = Problem(
    "A picture was to be fetched from somewhere other than Twilio.",
    "The address Twilio gave is not one of Twilio’s own, so it was not opened.",
    "Brieftext tries again later.",
)
_LARGE = Problem("The file is larger than 16 MB.", "Twilio itself takes 5 MB at most.")


class _MediaAdapter(HTTPAdapter):
    """Our timeouts, and a redirect that requests itself neither follows nor parses."""

    def send(
        self,
        request: PreparedRequest,
        stream: bool = True,  # noqa: ARG002  always: nothing is read before it is judged
        timeout: object = None,  # noqa: ARG002  ours hold
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """One request, its body unread."""
        response = super().send(
            request, True, (CONNECT_TIMEOUT_S, READ_TIMEOUT_S), verify, cert, proxies
        )
        location = response.headers.pop("Location", None)
        if location is not None:
            response.headers[_LOCATION] = location
        return response


class MediaReads:
    """The part of the gateway that reads pictures; the rest of it does the plain requests."""

    _account: str
    _credentials: Credentials
    _base_url: str | None

    def _get(self, url: str, params: Mapping[str, object] | None = None) -> Answer:
        raise NotImplementedError

    def _listed(self, answer: Answer, key: str) -> list[dict[str, Any]]:
        raise NotImplementedError

    def list_media(self, message_sid: str) -> list[MediaItem] | None:
        """The pictures of a text, in Twilio's order; None where the text is gone."""
        _check(MESSAGE_SID, message_sid)
        address = f"{_API}/2010-04-01/Accounts/{self._account}/Messages/{message_sid}/Media.json"
        answer = self._get(address, {"PageSize": _MEDIA_PAGE})
        if _is_gone(answer):
            return None
        return [_item(raw, message_sid, answer) for raw in self._listed(answer, "media_list")]

    def fetch_media(self, message_sid: str, media_sid: str) -> MediaBytes | None:
        """The bytes of one picture; None where Twilio no longer has it. Raises MediaTooLarge."""
        _check(MESSAGE_SID, message_sid)
        _check(MEDIA_SID, media_sid)
        root = f"{_API}/2010-04-01/Accounts/{self._account}"
        address = f"{root}/Messages/{message_sid}/Media/{media_sid}"
        with new_session(_MediaAdapter()) as session:
            try:
                return self._follow(session, address)
            except (OSError, HTTPError) as error:
                cut = why_cut(error)
                kind = NotReached if cut in BEFORE_REQUEST else OutcomeUnknown
                raise kind(CUT_PROBLEMS[cut]) from None

    def _follow(self, session: Session, address: str) -> MediaBytes | None:
        for _ in range(_HOPS):
            with self._open(session, address) as response:
                if response.status_code in _MOVED:
                    address = _next_address(response.headers.get(_LOCATION, ""))
                    continue
                if response.status_code == HTTPStatus.OK:
                    kind = response.headers.get("Content-Type", "")
                    return MediaBytes(kind.partition(";")[0].strip().lower(), _read(response))
                answer = _short_answer(response)
                if _is_gone(answer) and address.startswith(f"{_API}/"):
                    return None
                raise failure(answer)
        raise OutcomeUnknown(NOT_TWILIO)

    def _open(self, session: Session, address: str) -> Response:
        """One request; the key goes to Twilio's API and to nobody else."""
        own = address.startswith(f"{_API}/")
        shown = host_path(address, self._base_url) if self._base_url else address
        return session.get(
            shown,
            auth=(self._credentials.key_sid, self._credentials.secret) if own else None,
            headers={"Accept-Encoding": "identity"},
            allow_redirects=False,
            stream=True,
        )


def _check(pattern: re.Pattern[str], sid: str) -> None:
    if not pattern.fullmatch(sid):
        raise ValueError(f"not such a SID: {sid!r}")


def _is_gone(answer: Answer) -> bool:
    if answer.status != HTTPStatus.NOT_FOUND:
        return False
    return isinstance(failure(answer), Refused)  # Twilio's own word, not a proxy's page


def _item(raw: Mapping[str, Any], message_sid: str, answer: Answer) -> MediaItem:
    sid = raw.get("sid")
    ours = raw.get("parent_sid") == message_sid
    if not ours or not isinstance(sid, str) or not MEDIA_SID.fullmatch(sid):
        raise not_twilio(answer)
    return MediaItem(sid, str(raw.get("content_type") or ""))


def _next_address(location: str) -> str:
    """Where a redirect may lead: Twilio's own stores, over TLS, on the usual port."""
    try:
        parts = urlsplit(location)
        port = parts.port
    except ValueError:
        raise OutcomeUnknown(_LEFT_HOSTS) from None
    if parts.scheme != "https" or port is not None or "@" in parts.netloc or not _ours(parts):
        raise OutcomeUnknown(_LEFT_HOSTS)
    return parts._replace(fragment="").geturl()


def _ours(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if host == _BUCKET_HOST:
        return parts.path.startswith(_BUCKET_PATH) and "/." not in parts.path
    return host == "api.twilio.com" or host.endswith(_CDN)


def _read(response: Response) -> bytes:
    """The body as it came over the line, up to the limit."""
    told = response.headers.get("Content-Length", "")
    if told.isascii() and told.isdigit() and int(told) > MOST_BYTES:
        raise MediaTooLarge(_LARGE)
    if response.headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}:
        raise OutcomeUnknown(NOT_TWILIO)
    deadline = time.monotonic() + LONGEST_S
    parts: list[bytes] = []
    size = 0
    while chunk := response.raw.read(_CHUNK, decode_content=False):
        size += len(chunk)
        if size > MOST_BYTES:
            raise MediaTooLarge(_LARGE)
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(chunk)
    return b"".join(parts)


def _short_answer(response: Response) -> Answer:
    text = response.raw.read(_ERROR_BYTES, decode_content=False).decode("utf-8", "replace")
    return Answer.read(response.status_code, response.headers, text)
