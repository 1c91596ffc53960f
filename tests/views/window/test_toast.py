"""A toast says what was done, offers one way back, and waits for whoever is still reading."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.views.widgets.toast import STAYS_MS, Toast

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Page(QWidget):
    """A page with something that can be undone."""

    def __init__(self):
        super().__init__()
        self.undone = 0

    def undo(self):
        self.undone += 1


@pytest.fixture
def page(qtbot):
    page = Page()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def toast(theme, page):
    return Toast(theme, page)


def test_it_stands_at_the_foot_in_the_middle_and_follows_the_page(toast, page):
    toast.say("Opted Maria out of messages")
    assert abs(toast.geometry().center().x() - 450) <= 1
    page.resize(700, 500)
    assert abs(toast.geometry().center().x() - 350) <= 1
    assert page.rect().bottom() - 60 < toast.geometry().center().y() < page.rect().bottom()


def test_it_goes_after_its_time(toast, page):
    toast.say("Opted Maria out of messages")
    assert toast._timer.interval() == STAYS_MS
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_it_stays_while_the_keyboard_is_on_it(toast, page, qtbot):
    toast.say("Opted Maria out of messages", action="Undo", act=page.undo)
    toast.button.setFocus()
    qtbot.waitUntil(toast.button.hasFocus)
    toast._timer.timeout.emit()
    assert toast.isVisible()


def test_undo_is_done_once_and_the_toast_goes(toast, page):
    toast.say("Opted Maria out of messages", action="Undo", act=page.undo)
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert page.undone == 1
    assert not toast.isVisible()


def test_a_later_word_takes_the_earlier_ones_way_back(toast, page):
    toast.say("Opted Maria out of messages", action="Undo", act=page.undo)
    toast.say("Recorded Maria’s consent to texts")
    assert not toast.button.isVisible()
    assert toast.accessibleName() == "Recorded Maria’s consent to texts"
