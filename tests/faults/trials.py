"""What the tests do with a few faults and `./dev bench faults` with all of them.

Each trial takes a fresh office and returns everything that is wrong at the end, as sentences.
"""

import time

from desktop_app.services.practice.faults import Fault
from tests.faults.flows import HEARING
from tests.faults.harness import HORIZON_S, MARIA, TOMASZ, failing, killing
from tests.faults.proxy import FaultProxy, Plan

LAG_S = 4
"""Twilio's list shows a text only after this long; shorter than the horizon, as it has to be."""
ANSWERS = (
    {},
    {},
    {"drop": "after_stored"},
    {"drop": "before_stored", "reset": True},
    {"status": 503, "stored": True},
    {"status": 429, "code": 20429},
    {"cut": 60},
)
BAD_ANSWERS = (
    {"drop": "after_stored"},
    {"drop": "before_stored"},
    {"status": 503, "stored": True},
    {"status": 500},
    {"cut": 40},
)
TEXTS = 6
STEPS_A_KILL = 6


def busy_afternoon(office, chance, kills):
    """Texts, STOPs, lost answers, and so many kills at any moment; how many it were, what is wrong.

    A machine may be too quick for some of the kills; then the afternoon ends with fewer.
    """
    killed, longest = 0, _how_long(office)
    for number in range(STEPS_A_KILL * kills):
        if killed == kills:
            break
        killed += _step(
            office, chance, f"Hartwell & Osei: {number}: please call the office.", longest
        )
        office.advance(chance.choice((0, 0, 1, 3, 40)))
        _decide(office, chance)
    office.twilio.clear_faults()
    office.advance(LAG_S)
    return killed, office.until_quiet().verdict()


def _how_long(office):
    """How long a send takes here: kills are spread over that time."""
    began = time.monotonic()
    office.send("The first text of the day.")
    return time.monotonic() - began


def _decide(office, chance):
    """Now and then a person presses Send again where the program was not sure."""
    asking = [row.id for row in office.seen().rows if row.state == "unresolved"]
    if asking and chance.random() < 0.5:
        office.send_again(chance.choice(asking))


def _step(office, chance, body, longest):
    """Send or sync under some fault, and kill it after a while. Was it still alive?"""
    office.twilio.clear_faults()
    fault = chance.choice(ANSWERS)
    if fault:
        office.twilio.add_fault(Fault(method="POST", **fault))
    if chance.random() < 0.04:
        office.twilio.inbound(TOMASZ, "STOP")
    words = ["sync"]
    if chance.random() < 0.7:
        words = ["send", "--to", chance.choice((MARIA, MARIA, TOMASZ)), "--body", body]
    out, before = office.seen().out, office.sent_to()
    ended = office.start(*words).wait(kill_after=chance.uniform(0, longest))
    office.note(out, before)
    if words[0] == "send" and ended.status == 0:
        office.promised.append(body)
    return ended.killed


def bad_afternoon(office, chance, send):
    """The same for any client: a fault at every post, and a kill at the last answer."""
    for number in range(TEXTS):
        office.twilio.add_fault(Fault(method="POST", **chance.choice(BAD_ANSWERS)))
        trace = killing("recvfrom", 1) if number == TEXTS - 1 else ()
        send(f"Hartwell & Osei: Text {number}: please call the office.", trace)
        office.twilio.clear_faults()
    return office.verdict()


def naive_afternoon(office, chance):
    """The bad afternoon of a client that posts again and notes down after."""

    def send(body, trace):
        words = ("--to", MARIA, "--body", body)
        if office.run(*words, job="naive", trace=trace).status == 0:
            office.promised.append(body)

    return bad_afternoon(office, chance, send)


def failing_disk(office, call, error, when):
    """A send over a disk that fails. Nothing leaves without a row, and the words are true."""
    ended = office.send(HEARING, trace=failing(call, error, when))
    rows = office.seen().rows
    copies = sum(office.sent_to().values())
    wrong = [] if copies <= len(rows) else ["a text left without a row on the disk"]
    if not rows and ended.status == 0:
        wrong.append("nothing was kept, and nobody said so")
    if ended.status and not ended.err.strip():
        wrong.append("it failed without a word")
    if not rows and (call, error) == ("pwrite64", "ENOSPC") and "full" not in ended.err:
        wrong.append(f"it did not say that the disk is full: {ended.err}")
    if rows and "Nothing was saved" in ended.err:
        wrong.append(f"it said nothing was saved, and its row is {rows[0].state}")
    return wrong + office.until_quiet().verdict()


def line_sizes(office):
    """How many bytes the request and the answer of a send have."""
    proxy = FaultProxy(office.twilio.port)
    office.base_url = proxy.base_url
    try:
        office.sync()
        office.send(HEARING)
    finally:
        office.twilio.stop()
        proxy.close()
    return max(proxy.seen, key=lambda pair: pair[0])


def every_cut(office):
    """The line cut after every byte of a send's request and answer, in both ways."""
    request, answer = line_sizes(office)
    cuts = [Plan(request=nth, reset=hard) for nth in range(1, request) for hard in (False, True)]
    return cuts + [Plan(answer=nth, reset=hard) for nth in range(1, answer) for hard in (0, 1)]


def cut_line(office, plan):
    """A send over a line with this plan: unknown, posted once, and settled as it really was."""
    proxy = FaultProxy(office.twilio.port)
    office.base_url = proxy.base_url
    try:
        office.sync()  # so that the next connection is the POST's
        proxy.plans.append(plan)
        office.run("send", "--to", MARIA, "--body", HEARING, "--json")
        office.promised.append(HEARING)
        state, copies = office.seen().rows[0].state, sum(office.sent_to().values())
        office.advance(HORIZON_S)
        wrong = office.until_quiet().verdict()
        end = office.seen().rows[0].state
    finally:
        office.twilio.stop()
        proxy.close()
    wanted = (
        "unknown",
        int(plan.request is None),
        ("accepted", "unresolved")[plan.request is not None],
    )
    found = (state, copies, end)
    return wrong + ([] if found == wanted else [f"{found} instead of {wanted}"])
