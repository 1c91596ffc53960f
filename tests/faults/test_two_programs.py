"""Two programs on one profile: one of them sends (reliability.md B5, S0 of the sender's lock)."""

import pytest

from tests.faults.flows import HEARING
from tests.faults.harness import HORIZON_S, MARIA, TOMASZ
from tests.faults.proxy import FaultProxy, Plan

TEXTS = [f"Hartwell & Osei: Text {number}: your papers are ready." for number in range(6)]


@pytest.fixture
def silent_line(office):
    """The office's way to Twilio goes through a line that swallows the next answer."""
    assert office.sync().status == 0
    proxy = FaultProxy(office.twilio.port)
    proxy.plans.append(Plan(half_open=True))
    office.base_url = proxy.base_url
    yield proxy
    proxy.close()


def test_while_one_program_waits_for_an_answer_another_queues_and_does_not_send(
    office, silent_line
):
    first = office.start("send", "--to", MARIA, "--body", HEARING)
    while not office.sent_to()[MARIA]:
        pass
    second = office.send("Hartwell & Osei: Your papers are ready.", to=TOMASZ)
    assert second.json["state"] == "queued"
    assert office.sync().status == 0
    assert not office.sent_to()[TOMASZ]
    first.kill()
    first.wait()
    office.advance(HORIZON_S)
    assert office.until_quiet().verdict() == []
    assert office.seen().states() == {"accepted": 2}


def test_three_programs_started_together_send_each_text_once(office):
    for number, body in enumerate(TEXTS):
        office.queue((MARIA, TOMASZ)[number % 2], body)
    children = [office.start("--passes", "3", job="sender") for _ in range(2)]
    children.append(office.start("sync"))
    assert [child.wait().status for child in children] == [0, 0, 0]
    assert office.until_quiet().verdict() == []
    assert office.seen().states() == {"accepted": len(TEXTS)}
    posts = [line for line in office.twilio.requests() if line.method == "POST"]
    assert len(posts) == len(TEXTS)
