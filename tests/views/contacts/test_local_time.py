"""What time it is where the person of the contact panel lives."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.views.contacts.editor import ContactEditor
from desktop_app.views.contacts.panel import ContactPanel
from desktop_app.views.formatting import Calendar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
NOON = round(datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("America/New_York")).timestamp())


class Hour:
    """A clock the test sets."""

    def __init__(self):
        self.at = NOON

    def now(self):
        return self.at


@pytest.fixture
def hour():
    return Hour()


@pytest.fixture
def show(qtbot, theme, workspace, bridge, hour):
    """The panel of Maria with her record as given."""

    def made(**changes):
        card = replace(workspace.reading.contact_card(MARIA), **changes)
        workspace.reading.contact_card = lambda _id: card
        panel = ContactPanel(theme, workspace, bridge, Calendar(now=hour.now))
        qtbot.addWidget(panel)
        panel.resize(304, 800)
        panel.show()
        panel.show_conversation(MARIA)
        return panel

    return made


def times(panel):
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return [words for words in labels if " there" in words]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"time_zone": "America/Los_Angeles"}, ["9:00 AM there (Los Angeles time)"]),
        (
            {"time_zone": "", "number": "+13125550142"},
            ["Probably 11:00 AM there (from area code 312)"],
        ),
        ({"time_zone": "", "state": "CA"}, ["Between 9:00 AM and 12:00 PM there"]),
        ({"time_zone": "", "number": "+442079460000"}, []),
    ],
)
def test_the_panel_says_the_time_there_and_how_sure_it_is(show, changes, said):
    assert times(show(**changes)) == said


def test_the_time_moves_on_with_the_minute_and_wakes_the_window_no_oftener(show, hour):
    panel = show(time_zone="America/New_York")
    timer = panel.local_time.minutes.timer
    assert timer.interval() == 60_000
    hour.at += 60
    timer.timeout.emit()
    assert times(panel) == ["12:01 PM there (New York time)"]
    panel.show_conversation(None)
    assert not timer.isActive()


def test_state_and_zip_code_are_fields_of_the_record(qtbot, theme, workspace, bridge, show):
    panel = show(state="FL", zip_code="33602", time_zone_at=NOON)
    editor = ContactEditor(theme, panel, workspace, bridge, panel.card)
    assert editor.fields["state"].text() == "FL"
    assert editor.fields["zip_code"].text() == "33602"
    editor.fields["state"].set_text("TX")
    editor.save_button.click()
    qtbot.waitUntil(lambda: bool(workspace.contacts.saved))
    assert workspace.contacts.saved[-1][0].state == "TX"
