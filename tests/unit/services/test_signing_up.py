"""Sign-ups that wait for a YES: one request to the letter, nothing else, then in, out or over."""

from dataclasses import replace

import pytest

from desktop_app.models.enums import OutboxState, TextState
from desktop_app.services.consent.records import SignUp
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentLevel, ContactEdit, TextRequest
from tests.store_kit import NOW, TOMASZ, raw_message

NOOR = "Noor Haddad"
FIRM = "Smith Law"
REQUEST = (
    "Text YES to join Smith Law Case Alerts. Msg&data rates may apply. 4 messages per month. "
    "Reply HELP for help, STOP to cancel."
)
WELCOME = (
    "Welcome to Smith Law Case Alerts! Msg&data rates may apply. 4 messages per month. "
    "Reply HELP for help, STOP to cancel."
)
PAPER = SignUp(
    number=TOMASZ,
    medium="paper_form",
    agreed_at=NOW - 60,
    identity="Tomasz Nowak",
    language="I agree to receive text messages from Smith Law about my case.",
    action="ticked the box and signed",
    name=FIRM,
    description="Case",
    frequency="4 messages per month",
)
DAY = 86_400


@pytest.fixture
def firm(desk, contacts):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO settings (key, value) VALUES ('firm_name', ?)", (FIRM,)
        )
    contacts.save(ContactEdit(None, "Tomasz Nowak", cell=TOMASZ, pronoun="he"), NOOR)
    return desk


def state(desk):
    return desk.reading.known(TOMASZ).gate.state


def sent(desk):
    return [row.body for row in desk.reading.outbox_rows(every=True) if row.to == TOMASZ]


def write(desk, body, at=NOW + 30):
    PageStore(desk.database).put([raw_message(body, at=at, client=TOMASZ)], desk.clock.at)


@pytest.fixture
def asked(firm):
    firm.consent.sign_up(PAPER, NOOR)
    firm.messaging.send_due()
    firm.clock.at += 60
    return firm


@pytest.mark.row("S0-39")
def test_a_sign_up_on_paper_sends_the_request_once_and_waits(asked):
    assert state(asked) is TextState.PENDING
    assert sent(asked) == [REQUEST]
    assert asked.reading.outbox_rows(every=True)[0].state is OutboxState.ACCEPTED
    blocked = asked.messaging.queue_text(TextRequest(TOMASZ, "Hi, following up", "k", NOOR))
    assert (blocked.state, blocked.rule) == (OutboxState.BLOCKED, "B-06")


def test_the_request_s_own_words_go_out_for_nobody_else_and_not_twice(asked):
    again = TextRequest(TOMASZ, REQUEST, "again", NOOR, kind="system")
    assert asked.messaging.queue_text(again).state is OutboxState.BLOCKED


@pytest.mark.row("S0-41")
def test_a_yes_confirms_it_with_that_text_as_proof(asked):
    write(asked, "YES")
    known = asked.reading.known(TOMASZ)
    assert (known.gate.state, known.gate.level) == (TextState.IN, ConsentLevel.EXPRESS)
    newest = asked.reading.ledger_of(TOMASZ)[0]
    assert newest.title == "Confirmed texts with YES"
    assert dict(asked.reading.ledger_entry(newest.seq).facts)["Text"] == "“YES”"


@pytest.mark.row("S0-42")
def test_one_welcome_follows_the_yes_once(asked):
    write(asked, "yes!")
    for _ in range(3):
        asked.messaging.send_due()
    write(asked, "yes", at=NOW + 90)
    asked.messaging.send_due()
    assert sent(asked) == [REQUEST, WELCOME]


def test_a_sign_up_without_the_welcome_gets_none(firm):
    firm.consent.sign_up(replace(PAPER, welcome=False), NOOR)
    firm.messaging.send_due()
    firm.clock.at += 60
    write(firm, "YES")
    firm.messaging.send_due()
    assert sent(firm) == [REQUEST]


@pytest.mark.parametrize("word", ["NO", "no thanks", "STOP", "please stop texting me"])
def test_a_no_or_a_stop_ends_it_for_good(asked, word):
    write(asked, word)
    assert state(asked) in {TextState.OUT_CONTACT, TextState.OUT_CARRIER}
    asked.messaging.send_due()
    assert WELCOME not in sent(asked)


