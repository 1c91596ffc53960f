"""Every word follows a change of look: on pages, in boxes, in a dialog, and where it is hidden."""

import pytest
from PySide6.QtCore import QTimer

from desktop_app.views.widgets.labels import Label

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


def of_another_look(window, theme):
    """The words that do not have their own colour, one entry each."""
    return [
        f"{type(label.parentWidget()).__name__} “{label.text()[:40]}”"
        for label in window.findChildren(Label)
        if label.palette().color(label.foregroundRole()) != theme.color(label.token)
    ]


def settle(qtbot):
    """Let Qt polish what it has not yet polished."""
    passed = []
    QTimer.singleShot(0, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))


@pytest.fixture
def full(window, desk, workspace, theme, qtbot):
    """Every page built, and a dialog with fields that are not shown yet."""
    pages = desk.rail.keys()
    for key in pages:
        desk.open_page(key)
    desk.open_ledger("+18135550142", 7)
    desk.open_page("reputation")
    qtbot.waitUntil(lambda: desk.reputation.report is not None)
    desk.open_page("inbox")
    desk.open_conversation(MARIA)
    desk.acts.ask_for_yes(workspace.reading.contact_card(MARIA))
    yield window
    theme.choose("light")


def test_no_word_keeps_the_colour_of_the_look_before(full, theme, qtbot):
    assert of_another_look(full, theme) == []
    for look in ("dark", "light", "dark"):
        theme.choose(look)
        settle(qtbot)
        assert of_another_look(full, theme) == []
        assert {label.token for label in full.findChildren(Label)} >= {"text", "text2", "danger"}


def test_nor_do_words_that_were_never_shown_before(window, desk, workspace, theme, qtbot):
    desk.open_conversation(MARIA)
    desk.acts.ask_for_yes(workspace.reading.contact_card(MARIA))
    theme.choose("dark")
    settle(qtbot)
    found = of_another_look(window, theme)
    theme.choose("light")
    assert found == []
