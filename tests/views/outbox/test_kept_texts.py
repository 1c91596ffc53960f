"""Texts that are still here and ask for a person, and those for later that can be edited."""

from dataclasses import replace

import pytest

from desktop_app.services.messaging.outbox_records import Group
from desktop_app.services.records import OutboxState, Route
from tests.views.clipping import clipped
from tests.views.made_up_firm import NOW
from tests.views.made_up_outbox import line
from tests.views.outbox.conftest import settle, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LATE, LOST, LATER = 2001, 2002, 2003
MARIA = "+18135550142"
Q = OutboxState.QUEUED


@pytest.fixture
def filled(workspace):
    workspace.reading.outbox_page[:] = [
        line(
            LATE, "Maria Delgado", MARIA, "Where are you?", Q, created_at=NOW - 7200, asked_at=NOW
        ),
        line(
            LOST,
            "Hanna Lindqvist",
            "+13125550131",
            "Your papers are ready.",
            Q,
            number_lost=True,
            from_number="+13125550100",
        ),
        line(
            LATER,
            "James Okafor",
            "+18135550119",
            "Court is at 9.",
            Q,
            send_at=NOW + 86_400,
            next_try_at=NOW + 86_400,
            route=Route.HERE,
        ),
    ]
    return workspace


def test_late_texts_and_those_without_a_number_need_somebody(page):
    assert shown(page) == {
        Group.NEEDS_YOU: ["Maria Delgado", "Hanna Lindqvist"],
        Group.SCHEDULED: ["James Okafor"],
    }


@pytest.mark.parametrize(
    ("key", "word", "detail", "names"),
    [
        (LATE, "Still send?", "Waiting since 6:06 PM", ["still_send", "cancel"]),
        (
            LOST,
            "Can’t leave",
            "Twilio no longer sends texts from (312) 555-0100",
            ["numbers", "cancel"],
        ),
    ],
)
def test_each_says_why_in_one_line_and_what_can_be_done(page, key, word, detail, names):
    row = page.list.row(key)
    assert row.word.text() == word
    assert row.detail.text().startswith(detail.split(" since")[0])
    assert list(row.buttons) == names
    assert row.accessibleName().endswith("press Enter for actions")


def test_send_now_and_don_t_send_are_carried_out(page, filled, qtbot):
    page.list.row(LATE).buttons["still_send"].click()
    qtbot.waitUntil(lambda: filled.messaging.still_sent == [LATE])
    with qtbot.waitSignal(page.taken_back) as back:
        page.list.row(LATE).buttons["cancel"].click()
    assert back.args[1] == "Where are you?"


def test_check_numbers_asks_for_the_numbers(page, qtbot):
    with qtbot.waitSignal(page.numbers_asked):
        page.list.row(LOST).buttons["numbers"].click()


def test_a_text_for_later_is_edited_from_its_row_and_from_its_menu(page, qtbot):
    assert list(page.list.row(LATER).buttons) == ["edit_later", "cancel"]
    with qtbot.waitSignal(page.edit_later_asked) as asked:
        page.list.row(LATER).buttons["edit_later"].click()
    assert asked.args == [LATER]
    menu = page.open_menu(LATER, page.list.row(LATER).menu_point())
    assert "Edit" in [row.entry.label for row in menu.rows]


@pytest.mark.parametrize("width", [640, 900, 1280])
def test_nothing_is_cut_at_twice_the_size(page, sized, width):
    page.resize(width, 860)
    sized(200)
    settle()
    assert clipped(page) == []


def test_a_text_that_waits_for_the_morning_there_says_so_beside_what_it_needs(page, filled):
    filled.reading.outbox_page[2] = replace(
        filled.reading.outbox_page[2], reason="quiet hours there until 8:00 AM his time"
    )
    page.read()
    assert page.list.row(LATER).detail.text() == (
        "Quiet hours there until 8:00 AM his time. Sends from here, this computer must be on"
    )
