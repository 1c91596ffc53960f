"""Before a store is open: the ways in, the connect form, and every way opening can fail."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop_app.services.errors import (
    BrieftextError,
    InvalidInput,
    KeyMissing,
    KeyRefused,
    KeyringAbsent,
    KeyringLocked,
    NewerStore,
    StoreProblem,
    WrongKey,
)
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.views.bridge import Lanes
from desktop_app.views.first_run.start import StartPages
from tests.views.first_run.fake_opening import FakeOpening

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SECRET = "s3cret-canary-value"
TYPED = {
    "actor": "Dana Whitfield",
    "firm": "Hartwell & Osei",
    "account_sid": "AC00000000000000000000000000000001",
    "key_sid": "SK00000000000000000000000000000001",
    "secret": SECRET,
}
REFUSED = KeyRefused(
    Problem(
        "Twilio refused the key.",
        "The account and the key don’t belong together.",
        "Copy all three again from the Console.",
        20003,
    ),
    status=401,
    code=20003,
)


@pytest.fixture
def lanes(qapp):
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def opening():
    return FakeOpening()


@pytest.fixture
def pages(qtbot, theme, opening, lanes):
    pages = StartPages(theme, opening, lanes)
    qtbot.addWidget(pages)
    pages.resize(960, 640)
    pages.show()
    qtbot.waitExposed(pages)
    return pages


def words_on(widget):
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    shown += [b.text() for b in widget.findChildren(QAbstractButton) if b.isVisible()]
    return " | ".join(shown)


def fill(page, **changes):
    for key, text in (TYPED | changes).items():
        page.fields[key].set_text(text)


def test_welcome_offers_only_the_ways_in_that_exist(pages):
    pages.show_welcome()
    words = words_on(pages)
    assert "Connect Twilio" in words
    assert "Start practicing" in words
    for absent in ("Restore", "backup", "buy", "English"):
        assert absent not in words


def test_the_keyboard_starts_on_connect_twilio(pages, qtbot):
    pages.show_welcome()
    qtbot.waitUntil(pages.welcome.connect_button.hasFocus)


def test_enter_on_the_second_card_asks_for_practice(pages, qtbot):
    pages.show_welcome()
    pages.welcome.practice_button.setFocus()
    with qtbot.waitSignal(pages.practice_asked):
        qtbot.keyClick(pages.welcome.practice_button, Qt.Key.Key_Return)


def test_the_look_can_be_chosen_before_anything_else(pages, qtbot, theme):
    pages.show_welcome()
    pages.welcome.look_button.click()
    menu = pages.welcome.looks
    qtbot.keyClick(menu.rows[0], Qt.Key.Key_End)
    qtbot.keyClick(menu.rows[-1], Qt.Key.Key_Return)
    assert theme.dark
    assert pages.welcome.look_button.text() == "Dark"
    theme.choose("light")


def test_a_form_with_empty_fields_says_so_at_each_and_asks_nobody(pages, opening, qtbot):
    pages.show_connect()
    page = pages.connect_page
    page.fields["actor"].set_text("Dana Whitfield")
    page.check.click()
    assert page.fields["actor"].error == ""
    for key in ("firm", "account_sid", "key_sid", "secret"):
        assert page.fields[key].error == "Fill this in."
    qtbot.waitUntil(page.fields["firm"].control.hasFocus)
    assert opening.calls == []


def test_connect_hands_over_what_was_typed_and_opens(pages, opening, qtbot):
    workspace = object()
    opening.answers["connect"] = workspace
    pages.show_connect()
    fill(pages.connect_page)
    with qtbot.waitSignal(pages.opened) as opened:
        qtbot.keyClick(pages.connect_page.fields["secret"].control, Qt.Key.Key_Return)
    assert opened.args == [workspace]
    expected = [TYPED[k] for k in ("account_sid", "key_sid", "secret", "firm", "actor")]
    assert opening.calls == [("connect", *expected)]


def test_the_secret_is_never_shown_and_gone_after_success(pages, opening, qtbot):
    opening.answers["connect"] = object()
    pages.show_connect()
    fill(pages.connect_page)
    line = pages.connect_page.fields["secret"].line
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert SECRET not in line.displayText()
    with qtbot.waitSignal(pages.opened):
        pages.connect_page.check.click()
    assert line.text() == ""


def test_a_refused_key_says_what_why_and_what_to_do_and_loses_nothing(pages, opening, qtbot):
    opening.answers["connect"] = REFUSED
    pages.show_connect()
    page = pages.connect_page
    fill(page)
    page.check.click()
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.what.text() == "Twilio refused the key."
    assert page.problem.rest.text() == (
        "The account and the key don’t belong together. "
        "Copy all three again from the Console. (code 20003)"
    )
    assert {key: field.text() for key, field in page.fields.items()} == TYPED
    assert page.check.isEnabled()


def test_an_error_about_one_field_stands_at_that_field(pages, opening, qtbot):
    words = "That is an Auth Token, not a key. Make a key in the Console."
    opening.answers["connect"] = InvalidInput((FieldProblem("key_sid", words),))
    pages.show_connect()
    page = pages.connect_page
    fill(page)
    page.check.click()
    qtbot.waitUntil(lambda: page.fields["key_sid"].error == words)
    assert page.fields["key_sid"].control.accessibleDescription() == words
    qtbot.waitUntil(page.fields["key_sid"].control.hasFocus)
    page.fields["key_sid"].line.clear()
    qtbot.keyClicks(page.fields["key_sid"].line, "SK1")
    assert page.fields["key_sid"].error == ""


def test_the_form_says_that_it_is_checking_and_cannot_be_sent_twice(pages, opening, qtbot):
    go_on = opening.hang_until_told()
    opening.answers["connect"] = REFUSED
    pages.show_connect()
    page = pages.connect_page
    fill(page)
    page.check.click()
    assert page.progress.text() == "Checking with Twilio…"
    qtbot.keyClick(page.fields["secret"].control, Qt.Key.Key_Return)
    go_on.set()
    qtbot.waitUntil(page.problem.isVisible)
    assert page.progress.text() == ""
    assert len(opening.calls) == 1


def test_the_form_says_where_to_find_each_part_and_why_not_the_auth_token(pages):
    pages.show_connect()
    words = words_on(pages)
    assert "Console" in words
    assert "Why not the Auth Token?" in words


def test_back_keeps_what_was_typed(pages, qtbot):
    pages.show_connect()
    fill(pages.connect_page)
    qtbot.keyClick(pages.connect_page.fields["firm"].control, Qt.Key.Key_Escape)
    assert pages.page is pages.welcome
    pages.show_connect()
    assert pages.connect_page.fields["firm"].text() == "Hartwell & Osei"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (KeyMissing, "The key to your records is missing"),
        (WrongKey, "This key doesn’t open your records"),
        (KeyringLocked, "The system keychain is locked"),
        (KeyringAbsent, "This computer has no keychain"),
        (NewerStore, "A newer Brieftext wrote these records"),
        (StoreProblem, "Your records can’t be opened"),
        (BrieftextError, "Your records can’t be opened"),
    ],
)
def test_each_failure_to_open_has_a_plain_page_that_offers_nothing_new(pages, qtbot, kind, title):
    pages.show_problem(kind(Problem("It did not open.", "This is why.", "This helps.")))
    words = words_on(pages)
    assert title in words
    assert "It did not open. This is why." in words
    assert "This helps." in words
    assert "/nowhere/Brieftext" in words
    assert "Nothing was changed or deleted." in words
    buttons = [b.text() for b in pages.findChildren(QAbstractButton) if b.isVisible()]
    assert buttons == ["Try again"]
    with qtbot.waitSignal(pages.retry_asked):
        qtbot.keyClick(pages.problem.retry, Qt.Key.Key_Return)


def test_waiting_is_silent_at_first_and_says_what_it_waits_for_later(pages, qtbot):
    pages.show_opening()
    assert pages.opening.words.text() == ""
    qtbot.waitUntil(lambda: pages.opening.words.text() == "Opening your records…")


def test_a_quick_opening_never_says_that_it_opens(pages):
    pages.show_opening()
    pages.show_welcome()
    assert not pages.opening.waiting
