"""The card about sending: how long a text can be taken back, and which key sends."""

import pytest

from desktop_app.services.declared import DECLARED
from desktop_app.views.settings.page import SECTIONS, SettingsPage
from desktop_app.views.settings.texts import ASK_AFTER, UNDO


@pytest.fixture
def page(theme, workspace, bridge, tmp_path, qtbot):
    workspace.reading.settings.pop("undo_seconds")
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    return page


def test_it_stands_right_after_the_numbers(page):
    keys = [key for key, _words, _icon in SECTIONS]
    assert keys[keys.index("numbers") + 1] == "texts"
    cards = list(page.cards)
    assert cards.index("numbers") < cards.index("moves") < cards.index("texts")
    assert page.sections.item("texts").text() == "Texts"


def test_five_seconds_hold_until_something_else_is_chosen(page, workspace, qtbot):
    assert page.texts.undo.choice == "5"
    page.texts.undo.item("20").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("undo_seconds") == "20")
    page.texts.undo.item("off").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("undo_seconds") == "off")


def test_every_choice_may_be_stored_and_is_read_out_in_full(page):
    assert {key for key, _words, _spoken in UNDO} == DECLARED["undo_seconds"].allowed
    assert page.texts.undo.item("10").accessibleName() == "10 seconds"


def test_the_key_that_sends_is_chosen_here(page, workspace, qtbot):
    assert page.texts.enter.choice == "off"
    page.texts.enter.item("on").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("enter_sends") == "on")


def test_what_a_script_sets_is_shown(page, workspace, qtbot):
    workspace.settings.set("undo_seconds", "10")
    workspace.settings.set("enter_sends", "on")
    qtbot.waitUntil(lambda: page.texts.enter.choice == "on")
    assert page.texts.undo.choice == "10"


def test_whether_a_keyword_needs_a_yes_is_chosen_here(page, workspace, qtbot):
    assert page.texts.keyword.choice == "off"
    page.texts.keyword.item("on").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("keyword_asks_yes") == "on")
    workspace.settings.set("keyword_asks_yes", "off")
    qtbot.waitUntil(lambda: page.texts.keyword.choice == "off")


def test_after_how_long_a_late_text_asks_is_chosen_here(page, workspace, qtbot):
    assert page.texts.ask_after.choice == "15"
    assert {key for key, _words, _spoken in ASK_AFTER} == DECLARED["ask_after"].allowed
    assert page.texts.ask_after.item("5").accessibleName() == "5 minutes"
    page.texts.ask_after.item("60").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("ask_after") == "60")
