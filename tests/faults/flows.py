"""What the program is killed in: sending, syncing, a STOP, settling a lost answer, an upgrade."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from desktop_app.models import cipher, migrate, store_file
from desktop_app.services.practice.constants import LOCAL_NUMBER, STORE_KEY
from desktop_app.services.practice.faults import Fault
from tests.faults import checker
from tests.faults.harness import HORIZON_S, MARIA, TOMASZ, counting, killing

HEARING = "Hartwell & Osei: The hearing is on Tuesday at nine. Bring the letter from the insurer."
RARE = 12
"""Calls that come up at most this often in a flow are the telling ones: a sample takes more."""


@dataclass(frozen=True)
class Flow:
    """`prepare` sets the scene, `act` is what is killed, `after` says what is wrong at the end.

    `at_once` judges what a kill left, before anything is started again.
    """

    name: str
    prepare: Callable
    act: Callable
    after: Callable
    at_once: Callable = lambda _office: []
    old_store: bool = False


def _nothing(_office):
    return []


def _send(office, trace=()):
    return office.send(HEARING, trace=trace)


def _sync(office, trace=()):
    return office.sync(trace=trace)


def _before_stop(office):
    """Two texts wait for Maria, one for Tomasz; then Maria writes STOP."""
    office.queue(MARIA, "Hartwell & Osei: A reminder for later.", hold_s=600)
    office.queue(MARIA, "Hartwell & Osei: And one more for later.", hold_s=900)
    office.queue(TOMASZ, "Hartwell & Osei: Your papers are ready.")
    office.twilio.inbound(MARIA, "STOP")


def _after_stop(office):
    states = {row.body: row.state for row in office.seen().rows}
    found = [] if office.seen().out == {MARIA} else ["the STOP is not recorded"]
    wanted = {
        "Hartwell & Osei: A reminder for later.": "blocked",
        "Hartwell & Osei: And one more for later.": "blocked",
    }
    return found + [
        f"{body!r} is {states[body]}" for body in wanted if states[body] != wanted[body]
    ]


def _before_sync(office):
    """A STOP under more than a page of newer texts, and a text that must not go out any more."""
    office.queue(MARIA, HEARING)
    office.twilio.inbound(MARIA, "STOP")
    office.twilio.set_block(MARIA, LOCAL_NUMBER, blocked=False)  # so that only we hold it back
    for number in range(56):
        office.twilio.inbound(TOMASZ, f"Page {number} of my letter.")


def _after_sync(office):
    there = sorted(t["body"] for t in office.twilio.truth()["messages"])
    with closing(cipher.open_reader(office.store, STORE_KEY)) as store:
        here = sorted(
            row[0] for row in store.execute("SELECT body FROM messages WHERE direction = 'in'")
        )
    found = [] if here == there else [f"{len(there)} texts at Twilio, {len(here)} here"]
    return found + (["texted after the STOP lay at Twilio"] if office.sent_to() else [])


def _before_settling(office):
    """One text whose answer was lost, one behind it."""
    office.twilio.add_fault(Fault(method="POST", drop="after_stored"))
    office.run("send", "--to", MARIA, "--body", HEARING)
    office.queue(MARIA, "Hartwell & Osei: This one waits its turn.")
    office.advance(HORIZON_S)


def _after_settling(office):
    first = next(row for row in office.seen().rows if row.body == HEARING)
    return [] if first.state == "accepted" else [f"the lost answer ended as {first.state}"]


def _upgrade(office, trace=()):
    return office.run("status", MARIA, "--json", trace=trace, watch=False)


def _left_by_upgrade(office):
    """The old schema or the new one, never something between, and never an upgrade without copy."""
    with closing(cipher.connect(office.store, STORE_KEY)) as store:
        revision, found = cipher.stored_revision(store), schema(store)
    if revision == OLD:
        return [] if found == OLD_SCHEMA else ["the old store has parts of the new one"]
    copy = office.store.with_suffix(f".before-{migrate.HEAD}.db")
    if not copy.exists():
        return ["upgraded without a copy of what was"]
    with closing(cipher.connect(copy, STORE_KEY)) as kept:
        same = (cipher.stored_revision(kept), schema(kept)) == (OLD, OLD_SCHEMA)
    return [] if same and revision == migrate.HEAD else [f"revision {revision}, copy whole: {same}"]


def _after_upgrade(office):
    with closing(cipher.connect(office.store, STORE_KEY)) as store:
        there = store.execute("SELECT number, name FROM conversations").fetchall()
        revision = cipher.stored_revision(store)
    whole = revision == migrate.HEAD and there == [(MARIA, "Maria")]
    return [] if whole else [f"after the upgrade: {revision}, {there}"]


OLD = "0001"
OLD_SCHEMA = []


def schema(store):
    """Everything that was ever created in a store, as text."""
    wanted = (
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    )
    return store.execute(wanted).fetchall()


def make_old_template(folder):
    """A practice store as the first release left it, with one conversation in it."""
    now, migrate.HEAD = migrate.HEAD, OLD
    try:
        store_file.create(folder / "brieftext.db", STORE_KEY, kind=store_file.PRACTICE)
    finally:
        migrate.HEAD = now
    with closing(cipher.connect(folder / "brieftext.db", STORE_KEY)) as store:
        store.execute(
            "INSERT INTO conversations VALUES (7, ?, '', NULL, 'Maria', 1, 0, 1, 'in', 'received', "
            "NULL, 'hi', 5, 1, 0, 0, 1, 1)",
            (MARIA,),
        )
        OLD_SCHEMA[:] = schema(store)
    return folder


FLOWS = {
    flow.name: flow
    for flow in (
        Flow("send", _nothing, _send, _nothing),
        Flow("stop", _before_stop, _sync, _after_stop),
        Flow("sync", _before_sync, _sync, _after_sync),
        Flow("settle", _before_settling, _sync, _after_settling),
        Flow("upgrade", _nothing, _upgrade, _after_upgrade, _left_by_upgrade, old_store=True),
    )
}


def every_point(flow, office):
    """Run the flow once without a fault; every call of it as (kind, which one)."""
    flow.prepare(office)
    ended = flow.act(office, counting())
    assert ended.status == 0, ended.err
    return [
        (call, nth) for call, times in sorted(ended.calls.items()) for nth in range(1, times + 1)
    ]


def some_points(points, number, chance: random.Random):
    """A sample in which the rare calls, the telling ones, make up half."""
    often = {call for call, _ in points if sum(kind == call for kind, _ in points) > RARE}
    rare = [point for point in points if point[0] not in often]
    rest = [point for point in points if point[0] in often]
    half = min(number // 2, len(rare))
    return chance.sample(rare, half) + chance.sample(rest, min(number - half, len(rest)))


def kill_at(flow, office, point):
    """Kill the flow at one call and start again until it is quiet: what is wrong, did it die?"""
    flow.prepare(office)
    ended = flow.act(office, killing(*point))
    wrong = list(flow.at_once(office))
    if flow.old_store:
        assert _upgrade(office).status == 0
        return wrong + flow.after(office) + checker.look(office.store).problems, ended.killed
    wrong += office.seen().problems
    wrong += office.until_quiet().verdict()
    return wrong + flow.after(office), ended.killed
