"""Whatever a client writes is shown as it was written, in every widget that can show it.

Here every text widget of the inbox is looked at; tests/flows/test_plain_text.py traces which files
the whole program opens.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from desktop_app.services.records import LockedNotice, Problem
from desktop_app.views.contacts.panel import ContactPanel
from desktop_app.views.inbox.page import InboxPage
from desktop_app.views.inbox.start_steps import start_steps
from tests.views.fake_workspace import (
    CALENDAR,
    EVENT,
    FIRM,
    GOT,
    HOSTILE,
    IN,
    OUT,
    SENT,
    Person,
    at,
    texts_of,
)

KEY = 77


@pytest.fixture
def hostile(workspace):
    """A person all of whose words are markup."""
    person = Person(HOSTILE, "+13125550177", HOSTILE, needs_reply=True)
    texts_of(
        person,
        7_000,
        [
            (IN, HOSTILE, at(12, 20, 10), GOT, {}),
            (EVENT, f"{HOSTILE} — {HOSTILE}", at(12, 20, 11), GOT, {"reason": "opt_in"}),
            (OUT, HOSTILE, at(12, 20, 12), SENT, {"author": HOSTILE}),
        ],
    )
    workspace.reading.people[KEY] = person
    workspace.reading.drafts[person.number] = HOSTILE
    return person


@pytest.fixture
def page(theme, workspace, bridge, hostile, qtbot):
    panel = ContactPanel(theme, workspace, bridge)
    page = InboxPage(theme, workspace, bridge, panel, CALENDAR)
    page.conversation_opened.connect(panel.show_conversation)
    qtbot.addWidget(page)
    page.resize(1280, 860)
    page.show()
    page.open_conversation(KEY)
    return page


def assert_plain(root):
    """No label guesses, no field takes rich text."""
    labels = root.findChildren(QLabel)
    assert labels
    for label in labels:
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for field in root.findChildren(QTextEdit):
        assert not field.acceptRichText()
    return labels


def test_names_texts_drafts_and_notes_are_plain(page):
    labels = assert_plain(page)
    shown = [label.text() for label in labels]
    assert any(HOSTILE in words for words in shown)
    assert page.pane.header.name.text() == HOSTILE
    assert page.pane.composer.text() == HOSTILE
    assert page.pane.composer.to.text() == f"To {HOSTILE}"
    assert not page.grab().isNull()


def test_the_thread_lays_out_the_words_themselves(page):
    placed = page.pane.thread_view.placed
    texts = [place.layout.body.layout.text() for place in placed if place.layout.body]
    assert texts == [HOSTILE, HOSTILE]
    assert placed[1].layout.texts[0].layout.text().startswith(f"{HOSTILE} — {HOSTILE}, ")
    assert placed[2].layout.texts[0].layout.text().startswith(HOSTILE)


def test_the_locked_composer_its_reason_and_the_kept_draft_are_plain(page, workspace):
    notice = LockedNotice("lock", "danger", HOSTILE, HOSTILE, ("copy_start_steps",))
    workspace.reading.locked[KEY] = notice
    page.open_conversation(KEY)
    assert_plain(page)
    assert page.pane.locked.card.reason.text() == HOSTILE
    assert page.pane.locked.draft.text() == HOSTILE
    assert isinstance(page.pane.locked.draft.field, QPlainTextEdit)


def test_a_problem_with_a_clients_words_in_it_is_plain(page):
    page.pane.composer.say_problem(Problem(HOSTILE, HOSTILE))
    assert page.pane.composer.notice.words.text() == f"{HOSTILE} {HOSTILE}"
    assert_plain(page)


def rich(tip):
    """Whether Qt would take this tooltip for markup that the words themselves wrote."""
    return "<img" in tip


def test_no_tooltip_hands_a_clients_words_to_the_markup_reader(page):
    tips = [widget.toolTip() for widget in page.findChildren(QWidget)]
    model = page.column.model
    tips.append(model.index(model.place_of(KEY)).data(Qt.ItemDataRole.ToolTipRole))
    told = [tip for tip in tips if "etc/passwd" in tip]
    assert len(told) >= 3
    assert [tip for tip in told if rich(tip)] == []


def test_a_tooltip_shows_the_words_as_they_are(page, qtbot):
    tip = page.pane.header.more.toolTip()
    QToolTip.showText(page.mapToGlobal(QPoint(10, 10)), tip, page)
    assert "&lt;img" in QToolTip.text()
    QToolTip.hideText()


def test_buttons_have_no_clients_words_as_markup(page):
    for button in page.findChildren(QAbstractButton):
        assert "<" not in button.text()


def test_the_firm_number_in_the_start_steps_is_ours(workspace):
    assert FIRM.endswith("0100")
    assert "(312) 555-0100" in start_steps(workspace.reading)
