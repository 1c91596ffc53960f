"""The firm's numbers over real HTTP: read, set up, repaired, undone; registration; landlines."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.practice import ACTOR, write_people
from desktop_app.composition.profile import Profile
from desktop_app.services.errors import BrieftextError, InvalidInput, OutcomeUnknown
from desktop_app.services.firm_numbers.records import Change, MoveState, MoveWay
from desktop_app.services.practice import constants
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.messaging_services import PracticeService
from desktop_app.services.records import ContactEdit, OutboxState, Registration, TextRequest
from desktop_app.services.wording import Person
from desktop_app.views.contacts.country import abroad_words, country_of
from desktop_app.views.delivery import delivery_words
from tests.flows.practice_fixture import practice  # noqa: F401
from tests.store_kit import MARIA, TOMASZ

LOCAL, TOLL_FREE = constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER
LOCAL_SID = "PN" + "fab1e" * 6 + "10"
TOLL_FREE_SID = "PN" + "fab1e" * 6 + "11"
HORIZON_S = 2


@pytest.fixture
def office(tmp_path, practice):  # noqa: F811
    """A connected practice profile with the firm's people."""
    with opened(tmp_path / "profile", practice) as parts:
        yield parts


@contextmanager
def opened(folder, twilio):
    profile = Profile(folder, Environment(twilio.base_url, True, HORIZON_S))
    parts = profile.connect_parts(
        constants.ACCOUNT_SID, constants.KEY_SID, constants.KEY_SECRET, constants.FIRM_NAME, ACTOR
    )
    write_people(parts.room(), parts.workspace.events)
    yield parts
    parts.reading.close()
    parts.workspace.running.close()


def numbers_of(office):
    return {number.number: number for number in office.reading.firm_numbers()}


def services(twilio, *made):
    twilio.account.services.put(*made)


def a_service(sid="MG" + "a" * 32, **more):
    return PracticeService(sid, more.pop("name", "Old system"), more.pop("keeps", True), **more)


def writes(twilio):
    """Every request that changed something at messaging.twilio.com, shortest form."""
    return [
        (line.method, line.path.partition("/v1/")[2], dict(line.form))
        for line in twilio.requests()
        if "messaging.twilio.com" in line.path and line.method != "GET"
    ]


def test_reading_changes_nothing_and_keeps_what_twilio_says(office, practice):  # noqa: F811
    plan = office.workspace.numbers.read()
    assert plan.steps == ()
    assert writes(practice) == []
    local = numbers_of(office)[LOCAL]
    assert (local.service_sid, local.service_name) == (
        constants.MESSAGING_SERVICE_SID,
        "Hartwell & Osei texts",
    )
    assert not local.loses_texts
    assert local.read_at > 0
    assert office.reading.setting("messaging_service_sid") == constants.MESSAGING_SERVICE_SID


def test_a_service_is_made_that_keeps_texts_before_any_number_goes_in(office, practice):  # noqa: F811
    services(practice)
    numbers = office.workspace.numbers
    plan = numbers.read()
    assert [step.change for step in plan.steps] == [
        Change.MADE_SERVICE,
        Change.ADDED_NUMBER,
        Change.ADDED_NUMBER,
    ]
    assert not plan.danger
    assert writes(practice) == []
    assert numbers.carry_out(plan, ACTOR).steps == ()
    (made,) = practice.account.services.all()
    assert made.keeps
    assert made.number_sids == (LOCAL_SID, TOLL_FREE_SID)
    first = writes(practice)[0]
    assert first == (
        "POST",
        "Services",
        {"FriendlyName": "Brieftext – Hartwell & Osei", "UseInboundWebhookOnNumber": "true"},
    )
    assert office.reading.setting("messaging_service_sid") == made.sid
    practice.inbound(MARIA, "still here?")
    assert practice.truth()["messages"][-1]["body"] == "still here?"


