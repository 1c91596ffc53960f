"""A computer whose clock is wrong, or is set while texts are on their way (reliability.md D1, D2).

Only the program's clock moves here; Twilio's keeps the time.
"""

import json

import pytest

from desktop_app.services.messaging.waiting import ASK_AFTER_S
from desktop_app.services.practice.constants import LOCAL_NUMBER
from desktop_app.services.practice.faults import Fault
from tests.faults.flows import HEARING
from tests.faults.harness import HORIZON_S, MARIA, TOMASZ

HOUR, DAY = 3_600, 86_400
JUMPS = (-DAY, -3 * HOUR, -70, 70, 3 * HOUR, DAY)


def lose_an_answer(office):
    office.twilio.add_fault(Fault(method="POST", drop="after_stored"))
    office.run("send", "--to", MARIA, "--body", HEARING)
    office.promised.append(HEARING)
    assert office.seen().rows[0].state == "unknown"
    # Twilio shows it to the look alone: the round sees a list without it.
    office.twilio.add_fault(
        Fault(method="GET", path="DateSent", times=None, change={"messages": []})
    )


@pytest.mark.parametrize("wrong_by", JUMPS)
def test_d1_a_lost_answer_is_found_though_the_clock_was_wrong_all_along(wrong_by, office):
    office.ahead = wrong_by
    lose_an_answer(office)
    office.advance(HORIZON_S)
    assert office.until_quiet().verdict() == []
    assert office.seen().rows[0].state == "accepted"


@pytest.mark.parametrize("jump", JUMPS)
def test_d2_a_lost_answer_is_found_though_the_clock_was_set_meanwhile(jump, office):
    lose_an_answer(office)
    office.ahead += jump
    office.advance(HORIZON_S)
    assert office.until_quiet().verdict() == []
    assert office.seen().rows[0].state == "accepted"


@pytest.mark.parametrize("jump", JUMPS)
def test_d2_a_lost_answer_that_never_arrived_ends_in_a_question(jump, office):
    office.twilio.add_fault(Fault(method="POST", drop="before_stored"))
    office.run("send", "--to", MARIA, "--body", HEARING)
    office.ahead += jump
    assert office.until_quiet().verdict() == []
    assert office.seen().rows[0].state == "unresolved"


@pytest.mark.parametrize("jump", [jump for jump in JUMPS if jump < ASK_AFTER_S])
def test_d2_a_text_that_waits_goes_out_though_the_clock_was_set(jump, office):
    office.twilio.add_fault(Fault(method="POST", status=429, code=20429))
    assert office.send(HEARING).json["state"] == "queued"
    office.ahead += jump
    office.advance(60)
    office.until_quiet()
    assert office.verdict() == []
    assert office.seen().states() == {"accepted": 1}


@pytest.mark.parametrize("jump", [jump for jump in JUMPS if jump > ASK_AFTER_S])
def test_d2_a_clock_set_far_ahead_makes_a_text_that_waits_ask_and_never_lose_its_way(jump, office):
    """By all the wall shows it waited that long (A14); one question, and nothing goes unasked."""
    office.twilio.add_fault(Fault(method="POST", status=429, code=20429))
    office.send(HEARING)
    office.ahead += jump
    office.advance(60)
    office.sync()
    with office.opened() as work:
        (row,) = (each for each in work.reading.outbox_lines())
        assert row.asked_at is not None
        assert work.reading.asking_count() == 1
        assert work.messaging.cancel_send(row.id) == HEARING
    assert not office.sent_to()


@pytest.mark.parametrize("jump", JUMPS)
def test_d2_a_stop_is_read_before_a_text_leaves_though_the_clock_was_set(jump, office):
    office.sync()
    office.twilio.inbound(MARIA, "STOP")
    office.twilio.set_block(MARIA, LOCAL_NUMBER, blocked=False)  # so that only we hold it back
    office.ahead += jump
    office.run("send", "--to", MARIA, "--body", HEARING)
    assert not office.sent_to()
    assert office.seen().out == {MARIA}


def test_d2_what_the_list_showed_late_is_found_though_the_clock_was_set_back(office):
    office.ahead = DAY
    office.advance(301)
    office.sync()
    office.ahead -= DAY
    office.twilio.inbound(MARIA, "STOP")
    for number in range(51):
        office.twilio.inbound(TOMASZ, f"Letter {number}.")
    newest_first = office.twilio.truth()["messages"][:1:-1]
    page = json.dumps({"messages": newest_first, "next_page_uri": None})
    office.twilio.add_fault(Fault(method="GET", status=200, body=page))
    office.sync()
    office.sync()
    assert office.seen().out == set()
    office.advance(301)
    office.sync()
    assert office.seen().out == {MARIA}
