"""An inbox page over the made-up firm, on screen."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.views.inbox.page import InboxPage
from desktop_app.views.inbox.thread import Thread
from tests.views.fake_workspace import CALENDAR

MANY = 100_000
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


@pytest.fixture
def thread(theme, workspace, qtbot):
    thread = Thread(theme, workspace.reading, CALENDAR, "Dana Whitfield")
    qtbot.addWidget(thread)
    thread.resize(664, 600)
    with qtbot.waitActive(thread):
        thread.show()
        thread.activateWindow()
    return thread


def show(thread, workspace, key):
    thread.open(workspace.reading.conversation(key))
    return thread


@pytest.fixture
def maria(thread, workspace):
    return show(thread, workspace, MARIA)


@pytest.fixture
def walter(thread, workspace):
    thread.resize(664, 900)
    return show(thread, workspace, WALTER)


@pytest.fixture
def long(thread, workspace, qtbot):
    workspace.reading.make_long(MARIA, MANY)
    show(thread, workspace, MARIA)
    qtbot.waitUntil(lambda: thread.count == MANY)
    return thread


def line_of(thread, body):
    exact = [p for p in thread.placed if p.layout.row.body == body]
    return next(iter(exact or (p for p in thread.placed if body in p.layout.row.body)))
