"""Notifications on a real D-Bus: the bubble a desktop is sent, and the click that comes back."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.events import SyncFinished, TextsArrived
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.records import TextState
from desktop_app.views.notify import start
from desktop_app.views.notify.bus import DesktopBus, Service
from desktop_app.views.notify.deciding import Bubble, Lock
from desktop_app.views.notify.freedesktop import FreedesktopBubbles
from desktop_app.views.notify.lock import LinuxLock
from desktop_app.views.theme import Theme
from tests.flows.desktop_fixture import DesktopOnBus
from tests.flows.x_display import x_server

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", "^This plugin does not support "),
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is the Linux desktop's"),
]

ROOT = Path(__file__).resolve().parents[2]
MARIA, TOMASZ = "+18135550142", "+17735550129"
PATIENCE_MS = 30_000
HOSTILE = "Is <img src='file:///etc/passwd'> 5 > 3 & true?"


@pytest.fixture
def on_bus(monkeypatch):
    """Make a desktop; this process is in its session."""
    made = []

    def make(**plan):
        desktop = DesktopOnBus(**plan)
        made.append(desktop)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
        system = desktop.address if plan.get("login") else "unix:path=/nonexistent/bus"
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", system)
        return desktop

    yield make
    for desktop in made:
        desktop.close()


@pytest.fixture
def connect(qapp):
    """A connection to the bus of this process's session."""
    made = []

    def open_one(which="SESSION"):
        made.append(DesktopBus(which))
        return made[-1]

    yield open_one
    for bus in made:
        bus.close()


def bubble(key="1", title="New text from Maria Delgado", body=""):
    return Bubble(key, title, body, frozenset({1}))


# The notification service -------------------------------------------------------------------------


def test_a_bubble_is_sent_as_the_service_wants_it(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True, markup=True)
    bubbles = FreedesktopBubbles(connect())
    with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble())
    (values,) = desktop.asked("Notify")
    assert values[:6] == ["Brieftext", 0, "brieftext", "New text from Maria Delgado", "", values[5]]
    assert values[5] == ["default", "Open"]
    assert values[6]["category"] == "im.received"
    assert values[6]["suppress-sound"] is True


def test_one_conversation_has_one_bubble(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True)
    bubbles = FreedesktopBubbles(connect())
    for key in ("1", "2", "1"):
        with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
            bubbles.show_bubble(bubble(key))
    assert [values[1] for values in desktop.asked("Notify")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (True, "Is &lt;img src='file:///etc/passwd'&gt; 5 &gt; 3 &amp; true?"),
        (False, HOSTILE),
    ],
)
def test_a_client_s_words_are_never_markup(on_bus, connect, qtbot, markup, expected):
    desktop = on_bus(notifications=True, markup=markup)
    bubbles = FreedesktopBubbles(connect())
    qtbot.waitUntil(lambda: bubbles._markup is markup, timeout=PATIENCE_MS)
    with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble(body=HOSTILE))
    assert [values[4] for values in desktop.asked("Notify")] == [expected]


def test_a_click_comes_back_with_its_key_and_what_lets_a_window_come_forward(
    on_bus, connect, qtbot, monkeypatch
):
    desktop = on_bus(notifications=True)
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    bubbles = FreedesktopBubbles(connect())
    for key in ("7", "8"):
        with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
            bubbles.show_bubble(bubble(key))
    with qtbot.waitSignal(bubbles.clicked, timeout=PATIENCE_MS) as clicked:
        desktop.act(do="click", id=2)
    assert clicked.args == ["8"]
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token-1"


def test_a_closed_bubble_is_replaced_by_none_and_clicked_no_more(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True)
    bubbles = FreedesktopBubbles(connect())
    with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble())
    desktop.act(do="close", id=1)
    qtbot.waitUntil(lambda: bubbles._keys == {}, timeout=PATIENCE_MS)
    with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble())
    assert [values[1] for values in desktop.asked("Notify")] == [0, 0]


