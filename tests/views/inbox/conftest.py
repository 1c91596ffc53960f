"""An inbox page over the made-up firm, on screen."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.views.inbox.page import InboxPage
from tests.views.fake_workspace import CALENDAR

MARIA, JAMES, WALTER, TOMASZ, GORDON, HANNA = 1, 2, 4, 6, 10, 12


@pytest.fixture
def panel(qtbot):
    """Stands for the contact panel."""
    panel = QWidget()
    panel.setFixedWidth(304)
    return panel


@pytest.fixture
def page(theme, workspace, bridge, panel, qtbot):
    """1280 wide: the panel stands beside the conversation."""
    page = InboxPage(theme, workspace, bridge, panel, CALENDAR)
    qtbot.addWidget(page)
    page.setStyleSheet(theme.sheet())
    page.resize(1280, 860)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def settle(qtbot, bridge):
    """Wait until everything handed to the serial lane is done and its result has landed."""

    def wait():
        landed = []

        class Here:
            def done(self, _value):
                landed.append(True)

        here = Here()
        bridge.run(lambda: None, here.done)
        qtbot.waitUntil(lambda: bool(landed))

    return wait
