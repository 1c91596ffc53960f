"""A client's own words: texts off at once or paused, explained or decided in ten business days."""

import pytest

from desktop_app.models.enums import TextState
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import ConsentEntry, ConsentLevel
from tests.store_kit import MARIA, NOW, raw_message

DANA = "Dana Whitfield"
REASON = "I called her, she meant the calls from the insurer."
DAY = 86_400


@pytest.fixture
def agreed(desk, maria):
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-01", "on the intake form", "Text me")
    desk.consent.record_consent(entry, DANA)
    return maria


def write(desk, body, at=NOW):
    PageStore(desk.database).put([raw_message(body, at=at)], desk.clock.at)


def state(desk):
    return desk.reading.known(MARIA).gate.state


def decide(desk, *, opt_out=False, reason=REASON):
    desk.consent.decide_review(MARIA, DANA, opt_out=opt_out, reason=reason)


def test_plain_words_turn_texts_off_and_a_named_person_may_explain_them(desk, agreed):
    write(desk, "please stop texting me, my phone is full")
    assert state(desk) is TextState.OUT_CONTACT
    card = desk.reading.review(MARIA)
    assert (card.clear, card.title) == (True, "María asked to stop, so texts to her are off")
    assert "please stop texting me" in card.marked
    decide(desk)
    assert state(desk) is TextState.IN
    assert desk.reading.known(MARIA).gate.level is ConsentLevel.EXPRESS
    assert desk.reading.review(MARIA) is None
    newest = desk.reading.ledger_of(MARIA)[0]
    assert newest.title == "Explained: it was no request to stop"
    facts = dict(desk.reading.ledger_entry(newest.seq).facts)
    assert facts["Reason"] == REASON


def test_words_of_doubt_pause_automatic_texts_until_somebody_decides(desk, agreed):
    write(desk, "leave me alone")
    assert state(desk) is TextState.REVIEW
    card = desk.reading.review(MARIA)
    assert (card.clear, card.title) == (False, "Did María ask to stop?")
    decide(desk, opt_out=True)
    assert state(desk) is TextState.OUT_CONTACT


def test_words_of_doubt_that_were_none_leave_everything_as_it_was(desk, agreed):
    write(desk, "leave me alone")
    decide(desk)
    assert (state(desk), desk.reading.known(MARIA).gate.level) == (
        TextState.IN,
        ConsentLevel.EXPRESS,
    )


def test_who_does_not_decide_in_ten_business_days_decided_for_the_client(desk, agreed):
    write(desk, "leave me alone")
    desk.clock.at += 10 * DAY
    desk.messaging.send_due()
    assert state(desk) is TextState.REVIEW
    desk.clock.at += 8 * DAY
    desk.messaging.send_due()
    assert state(desk) is TextState.OUT_CONTACT
    assert desk.reading.ledger_of(MARIA)[0].by == "Brieftext"


def test_after_ten_business_days_nobody_can_explain_any_more(desk, agreed):
    write(desk, "please stop texting me")
    desk.clock.at += 18 * DAY
    assert desk.reading.review(MARIA) is None
    with pytest.raises(BrieftextError, match="any more"):
        decide(desk)
    assert state(desk) is TextState.OUT_CONTACT


def test_after_a_stop_by_keyword_no_explaining_helps(desk, agreed):
    write(desk, "please stop texting me")
    write(desk, "STOP", at=NOW + 5)
    assert desk.reading.review(MARIA) is None
    with pytest.raises(BrieftextError):
        decide(desk)
    assert state(desk) is TextState.OUT_CARRIER


def test_after_an_opt_out_told_to_the_firm_no_explaining_helps(desk, agreed):
    desk.consent.opt_out_told_firm(MARIA, DANA, "by phone", "no more texts")
    assert desk.reading.review(MARIA) is None
    with pytest.raises(BrieftextError):
        decide(desk)


def test_an_earlier_stop_by_keyword_still_counts(desk, agreed):
    write(desk, "STOP")
    write(desk, "START", at=NOW + 5)
    write(desk, "please stop texting me", at=NOW + 10)
    with pytest.raises(BrieftextError, match="Only María"):
        decide(desk)


