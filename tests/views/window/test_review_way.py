"""F8 in the whole window: to what has to be decided, and to nothing where there is nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.records import TextState
from desktop_app.views.inbox.review_card import OPT_OUT
from tests.views.fake_workspace import GOT, IN, NOW, Person, texts_of
from tests.views.made_up_reviews import ROSA, UNCLEAR

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def workspace(workspace):
    rosa = Person("Rosa Lindqvist", ROSA, pronoun="she", state=TextState.REVIEW)
    texts_of(rosa, 80_000, [(IN, UNCLEAR.quoted, NOW - 60, GOT, {})])
    workspace.reading.people[max(workspace.reading.people) + 1] = rosa
    workspace.reading.reviews[ROSA] = UNCLEAR
    return workspace


@pytest.fixture
def rosa(workspace):
    return workspace.reading.conversation_by_number(ROSA).id


@pytest.mark.parametrize("shift", [False, True])
def test_f8_puts_the_keyboard_on_the_card(window, desk, rosa, qtbot, shift):
    desk.open_conversation(rosa, write=True)
    window.activateWindow()
    qtbot.waitUntil(desk.inbox.pane.composer.field.hasFocus)
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F8, keys)
    qtbot.waitUntil(desk.inbox.pane.review.group.buttons[OPT_OUT].hasFocus)


def test_f8_can_be_chosen_only_where_there_is_a_card(window, desk, rosa, workspace, qtbot):
    desk.open_conversation(MARIA)
    assert not window._actions["next_hint"].isEnabled()
    desk.open_conversation(rosa)
    assert window._actions["next_hint"].isEnabled()
    workspace.consent.decide_review(ROSA, "Dana Whitfield", opt_out=True)
    qtbot.waitUntil(lambda: not window._actions["next_hint"].isEnabled())


def test_the_entry_of_the_ledger_opens_from_the_card(desk, rosa):
    desk.open_conversation(rosa)
    desk.inbox.pane.review.group.entry.click()
    assert desk.pages.currentWidget() is desk.ledger