def test_words_around_a_yes_are_no_yes(asked):
    write(asked, "yes but who is this")
    assert state(asked) is TextState.PENDING


def test_without_an_answer_it_runs_out_and_nobody_asks_again_at_once(asked):
    asked.clock.at += 8 * DAY
    asked.messaging.send_due()
    assert state(asked) is TextState.NONE
    with pytest.raises(BrieftextError, match="30 days"):
        asked.consent.sign_up(replace(PAPER, agreed_at=asked.clock.at), NOOR)
    asked.clock.at += 30 * DAY
    asked.consent.sign_up(replace(PAPER, agreed_at=asked.clock.at), NOOR)
    assert state(asked) is TextState.PENDING


def test_a_request_not_sent_before_it_ran_out_is_not_sent(firm):
    firm.consent.sign_up(PAPER, NOOR)
    firm.clock.at += 8 * DAY
    firm.messaging.send_due()
    rows = firm.reading.outbox_rows(every=True)
    assert [row.state for row in rows] == [OutboxState.BLOCKED]


BAD = [
    ({"description": "Case Update"}, "description"),
    ({"frequency": "sometimes"}, "frequency"),
    ({"name": "Jones"}, "name"),
    ({"agreed_at": NOW + DAY}, "agreed_at"),
    ({"identity": ""}, "identity"),
    ({"language": "ok"}, "language"),
    ({"action": ""}, "action"),
    ({"medium": "telepathy"}, "medium"),
    ({"medium": "web_form", "ip_address": ""}, "ip_address"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_what_is_missing_is_refused_at_its_field_and_nothing_goes_out(firm, change, field):
    with pytest.raises(InvalidInput) as told:
        firm.consent.sign_up(replace(PAPER, **change), NOOR)
    assert [problem.field for problem in told.value.fields] == [field]
    assert sent(firm) == []
    assert state(firm) is TextState.NONE


def test_whoever_agreed_from_the_phone_needs_no_yes(firm):
    with pytest.raises(BrieftextError, match="no YES is needed"):
        firm.consent.sign_up(replace(PAPER, medium="sms_keyword"), NOOR)


def test_whoever_has_a_word_on_record_is_not_asked(firm):
    write(firm, "STOP")
    with pytest.raises(BrieftextError, match="on record already"):
        firm.consent.sign_up(PAPER, NOOR)


def test_one_confirmation_follows_an_opt_out_in_own_words_within_five_minutes(firm):
    write(firm, "Hello", at=NOW - 100)
    write(firm, "please stop texting me", at=NOW)
    for _ in range(2):
        firm.messaging.send_due()
    confirmed = sent(firm)
    assert len(confirmed) == 1
    assert confirmed[0].startswith("Smith Law: You're opted out and will get no more texts")
    assert firm.reading.outbox_rows(every=True)[0].state is OutboxState.ACCEPTED


@pytest.mark.parametrize(("body", "age"), [("STOP", 0), ("please stop texting me", 301)])
def test_no_confirmation_where_the_network_answered_or_it_is_late(firm, body, age):
    write(firm, "Hello", at=NOW - 1000)
    write(firm, body, at=NOW - age)
    firm.messaging.send_due()
    assert sent(firm) == []


@pytest.mark.row("S0-30")
@pytest.mark.row("S0-36")
@pytest.mark.parametrize("word", ["JOIN", "join", "Join!"])
def test_the_keyword_from_the_phone_signs_up_at_once_with_one_welcome_and_no_yes(firm, word):
    write(firm, word, at=NOW - 10)
    known = firm.reading.known(TOMASZ)
    assert (known.gate.state, known.gate.level) == (TextState.IN, ConsentLevel.EXPRESS)
    for _ in range(2):
        firm.messaging.send_due()
    write(firm, word, at=NOW - 5)
    firm.messaging.send_due()
    assert sent(firm) == [WELCOME]
    firm.clock.at += 90 * DAY
    later = TextRequest(TOMASZ, f"{FIRM}: the court set a date.", "k", NOOR)
    assert firm.messaging.queue_text(later).outbox_id is not None


def test_the_keyword_does_not_undo_a_stop(firm):
    write(firm, "STOP", at=NOW - 20)
    write(firm, "JOIN", at=NOW - 10)
    assert state(firm) is TextState.OUT_CARRIER


# A YES after the keyword, where the firm wants one ----------------------------------------------


def asks_for_yes(desk, value="on"):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO settings (key, value) VALUES ('keyword_asks_yes', ?)", (value,)
        )


@pytest.mark.row("S0-31")
@pytest.mark.parametrize(
    ("value", "after_join", "texts"),
    [(None, TextState.IN, [WELCOME]), ("on", TextState.PENDING, [REQUEST])],
)
def test_the_keyword_needs_no_yes_and_asking_for_one_all_the_same_is_a_setting(
    firm, value, after_join, texts
):
    if value is not None:
        asks_for_yes(firm, value)
    write(firm, "JOIN", at=NOW - 10)
    assert state(firm) is after_join
    for _ in range(2):
        firm.messaging.send_due()
    assert sent(firm) == texts
    write(firm, "YES", at=NOW + 10)
    assert (state(firm), firm.reading.known(TOMASZ).gate.level) == (
        TextState.IN,
        ConsentLevel.EXPRESS,
    )
    for _ in range(2):
        firm.messaging.send_due()
    assert sent(firm) == ([WELCOME] if value is None else [REQUEST, WELCOME])


def test_until_the_yes_is_there_nothing_else_goes_out(firm):
    asks_for_yes(firm)
    write(firm, "JOIN", at=NOW - 10)
    firm.messaging.send_due()
    outcome = firm.messaging.queue_text(TextRequest(TOMASZ, "News", "k", NOOR))
    assert (outcome.outbox_id, outcome.rule) == (None, "B-06")


def test_whoever_wrote_first_waits_for_the_yes_and_is_answered_again_without_one(firm):
    asks_for_yes(firm)
    write(firm, "Hello, I need a lawyer", at=NOW - 600)
    write(firm, "JOIN", at=NOW - 10)
    assert state(firm) is TextState.PENDING
    firm.messaging.send_due()
    firm.clock.at += 8 * DAY
    firm.messaging.send_due()
    known = firm.reading.known(TOMASZ)
    assert (known.gate.state, known.gate.level) == (TextState.IN, ConsentLevel.IMPLIED)


def test_whoever_agreed_before_is_not_asked_for_a_yes(firm):
    write(firm, "JOIN", at=NOW - 600)
    asks_for_yes(firm)
    write(firm, "JOIN", at=NOW - 10)
    assert state(firm) is TextState.IN


def test_a_keyword_read_a_day_late_asks_for_nothing(firm):
    asks_for_yes(firm)
    write(firm, "JOIN", at=NOW - 2 * DAY)
    firm.messaging.send_due()
    assert (state(firm), sent(firm)) == (TextState.IN, [])


def test_a_no_after_the_keyword_ends_it(firm):
    asks_for_yes(firm)
    write(firm, "JOIN", at=NOW - 10)
    firm.messaging.send_due()
    write(firm, "no", at=NOW + 10)
    assert state(firm) is TextState.OUT_CONTACT


@pytest.mark.row("S2-11")
def test_a_sign_up_whose_wording_only_speaks_of_communications_is_refused_there(firm):
    vague = replace(PAPER, language="I opt into communications from Smith Law about my case.")
    with pytest.raises(InvalidInput) as refused:
        firm.consent.sign_up(vague, NOOR)
    assert [(each.field, each.message) for each in refused.value.fields] == [
        ("language", "“communications” is not enough. The wording must say text messages or SMS.")
    ]
    assert state(firm) is TextState.NONE
    assert sent(firm) == []


@pytest.mark.parametrize("medium", ["verbal_phone", "verbal_in_person", "mobile_web_button"])
def test_a_spoken_or_tapped_sign_up_never_reaches_promotions(firm, medium):
    with firm.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES (8, ?, 'News', 'promotional', '1 text a day', ?, NULL)",
            (FIRM, NOW),
        )
    ip = "203.0.113.7" if medium == "mobile_web_button" else "n/a"
    spoken = replace(PAPER, medium=medium, description="News", ip_address=ip)
    with pytest.raises(InvalidInput) as refused:
        firm.consent.sign_up(spoken, NOOR)
    assert [each.field for each in refused.value.fields] == ["medium"]
    assert "never promotions" in refused.value.fields[0].message
    assert state(firm) is TextState.NONE
    firm.consent.sign_up(replace(spoken, description="Case"), NOOR)
    assert state(firm) is TextState.PENDING
