"""What the firm's people do to consent, and how every screen says it."""

import json

import pytest

from desktop_app.models import ledger
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextState
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DANA = "Dana Whitfield"


def state(desk, number=MARIA):
    return desk.reading.known(number).gate.state


def menu(desk, place):
    return {item.key: item for item in desk.reading.menu(place)}


def last_payload(desk):
    with desk.database.read() as connection:
        assert ledger.verify(connection).broken_at is None
        row = connection.exec_driver_sql("SELECT payload FROM ledger_payloads ORDER BY seq DESC")
        return json.loads(row.scalar())


@pytest.mark.row("S0-23")
def test_the_firm_turns_texts_off_and_on_again(desk, maria):
    desk.consent.opt_out_by_firm(MARIA, DANA, "case on hold")
    assert state(desk) is TextState.OUT_FIRM
    assert last_payload(desk)["reason"] == "case on hold"
    item = menu(desk, maria)["opt_in_messages"]
    assert (item.enabled, item.label) == (True, "Opt-in messages")
    assert "Dana Whitfield" in item.now
    notice = desk.reading.locked_notice(maria)
    assert (notice.title, notice.actions) == (
        "Texting is off for María",
        ("override", "opt_in"),
    )
    desk.consent.opt_in_by_firm(MARIA, DANA)
    assert state(desk) is TextState.IN
    assert desk.reading.locked_notice(maria) is None


def test_an_opt_out_needs_a_reason(desk):
    with pytest.raises(InvalidInput) as caught:
        desk.consent.opt_out_by_firm(MARIA, DANA, " ")
    assert caught.value.fields[0].field == "reason"
    assert state(desk) is TextState.IN


def test_what_the_client_told_the_firm_is_final_for_the_firm(desk, maria):
    desk.consent.opt_out_told_firm(MARIA, DANA, "by phone", "no more texts, she said")
    assert state(desk) is TextState.OUT_CONTACT
    assert last_payload(desk)["words"] == "no more texts, she said"
    with pytest.raises(BrieftextError, match="Only María can turn texts back on"):
        desk.consent.opt_in_by_firm(MARIA, DANA)
    item = menu(desk, maria)["opt_in_messages"]
    assert (item.enabled, item.reason) == (False, "Only María can undo this, by texting START")
    assert not menu(desk, maria)["override"].enabled


@pytest.mark.parametrize(("how", "words"), [("", "stop it"), ("by phone", "")])
def test_such_a_record_needs_how_and_words(desk, how, words):
    with pytest.raises(InvalidInput):
        desk.consent.opt_out_told_firm(MARIA, DANA, how, words)


def test_after_the_client_s_stop_the_firm_s_switch_does_nothing(desk, maria):
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    desk.consent.opt_out_by_firm(MARIA, DANA, "to be sure")
    assert state(desk) is TextState.OUT_CARRIER
    with pytest.raises(BrieftextError, match="must text START"):
        desk.consent.opt_in_by_firm(MARIA, DANA)
    notice = desk.reading.locked_notice(maria)
    assert (notice.icon, notice.title) == ("lock", "Only María can turn texts back on")
    assert "(312) 555-0100" in notice.reason


def test_turning_on_what_is_not_off_says_so(desk):
    with pytest.raises(BrieftextError, match="not turned off by your firm"):
        desk.consent.opt_in_by_firm(TOMASZ, DANA)


def consent(**more):
    fields = {
        "number": TOMASZ,
        "level": ConsentLevel.EXPRESS,
        "agreed_on": "2026-03-04",
        "how": "intake form",
        "words": "You may text me about my case",
    }
    return ConsentEntry(**(fields | more))


def test_a_staff_record_opens_the_conversation_and_keeps_its_words(desk):
    desk.consent.record_consent(consent(), DANA)
    known = desk.reading.known(TOMASZ)
    assert (known.gate.state, known.gate.level) == (TextState.IN, ConsentLevel.EXPRESS)
    place = desk.reading.conversation_by_number(TOMASZ).id
    line = desk.reading.contact_card(place).consent[0]
    assert line.proof == "You may text me about my case"
    assert last_payload(desk)["agreed_on"] == "2026-03-04"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agreed_on": "2099-01-01"}, "agreed_on"),
        ({"agreed_on": "yesterday"}, "agreed_on"),
        ({"how": ""}, "how"),
        ({"words": " "}, "words"),
        ({"level": ConsentLevel.IMPLIED}, "level"),
        ({"level": ConsentLevel.NONE}, "level"),
    ],
)
def test_a_record_with_a_hole_in_it_is_refused_at_its_field(desk, change, field):
    with pytest.raises(InvalidInput) as caught:
        desk.consent.record_consent(consent(**change), DANA)
    assert [problem.field for problem in caught.value.fields] == [field]
    assert state(desk, TOMASZ) is TextState.NONE


def test_a_record_made_after_a_stop_does_not_lift_it(desk):
    PageStore(desk.database).put([raw_message("STOP", at=NOW, client=TOMASZ)], NOW)
    desk.consent.record_consent(consent(), DANA)
    assert state(desk, TOMASZ) is TextState.OUT_CARRIER


@pytest.mark.row("S2-13")
def test_consent_in_writing_is_not_recorded_without_its_seven_fields(desk):
    with pytest.raises(InvalidInput) as told:
        desk.consent.record_consent(consent(level=ConsentLevel.EXPRESS_WRITTEN), DANA)
    assert [each.field for each in told.value.fields] == ["level"]


def test_the_menu_names_every_channel_and_what_does_not_exist_yet_cannot_be_clicked(desk, maria):
    items = desk.reading.menu(maria)
    assert [item.label for item in items] == [
        "Block caller",
        "Opt-out outbound calls",
        "Opt-out messages",
        "Opt-out outbound email",
        "Override…",
    ]
    assert [item.key for item in items if item.enabled] == [
        "opt_out_calls",
        "opt_out_messages",
        "opt_out_email",
    ]
    assert [item.reason for item in items if not item.enabled] == [
        "Not set up yet",
        "Nothing to override",
    ]


def test_a_stop_to_one_number_of_the_firm_is_known_to_be_that_number_s_and_holds_for_all(desk):
    from tests.store_kit import TOLL_FREE

    PageStore(desk.database).put([raw_message("STOP", at=NOW, to=TOLL_FREE)], NOW)
    assert last_payload(desk)["firm_number"] == TOLL_FREE
    assert desk.queue(from_number="+13125550100").rule == "A-03"
