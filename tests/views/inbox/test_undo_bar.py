"""The seconds after Send: who is named, what stops the count, and where the words go."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHoverEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.records import OutboxState
from desktop_app.views.inbox.holding import LEASE_S, SPARE_S
from tests.views.inbox.conftest import JAMES, MARIA, WALTER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "+18135550142"
WALTERS = "+13125550151"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pane(page, workspace, clock):
    workspace.reading.settings["undo_seconds"] = "5"
    page.pane.holding._clock = clock
    page.pane.open_asked.connect(page.open_conversation)
    page.open_conversation(MARIA)
    page.focus_composer()
    return page.pane


@pytest.fixture
def bar(pane):
    return pane.undo_bar


@pytest.fixture
def send(pane, qtbot, settle):
    """Type a text to whoever is open, and send it."""

    def act(text="See you Tuesday"):
        pane.composer.fill(text)
        QTest.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
        settle()
        qtbot.waitUntil(lambda: pane.holding.count > 0)
        return pane.holding.newest.outbox_id

    return act


@pytest.fixture
def wait(pane, clock):
    def act(seconds):
        clock.now += seconds
        pane.holding.look()

    return act


def bodies(workspace, key=MARIA):
    return [line.body for line in workspace.reading.people[key].lines]


def hover(bar, kind):
    at = QPointF(bar.rect().center())
    QApplication.sendEvent(bar, QHoverEvent(kind, at, at, at))


def overridden(field):
    """Whether the field keeps Ctrl+Z for itself."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


# What it says ---------------------------------------------------------------------------------


def test_it_names_the_person_the_number_and_the_seconds_in_words(bar, send):
    send()
    assert bar.isVisible()
    assert bar.words.sentence() == "Sending to Maria Delgado at (813) 555-0142"
    assert bar.accessibleName() == bar.words.sentence()
    assert bar.time.text() == "5 seconds to undo"
    assert bar.undo.toolTip() == "Undo (Ctrl+Z)"


def test_the_seconds_count_down_and_the_last_is_one(bar, send, wait):
    send()
    wait(0.2)
    assert bar.time.text() == "5 seconds to undo"
    wait(3.0)
    assert bar.time.text() == "2 seconds to undo"
    wait(1.0)
    assert bar.time.text() == "1 second to undo"


def test_it_is_announced_once_a_text_and_not_once_a_second(bar, send, wait, monkeypatch):
    said = []
    monkeypatch.setattr(
        "desktop_app.views.inbox.undo_bar.announce", lambda _w, words, **how: said.append(words)
    )
    send()
    wait(1.0)
    wait(1.0)
    assert said == ["Sending to Maria Delgado in 5 seconds, Control Z to undo"]


def test_the_line_in_the_thread_says_that_it_can_be_undone(pane, send, wait):
    send()
    assert "not sent yet, can be undone" in pane.thread_view.sentences()[-1]
    wait(5.1)
    assert "can be undone" not in pane.thread_view.sentences()[-1]


def test_between_two_seconds_nothing_is_painted(bar, send, wait, qtbot):
    painted = []
    bar.ring.paintEvent = painted.append
    send()
    before = bar.ring._shown
    wait(0.2)
    wait(0.2)
    assert bar.ring._shown is before


def test_a_number_without_a_name_is_named_once(bar, pane, workspace, send):
    workspace.reading.people[MARIA].name = "(813) 555-0142"
    pane.open(MARIA)
    send()
    assert bar.words.sentence() == "Sending to (813) 555-0142"


@pytest.mark.parametrize(("percent", "width"), [(100, 1280), (100, 880), (200, 880)])
def test_its_words_and_buttons_have_room(page, bar, send, theme, percent, width, qtbot):
    page.resize(width, 640)
    theme.set_text_size(percent)
    try:
        send()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        words = bar.words
        qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
        assert bar.height() >= 64
        for part in (bar.undo, bar.send, bar.time):
            assert part.width() >= part.sizeHint().width()
            assert bar.rect().contains(part.geometry())
        assert not bar.undo.geometry().intersects(words.geometry())
    finally:
        theme.set_text_size(100)


# Undo -----------------------------------------------------------------------------------------


def test_undo_takes_the_line_away_and_puts_the_words_back(
    bar, pane, send, workspace, settle, qtbot
):
    send("See you Tuesday")
    assert bodies(workspace)[-1] == "See you Tuesday"
    qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.composer.text() == "See you Tuesday")
    assert bar.isHidden()
    assert "See you Tuesday" not in bodies(workspace)
    assert pane.composer.field.hasFocus()
    settle()
    assert workspace.reading.drafts[NUMBER] == "See you Tuesday"