def test_every_change_is_noted_and_undone_at_twilio_the_newest_first(office, practice):  # noqa: F811
    services(practice)
    numbers = office.workspace.numbers
    numbers.carry_out(numbers.read(), ACTOR)
    changes = office.reading.number_changes()
    assert [change.words for change in changes] == [
        "Put (833) 555-0100 into “Brieftext – Hartwell & Osei”",
        "Put (312) 555-0100 into “Brieftext – Hartwell & Osei”",
        "Made the Messaging Service “Brieftext – Hartwell & Osei”",
    ]
    assert [bool(change.undo) for change in changes] == [True, False, False]
    assert {change.actor for change in changes} == {ACTOR}
    with pytest.raises(BrieftextError, match="can’t be undone yet"):
        numbers.undo(changes[-1].id, ACTOR)
    for change in changes:
        numbers.undo(change.id, ACTOR)
    assert practice.account.services.all() == ()
    assert all(change.undone_at for change in office.reading.number_changes())
    assert office.reading.setting("messaging_service_sid") == ""
    with pytest.raises(BrieftextError, match="can’t be undone yet"):
        numbers.undo(changes[0].id, ACTOR)


def test_a_service_that_throws_texts_away_is_found_and_repaired(office, practice):  # noqa: F811
    losing = a_service(keeps=False, number_sids=(LOCAL_SID, TOLL_FREE_SID))
    services(practice, losing)
    practice.inbound(MARIA, "nobody will ever read this")
    assert practice.truth()["messages"][-1]["body"] != "nobody will ever read this"
    numbers = office.workspace.numbers
    plan = numbers.read()
    assert plan.danger
    assert [step.change for step in plan.steps] == [Change.KEPT_INBOUND]
    assert {number.loses_texts for number in office.reading.firm_numbers()} == {True}
    numbers.carry_out(plan, ACTOR)
    assert practice.account.services.all() == (replace(losing, keeps=True),)
    assert {number.loses_texts for number in office.reading.firm_numbers()} == {False}
    practice.inbound(MARIA, "this one arrives")
    assert practice.truth()["messages"][-1]["body"] == "this one arrives"
    (change,) = office.reading.number_changes()
    numbers.undo(change.id, ACTOR)
    assert practice.account.services.all() == (losing,)


def test_a_service_with_an_address_of_its_own_loses_nothing_and_is_left_alone(
    office,
    practice,  # noqa: F811
):
    kept = a_service(
        keeps=False, address="https://crm.example/in", number_sids=(LOCAL_SID, TOLL_FREE_SID)
    )
    services(practice, kept)
    assert office.workspace.numbers.read().steps == ()


def test_the_one_free_number_joins_the_service_that_has_the_other(office, practice):  # noqa: F811
    services(practice, a_service(number_sids=(LOCAL_SID,)))
    plan = office.workspace.numbers.read()
    assert [(step.change, step.number, step.service_name) for step in plan.steps] == [
        (Change.ADDED_NUMBER, TOLL_FREE, "Old system")
    ]


def test_a_plan_that_no_longer_fits_changes_nothing(office, practice):  # noqa: F811
    services(practice)
    numbers = office.workspace.numbers
    plan = numbers.read()
    services(practice, a_service(number_sids=(LOCAL_SID,)))
    with pytest.raises(BrieftextError, match="Something changed at Twilio"):
        numbers.carry_out(plan, ACTOR)
    assert writes(practice) == []
    assert office.reading.number_changes() == []


def test_what_twilio_refuses_leaves_no_note(office, practice):  # noqa: F811
    services(practice)
    numbers = office.workspace.numbers
    plan = numbers.read()
    practice.add_fault(Fault(method="POST", path="PhoneNumbers", status=400, code=21714))
    with pytest.raises(BrieftextError, match="full"):
        numbers.carry_out(plan, ACTOR)
    assert [change.words for change in office.reading.number_changes()] == [
        "Made the Messaging Service “Brieftext – Hartwell & Osei”"
    ]
    left = numbers.read()
    assert [step.change for step in left.steps] == [Change.ADDED_NUMBER, Change.ADDED_NUMBER]


