"""Whoever has waited four hours for an answer is named above the inbox."""

import time
from dataclasses import replace

import pytest

from desktop_app.views.waiting import waiting_notice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HOUR = 3600
NOW = 1_790_000_000


@pytest.fixture
def rows(workspace):
    """Two conversations of the firm, five and fifty hours old."""
    reading = workspace.reading
    old, older = (replace(reading.conversation(key)) for key in (2, 3))
    return [
        replace(older, waits_since=NOW - 50 * HOUR),
        replace(old, waits_since=NOW - 5 * HOUR),
    ]


def test_one_person_is_named_with_the_hours(rows):
    words = waiting_notice(rows[1:], NOW).words
    assert words == f"{rows[1].name} has waited 5 hours for an answer."


def test_several_are_counted_and_the_longest_is_named_in_days(rows):
    words = waiting_notice(rows, NOW).words
    assert words.startswith("2 people have waited more than 4 hours")
    assert f"longest {rows[0].name} (2 days)" in words


def test_nobody_waiting_is_no_banner():
    assert waiting_notice([], NOW) is None


def test_the_banner_leads_to_those_who_need_a_reply_and_goes_with_them(
    desk, workspace, bridge, qtbot
):
    row = replace(workspace.reading.conversation(2), waits_since=int(time.time()) - 6 * HOUR)
    workspace.reading.waiting_rows = [row]
    desk.app_state.look_who_waits()
    assert desk.banner.isVisible()
    desk.banner.acted.emit("waiting")
    assert desk.inbox.column.model.only == "needs_reply"
    workspace.reading.waiting_rows = []
    bridge.conversations_changed.emit(frozenset({2}))
    qtbot.waitUntil(lambda: not desk.banner.isVisible())
