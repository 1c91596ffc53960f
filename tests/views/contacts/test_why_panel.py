"""“Why can’t I text Tomasz?”: the cause, the way out, words to read aloud, all that was checked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services.events import ContactsChanged
from desktop_app.views.contacts.why_panel import WhyPanel
from tests.views.clipping import clipped
from tests.views.fake_workspace import HOSTILE
from tests.views.made_up_overrides import MAY_TEXT, TOMASZS, WHY_TOMASZ

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def panel(qtbot, theme, workspace, bridge):
    workspace.reading.whys[TOMASZS] = WHY_TOMASZ
    panel = WhyPanel(theme, workspace, bridge)
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 860)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.show_number(TOMASZS)
    return panel


def words(panel):
    return [x.text() for x in panel.findChildren(QLabel) if x.isVisible() and x.text()]


def test_it_says_cause_time_who_can_lift_it_and_what_still_works(panel):
    shown = words(panel)
    assert panel.title.text() == "Why can’t I text Tomasz?"
    for expected in (
        "He replied STOP",
        "Today, 3:15 PM, to (312) 555-0100",
        "Who can lift it",
        WHY_TOMASZ.who_lifts,
        "What still works",
        WHY_TOMASZ.still_works,
        "Read this to him",
        f"“{WHY_TOMASZ.script}”",
        "Everything that was checked",
    ):
        assert expected in shown
    assert panel.foot.text() == "Checks, not legal advice. Rules as of Mar 1, 2026."


def test_the_cause_has_its_icon_and_its_words_besides_its_colour(panel):
    assert panel.answer.cause.accessibleName() == (
        "He replied STOP. Today, 3:15 PM, to (312) 555-0100"
    )


def test_every_check_says_in_words_whether_it_stands_in_the_way(panel):
    assert [row.accessibleName() for row in panel.answer.checks] == [
        "His own choice, in the way: STOP, today",
        "The firm’s choice, fine: No opt-out by us",
        "Consent on file, fine: Case updates, Feb 2",
        "His number, fine: Mobile, right person",
        "Our number, fine: Registered until Mar 15",
    ]


def test_a_check_that_rests_on_an_entry_leads_to_it(panel, qtbot):
    first, second = panel.answer.checks[:2]
    assert second.link is None
    assert first.link.accessibleName() == "His own choice: open ledger entry 7"
    with qtbot.waitSignal(panel.ledger_asked) as asked:
        QTest.keyClick(first.link, Qt.Key.Key_Return)
    assert asked.args == [TOMASZS, 7]


def test_the_words_are_copied_as_they_are_read_in_either_language(panel):
    script = panel.answer.script
    script.copy_button.click()
    assert QGuiApplication.clipboard().text() == WHY_TOMASZ.script
    assert script.copy_button.text() == "Copied"
    script.language.click()
    assert script.copy_button.text() == "Copy"
    assert script.words.text() == f"“{WHY_TOMASZ.script_es}”"
    script.copy_button.click()
    assert QGuiApplication.clipboard().text() == WHY_TOMASZ.script_es


def test_the_language_button_names_the_other_language(panel):
    language = panel.answer.script.language
    assert (language.text(), language.accessibleName()) == ("Español", "Show it in Spanish")
    language.click()
    assert (language.text(), language.accessibleName()) == ("English", "Show it in English")


def test_the_keyboard_is_on_it_when_it_opens_and_esc_closes_it(panel, qtbot):
    qtbot.waitUntil(panel.close_button.hasFocus)
    assert panel.accessibleName().startswith("Why can’t I text Tomasz? He replied STOP")
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.close_button, Qt.Key.Key_Escape)


def test_tab_goes_close_copy_language_entry(panel, qtbot):
    qtbot.waitUntil(panel.close_button.hasFocus)
    seen = []
    for _ in range(3):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        seen.append(panel.focusWidget())
    script = panel.answer.script
    assert seen == [script.copy_button, script.language, panel.answer.checks[0].link]


def test_once_texting_is_possible_it_says_so_and_offers_to_close(panel, workspace, qtbot):
    workspace.reading.whys[TOMASZS] = MAY_TEXT
    panel.answer.script.copy_button.setFocus()
    workspace.consent.opt_in_by_firm = None
    workspace.consent._set(TOMASZS, workspace.reading.conversation(1).text_state, "opted in")
    qtbot.waitUntil(lambda: panel.title.text() == "Texts to Tomasz")
    assert "You can text Tomasz" in words(panel)
    assert "Who can lift it" not in words(panel)
    qtbot.waitUntil(panel.close_button.hasFocus)
    with qtbot.waitSignal(panel.closed):
        panel.answer.close_button.click()


def test_it_follows_a_change_of_the_record(panel, workspace, qtbot):
    changed = replace(WHY_TOMASZ, still_works="Calls. Email is opted out.")
    workspace.reading.whys[TOMASZS] = changed
    workspace.events.publish(ContactsChanged(frozenset({6})))
    qtbot.waitUntil(lambda: "Calls. Email is opted out." in words(panel))


def test_nothing_is_rebuilt_where_nothing_changed(panel):
    before = panel.answer
    panel.refresh()
    assert panel.answer is before


def test_where_there_is_nothing_to_read_aloud_there_is_no_box_for_it(panel, workspace):
    workspace.reading.whys[TOMASZS] = replace(WHY_TOMASZ, script="", script_es="")
    panel.refresh()
    assert panel.answer.script is None
    assert "Read this to him" not in words(panel)


def test_words_that_look_like_markup_are_shown_as_written(panel, workspace):
    workspace.reading.whys[TOMASZS] = replace(WHY_TOMASZ, title=HOSTILE, script=HOSTILE)
    panel.refresh()
    assert HOSTILE in words(panel)
    assert f"“{HOSTILE}”" in words(panel)
    texts = panel.findChildren(QLabel)
    assert {label.textFormat() for label in texts} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_no_word_of_it_is_cut(panel, theme, workspace, percent):
    long = WHY_TOMASZ.checks[0]
    many = replace(long, words="Asked to stop, in a letter of today 3:15 PM", ledger_seq=12_345)
    workspace.reading.whys[TOMASZS] = replace(WHY_TOMASZ, checks=(many, *WHY_TOMASZ.checks))
    theme.set_text_size(percent)
    panel.refresh()
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = clipped(panel)
    theme.set_text_size(100)
    assert found == []
