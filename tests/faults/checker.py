"""Holds a store against what really happened at Twilio, and says everything that is wrong.

Reads the store with plain SQL, so that no code that may be at fault vouches for itself. The
sentences it returns are its verdict; an empty list is an acquittal (reliability.md 3.8).
"""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from desktop_app.models import chain, cipher
from desktop_app.models.queries import ledger
from desktop_app.models.values import unpack_sid
from desktop_app.services.practice.constants import STORE_KEY

FINAL = {"accepted", "refused", "blocked", "not_sent", "cancelled"}
ASKING = {"unresolved"}
OUT = {"out_contact", "out_carrier", "out_firm"}


@dataclass
class Row:
    """A line of the outbox."""

    id: int
    to: str
    body: str
    state: str
    sid: str
    reason: str


@dataclass
class Seen:
    """What a store holds at one moment."""

    rows: list[Row] = field(default_factory=list)
    out: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    @property
    def open(self):
        """Rows that are neither final nor left to a person."""
        return [row for row in self.rows if row.state not in FINAL | ASKING]

    def states(self):
        return Counter(row.state for row in self.rows)


def look(path):
    """Read the store. What must hold at every moment, after every kill, is judged here."""
    with closing(cipher.open_reader(path, STORE_KEY)) as store:
        seen = Seen(
            [
                Row(number, to, body, state, unpack_sid(sid) if sid else "", reason)
                for number, to, body, state, sid, reason in store.execute(
                    "SELECT id, to_number, body, state, sid, reason FROM outbox ORDER BY id"
                )
            ]
        )
        seen.out = {number for number, state in _states(store) if state in OUT}
        seen.problems += _unwell(store)
        seen.problems += _half_stops(store)
        seen.problems += _bubbles_apart(store)
    return seen


def _states(store):
    wanted = "SELECT number, state FROM channel_consents WHERE channel = 'texts'"
    return store.execute(wanted).fetchall()


def _unwell(store):
    found = [f"the file: {row[0]}" for row in store.execute("PRAGMA cipher_integrity_check")]
    whole = store.execute("PRAGMA integrity_check").fetchone()[0]
    found += [f"the file: {whole}"] if whole != "ok" else []
    broken = chain.check(ledger.whole_entries(store)).broken_at
    return found if broken is None else [*found, f"the ledger breaks at {broken}"]


def _half_stops(store):
    """A STOP is its text, its ledger entry, the state and the cancelled queue, or none of them."""
    texts = _column(
        store,
        "SELECT number FROM conversations JOIN messages ON conversation_id = conversations.id "
        "WHERE direction = 'in' AND body = 'STOP'",
    )
    entries = _column(store, "SELECT number FROM ledger WHERE kind = 'opt_out_keyword'")
    states = {number for number, state in _states(store) if state in OUT}
    waiting = _column(store, "SELECT to_number FROM outbox WHERE state = 'queued'")
    found = []
    for number in texts | entries:
        parts = [number in texts, number in entries, number in states, number not in waiting]
        if not all(parts):
            found.append(f"half a STOP of {number}: text, entry, state, queue are {parts}")
    return found


def _bubbles_apart(store):
    """Row and bubble move together."""
    pairs = store.execute(
        "SELECT outbox.id, outbox.state, messages.status, outbox.sid IS messages.sid FROM outbox "
        "JOIN messages ON messages.id = outbox.message_id"
    ).fetchall()
    waiting = {"queued": "waiting", "posting": "posting", "unknown": "checking"}
    return [
        f"row {number} is {state}, its bubble {status}"
        for number, state, status, same in pairs
        if status != waiting.get(state, status) or not same
    ]


def _column(store, sql):
    return {row[0] for row in store.execute(sql)}


def sent(truth):
    """What really went out, as Twilio has it."""
    return [text for text in truth["messages"] if text["direction"].startswith("outbound")]


def judge(seen, truth, promised=(), *, hidden=False):
    """Everything that is wrong once it is quiet. `hidden`: Twilio's list never showed its texts."""
    texts = {text["sid"]: text for text in sent(truth)}
    found = list(seen.problems)
    found += [f"row {row.id} is still {row.state}" for row in seen.open]
    found += _doubles(seen.rows, texts.values())
    found += _sids(seen.rows, texts)
    found += _lost(seen.rows, promised)
    claimed = {row.sid for row in seen.rows}
    unclaimed = [] if hidden else [text for sid, text in texts.items() if sid not in claimed]
    return found + [f"nobody knows of {text['body']!r} at Twilio" for text in unclaimed]


def _doubles(rows, texts):
    """Copies of a text at Twilio are at most the rows a person made for it."""
    wanted = Counter((row.to, row.body) for row in rows)
    copies = Counter((text["to"], text["body"]) for text in texts)
    return [
        f"{copies[each]} copies of {each[1]!r} went out for {wanted[each]} rows"
        for each in copies
        if copies[each] > wanted[each]
    ]


def _sids(rows, texts):
    accepted = [row for row in rows if row.state == "accepted"]
    found = []
    for row in accepted:
        text = texts.get(row.sid)
        if text is None:
            found.append(f"row {row.id} counts as sent, and Twilio never had it")
        elif (text["to"], text["body"]) != (row.to, row.body):
            found.append(f"row {row.id} was shown as {row.body!r}, sent as {text['body']!r}")
    twice = [sid for sid, times in Counter(row.sid for row in accepted).items() if times > 1]
    found += [f"{sid} belongs to two rows" for sid in twice]
    return found + [
        f"row {row.id} is {row.state} and has a SID"
        for row in rows
        if row.sid and row.state != "accepted"
    ]


def _lost(rows, promised):
    """A text that was said to be kept has a row."""
    kept = {row.body for row in rows}
    return [f"{body!r} was said to be kept and is gone" for body in promised if body not in kept]
