"""Work leaves the UI thread, results and events come back to it."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread

from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import (
    ArrivedText,
    ContactsChanged,
    ConversationsChanged,
    EventBus,
    SettingChanged,
    SyncFinished,
    SyncStateChanged,
    TextsArrived,
    TextStateChanged,
)
from desktop_app.services.records import Problem, SyncReport, SyncState
from desktop_app.views.bridge import Bridge, Lanes


class Receiver(QObject):
    """Notes what arrives, and on which thread."""

    def __init__(self):
        super().__init__()
        self.values = []
        self.errors = []
        self.threads = []

    def done(self, value):
        self.values.append(value)
        self.threads.append(QThread.currentThread())

    def failed(self, error):
        self.errors.append(error)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def lanes(qapp):
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def bus():
    return EventBus()


@pytest.fixture
def bridge(qapp, bus):
    bridge = Bridge(bus)
    yield bridge
    bridge.close()


def refuse():
    raise BrieftextError(Problem("The keychain is locked."))


def test_work_runs_elsewhere_and_its_result_arrives_on_the_ui_thread(lanes, qtbot):
    receiver = Receiver()
    here = threading.get_ident()
    lanes.run(threading.get_ident, receiver.done)
    qtbot.waitUntil(lambda: receiver.values != [])
    assert receiver.values[0] != here
    assert receiver.threads == [QThread.currentThread()]


def test_the_serial_lane_keeps_the_order(lanes, qtbot):
    receiver = Receiver()
    order = []
    for number in range(20):
        lanes.run(lambda number=number: order.append(number), receiver.done)
    qtbot.waitUntil(lambda: len(receiver.values) == 20)
    assert order == list(range(20))


def test_a_call_that_hangs_on_the_network_lane_holds_up_neither_lane(lanes, qtbot):
    receiver = Receiver()
    let_go = threading.Event()
    lanes.run(let_go.wait, None, None, "network")
    lanes.run(lambda: "network", receiver.done, None, "network")
    lanes.run(lambda: "serial", receiver.done)
    qtbot.waitUntil(lambda: set(receiver.values) == {"network", "serial"})
    let_go.set()


def test_an_expected_failure_reaches_who_asked(lanes, qtbot):
    receiver = Receiver()
    lanes.run(refuse, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: receiver.errors != [])
    assert receiver.errors[0].problem.what == "The keychain is locked."
    assert receiver.values == []
    assert receiver.threads == [QThread.currentThread()]


def test_an_expected_failure_nobody_takes_is_offered_to_the_window(lanes, qtbot):
    with qtbot.waitSignal(lanes.refused) as told:
        lanes.run(refuse)
    assert told.args[0].what == "The keychain is locked."


@pytest.mark.expected_log("work on a lane failed")
def test_a_bug_is_logged_with_its_traceback_and_shown_as_a_sentence(lanes, qtbot, caplog):
    receiver = Receiver()
    with qtbot.waitSignal(lanes.broken) as told:
        lanes.run(lambda: 1 // 0, receiver.done, receiver.failed)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in told.args[0]
    assert receiver.errors == []


def test_a_result_for_a_widget_that_is_gone_is_dropped(lanes, qtbot):
    gone, there = Receiver(), Receiver()
    started, go_on = threading.Event(), threading.Event()

    def slow():
        started.set()
        go_on.wait()
        return "late"

    lanes.run(slow, gone.done)
    started.wait()
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    go_on.set()
    lanes.run(lambda: "after", there.done)
    qtbot.waitUntil(lambda: there.values == ["after"])
    assert gone.values == []


def test_closing_finishes_the_serial_lane_and_takes_nothing_more(qapp):
    lanes = Lanes()
    written = []
    for number in range(10):
        lanes.run(lambda number=number: written.append(number))
    lanes.close()
    lanes.run(lambda: written.append("too late"))
    assert written == list(range(10))


@pytest.mark.parametrize(
    ("signal", "event", "told"),
    [
        ("conversations_changed", ConversationsChanged(frozenset({4})), frozenset({4})),
        (
            "texts_arrived",
            TextsArrived((ArrivedText(4, 9, 2),)),
            (ArrivedText(4, 9, 2),),
        ),
        ("contacts_changed", ContactsChanged(frozenset({7})), frozenset({7})),
        ("setting_changed", SettingChanged("theme"), "theme"),
        ("sync_finished", SyncFinished(SyncReport(new=2)), SyncReport(new=2)),
        (
            "sync_state_changed",
            SyncStateChanged(SyncState(True, False, 5)),
            SyncState(True, False, 5),
        ),
        (
            "text_state_changed",
            TextStateChanged("+18135550142", 4, True, "STOP"),
            TextStateChanged("+18135550142", 4, True, "STOP"),
        ),
    ],
)
def test_what_a_worker_publishes_arrives_on_the_ui_thread(bridge, bus, qtbot, signal, event, told):
    receiver = Receiver()
    getattr(bridge, signal).connect(receiver.done)
    bridge.run(lambda: bus.publish(event))
    qtbot.waitUntil(lambda: receiver.values != [])
    assert receiver.values == [told]
    assert receiver.threads == [QThread.currentThread()]


def test_a_closed_bridge_no_longer_listens(qapp, bus, qtbot):
    bridge = Bridge(bus)
    bridge.close()
    with qtbot.assertNotEmitted(bridge.setting_changed, wait=50):
        bus.publish(SettingChanged("theme"))
