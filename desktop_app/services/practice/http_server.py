"""The practice server's sockets: loopback only, kept alive, every thread joined at the end."""

import base64
import binascii
import contextlib
import ipaddress
import itertools
import json
import os
import random
import socket
import struct
import threading
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from desktop_app.services.practice import constants
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.admin_api import PREFIX, AdminApi
from desktop_app.services.practice.faults import Fault, FaultDesk
from desktop_app.services.practice.http_forms import Answer, Request
from desktop_app.services.practice.rendering import http_date
from desktop_app.services.practice.request_log import RequestLog
from desktop_app.services.practice.twilio_api import TwilioApi

MAX_BODY = 16 * 1024 * 1024
_JOIN_S = 10.0
_RESET = struct.pack("ii", 1, 0)


class LoopbackServer(ThreadingHTTPServer):
    """Listens on this computer only, one thread a connection, none of which outlives `stop`."""

    def __init__(self, account: PracticeAccount, host: str, port: int) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"the practice server listens on this computer only, not on {host}")
        self.account = account
        self.faults = FaultDesk()
        self.log = RequestLog()
        self.twilio = TwilioApi(account)
        self.admin = AdminApi(account, self.faults, self.log)
        self.stopping = threading.Event()
        self.connections = itertools.count(1)
        self._open: dict[threading.Thread, socket.socket] = {}
        self._open_lock = threading.Lock()
        self._accepting = threading.Thread(target=self._accept, name="practice-server", daemon=True)
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking any name server what this computer is called."""
        if os.name == "posix":  # elsewhere it would let two servers have the same port
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def start(self) -> None:
        """Begin to answer."""
        self._accepting.start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            self.handle_request()

    def stop(self) -> None:
        """Close every connection and wait for every thread."""
        self.stopping.set()
        if self._accepting.is_alive():
            # One last knock wakes the accepting thread, which waits without a timeout.
            with socket.create_connection((self.server_name, self.server_port), timeout=_JOIN_S):
                self._accepting.join(_JOIN_S)
        self.server_close()
        with self._open_lock:
            threads = list(self._open)
            for connection in self._open.values():
                _hang_up(connection)
        for thread in threads:
            thread.join(_JOIN_S)

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Nobody new once it stops."""
        return not self.stopping.is_set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve one connection on a thread of its own, remembered until it ends."""
        thread = threading.Thread(
            target=self._serve, args=(request, client_address), name="practice-request", daemon=True
        )
        with self._open_lock:
            self._open[thread] = request
        thread.start()

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            with contextlib.suppress(OSError):  # the client went away: its business, not ours
                self.finish_request(request, client_address)
        finally:
            self.shutdown_request(request)
            with self._open_lock:
                self._open.pop(threading.current_thread(), None)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it went by itself
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Reads one request after the other from a connection and writes the answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: LoopbackServer

    def setup(self) -> None:
        """Give the connection its number, so that a test can see which requests shared one."""
        super().setup()
        self._number = next(self.server.connections)

    def do_GET(self) -> None:
        """Answer any verb the same way: the routes decide."""
        self._exchange()

    do_POST = do_DELETE = do_PUT = do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the request log keeps what matters."""

    def _exchange(self) -> None:
        head = self._request()
        if head is None:
            self._body()
            self._send(Answer.json({"error": "only this computer's own programs may ask"}, 403))
            return
        if head.path.startswith(PREFIX):
            self._send(self.server.admin.answer(self._with_body(head)))
            return
        fault = self.server.faults.due(head.method, head.target, "", before_body=True)
        request = head if fault else self._with_body(head)
        line = self.server.log.open(
            request,
            authorized=self.server.twilio.authorized(request),
            connection=self._number,
            user_agent=self.headers.get("User-Agent", ""),
            at=self.server.account.clock.now(),
        )
        fault = fault or self.server.faults.due(
            request.method, request.target, request.text(), before_body=False
        )
        if fault is None:
            answer = self.server.twilio.answer(request)
            self.server.log.close(line, answer.status, "")
            self._send(answer)
            return
        status = self._go_wrong(request, fault)
        self.server.log.close(line, status, _describe(fault))

    def _request(self) -> Request | None:
        """The request without its body; None where a web page or another computer's name asks."""
        path, _, query = self.path.partition("?")
        if path.startswith(constants.BY_HOST):
            host, _, rest = path.removeprefix(constants.BY_HOST).partition("/")
            path = f"/{rest}" if host == constants.API_HOST else path
        if self.headers.get("Origin") or not _names_loopback(self.headers.get("Host", "")):
            return None
        return Request(
            self.command,
            path,
            query,
            b"",
            self.headers.get("Content-Type", ""),
            _basic_pair(self.headers.get("Authorization", "")),
        )

    def _body(self) -> bytes:
        told = self.headers.get("Content-Length", "")
        length = min(int(told), MAX_BODY) if told.isascii() and told.isdigit() else 0
        body = self.rfile.read(length) if length else b""
        if len(body) < length:  # half a request is never carried out
            raise ConnectionAbortedError("the client went away")
        return body

    def _with_body(self, head: Request) -> Request:
        return replace(head, body=self._body())

    def _go_wrong(self, request: Request, fault: Fault) -> int | None:
        """Carry out the fault; the status the client may have seen, or None."""
        if self.server.stopping.wait(fault.delay):
            self._close(reset=False)
            return None
        answer = self.server.twilio.answer(request) if fault.carried_out() else Answer(200)
        if self.server.stopping.wait(fault.delay_after) or fault.drop:
            self._close(reset=fault.reset)
            return None
        if fault.status is not None:
            answer = _ordered(fault)
        if fault.change and answer.body:
            answer = _changed(answer, fault)
        if fault.cut is None:
            self._send(answer)
            return answer.status
        whole = self._head(answer, len(answer.body)) + answer.body
        self.wfile.write(whole[: fault.cut])
        self._close(reset=fault.reset)
        return answer.status

    def _close(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

    def _send(self, answer: Answer) -> None:
        body = b"" if self.command == "HEAD" else answer.body
        self.wfile.write(self._head(answer, len(answer.body)) + body)

    def _head(self, answer: Answer, length: int) -> bytes:
        headers = {
            "Date": http_date(self.server.account.clock.now()),
            "Content-Type": answer.content_type,
            "Content-Length": str(length),
            "Twilio-Request-Id": f"RQ{random.getrandbits(128):032x}",
        } | answer.headers
        lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _basic_pair(header: str) -> tuple[str, str] | None:
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, secret = base64.b64decode(coded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user, secret


def _names_loopback(host: str) -> bool:
    """A page on the web that reaches this server by a name of its own is turned away."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _ordered(fault: Fault) -> Answer:
    status = fault.status or 500
    if fault.body is not None:
        answer = Answer(status, fault.body.encode(), fault.content_type)
    else:
        answer = Answer.error(status, fault.code or status, fault.message or _phrase(status))
    return Answer(answer.status, answer.body, answer.content_type, dict(fault.headers))


def _changed(answer: Answer, fault: Fault) -> Answer:
    value = json.loads(answer.body)
    return Answer.json(value | dict(fault.change), answer.status)


def _describe(fault: Fault) -> str:
    if fault.drop:
        return f"drop {fault.drop}"
    if fault.status is not None:
        return f"status {fault.status}"
    if fault.cut is not None:
        return f"cut {fault.cut}"
    return "change" if fault.change else "delay"