@pytest.mark.parametrize("reason", ["", "x", "too short", "fourteen chars"])
def test_explaining_needs_a_reason(desk, agreed, reason):
    write(desk, "please stop texting me")
    with pytest.raises(InvalidInput) as told:
        decide(desk, reason=reason)
    assert told.value.fields[0].field == "reason"
    assert state(desk) is TextState.OUT_CONTACT


def test_a_number_of_somebody_else_is_off_until_somebody_explains(desk, agreed):
    write(desk, "Wrong number, who is this?")
    assert state(desk) is TextState.WRONG_PERSON
    assert desk.reading.review(MARIA).title == "Whoever has this number says it is the wrong one"
    decide(desk)
    assert state(desk) is TextState.IN


def test_words_of_doubt_read_from_long_ago_change_nothing(desk, agreed):
    write(desk, "leave me alone", at=NOW - 40 * DAY)
    assert state(desk) is TextState.IN


def test_there_is_no_card_where_nobody_wrote_such_words(desk, agreed):
    assert desk.reading.review(MARIA) is None


def test_the_firm_s_own_switch_does_not_settle_words_of_doubt(desk, agreed):
    write(desk, "leave me alone")
    item = next(i for i in desk.reading.menu(agreed) if i.key == "opt_in_messages")
    assert (item.enabled, item.reason.startswith("Decide first")) == (False, True)
    with pytest.raises(BrieftextError):
        desk.consent.opt_in_by_firm(MARIA, DANA)
    notice = desk.reading.locked_notice(agreed)
    assert (notice.title, notice.actions) == ("On hold until somebody decides", ("override",))


def test_what_stands_where_the_composer_was_does_not_contradict_the_card(desk, agreed):
    write(desk, "please stop texting me")
    notice = desk.reading.locked_notice(agreed)
    assert notice.title == "Texting is off for María"
    assert "“please stop texting me” today" in notice.reason


# Looking, and leaving it -----------------------------------------------------------------------


def test_keeping_texts_off_is_recorded_and_the_card_is_gone_for_everybody(desk, agreed):
    write(desk, "please stop texting me")
    decide(desk, opt_out=True, reason="")
    assert state(desk) is TextState.OUT_CONTACT
    newest = desk.reading.ledger_of(MARIA)[0]
    assert (newest.title, newest.by) == ("Looked at: texts stay off", DANA)
    another = StoreReading(desk.database.reader, desk.clock, practice=True)
    assert another.review(MARIA) is None
    another.close()


def test_after_keeping_texts_off_nobody_explains_them_on_again(desk, agreed):
    write(desk, "please stop texting me")
    decide(desk, opt_out=True, reason="")
    with pytest.raises(BrieftextError, match="any more"):
        decide(desk)
    assert state(desk) is TextState.OUT_CONTACT


def test_newer_words_after_that_are_looked_at_again(desk, agreed):
    write(desk, "please stop texting me")
    decide(desk, opt_out=True, reason="")
    write(desk, "stop texting me please", at=NOW + 60)
    assert desk.reading.review(MARIA).quoted == "stop texting me please"


def test_a_number_that_stays_somebody_else_s_is_recorded_as_looked_at(desk, agreed):
    write(desk, "wrong number")
    decide(desk, opt_out=True, reason="")
    assert state(desk) is TextState.WRONG_PERSON
    assert desk.reading.review(MARIA) is None


# How pressing it is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [
        (0, "", "Decide by Mon, Oct 5"),
        (6, "", "Decide by Mon, Oct 5"),
        (8, "warn", "Decide by Mon, Oct 5, 5 business days left"),
        (11, "urgent", "Decide by Mon, Oct 5, 2 business days left"),
        (14, "urgent", "Decide by Mon, Oct 5, the last business day"),
    ],
)
def test_a_decision_gets_more_pressing_in_words_as_its_day_comes_near(
    desk, agreed, days, tone, words
):
    write(desk, "leave me alone")
    desk.clock.at += days * DAY
    card = desk.reading.review(MARIA)
    assert (card.tone, card.deadline) == (tone, words)


def test_words_that_turned_texts_off_press_nobody(desk, agreed):
    write(desk, "please stop texting me")
    desk.clock.at += 13 * DAY
    assert desk.reading.review(MARIA).tone == ""


def test_all_of_what_was_written_is_there_to_read(desk, agreed):
    long = "Hello Dana, about the car. " * 20 + "Please stop texting me."
    write(desk, long)
    assert desk.reading.review(MARIA).quoted == long