def test_what_was_typed_since_stays_behind_the_words_that_came_back(bar, pane, send, qtbot):
    send("First")
    QTest.keyClicks(pane.composer.field, "Second")
    qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.composer.text() == "First\nSecond")


def test_the_words_are_a_draft_before_anything_is_shown(pane, send, workspace, settle):
    send("Keep me")
    pane.holding.taken_back.disconnect(pane.undoing._taken_back)
    pane.undoing.undo()
    settle()
    assert workspace.reading.drafts[NUMBER] == "Keep me"


def test_the_newest_of_several_is_undone_first(bar, pane, send, workspace, qtbot):
    send("One")
    send("Two")
    assert bar.time.text() == "5 seconds to undo, newest of 2 texts"
    pane.undoing.undo()
    qtbot.waitUntil(lambda: pane.composer.text() == "Two")
    assert bodies(workspace)[-1] == "One"
    pane.undoing.undo()
    qtbot.waitUntil(lambda: pane.composer.text() == "One\nTwo")
    assert bar.isHidden()


def test_it_stays_when_another_conversation_is_opened_and_says_whose_text_it_is(page, bar, send):
    send()
    page.open_conversation(WALTER)
    assert bar.isVisible()
    assert bar.words.sentence() == "Sending to Maria Delgado at (813) 555-0142"


def test_undo_from_another_conversation_goes_back_to_where_the_words_belong(
    page, bar, pane, send, workspace, qtbot
):
    send("For Maria")
    page.open_conversation(WALTER)
    QTest.keyClicks(pane.composer.field, "For Walter")
    qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.conversation_id == MARIA)
    assert pane.composer.text() == "For Maria"
    qtbot.waitUntil(lambda: workspace.reading.drafts.get(WALTERS) == "For Walter")


def test_a_text_that_has_left_is_not_brought_back(pane, bar, send, workspace, qtbot):
    outbox = send()
    row = workspace.reading.outbox[outbox]
    workspace.messaging.undo_send = lambda _id: None
    pane.undoing.undo()
    qtbot.waitUntil(pane.composer.notice.isVisible)
    assert pane.composer.notice.words.text() == (
        "Too late to undo. The text to Maria Delgado is on its way."
    )
    assert pane.composer.text() == ""
    assert row.body in bodies(workspace)


@pytest.mark.parametrize("state", [OutboxState.POSTING, OutboxState.CANCELLED])
def test_a_stop_or_the_sender_ends_it(bar, send, workspace, qtbot, state):
    outbox = send()
    workspace.messaging.leave(outbox, state)
    qtbot.waitUntil(bar.isHidden)


def test_switched_off_there_is_no_bar_and_no_wait(pane, bar, workspace, settle):
    workspace.settings.set("undo_seconds", "off")
    pane.composer.fill("At once")
    QTest.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
    settle()
    assert workspace.messaging.requests[-1].hold_s == 0
    assert bar.isHidden()


@pytest.mark.parametrize("seconds", [5, 10, 20])
def test_the_store_holds_a_text_a_little_longer_than_the_bar_counts(bar, send, workspace, seconds):
    workspace.reading.settings["undo_seconds"] = str(seconds)
    send()
    assert workspace.messaging.requests[-1].hold_s == seconds + SPARE_S
    assert bar.time.text() == f"{seconds} seconds to undo"


# Sending it -----------------------------------------------------------------------------------


def test_after_the_last_second_the_text_is_let_go(bar, send, wait, workspace, settle):
    outbox = send()
    wait(4.9)
    assert bar.isVisible()
    assert workspace.messaging.released == []
    wait(0.2)
    settle()
    assert workspace.messaging.released == [outbox]
    assert bar.isHidden()


def test_send_now_lets_it_go_and_the_keyboard_is_in_the_text(
    bar, pane, send, workspace, settle, qtbot
):
    outbox = send()
    qtbot.mouseClick(bar.send, Qt.MouseButton.LeftButton)
    settle()
    assert workspace.messaging.released == [outbox]
    assert bar.isHidden()
    assert pane.composer.field.hasFocus()


def test_send_now_sends_what_was_written_to_that_person_before_too(
    page, bar, pane, send, workspace, settle
):
    one = send("One")
    page.open_conversation(JAMES)
    other = send("Other")
    page.open_conversation(MARIA)
    two = send("Two")
    bar.send.click()
    settle()
    assert workspace.messaging.released == [one, two]
    assert pane.holding.newest.outbox_id == other


