"""The Reputation page over the made-up look."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop_app.views.reputation.page import ReputationPage
from tests.views.fake_workspace import CALENDAR


def settle():
    """Let every layout find its place; one can ask for another."""
    for _ in range(8):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.fixture
def page(qtbot, theme, workspace, bridge):
    """The page with the design's numbers on it."""
    page = ReputationPage(theme, workspace, bridge, CALENDAR)
    qtbot.addWidget(page)
    page.resize(1280, 860)
    with qtbot.waitSignal(page.shown):
        page.show()
    return page


@pytest.fixture
def again(qtbot, workspace, page):
    """Another look, with something changed."""

    def look(**changes):
        workspace.reputation.found = replace(workspace.reputation.found, **changes)
        with qtbot.waitSignal(page.shown):
            page.read()

    return look