def test_taking_back_closes_the_bubbles(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True)
    bubbles = FreedesktopBubbles(connect())
    for key in ("1", "2"):
        with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
            bubbles.show_bubble(bubble(key))
    bubbles.take_back_all()
    qtbot.waitUntil(
        lambda: sorted(desktop.of("CloseNotification")) == [[1], [2]], timeout=PATIENCE_MS
    )


def test_a_bubble_on_its_way_is_taken_back_too(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True)
    bubbles = FreedesktopBubbles(connect())
    bubbles.show_bubble(bubble())
    bubbles.take_back_all()
    qtbot.waitUntil(lambda: desktop.of("CloseNotification") == [[1]], timeout=PATIENCE_MS)
    assert bubbles._keys == {}


@pytest.mark.parametrize("plan", [{}, {"notifications": True, "refuses": True}])
def test_no_service_and_a_refusing_one_are_said(on_bus, connect, qtbot, plan):
    on_bus(**plan)
    bubbles = FreedesktopBubbles(connect())
    with qtbot.waitSignal(bubbles.refused, timeout=PATIENCE_MS) as refused:
        bubbles.show_bubble(bubble())
    assert refused.args == [bubble()]


def test_a_bus_that_goes_away_is_said_and_a_call_after_it_refused(on_bus, connect, qtbot):
    desktop = on_bus(notifications=True)
    bus = connect()
    bubbles = FreedesktopBubbles(bus)
    with qtbot.waitSignal(bubbles.shown, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble())
    desktop.end_bus()
    qtbot.waitUntil(lambda: not bus.alive, timeout=PATIENCE_MS)
    with qtbot.waitSignal(bubbles.refused, timeout=PATIENCE_MS):
        bubbles.show_bubble(bubble())


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "odd"]
)
def test_without_a_bus_there_is_none(monkeypatch, connect, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = connect()
    replies = []
    bus.call(Service("a.b", "/a", "a.b"), "C", "", (), replies.append)
    assert not bus.alive
    assert [reply.refused for reply in replies] == [True]


# The lock -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({"saver": True}, Lock.OPEN),
        ({"saver": True, "locked": True}, Lock.LOCKED),
        ({"saver": True, "login": True}, Lock.OPEN),
        ({"login": True, "locked": True}, Lock.LOCKED),
        ({"login": True}, Lock.UNKNOWN),
        ({"saver": True, "saver_hangs": True}, Lock.UNKNOWN),
        ({}, Lock.UNKNOWN),
    ],
)
def test_the_lock_is_asked_of_everybody_and_a_doubt_stays_one(
    on_bus, connect, qtbot, plan, expected
):
    on_bus(**plan)
    lock = LinuxLock(connect(), connect("SYSTEM"))
    answers = []
    lock.ask(answers.append)
    qtbot.waitUntil(lambda: answers != [], timeout=PATIENCE_MS)
    assert answers == [expected]


@pytest.mark.parametrize("plan", [{"saver": True}, {"login": True}])
def test_the_moment_of_locking_is_told(on_bus, connect, qtbot, plan):
    desktop = on_bus(**plan)
    lock = LinuxLock(connect(), connect("SYSTEM"))
    answers = []
    lock.ask(answers.append)
    qtbot.waitUntil(lambda: answers != [], timeout=PATIENCE_MS)
    with qtbot.waitSignal(lock.locked, timeout=PATIENCE_MS):
        desktop.act(do="lock", on=True)


# The whole way: Twilio, sync process, store, window, desktop --------------------------------------


@pytest.fixture
def desktop(on_bus, monkeypatch):
    """A desktop like GNOME's or KDE's; the window takes part in it though it draws offscreen."""
    monkeypatch.setattr(start, "NO_DESKTOP", frozenset())
    return on_bus(notifications=True, markup=True, saver=True)


