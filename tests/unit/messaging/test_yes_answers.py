"""What a lone YES answers: the request, an old STOP, a question, or nobody can tell (A-05)."""

import pytest

from desktop_app.models.enums import LedgerKind, SignUpState, TextState
from desktop_app.services.consent.records import SignUp
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentLevel
from tests.store_kit import MARIA, NOW, TOLL_FREE, TOMASZ, raw_message

NOOR = "Noor Haddad"
MINUTE, DAY = 60, 86_400
PAPER = SignUp(
    number=TOMASZ,
    medium="paper_form",
    agreed_at=NOW - 60,
    identity="Tomasz Nowak",
    language="I agree to receive text messages from Smith Law about my case.",
    action="ticked the box and signed",
    name="Smith Law",
    description="Case",
    frequency="4 messages per month",
)


@pytest.fixture
def asked(desk):
    """Tomasz signed up on paper and was asked for a YES."""
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO settings (key, value) VALUES ('firm_name', 'Smith Law')"
        )
    desk.consent.sign_up(PAPER, NOOR)
    return desk


def put(desk, body, at=NOW + 30, *, client=TOMASZ, inbound=True, **more):
    raw = raw_message(body, at=at, client=client, inbound=inbound, **more)
    PageStore(desk.database).put([raw], max(desk.clock.at, at))


def state(desk, number=TOMASZ):
    return desk.reading.known(number).gate.state


def kinds(desk, number=TOMASZ):
    return [line.kind for line in desk.reading.ledger_of(number)]


def lines(desk, number=TOMASZ):
    conversation = desk.reading.conversation_by_number(number).id
    rows = desk.reading.messages(desk.reading.thread_ids(conversation))
    return [row.body for row in rows if row.direction == "event"]


@pytest.mark.parametrize("word", ["YES", "yes!", "Yes 🙏"])
def test_a_yes_to_the_request_confirms_the_sign_up(asked, word):
    put(asked, word)
    assert state(asked) is TextState.IN
    assert asked.reading.known(TOMASZ).gate.level is ConsentLevel.EXPRESS
    assert asked.reading.review(TOMASZ) is None


def test_a_yes_to_somebody_in_is_an_ordinary_answer(desk):
    put(desk, "Reply YES to confirm Tue 3 PM", NOW, client=MARIA, inbound=False)
    before = kinds(desk, MARIA)
    put(desk, "YES", client=MARIA)
    assert (state(desk, MARIA), kinds(desk, MARIA)) == (TextState.IN, before)
    assert desk.reading.review(MARIA) is None


def test_a_yes_with_a_question_behind_it_is_no_yes(asked):
    put(asked, "yes but who is this")
    assert state(asked) is TextState.PENDING
    assert asked.reading.review(TOMASZ) is None


def test_two_questions_within_an_hour_leave_the_yes_to_a_person(asked):
    put(asked, "Can you come on Tuesday? Reply YES.", NOW + 20 * MINUTE, inbound=False)
    put(asked, "YES", NOW + 25 * MINUTE)
    assert state(asked) is TextState.PENDING
    card = asked.reading.review(TOMASZ)
    assert (card.asks_yes, card.quoted) == (True, "YES")
    assert card.title == "Does (312) 555-0118 want texts?"
    assert "Can you come on Tuesday? Reply YES." in card.explanation
    assert not asked.queue(to=TOMASZ).outbox_id


def test_a_question_more_than_an_hour_later_is_what_the_yes_answers(asked):
    put(asked, "Can you come on Tuesday? Reply YES.", NOW + 61 * MINUTE, inbound=False)
    put(asked, "YES", NOW + 65 * MINUTE)
    assert state(asked) is TextState.PENDING
    assert asked.reading.review(TOMASZ) is None


def test_a_spanish_yes_counts_where_the_question_was_spanish(asked):
    put(asked, "¿Puede venir el martes? Responda SI.", NOW + 20 * MINUTE, inbound=False)
    put(asked, "sí", NOW + 25 * MINUTE)
    assert asked.reading.review(TOMASZ).asks_yes


def test_a_spanish_yes_to_the_english_request_is_an_ordinary_text(asked):
    for word in ("sí", "si"):
        put(asked, word)
    assert state(asked) is TextState.PENDING
    assert asked.reading.review(TOMASZ) is None