def test_a_service_whose_answer_was_lost_is_found_again_and_not_made_twice(
    office,
    practice,  # noqa: F811
):
    services(practice)
    numbers = office.workspace.numbers
    plan = numbers.read()
    practice.add_fault(Fault(method="POST", path="v1/Services", drop="after_stored"))
    numbers.carry_out(plan, ACTOR)
    (made,) = practice.account.services.all()
    assert made.number_sids == (LOCAL_SID, TOLL_FREE_SID)
    assert len(office.reading.number_changes()) == 3


def test_a_list_that_leads_elsewhere_is_not_followed(office, practice):  # noqa: F811
    meta = {"next_page_url": "https://evil.example/v1/Services"}
    practice.add_fault(Fault(method="GET", path="v1/Services", change={"meta": meta}))
    with pytest.raises(OutcomeUnknown):
        office.workspace.numbers.read()


@pytest.mark.row("S1-02")
def test_every_number_shows_where_its_registration_stands(office, practice):  # noqa: F811
    office.workspace.numbers.read()
    told = numbers_of(office)
    assert (told[LOCAL].registration, told[LOCAL].registration_note) == (
        Registration.LIVE,
        "Campaign approved",
    )
    assert (told[TOLL_FREE].registration, told[TOLL_FREE].registration_note) == (
        Registration.LIVE,
        "Verified",
    )
    practice.change_settings(unregistered=[LOCAL, TOLL_FREE])
    office.workspace.numbers.read()
    told = numbers_of(office)
    assert (told[LOCAL].registration, told[LOCAL].registration_note) == (
        Registration.NOT_APPROVED,
        "Campaign is being reviewed",
    )
    assert (told[TOLL_FREE].registration, told[TOLL_FREE].registration_note) == (
        Registration.NOT_APPROVED,
        "Verification is being reviewed",
    )
    assert told[LOCAL].registration_at > 0


@pytest.mark.row("S2-37")
def test_receiving_works_without_any_campaign_and_nothing_goes_out(office, practice):  # noqa: F811
    services(practice)
    practice.change_settings(unregistered=[LOCAL])
    work = office.workspace
    work.numbers.read()
    assert numbers_of(office)[LOCAL].registration is Registration.NOT_APPROVED
    practice.inbound(MARIA, "Can you read this without a campaign?")
    work.sync.run_round()
    row = office.reading.conversation_by_number(MARIA)
    assert row.snippet == "Can you read this without a campaign?"
    before = len(practice.truth()["messages"])
    outcome = work.messaging.queue_text(TextRequest(MARIA, "Yes, I can.", "one", ACTOR))
    work.messaging.send_due()
    assert outcome.state is OutboxState.BLOCKED
    assert len(practice.truth()["messages"]) == before
    practice.inbound(MARIA, "STOP")
    work.sync.run_round()
    assert office.reading.locked_notice(row.id).rule == "A-03"


@pytest.mark.row("S2-36")
def test_where_an_unregistered_text_is_blocked_its_cost_and_the_day_are_said(
    office,
    practice,  # noqa: F811
):
    practice.change_settings(unregistered=[LOCAL])
    office.workspace.numbers.read()
    office.workspace.sync.run_round()
    row = office.reading.conversation_by_number(MARIA)
    notice = office.reading.locked_notice(row.id)
    assert notice.rule == "G-20"
    assert "T-Mobile may add a fine of about $10 for each one, as of Nov 25, 2026." in notice.reason


def test_the_daily_reading_asks_once_a_day_and_never_fails(office, practice):  # noqa: F811
    numbers = office.workspace.numbers
    numbers.read_if_old()
    asked = len(practice.requests())
    numbers.read_if_old()
    assert len(practice.requests()) == asked
    assert numbers_of(office)[LOCAL].registration is Registration.LIVE


def lookups(twilio):
    return [dict(line.query) for line in twilio.requests() if "lookups" in line.path]


