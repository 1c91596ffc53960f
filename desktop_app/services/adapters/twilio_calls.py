"""Plain calls to Twilio's other hosts: one answer or one typed failure, nothing repeated.

Messages have a gateway of their own (twilio_gateway.py); these calls are few and answer to a person
who waits for them, so each has a connection of its own.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from urllib3.exceptions import HTTPError

from desktop_app.services.adapters import credentials as typed
from desktop_app.services.adapters.loopback import host_path, loopback_base_url
from desktop_app.services.adapters.twilio_answers import (
    CUT_PROBLEMS,
    NOT_TWILIO,
    Answer,
    failure,
    not_twilio,
)
from desktop_app.services.adapters.wire import (
    PlainAdapter,
    WatchedAdapter,
    Witness,
    new_session,
    why_cut,
)
from desktop_app.services.errors import NotReached, OutcomeUnknown
from desktop_app.services.ports import Credentials

_MOST_PAGES = 50
DONE = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})


class TwilioCalls:
    """GET, POST and DELETE with one key. May be used from several threads.

    `base_url`, where given, must be loopback: every Twilio host is then played by that server.
    """

    def __init__(self, credentials: Credentials, base_url: str | None = None) -> None:
        self._base_url = loopback_base_url(base_url) if base_url else None
        self._credentials = typed.checked(credentials, real=self._base_url is None)

    @property
    def account_sid(self) -> str:
        """Whose account is asked."""
        return self._credentials.account_sid

    def get(self, url: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        """The JSON object at an address."""
        return self._ask("GET", url, params=params)

    def post(self, url: str, form: Mapping[str, object]) -> dict[str, Any]:
        """What came of a form that was sent once."""
        return self._ask("POST", url, data=form)

    def post_file(
        self, url: str, form: Mapping[str, object], file: tuple[str, bytes, str]
    ) -> dict[str, Any]:
        """What came of a form with a file (name, content, media type) that was sent once."""
        return self._ask("POST", url, data=form, files={"Content": file})

    def status_of(self, url: str) -> int:
        """How a public address answers whoever asks without a key; 0 where nobody answers."""
        address = host_path(url, self._base_url) if self._base_url else url
        with new_session(PlainAdapter(max_retries=0)) as session:
            try:
                return session.head(address, allow_redirects=False).status_code
            except (OSError, HTTPError):
                return 0

    def delete(self, url: str) -> None:
        """Delete what is at an address."""
        self._ask("DELETE", url)

    def listed(self, url: str, key: str) -> list[dict[str, Any]]:
        """All records of a list, every page; a page elsewhere is not followed."""
        found: list[dict[str, Any]] = []
        page = self.get(url, {"PageSize": 100})
        for _ in range(_MOST_PAGES):
            records = page.get(key)
            if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
                raise OutcomeUnknown(NOT_TWILIO)
            found += records
            onward = _onward(page, url)
            if not onward:
                return found
            page = self.get(onward)
        raise OutcomeUnknown(NOT_TWILIO)

    def _ask(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        address = host_path(url, self._base_url) if self._base_url else url
        key = (self._credentials.key_sid, self._credentials.secret)
        witness = Witness()
        with new_session(WatchedAdapter(witness)) as session:
            try:
                got = session.request(method, address, auth=key, allow_redirects=False, **more)
            except (OSError, HTTPError) as error:
                kind = NotReached if witness.nothing_sent else OutcomeUnknown
                raise kind(CUT_PROBLEMS[why_cut(error)]) from None
        answer = Answer.read(got.status_code, got.headers, got.text)
        if answer.status not in DONE:
            raise failure(answer)
        if answer.status != HTTPStatus.NO_CONTENT and not answer.body:
            raise not_twilio(answer)
        return answer.body


def _onward(page: Mapping[str, Any], url: str) -> str:
    """The next page's address, where it is a page of the same list; old lists say it as a path."""
    meta = page.get("meta")
    told = meta.get("next_page_url") if isinstance(meta, dict) else page.get("next_page_uri")
    if not isinstance(told, str) or not told:
        return ""
    here = urlsplit(url)
    full = told if told.startswith("https://") else f"https://{here.netloc}{told}"
    there = urlsplit(full)
    same = (there.netloc, there.path) == (here.netloc, here.path)
    if not same:
        raise OutcomeUnknown(NOT_TWILIO)
    return full
