"""A line that fails at the byte: stands between the program and the practice Twilio.

Each connection is given the next plan; without one it is passed on as it is. A connection may be
cut after so many bytes of the request or of the answer, with an orderly end or a reset, before or
after Twilio has had the whole request, or kept open without a byte of answer until its client ends.
"""

import contextlib
import selectors
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass

_RESET = struct.pack("ii", 1, 0)
_CHUNK = 65_536


@dataclass(frozen=True)
class Plan:
    """What becomes of one connection. None: as many bytes as there are.

    `request` and `answer` are how many bytes pass before the line is cut. `reset` cuts hard.
    `byte_by_byte` passes the answer in pieces of one byte. `half_open` swallows the answer, and
    ends when the client does.
    """

    request: int | None = None
    answer: int | None = None
    reset: bool = False
    byte_by_byte: bool = False
    half_open: bool = False


WHOLE = Plan()


class FaultProxy:
    """Listens on loopback and passes on to one port of the same computer."""

    def __init__(self, port):
        self._to = port
        self.plans = deque()
        self.seen = []
        """(bytes of request, bytes of answer) that came, a connection."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = []
        self._ending = threading.Event()
        self._accepting = threading.Thread(target=self._accept, name="fault-proxy")
        self._accepting.start()

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}/by-host"

    def close(self):
        """End every thread."""
        self._ending.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            self._accepting.join()
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self):
        while True:
            client, _ = self._listening.accept()
            if self._ending.is_set():
                client.close()
                return
            plan = self.plans.popleft() if self.plans else WHOLE
            thread = threading.Thread(target=self._serve, args=(client, plan), name="fault-line")
            self._threads.append(thread)
            thread.start()

    def _serve(self, client, plan):
        twilio = socket.create_connection(("127.0.0.1", self._to))
        try:
            with contextlib.suppress(OSError):  # either end went away: what this is for
                self.seen.append(_Line(client, twilio, plan).run())
        finally:
            if plan.reset:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            client.close()
            twilio.close()


class _Line:
    """One connection, both ways, until its plan or one of its ends says stop."""

    def __init__(self, client, twilio, plan):
        self._client, self._twilio, self._plan = client, twilio, plan
        self._requested = self._answered = 0

    def run(self):
        with selectors.DefaultSelector() as ends:
            ends.register(self._client, selectors.EVENT_READ, self._pass_request)
            ends.register(self._twilio, selectors.EVENT_READ, self._pass_answer)
            while all(key.data() for key, _ in ends.select()):
                pass
        return self._requested, self._answered

    def _pass_request(self):
        """False: this line is over."""
        piece = _kept(self._client.recv(_CHUNK), self._requested, self._plan.request)
        self._twilio.sendall(piece)
        self._requested += len(piece)
        return bool(piece) and self._requested != self._plan.request

    def _pass_answer(self):
        piece = _kept(self._twilio.recv(_CHUNK), self._answered, self._plan.answer)
        self._answered += len(piece)
        if not self._plan.half_open:
            step = 1 if self._plan.byte_by_byte else _CHUNK
            for start in range(0, len(piece), step):
                self._client.sendall(piece[start : start + step])
        return bool(piece) and self._answered != self._plan.answer


def _kept(piece, passed, limit):
    return piece if limit is None else piece[: max(limit - passed, 0)]
