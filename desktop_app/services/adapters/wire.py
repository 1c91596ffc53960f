"""HTTP as Twilio's calls need it: own timeouts, no redirects, no retries, and a witness.

A refused connection and one that was reset after the whole request raise the same exception. Only
the connection itself knows whether a byte of the request went out, so that is what is watched.
"""

import ssl
from collections.abc import Mapping
from enum import StrEnum
from http.cookiejar import DefaultCookiePolicy
from typing import Any

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ReadTimeout
from urllib3.connection import HTTPConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 40.0
"""Twilio itself gives up on a slow create after some 26 seconds; its answer is worth the wait."""


class Witness:
    """What one connection saw: whether it was tried, and whether a byte of a request went out."""

    def __init__(self) -> None:
        self.tried = False
        self.wrote = False

    @property
    def nothing_sent(self) -> bool:
        """Proved unsent: our own connection was used, and no byte of the request was written."""
        return self.tried and not self.wrote


class Cut(StrEnum):
    """Why there is no answer, as far as the exception tells: for words, never for the queue."""

    NO_NAME = "no name"
    NO_ROUTE = "no route"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    SILENT = "silent"
    DROPPED = "dropped"


BEFORE_REQUEST = frozenset({Cut.NO_NAME, Cut.NO_ROUTE, Cut.SLOW, Cut.CERTIFICATE})
"""Reasons that arise while a connection is being made."""


class PlainAdapter(HTTPAdapter):
    """requests' adapter with our timeouts, UTF-8, and nothing that could be followed."""

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: object = None,  # noqa: ARG002  ours hold, whatever is asked for
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """One request, within our timeouts."""
        response = super().send(
            request, stream, (CONNECT_TIMEOUT_S, READ_TIMEOUT_S), verify, cert, proxies
        )
        # Without a charset requests would guess one, which takes seconds on a full page.
        response.encoding = "utf-8"
        # Even parsing a hostile Location could raise; a redirect is judged by its status alone.
        response.headers.pop("Location", None)
        return response


class WatchedAdapter(PlainAdapter):
    """An adapter for exactly one request, whose connection reports to a witness."""

    def __init__(self, witness: Witness) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self._witness = witness

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        """The connection pool for this request, its connections watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **more)
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._witness)
        return pool


def new_session(adapter: HTTPAdapter) -> Session:
    """A session that takes nothing from the environment (proxies, .netrc) and keeps no cookies."""
    session = Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def why_cut(error: BaseException) -> Cut:
    """The reason wrapped in what requests raised."""
    found = [error, *_inside(error)]
    # From the narrow to the wide: in urllib3 each of the first three is a kind of the next.
    for kind, cut in (
        ((NameResolutionError,), Cut.NO_NAME),
        ((NewConnectionError,), Cut.NO_ROUTE),
        ((ConnectTimeoutError,), Cut.SLOW),
        ((SSLError, ssl.SSLError), Cut.CERTIFICATE),
        ((ReadTimeoutError, ReadTimeout), Cut.SILENT),
    ):
        if any(isinstance(part, kind) for part in found):
            return cut
    return Cut.DROPPED


def _inside(error: BaseException) -> list[BaseException]:
    """The urllib3 errors that requests put into its own."""
    inner = [part for part in error.args if isinstance(part, BaseException)]
    reasons = [getattr(part, "reason", None) for part in inner]
    return inner + [reason for reason in reasons if isinstance(reason, BaseException)]


def _watched(base: type[HTTPConnection], witness: Witness) -> type[HTTPConnection]:
    """A connection class like `base` that tells the witness what it does."""

    class Watched(base):  # type: ignore[misc, valid-type]  # the base is chosen by scheme
        """`connect` makes the TCP and TLS connection; `send` is the one way out for a request."""

        def connect(self) -> None:
            """Connect, and say so."""
            witness.tried = True
            super().connect()

        def send(self, data: Any) -> None:
            """Write a part of the request, and say so before the first byte can go."""
            if self.sock is None:
                self.connect()
            witness.wrote = True
            super().send(data)

    return Watched