def test_a_yes_to_a_request_that_ran_out_is_left_to_a_person(asked):
    asked.clock.at += 8 * DAY
    asked.messaging.send_due()
    assert state(asked) is TextState.NONE
    put(asked, "YES", NOW + 8 * DAY)
    assert state(asked) is TextState.NONE
    assert asked.reading.review(TOMASZ).asks_yes
    assert kinds(asked)[0] is LedgerKind.YES_UNCLEAR


@pytest.fixture
def unclear(asked):
    put(asked, "Can you come on Tuesday? Reply YES.", NOW + 20 * MINUTE, inbound=False)
    put(asked, "YES", NOW + 25 * MINUTE)
    return asked


def sign_up_state(desk):
    with desk.database.read() as connection:
        return connection.exec_driver_sql("SELECT state FROM sign_ups").scalar_one()


def test_who_says_that_texts_are_wanted_confirms_the_sign_up(unclear):
    unclear.consent.decide_review(TOMASZ, NOOR, opt_out=False)
    assert state(unclear) is TextState.IN
    assert unclear.reading.known(TOMASZ).gate.level is ConsentLevel.EXPRESS
    assert sign_up_state(unclear) == SignUpState.CONFIRMED
    assert unclear.reading.ledger_of(TOMASZ)[0].by == NOOR
    assert unclear.reading.review(TOMASZ) is None


def test_who_says_that_it_answered_something_else_leaves_the_request_open(unclear):
    unclear.consent.decide_review(TOMASZ, NOOR, opt_out=True)
    assert (state(unclear), sign_up_state(unclear)) == (TextState.PENDING, SignUpState.WAITING)
    assert unclear.reading.review(TOMASZ) is None
    assert kinds(unclear)[0] is LedgerKind.YES_DECIDED
    put(unclear, "Reply YES", NOW + 26 * MINUTE, inbound=False)
    with pytest.raises(BrieftextError):
        unclear.consent.decide_review(TOMASZ, NOOR, opt_out=True)


def test_a_request_that_runs_out_while_a_person_decides_takes_no_question_away(unclear):
    unclear.clock.at += 8 * DAY
    unclear.messaging.send_due()
    assert sign_up_state(unclear) == SignUpState.EXPIRED
    assert unclear.reading.review(TOMASZ).asks_yes
    unclear.consent.decide_review(TOMASZ, NOOR, opt_out=True)
    assert state(unclear) is TextState.NONE
    assert unclear.reading.review(TOMASZ) is None


def test_a_stop_ends_the_question(unclear):
    put(unclear, "STOP", NOW + 30 * MINUTE)
    assert state(unclear) is TextState.OUT_CARRIER
    assert unclear.reading.review(TOMASZ) is None


def test_a_yes_after_a_stop_asks_whether_texts_are_wanted_again(desk):
    put(desk, "STOP", client=MARIA)
    put(desk, "YES", NOW + 60, client=MARIA)
    assert state(desk, MARIA) is TextState.REVIEW
    card = desk.reading.review(MARIA)
    assert card.asks_yes
    assert card.title.endswith("want texts again?")


def test_who_says_that_texts_are_wanted_again_turns_them_on(desk):
    put(desk, "STOP", client=MARIA)
    put(desk, "YES", NOW + 60, client=MARIA)
    desk.consent.decide_review(MARIA, NOOR, opt_out=False)
    assert state(desk, MARIA) is TextState.IN


def test_who_says_that_no_texts_are_wanted_keeps_them_off(desk):
    put(desk, "STOP", client=MARIA)
    put(desk, "YES", NOW + 60, client=MARIA)
    desk.clock.at += 120
    desk.consent.decide_review(MARIA, NOOR, opt_out=True)
    assert state(desk, MARIA) is TextState.OUT_CONTACT
    assert desk.reading.review(MARIA) is None


@pytest.mark.parametrize(
    ("stop", "yes", "firm"),
    [("STOP", "YES", TOLL_FREE), ("please stop texting me", "YES", None), ("STOP", "yes!", None)],
)
def test_a_yes_that_lifts_nothing_says_that_start_is_needed(desk, stop, yes, firm):
    to = {"to": firm} if firm else {}
    put(desk, stop, client=MARIA, **to)
    before, out = kinds(desk, MARIA), state(desk, MARIA)
    put(desk, yes, NOW + 60, client=MARIA, **to)
    assert (state(desk, MARIA), kinds(desk, MARIA)) == (out, before)
    assert "only START to" in lines(desk, MARIA)[-1]
