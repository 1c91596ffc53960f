"""In a real store nobody sends a text before they accepted the rules of use, by no way."""

from dataclasses import replace

import pytest

from desktop_app.models.enums import ConsentLevel, Origin
from desktop_app.services.accepting import AcceptanceService
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.records import ConsentEntry, OutboxState, TextRequest
from desktop_app.services.settings import SettingsService

ROSA = "+18132345678"
DANA = "Dana Whitfield"


@pytest.fixture
def bus():
    return EventBus()


@pytest.fixture
def real(desk, bus):
    """The same desk with the rules of a real account."""
    consent = ConsentService(desk.database, desk.clock, bus, practice=False)
    consent.record_consent(
        ConsentEntry(ROSA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me"), DANA
    )
    return MessagingService(
        desk.database, desk.sender, desk.clock, bus, practice=False, wake=lambda: None
    )


@pytest.fixture
def acceptance(desk, bus):
    return AcceptanceService(desk.database, desk.clock, bus)


def text(actor=DANA, **more):
    fields = {"to": ROSA, "body": "Hartwell & Osei: see you at 3. Reply STOP to opt out."}
    return TextRequest(**fields | {"client_key": f"{actor}{more}", "actor": actor} | more)


@pytest.mark.row("S0-65")
def test_nobody_sends_before_accepting_and_each_person_accepts_once(real, acceptance, desk):
    refused = real.queue_text(text())
    assert refused.state is OutboxState.BLOCKED
    assert refused.rule == "S0-65"
    assert refused.reason.startswith("Dana Whitfield has not accepted the rules of use yet.")
    acceptance.accept(DANA)
    assert real.queue_text(text()).state is OutboxState.QUEUED
    other = real.queue_text(text("Noor Haddad"))
    assert other.rule == "S0-65"
    acceptance.accept("Noor Haddad")
    assert real.queue_text(text("Noor Haddad")).state is OutboxState.QUEUED


def test_an_acceptance_is_kept_with_name_version_and_time(acceptance, desk, bus):
    heard = []
    bus.subscribe(heard.append)
    acceptance.accept(DANA)
    assert desk.reading.setting("rules_accepted") == (
        f'[{{"who": "Dana Whitfield", "version": 1, "at": {desk.clock.now()}}}]'
    )
    assert heard == [SettingChanged("rules_accepted")]


def test_a_text_for_later_and_a_test_to_one_s_own_phone_are_no_way_past_it(real, desk, bus):
    later = real.queue_text(text(send_at=desk.clock.now() + 86_400))
    assert later.rule == "S0-65"
    SettingsService(lambda: desk.database, bus).set("own_phone", "(813) 234-5699")
    assert real.send_test(ROSA, "Hello", DANA).rule == "S0-65"


def test_what_no_person_writes_needs_nobody_s_acceptance(real):
    answer = real.queue_text(text("Brieftext", origin=Origin.AUTOMATED))
    assert answer.rule != "S0-65"


def test_a_sign_up_request_waits_for_it_too_and_records_nothing(desk, bus):
    from tests.unit.services.test_signing_up import PAPER

    SettingsService(lambda: desk.database, bus).set("firm_name", "Smith Law")
    consent = ConsentService(desk.database, desk.clock, bus, practice=False)
    before = desk.reading.ledger_of("+18132340001")
    with pytest.raises(BrieftextError, match="rules of use"):
        consent.sign_up(replace(PAPER, number="+18132340001"), DANA)
    assert desk.reading.ledger_of("+18132340001") == before


def test_practice_asks_nobody(desk):
    assert desk.queue("Hartwell & Osei: hello. Reply STOP to opt out.").rule != "S0-65"