@pytest.fixture
def session(desktop, practice, tmp_path, qtbot, monkeypatch):
    """The program over a real store and Twilio on real HTTP, its first sync done."""
    profile = Profile(tmp_path / "profile", Environment(practice.base_url, memory_secrets=True))
    opened = profile.connect_parts(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
    opened.reading.close()
    opened.workspace.running.close()
    session = Session(profile, Theme(QApplication.instance(), "light"), practice=False)
    session.heard = []
    # Somebody works in another program.
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    session.begin()
    qtbot.waitUntil(lambda: session._notifying is not None, timeout=PATIENCE_MS)
    session.workspace.events.subscribe(session.heard.append)
    qtbot.waitUntil(lambda: synced(session), timeout=PATIENCE_MS)
    yield session
    if not session._closing:
        close(session, qtbot)


def close(session, qtbot):
    with qtbot.waitSignal(session.ended, timeout=PATIENCE_MS):
        session.window.close()


def synced(session, times=1):
    return sum(isinstance(event, SyncFinished) for event in session.heard) >= times


def sync_again(session, qtbot):
    """One more round, to its end."""
    before = len(session.heard)
    session.workspace.sync.sync_now()
    qtbot.waitUntil(
        lambda: any(isinstance(event, SyncFinished) for event in session.heard[before:]),
        timeout=PATIENCE_MS,
    )


def place_of(session, number):
    return session.workspace.reading.conversation_by_number(number)


def test_from_twilio_to_a_bubble_to_a_click_to_the_conversation(session, desktop, practice, qtbot):
    assert desktop.asked("Notify") == []  # a first sync brings history, and nothing to be told
    practice.inbound(MARIA, "Can you call me?")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: desktop.bubbles != [], timeout=PATIENCE_MS)
    row = place_of(session, MARIA)
    assert desktop.bubbles == [(f"New text from {row.name}", "")]
    desk = session.window.desk
    assert session.window.windowTitle().startswith("(")
    desk.open_page("settings")
    desktop.act(do="click", id=1)
    qtbot.waitUntil(lambda: desk.conversation_on_screen() == row.id, timeout=PATIENCE_MS)
    # Opened, so read: the bubble is gone from the desktop too.
    qtbot.waitUntil(lambda: [1] in desktop.of("CloseNotification"), timeout=PATIENCE_MS)


def test_a_text_read_again_is_not_told_again(session, desktop, practice, qtbot):
    practice.inbound(MARIA, "Once only")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: desktop.bubbles != [], timeout=PATIENCE_MS)
    position = len(session.heard)
    session.workspace.sync.restart()  # the new process reads the whole overlap again
    qtbot.waitUntil(
        lambda: any(isinstance(event, SyncFinished) for event in session.heard[position:]),
        timeout=PATIENCE_MS,
    )
    sync_again(session, qtbot)
    told = [event for event in session.heard if isinstance(event, TextsArrived)]
    assert [len(event.texts) for event in told] == [1]


def test_a_stop_is_told_as_what_it_is(session, desktop, practice, qtbot):
    practice.inbound(MARIA, "STOP")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: desktop.bubbles != [], timeout=PATIENCE_MS)
    row = place_of(session, MARIA)
    assert row.text_state is TextState.OUT_CARRIER
    assert desktop.bubbles == [(f"{row.name} opted out of texts", "")]


def test_locked_shows_nothing_and_locking_takes_back_what_stood_there(
    session, desktop, practice, qtbot
):
    practice.inbound(MARIA, "Before the lock")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: desktop.bubbles != [], timeout=PATIENCE_MS)
    desktop.act(do="lock", on=True)
    qtbot.waitUntil(lambda: [1] in desktop.of("CloseNotification"), timeout=PATIENCE_MS)
    asked = len(desktop.of("GetActive"))
    practice.inbound(MARIA, "Over the lock")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: len(desktop.of("GetActive")) > asked, timeout=PATIENCE_MS)
    desktop.act(do="lock", on=False)
    practice.inbound(TOMASZ, "After the lock")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: len(desktop.bubbles) > 1, timeout=PATIENCE_MS)
    assert "Over" not in str(desktop.bubbles)
    assert len(desktop.bubbles) == 2


