"""The pace of sending: of each number, of toll-free numbers to Canada, and of the firm's own."""

import pytest

from desktop_app.models.enums import MessageKind, Origin, SenderType
from desktop_app.services.errors import Throttled
from desktop_app.services.messaging.pacing import (
    PACES,
    Leaving,
    Timetable,
    canada,
    is_machine,
    to_canada,
)
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    OutboxState,
    Problem,
)
from tests.store_kit import MARIA, OURS, TOLL_FREE, TOMASZ

TORONTO, MONTREAL = "+14165550182", "+15145550183"
LONG, FREE = SenderType.LONG_CODE, SenderType.TOLL_FREE


def leaving(sender=LONG, to=MARIA, body="Hello", *, machine=False):
    own = OURS if sender is LONG else TOLL_FREE
    return Leaving(own, sender, to, body, machine)


def wait_after(texts, a_minute=0):
    turns = Timetable()
    for text in texts:
        turns.take(text, a_minute, 100.0)
    return turns.opens_in(a_minute, 100.0)


def test_the_first_text_finds_every_way_open():
    assert Timetable().closed(6, 100.0) == frozenset()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (leaving(), 1),
        (leaving(body="x" * 161), 2),
        (leaving(FREE), 1 / 3),
        (leaving(FREE, body="x" * 161), 2 / 3),
    ],
)
def test_a_number_is_busy_for_as_long_as_its_network_needs_for_the_segments(text, seconds):
    assert wait_after([text]) == pytest.approx(seconds)


def test_a_toll_free_number_is_free_for_others_before_it_is_for_canada():
    turns = Timetable()
    turns.take(leaving(FREE, TORONTO), 0, 100.0)
    assert {lane.name for lane in turns.closed(0, 100.1)} == {"number", "canada"}
    assert {lane.name for lane in turns.closed(0, 100.5)} == {"canada"}
    assert turns.closed(0, 101.0) == frozenset()


def test_a_local_number_has_no_pace_of_its_own_for_canada():
    turns = Timetable()
    turns.take(leaving(LONG, TORONTO), 0, 100.0)
    assert {lane.name for lane in turns.closed(0, 100.0)} == {"number"}


def test_the_firm_s_pace_ends_with_its_setting():
    turns = Timetable()
    turns.take(leaving(machine=True), 6, 100.0)
    assert {lane.name for lane in turns.closed(6, 105.0)} == {"machines"}
    assert turns.opens_in(6, 105.0) == pytest.approx(5)
    assert turns.closed(0, 105.0) == frozenset()


@pytest.mark.parametrize(
    ("origin", "kind", "slowed"),
    [
        (Origin.MANUAL, MessageKind.CONVERSATIONAL, False),
        (Origin.AUTOMATED, MessageKind.SYSTEM, False),
        (Origin.AUTOMATED, MessageKind.INFORMATIONAL, True),
        (Origin.BULK, MessageKind.PROMOTIONAL, True),
        (Origin.SCHEDULED, MessageKind.CONVERSATIONAL, True),
    ],
)
def test_only_what_a_machine_sends_is_slowed_by_the_firm_s_pace(origin, kind, slowed):
    assert is_machine(origin, kind) is slowed


def test_canada_is_told_from_the_united_states_by_its_area_codes():
    assert len(canada()) > 40
    assert to_canada(TORONTO)
    assert not to_canada(MARIA)
    assert not to_canada("+4416" + "5550182")


# With a real store and sender ----------------------------------------------------------------


def agree(desk, *numbers):
    for number in numbers:
        entry = ConsentEntry(number, ConsentLevel.EXPRESS, "2026-03-04", "form", "Text me")
        desk.consent.record_consent(entry, "Dana Whitfield")


def drain(desk, seconds):
    """What went out in each of the next seconds, the sender called four times in each."""
    sent = []
    for _ in range(seconds):
        before = len(desk.twilio.posts)
        for _ in range(4):
            desk.sender.send_due()
        sent.append(len(desk.twilio.posts) - before)
        desk.clock.at += 1
    return sent


def set_pace(desk, pace):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO settings (key, value) VALUES ('send_pace', ?)", (pace,)
        )


