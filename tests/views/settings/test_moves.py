"""Moving a number: the warning first, then a list that is kept."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.services.errors import InvalidInput
from desktop_app.services.firm_numbers.records import (
    MoveState,
    MoveWay,
    NumberMove,
    Portability,
)
from desktop_app.services.records import FieldProblem
from desktop_app.views.settings.moves import MoveLine, MovesCard
from desktop_app.views.theme import Theme
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_firm import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

OURS, THEIRS = "+13125550100", "+18335550177"
DAY_S = 86_400


def move(**more):
    values = {
        "id": 1,
        "number": THEIRS,
        "way": MoveWay.IN,
        "state": MoveState.ASKED,
        "steps": frozenset(),
        "note": "",
        "actor": "Dana Whitfield",
        "started_at": NOW,
        "updated_at": NOW,
    }
    return NumberMove(**values | more)


@pytest.fixture
def place(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(900, 800)
    return window


@pytest.fixture
def card(theme, workspace, bridge, qtbot, place):
    card = MovesCard(theme, workspace, bridge, CALENDAR)
    place.layout().addWidget(card)
    place.show()
    qtbot.waitExposed(place)
    return card


def words_on(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def lines(card):
    return [line for line in card.findChildren(MoveLine) if line.isVisible()]


@pytest.mark.row("S0-44")
def test_a_toll_free_number_that_comes_in_is_checked_listed_and_followed(card, workspace, qtbot):
    dialog = card.open_dialog(MoveWay.IN)
    dialog.field.set_text("(833) 555-0177")
    dialog.check.click()
    qtbot.waitUntil(dialog.answer.isVisible)
    assert dialog.answer.text() == "(833) 555-0177 can be moved to Twilio."
    dialog.start.click()
    qtbot.waitUntil(lambda: len(lines(card)) == 1)
    assert "(833) 555-0177 moves to Twilio" in words_on(card)
    (line,) = lines(card)
    assert any("texting to be moved too" in check.text() for check in line.checks.values())
    line.checks["texting"].click()
    qtbot.waitUntil(lambda: workspace.reading.moves[0].steps == {"texting"})
    qtbot.waitUntil(lambda: [line.checks["texting"].isChecked() for line in lines(card)] == [True])
    lines(card)[0].state.set_text("date_set")
    qtbot.waitUntil(lambda: workspace.reading.moves[0].state is MoveState.DATE_SET)
    qtbot.waitUntil(lambda: any(w.startswith("Date is set · noted by") for w in words_on(card)))
    lines(card)[0].state.set_text("done")
    qtbot.waitUntil(lambda: any(w.startswith("Done · noted by") for w in words_on(card)))
    assert lines(card)[0].checks == {}


@pytest.mark.row("S0-45")
def test_moving_a_number_away_warns_that_texting_may_end_before_it_starts(card, workspace, qtbot):
    dialog = card.open_dialog(MoveWay.AWAY)
    qtbot.waitUntil(dialog.warning.isVisible)
    assert dialog.warning.text().startswith("Texting from this number may end")
    assert not dialog.start.isEnabled()
    dialog.read.click()
    assert dialog.start.isEnabled()
    dialog.start.click()
    qtbot.waitUntil(lambda: [each.number for each in workspace.reading.moves] == [OURS])
    qtbot.waitUntil(lambda: "(312) 555-0100 moves away from Twilio" in words_on(card))


def test_a_number_twilio_does_not_take_itself_says_what_to_do(card, workspace, qtbot):
    reason = "MANUAL_PORTING_AVAILABLE"
    workspace.moves.answer = Portability(THEIRS, portable=False, reason=reason, code=22133)
    dialog = card.open_dialog(MoveWay.IN)
    dialog.check.click()
    qtbot.waitUntil(dialog.answer.isVisible)
    assert "can be moved by hand only" in dialog.answer.text()
    workspace.moves.answer = Portability(THEIRS, portable=False, reason="NO_IDEA", code=1)
    dialog.check.click()
    qtbot.waitUntil(lambda: "Twilio’s answer: no idea." in dialog.answer.text())


def test_a_number_that_is_none_gets_its_sentence_at_the_field(card, workspace, qtbot):
    problem = FieldProblem("number", "12 is too short for a phone number.")
    workspace.moves.failure = InvalidInput((problem,))
    dialog = card.open_dialog(MoveWay.IN)
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.field.error == problem.message)
    assert dialog.start.isEnabled()


def test_a_move_nobody_looked_after_for_a_week_is_asked_about(card, workspace, qtbot):
    now = CALENDAR.now()
    workspace.reading.moves = [move(updated_at=now - 6 * DAY_S)]
    card.refresh()
    assert not card.reminder.isVisible()
    workspace.reading.moves = [move(updated_at=now - 9 * DAY_S)]
    card.refresh()
    assert card.reminder.text() == (
        "Is (833) 555-0177 still moving to Twilio? Nothing was noted for 9 days."
    )
    workspace.reading.moves = [move(updated_at=now - 9 * DAY_S, ended_at=now)]
    card.refresh()
    assert not card.reminder.isVisible()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("width", "size"), [(920, 100), (640, 100), (640, 200)])
def test_nothing_on_it_is_cut(qapp, workspace, bridge, qtbot, place, look, width, size):
    theme = Theme(qapp, look)
    theme.set_text_size(size)
    workspace.reading.moves = [move(), move(id=2, way=MoveWay.AWAY, number=OURS)]
    card = MovesCard(theme, workspace, bridge, CALENDAR)
    place.layout().addWidget(card)
    place.resize(width, 3600)
    place.show()
    qtbot.waitExposed(place)
    assert clipped(place) == []
    theme.set_text_size(100)
