"""What a person has to do after a client's word: opened with it, done once, kept for good."""

import pytest

from desktop_app.models.enums import TaskKind, TextState
from desktop_app.models.errors import RowRefused
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.tasks import TaskService
from tests.store_kit import MARIA, NOW, raw_message

DANA = "Dana Whitfield"
HOUR, DAY = 3_600, 86_400
REMINDER = "Your appointment with Ms. Osei is Friday at 3. Reply C to confirm."


@pytest.fixture
def told():
    return []


@pytest.fixture
def tasks(desk, told):
    bus = EventBus()
    bus.subscribe(told.append)
    return TaskService(desk.database, desk.clock, bus)


def put(desk, body, at=NOW, *, inbound=True):
    raw = raw_message(body, at=at, inbound=inbound)
    PageStore(desk.database).put([raw], desk.clock.at)


def cancelled(desk, word="CANCEL"):
    put(desk, REMINDER, NOW - HOUR, inbound=False)
    put(desk, word)
    return desk.reading.tasks(MARIA)


def state(desk):
    return desk.reading.known(MARIA).gate.state


@pytest.mark.parametrize("word", ["CANCEL", "cancel", " Cancel "])
def test_a_lone_cancel_after_an_appointment_text_stops_texts_and_opens_a_call(desk, maria, word):
    (task,) = cancelled(desk, word)
    assert state(desk) is TextState.OUT_CARRIER
    assert (task.kind, task.quoted) == (TaskKind.CALL, REMINDER)
    assert task.words.startswith(
        "Call María: she replied CANCEL after the appointment text of Sep 21. It stopped all "
        "texts; she may have meant the appointment."
    )
    assert desk.reading.conversation(maria).task == "call"


def test_the_task_names_the_entry_of_the_opt_out_and_the_text_itself(desk, maria):
    (task,) = cancelled(desk)
    assert desk.reading.ledger_entry(task.ledger_seq).line.title == "Opted out of texts"
    with desk.database.read() as connection:
        found = connection.exec_driver_sql("SELECT message_id FROM tasks").scalar_one()
    (line,) = desk.reading.messages([found])
    assert line.body == "CANCEL"


@pytest.mark.parametrize("word", ["STOP", "please stop texting me"])
def test_another_word_for_stop_opens_no_task(desk, maria, word):
    assert cancelled(desk, word) == []
    assert state(desk) in {TextState.OUT_CARRIER, TextState.OUT_CONTACT}


def test_a_cancel_after_another_text_opens_no_task(desk, maria):
    put(desk, "Thank you for the documents.", NOW - HOUR, inbound=False)
    put(desk, "CANCEL")
    assert state(desk) is TextState.OUT_CARRIER
    assert desk.reading.tasks(MARIA) == []


def test_a_cancel_more_than_two_days_after_the_appointment_text_opens_no_task(desk, maria):
    put(desk, REMINDER, NOW - 49 * HOUR, inbound=False)
    put(desk, "CANCEL")
    assert desk.reading.tasks(MARIA) == []


def test_a_second_cancel_opens_no_second_task(desk, maria):
    cancelled(desk)
    put(desk, "CANCEL", NOW + 60)
    assert len(desk.reading.tasks(MARIA)) == 1


def test_an_old_cancel_read_at_the_first_sync_opens_no_task(desk, maria):
    put(desk, REMINDER, NOW - 30 * DAY - HOUR, inbound=False)
    put(desk, "CANCEL", NOW - 30 * DAY)
    assert desk.reading.tasks(MARIA) == []


def test_a_start_settles_the_call(desk, maria):
    cancelled(desk)
    put(desk, "START", NOW + 600)
    assert desk.reading.tasks(MARIA) == []
    assert row(desk)[1] == "María Delgado"


def row(desk):
    with desk.database.read() as connection:
        return connection.exec_driver_sql("SELECT done_at, done_by FROM tasks").one()


def test_a_task_that_is_done_says_who_did_it_and_when(desk, maria, tasks, told):
    (task,) = cancelled(desk)
    desk.clock.at += 300
    tasks.finish(task.id, DANA)
    assert tuple(row(desk)) == (NOW + 300, DANA)
    assert desk.reading.tasks(MARIA) == []
    assert desk.reading.conversation(maria).task == ""
    assert told == [ConversationsChanged(frozenset({maria}))]


def test_who_did_it_first_stays_on_record(desk, maria, tasks):
    (task,) = cancelled(desk)
    tasks.finish(task.id, DANA)
    tasks.finish(task.id, "Noor Haddad")
    assert row(desk)[1] == DANA


def test_a_task_can_be_opened_again(desk, maria, tasks):
    (task,) = cancelled(desk)
    tasks.finish(task.id, DANA)
    tasks.reopen(task.id)
    assert desk.reading.tasks(MARIA) == [task]


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM tasks", "UPDATE tasks SET words = ''", "UPDATE tasks SET number = ''"],
)
def test_a_task_is_never_deleted_and_never_rewritten(desk, maria, statement):
    cancelled(desk)
    with (
        pytest.raises(RowRefused, match="a task"),
        desk.database.write() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_after_a_wrong_number_the_attorney_gets_a_list_of_what_was_sent(desk, maria):
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE matters SET attorney = 'Ama Osei'")
    put(desk, "Your settlement papers are ready.", NOW - DAY, inbound=False)
    put(desk, REMINDER, NOW - HOUR, inbound=False)
    put(desk, "one that never went", NOW - 60, inbound=False)
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE messages SET status = 'failed' WHERE body = 'one that never went'"
        )
    put(desk, "wrong number")
    (task,) = desk.reading.tasks(MARIA)
    assert task.kind is TaskKind.CONFIDENTIALITY
    assert task.words == (
        "For Ama Osei: look at what was sent to (813) 555-0142. Whoever has it says it is the "
        "wrong number; 2 texts went there from Sep 20 to Sep 21."
    )
    sent = task.quoted.splitlines()
    assert [line.partition("M: ")[2] for line in sent] == [
        "Your settlement papers are ready.",
        REMINDER,
    ]
    assert state(desk) is TextState.WRONG_PERSON


def test_without_an_attorney_on_record_it_is_for_the_responsible_one(desk, maria):
    put(desk, REMINDER, NOW - HOUR, inbound=False)
    put(desk, "wrong number")
    (task,) = desk.reading.tasks(MARIA)
    assert task.words.startswith("For the responsible attorney: look at what was sent")
    assert "1 text went there on Sep 21" in task.words


def test_a_wrong_number_that_nothing_was_sent_to_leaves_nothing_to_look_at(desk, maria):
    put(desk, "wrong number")
    assert state(desk) is TextState.WRONG_PERSON
    assert desk.reading.tasks(MARIA) == []


def test_a_number_that_is_the_client_s_after_all_leaves_nothing_to_look_at(desk, maria):
    put(desk, REMINDER, NOW - HOUR, inbound=False)
    put(desk, "wrong number")
    how = "She wrote from her son’s phone by mistake."
    desk.consent.decide_review(MARIA, DANA, opt_out=False, reason=how)
    assert desk.reading.tasks(MARIA) == []
    assert row(desk)[1] == DANA


def test_the_inbox_finds_open_tasks_by_their_index_alone(desk, maria):
    cancelled(desk)
    with desk.database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT t.kind FROM tasks AS t INDEXED BY tasks_open "
            "WHERE t.number = ? AND t.done_at IS NULL ORDER BY t.id LIMIT 1",
            (MARIA,),
        ).all()
    assert ["USING INDEX tasks_open" in step[3] for step in plan] == [True]
