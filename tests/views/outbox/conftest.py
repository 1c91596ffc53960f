"""The Outbox page over the made-up firm."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop_app.views.outbox.page import OutboxPage
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_outbox import made_up_outbox


@pytest.fixture
def filled(workspace):
    """The texts of the picture."""
    workspace.reading.outbox_page[:] = made_up_outbox()
    return workspace


@pytest.fixture
def page(qtbot, theme, filled, bridge):
    page = OutboxPage(theme, filled, bridge, CALENDAR)
    qtbot.addWidget(page)
    page.resize(1280, 860)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def sized(theme):
    """A change of text size that ends with the test."""
    yield theme.set_text_size
    theme.set_text_size(100)


def settle():
    """Let every layout find its place; one can ask for another."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def shown(page):
    """The names of the rows, group by group."""
    return {
        str(group): [row.line.name for row in card.rows]
        for group, card in page.list.groups.items()
        if card.isVisible()
    }
