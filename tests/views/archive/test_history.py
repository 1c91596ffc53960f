"""The card and the panel of the long read, and what a comparison found."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from desktop_app.services.archive_records import Gap, GapReport, HistoryProgress, PictureCount
from desktop_app.services.events import ArchiveChanged
from desktop_app.views import archive_words as words
from desktop_app.views.archive.card import HistoryCard
from desktop_app.views.archive.panel import HistoryPanel
from desktop_app.views.archive.watch import HistoryWatch
from desktop_app.views.desk import Desk
from desktop_app.views.desk_history import LATE, DeskHistory
from desktop_app.views.formatting import Calendar
from desktop_app.views.settings.data import DataCard
from tests.views.clipping import clipped
from tests.views.made_up_firm import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAY = 86_400
CALENDAR = Calendar(lambda: NOW, ZoneInfo("America/Chicago"))
HALF = HistoryProgress(
    started=True,
    read=12_614,
    expected=20_311,
    per_minute=1_180,
    reached_at=NOW - 128 * DAY,
    keeps_from=NOW - 400 * DAY,
    numbers=(("+13125550100", 10_980), ("+18005550199", 1_634)),
    opt_outs=14,
    pictures=PictureCount(kept=412, wanted=718),
)
DONE = replace(HALF, finished_at=NOW, read=20_300, expected=20_300)
REPORT = GapReport("week", NOW - 7 * DAY, NOW, 1_204, (), (), 0, NOW)


@pytest.fixture
def watch(qapp, workspace, bridge):
    made = HistoryWatch(bridge, workspace, bridge)
    yield made
    bridge.close()


def show(watch, workspace, progress):
    workspace.reading.archive.progress = progress
    watch.look()


@pytest.fixture
def card(theme, watch, qtbot):
    made = HistoryCard(theme, watch)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def panel(theme, workspace, watch, qtbot):
    made = HistoryPanel(theme, workspace, watch, CALENDAR)
    qtbot.addWidget(made)
    return made


def test_the_card_says_how_much_how_fast_and_how_long(card, watch, workspace):
    show(watch, workspace, HALF)
    assert not card.isHidden()
    assert card.percent.text() == "62%"
    assert card.count.text() == "12,614 of about 20,300 messages"
    assert card.speed.text() == "1,180 a minute · about 7 minutes left"
    assert card.accessibleName() == "Getting your history, 62 percent, about 7 minutes left"


def test_the_card_is_there_only_while_something_is_read(card, watch, workspace):
    assert card.isHidden()
    show(watch, workspace, HALF)
    show(watch, workspace, DONE)
    assert card.isHidden()


def test_a_whole_nobody_knows_yet_is_not_made_up(card, watch, workspace):
    show(watch, workspace, replace(HALF, expected=None))
    assert card.percent.text() == ""
    assert card.count.text() == "12,614 messages so far"
    assert card.speed.text() == "1,180 a minute"


def test_pause_is_kept_in_the_store_and_the_sync_process_hears_of_it(card, watch, workspace, qtbot):
    show(watch, workspace, HALF)
    card.pause.click()
    qtbot.waitUntil(lambda: workspace.reading.settings.get("history_pace") == "paused")
    qtbot.waitUntil(lambda: workspace.sync.asked == 1)
    show(watch, workspace, replace(HALF, pace="paused"))
    assert (card.pause.text(), card.speed.text()) == ("Go on", "Paused")
    card.pause.click()
    qtbot.waitUntil(lambda: workspace.reading.settings.get("history_pace") == "normal")


def test_slow_down_can_be_taken_back(panel, watch, workspace, qtbot):
    show(watch, workspace, HALF)
    panel.slow.click()
    qtbot.waitUntil(lambda: workspace.reading.settings.get("history_pace") == "slow")
    show(watch, workspace, replace(HALF, pace="slow"))
    assert panel.slow.text() == "Full speed"


def test_the_panel_says_all_there_is_to_know(panel, watch, workspace):
    show(watch, workspace, HALF)
    assert panel.count.text() == "12,614"
    assert panel.facts["left"].value.text() == "About 7 minutes"
    assert panel.facts["reached"].value.text() == "Nov 4, 2025"
    assert panel.facts["keeps"].value.text() == "Back to about Feb 2025"
    assert panel.numbers["+13125550100"].accessibleName() == "(312) 555-0100: 10,980"
    assert panel.done["quarter"].done
    assert not panel.done["pictures"].done
    assert panel.done["pictures"].value.text() == "412 of 1,130"
    assert panel.done["gaps"].value.text() == "When it’s done"
    assert "Closing Brieftext is fine." in panel.closing.text()


def test_the_last_90_days_are_here_only_once_they_were_read(panel, watch, workspace):
    show(watch, workspace, replace(HALF, reached_at=NOW - 30 * DAY))
    assert not panel.done["quarter"].done


def test_a_finished_history_shows_the_comparison_and_nothing_to_stop(panel, watch, workspace):
    workspace.reading.archive.reports = [REPORT]
    show(watch, workspace, replace(DONE, pictures=PictureCount(kept=1_130)))
    assert panel.title.text() == "Your history"
    assert panel.pause.isHidden()
    assert panel.done["gaps"].value.text() == "0 missing"
    assert panel.done["gaps"].done
    assert panel.done["pictures"].done
    assert panel.gaps.text() == (
        "1,204 messages compared with Twilio, Mar 5, 2026 – Mar 12, 2026: 0 missing."
    )


def test_what_is_missing_and_what_was_removed_is_named(panel, watch, workspace):
    workspace.reading.archive.reports = [
        replace(
            REPORT,
            missing=(Gap("SM1", NOW, "it is not from or to a phone number"),),
            removed=(Gap("SM2", NOW, "removed at Twilio"),),
            found_late=3,
        )
    ]
    show(watch, workspace, DONE)
    assert not panel.done["gaps"].done
    assert panel.done["gaps"].value.text() == "1 missing"
    assert "1 was removed at Twilio and is kept here. 3 came late" in panel.gaps.text()
    assert "SM1: it is not from or to a phone number" in panel.gaps.text()
    assert "SM2: removed at Twilio" in panel.gaps.text()


def test_pictures_that_are_late_are_said_in_the_banner_and_lead_to_the_panel(
    theme, workspace, bridge, qtbot, tmp_path
):
    desk = Desk(theme, workspace, bridge, tmp_path, can_leave_practice=False)
    qtbot.addWidget(desk)
    history = DeskHistory(desk, theme, workspace, bridge, CALENDAR)
    show(history.watch, workspace, replace(DONE, pictures=PictureCount(400, 4, 0, 4)))
    assert desk.banner.words.text().startswith("4 pictures are not saved yet.")
    desk.banner.acted.emit(LATE)
    assert desk.inbox.side is history.panel
    assert "4 pictures" in history.panel.late.text()
    show(history.watch, workspace, DONE)
    assert desk.banner.isHidden()
    history.panel.closed.emit()
    assert desk.inbox.side is desk.panel


def test_many_changes_are_one_question_to_the_store(watch, workspace, qtbot):
    told = []
    watch.changed.connect(told.append)
    workspace.reading.archive.progress = HALF
    for _ in range(50):
        workspace.events.publish(ArchiveChanged())
    qtbot.waitUntil(lambda: bool(told))
    assert told == [HALF]


def test_settings_say_what_is_here_and_what_was_compared(theme, workspace, bridge, qtbot, tmp_path):
    workspace.reading.archive.progress = DONE
    workspace.reading.archive.reports = [REPORT]
    data = DataCard(theme, workspace, bridge, tmp_path, CALENDAR)
    qtbot.addWidget(data)
    data.show()
    assert data.history.text() == (
        "20,300 messages, all that Twilio has, back to Nov 4, 2025. Pictures: 412 of 1,130."
    )
    assert data.compared.text().endswith("0 missing.")


@pytest.mark.parametrize(
    ("count", "said"), [(7, "7"), (312, "312"), (20_311, "20,300"), (1_234_567, "1,230,000")]
)
def test_an_estimate_has_three_figures(count, said):
    assert words.about(count) == said


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(theme, card, panel, watch, workspace, scale):
    theme.set_scale(scale)
    try:
        workspace.reading.archive.reports = [REPORT]
        for part, width in ((card, 312 * scale), (panel, panel.width())):
            show(watch, workspace, HALF)
            part.resize(int(width), 860)
            part.show()
            assert clipped(part) == []
    finally:
        theme.set_scale(1.0)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (
            HALF,
            "Texts from before Nov 4, 2025 are still being fetched. They appear here on their own.",
        ),
        (
            replace(HALF, pace="paused"),
            "Texts from before Nov 4, 2025 are not here yet. Fetching them is paused.",
        ),
        (
            replace(HALF, reached_at=None),
            "Older texts are still being fetched. They appear here on their own.",
        ),
        (DONE, ""),
    ],
)
def test_what_is_missing_above_a_conversation_is_one_plain_sentence(progress, said):
    assert words.older(progress, CALENDAR) == said
