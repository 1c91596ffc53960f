"""The start pages at every size of text, in the smallest window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.views.bridge import Lanes
from desktop_app.views.first_run.start import StartPages
from desktop_app.views.main_window import SMALLEST, MainWindow
from tests.views.clipping import clipped
from tests.views.first_run.fake_opening import FakeOpening

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def pages(qtbot, theme, tmp_path):
    lanes = Lanes()
    pages = StartPages(theme, FakeOpening(), lanes)
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.show_start(pages)
    window.resize(SMALLEST)
    window.show()
    qtbot.waitExposed(window)
    yield pages
    lanes.close()


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_no_word_of_the_ways_in_is_cut(pages, theme, qtbot, percent):
    pages.show_welcome()
    theme.set_text_size(percent)
    qtbot.waitUntil(lambda: clipped(pages) == [])
    welcome = pages.welcome
    apart = welcome.connect_button.mapTo(welcome, welcome.connect_button.rect().topLeft())
    other = welcome.practice_button.mapTo(welcome, welcome.practice_button.rect().topLeft())
    assert (apart.y() == other.y()) == (percent <= 150)


def test_the_keyboard_brings_what_it_is_on_into_view(pages, theme, qtbot):
    pages.show_welcome()
    theme.set_text_size(200)
    qtbot.waitUntil(lambda: clipped(pages) == [])
    welcome = pages.welcome
    QTest.keyClick(welcome.connect_button, Qt.Key.Key_Tab)
    assert welcome.practice_button.hasFocus()
    viewport = welcome._scroller.viewport()
    top = welcome.practice_button.mapTo(viewport, welcome.practice_button.rect().topLeft())
    assert viewport.rect().contains(top)