@pytest.mark.row("S3-01")
def test_a_local_number_sends_one_a_second_loses_nothing_and_is_metered(desk):
    people = [f"+1813555{1000 + i}" for i in range(6)]
    agree(desk, *people)
    queued = [desk.queue(f"Hello {i}", to=number) for i, number in enumerate(people)]
    assert drain(desk, 8) == [1, 1, 1, 1, 1, 1, 0, 0]
    states = {desk.row(each.outbox_id).state for each in queued}
    assert states == {OutboxState.ACCEPTED}
    assert desk.reading.sent_last_minute() == 6
    desk.clock.at += 60
    assert desk.reading.sent_last_minute() == 0


def test_a_text_of_three_segments_keeps_the_number_for_three_seconds(desk):
    agree(desk, TOMASZ)
    desk.queue("x" * 400)
    desk.queue("Hello Tomasz", to=TOMASZ)
    assert drain(desk, 5) == [1, 0, 0, 1, 0]


@pytest.mark.row("S3-21")
def test_a_toll_free_number_sends_one_a_second_to_canada_and_three_elsewhere(desk):
    canadians = [f"+1416555{1000 + i}" for i in range(3)]
    others = [f"+1312555{2000 + i}" for i in range(3)]
    agree(desk, *canadians, *others)
    for number in canadians:
        desk.queue(f"To Canada {number}", to=number, from_number=TOLL_FREE)
    desk.clock.at += 1
    assert drain(desk, 4) == [1, 1, 1, 0]
    for number in others:
        desk.queue(f"To Chicago {number}", to=number, from_number=TOLL_FREE)
    taken = drain(desk, 3)
    assert sum(taken) == 3
    posts = [to for to, own, _ in desk.twilio.posts if own == TOLL_FREE]
    assert posts == [*canadians, *others]


def test_a_text_to_canada_that_waits_lets_others_past(desk):
    agree(desk, TORONTO, MONTREAL)
    for number in (TORONTO, MONTREAL, MARIA):
        desk.queue(f"Hello {number}", to=number, from_number=TOLL_FREE)
    half_a_second_ago = desk.clock.monotonic() - 0.5
    desk.sender._turns.take(leaving(FREE, TORONTO), 0, half_a_second_ago)
    desk.sender.send_due()
    assert [to for to, _, _ in desk.twilio.posts] == [MARIA]


def test_two_numbers_do_not_wait_for_each_other(desk):
    agree(desk, TOMASZ)
    desk.queue("Hello Maria")
    desk.queue("Hello Tomasz", to=TOMASZ, from_number=TOLL_FREE)
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 2


def test_a_person_s_text_goes_before_what_a_machine_still_has_to_send(desk):
    people = [f"+1813555{1000 + i}" for i in range(3)]
    agree(desk, *people, TOMASZ)
    set_pace(desk, "6")
    for number in people:
        desk.queue(f"Reminder {number}", to=number, origin=Origin.AUTOMATED)
    assert drain(desk, 2) == [1, 0]
    desk.queue("Hello Tomasz", to=TOMASZ)
    desk.sender.send_due()
    assert desk.twilio.posts[-1][0] == TOMASZ
    assert len(desk.twilio.posts) == 2


def test_six_a_minute_is_one_in_ten_seconds(desk):
    people = [f"+1813555{1000 + i}" for i in range(3)]
    agree(desk, *people)
    set_pace(desk, "6")
    for number in people:
        desk.queue(f"Reminder {number}", to=number, origin=Origin.AUTOMATED)
    assert drain(desk, 21) == [1, *[0] * 9, 1, *[0] * 9, 1]


def test_the_sender_wakes_when_the_number_is_free_again(desk):
    agree(desk, TOMASZ)
    desk.queue("Hello Maria")
    desk.queue("Hello Tomasz", to=TOMASZ)
    desk.sender.send_due()
    assert desk.sender.next_moment() == desk.clock.now() + 1


def test_a_pause_twilio_asks_for_outlasts_the_number_s_own_pace(desk):
    agree(desk, TOMASZ)
    first, second = desk.queue("Hello Maria"), desk.queue("Hello Tomasz", to=TOMASZ)
    desk.twilio.answers.append(Throttled(Problem("Too many requests."), retry_after=30))
    assert desk.sender.send_due().paused
    assert drain(desk, 1) == [0]
    desk.clock.at += 40
    assert sum(drain(desk, 3)) == 2
    states = {desk.row(each.outbox_id).state for each in (first, second)}
    assert states == {OutboxState.ACCEPTED}


def test_the_paces_offered_are_the_paces_there_are():
    from desktop_app.services.declared import DECLARED

    assert DECLARED["send_pace"].allowed == set(PACES)
    assert PACES[DECLARED["send_pace"].default] == 0
