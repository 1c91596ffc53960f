"""Asking for a YES: the proof is entered first, and the request shows exactly as it goes out."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from desktop_app.services.consent.records import Campaign, SignUp
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, OutboxState, Problem, QueueOutcome
from desktop_app.services.rules.optin_texts import Program, request_text
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.sign_up_dialog import NEEDS_YES, OTHER, SignUpDialog
from tests.views.clipping import clipped
from tests.views.contacts.conftest import INES
from tests.views.fake_workspace import CALENDAR, NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACTOR = "Dana Whitfield"
NUMBER = "+13125550147"
WORDS = "I agree to get texts about my case from Hartwell & Osei."
REQUEST = (
    "Text YES to join Hartwell & Osei Case Alerts. Msg&data rates may apply. 4 messages per "
    "month. Reply HELP for help, STOP to cancel."
)


@pytest.fixture
def ines(more_people, workspace):
    more_people[INES].pronoun = "she"
    return workspace.reading.contact(INES)


@pytest.fixture
def acts(theme, host, workspace, bridge, toast):
    return PersonActs(theme, host, workspace, bridge, toast, calendar=CALENDAR)


@pytest.fixture
def dialog(acts, ines):
    return acts.ask_for_yes(ines)


@pytest.fixture
def ready(dialog):
    """Everything is filled in."""
    dialog.medium.set_text("paper_form")
    dialog.wording.set_text(WORDS)
    dialog.action.set_text("signed the form")
    return dialog


# What it shows --------------------------------------------------------------------------------


def test_it_names_the_person_and_says_why_it_is_needed(dialog):
    assert dialog.accessibleName() == "Ask Ines Moreau to confirm texts"
    assert dialog.medium.control.accessibleName() == "How did she agree?"


def test_the_request_shows_to_the_letter_with_its_length(dialog):
    assert dialog.preview.text() == REQUEST
    assert dialog.preview.text() == request_text(
        Program("Hartwell & Osei", "Case", "4 messages per month")
    )
    assert dialog.preview.counter.text() == f"{len(REQUEST)} characters · 1 text"


def test_it_says_what_carriers_look_for_and_that_it_is_there(dialog):
    assert [mark.words.text() for mark in dialog.preview.marks] == [
        "Asks for YES",
        "Names the firm",
        "Fees",
        "How often",
        "HELP and STOP",
        "20 to 320 characters",
    ]


def test_what_the_text_lacks_is_said_in_words(dialog):
    dialog.frequency.set_text("")
    QTest.keyClicks(dialog.frequency.line, "sometimes")
    assert "How often: missing" in [mark.words.text() for mark in dialog.preview.marks]


def test_it_says_when_the_request_runs_out(dialog):
    day = CALENDAR.day(NOW + 7 * 86_400)
    assert f"It runs out on {day:%a, %b} {day.day};" in dialog.after.text()
    assert "a NO or STOP ends it for good" in dialog.after.text()


def test_the_welcome_text_is_asked_for_unless_somebody_says_no(dialog):
    assert dialog.welcome.text() == "Send the welcome text once she replies YES"
    assert dialog.welcome.isChecked()


def test_it_goes_by_the_name_where_no_pronoun_is_known(acts, ines):
    dialog = acts.ask_for_yes(replace(ines, pronoun=""))
    assert dialog.medium.control.accessibleName() == "How did Ines agree?"


# What is missing ------------------------------------------------------------------------------


def test_every_way_that_needs_a_yes_can_be_chosen_and_none_is_chosen_for_you(dialog):
    box = dialog.medium.box
    assert [box.itemData(n) for n in range(box.count())] == ["", *NEEDS_YES]
    assert dialog.medium.text() == ""
    assert {"web_form", "paper_form", "verbal_phone", "office_signup"} <= set(NEEDS_YES)
    assert not {"sms_keyword", "conversation", "sms_double_opt_in"} & set(NEEDS_YES)


def test_the_reason_why_it_cannot_be_sent_yet_leads_through_the_fields(dialog):
    assert not dialog.record.isEnabled()
    assert dialog.missing.text() == "Choose how she agreed"
    dialog.medium.set_text("paper_form")
    assert dialog.missing.text() == "Write what was read or said, 20 characters or more"
    dialog.wording.set_text(WORDS)
    assert dialog.missing.text() == "Say what she did to agree"
    assert dialog.record.accessibleDescription() == "Say what she did to agree"
    dialog.action.set_text("signed the form")
    assert dialog.missing.text() == ""
    assert dialog.record.isEnabled()


def test_something_else_is_said_in_own_words(ready):
    assert not ready.own_action.isVisible()
    ready.action.set_text(OTHER)
    assert ready.own_action.isVisible()
    assert not ready.record.isEnabled()
    QTest.keyClicks(ready.own_action.line, "nodded and signed with an X")
    assert ready.record.isEnabled()


def test_only_what_came_over_the_web_has_an_ip_address(ready):
    assert not ready.ip_address.isVisible()
    ready.medium.set_text("web_form")
    assert ready.ip_address.isVisible()
    assert ready.missing.text() == "Enter the IP address"
    QTest.keyClicks(ready.ip_address.line, "203.0.113.7")
    assert ready.record.isEnabled()


@pytest.mark.parametrize("typed", ["Case Update", "Alerts", "42", "Case!"])
def test_what_it_is_about_is_one_word(ready, typed):
    ready.description.line.clear()
    QTest.keyClicks(ready.description.line, typed)
    assert ready.description.mark == "wrong"
    assert ready.description.error
    assert not ready.record.isEnabled()
    assert ready.description.text() == typed


@pytest.mark.parametrize("typed", ["sometimes", "a few texts", "4", "0 messages per month"])
def test_how_often_is_a_number_and_an_interval(ready, typed):
    ready.frequency.line.clear()
    QTest.keyClicks(ready.frequency.line, typed)
    assert ready.frequency.mark == "wrong"
    assert ready.frequency.error
    assert not ready.record.isEnabled()


def test_what_can_be_used_is_marked_while_it_is_typed(ready):
    ready.description.line.selectAll()
    QTest.keyClick(ready.description.line, Qt.Key.Key_Delete)
    assert ready.description.mark == ""
    QTest.keyClicks(ready.description.line, "News")
    assert ready.description.mark == "ok"
    assert ready.description.error == ""
    assert "Hartwell & Osei News Alerts." in ready.preview.text()


def test_a_firm_without_a_name_is_sent_to_settings(acts, ines, workspace):
    workspace.reading.settings["firm_name"] = ""
    workspace.reading.programs = []
    dialog = acts.ask_for_yes(ines)
    dialog.medium.set_text("paper_form")
    dialog.wording.set_text(WORDS)
    dialog.action.set_text("signed the form")
    assert dialog.missing.text() == "The firm has no name yet. Enter it in Settings first."


def test_another_program_fills_its_own_words_in(acts, ines, workspace):
    other = Campaign(2, "Hartwell & Osei Tax", "News", "1 message per week")
    workspace.reading.programs.append(other)
    dialog = acts.ask_for_yes(ines)
    assert dialog.program.isVisible()
    dialog.program.set_text("2")
    assert dialog.preview.text() == request_text(
        Program(other.name, other.description, other.frequency)
    )


# When -----------------------------------------------------------------------------------------


def test_today_is_now_and_another_day_starts_at_noon(dialog):
    today = CALENDAR.moment(NOW)
    assert dialog.when.at() == NOW - today.second
    dialog.when.set_text("2026-03-04")
    noon = datetime(2026, 3, 4, 12, 0, tzinfo=CALENDAR.zone)
    assert dialog.when.at() == int(noon.timestamp())


def test_tomorrow_cannot_be_chosen(dialog):
    dialog.when.set_text("2999-01-01")
    assert CALENDAR.day(dialog.when.at()) <= CALENDAR.day(NOW)


# Recording ------------------------------------------------------------------------------------


def test_everything_is_handed_over_and_said(ready, workspace, toast, qtbot):
    ready.when.set_text("2026-03-04")
    ready.welcome.click()
    at = ready.when.at()
    QTest.mouseClick(ready.record, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [
        (
            "sign_up",
            SignUp(
                number=NUMBER,
                medium="paper_form",
                agreed_at=at,
                identity="Ines Moreau",
                language=WORDS,
                action="signed the form",
                name="Hartwell & Osei",
                description="Case",
                frequency="4 messages per month",
                welcome=False,
            ),
            ACTOR,
        )
    ]
    assert toast.words.text() == "Asked Ines to reply YES"


def test_it_is_recorded_once_however_often_one_clicks(ready, workspace, toast, qtbot):
    ready.record.click()
    ready.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert len(workspace.consent.acts) == 1


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("medium", "medium"),
        ("agreed_at", "when"),
        ("identity", "identity"),
        ("language", "wording"),
        ("action", "action"),
        ("description", "description"),
        ("frequency", "frequency"),
        ("ip_address", "ip_address"),
    ],
)
def test_what_the_store_refuses_stands_at_its_field(ready, workspace, qtbot, field, part):
    ready.medium.set_text("web_form")
    ready.ip_address.set_text("203.0.113.7")
    ready._show()
    workspace.consent.failure = InvalidInput((FieldProblem(field, "Not like this."),))
    ready.record.click()
    qtbot.waitUntil(lambda: getattr(ready, part).error == "Not like this.")
    assert ready.isVisible()
    assert ready.wording.text() == WORDS
    assert ready.record.isEnabled()


def test_what_is_wrong_with_the_name_is_said_above_the_buttons(ready, workspace, qtbot):
    workspace.consent.failure = InvalidInput((FieldProblem("name", "It must name the firm."),))
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.problem.what.text() == "It must name the firm."


def test_any_other_refusal_is_said_and_nothing_typed_is_lost(ready, workspace, qtbot):
    workspace.consent.failure = BrieftextError(Problem("Ines said STOP."))
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.wording.text() == WORDS
    assert ready.medium.text() == "paper_form"


def test_a_request_the_check_stopped_is_said(ready, workspace, monkeypatch, qtbot):
    stopped = QueueOutcome(None, None, None, OutboxState.CANCELLED, "It is night there.")
    monkeypatch.setattr(workspace.consent, "sign_up", lambda _sign_up, _actor: stopped)
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.problem.what.text() == "The request was not sent."
    assert ready.problem.rest.text() == "It is night there."


def test_it_opens_by_its_key(acts, ines, host):
    acts.carry_out(ines, "request_opt_in")
    (dialog,) = host.findChildren(SignUpDialog)
    assert dialog.isVisible()


# The proof ------------------------------------------------------------------------------------


def test_a_scan_of_the_form_is_kept_and_goes_with_the_sign_up(ready, workspace, toast, qtbot):
    ready.proof.pick = lambda _host: "/scans/intake.pdf"
    QTest.mouseClick(ready.proof.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ready.proof.words.text() == "intake.pdf, stored encrypted")
    assert ready.proof.button.text() == "Replace…"
    ready.record.click()
    qtbot.waitUntil(toast.isVisible)
    (kept, (_act, sign_up, _actor)) = workspace.consent.acts
    assert kept == ("add_evidence", Path("/scans/intake.pdf"), ACTOR)
    assert sign_up.evidence == ("0" * 64,)


def test_choosing_no_file_keeps_none(ready, workspace):
    ready.proof.pick = lambda _host: ""
    ready.proof.button.click()
    assert ready.proof.words.text() == "No file attached"
    assert workspace.consent.acts == []


def test_a_file_that_cannot_be_kept_is_said(ready, workspace, monkeypatch, qtbot):
    def refuse(_path, _actor):
        raise BrieftextError(Problem("That file is larger than 25 MB."))

    monkeypatch.setattr(workspace.consent, "add_evidence", refuse)
    ready.proof.pick = lambda _host: "/scans/huge.pdf"
    ready.proof.button.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.proof.words.text() == "No file attached"
    assert ready.wording.text() == WORDS


# Keyboard and room ----------------------------------------------------------------------------


def test_space_turns_the_welcome_text_off_and_on(dialog):
    dialog.welcome.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(dialog.welcome, Qt.Key.Key_Space)
    assert not dialog.welcome.isChecked()
    QTest.mouseClick(dialog.welcome, Qt.MouseButton.LeftButton)
    assert dialog.welcome.isChecked()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_of_it_is_cut(theme, dialog, percent):
    try:
        theme.set_text_size(percent)
        dialog.medium.set_text("web_form")
        dialog.action.set_text(OTHER)
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(dialog) == []
    finally:
        theme.set_text_size(100)
