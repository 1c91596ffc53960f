"""A line cut at any byte of a send: what each cut means is said in reliability.md 3.3."""

import pytest

from tests.faults.conftest import lots
from tests.faults.flows import HEARING
from tests.faults.harness import HORIZON_S, MARIA
from tests.faults.proxy import WHOLE, FaultProxy, Plan
from tests.faults.trials import cut_line, line_sizes

SAMPLE = 5


@pytest.fixture
def line(offices):
    """An office that reaches Twilio through a line that can be cut."""
    made = []

    def make():
        office = offices()
        proxy = FaultProxy(office.twilio.port)
        office.base_url = proxy.base_url
        assert office.sync().status == 0  # so that the next connection is the POST's
        made.append(proxy)
        return office, proxy

    yield make
    for proxy in made:
        proxy.close()


def some_bytes(size, name):
    return [1, size - 1, *lots("line", name).sample(range(2, size - 1), SAMPLE)]


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_request_cut_after_any_byte_is_unknown_and_never_repeated(reset, offices):
    size, _ = line_sizes(offices())
    for nth in some_bytes(size, reset):
        assert cut_line(offices(), Plan(request=nth, reset=reset)) == [], nth


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_an_answer_cut_after_any_byte_is_unknown_until_it_is_found(reset, offices):
    _, size = line_sizes(offices())
    for nth in some_bytes(size, reset):
        assert cut_line(offices(), Plan(answer=nth, reset=reset)) == [], nth


def test_a_line_closed_before_the_first_byte_of_an_answer_is_unknown(offices):
    assert cut_line(offices(), Plan(answer=0)) == []


def test_an_answer_that_comes_byte_by_byte_is_an_answer(line):
    office, proxy = line()
    proxy.plans.append(Plan(byte_by_byte=True))
    assert office.send(HEARING).json["state"] == "accepted"
    assert office.verdict() == []


def test_a_line_that_stays_open_and_silent_is_settled_after_the_program_gave_up(line):
    office, proxy = line()
    proxy.plans.append(Plan(half_open=True))
    child = office.start("send", "--to", MARIA, "--body", HEARING)
    while not office.sent_to()[MARIA]:
        pass
    child.kill()
    assert child.wait().killed
    assert office.seen().rows[0].state == "posting"
    office.advance(HORIZON_S)
    assert office.until_quiet().verdict() == []
    assert office.seen().rows[0].state == "accepted"


def test_a_port_where_nobody_listens_leaves_the_text_in_the_queue_until_somebody_does(line):
    office, _ = line()
    there, office.base_url = office.base_url, "http://127.0.0.1:1/by-host"
    assert office.send(HEARING).json["state"] == "queued"
    office.base_url = there
    office.advance(HORIZON_S)
    assert office.sync().status == 0
    assert office.seen().rows[0].state == "accepted"
    assert office.verdict() == []


def test_a_list_cut_at_any_byte_is_a_page_that_was_not_read(line):
    """A text that came in is neither lost nor half there; the next round has it."""
    office, proxy = line()
    office.twilio.inbound(MARIA, "STOP")
    proxy.plans.append(WHOLE)
    office.sync()
    size = proxy.seen[-1][1]
    for nth in lots("list").sample(range(1, size), SAMPLE):
        office, proxy = line()
        office.twilio.inbound(MARIA, "STOP")
        proxy.plans.append(Plan(answer=nth))
        ended = office.sync()
        assert (ended.status, ended.killed) == (1, False), nth
        assert office.seen().problems == []
        assert office.seen().out == set()
        assert office.sync().status == 0
        assert office.seen().out == {MARIA}
        assert office.verdict() == []
