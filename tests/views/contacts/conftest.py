"""A window with one field in it, for what opens over a window."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.services.records import TextState
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.page import ContactsPage
from desktop_app.views.widgets.toast import Toast
from tests.views.fake_workspace import CALENDAR, Person


@pytest.fixture
def host(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.field = QLineEdit()
    QVBoxLayout(window).addWidget(window.field)
    window.resize(960, 640)
    window.show()
    qtbot.waitExposed(window)
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


@pytest.fixture
def toast(theme, host):
    return Toast(theme, host)


@pytest.fixture
def acts(theme, host, workspace, bridge, toast):
    return PersonActs(theme, host, workspace, bridge, toast)


INES, NORA = 13, 14
"""Ines has a number nobody wrote to yet and no consent on record; Nora has no number at all."""


@pytest.fixture
def more_people(workspace):
    """The firm, with two people who never wrote, and with roles and matters to sort by."""
    people = workspace.reading.people
    people[2].matter, people[8].role = "26-0102", "opposing party"
    people[INES] = Person(
        "Ines Moreau", "+13125550147", "26-0195", state=TextState.NONE, role="witness"
    )
    people[NORA] = Person("Nora Fields", "", state=TextState.NONE, role="expert")
    return people


@pytest.fixture
def page(theme, workspace, bridge, qtbot, more_people):
    """1280 wide: the record stands beside the table."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(theme.sheet())
    page_acts = PersonActs(theme, window, workspace, bridge, Toast(theme, window))
    page = ContactsPage(theme, workspace, bridge, page_acts, CALENDAR)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    window.resize(1280, 860)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return page


@pytest.fixture
def narrow(page, qtbot):
    """880 wide: the record is a drawer."""
    page.window().resize(880, 640)
    qtbot.waitUntil(lambda: not page.place.beside)
    return page
