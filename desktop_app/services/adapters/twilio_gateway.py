"""Twilio's REST API through its own SDK: the one place that imports it.

Everything is read as raw JSON. A create is one POST on a connection of its own, never repeated by
any library; only what the connection itself proves unsent may be tried again.
"""

import logging
import re
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from requests import Session
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]
from urllib3.exceptions import HTTPError

from desktop_app.services.adapters import credentials as typed
from desktop_app.services.adapters.loopback import host_path, loopback_base_url
from desktop_app.services.adapters.twilio_answers import (
    CUT_PROBLEMS,
    MESSAGE_SID,
    NOT_TWILIO,
    Answer,
    failure,
    not_twilio,
)
from desktop_app.services.adapters.twilio_media import MediaReads
from desktop_app.services.adapters.twilio_numbers import firm_numbers
from desktop_app.services.adapters.wire import (
    BEFORE_REQUEST,
    PlainAdapter,
    WatchedAdapter,
    Witness,
    new_session,
    why_cut,
)
from desktop_app.services.errors import (
    GatewayError,
    KeyRefused,
    NotReached,
    OutcomeUnknown,
    Refused,
)
from desktop_app.services.ports import Credentials, Later, MessagePage, PostedMessage
from desktop_app.services.records import ConnectionFacts, FirmNumber, Problem

__all__ = ["TwilioRestGateway", "loopback_base_url"]

log = logging.getLogger(__name__)

_HOST = "https://api.twilio.com"
_QUERY = re.compile(r"[\x21\x24-\x7e]*")
"""Printable ASCII without space, quote and hash: all that a query of Twilio's own consists of."""
_NO_RECORD = 20404

IDLE_S = 50.0
"""A connection unused for longer may be dead without a sign, after sleep above all: a new one then
costs less than the long silence on the old one."""

_WRONG_KEY = Problem(
    "Twilio refused this key.",
    "The account SID, the key SID and the secret don’t belong together, or the key was deleted.",
    "Copy all three again from the Twilio Console, or make a new Standard key there.",
)
_LEFT_ACCOUNT = Problem(
    "Twilio’s list went on outside your account.",
    "The next page was at an address that is not your account’s list, so it was not read.",
    "Sync again; if this stays, tell whoever looks after your network.",
)


