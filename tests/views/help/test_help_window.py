"""The help window: search, pages by keyboard, plain words, and room for them at any size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services import help as pages
from desktop_app.views.help.window import HelpWindow
from desktop_app.views.theme import TEXT_SIZES
from tests.views.clipping import clipped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(qtbot, theme):
    window = HelpWindow(theme)
    qtbot.addWidget(window)
    window.come_forward()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.focusWidget() is window.search)
    return window


def words_on(window):
    """Every word of the page on screen."""
    return [label.text() for label in window.view.widget().findChildren(QLabel)]


def test_it_opens_on_the_first_page_with_the_keyboard_in_the_search_field(window):
    assert window.view.page.topic == "travel"
    assert window.topics.topics == tuple(each.topic for each in pages.pages())
    assert not window.isModal()


@pytest.mark.row("S3-25")
@pytest.mark.parametrize("topic", [each.topic for each in pages.pages()])
def test_every_page_says_when_it_was_checked_and_that_it_is_no_legal_advice(window, topic):
    window.open_help(topic)
    words = words_on(window)
    foot = "Checked November 25, 2026. These are checks, not legal advice."
    assert words[-1] == foot
    for block in pages.page(topic).blocks:
        assert block.words in words


def test_a_page_s_words_are_plain_text_whatever_is_written(window):
    for topic in window.topics.topics:
        window.open_help(topic)
        for label in window.view.widget().findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText


def test_typing_narrows_the_list_and_shows_the_best_page(window):
    QTest.keyClicks(window.search, "short code")
    assert window.view.page.topic == "short-codes"
    assert "pictures" not in window.topics.topics
    assert window.topics.currentIndex().data() == "Short codes and log-in codes"


def test_nothing_found_is_said_and_leads_to_where_to_turn(window):
    QTest.keyClicks(window.search, "xylophone")
    assert window.topics.topics == ()
    assert "No page has all of these words. Try fewer." in words_on(window)
    window.view.links["support"].click()
    assert window.view.page.topic == "support"
    assert window.search.text() == ""
    assert window.topics.topics == tuple(each.topic for each in pages.pages())


def test_emptying_the_search_keeps_the_page_that_is_read(window):
    QTest.keyClicks(window.search, "landline")
    shown = window.view.page
    window.search.clear()
    assert window.view.page is shown
    assert window.topics.currentIndex().data() == shown.title


def test_down_leads_to_the_list_and_the_arrows_show_page_after_page(window):
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    assert window.focusWidget() is window.topics
    QTest.keyClick(window.topics, Qt.Key.Key_Down)
    assert window.view.page.topic == "delivery"


def test_tab_reaches_the_page_and_the_arrows_scroll_it(window, qtbot):
    window.open_help("references")
    window.topics.setFocus()
    QTest.keyClick(window.topics, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.view
    bar = window.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(window.view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    window.open_help("carriers")
    assert bar.value() == 0


def test_a_link_leads_to_the_page_beside(window):
    window.open_help("travel")
    window.view.links["records"].click()
    assert window.view.page.topic == "records"
    assert window.topics.currentIndex().data() == "Where your records are"


def test_esc_empties_the_search_first_and_closes_then(window, qtbot):
    QTest.keyClicks(window.search, "cost")
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert window.isVisible()
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_esc_closes_from_the_list_and_from_the_page(window):
    for part in (window.topics, window.view):
        window.come_forward()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        assert not window.isVisible()


def test_ctrl_f_goes_to_the_search(window):
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.search


def test_a_topic_nobody_wrote_leaves_the_page_that_is_open(window):
    window.open_help("carriers")
    window.open_help("no such page")
    assert window.view.page.topic == "carriers"


def test_the_page_is_read_aloud_by_its_title_and_words(window):
    window.open_help("landlines")
    assert window.view.accessibleName() == "Landlines"
    assert window.view.accessibleDescription().startswith("A text to a landline is taken, billed")
    assert window.search.accessibleName() == "Search the help"
    assert window.topics.accessibleName() == "Pages of the help"


@pytest.mark.parametrize("percent", [TEXT_SIZES[0], 100, TEXT_SIZES[-1]])
def test_nothing_is_cut_at_any_text_size(window, theme, qtbot, percent):
    theme.set_text_size(percent)
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.width() >= window.minimumWidth())
    for topic in window.topics.topics:
        window.open_help(topic)
        inside = window.view.widget()
        qtbot.waitUntil(lambda inside=inside: inside.width() == window.view.viewport().width())
        assert clipped(window) == []
    assert window.topics.horizontalScrollBar().maximum() == 0
    wide = window.topics.viewport().width()
    assert wide >= window.topics.width_for(pages.pages()) - 10


def test_it_follows_the_look(window, theme):
    before = window.grab().toImage()
    theme.choose("dark")
    try:
        dark = window.grab().toImage()
        assert dark.pixelColor(5, window.height() - 5) == theme.color("list")
        assert dark.pixelColor(window.width() - 30, 5) == theme.color("surface")
        assert before.pixelColor(5, window.height() - 5) != theme.color("list")
    finally:
        theme.choose("light")
