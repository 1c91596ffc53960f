"""A disk that is full or fails, at any write of a send (reliability.md B1, B2, B4)."""

import pytest

from tests.faults.conftest import lots
from tests.faults.flows import FLOWS, every_point
from tests.faults.harness import MARIA, TOMASZ, failing
from tests.faults.trials import failing_disk

ERRORS = ("ENOSPC", "EIO")
SAMPLE = 4


def sample(offices, call, name):
    points = [nth for kind, nth in every_point(FLOWS["send"], offices()) if kind == call]
    return lots("disk", name).sample(points, min(SAMPLE, len(points)))


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("lasting", ["", "+"], ids=["once", "from then on"])
@pytest.mark.parametrize("call", ["pwrite64", "fsync"])
def test_a_disk_that_fails_at_any_write_of_a_send_loses_nothing(call, error, lasting, offices):
    for nth in sample(offices, call, f"{call}{error}{lasting}"):
        assert failing_disk(offices(), call, error, f"{nth}{lasting}") == [], nth


@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_fails_during_an_upgrade_leaves_the_old_store_or_the_new_one(error, offices):
    flow = FLOWS["upgrade"]
    points = [nth for call, nth in every_point(flow, offices(old=True)) if call == "pwrite64"]
    for nth in lots("upgrade", error).sample(points, SAMPLE):
        office = offices(old=True)
        ended = flow.act(office, failing("pwrite64", error, f"{nth}+"))
        assert ended.status == 0 or ended.err.strip(), nth
        assert flow.at_once(office) == [], nth
        assert flow.act(office).status == 0, nth
        assert flow.after(office) == [], nth


THREE = (
    "Hartwell & Osei: Your papers are ready.",
    "Hartwell & Osei: Please call the office.",
    "Hartwell & Osei: The hearing was moved to Friday.",
)


def waiting_texts(offices):
    office = offices()
    for body, to in zip(THREE, (MARIA, TOMASZ, MARIA), strict=True):
        office.queue(to, body)
    return office


def sender(office, call, error, when):
    """The window's sender, pass after pass, over a disk that fails; the calls in their order."""
    trace = failing(call, error, when)
    return office.run("--passes", "8", job="sender", trace=trace)


def all_went_out(office):
    return office.seen().states() == {"accepted": len(THREE)}


def commits(offices, call):
    """How many calls of a kind a run of the sender makes that is not disturbed."""
    office = waiting_texts(offices)
    ended = sender(office, call, "EIO", "60000")
    assert ended.status == 0
    assert all_went_out(office), office.seen()
    return ended.calls[call]


@pytest.mark.parametrize("error", ERRORS)
def test_a_sender_that_goes_on_after_one_failed_write_settles_what_it_left(error, offices):
    whole = commits(offices, "fsync")
    for nth in range(1, whole + 1):
        office = waiting_texts(offices)
        ended = sender(office, "fsync", error, str(nth))
        if ended.status == 0:  # otherwise it could not even open its store, and said so
            assert all_went_out(office), (nth, ended, office.seen().rows)
        assert office.until_quiet().verdict() == [], nth


def test_a_disk_that_is_full_for_a_while_costs_no_text_and_no_restart(offices):
    whole = commits(offices, "pwrite64")
    chance = lots("while")
    for nth in sorted(chance.sample(range(whole // 3, whole), SAMPLE)):
        office = waiting_texts(offices)
        ended = sender(office, "pwrite64", "ENOSPC", f"{nth}..{nth + 4}")
        assert ended.status == 0, (nth, ended)
        assert all_went_out(office), (nth, ended, office.seen().rows)
        assert office.verdict() == [], nth


def test_after_a_failed_commit_nothing_is_sent_while_the_disk_stays_bad(offices):
    whole = commits(offices, "fsync")
    silent = 0
    for nth in range(1, whole + 1):
        office = waiting_texts(offices)
        trace = ("-e", "trace=fsync,sendto", "-e", f"inject=fsync:error=EIO:when={nth}+")
        office.run("--passes", "4", job="sender", trace=trace)
        before, failed, after = office.last_trace().partition("(INJECTED)")
        assert failed, nth
        assert '"POST' not in after, (nth, after)
        assert before.count('"POST') == sum(office.sent_to().values())
        silent += bool(office.seen().open)
        assert office.until_quiet().verdict() == [], nth
    assert silent


@pytest.mark.parametrize("words", [("outbox", "--all"), ("status", MARIA)])
def test_a_disk_that_fails_while_something_is_read_ends_in_one_plain_sentence(words, office):
    """The harness itself refuses every run that ends with a trace."""
    whole = office.run(*words, trace=failing("pread64", "EIO", "60000")).calls["pread64"]
    assert whole
    failed = 0
    for nth in range(1, whole + 1, max(1, whole // SAMPLE)):
        ended = office.run(*words, trace=failing("pread64", "EIO", f"{nth}+"))
        failed += ended.status != 0
        assert ended.status == 0 or len(ended.err.strip().splitlines()) == 1, (nth, ended)
    assert failed
    assert office.run(*words).status == 0
