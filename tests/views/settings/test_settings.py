"""Settings: every control does something, and the secret is nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.services.errors import InvalidInput, KeyRefused
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.views.settings.connection import shortened
from desktop_app.views.settings.page import SettingsPage
from desktop_app.views.widgets.chip import Chip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACCOUNT = "AC71" + "0" * 26 + "09e2"
KEY = "SK4b" + "0" * 26 + "c1d7"
REFUSED = KeyRefused(
    Problem("Twilio refused the key.", "Someone may have changed it.", "Make a new one.", 20003),
    status=401,
    code=20003,
)


@pytest.fixture
def page(qtbot, theme, workspace, bridge, tmp_path):
    workspace.reading.settings |= {
        "account_sid": ACCOUNT,
        "key_sid": KEY,
        "account_name": "Hartwell & Osei",
    }
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    qtbot.waitExposed(page)
    return page


def words_on(widget):
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    shown += [b.text() for b in widget.findChildren(QAbstractButton) if b.isVisible()]
    return shown


def test_only_first_and_last_four_characters_of_account_and_key_are_shown(page):
    words = " ".join(words_on(page))
    assert page.connection.account.text() == "AC71••••••••••••09e2 · Hartwell & Osei"
    assert page.connection.key.text() == "SK4b••••••••••••c1d7"
    assert ACCOUNT not in words
    assert KEY not in words
    assert "never shown again" in words


def test_a_short_value_is_shown_whole():
    assert shortened("AC1") == "AC1"
    assert shortened("") == ""


def test_check_again_says_that_it_checks_and_then_that_it_is_connected(page, workspace, qtbot):
    page.connection.check.click()
    assert page.connection.chip.text() == "Checking…"
    assert not page.connection.check.isEnabled()
    qtbot.waitUntil(lambda: page.connection.chip.text().startswith("Connected, checked"))
    assert page.connection.check.isEnabled()
    assert workspace.connection.calls == [("check",)]


def test_a_refused_key_says_what_happened_why_and_what_to_do(page, workspace, qtbot):
    workspace.connection.failure = REFUSED
    page.connection.check.click()
    qtbot.waitUntil(page.connection.problem.isVisible)
    assert page.connection.chip.text() == "Not connected"
    assert page.connection.problem.what.text() == "Twilio refused the key."
    assert page.connection.problem.rest.text() == (
        "Someone may have changed it. Make a new one. (code 20003)"
    )


def test_replacing_the_key_checks_it_first_and_keeps_what_is_typed(page, workspace, qtbot):
    workspace.connection.failure = REFUSED
    dialog = page.connection.open_replace()
    assert dialog.fields["account_sid"].text() == ACCOUNT
    dialog.fields["key_sid"].set_text("SK9")
    dialog.fields["secret"].set_text("new secret")
    dialog.replace.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.fields["key_sid"].text() == "SK9"
    workspace.connection.failure = None
    with qtbot.waitSignal(dialog.replaced):
        dialog.replace.click()
    assert page.connection.chip.text() == "Connected"
    assert workspace.connection.calls[-1] == ("connect", ACCOUNT, "SK9", "Hartwell & Osei")


def test_an_error_about_the_new_key_stands_at_its_field(page, workspace, qtbot):
    words = "That is an Auth Token, not a key."
    workspace.connection.failure = InvalidInput((FieldProblem("secret", words),))
    dialog = page.connection.open_replace()
    dialog.fields["key_sid"].set_text("SK9")
    dialog.fields["secret"].set_text("x")
    dialog.replace.click()
    qtbot.waitUntil(lambda: dialog.fields["secret"].error == words)


def test_the_replace_form_wants_every_part(page, workspace):
    dialog = page.connection.open_replace()
    dialog.replace.click()
    assert dialog.fields["key_sid"].error == "Fill this in."
    assert workspace.connection.calls == []


def test_the_look_changes_at_once_and_is_kept(page, workspace, theme, qtbot):
    page.look.look.item("dark").click()
    assert theme.dark
    qtbot.waitUntil(lambda: workspace.reading.settings["theme"] == "dark")
    page.look.look.item("light").click()
    assert not theme.dark
    qtbot.waitUntil(lambda: workspace.reading.settings["theme"] == "light")


def test_the_numbers_say_in_words_what_each_can_do(page):
    words = words_on(page.cards["numbers"])
    assert "(312) 555-0100 · Main line" in words
    chips = [chip.text() for chip in page.cards["numbers"].findChildren(Chip)]
    assert chips == ["Receives", "Can send", "Local number", "Texts", "Pictures", "Calls"]


def test_numbers_found_by_a_check_appear(page, workspace, qtbot):
    workspace.reading.firm_numbers = list
    workspace.settings.set("account_sid", ACCOUNT)
    qtbot.waitUntil(lambda: any("no number yet" in w for w in words_on(page.cards["numbers"])))


def test_it_says_where_the_records_are_and_what_leaves(page, tmp_path):
    words = words_on(page.cards["data"])
    assert str(tmp_path) in words
    assert any("Nothing else leaves this computer" in text for text in words)


def test_about_gives_version_advice_and_the_licences_in_full(page):
    about = page.cards["about"]
    assert "Brieftext gives checks, not legal advice." in words_on(about)
    dialog = about.show_licences()
    text = " ".join(words_on(dialog))
    assert "SIL OPEN FONT LICENSE" in text
    assert "Lucide" in text


def test_arrow_keys_walk_through_the_sections(page, qtbot):
    first = page.sections.item("connection")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert page.sections.item("numbers").isChecked()
    assert page.sections.item("numbers").hasFocus()
    QTest.keyClick(page.sections.item("numbers"), Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert page.sections.item("about").isChecked()


def test_practice_offers_no_other_key(qtbot, theme, bridge, tmp_path):
    from tests.views.fake_workspace import make_workspace

    page = SettingsPage(theme, make_workspace(practice=True), bridge, tmp_path)
    qtbot.addWidget(page)
    assert page.connection.replace.isHidden()
