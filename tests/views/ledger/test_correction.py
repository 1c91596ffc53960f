"""Correcting a recorded consent: prefilled, refused at the fields, and nothing typed is lost."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.models.enums import LedgerKind
from desktop_app.services.consent.story import ledger_entry
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ConsentLevel, FieldProblem, Problem
from desktop_app.views.ledger.drafting import clock_words, draft_of, moment_of
from desktop_app.views.widgets.buttons import IconButton, LinkButton
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.ledger.conftest import settle, words
from tests.views.made_up_firm import at
from tests.views.made_up_ledger import FORM

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

AGREED = at(4, 14, 11) + 8


@pytest.fixture
def dialog(page):
    """The correction of entry 3."""
    page.list.select(3)
    return page.open_correction()


def proofs(workspace):
    return [act[1] for act in workspace.consent.acts if act[0] == "record_proof"]


def refuse(dialog, workspace, qtbot, *problems):
    workspace.consent.failure = InvalidInput(tuple(FieldProblem(*each) for each in problems))
    dialog.record.click()
    qtbot.waitUntil(dialog.record.isEnabled)


def test_it_opens_with_the_fields_as_they_were_recorded(dialog):
    assert dialog.accessibleName() == "Correct entry 3"
    assert dialog.day.text() == "2026-03-04"
    assert dialog.time.text() == "2:11:08 PM"
    assert dialog.medium.text() == "paper_form"
    assert dialog.language.text() == "<img src=x onerror=alert(1)> <b>I agree</b>"
    assert dialog.action.text() == "ticked the box, signed"
    assert dialog.campaign.text() == "Hartwell & Osei"
    assert dialog.ip_address.text() == "n/a"
    assert dialog.identity.text() == "Maria Delgado, license seen"
    assert dialog.level.text() == ConsentLevel.EXPRESS
    assert dialog.evidence.digests() == (FORM,)


def test_the_correction_names_the_entry_and_holds_what_was_typed(dialog, page, workspace, qtbot):
    dialog.day.set_text("2026-03-03")
    dialog.time.set_text("9:05 am")
    dialog.identity.set_text("Maria Delgado, known to the office")
    with qtbot.waitSignal(dialog.recorded):
        dialog.record.click()
    [proof] = proofs(workspace)
    assert proof.corrects == 3
    assert proof.number == page.number
    assert proof.captured_at == at(3, 9, 5)
    assert proof.identity == "Maria Delgado, known to the office"
    assert proof.campaign == "Hartwell & Osei"
    assert proof.evidence == (FORM,)
    qtbot.waitUntil(lambda: page.panel.entry.line.seq == 9)


def test_after_it_the_old_entry_says_what_corrected_it(dialog, page, qtbot):
    with qtbot.waitSignal(dialog.recorded):
        dialog.record.click()
    page.list.select(3)
    links = [link.text() for link in page.panel.findChildren(LinkButton)]
    assert "Corrected by entry 9" in links


def test_from_a_past_day_the_new_entry_is_shown_today(page, qtbot):
    page.as_of.before.click()
    dialog = page.open_correction()
    dialog.day.set_text("2026-03-12")
    with qtbot.waitSignal(dialog.recorded):
        dialog.record.click()
    assert page.panel.entry.line.seq == 9
    assert page.as_of.until is None


def test_each_refusal_stands_at_its_field_and_nothing_typed_is_lost(dialog, workspace, qtbot):
    dialog.language.set_text("two words")
    dialog.ip_address.set_text("the web")
    refuse(
        dialog,
        workspace,
        qtbot,
        ("captured_at", "That time has not come yet."),
        ("language", "The wording is too short."),
        ("ip_address", "Consent given this way has no IP address. Write n/a."),
        ("identity", "Say who agreed."),
        ("evidence", "A file is not kept yet. Add it again."),
        ("level", "A spoken yes is not consent in writing."),
    )
    assert dialog.day.error == "That time has not come yet."
    assert dialog.language.error == "The wording is too short."
    assert dialog.ip_address.error.startswith("Consent given this way")
    assert dialog.identity.error == "Say who agreed."
    assert dialog.evidence.error.text() == "A file is not kept yet. Add it again."
    assert "A spoken yes is not consent in writing." in words(dialog.level)
    assert dialog.language.text() == "two words"
    assert dialog.ip_address.text() == "the web"
    assert dialog.day.control.hasFocus()
    assert dialog.isVisible()
    assert not dialog.problem.isVisible()


def test_an_error_goes_once_its_field_is_right(dialog, workspace, qtbot):
    refuse(dialog, workspace, qtbot, ("language", "The wording is too short."))
    refuse(dialog, workspace, qtbot, ("identity", "Say who agreed."))
    assert dialog.language.error == ""
    assert dialog.identity.error == "Say who agreed."


def test_a_refusal_of_no_field_stands_above_the_buttons(dialog, workspace, qtbot):
    refuse(dialog, workspace, qtbot, ("corrects", "Choose one of this number’s own entries."))
    assert dialog.problem.what.text() == "Choose one of this number’s own entries."
    workspace.consent.failure = BrieftextError(Problem("The store cannot be written."))
    dialog.record.click()
    qtbot.waitUntil(lambda: dialog.problem.what.text() == "The store cannot be written.")


def test_a_time_that_is_none_is_refused_before_anything_is_recorded(dialog, workspace):
    dialog.time.set_text("noonish")
    dialog.record.click()
    assert dialog.time.error == "Write the time like 2:11 PM."
    assert dialog.time.text() == "noonish"
    assert proofs(workspace) == []


def test_a_file_can_be_added_and_one_taken_out(dialog, page, workspace, qtbot):
    page.files.evidence = lambda _parent: Path("/elsewhere/new form.pdf")
    dialog.evidence.add.click()
    assert not dialog.record.isEnabled()
    qtbot.waitUntil(dialog.record.isEnabled)
    assert dialog.evidence.digests() == (FORM, "0" * 64)
    [out] = [
        button
        for button in dialog.evidence.findChildren(IconButton)
        if button.accessibleName() == "Take Intake form, page 3.pdf out"
    ]
    out.click()
    assert dialog.evidence.digests() == ("0" * 64,)


def test_a_file_that_cannot_be_kept_is_told_at_its_place(dialog, page, workspace, qtbot):
    sentence = "a.exe is a program, and programs are not kept as evidence."
    workspace.consent.failure = InvalidInput((FieldProblem("evidence", sentence),))
    page.files.evidence = lambda _parent: Path("/elsewhere/a.exe")
    dialog.evidence.add.click()
    qtbot.waitUntil(lambda: dialog.evidence.error.text() == sentence)
    assert dialog.evidence.digests() == (FORM,)
    assert dialog.record.isEnabled()


def test_only_a_recorded_consent_can_be_corrected(page):
    page.list.select(8)
    assert not page.head.correct.isEnabled()
    assert page.head.correct.toolTip() == "Choose an entry that records consent first."
    assert page.open_correction() is None
    page.list.select(3)
    assert page.head.correct.isEnabled()
    assert page.head.correct.toolTip() == ""


def test_enter_in_a_field_adds_the_correction(dialog, workspace, qtbot):
    dialog.identity.setFocus()
    with qtbot.waitSignal(dialog.recorded):
        QTest.keyClick(dialog.identity.control, Qt.Key.Key_Return)
    assert len(proofs(workspace)) == 1


def test_esc_changes_nothing(dialog, workspace, qtbot):
    with qtbot.waitSignal(dialog.closed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert proofs(workspace) == []


def test_tab_reaches_every_field_and_button_in_order(dialog):
    reached = []
    for _ in range(40):
        QTest.keyClick(dialog.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.window().focusWidget())
    wanted = [field.control for field in dialog.fields.values()]
    places = [reached.index(control) for control in wanted[1:]]
    assert places == sorted(places)
    assert {dialog.evidence.add, dialog.cancel, dialog.record, wanted[0]} <= set(reached)


def test_a_draft_is_read_from_an_entry_as_the_store_tells_it():
    payload = {
        "captured_at": AGREED,
        "medium": "web_form",
        "words": "I agree to texts “about my case” from Hartwell & Osei",
        "action": "ticked the box",
        "campaign": "Hartwell & Osei",
        "ip_address": "203.0.113.7",
        "phone": "+18135550142",
        "identity": "Maria Delgado",
        "how": "on a form on the website",
        "level": "express_written",
    }
    kind = LedgerKind.CONSENT_RECORDED
    row = (
        3,
        AGREED + 9,
        AGREED,
        "Dana",
        "+18135550142",
        "texts",
        kind,
        json.dumps(payload),
        "",
        "",
    )
    draft = draft_of(ledger_entry(row))
    assert (draft.at, draft.medium) == (AGREED, "web_form")
    assert draft.language == payload["words"]
    assert (draft.action, draft.campaign) == ("ticked the box", "Hartwell & Osei")
    assert (draft.ip_address, draft.identity) == ("203.0.113.7", "Maria Delgado")
    assert draft.level is ConsentLevel.EXPRESS_WRITTEN


def test_an_older_record_with_free_words_starts_with_what_it_has():
    payload = {"agreed_on": "2026-03-04", "medium": "on the intake form", "words": "Texts are fine"}
    kind = LedgerKind.CONSENT_RECORDED
    row = (3, AGREED, AGREED, "Dana", "+18135550142", "texts", kind, json.dumps(payload), "", "")
    draft = draft_of(ledger_entry(row))
    assert (draft.at, draft.medium, draft.language) == (AGREED, "", "Texts are fine")
    assert (draft.action, draft.campaign, draft.ip_address, draft.identity) == ("", "", "", "")


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("2:11 PM", 14, 11), ("2:11 p.m.", 14, 11), ("14:11", 14, 11), (" 12:00 am ", 0, 0)],
)
def test_a_time_is_read_as_people_write_it(typed, hour, minute):
    assert moment_of("2026-03-04", typed, CALENDAR) == at(4, hour, minute)


@pytest.mark.parametrize("typed", ["", "25:00", "2:61 PM", "2", "half past two"])
def test_anything_else_is_no_time(typed):
    assert moment_of("2026-03-04", typed, CALENDAR) is None


def test_a_time_that_is_shown_is_read_as_the_same_second():
    assert moment_of("2026-03-04", clock_words(AGREED, CALENDAR), CALENDAR) == AGREED


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_no_word_of_the_correction_is_cut(page, sized, percent, workspace, qtbot):
    sized(percent)
    page.resize(960, 640)
    page.list.select(3)
    dialog = page.open_correction()
    refuse(
        dialog, workspace, qtbot, ("corrects", "Choose one of them."), ("language", "Too short.")
    )
    settle()
    assert clipped(dialog) == []
    assert page.rect().contains(dialog.card.geometry())
