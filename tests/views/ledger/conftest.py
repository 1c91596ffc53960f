"""A ledger page over the made-up firm, its questions about files answered by the test."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from desktop_app.views.ledger.page import LedgerPage
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_ledger import MARIA


@pytest.fixture
def page(qtbot, theme, workspace, bridge):
    page = LedgerPage(theme, workspace, bridge, CALENDAR)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.show_number(MARIA)
    qtbot.waitUntil(lambda: "Checking" not in page.check.text())
    return page


@pytest.fixture
def sized(theme):
    """A change of text size that ends with the test."""
    yield theme.set_text_size
    theme.set_text_size(100)


def said(page):
    """Every entry as it is read aloud."""
    model = page.list.entries
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def numbers(page):
    """The entries shown."""
    model = page.list.entries
    return [model.line(row).seq for row in range(model.rowCount())]


def words(widget):
    """What is written on a widget now."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def settle():
    """Let every layout find its place; one can ask for another."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
