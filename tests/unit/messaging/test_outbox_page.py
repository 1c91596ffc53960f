"""What the Outbox page reads, and what is done on it."""

import pytest

from desktop_app.services.errors import OutcomeUnknown, Refused, Throttled
from desktop_app.services.messaging.outbox_records import Group
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    OutboxState,
    Problem,
    TextState,
)
from tests.store_kit import MARIA, TOMASZ, raw_message

S = OutboxState
DANA = "Dana Whitfield"


def lines(desk):
    """Group and words of every line of the page."""
    now = desk.clock.now()
    return [(line.group(now), line.body) for line in desk.reading.outbox_lines()]


def refuse(desk, body="Hello Maria"):
    queued = desk.queue(body)
    problem = Problem("Refused.", "Canada is off.", "Turn it on.")
    desk.twilio.answers.append(Refused(problem, status=400, code=21408))
    desk.sender.send_due()
    return queued.outbox_id


def lose(desk, body="Hello Maria", *, stored=False):
    queued = desk.queue(body)
    lost = OutcomeUnknown(Problem("Twilio didn't answer."))
    lost.stored = stored
    desk.twilio.answers.append(lost)
    desk.sender.send_due()
    return queued.outbox_id


def give_up(desk):
    for _ in range(60):
        desk.clock.at += 10
        desk.sender.send_due()


def test_a_text_that_went_out_is_not_on_the_page(desk):
    desk.queue()
    assert lines(desk) == [(Group.ON_THE_WAY, "Hello Maria")]
    desk.sender.send_due()
    assert lines(desk) == []
    assert desk.reading.asking_count() == 0


def test_a_text_nobody_knows_about_asks_for_a_person_once_it_was_looked_for(desk):
    outbox_id = lose(desk)
    assert lines(desk) == [(Group.ON_THE_WAY, "Hello Maria")]
    give_up(desk)
    assert lines(desk) == [(Group.NEEDS_YOU, "Hello Maria")]
    assert desk.reading.asking_count() == 1
    line = desk.reading.outbox_lines()[0]
    assert (line.id, line.actor, line.number) == (outbox_id, DANA, MARIA)
    assert line.may_be_sent_again(desk.clock.now())


def test_a_text_with_two_likenesses_at_twilio_may_not_be_sent_again_before_the_horizon(desk):
    lose(desk)
    for _ in range(2):
        desk.twilio.listed.append(raw_message("Hello Maria", at=desk.clock.at, inbound=False))
    desk.clock.at += 2
    desk.sender.send_due()
    line = desk.reading.outbox_lines()[0]
    assert line.state is S.UNRESOLVED
    assert not line.may_be_sent_again(desk.clock.now())
    assert line.may_be_sent_again(line.tried_at + 300)


def test_a_refused_text_asks_for_a_person_until_it_is_taken_off_or_sent_again(desk):
    first = refuse(desk)
    desk.clock.at += 2
    second = refuse(desk, "Second")
    assert lines(desk) == [(Group.NEEDS_YOU, "Second"), (Group.NEEDS_YOU, "Hello Maria")]
    desk.messaging.dismiss(first)
    assert lines(desk) == [(Group.NEEDS_YOU, "Second")]
    assert desk.bubble(first).body == "Hello Maria"
    desk.clock.at += 2
    again = desk.messaging.resend(second, DANA)
    desk.sender.send_due()
    assert desk.row(again.outbox_id).state is S.ACCEPTED
    assert desk.reading.asking_count() == 0


def test_a_text_sent_again_and_taken_back_asks_again(desk):
    outbox_id = refuse(desk)
    again = desk.messaging.resend(outbox_id, DANA)
    assert desk.reading.asking_count() == 0
    desk.messaging.cancel_send(again.outbox_id)
    assert desk.reading.asking_count() == 1


def test_a_blocked_text_names_the_entry_that_stopped_it(desk):
    desk.queue()
    desk.twilio.listed.append(raw_message("STOP", at=desk.clock.at))
    desk.sender.send_due()
    line = desk.reading.outbox_lines()[0]
    assert (line.group(desk.clock.now()), line.rule) == (Group.NOT_SENT, "A-03")
    assert line.text_state is TextState.OUT_CARRIER
    entry = desk.reading.ledger_entry(line.ledger_seq)
    assert str(entry.line.kind) == "opt_out_keyword"


def test_only_what_did_not_go_out_can_be_taken_off_the_page(desk):
    queued = desk.queue()
    desk.messaging.dismiss(queued.outbox_id)
    assert lines(desk) == [(Group.ON_THE_WAY, "Hello Maria")]


def test_a_waiting_text_is_taken_back_with_its_words(desk):
    queued = desk.queue()
    assert desk.messaging.cancel_send(queued.outbox_id) == "Hello Maria"
    assert desk.row(queued.outbox_id).state is S.CANCELLED
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert lines(desk) == []


def test_a_text_twilio_put_off_can_be_taken_back_too(desk):
    queued = desk.queue()
    desk.twilio.answers.append(Throttled(Problem("Too many requests."), retry_after=30))
    desk.sender.send_due()
    assert desk.messaging.cancel_send(queued.outbox_id) == "Hello Maria"
    desk.clock.at += 60
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1


@pytest.mark.parametrize("lost", [True, False])
def test_a_text_that_left_or_may_have_left_cannot_be_taken_back(desk, lost):
    if lost:
        outbox_id = lose(desk)
    else:
        outbox_id = desk.queue().outbox_id
        desk.sender.send_due()
    assert desk.messaging.cancel_send(outbox_id) is None


def test_a_later_text_to_the_same_person_waits_behind_one_nobody_knows_about(desk):
    entry = ConsentEntry(TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "form", "Text me")
    desk.consent.record_consent(entry, DANA)
    lose(desk)
    desk.queue("Second")
    desk.queue("To Tomasz", to=TOMASZ)
    behind = {line.body: line.behind for line in desk.reading.outbox_lines()}
    assert behind == {"Hello Maria": False, "Second": True, "To Tomasz": False}


def test_the_page_s_questions_are_answered_from_indexes(desk):
    """However many texts went out: no plan walks the whole outbox."""
    from desktop_app.models.queries import outbox as queries

    plans = []

    class Explained:
        def execute(self, sql, values=()):
            plans.extend(row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}", values))
            return reader.execute(sql, values)

    reader = desk.database.reader()
    queries.waiting(Explained(), 0)
    queries.ended(Explained(), "refused", 200)
    queries.asking(Explained(), 200)
    queries.queued(Explained())
    reader.close()
    walks = [plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] in "o outbox"]
    assert [plan for plan in walks if "USING" not in plan] == []
    assert any("outbox_not_sent" in plan for plan in plans)
