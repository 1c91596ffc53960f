"""The composer in a low or narrow window and with large text: nothing in it lies over another."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect

from tests.views.clipping import clipped
from tests.views.inbox.conftest import MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONG = "Walter Alexander Maximilian Brandt-Oppenheimer the Third of Chicago"
LINES = "\n".join(f"line {n}" for n in range(20))


@pytest.fixture
def low(page, theme):
    """The smallest window with text of any size."""

    def show(percent):
        theme.set_text_size(percent)
        page.resize(880, 600)
        page.open_conversation(MARIA)
        page.focus_composer()
        return page.pane

    yield show
    theme.set_text_size(100)


def settle():
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def box(part, above):
    return QRect(part.mapTo(above, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_long_text_leaves_room_for_what_stands_below_it(low, percent):
    pane = low(percent)
    pane.composer.fill(LINES)
    settle()
    field, send = box(pane.composer.field, pane), box(pane.composer.send, pane)
    assert not field.intersects(send)
    assert not field.intersects(box(pane.composer.number, pane))
    assert pane.rect().contains(send)
    assert pane.thread_view.height() > 0
    assert pane.composer.field.verticalScrollBar().isVisible()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_word_below_the_text_is_cut(low, percent):
    pane = low(percent)
    for text in ("", "Hello", "It’s " + "a" * 100, "a" * 1700):
        pane.composer.fill(text)
        settle()
        assert clipped(pane.composer) == []


def test_at_the_usual_size_eight_lines_show(low):
    pane = low(100)
    pane.composer.fill(LINES)
    settle()
    assert pane.composer.field.height() >= 8 * pane.composer.field.fontMetrics().lineSpacing()


def test_a_long_name_is_shortened_and_whole_in_its_tooltip(low, workspace):
    workspace.reading.people[MARIA].name = LONG
    composer = low(100).composer
    settle()
    assert composer.to.width() < composer.to.sizeHint().width()
    assert composer.to.toolTip() == f"To {LONG}"
    assert composer.number.width() >= composer.number.sizeHint().width()


def test_the_key_that_sends_is_left_out_before_it_takes_a_line_of_its_own(low):
    foot = low(100).composer.foot
    for width in range(1000, 500, -10):
        foot.setFixedWidth(width)
        foot.arrange()
        assert foot.high(width) == foot.send.sizeHint().height()
        if foot.hint.isHidden():
            break
    assert foot.hint.isHidden()
    foot.setFixedWidth(1000)
    foot.arrange()
    assert foot.hint.isVisible()
