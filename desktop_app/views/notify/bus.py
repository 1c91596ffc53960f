"""One D-Bus connection on the window's own event loop: nothing here ever waits.

Written over jeepney, which the keychain on Linux needs anyway, because Qt's own D-Bus classes
cannot send an unsigned number from Python, and a notification has one among its arguments. Linux
only; nothing imports this elsewhere.
"""

import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    message_bus,
    new_method_call,
)
from jeepney.auth import (  # type: ignore[import-untyped]
    BEGIN,
    AuthenticationError,
    Authenticator,
)
from jeepney.bus import get_bus  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

PATIENCE_S = 0.5
LOOK_MS = 100
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Service:
    """Where a call goes."""

    name: str
    path: str
    interface: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: values, a refusal, or nothing in time."""

    values: tuple[Any, ...] = ()
    refused: bool = False
    late: bool = False

    @property
    def good(self) -> bool:
        """Whether there are values."""
        return not (self.refused or self.late)


@dataclass(frozen=True, slots=True)
class Told:
    """A signal somebody on the bus sent."""

    interface: str
    member: str
    values: tuple[Any, ...]


Done = Callable[[Reply], None]


class DesktopBus(QObject):
    """A connection to the bus of the session or of the system. One that fails stays silent."""

    told = Signal(object)
    """A Told that was listened for."""

    def __init__(self, which: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parser = Parser()
        self._greeting = Authenticator()
        self._serials = count(1)
        self._waiting: dict[int, tuple[float, Done]] = {}
        self._unsent: list[bytes] = []
        self._socket = _connected(which)
        self._notifier: QSocketNotifier | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look_for_late)
        if self._socket is not None:
            self._begin(self._socket)

    @property
    def alive(self) -> bool:
        """Whether there is a bus at the other end."""
        return self._socket is not None

    def call(
        self,
        service: Service,
        member: str,
        signature: str,
        values: Sequence[Any],
        done: Done | None = None,
        *,
        start: bool = True,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Ask a service; `start` lets the bus start it first. `done` is called in every case."""
        address = DBusAddress(service.path, bus_name=service.name, interface=service.interface)
        message = new_method_call(address, member, signature or None, tuple(values))
        if not start:
            message.header.flags |= MessageFlag.no_auto_start
        self._send(message, done, patience_s)

    def listen(self, interface: str, member: str, *, sender: str = "") -> None:
        """Have these signals told."""
        rule = MatchRule(type="signal", interface=interface, member=member, sender=sender or None)
        self._send(message_bus.AddMatch(rule), None, PATIENCE_S)

    def close(self) -> None:
        """Hang up. Whoever still waits gets nothing."""
        self._waiting.clear()
        self._hang_up()

    def _begin(self, link: socket.socket) -> None:
        self._notifier = QSocketNotifier(link.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._readable)
        self._write(self._greeting.data_to_send() or b"")
        self._unsent = [message_bus.Hello().serialise(next(self._serials))]

    def _send(self, message: Message, done: Done | None, patience_s: float) -> None:
        if self._socket is None:
            if done is not None:
                done(Reply(refused=True))
            return
        serial = next(self._serials)
        if done is not None:
            self._waiting[serial] = (time.monotonic() + patience_s, done)
            self._clock.start()
        packed = message.serialise(serial)
        if self._greeting.authenticated:
            self._write(packed)
        else:
            self._unsent.append(packed)

    def _write(self, data: bytes) -> None:
        if self._socket is None:
            return
        try:
            self._socket.sendall(data)
        except OSError:  # gone, or so far behind that it might as well be
            self._lose()

    @Slot()
    def _readable(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
        elif self._greeting.authenticated:
            self._take(data)
        else:
            self._greet(data)

    def _greet(self, data: bytes) -> None:
        try:
            self._greeting.feed(data)
        except AuthenticationError:
            self._lose()
            return
        if self._greeting.authenticated:
            self._write(BEGIN)
            for packed in self._unsent:
                self._write(packed)
            self._unsent.clear()

    def _take(self, data: bytes) -> None:
        for message in self._parser.feed(data):
            kind = message.header.message_type
            if kind is MessageType.signal:
                fields = message.header.fields
                self.told.emit(
                    Told(
                        fields.get(HeaderFields.interface, ""),
                        fields.get(HeaderFields.member, ""),
                        tuple(message.body),
                    )
                )
            elif kind in {MessageType.method_return, MessageType.error}:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        serial = message.header.fields.get(HeaderFields.reply_serial, 0)
        _, done = self._waiting.pop(serial, (0.0, None))
        if done is None:
            return
        if message.header.message_type is MessageType.error:
            done(Reply(refused=True))
        else:
            done(Reply(tuple(message.body)))

    @Slot()
    def _look_for_late(self) -> None:
        now = time.monotonic()
        late = [serial for serial, (deadline, _) in self._waiting.items() if deadline < now]
        for serial in late:
            _, done = self._waiting.pop(serial)
            done(Reply(late=True))
        if not self._waiting:
            self._clock.stop()

    def _lose(self) -> None:
        """The bus is gone: everyone who waits is told."""
        self._hang_up()
        waiting, self._waiting = self._waiting, {}
        for _, done in waiting.values():
            done(Reply(refused=True))

    def _hang_up(self) -> None:
        self._clock.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _connected(which: str) -> socket.socket | None:
    try:
        address = get_bus(which)
    except (KeyError, RuntimeError, StopIteration, ValueError):  # no such bus on this computer
        return None
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.setblocking(False)
    try:
        link.connect(address)
    except OSError:
        link.close()
        return None
    return link
