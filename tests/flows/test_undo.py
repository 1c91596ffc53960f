"""A text taken back never reaches Twilio, and one in its undo seconds survives a kill."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.composition.environment import Environment, read_environment
from desktop_app.composition.profile import Profile
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import ConsentEntry, ConsentLevel, OutboxState
from desktop_app.views.theme import Theme

ROOT = Path(__file__).resolve().parents[2]
MARIA = "+18135550142"
CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "The hearing moved to 9:30"
SPARE_MS = 15_000

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


def agreed(work):
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
    work.consent.record_consent(entry, "Dana")


@pytest.fixture
def twilio():
    with PracticeServer(settings=replace(FAST, answers=False)) as twilio:
        yield twilio


@pytest.fixture
def session(qtbot, tmp_path, twilio):
    """A window over a real store, Maria's conversation open and the keyboard in the text."""
    profile = Profile(tmp_path / "profile", Environment(twilio.base_url, memory_secrets=True))
    work = profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
    work.sync.run_round()  # the firm's past: a STOP of then must not end the seconds of now
    agreed(work)
    work.reading.close()
    work.running.close()
    session = Session(profile, Theme(QApplication.instance()), practice=False)
    session.begin()
    qtbot.waitUntil(lambda: session.window.desk is not None, timeout=20_000)
    with qtbot.waitActive(session.window):
        session.window.activateWindow()
    place = session.workspace.reading.conversation_by_number(MARIA).id
    session.window.desk.open_conversation(place, write=True)
    yield session
    with qtbot.waitSignal(session.ended, timeout=20_000):
        session.window.close()


def send(session, qtbot):
    pane = session.window.desk.inbox.pane
    QTest.keyClicks(pane.composer.field, TEXT)
    QTest.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(pane.undo_bar.isVisible, timeout=5_000)
    return pane


def copies(twilio):
    return [m for m in twilio.truth()["messages"] if m["body"] == TEXT]


def test_undo_in_the_last_second_leaves_twilio_without_the_text(session, qtbot, twilio):
    pane = send(session, qtbot)
    outbox = pane.holding.newest.outbox_id
    assert session.window.action("undo_send").isEnabled()
    qtbot.waitUntil(lambda: pane.undo_bar.time.text() == "1 second to undo", timeout=SPARE_MS)
    QTest.keyClick(pane.composer.field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: pane.composer.text() == TEXT, timeout=5_000)
    reading = session.workspace.reading
    assert reading.outbox_row(outbox).state is OutboxState.CANCELLED
    qtbot.waitUntil(lambda: reading.draft(MARIA) == TEXT, timeout=5_000)
    place = session.window.desk.conversation_id
    assert TEXT not in [row.body for row in reading.messages(reading.thread_ids(place, 20))]
    assert not session.window.action("undo_send").isEnabled()
    session.workspace.messaging.send_now(outbox)
    assert reading.outbox_row(outbox).state is OutboxState.CANCELLED
    assert copies(twilio) == []


def test_after_the_seconds_the_text_goes_out_once(session, qtbot, twilio):
    pane = send(session, qtbot)
    assert copies(twilio) == []
    qtbot.waitUntil(lambda: len(copies(twilio)) == 1, timeout=SPARE_MS)
    assert pane.undo_bar.isHidden()


def test_send_now_ends_the_wait_and_a_stop_before_it_keeps_the_text_here(session, qtbot, twilio):
    pane = send(session, qtbot)
    outbox = pane.holding.newest.outbox_id
    pane.holding.pause()
    twilio.inbound(MARIA, "STOP")
    session.workspace.sync.sync_now()
    qtbot.waitUntil(pane.locked.isVisible, timeout=SPARE_MS)
    qtbot.waitUntil(pane.undo_bar.isHidden, timeout=SPARE_MS)
    session.workspace.messaging.send_now(outbox)
    row = session.workspace.reading.outbox_row(outbox)
    assert row.state in {OutboxState.BLOCKED, OutboxState.CANCELLED}
    assert copies(twilio) == []


@pytest.fixture
def killed(office):
    """A profile whose window was killed in the undo seconds of a text; opened again."""
    assert office.connect().status == 0
    office("sync")
    office.environment |= {"QT_QPA_PLATFORM": "offscreen"}
    opened = Profile(office.folder, read_environment(office.environment)).open_parts()
    agreed(opened.workspace)
    opened.reading.close()
    opened.workspace.running.close()
    died = subprocess.run(
        [sys.executable, "-m", "tests.flows.undo_window", str(office.folder), TEXT],
        cwd=ROOT,
        env=os.environ | office.environment,
        timeout=90,
        check=False,
    )
    assert died.returncode == -9
    opened = Profile(office.folder, read_environment(office.environment)).open_parts()
    yield opened
    opened.reading.close()
    opened.workspace.running.close()


def only_row(opened):
    (row,) = opened.reading.outbox_rows(every=True)
    return row


def test_a_text_in_its_undo_seconds_survives_a_kill_and_goes_out_once(
    killed, practice_process, qtbot
):
    row = only_row(killed)
    assert (row.body, row.state) == (TEXT, OutboxState.QUEUED)
    assert row.next_try_at - row.created_at == 6
    assert copies(practice_process) == []
    killed.workspace.running.start()
    qtbot.waitUntil(lambda: only_row(killed).state is OutboxState.ACCEPTED, timeout=2 * SPARE_MS)
    assert only_row(killed).tried_at >= row.next_try_at
    assert len(copies(practice_process)) == 1


def test_after_a_kill_it_can_still_be_taken_back(killed, practice_process):
    row = only_row(killed)
    messaging = killed.workspace.messaging
    assert messaging.hold_send(row.id, 20)
    messaging.send_due()
    assert messaging.undo_send(row.id) == TEXT
    messaging.send_due()
    assert only_row(killed).state is OutboxState.CANCELLED
    assert copies(practice_process) == []
