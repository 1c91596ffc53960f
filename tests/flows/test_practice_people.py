"""The made-up firm as a new profile gets it: its programs, and one consent proved in full."""

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.practice import write_people
from desktop_app.composition.profile import Profile
from desktop_app.models import store_file
from desktop_app.services.practice.constants import STORE_KEY
from desktop_app.services.records import LedgerKind
from tests.store_kit import MARIA, TOMASZ


@pytest.fixture
def office(tmp_path):
    """A practice store with the firm's people, and no Twilio behind it."""
    folder = tmp_path / "profile"
    store_file.create(folder / "brieftext.db", STORE_KEY, kind=store_file.PRACTICE)
    opened = Profile(folder, Environment("http://127.0.0.1:9/by-host", True)).open_parts()
    write_people(opened.room(), opened.workspace.events)
    yield opened
    opened.reading.close()
    opened.workspace.running.close()


def consent_of(office, number):
    line = next(
        each
        for each in office.reading.ledger_of(number)
        if each.kind is LedgerKind.CONSENT_RECORDED
    )
    return office.reading.ledger_entry(line.seq)


def test_maria_s_consent_has_all_seven_fields_and_the_signed_page(office):
    entry = consent_of(office, MARIA)
    assert (entry.line.proof.have, entry.line.proof.of) == (7, 7)
    assert entry.line.proof.missing == ()
    ((name, digest),) = entry.evidence
    assert name == "Intake form, page 3.png"
    content = office.workspace.consent.evidence_content(digest)
    assert content.startswith(b"\x89PNG")
    assert office.room().verify_ledger().problems == ()


def test_another_client_s_older_record_still_lacks_something(office):
    assert consent_of(office, TOMASZ).line.proof.missing


def test_the_firm_has_its_programs_the_usual_one_first(office):
    found = office.reading.campaigns()
    assert [(each.name, each.description, each.promotional) for each in found] == [
        ("Hartwell & Osei", "Case", False),
        ("Hartwell & Osei", "Appointment", False),
        ("Hartwell & Osei", "News", True),
    ]
