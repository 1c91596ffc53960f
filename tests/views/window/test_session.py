"""The window's start and end: never blocked by a keyring, nothing started over, closed in order."""

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import SAY_AGAIN_S, Session, _Surprises, run_window
from desktop_app.services.errors import (
    BrieftextError,
    KeyMissing,
    KeyringAbsent,
    KeyringLocked,
    StoreProblem,
)
from desktop_app.services.opening import ProfileState
from desktop_app.services.records import Problem
from desktop_app.views.main_window import MainWindow
from tests.views.fake_workspace import make_workspace
from tests.views.first_run.fake_opening import FakeOpening

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LOCKED = KeyringLocked(Problem("The keychain is locked.", do="Unlock it."))


@pytest.fixture
def opening(tmp_path):
    return FakeOpening(ProfileState.PRESENT, tmp_path)


@pytest.fixture
def begin(qtbot, theme, opening):
    """Start a session; it is closed at the end of the test if the test did not."""
    started = []

    def start(*, practice=False):
        session = Session(opening, theme, practice=practice)
        started.append(session)
        session.ended.connect(lambda: started.remove(session))
        qtbot.addWidget(session.window)
        session.begin()
        return session

    yield start
    if opening.hang is not None:
        opening.hang.set()
    while started:
        session = started[0]
        with qtbot.waitSignal(session.ended):
            session.window.close()


