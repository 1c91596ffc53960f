"""A number nobody has texted with is looked at once, before anything is paid for."""

import pytest

from desktop_app.services.firm_numbers.records import LineFacts
from desktop_app.services.records import TextState
from desktop_app.views.inbox.pane import ConversationPane
from tests.views.fake_workspace import CALENDAR, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NEW, MARIA = 13, 1
NUMBER = "+13125550147"


@pytest.fixture
def pane(theme, workspace, bridge, qtbot):
    workspace.reading.people[NEW] = Person("Ines Moreau", NUMBER, state=TextState.IN)
    pane = ConversationPane(theme, workspace, bridge, CALENDAR)
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    pane.show()
    return pane


def test_a_first_text_is_looked_at_once_and_a_known_texter_never(pane, workspace, qtbot):
    pane.open(MARIA)
    pane.open(NEW)
    qtbot.waitUntil(lambda: workspace.lines.asked == [NUMBER])
    pane.open(MARIA)
    pane.open(NEW)
    workspace.settings.set("line_lookup", "on")
    pane.open(NEW)
    qtbot.waitUntil(lambda: workspace.lines.asked == [NUMBER, NUMBER])


def test_a_number_that_cannot_exist_is_said_beside_what_is_typed(pane, workspace, qtbot):
    workspace.lines.answers[NUMBER] = LineFacts(NUMBER, valid=False)
    pane.open(NEW)
    qtbot.waitUntil(pane.composer.notice.isVisible)
    assert pane.composer.notice.words.text() == (
        "(312) 555-0147 can’t exist, Twilio says. Check the digits before you text it."
    )


def test_an_answer_for_somebody_else_is_not_shown_here(pane, workspace, qtbot):
    workspace.lines.answers[NUMBER] = LineFacts(NUMBER, valid=False)
    pane.open(NEW)
    with qtbot.waitSignal(pane.line_check.doubted):
        pane.open(MARIA)
    assert not pane.composer.notice.isVisible()


def test_a_look_up_that_fails_stops_nobody(pane, workspace, qtbot):
    workspace.lines.failure = "Twilio can’t be reached."
    pane.open(NEW)
    qtbot.waitUntil(lambda: workspace.lines.asked == [NUMBER])
    assert not pane.composer.notice.isVisible()
    assert pane.composer.isVisible()