def test_closing_the_window_sends_what_was_sent(pane, send, workspace, settle):
    outbox = send()
    pane.holding.let_all_go()
    settle()
    assert workspace.messaging.released == [outbox]


# Stopping the count ---------------------------------------------------------------------------


def test_a_pointer_that_moves_over_it_stops_the_count_until_it_leaves(
    bar, send, wait, workspace, settle, clock
):
    outbox = send()
    wait(2.0)
    hover(bar, QEvent.Type.HoverMove)
    assert bar.time.text() == "Paused"
    wait(60.0)
    settle()
    assert workspace.messaging.held == [(outbox, LEASE_S)]
    assert workspace.messaging.released == []
    hover(bar, QEvent.Type.HoverLeave)
    assert bar.time.text() == "3 seconds to undo"
    settle()
    assert workspace.messaging.held[-1] == (outbox, 3 + SPARE_S)
    wait(3.1)
    settle()
    assert workspace.messaging.released == [outbox]


def test_a_pointer_that_lay_there_before_stops_nothing(bar, send):
    send()
    hover(bar, QEvent.Type.HoverEnter)
    assert bar.time.text() == "5 seconds to undo"


def test_the_keyboard_on_it_stops_the_count(bar, pane, send):
    send()
    bar.undo.setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.time.text() == "Paused"
    pane.focus_writing()
    assert bar.time.text() == "5 seconds to undo"


def test_shift_tab_from_the_text_reaches_it(bar, pane, send):
    send()
    QTest.keyClick(pane.composer.field, Qt.Key.Key_Backtab)
    assert bar.isAncestorOf(QApplication.focusWidget())


def test_the_ring_stops_the_count_until_it_is_pressed_again(bar, send, wait, qtbot):
    send()
    assert bar.ring.accessibleName() == "Pause"
    qtbot.mouseClick(bar.ring, Qt.MouseButton.LeftButton)
    assert bar.time.text() == "Paused"
    assert bar.ring.accessibleName() == "Let the seconds run"
    wait(30.0)
    qtbot.mouseClick(bar.ring, Qt.MouseButton.LeftButton)
    hover(bar, QEvent.Type.HoverLeave)
    assert bar.time.text() == "5 seconds to undo"


def test_a_stopped_count_is_kept_in_the_store_for_as_long_as_it_lasts(
    bar, pane, send, workspace, settle
):
    outbox = send()
    hover(bar, QEvent.Type.HoverMove)
    pane.holding._renew.timeout.emit()
    settle()
    assert workspace.messaging.held == [(outbox, LEASE_S)] * 2


def test_a_text_that_left_before_the_count_could_be_stopped_is_forgotten(
    bar, send, workspace, qtbot
):
    send()
    workspace.messaging.hold_send = lambda *_args: False
    hover(bar, QEvent.Type.HoverMove)
    qtbot.waitUntil(bar.isHidden)


def test_the_keyboard_goes_to_the_text_when_the_bar_goes_from_under_it(
    bar, pane, send, workspace, qtbot
):
    outbox = send()
    bar.undo.setFocus(Qt.FocusReason.TabFocusReason)
    workspace.messaging.leave(outbox)
    qtbot.waitUntil(bar.isHidden)
    assert pane.composer.field.hasFocus()


# Ctrl+Z ---------------------------------------------------------------------------------------


def test_ctrl_z_in_an_empty_field_is_left_to_undo_send_only_while_the_bar_shows(pane, send, wait):
    field = pane.composer.field
    assert overridden(field)
    send()
    assert not overridden(field)
    wait(5.1)
    assert overridden(field)


def test_ctrl_z_takes_back_typing_before_it_takes_back_a_text(pane, send):
    send("Sent")
    QTest.keyClicks(pane.composer.field, "typed")
    assert overridden(pane.composer.field)
    QTest.keyClick(pane.composer.field, Qt.Key.Key_Z, CTRL)
    assert pane.composer.text() == ""
    assert pane.holding.count == 1
    assert not overridden(pane.composer.field)


def test_a_draft_that_nobody_typed_just_now_does_not_keep_ctrl_z(page, pane, send, workspace):
    workspace.reading.drafts[WALTERS] = "An old draft"
    send()
    page.open_conversation(WALTER)
    assert pane.composer.text() == "An old draft"
    assert not overridden(pane.composer.field)