def test_a_look_up_is_free_unless_somebody_turned_the_paid_one_on(office, practice):  # noqa: F811
    work = office.workspace
    practice.change_settings(lines={MARIA: "landline"})
    facts = work.lines.look_up(MARIA)
    assert (facts.valid, facts.line_type) == (True, "")
    assert lookups(practice) == [{}]
    work.lines.look_up(MARIA)
    assert len(lookups(practice)) == 1
    work.settings.set("line_lookup", "on")
    assert work.lines.look_up(MARIA).landline
    assert lookups(practice)[1:] == [{"Fields": "line_type_intelligence"}]
    work.lines.look_up(MARIA)
    assert len(lookups(practice)) == 2


def told_of(office, number, body, *, days=0):
    """What stands under our text to a number, some days later."""
    row = office.reading.conversation_by_number(number)
    lines = office.reading.messages(office.reading.thread_ids(row.id))
    (line,) = [each for each in lines if each.body == body]
    return delivery_words(line, Person(row.name, ""), "", now=line.at + days * 86_400)


def sent(office, number, body):
    office.workspace.messaging.queue_text(TextRequest(number, body, body, ACTOR))
    office.workspace.messaging.send_due()
    office.workspace.sync.run_round()


@pytest.mark.row("S0-50")
@pytest.mark.parametrize(
    ("fate", "days", "icon", "words"),
    [
        ("landline", 0, "circle-alert", "Not delivered this number can’t get texts"),
        ("no_receipt", 2, "check", "Sent, not confirmed delivered"),
    ],
)
def test_a_landline_is_warned_about_first_and_its_result_never_looks_delivered(
    office,
    practice,  # noqa: F811
    fate,
    days,
    icon,
    words,
):
    work = office.workspace
    work.sync.run_round()
    practice.change_settings(lines={MARIA: fate})
    sent(office, MARIA, "Without a look-up")
    told = told_of(office, MARIA, "Without a look-up", days=days)
    assert words in f"{told.word} {told.rest}"
    assert "Delivered" not in told.word
    assert told.icon == icon
    practice.change_settings(lines={MARIA: "landline"})
    work.settings.set("line_lookup", "on")
    work.lines.look_up(MARIA)
    row = office.reading.conversation_by_number(MARIA)
    assert "is a landline" in office.reading.locked_notice(row.id).reason
    before = len(practice.truth()["messages"])
    sent(office, MARIA, "After the look-up")
    assert len(practice.truth()["messages"]) == before


def test_a_landline_is_said_and_stopped_before_the_text_is_paid_for(office, practice):  # noqa: F811
    work = office.workspace
    work.settings.set("line_lookup", "on")
    work.sync.run_round()
    row = office.reading.conversation_by_number(MARIA)
    assert office.reading.locked_notice(row.id) is None
    practice.change_settings(lines={MARIA: "landline"})
    work.lines.look_up(MARIA)
    notice = office.reading.locked_notice(row.id)
    assert notice.rule == "C-15"
    assert "is a landline" in notice.reason
    before = len(practice.truth()["messages"])
    outcome = work.messaging.queue_text(TextRequest(MARIA, "Hello", "one", ACTOR))
    work.messaging.send_due()
    assert outcome.state is OutboxState.BLOCKED
    assert len(practice.truth()["messages"]) == before


def test_an_internet_line_and_a_mobile_are_no_obstacle(office, practice):  # noqa: F811
    work = office.workspace
    work.settings.set("line_lookup", "on")
    work.sync.run_round()
    row = office.reading.conversation_by_number(MARIA)
    practice.change_settings(lines={MARIA: "voip"})
    assert work.lines.look_up(MARIA).voip
    assert office.reading.locked_notice(row.id) is None


def test_a_clients_own_stop_counts_more_than_the_kind_of_line(office, practice):  # noqa: F811
    work = office.workspace
    work.settings.set("line_lookup", "on")
    practice.inbound(TOMASZ, "STOP")
    work.sync.run_round()
    practice.change_settings(lines={TOMASZ: "landline"})
    work.lines.look_up(TOMASZ)
    row = office.reading.conversation_by_number(TOMASZ)
    assert office.reading.locked_notice(row.id).rule == "A-03"


