"""The composer over a real store: pictures from the desk to Twilio, and words that are held."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import ConsentEntry, ConsentLevel
from desktop_app.views.contacts.override_dialog import OverrideDialog
from desktop_app.views.theme import Theme
from tests.picture_kit import jpeg

MARIA = "+18135550142"
WORDS = "Here is the form. Hartwell & Osei"
HELD = "Reply STOP if you can't come on Tuesday. Hartwell & Osei"
REASON = "She knows what STOP does and asked for these very words."
LONG_MS = 20_000
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def twilio():
    with PracticeServer(settings=replace(FAST, answers=False)) as twilio:
        yield twilio


@pytest.fixture
def profile(tmp_path, twilio):
    """Maria agreed, nothing can be undone, and Dana knows what holds for pictures."""
    profile = Profile(tmp_path / "profile", Environment(twilio.base_url, memory_secrets=True))
    work = profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
    work.sync.run_round()
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
    work.consent.record_consent(entry, "Dana")
    work.settings.set("undo_seconds", "off")
    work.settings.set("picture_rules_accepted", "Dana")
    work.reading.close()
    work.running.close()
    return profile


@pytest.fixture
def start(qtbot, profile):
    """Opens a window over the store, the last one closed first; the last is closed at the end."""
    open_now = []

    def close():
        while open_now:
            session = open_now.pop()
            with qtbot.waitSignal(session.ended, timeout=LONG_MS):
                session.window.close()

    def act():
        close()
        session = Session(profile, Theme(QApplication.instance()), practice=False)
        session.begin()
        qtbot.waitUntil(lambda: session.window.desk is not None, timeout=LONG_MS)
        open_now.append(session)
        place = session.workspace.reading.conversation_by_number(MARIA).id
        session.window.desk.open_conversation(place, write=True)
        return session

    yield act
    close()


def attach(pane, qtbot, path):
    path.write_bytes(jpeg())
    pane.pictures.pick = lambda _host: [str(path)]
    QTest.keyClick(pane.composer.field, Qt.Key.Key_A, CTRL_SHIFT)
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 1, timeout=LONG_MS)


@pytest.mark.row("S4-30")
def test_words_and_a_picture_wait_over_a_restart_leave_together_and_show(
    start, qtbot, twilio, tmp_path
):
    pane = start().window.desk.inbox.pane
    attach(pane, qtbot, tmp_path / "form.jpg")
    QTest.keyClicks(pane.composer.field, WORDS)
    pane = start().window.desk.inbox.pane
    assert pane.composer.text() == WORDS
    assert [tile.name.text() for tile in pane.pictures.strip.tiles] == ["form.jpg"]
    qtbot.mouseClick(pane.composer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(copies(twilio)) == 1, timeout=LONG_MS)
    assert int(copies(twilio)[0]["num_media"]) == 1
    shown = [placed.layout.row for placed in pane.thread_view.placed]
    (line,) = [row for row in shown if row.body == WORDS]
    assert [picture.shown for picture in line.pictures] == [True]
    assert pane.pictures.strip.isHidden()


def copies(twilio):
    return [m for m in twilio.truth()["messages"] if m["body"] == WORDS]


def test_words_that_are_held_leave_with_a_reason_from_the_composer(start, qtbot, twilio):
    session = start()
    pane = session.window.desk.inbox.pane
    QTest.keyClicks(pane.composer.field, HELD)
    composer = pane.composer
    qtbot.waitUntil(lambda: composer.send.text() == "Send with a reason…", timeout=LONG_MS)
    qtbot.mouseClick(composer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window.findChild(OverrideDialog) is not None, timeout=LONG_MS)
    dialog = session.window.findChild(OverrideDialog)
    assert dialog.text.text() == HELD
    dialog.choice.choose("meant")
    dialog.reason.set_text(REASON)
    dialog.record.click()
    said = pane.thread_view.sentences
    qtbot.waitUntil(lambda: any(HELD in line for line in said()), timeout=LONG_MS)
    qtbot.waitUntil(lambda: composer.text() == "", timeout=LONG_MS)
    assert pane.findings.findings == ()
