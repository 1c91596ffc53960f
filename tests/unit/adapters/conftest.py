"""A server that answers exactly as a test says: byte for byte, or not at all."""

import contextlib
import json
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.ports import Credentials

ACCOUNT = "AC" + "a1" * 16
KEY = "SK" + "b2" * 16
SECRET = "CanaryDoNotLogThisEver0123456789"
CREDENTIALS = Credentials(ACCOUNT, KEY, SECRET)
CLIENT, FIRM = "+16465550142", "+13125550100"
SID = "SM" + "c3" * 16
READABLE_WITHIN_S = 30

Script = Callable[[socket.socket, bytes], None]


def reply(status: int, body: object, **headers: str) -> bytes:
    """An HTTP answer; a body that is not text goes out as JSON."""
    text = body if isinstance(body, str) else json.dumps(body)
    data = text.encode("utf-8")
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(data)}"]
    sent = {"Content-Type": "application/json", "Date": "Wed, 25 Nov 2026 10:00:00 GMT"}
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in (sent | headers).items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def created(**changes: object) -> dict[str, object]:
    """Twilio's answer to a create, as it should be."""
    made = {"sid": SID, "account_sid": ACCOUNT, "to": CLIENT, "from": FIRM, "status": "queued"}
    return made | changes


def error(code: int, status: int) -> dict[str, object]:
    """Twilio's own error document."""
    link = f"https://www.twilio.com/docs/errors/{code}"
    return {"code": code, "message": "Twilio's own words", "more_info": link, "status": status}


def answers(data: bytes) -> Script:
    """Read the whole request, then answer."""
    return lambda connection, _request: connection.sendall(data)


def reset(connection: socket.socket, _request: bytes) -> None:
    """Drop the connection the hard way."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def wait_for_bytes(connection: socket.socket) -> None:
    """Until something of a request is there, unread: the client's connect is over by then."""
    select.select([connection], [], [], READABLE_WITHIN_S)


def hang_up(connection: socket.socket, _request: bytes) -> None:
    """Close politely, without a word."""
    connection.shutdown(socket.SHUT_RDWR)


@dataclass
class RawServer:
    """Serves one connection after another on loopback; `script` decides what happens to each."""

    script: Script
    read_body: bool = True
    read_anything: bool = True
    tls: ssl.SSLContext | None = None
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._talkers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://127.0.0.1:{self.port}/by-host"

    def posts(self) -> int:
        return sum(request.startswith(b"POST ") for request in self.requests)

    def stop(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self.listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for talker in self._talkers:
            talker.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            self._talkers.append(threading.Thread(target=self._handle, args=(connection,)))
            self._talkers[-1].start()

    def _handle(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            if self.tls:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._talk(secured)
            else:
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        """Requests of one connection, until the client or the script closes it."""
        while True:
            request = self._request(connection) if self.read_anything else b""
            if self.read_anything and not request:
                return
            if not self.read_anything:
                wait_for_bytes(connection)
            self.requests.append(request)
            self.script(connection, request)
            if not (self.read_anything and self.read_body) or self.script in {reset, hang_up}:
                return

    def _request(self, connection: socket.socket) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := connection.recv(65536 if self.read_body else 64)):
                return b""
            data += more
            if not self.read_body:
                return data
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        while len(body) < length:
            if not (more := connection.recv(65536)):
                break
            body += more
        return head + b"\r\n\r\n" + body


@pytest.fixture
def serve():
    """Start a raw server with a script."""
    started: list[RawServer] = []

    def start(script: Script, **more: object) -> RawServer:
        server = RawServer(script, **more)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def connect():
    """A gateway to an address, closed afterwards."""
    opened: list[TwilioRestGateway] = []

    def to(where: RawServer | str) -> TwilioRestGateway:
        gateway = TwilioRestGateway(CREDENTIALS, where if isinstance(where, str) else where.address)
        opened.append(gateway)
        return gateway

    yield to
    for gateway in opened:
        gateway.close()


@pytest.fixture
def closed_port():
    """A port of this computer on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