def test_the_example_in_settings_is_a_real_notification(session, desktop, qtbot):
    desk = session.window.desk
    desk.open_page("settings")
    card = desk.settings.notifications
    card.example.click()
    qtbot.waitUntil(lambda: card.answer.text().startswith("Shown."), timeout=PATIENCE_MS)
    assert [values[3] for values in desktop.asked("Notify")] == ["New text from Maria Delgado"]


def test_closing_the_window_ends_the_program_and_takes_its_bubbles_along(
    session, desktop, practice, qtbot
):
    practice.inbound(MARIA, "One more thing")
    sync_again(session, qtbot)
    qtbot.waitUntil(lambda: desktop.bubbles != [], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: session._notifying.notifier._out != {}, timeout=PATIENCE_MS)
    close(session, qtbot)
    assert session._notifying is None
    qtbot.waitUntil(lambda: desktop.of("CloseNotification") == [[1]], timeout=PATIENCE_MS)


def test_the_program_itself_on_a_real_display_with_bubble_and_tray(
    on_bus, office, practice_process
):
    desktop = on_bus(notifications=True, saver=True, tray=True)
    assert office.connect().status == 0
    office("sync")
    with x_server() as display:
        program = subprocess.Popen(
            [*office.command(), "--data", str(office.folder)],
            cwd=ROOT,
            env=os.environ | office.environment | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            program.stdout.readline()
            wait_for(desktop, lambda: desktop.of("RegisterStatusNotifierItem") != [])
            # Not the conversation that stands open, whether or not a display gives the focus.
            practice_process.inbound(TOMASZ, "Are you there?")
            wait_for(desktop, lambda: desktop.bubbles != [])
            tooltip, menu = tray_of(desktop)
            said = len(desktop.of("NewToolTip"))
            choose(desktop, menu, "Do not disturb for 1 hour")
            wait_for(desktop, lambda: len(desktop.of("NewToolTip")) > said)
            quiet, _ = tray_of(desktop)
            choose(desktop, menu, "Close Brieftext")
            ended = program.wait(30)
        finally:
            program.terminate()
            program.communicate(timeout=30)
    assert [title for title, _ in desktop.bubbles] == ["New text from (773) 555-0129"]
    assert re.fullmatch(r"Brieftext · \d+ unread", tooltip)
    assert re.fullmatch(r"Brieftext · \d+ unread · do not disturb until .*\d [AP]M", quiet)
    assert list(menu) == [
        "Open Brieftext",
        "Do not disturb for 1 hour",
        "Do not disturb until tomorrow 8:00 AM",
        "End do not disturb",
        "Close Brieftext",
    ]
    assert ended == 0


def tray_of(desktop):
    """The icon's tooltip, and its menu as words and numbers."""
    seen = len(desktop.of("answer GetLayout"))
    desktop.act(do="look at tray")
    wait_for(desktop, lambda: len(desktop.of("answer GetLayout")) > seen)
    wait_for(desktop, lambda: len(desktop.of("answer Get")) > seen)
    _revision, (_root, _about, entries) = desktop.of("answer GetLayout")[-1]
    menu = {about["label"]: number for number, about, _ in entries if "label" in about}
    return desktop.of("answer Get")[-1][0][2], menu


def choose(desktop, menu, words):
    desktop.act(do="menu", id=menu[words])


def wait_for(desktop, ready):
    """Until the desktop was asked what a test waits for."""
    with desktop._news:
        found = desktop._news.wait_for(ready, PATIENCE_MS / 1000)
    assert found, desktop.calls
    return found
