"""Why a person cannot be texted: cause, day, who lifts it, what to read to them, for each cause."""

import pytest

from desktop_app.models.enums import Channel, Registration, TextState
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.resources import rule_data
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DANA = "Dana Whitfield"


def set_state(desk, state, level="express"):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE channel_consents SET state = ?, level = ?", (str(state), level)
        )


def against(report):
    return [check.what for check in report.checks if not check.ok]


def test_after_a_stop_only_the_client_can_lift_it(desk, maria):
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    report = desk.reading.why(MARIA)
    assert (report.may_text, report.title, report.rule) == (False, "She replied STOP", "A-03")
    assert report.who_lifts.startswith("Only María, by texting START to 312-555-0100")
    assert "your phone sent us the word STOP today" in report.script
    assert "envíe START al 312-555-0100" in report.script_es
    assert against(report) == ["Her own choice", "Consent on file"]
    stop = report.checks[0]
    assert desk.reading.ledger_entry(stop.ledger_seq).line.title == "Opted out of texts"


CAUSES = [
    (TextState.OUT_CONTACT, "She asked for no more texts", "Only María"),
    (TextState.WRONG_PERSON, "This number belongs to somebody else", "Nobody for this number"),
    (TextState.LANDLINE, "This number is a landline", "Whoever has a cell number"),
    (TextState.PENDING, "Waiting for YES", "María, by replying YES"),
    (TextState.REVIEW, "Somebody has to decide first", "Anyone at the firm"),
    (TextState.NONE, "No consent on record", "Anyone at the firm"),
]


@pytest.mark.parametrize(("state", "title", "who"), CAUSES)
def test_every_state_has_its_cause_who_lifts_it_and_a_sentence_in_two_languages(
    desk, maria, state, title, who
):
    set_state(desk, state)
    report = desk.reading.why(MARIA)
    assert (report.may_text, report.title) == (False, title)
    assert report.who_lifts.startswith(who)
    assert report.script.startswith("María, ")
    assert report.script_es.startswith("María, ")
    assert report.script != report.script_es
    assert report.rules_as_of == rule_data("why")["as_of"]


def test_the_firm_s_own_choice_names_who_made_it_and_how_to_go_past_it(desk, maria):
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers the phone")
    report = desk.reading.why(MARIA)
    assert report.title == "Dana Whitfield turned texts off"
    assert "Override, with a reason" in report.who_lifts
    assert "prefers the phone" in report.when


def test_who_wrote_first_long_ago_is_a_cause_of_its_own(desk):
    PageStore(desk.database).put([raw_message("Hello", at=NOW - 30 * 86_400, client=TOMASZ)], NOW)
    report = desk.reading.why(TOMASZ)
    assert report.title.endswith("wrote first, some time ago")


def test_an_unregistered_number_of_ours_is_a_cause_of_its_own(desk, maria):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE firm_numbers SET registration = ?", (str(Registration.NOT_APPROVED),)
        )
    report = desk.reading.why(MARIA)
    assert report.title == "Our number isn’t registered for texts"
    assert "Our number" in against(report)


def test_a_number_that_can_get_no_texts_is_a_cause_of_its_own(desk):
    report = desk.reading.why("+19005550123")
    assert (report.may_text, report.title) == (False, "This number can’t be texted")


def test_where_texts_may_go_it_says_so_and_on_what_that_rests(desk, maria):
    report = desk.reading.why(MARIA)
    assert (report.may_text, report.title) == (True, "You can text María")
    assert against(report) == []


def test_what_still_works_names_only_what_is_open(desk, maria):
    assert desk.reading.why(MARIA).still_works.startswith("Calls and email.")
    desk.consent.opt_out_by_firm("maria.d@example.com", DANA, "shared inbox", Channel.EMAIL)
    assert desk.reading.why(MARIA).still_works == "Calls. Email is opted out."
