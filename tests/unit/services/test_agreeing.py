"""What consent to texts rests on, and the one confirmation whoever agreed gets at once."""

from dataclasses import replace

import pytest

from desktop_app.models.setting import put, settings
from desktop_app.services.consent.records import SignUp
from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    ConsentProof,
    TextRequest,
    TextState,
)
from tests.store_kit import NOW, TOMASZ, raw_message

NOOR, FIRM = "Noor Haddad", "Smith Law"
ABOUT_TEXTS = "I opt into receiving SMS from Smith Law about my case."
PROOF = ConsentProof(
    number=TOMASZ,
    level=ConsentLevel.EXPRESS,
    captured_at=NOW - 3_600,
    medium="verbal_phone",
    language=ABOUT_TEXTS,
    action="said yes",
    campaign="Smith Law Case",
    ip_address="n/a",
    identity="Tomasz Nowak",
)
WELCOME = (
    "Welcome to Smith Law Case Alerts! Msg&data rates may apply. 4 messages per month. "
    "Reply HELP for help, STOP to cancel."
)


@pytest.fixture
def firm(desk):
    """A firm with a name, and so with its usual program; Tomasz is unknown to it."""
    with desk.database.write() as connection:
        put(connection, settings, "firm_name", FIRM)
        connection.exec_driver_sql("DELETE FROM campaign_consents")
        connection.exec_driver_sql("DELETE FROM campaigns")
    return desk


def refused(firm, proof):
    with pytest.raises(InvalidInput) as told:
        firm.consent.record_proof(proof, NOOR)
    assert firm.reading.known(TOMASZ).gate.state is TextState.NONE
    return [problem.field for problem in told.value.fields]


def write(firm, body, at):
    PageStore(firm.database).put([raw_message(body, at=at, client=TOMASZ)], firm.clock.at)


def sent(firm):
    return [row.body for row in firm.reading.outbox_rows(every=True) if row.to == TOMASZ]


@pytest.mark.row("S2-10")
def test_express_consent_is_recorded_as_such_with_its_purpose_and_its_words_about_texts(firm):
    seq = firm.consent.record_proof(PROOF, NOOR)
    gate = firm.reading.known(TOMASZ).gate
    assert (gate.state, gate.level) == (TextState.IN, ConsentLevel.EXPRESS)
    facts = {field.name: field.words for field in firm.reading.ledger_entry(seq).fields}
    assert facts["Campaign"] == "Smith Law Case"
    assert ABOUT_TEXTS in facts["What was shown and done"]
    assert firm.reading.ledger_entry(seq).line.title == "Agreed to texts"


@pytest.mark.row("S2-10")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"campaign": ""}, "campaign"),
        ({"campaign": "Everything"}, "campaign"),
        ({"language": "I agree to receive communications from Smith Law."}, "language"),
        ({"language": ""}, "language"),
    ],
)
def test_without_a_purpose_or_words_about_texts_it_is_no_express_consent(firm, change, field):
    assert refused(firm, replace(PROOF, **change)) == [field]


@pytest.mark.row("S2-10")
def test_a_short_record_needs_words_about_texts_too(firm):
    entry = ConsentEntry(
        TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "by phone", "Yes, contact me about my case."
    )
    with pytest.raises(InvalidInput) as told:
        firm.consent.record_consent(entry, NOOR)
    assert [problem.field for problem in told.value.fields] == ["words"]
    assert firm.reading.known(TOMASZ).gate.state is TextState.NONE


@pytest.mark.row("S3-18")
def test_whoever_signs_up_from_the_phone_gets_one_confirmation_at_once_with_the_way_out(firm):
    write(firm, "JOIN", at=NOW)
    firm.messaging.send_due()
    assert sent(firm) == [WELCOME]
    assert firm.twilio.posts[-1][0] == TOMASZ
    for _ in range(3):
        firm.clock.at += 600
        write(firm, "JOIN", at=firm.clock.at)
        firm.messaging.send_due()
    assert sent(firm) == [WELCOME]


@pytest.mark.row("S3-18")
def test_whoever_signed_on_paper_gets_it_once_and_at_once_after_the_yes(firm):
    paper = SignUp(
        number=TOMASZ,
        medium="paper_form",
        agreed_at=NOW - 60,
        identity="Tomasz Nowak",
        language="I agree to receive text messages from Smith Law about my case.",
        action="signed the form",
        name=FIRM,
        description="Case",
        frequency="4 messages per month",
    )
    firm.consent.sign_up(paper, NOOR)
    firm.messaging.send_due()
    firm.clock.at += 60
    write(firm, "YES", at=firm.clock.at)
    firm.messaging.send_due()
    assert sent(firm)[1:] == [WELCOME]
    firm.clock.at += 600
    write(firm, "YES", at=firm.clock.at)
    firm.messaging.send_due()
    assert sent(firm)[1:] == [WELCOME]
    more = TextRequest(TOMASZ, "Your hearing is on Tuesday.", "k", NOOR)
    assert firm.messaging.queue_text(more).outbox_id is not None
