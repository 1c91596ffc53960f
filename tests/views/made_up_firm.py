"""The small firm of the design's pictures: its clients and their conversations, on one day."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop_app.services.records import Direction, MessageRow, MessageStatus, TextState
from desktop_app.views.formatting import Calendar

ZONE = ZoneInfo("America/New_York")
HOSTILE = '<img src="file:///etc/passwd">'
"""What no widget may take for anything but words."""
FIRM = "+13125550100"


def at(day: int, hour: int, minute: int, month: int = 3) -> int:
    """A moment of 2026 at the firm, in seconds."""
    return int(datetime(2026, month, day, hour, minute, tzinfo=ZONE).timestamp())


NOW = at(12, 21, 8)
CALENDAR = Calendar(now=lambda: NOW, zone=ZONE)


@dataclass
class Person:
    """One made-up client with the conversation."""

    name: str
    number: str
    matter: str = ""
    pronoun: str = ""
    state: TextState = TextState.IN
    lines: list[MessageRow] = field(default_factory=list)
    unread: bool = False
    needs_reply: bool = False
    role: str = "client"
    off: tuple = ()


def texts_of(person, first_id, script):
    """Lines from (direction, body, at, status, extras)."""
    for number, (direction, body, when, status, extra) in enumerate(script):
        line = MessageRow(
            id=first_id + number,
            direction=direction,
            body=body,
            at=when,
            status=status,
            error_code=None,
            author="",
            num_media=0,
            outbox_id=None,
            ledger_seq=None,
        )
        person.lines.append(replace(line, **extra))
    return person


IN, OUT, EVENT = Direction.INBOUND, Direction.OUTBOUND, Direction.EVENT
GOT, DONE, SENT = MessageStatus.RECEIVED, MessageStatus.DELIVERED, MessageStatus.SENT


def _maria():
    person = Person("Maria Delgado", "+18135550142", "26-0187", "she")
    script = [
        (IN, "Did the insurance company answer our letter yet?", at(11, 16, 12), GOT, {}),
        (OUT, "Hi Maria, it’s Dana. Not yet. They have until Friday.", at(11, 16, 20), DONE, {}),
        (
            EVENT,
            "Maria replied STOP — opted out of messages",
            at(12, 10, 42),
            GOT,
            {"reason": "opt_out_client", "ledger_seq": 7},
        ),
        (
            EVENT,
            "Maria replied START — opted back in",
            at(12, 10, 44),
            GOT,
            {"reason": "opt_in", "ledger_seq": 8},
        ),
        (IN, "Sorry, meant that for someone else! Please keep texting me", at(12, 10, 45), GOT, {}),
        (
            OUT,
            (
                "Will do. Deposition prep is Tuesday at 2:00 PM, 1200 W Adams, Suite 410. "
                "Reply YES to confirm."
            ),
            at(12, 10, 58),
            SENT,
            {},
        ),
        (IN, "YES", at(12, 19, 49), GOT, {}),
        (
            OUT,
            "Thank you, Maria. Please bring your photo ID.",
            at(12, 20, 1),
            MessageStatus.UNDELIVERED,
            {"error_code": 30003, "outbox_id": 31},
        ),
        (OUT, "Great. See you Tuesday.", at(12, 20, 6), MessageStatus.WAITING, {"outbox_id": 32}),
    ]
    return texts_of(person, 100, script)


def _walter():
    person = Person("Walter Brandt", "+13125550151", "25-0874", "he")
    hearing = "Your hearing is at 9:00 AM tomorrow, Richard J. Daley Center."
    script = [
        (IN, "Is the hearing still at 9?", at(12, 13, 48), GOT, {}),
        (
            OUT,
            hearing,
            at(12, 14, 7),
            MessageStatus.UNDELIVERED,
            {"error_code": 30006, "outbox_id": 41},
        ),
        (OUT, hearing, at(12, 14, 9), DONE, {}),
        (
            OUT,
            "Your hearing moved to Room 2204, same time.",
            at(12, 14, 14),
            MessageStatus.UNSURE,
            {"outbox_id": 42},
        ),
        (IN, "Ok. What room is it?", at(12, 17, 18), GOT, {}),
        (
            OUT,
            "Room 2204, Walter. I’ll meet you by the elevators at 8:45.",
            at(12, 17, 20),
            SENT,
            {},
        ),
    ]
    return texts_of(person, 200, script)


def _short(name, number, body, when, **more):
    direction = more.pop("direction", IN)
    status = more.pop("status", GOT if direction is IN else DONE)
    person = Person(name, number, **more)
    return texts_of(person, int(number[-4:]) * 1000, [(direction, body, when, status, {})])


def firm():
    """The clients of the pictures, newest first."""
    return [
        _maria(),
        _short(
            "James Okafor",
            "+18135550119",
            "Does the hearing notice go to my old address?",
            at(12, 19, 41),
            unread=True,
            needs_reply=True,
        ),
        _short(
            "Priya Raman",
            "+13125550127",
            "I can sign on Monday after 3",
            at(12, 18, 58),
            unread=True,
            needs_reply=True,
        ),
        _walter(),
        _short(
            "Lucille Tran",
            "+13125550133",
            "Waiting for YES to confirm texts",
            at(12, 16, 47),
            state=TextState.PENDING,
            direction=EVENT,
        ),
        _short(
            "Tomasz Nowak",
            "+13125550118",
            "STOP",
            at(12, 15, 15),
            matter="26-0044",
            pronoun="he",
            state=TextState.OUT_CARRIER,
        ),
        _short(
            "Renee Castellano",
            "+13125550161",
            "Photo · Damage to rear bumper",
            at(12, 13, 32),
            unread=True,
        ),
        _short(
            "Beau Thibodeaux",
            "+13125550162",
            "We filed the motion this morning, Beau.",
            at(12, 11, 4),
            direction=OUT,
        ),
        _short(
            "Aisha Karim",
            "+13125550164",
            "Please call when you have a moment.",
            at(11, 11, 4),
            direction=OUT,
        ),
        _short(
            "Gordon Pell",
            "+13125550163",
            "Texts opted out by the firm",
            at(11, 9, 4),
            state=TextState.OUT_FIRM,
            direction=EVENT,
        ),
        _short("Sofia Varga", "+13125550165", "Thank you, that helps a lot", at(10, 9, 4)),
        _short("Hanna Lindqvist", "+13125550166", HOSTILE, at(4, 9, 4), needs_reply=True),
    ]


def crowd(count):
    """Many clients with one line each, newest first."""
    return [
        _short(
            f"Client {n:05}", f"+1312555{n:04}" if n < 100 else f"+1{3000000000 + n}", "Hi", NOW - n
        )
        for n in range(count)
    ]


LONG_BASE = 1_000_000_000


def long_line(key):
    """Line number `key` of a long conversation: always the same one."""
    number = key - LONG_BASE
    words = "This is one of very many lines, and now and then it is a longer one. " * (number % 4)
    outbound = number % 3 == 0
    return MessageRow(
        id=key,
        direction=OUT if outbound else IN,
        body=f"Line {number}. {words}".strip(),
        at=NOW - (200_000 - number) * 600,
        status=DONE if outbound else GOT,
        error_code=None,
        author="",
        num_media=0,
        outbox_id=None,
        ledger_seq=None,
    )