def test_an_empty_profile_leads_to_first_run_and_is_usable(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    session = begin()
    with qtbot.waitSignal(session.ready):
        pass
    assert session.start.page is session.start.welcome
    assert opening.calls == []


def test_a_present_store_is_opened_and_what_works_by_itself_is_started(opening, begin, qtbot):
    workspace = opening.answers["open"] = make_workspace()
    session = begin()
    with qtbot.waitSignal(session.ready):
        pass
    assert session.window.desk is not None
    qtbot.waitUntil(lambda: workspace.running.started == 1)


def test_the_practice_option_opens_practice_whatever_the_folder_holds(opening, begin, qtbot):
    opening.answers["practice"] = make_workspace(practice=True)
    session = begin(practice=True)
    qtbot.waitUntil(lambda: session.window.desk is not None)
    assert opening.calls == [("practice",)]
    assert session.window.desk.banner.words.text() == "Practice data. Nothing is sent."


def test_a_practice_folder_is_opened_as_practice(opening, begin, qtbot):
    opening._state = ProfileState.PRACTICE
    opening.answers["practice"] = make_workspace(practice=True)
    session = begin()
    qtbot.waitUntil(lambda: session.window.desk is not None)


def test_a_hanging_keyring_leaves_the_window_alive_and_says_what_it_waits_for(
    opening, begin, qtbot
):
    opening.hang_until_told()
    opening.answers["open"] = make_workspace()
    session = begin()
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    qtbot.waitUntil(lambda: session.start.opening.words.text() == "Opening your records…")
    assert len(ticks) > 10
    assert session.window.desk is None
    opening.hang.set()
    qtbot.waitUntil(lambda: session.window.desk is not None)


def test_the_window_can_be_closed_while_the_keyring_hangs(opening, begin, qtbot):
    opening.hang_until_told()
    workspace = opening.answers["open"] = make_workspace()
    session = begin()
    session.window.close()
    assert not session.window.isVisible()
    with qtbot.waitSignal(session.ended):
        opening.hang.set()
    assert workspace.running.started == 0
    assert workspace.running.closed == 1


def test_try_again_after_unlocking_opens_the_store(opening, begin, qtbot):
    opening.answers["open"] = LOCKED
    session = begin()
    qtbot.waitUntil(lambda: session.start.page is session.start.problem)
    assert session.start.problem.title.text() == "The system keychain is locked"
    opening.answers["open"] = make_workspace()
    session.start.problem.retry.click()
    qtbot.waitUntil(lambda: session.window.desk is not None)
    assert opening.calls == [("open",), ("open",)]


@pytest.mark.parametrize("kind", [KeyMissing, KeyringAbsent, KeyringLocked])
def test_a_store_that_does_not_open_is_never_started_over(opening, begin, qtbot, kind):
    opening.answers["open"] = kind(Problem("It did not open."))
    session = begin()
    with qtbot.waitSignal(session.ready):
        pass
    assert session.start.page is session.start.problem
    assert [name for name, *_ in opening.calls] == ["open"]


@pytest.mark.expected_log("work on a lane failed")
def test_a_bug_while_opening_is_said_and_can_be_tried_again(opening, begin, qtbot):
    opening.answers["open"] = ZeroDivisionError("a bug")
    session = begin()
    qtbot.waitUntil(lambda: session.start.page is session.start.problem)
    assert "went wrong" in session.start.problem.lead.text()


def test_practice_from_first_run_can_be_left_again(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    workspace = opening.answers["practice"] = make_workspace(practice=True)
    session = begin()
    session.start.welcome.practice_button.click()
    qtbot.waitUntil(lambda: session.window.desk is not None)
    assert session.window.desk.banner.button.text() == "Leave practice"
    session.window.desk.banner.button.click()
    qtbot.waitUntil(lambda: session.start.page is session.start.welcome)
    assert session.window.desk is None
    assert workspace.running.closed == 1


def test_the_keys_work_in_the_second_store_that_is_opened(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    opening.answers["practice"] = make_workspace(practice=True)
    session = begin()
    for _ in range(2):
        session.start.welcome.practice_button.click()
        qtbot.waitUntil(lambda: session.window.desk is not None)
        desk = session.window.desk
        qtbot.waitUntil(
            lambda: session.window.isActiveWindow() and session.window.menuBar().isVisible()
        )
        QTest.keyClick(session.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
        assert desk.pages.currentWidget() is desk.settings
        desk.banner.button.click()
        qtbot.waitUntil(lambda: session.start.page is session.start.welcome)


def test_practice_that_cannot_start_leads_back_with_the_reason(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    opening.answers["practice"] = BrieftextError(Problem("No free port.", do="Try again later."))
    session = begin()
    session.start.welcome.practice_button.click()
    qtbot.waitUntil(session.start.welcome.problem.isVisible)
    assert session.start.welcome.problem.what.text() == "No free port."


def test_a_look_chosen_on_the_way_in_stays_and_is_kept(opening, begin, qtbot, theme):
    opening._state = ProfileState.EMPTY
    workspace = opening.answers["practice"] = make_workspace(practice=True)
    workspace.reading.settings["theme"] = "system"
    session = begin()
    theme.choose("dark")
    session.start.welcome.practice_button.click()
    qtbot.waitUntil(lambda: workspace.reading.settings["theme"] == "dark")
    assert theme.dark
    theme.choose("light")


def test_the_connect_form_leads_straight_into_the_window(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    opening.answers["connect"] = make_workspace()
    session = begin()
    session.start.welcome.connect_button.click()
    for field in session.start.connect_page.fields.values():
        field.set_text("given")
    session.start.connect_page.check.click()
    qtbot.waitUntil(lambda: session.window.desk is not None)


def test_closing_hides_first_and_closes_the_store_once(opening, begin, qtbot):
    workspace = opening.answers["open"] = make_workspace()
    session = begin()
    qtbot.waitUntil(lambda: session.window.desk is not None)
    with qtbot.waitSignal(session.ended):
        session.window.close()
        assert not session.window.isVisible()
        session.window.close()
    assert workspace.running.closed == 1


@pytest.mark.expected_log("work on a lane failed")
def test_a_bug_while_closing_still_ends_the_program(opening, begin, qtbot):
    workspace = opening.answers["open"] = make_workspace()
    session = begin()
    qtbot.waitUntil(lambda: session.window.desk is not None)
    workspace.running.close = lambda: 1 // 0
    with qtbot.waitSignal(session.ended):
        session.window.close()


def test_the_window_comes_back_where_it_was(opening, begin, qtbot, theme):
    opening.answers["open"] = make_workspace()
    session = begin()
    qtbot.waitUntil(lambda: session.window.desk is not None)
    session.window.resize(1111, 777)
    with qtbot.waitSignal(session.ended):
        session.window.close()
    again = begin()
    # The test display is smaller than the window, so only the lower bound can be compared.
    assert again.window.width() < 1111
    qtbot.waitUntil(lambda: again.window.desk is not None)


def test_run_window_reports_ready_once_and_ends_when_the_window_is_closed(
    qapp, opening, monkeypatch
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    workspace = opening.answers["open"] = make_workspace()
    ready = []

    def usable():
        ready.append(1)
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                QTimer.singleShot(0, window.close)

    assert run_window(opening, practice=False, on_ready=usable) == 0
    assert ready == [1]
    assert workspace.running.closed == 1


def test_nothing_is_written_into_an_empty_profile(opening, begin, qtbot):
    opening._state = ProfileState.EMPTY
    session = begin()
    QTest.qWait(0)
    with qtbot.waitSignal(session.ended):
        session.window.close()
    assert list(opening.folder.iterdir()) == []


def test_records_that_cannot_be_read_end_in_their_sentence_once_and_in_no_trace(
    begin, opening, qtbot, caplog, monkeypatch
):
    opening.answers["open"] = make_workspace()
    session = begin()
    with qtbot.waitSignal(session.ready):
        pass
    said, now = [], [1000.0]
    session.lanes.broken.disconnect(session._broken)
    session.lanes.broken.connect(said.append)
    monkeypatch.setattr("desktop_app.app.time.monotonic", lambda: now[0])
    surprised = _Surprises(session)
    error = StoreProblem(Problem("Your records can’t be read just now."))
    for _ in range(3):
        surprised(StoreProblem, error, None)
    assert said == ["Your records can’t be read just now."]
    now[0] += SAY_AGAIN_S
    surprised(StoreProblem, error, None)
    assert len(said) == 2
    assert all(record.exc_info is None for record in caplog.records)
