"""The banner about somebody who waits gives way to every state of the program."""

import time
from dataclasses import replace

import pytest

from desktop_app.services.records import Problem, SyncState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

OFFLINE = SyncState(
    online=False, syncing=False, last_synced_at=None, problem=Problem("No connection.")
)
ONLINE = SyncState(online=True, syncing=False, last_synced_at=None)


@pytest.fixture
def waiting(desk, workspace):
    """James has waited for six hours."""
    row = workspace.reading.conversation(2)
    workspace.reading.waiting_rows = [replace(row, waits_since=int(time.time()) - 6 * 3600)]
    desk.app_state.look_who_waits()
    return desk


def test_being_offline_is_said_before_who_waits(waiting, bridge):
    assert waiting.banner.shown == "waiting"
    bridge.sync_state_changed.emit(OFFLINE)
    assert waiting.banner.shown == "offline"
    bridge.sync_state_changed.emit(ONLINE)
    assert waiting.banner.shown == "waiting"
    assert waiting.banner.words.text() == "James Okafor has waited 6 hours for an answer."


def test_who_waits_is_looked_for_as_time_goes_by(waiting, workspace):
    workspace.reading.waiting_rows = []
    assert waiting.app_state._clock.isActive()
    waiting.app_state._clock.timeout.emit()
    assert waiting.banner.shown == ""
