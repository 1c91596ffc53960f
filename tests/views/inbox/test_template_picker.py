"""A template goes into the text one writes, filled in, with the first blank to write over."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.services.templates.records import TemplateEdit
from desktop_app.views.inbox.page import InboxPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def page(qtbot, theme, workspace, bridge):
    page = InboxPage(theme, workspace, bridge, QWidget())
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.open_conversation(MARIA)
    page.pane.composer.fill("")
    return page


def choose(page, key):
    page.templates.ask()
    next(row for row in page.templates.menu.rows if row.entry.key == key).click()


def test_the_key_and_the_button_offer_every_template(page, workspace):
    page.go_in_thread("template")
    offered = [row.entry.key for row in page.templates.menu.rows]
    assert offered == [each.key for each in workspace.templates.all()]
    page.templates.menu.dismiss()
    page.pane.composer.foot.template.click()
    assert [row.entry.key for row in page.templates.menu.rows] == offered


def test_it_is_filled_in_for_the_person_and_the_first_blank_is_selected(page):
    choose(page, "hearing")
    field = page.pane.composer.field
    assert field.toPlainText().startswith("Marsh & Lopez Law: Hi Maria, your hearing is on [date]")
    assert field.textCursor().selectedText() == "[date]"


def test_it_goes_in_where_the_cursor_is_and_can_be_undone(page):
    field = page.pane.composer.field
    field.insertPlainText("😀 First. ")
    choose(page, "call_us")
    assert field.toPlainText().startswith("😀 First. Marsh & Lopez Law: Hi Maria, we have news")
    field.undo()
    assert field.toPlainText() == "😀 First. "


def test_a_blank_after_an_emoji_is_still_the_one_selected(page):
    field = page.pane.composer.field
    field.insertPlainText("😀 ")
    choose(page, "documents")
    assert field.textCursor().selectedText() == "[document]"


def test_where_the_composer_is_locked_nothing_is_offered(page):
    page.pane.composer.hide()
    assert not page.templates.possible
    page.templates.ask()
    assert page.templates.menu is None


def test_one_that_is_gone_meanwhile_says_so_and_keeps_what_is_typed(page, workspace):
    key = workspace.templates.save(TemplateEdit("", "Mine", "Hello"), "Dana")
    page.pane.composer.field.insertPlainText("Typed. ")
    page.templates.ask()
    row = next(row for row in page.templates.menu.rows if row.entry.key == key)
    workspace.templates.remove(key, "Dana")
    row.click()
    assert page.pane.composer.text() == "Typed. "
    assert page.pane.composer.notice.isVisible()
