"""Who agreed to which program, and what ends it."""

import pytest

from desktop_app.models.enums import ConsentLevel, MessageKind, Origin, TextState
from desktop_app.models.setting import put, settings
from desktop_app.services.consent import programs
from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentProof, TextRequest
from desktop_app.services.rules.optin_texts import Program
from tests.store_kit import MARIA, NOW, raw_message
from tests.unit.services.conftest import contacts, desk, maria

__all__ = ["contacts", "desk", "maria"]

DANA = "Dana Whitfield"
FIRM = "Hartwell & Osei"
SIGNED = (
    "I agree to receive automated marketing text messages from Hartwell & Osei at this number. "
    "Agreeing is not required to hire us. Reply STOP to stop."
)
OFFER = f"{FIRM}: 10% off wills this month. Reply STOP to stop."


@pytest.fixture
def firm(desk, maria):
    with desk.database.write() as connection:
        put(connection, settings, "firm_name", FIRM)
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-01", "on the intake form", "Text me")
    desk.consent.record_consent(entry, DANA)
    return desk


@pytest.fixture
def news(firm):
    program = Program(FIRM, "News", "1 message per month")
    return firm.consent.add_program(program, promotional=True)


def agreed(desk):
    return {each.name: each.level for each in desk.reading.known(MARIA).gate.agreed}


def signed(**more):
    fields = {
        "number": MARIA,
        "level": ConsentLevel.EXPRESS_WRITTEN,
        "captured_at": NOW - 3_600,
        "medium": "paper_form",
        "language": SIGNED,
        "action": "signed the form",
        "campaign": f"{FIRM} News",
        "ip_address": "n/a",
        "identity": "Maria Delgado",
    }
    return ConsentProof(**(fields | more))


def offer(desk, **more):
    return desk.messaging.queue_text(
        TextRequest(MARIA, OFFER, f"key-{more}", DANA, kind=MessageKind.PROMOTIONAL, **more)
    )


@pytest.mark.row("S3-13")
@pytest.mark.row("S2-13")
def test_an_offer_leaves_only_once_its_own_program_was_agreed_to_in_writing(firm, news):
    assert agreed(firm) == {f"{FIRM} Case": ConsentLevel.EXPRESS}
    refused = offer(firm)
    assert (refused.outbox_id, refused.rule, refused.overridable) == (None, "B-01", False)
    firm.consent.record_proof(signed(), DANA)
    assert agreed(firm)[f"{FIRM} News"] is ConsentLevel.EXPRESS_WRITTEN
    assert offer(firm, program_id=news).outbox_id is not None


@pytest.mark.row("S2-13")
@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"language": SIGNED.replace("not required", "needed")}, "language", "not required"),
        ({"level": ConsentLevel.EXPRESS, "medium": "verbal_phone"}, "level", "in writing"),
        ({"identity": ""}, "identity", "who agreed"),
        ({"captured_at": NOW + 86_400}, "captured_at", "not come yet"),
    ],
)
def test_consent_to_offers_lacks_nothing_or_is_not_recorded(firm, news, change, field, words):
    with pytest.raises(InvalidInput) as told:
        firm.consent.record_proof(signed(**change), DANA)
    assert any(each.field == field and words in each.message for each in told.value.fields)
    assert f"{FIRM} News" not in agreed(firm)


def test_after_a_stop_and_a_start_the_case_is_texted_about_and_nothing_is_offered(firm, news):
    firm.consent.record_proof(signed(), DANA)
    PageStore(firm.database).put([raw_message("STOP", at=NOW + 10)], NOW + 10)
    assert firm.reading.known(MARIA).gate.state is TextState.OUT_CARRIER
    PageStore(firm.database).put([raw_message("START", at=NOW + 20)], NOW + 20)
    assert set(agreed(firm)) == {f"{FIRM} Case"}
    assert offer(firm, program_id=news).outbox_id is None
    reminder = TextRequest(MARIA, "Court is at 9.", "k", DANA, kind=MessageKind.INFORMATIONAL)
    assert firm.messaging.queue_text(reminder).outbox_id is not None


def test_a_wrong_number_ends_every_agreement(firm):
    PageStore(firm.database).put([raw_message("Wrong number", at=NOW + 10)], NOW + 10)
    assert firm.reading.known(MARIA).gate.state is TextState.WRONG_PERSON
    assert agreed(firm) == {}


def test_a_weaker_record_later_takes_nothing_back(firm):
    with firm.database.write() as connection:
        usual = programs.usual(connection, NOW)
        programs.agree(connection, MARIA, usual, ConsentLevel.EXPRESS_WRITTEN, NOW, 1)
        programs.agree(connection, MARIA, usual, ConsentLevel.EXPRESS, NOW + 5, 2)
    assert agreed(firm) == {f"{FIRM} Case": ConsentLevel.EXPRESS_WRITTEN}


@pytest.mark.parametrize(
    ("program", "field"),
    [
        (Program(FIRM, "Two words", "1 message per month"), "description"),
        (Program(FIRM, "News", "sometimes"), "frequency"),
        (Program("Somebody else", "News", "1 message per month"), "name"),
        (Program(FIRM, "Case", "1 message per month"), "description"),
    ],
)
def test_a_program_that_cannot_be_used_is_refused_at_its_field(firm, program, field):
    before = firm.reading.campaigns()
    with pytest.raises(InvalidInput) as told:
        firm.consent.add_program(program, promotional=False)
    assert [each.field for each in told.value.fields] == [field]
    assert firm.reading.campaigns() == before


def test_a_reminder_by_machine_needs_the_program_s_consent_too(firm, news):
    text = TextRequest(MARIA, "Court is at 9.", "k", DANA, origin=Origin.SCHEDULED, program_id=news)
    assert firm.messaging.queue_text(text).rule == "B-01"
