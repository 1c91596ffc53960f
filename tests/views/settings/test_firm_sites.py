"""The firm's websites: kept as typed when somebody leaves the line, and shown as stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.views.settings.page import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(theme, workspace, bridge, tmp_path, qtbot):
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    return page


def test_what_is_typed_is_kept_when_enter_is_pressed(page, workspace, qtbot):
    line = page.texts.sites.field.line
    QTest.keyClicks(line, " smithlaw.com, smith.law ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.reading.setting("firm_domains") == "smithlaw.com, smith.law")


def test_what_is_stored_is_shown_the_next_time(page, workspace):
    workspace.settings.set("firm_domains", "hartwellosei.com")
    page.hide()
    page.texts.sites.show_stored()
    assert page.texts.sites.field.text() == "hartwellosei.com"


def test_the_line_says_what_it_is_for(page):
    assert page.texts.sites.field.line.accessibleName() == "Your firm’s websites"
