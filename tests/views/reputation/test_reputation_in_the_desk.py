"""The page in its place: the rail, its badge, and the way to a conversation."""

import pytest

from desktop_app.views.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(qtbot, theme, workspace, bridge, tmp_path):
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(workspace, bridge)
    window.show()
    qtbot.waitExposed(window)
    return window.desk


def test_the_rail_leads_to_the_page_and_says_how_much_is_over_the_line(qtbot, desk):
    assert desk.rail.item("reputation").accessibleName() == "Reputation"
    desk.perform("reputation")
    assert desk.pages.currentWidget() is desk.reputation
    qtbot.waitUntil(lambda: desk.reputation.report is not None)
    assert desk.rail.item("reputation").accessibleName() == "Reputation, 1 over the line"


def test_the_badge_needs_no_open_page(qtbot, desk):
    desk.standing.watch.look()
    item = desk.rail.item("reputation")
    qtbot.waitUntil(lambda: item.accessibleName() == "Reputation, 1 over the line")
    assert "reputation" not in vars(desk)


def test_a_text_that_is_meant_opens_its_conversation(desk):
    desk.open_page("reputation")
    desk.reputation.conversation_asked.emit(1)
    assert desk.pages.currentWidget() is desk.inbox
    assert desk.conversation_id == 1


def test_f6_goes_round_the_page_and_the_rail(qtbot, desk):
    desk.open_page("reputation")
    qtbot.waitUntil(lambda: desk.reputation.report is not None)
    assert desk.regions() == [*desk.reputation.regions(), desk.rail]
