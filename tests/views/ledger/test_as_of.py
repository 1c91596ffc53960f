"""The ledger as it was on another day: later entries left out, the channels as they stood."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from desktop_app.services.consent.as_of import ChannelAsOf
from desktop_app.services.consent.records import Channel
from desktop_app.services.records import ConsentLevel, TextState
from desktop_app.views.ledger import entries_model
from desktop_app.views.ledger.words import state_words
from tests.views.clipping import clipped
from tests.views.ledger.conftest import numbers, settle, words
from tests.views.made_up_firm import at

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_it_opens_today_with_every_entry_and_the_channels_as_they_are(page):
    assert page.as_of.until is None
    assert page.as_of.day.date() == QDate(2026, 3, 12)
    assert words(page.strip) == [
        *("Now", "Texts", "Opted in"),
        *("Outbound calls", "No record", "Email", "No record"),
    ]
    assert not page.later.isVisible()
    assert not page.as_of.after.isEnabled()


def test_the_arrows_go_through_the_days_on_which_something_changed(page):
    page.as_of.before.click()
    assert page.as_of.day.date() == QDate(2026, 3, 4)
    assert numbers(page) == [3]
    assert page.panel.entry.line.seq == 3
    assert not page.as_of.before.isEnabled()
    page.as_of.after.click()
    assert page.as_of.day.date() == QDate(2026, 3, 12)
    assert numbers(page) == [8, 7, 3]


def test_a_day_between_shows_what_held_then_and_says_what_is_hidden(page):
    page.as_of.day.setDate(QDate(2026, 3, 6))
    assert numbers(page) == [3]
    assert words(page.strip)[:3] == ["On that day", "Texts", "Opted in"]
    assert words(page.strip)[-1] == "Later entries hidden"
    assert page.later.text() == "2 later entries"
    page.later.click()
    assert numbers(page) == [8, 7, 3]
    assert not page.later.isVisible()


def test_one_later_entry_is_said_in_the_singular(page, workspace):
    del workspace.reading.ledger[7]
    page.show_number(page.number)
    page.as_of.before.click()
    assert page.later.text() == "1 later entry"


def test_a_day_before_everything_shows_no_entry_and_no_record(page):
    page.as_of.day.setDate(QDate(2026, 3, 1))
    assert numbers(page) == []
    assert page.panel.entry is None
    assert "Nothing was on record by then." in words(page)
    assert words(page.strip)[1:3] == ["Texts", "No record"]


def test_the_moment_is_the_end_of_the_day_on_the_office_clock(page, workspace):
    asked = []
    real = workspace.reading.ledger_as_of
    workspace.reading.ledger_as_of = lambda *given: asked.append(given) or real(*given)
    page.as_of.day.setDate(QDate(2026, 3, 4))
    assert asked[-1] == (page.number, at(5, 0, 0) - 1, "maria.d@example.com")


def test_the_day_can_be_typed(page):
    page.as_of.day.setFocus(Qt.FocusReason.TabFocusReason)
    page.as_of.day.selectAll()
    QTest.keyClicks(page.as_of.day, "Mar 4, 2026")
    QTest.keyClick(page.as_of.day, Qt.Key.Key_Return)
    assert numbers(page) == [3]


def test_another_person_is_shown_as_of_today(page):
    page.as_of.before.click()
    page.show_number("+13125550151")
    assert page.as_of.until is None


def test_a_change_on_a_past_day_is_counted_among_the_later_ones(page, workspace, qtbot):
    page.as_of.before.click()
    newest = workspace.reading.ledger[8]
    workspace.reading.ledger[9] = replace(newest, line=replace(newest.line, seq=9))
    workspace.consent.opt_out_by_firm(page.number, "Dana Whitfield", "a reason")
    qtbot.waitUntil(lambda: page.later.text() == "3 later entries")
    assert numbers(page) == [3]


def test_pages_of_entries_are_read_until_there_is_something_to_show(page, monkeypatch):
    monkeypatch.setattr(entries_model, "PAGE", 1)
    page.show_number(page.number)
    page.as_of.before.click()
    assert page.as_of.day.date() == QDate(2026, 3, 4)
    assert numbers(page) == [3]
    assert page.list.entries.later == 2


@pytest.mark.parametrize(
    ("state", "level", "later", "said"),
    [
        (TextState.IN, ConsentLevel.IMPLIED, False, "Opted in, wrote first"),
        (TextState.IN, ConsentLevel.EXPRESS_WRITTEN, False, "Opted in, in writing"),
        (
            TextState.OUT_CARRIER,
            ConsentLevel.EXPRESS,
            True,
            "Opted out by STOP, written down later",
        ),
        (TextState.OUT_FIRM, ConsentLevel.NONE, False, "Opted out by firm"),
    ],
)
def test_a_state_is_said_in_words(state, level, later, said):
    channel = ChannelAsOf(Channel.TEXTS, state, level, recorded_later=later)
    assert state_words(channel) == said


def test_the_channels_are_read_aloud_as_one_description(page):
    page.as_of.before.click()
    said = page.strip.accessibleDescription()
    assert said == "Texts Opted in, Outbound calls No record, Email No record"


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_no_word_of_another_day_is_cut(page, sized, percent):
    sized(percent)
    page.resize(880, 640)
    page.as_of.before.click()
    settle()
    assert clipped(page) == []