class TwilioRestGateway(MediaReads):
    """ports.TwilioGateway for one account and one API key. May be used from several threads.

    `base_url`, where given, must be loopback: every Twilio host is then played by that server.
    """

    def __init__(self, credentials: Credentials, base_url: str | None = None) -> None:
        self._base_url = loopback_base_url(base_url) if base_url else None
        self._credentials = typed.checked(credentials, real=self._base_url is None)
        self._account = self._credentials.account_sid
        self._reads = new_session(PlainAdapter())
        self._last_read = time.monotonic()
        self._counting = threading.Lock()
        self._requests = 0
        # These two write whole addresses, and with them clients' numbers, into the log.
        logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
        logging.getLogger("urllib3").setLevel(logging.ERROR)

    @property
    def requests_made(self) -> int:
        """Requests since this gateway was made, for the sync report."""
        return self._requests

    def close(self) -> None:
        """Drop the kept connections."""
        self._reads.close()

    def check(self) -> ConnectionFacts:
        """Prove account and key match, and list the account's own numbers. Free of charge."""
        try:
            numbers = self._own_numbers()
        except Refused as error:
            if isinstance(error, KeyRefused) and error.status == HTTPStatus.UNAUTHORIZED:
                raise _wrong_key(error) from None
            if error.code == _NO_RECORD:
                raise _wrong_key(error) from None
            raise
        return ConnectionFacts(
            self._account, self._credentials.key_sid, self._account_name(), numbers
        )

    def list_messages(
        self,
        *,
        to: str = "",
        from_: str = "",
        since: int | None = None,
        until: int | None = None,
        page_size: int = 1000,
    ) -> MessagePage:
        """First page of the list. `since` and `until` are epoch seconds UTC, by DateSent."""
        params: dict[str, object] = {"PageSize": page_size}
        if to:
            params["To"] = to
        if from_:
            params["From"] = from_
        if since is not None:
            params["DateSent>"] = _moment(since)
        if until is not None:
            params["DateSent<"] = _moment(until)
        return self._message_page(self._get(self._path("Messages"), params))

    def next_page(self, uri: str) -> MessagePage:
        """Follow a next_page_uri. Refuses a uri that leaves the host or the account."""
        return self._message_page(self._get(self._inside_account(uri, "Messages")))

    def fetch_message(self, sid: str) -> PostedMessage | None:
        """One message by SID, or None where Twilio says 404."""
        if not MESSAGE_SID.fullmatch(sid):
            raise ValueError(f"not a message SID: {sid!r}")
        answer = self._get(self._path(f"Messages/{sid}"))
        if answer.status == HTTPStatus.OK:
            raw = answer.body
            if raw.get("sid") != sid or raw.get("account_sid") != self._account:
                raise not_twilio(answer)
            return PostedMessage(raw, answer.server_time())
        error = failure(answer)
        if isinstance(error, Refused) and error.status == HTTPStatus.NOT_FOUND:
            return None
        raise error

    def create_message(
        self,
        *,
        to: str,
        from_: str,
        body: str,
        later: Later | None = None,
        valid_s: int = 0,
        media: Sequence[str] = (),
    ) -> PostedMessage:
        """One POST on a fresh connection, never repeated by any library.

        Raises NotReached, Throttled, Refused, KeyRefused or OutcomeUnknown (reliability.md 3.3).
        """
        form: dict[str, object] = {"To": to, "From": from_, "Body": body}
        if media:
            form["MediaUrl"] = list(media)
        if later is not None:
            form |= {
                "MessagingServiceSid": later.service_sid,
                "ScheduleType": "fixed",
                "SendAt": _moment(later.send_at),
            }
        if valid_s:
            form["ValidityPeriod"] = valid_s
        answer = self._post(self._path("Messages"), form)
        if answer.status != HTTPStatus.CREATED:
            raise failure(answer)
        raw = answer.body
        sid = raw.get("sid")
        ours = raw.get("account_sid") == self._account and raw.get("to") == to
        if not ours or not isinstance(sid, str) or not MESSAGE_SID.fullmatch(sid):
            raise not_twilio(answer)
        return PostedMessage(raw, answer.server_time())

    def cancel_message(self, sid: str) -> dict[str, Any] | None:
        """Take back a text that lies at Twilio for later: as it is now, None where it is gone."""
        if not MESSAGE_SID.fullmatch(sid):
            raise ValueError(f"not a message SID: {sid!r}")
        answer = self._post(self._path(f"Messages/{sid}"), {"Status": "canceled"})
        if answer.status == HTTPStatus.OK and answer.body.get("sid") == sid:
            return dict(answer.body)
        error = failure(answer)
        if not isinstance(error, Refused) or isinstance(error, KeyRefused):
            raise error
        stands = self.fetch_message(sid)
        return stands.raw if stands is not None else None

    def _own_numbers(self) -> tuple[FirmNumber, ...]:
        numbers: list[FirmNumber] = []
        answer = self._get(self._path("IncomingPhoneNumbers"), {"PageSize": 1000})
        seen: set[str] = set()
        while True:
            page = self._listed(answer, "incoming_phone_numbers")
            numbers += firm_numbers(page)
            uri = _next_uri(answer)
            if uri is None:
                return tuple(numbers)
            if uri in seen:
                raise OutcomeUnknown(NOT_TWILIO, status=answer.status)
            seen.add(uri)
            answer = self._get(self._inside_account(uri, "IncomingPhoneNumbers"))

    def _account_name(self) -> str:
        """The account's name where the key may read it; a Standard key may not."""
        try:
            answer = self._get(f"{_HOST}/2010-04-01/Accounts/{self._account}.json")
        except GatewayError:
            return ""
        name = answer.body.get("friendly_name") if answer.status == HTTPStatus.OK else ""
        return name if isinstance(name, str) else ""

    def _message_page(self, answer: Answer) -> MessagePage:
        messages = self._listed(answer, "messages")
        return MessagePage(messages, _next_uri(answer), answer.server_time())

    def _listed(self, answer: Answer, key: str) -> list[dict[str, Any]]:
        """The records of a list page, every one of them this account's."""
        if answer.status != HTTPStatus.OK:
            raise failure(answer)
        listed = answer.body.get(key)
        if not isinstance(listed, list):
            raise not_twilio(answer)
        if any(not isinstance(r, dict) or r.get("account_sid") != self._account for r in listed):
            raise not_twilio(answer)
        return listed

    def _path(self, what: str) -> str:
        return f"{_HOST}/2010-04-01/Accounts/{self._account}/{what}.json"

    def _inside_account(self, uri: str, what: str) -> str:
        """The full address of a next page, if it is a page of the same list of the same account."""
        address = uri if uri.startswith(f"{_HOST}/") else _HOST + uri
        page, _, query = address.partition("?")
        if page != self._path(what) or not _QUERY.fullmatch(query):
            raise OutcomeUnknown(_LEFT_ACCOUNT)
        return address

    def _get(self, url: str, params: Mapping[str, object] | None = None) -> Answer:
        now = time.monotonic()
        if now - self._last_read > IDLE_S:
            self._reads.close()
        self._last_read = now
        try:
            return self._ask(self._reads, "GET", url, params=params)
        except (OSError, HTTPError) as error:
            cut = why_cut(error)
            log.debug("a read got no answer: %s", cut)
            kind = NotReached if cut in BEFORE_REQUEST else OutcomeUnknown
            raise kind(CUT_PROBLEMS[cut]) from None

    def _post(self, url: str, data: Mapping[str, object]) -> Answer:
        witness = Witness()
        with new_session(WatchedAdapter(witness)) as session:
            try:
                return self._ask(session, "POST", url, data=data)
            except (OSError, HTTPError) as error:
                cut = why_cut(error)
                log.debug("a create got no answer: %s, nothing sent: %s", cut, witness.nothing_sent)
                kind = NotReached if witness.nothing_sent else OutcomeUnknown
                raise kind(CUT_PROBLEMS[cut]) from None

    def _ask(self, session: Session, method: str, url: str, **more: Any) -> Answer:
        with self._counting:
            self._requests += 1
        # A client of its own for each request: the SDK's keeps the last answer where a second
        # thread would overwrite it. The session, and with it the connection, is what is kept.
        client = Client(
            self._credentials.key_sid,
            self._credentials.secret,
            self._account,
            http_client=_SessionClient(session, self._base_url),
            environment={"TWILIO_REGION": ""},  # no region or edge out of the environment
        )
        answer = client.request(method, url, **more)
        return Answer.read(answer.status_code, answer.headers, answer.text)


class _SessionClient(TwilioHttpClient):  # type: ignore[misc]  # the SDK ships no types
    """The SDK's HTTP client on a session of ours, led to the loopback server where one is set."""

    def __init__(self, session: Session, base_url: str | None) -> None:
        super().__init__(pool_connections=False)
        self.session = session
        self._base_url = base_url

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
        """One request, its host rewritten."""
        return super().request(
            method, host_path(url, self._base_url) if self._base_url else url, *rest, **more
        )


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _wrong_key(error: Refused) -> KeyRefused:
    problem = Problem(_WRONG_KEY.what, _WRONG_KEY.why, _WRONG_KEY.do, error.code)
    return KeyRefused(problem, status=error.status, code=error.code)


def _next_uri(answer: Answer) -> str | None:
    uri = answer.body.get("next_page_uri")
    return uri if isinstance(uri, str) and uri else None
