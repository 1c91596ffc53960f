"""The programs of texts: shown as they stand, a new one checked while it is typed."""

import pytest

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.rules.optin_texts import Program
from desktop_app.views.settings.page import SettingsPage
from tests.views.clipping import clipped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FIRM = "Hartwell & Osei"


@pytest.fixture
def card(theme, workspace, bridge, tmp_path, qtbot):
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    qtbot.waitExposed(page)
    yield page.programs
    page.hide()


@pytest.fixture
def dialog(card):
    return card.open_new()


def test_every_program_is_named_with_what_it_may_say(card, workspace):
    assert [line.name.text() for line in card.lines] == [f"{FIRM} Case"]
    assert card.lines[0].what.text().startswith("About the case")
    workspace.consent.add_program(Program(FIRM, "News", "1 message per month"), promotional=True)
    card.show_stored()
    assert card.lines[1].what.text().startswith("Promotions: only people who agreed in writing")


def test_a_new_program_is_added_and_shown(card, dialog, workspace, qtbot):
    dialog.word.set_text("News")
    dialog.word.changed.emit()
    dialog.promotes.setChecked(True)
    assert dialog.preview.text().startswith(f"Text YES to join {FIRM} News Alerts.")
    with qtbot.waitSignal(dialog.added):
        dialog.save.click()
    program = Program(FIRM, "News", "4 messages per month")
    assert workspace.consent.acts[-1] == ("add_program", program, True)
    assert [line.name.text() for line in card.lines] == [f"{FIRM} Case", f"{FIRM} News"]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("word", "Case Update", "word"),
        ("often", "sometimes", "how many texts"),
        ("name", "Somebody", "hartwell"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_stays_typed(dialog, field, typed, says):
    line = getattr(dialog, field)
    line.set_text(typed)
    line.changed.emit()
    assert says in line.error.lower()
    assert line.text() == typed
    assert not dialog.save.isEnabled()
    assert dialog.preview.isHidden()


def test_a_refusal_of_the_store_stands_at_its_field(dialog, workspace, qtbot):
    workspace.consent.failure = InvalidInput(
        (FieldProblem("description", "There is one already."),)
    )
    dialog.word.set_text("Case")
    dialog.word.changed.emit()
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.word.error == "There is one already.")
    assert dialog.save.isEnabled()


def test_a_store_that_cannot_be_written_is_said_in_the_dialog(dialog, workspace, qtbot):
    workspace.consent.failure = BrieftextError(Problem("The disk is full."))
    dialog.word.set_text("Billing")
    dialog.word.changed.emit()
    dialog.save.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "The disk is full." in dialog.problem.what.text()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(card, dialog, theme, percent, qtbot):
    theme.set_text_size(percent)
    dialog.word.set_text("News")
    dialog.word.changed.emit()
    qtbot.waitUntil(lambda: clipped(dialog) == [] and clipped(card) == [])
    theme.set_text_size(100)
