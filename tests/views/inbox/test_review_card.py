"""The card about words that may be a stop: what it says, what can be decided, and by whom heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem, TextState
from desktop_app.views.inbox import review_card
from desktop_app.views.inbox.review_card import (
    KEEP_OFF,
    NOT_A_STOP,
    NOT_WANTED,
    OPT_OUT,
    RESTORE,
    WANTED,
)
from desktop_app.views.inbox.review_dialog import ReviewReasonDialog
from desktop_app.views.widgets.focus import takes_tab
from tests.views.clipping import clipped
from tests.views.fake_workspace import GOT, IN, NOW, Person, texts_of
from tests.views.made_up_reviews import CLEAR, DAN, ROSA, TOO_LATE, UNCLEAR, UNPLACED

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACTOR = "Dana Whitfield"
MARIA, HOW = 1, "He called: his phone was full of spam."


def add(workspace, name, number, pronoun, state, body):
    person = Person(name, number, pronoun=pronoun, state=state)
    texts_of(person, int(number[-4:]) * 1_000, [(IN, body, NOW - 60, GOT, {})])
    key = max(workspace.reading.people) + 1
    workspace.reading.people[key] = person
    return key


@pytest.fixture
def dan(workspace):
    workspace.reading.reviews[DAN] = CLEAR
    return add(workspace, "Dan Fischer", DAN, "he", TextState.OUT_CONTACT, CLEAR.quoted)


@pytest.fixture
def rosa(workspace):
    workspace.reading.reviews[ROSA] = UNCLEAR
    return add(workspace, "Rosa Lindqvist", ROSA, "she", TextState.REVIEW, UNCLEAR.quoted)


@pytest.fixture
def pane(page):
    return page.pane


@pytest.fixture
def clear(pane, dan):
    pane.open(dan)
    return pane.review


@pytest.fixture
def unclear(pane, rosa):
    pane.open(rosa)
    return pane.review


@pytest.fixture
def said(monkeypatch):
    """What screen readers are told, and whether at once."""
    told = []

    def listen(_source, words, *, at_once=False):
        told.append((words, at_once))

    monkeypatch.setattr(review_card, "announce", listen)
    return told


def words_of(review):
    return [button.text() for button in review.group.buttons.values()]


def press(review, key):
    QTest.mouseClick(review.group.buttons[key], Qt.MouseButton.LeftButton)


def dialog_of(pane):
    return next(d for d in pane.window().findChildren(ReviewReasonDialog) if d.isVisible())


def explain(review, pane, key, reason=HOW):
    press(review, key)
    dialog = dialog_of(pane)
    QTest.keyClicks(dialog.reason.area, reason)
    return dialog


# What it says ---------------------------------------------------------------------------------


def test_clear_words_offer_to_explain_and_no_primary_act(clear):
    assert clear.isVisible()
    assert clear.group.heading.text() == CLEAR.title
    assert clear.group.deadline.text() == "Until Thu, Mar 26"
    assert words_of(clear) == ["Explain and restore…", "Keep texts off"]


def test_unclear_words_ask_for_a_decision(unclear):
    assert unclear.group.deadline.text() == "Decide by Thu, Mar 26"
    assert words_of(unclear) == ["Yes, opt her out", "No, not an opt-out…"]


def test_where_it_is_too_late_nothing_can_be_restored(pane, dan, workspace):
    workspace.reading.reviews[DAN] = TOO_LATE
    pane.open(dan)
    assert words_of(pane.review) == ["Keep texts off"]


def test_it_stands_between_the_thread_and_what_one_writes_in(pane, unclear, page):
    def top(part):
        return part.mapTo(page, part.rect().topLeft()).y()

    assert top(pane.thread_view) < top(unclear) < top(pane.writing_part())


def test_the_words_are_quoted_and_what_counts_is_marked(clear):
    assert clear.group.quote.text() == "“please stop texting me, my phone’s full”"
    assert clear.group.quote.marked == ["please stop texting me"]


def test_the_words_are_marked_in_the_conversation_as_well(pane, clear):
    (line,) = [p for p in pane.thread_view.placed if p.layout.row.body == CLEAR.quoted]
    assert line.layout.around.found == ((0, len("please stop texting me")),)


def test_the_mark_goes_with_the_card(pane, clear):
    pane.open(MARIA)
    assert not any(p.layout.around.found for p in pane.thread_view.placed)


def test_words_that_look_like_markup_stay_words(pane, dan, workspace):
    hostile = "<img src=x onerror=1><b>stop</b>"
    workspace.reading.reviews[DAN] = type(CLEAR)(
        clear=True,
        title=hostile,
        deadline="Until Thu, Mar 26",
        quoted=hostile,
        marked=("stop",),
        explanation=hostile,
        foot=hostile,
        ledger_seq=1,
    )
    pane.open(dan)
    group = pane.review.group
    assert group.quote.text() == f"“{hostile}”"
    assert group.quote.marked == ["stop"]
    for label in (group.heading, group.explanation, group.foot):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_others_have_no_card(pane, clear):
    pane.open(MARIA)
    assert not pane.review.isVisible()


def test_without_a_card_a_refresh_reads_once_and_lays_out_nothing(pane, workspace, monkeypatch):
    pane.open(MARIA)
    reads, changes = [], []
    monkeypatch.setattr(workspace.reading, "review", reads.append)
    pane.review.changed.connect(lambda: changes.append(True))
    pane.refresh()
    assert len(reads) == 1
    assert changes == []


# Deciding -------------------------------------------------------------------------------------


def test_yes_opts_her_out_and_the_card_goes(pane, unclear, workspace, qtbot):
    press(unclear, OPT_OUT)
    qtbot.waitUntil(lambda: not unclear.isVisible())
    assert workspace.consent.acts == [("decide_review", ROSA, ACTOR, True, "")]


def test_keeping_texts_off_is_recorded_and_closes_the_card(pane, dan, clear, workspace, qtbot):
    press(clear, KEEP_OFF)
    qtbot.waitUntil(lambda: not clear.isVisible())
    pane.open(MARIA)
    pane.open(dan)
    assert not clear.isVisible()
    assert workspace.consent.acts == [("decide_review", DAN, ACTOR, True, "")]


def test_newer_words_show_again_after_older_ones_were_agreed_with(pane, clear, workspace, qtbot):
    press(clear, KEEP_OFF)
    qtbot.waitUntil(lambda: not clear.isVisible())
    workspace.reading.reviews[DAN] = replace(CLEAR, ledger_seq=CLEAR.ledger_seq + 5)
    pane.refresh()
    assert clear.isVisible()


@pytest.mark.parametrize("reason", ["", "wrong", "  wrong   person "])
def test_a_reason_shorter_than_fifteen_characters_records_nothing(pane, clear, reason):
    dialog = explain(clear, pane, RESTORE, reason)
    assert not dialog.record.isEnabled()


def test_the_counter_says_how_much_is_missing(pane, clear):
    dialog = explain(clear, pane, RESTORE, "wrong")
    assert dialog.counter.text() == "5 characters, 10 more"
    assert dialog.reason.control.accessibleDescription() == "5 characters, 10 more"
    QTest.keyClicks(dialog.reason.area, " person, he said")
    assert dialog.counter.text() == "21 characters"
    assert dialog.record.isEnabled()


def test_the_reason_is_recorded_and_texts_come_back(pane, clear, workspace, qtbot):
    dialog = explain(clear, pane, RESTORE)
    dialog.record.click()
    qtbot.waitUntil(lambda: not clear.isVisible())
    assert workspace.consent.acts == [("decide_review", DAN, ACTOR, False, HOW)]


def test_no_opt_out_asks_for_the_same_reason(pane, unclear, workspace, qtbot):
    dialog = explain(unclear, pane, NOT_A_STOP, "She meant the mediator")
    dialog.record.click()
    qtbot.waitUntil(lambda: not unclear.isVisible())
    assert workspace.consent.acts == [
        ("decide_review", ROSA, ACTOR, False, "She meant the mediator")
    ]


def test_what_is_wrong_with_the_reason_stands_at_the_reason(pane, clear, workspace, qtbot):
    sentence = "Say what he meant, in 15 characters or more."
    workspace.consent.failure = InvalidInput((FieldProblem("reason", sentence),))
    dialog = explain(clear, pane, RESTORE)
    dialog.record.click()
    qtbot.waitUntil(lambda: dialog.reason.error == sentence)
    assert dialog.reason.text() == HOW
    assert dialog.record.isEnabled()


def test_too_late_is_said_in_the_dialog_and_nothing_typed_is_lost(pane, clear, workspace, qtbot):
    workspace.consent.failure = BrieftextError(Problem("It is too late to restore texts."))
    dialog = explain(clear, pane, RESTORE)
    dialog.record.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.problem.what.text() == "It is too late to restore texts."
    assert dialog.reason.text() == HOW


def test_a_refused_opt_out_is_said_on_the_card(pane, unclear, workspace, qtbot):
    workspace.consent.failure = BrieftextError(Problem("Somebody decided this a moment ago."))
    press(unclear, OPT_OUT)
    qtbot.waitUntil(unclear.group.problem.isVisible)
    assert workspace.consent.acts == [("decide_review", ROSA, ACTOR, True, "")]
    workspace.consent.failure = None
    press(unclear, OPT_OUT)
    qtbot.waitUntil(lambda: not unclear.isVisible())


def test_a_reason_that_was_not_recorded_is_there_the_next_time(pane, clear):
    explain(clear, pane, RESTORE).dismiss()
    press(clear, RESTORE)
    assert dialog_of(pane).reason.text() == HOW


@pytest.mark.parametrize(("key", "off"), [(WANTED, False), (NOT_WANTED, True)])
def test_a_yes_nobody_can_place_is_placed_with_one_click(pane, rosa, workspace, qtbot, key, off):
    workspace.reading.reviews[ROSA] = UNPLACED
    pane.open(rosa)
    assert words_of(pane.review) == ["Yes, turn texts on", "No, keep them off"]
    press(pane.review, key)
    qtbot.waitUntil(lambda: not pane.review.isVisible())
    assert workspace.consent.acts == [("decide_review", ROSA, ACTOR, off, "")]


def test_the_keyboard_goes_on_where_one_writes_after_keeping_texts_off(pane, clear, qtbot):
    button = clear.group.buttons[KEEP_OFF]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not clear.isVisible())
    here = pane.window().focusWidget()
    assert here is not None
    assert pane.writing_part().isAncestorOf(here)


# How pressing it is, and how long -------------------------------------------------------------


def test_a_day_that_comes_near_changes_shape_and_words(pane, rosa, workspace):
    for tone, words in (
        ("", "Decide by Thu, Mar 26"),
        ("warn", "Decide by Thu, Mar 26, 5 business days left"),
        ("urgent", "Decide by Thu, Mar 26, 2 business days left"),
    ):
        workspace.reading.reviews[ROSA] = replace(UNCLEAR, tone=tone, deadline=words)
        pane.open(MARIA)
        pane.open(rosa)
        chip = pane.review.group.deadline
        assert chip.text() == words
        assert words in pane.review.group.accessibleName()
    assert len({shape for shape, _colour in review_card.TONES.values()}) == 3


def test_long_words_are_folded_and_all_of_them_can_be_read(pane, dan, workspace):
    long = "please stop texting me, " + "there is a lot of work here today and " * 20
    workspace.reading.reviews[DAN] = replace(CLEAR, quoted=long)
    pane.open(dan)
    quote = pane.review.group.quote
    assert quote.text().endswith("…”")
    QTest.mouseClick(quote.fold, Qt.MouseButton.LeftButton)
    assert quote.text() == f"“{long}”"


def test_what_counts_is_never_folded_away(pane, dan, workspace):
    long = "there is a lot of work here today and " * 20 + "please stop texting me"
    workspace.reading.reviews[DAN] = replace(CLEAR, quoted=long)
    pane.open(dan)
    assert pane.review.group.quote.marked == ["please stop texting me"]


# Keyboard and screen reader -------------------------------------------------------------------


def test_it_is_a_group_named_by_its_title_with_the_deadline(unclear):
    assert isinstance(unclear.group, QGroupBox)
    assert unclear.group.accessibleName() == "Did Rosa ask to stop? Decide by Thu, Mar 26"


def test_it_is_announced_at_once_when_it_appears_and_only_then(pane, rosa, said):
    pane.open(rosa)
    pane.refresh()
    assert said == [("Did Rosa ask to stop? Decide by Thu, Mar 26", True)]


def tab_stops(pane):
    """Where Tab stops from the conversation to the text, by name."""
    widget, stops = pane.thread_view, []
    while widget is not pane.composer.field:
        widget = widget.nextInFocusChain()
        if takes_tab(widget):
            stops.append(widget)
    return stops


def test_tab_goes_from_the_conversation_through_the_card_to_the_text(pane, dan, rosa):
    pane.open(dan)
    pane.open(rosa)
    group = pane.review.group
    assert tab_stops(pane) == [
        group.buttons[OPT_OUT],
        group.buttons[NOT_A_STOP],
        group.entry,
        pane.composer.field,
    ]


def test_the_keyboard_goes_on_where_one_writes_after_a_decision(pane, unclear, qtbot):
    unclear.focus_card()
    assert unclear.group.buttons[OPT_OUT].hasFocus()
    QTest.keyClick(unclear.group.buttons[OPT_OUT], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not unclear.isVisible())
    here = pane.window().focusWidget()
    assert here is not None
    assert pane.writing_part().isAncestorOf(here)


def test_the_keyboard_goes_on_where_one_writes_after_a_reason(pane, unclear, qtbot):
    dialog = explain(unclear, pane, NOT_A_STOP)
    dialog.record.click()
    qtbot.waitUntil(pane.composer.field.hasFocus)


def test_the_ledger_icon_leads_to_the_entry(pane, clear, qtbot):
    assert clear.group.entry.accessibleName() == "Open ledger entry 1,290"
    with qtbot.waitSignal(pane.ledger_asked) as asked:
        QTest.mouseClick(clear.group.entry, Qt.MouseButton.LeftButton)
    assert asked.args == [DAN, 1_290]


# Room -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [880, 1280])
def test_no_word_of_it_is_cut(theme, page, pane, clear, percent, width):
    try:
        theme.set_text_size(percent)
        page.resize(width, 640)
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(clear.group) == []
        dialog = clear.explain()
        assert clipped(dialog) == []
    finally:
        theme.set_text_size(100)