def test_a_move_is_kept_with_its_steps_until_it_ends(office):
    moves = office.workspace.moves
    assert moves.portability("(833) 555-0177").portable
    assert moves.portability("(833) 555-0179").code == 22133
    key = moves.start("(833) 555-0177", MoveWay.IN, ACTOR)
    with pytest.raises(InvalidInput, match="on the list already"):
        moves.start("833 555 0177", MoveWay.IN, ACTOR)
    with pytest.raises(InvalidInput):
        moves.start("12", MoveWay.IN, ACTOR)
    moves.tick(key, "bill", on=True)
    moves.tick(key, "pin", on=True)
    moves.tick(key, "pin", on=False)
    moves.set_state(key, MoveState.ASKED, ACTOR, "order 4711")
    (move,) = office.reading.number_moves()
    assert (move.number, move.state, move.steps, move.note) == (
        "+18335550177",
        MoveState.ASKED,
        frozenset({"bill"}),
        "order 4711",
    )
    moves.set_state(key, MoveState.DONE, ACTOR)
    moves.set_state(key, MoveState.ASKED, ACTOR)
    (move,) = office.reading.number_moves()
    assert (move.state, move.note) == (MoveState.DONE, "order 4711")
    assert move.ended_at is not None


def sent_from(twilio, body):
    (found,) = [each for each in twilio.truth()["messages"] if each["body"] == body]
    return found["from"]


@pytest.mark.row("S3-15")
def test_a_person_is_texted_from_one_number_and_the_panel_says_which(office, practice):  # noqa: F811
    work = office.workspace
    practice.inbound(MARIA, "This is the number I have.", TOLL_FREE)
    work.sync.run_round()
    row = office.reading.conversation_by_number(MARIA)
    assert office.reading.firm_numbers()[0].number == LOCAL
    work.messaging.queue_text(TextRequest(MARIA, "Our answer", "one", ACTOR))
    work.messaging.send_due()
    assert sent_from(practice, "Our answer") == TOLL_FREE
    work.sync.run_round()
    assert office.reading.known(MARIA).gate.from_number == TOLL_FREE
    card = office.reading.contact_card(row.id)
    assert card.from_number == TOLL_FREE
    number = numbers_of(office)[TOLL_FREE]
    assert (number.sms, number.voice) == (True, True)


def test_history_that_is_read_later_does_not_change_the_number_of_a_person(
    office,
    practice,  # noqa: F811
):
    work = office.workspace
    practice.inbound(MARIA, "The newest goes to the toll-free number.", TOLL_FREE)
    work.sync.run_round()
    card = office.reading.contact_card(office.reading.conversation_by_number(MARIA).id)
    older = [each for each in practice.truth()["messages"] if each["from"] == MARIA][:-1]
    assert {each["to"] for each in older} == {LOCAL}
    assert card.from_number == TOLL_FREE


LONDON = "+447700900123"


@pytest.mark.row("S0-49")
def test_a_number_from_abroad_is_entered_in_its_form_texted_and_shown_with_its_country(
    office,
    practice,  # noqa: F811
):
    work = office.workspace
    assert abroad_words("+44 7700 900123", practice=True).startswith(
        "+44 7700 900123, United Kingdom."
    )
    work.contacts.save(ContactEdit(None, "Oliver Hart", cell="011 44 7700 900123"), ACTOR)
    practice.inbound(LONDON, "Hello from London")
    work.sync.run_round()
    row = office.reading.conversation_by_number(LONDON)
    assert (row.number, row.name) == (LONDON, "Oliver Hart")
    assert country_of(row.number) == "United Kingdom"
    work.messaging.queue_text(TextRequest(LONDON, "Hello Oliver", "one", ACTOR))
    work.messaging.send_due()
    (sent,) = [each for each in practice.truth()["messages"] if each["body"] == "Hello Oliver"]
    assert sent["to"] == LONDON
    assert country_of(MARIA) == ""
