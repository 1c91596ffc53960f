"""The answer to HELP: checked as it is typed, refused where it lacks something, never lost."""

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.views.settings.page import SettingsPage
from tests.views.clipping import clipped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

GOOD = "Hartwell & Osei: call (312) 555-0100. Msg&data rates may apply. Reply STOP to cancel."
NO_STOP = "Hartwell & Osei: call (312) 555-0100. Msg&data rates may apply."


@pytest.fixture
def page(theme, workspace, bridge, tmp_path, qtbot):
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def answer(page):
    return page.texts.help


def test_it_begins_with_a_draft_that_names_the_firm_its_number_and_stop(answer):
    assert answer.field.text() == (
        "Hartwell & Osei Client Alerts: for help call (312) 555-0100. Msg&data rates may apply. "
        "4 messages per month. Reply STOP to cancel."
    )
    assert answer.copy.isEnabled()
    assert answer.findings.text().startswith("It says who you are")


def test_what_it_lacks_is_said_while_it_is_typed(answer):
    answer.field.set_text("Call us!")
    said = answer.findings.text()
    assert "must name the firm" in said
    assert "must say how to stop, with the word STOP" in said
    assert "must have 20 to 320 characters; it has 8" in said
    assert not answer.copy.isEnabled()
    answer.field.set_text(GOOD)
    assert answer.findings.text().startswith("It says who you are")
    assert answer.findings.text().endswith("85 of 320 characters.")
    assert answer.copy.isEnabled()


def test_what_it_should_say_besides_keeps_nobody_from_saving(answer, workspace, qtbot):
    answer.field.set_text("Hartwell & Osei: call (312) 555-0100. Reply STOP to cancel.")
    assert "Msg&data rates may apply" in answer.findings.text()
    answer.save.click()
    qtbot.waitUntil(lambda: workspace.reading.setting("help_text").startswith("Hartwell"))


def test_saving_is_refused_with_the_sentence_at_the_field_and_nothing_typed_is_lost(
    answer, workspace, qtbot
):
    answer.field.set_text(NO_STOP)
    answer.save.click()
    qtbot.waitUntil(lambda: answer.field.error != "")
    assert answer.field.error == "Your HELP answer must say how to stop, with the word STOP."
    assert answer.field.text() == NO_STOP
    assert workspace.reading.setting("help_text") == ""
    answer.show_stored()
    assert answer.field.text() == NO_STOP


def test_what_was_saved_is_shown_and_copied_to_the_letter(answer, workspace, qtbot):
    answer.field.set_text(GOOD)
    answer.save.click()
    qtbot.waitUntil(answer.told.isVisible)
    assert workspace.reading.setting("help_text") == GOOD
    answer.copy.click()
    assert QGuiApplication.clipboard().text() == GOOD
    assert answer.told.text().startswith("Copied.")


def test_what_a_script_saved_is_shown_where_nobody_is_typing(answer, workspace, qtbot):
    workspace.settings.set("help_text", GOOD)
    qtbot.waitUntil(lambda: answer.field.text() == GOOD)


def test_without_the_firm_s_name_there_is_no_draft(answer, workspace, qtbot):
    workspace.reading.settings["firm_name"] = ""
    answer.show_stored()
    assert answer.field.text() == ""
    assert not answer.copy.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_it_is_cut(page, answer, theme, qtbot, scale):
    theme.set_scale(scale)
    page.resize(960, 640)
    answer.field.set_text("Call us!")
    qtbot.waitUntil(lambda: clipped(answer) == [])
    theme.set_scale(1.0)
