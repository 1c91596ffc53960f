"""A window with one field in it, for what opens over a window."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.widgets.toast import Toast


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
