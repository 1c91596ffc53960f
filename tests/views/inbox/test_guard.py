"""Two people with a name in common: one question, once, and no key meant for the text answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.views.inbox.guard import SwitchGuard, WrongPersonDialog, names_of
from tests.views.fake_workspace import Person, make_workspace
from tests.views.inbox.conftest import JAMES, MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rosa(workspace):
    """A second Delgado."""
    key = max(workspace.reading.people) + 1
    workspace.reading.people[key] = Person("Rosa Delgado", "+13125550188", "26-0042", "she")
    return key


@pytest.fixture
def pane(page, clock, rosa):
    page.pane.guard._clock = clock
    page.open_conversation(rosa)
    clock.now += 60
    page.open_conversation(MARIA)
    page.focus_composer()
    return page.pane


@pytest.fixture
def send(pane, settle):
    def act(text="Your hearing is on Tuesday"):
        if text:
            pane.composer.fill(text)
        QTest.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
        settle()

    return act


def question(page):
    return next((d for d in page.window().findChildren(WrongPersonDialog) if d.isVisible()), None)


def sent(workspace):
    return [request.body for request in workspace.messaging.requests]


def test_sending_right_after_a_switch_between_two_delgados_asks(page, pane, send, workspace):
    send()
    dialog = question(page)
    assert dialog.accessibleName() == "Send to Maria Delgado or stop?"
    assert dialog.words.text() == "You switched from Rosa Delgado a moment ago."
    assert dialog.to.text() == "To: Maria Delgado · (813) 555-0142 · Matter 26-0187"
    assert dialog.not_to.text() == "Not to: Rosa Delgado · (312) 555-0188 · Matter 26-0042"
    assert sent(workspace) == []
    assert pane.composer.text() == "Your hearing is on Tuesday"


def test_dont_send_keeps_the_text_and_does_not_ask_again(page, pane, send, workspace, qtbot):
    send()
    qtbot.mouseClick(question(page).stop, Qt.MouseButton.LeftButton)
    assert question(page) is None
    assert sent(workspace) == []
    assert pane.composer.text() == "Your hearing is on Tuesday"
    assert pane.composer.field.hasFocus()
    send("")
    assert question(page) is None
    assert sent(workspace) == ["Your hearing is on Tuesday"]


def test_send_sends_at_once(page, send, workspace, settle, qtbot):
    send()
    qtbot.mouseClick(question(page).send, Qt.MouseButton.LeftButton)
    settle()
    assert sent(workspace) == ["Your hearing is on Tuesday"]
    assert question(page) is None


def test_esc_means_no(page, pane, send, workspace):
    send()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert question(page) is None
    assert sent(workspace) == []
    assert pane.composer.text() == "Your hearing is on Tuesday"


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_enter_confirms_nothing(page, pane, send, workspace, settle, modifier):
    send()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, modifier)
    settle()
    assert question(page) is not None
    assert sent(workspace) == []
    assert pane.composer.text() == "Your hearing is on Tuesday"


def test_what_is_typed_meanwhile_goes_on_into_the_text(page, pane, send, workspace):
    send("See you")
    QTest.keyClicks(QApplication.focusWidget(), " soon Ms D")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert pane.composer.text() == "See you soon Ms "
    assert question(page) is not None
    assert sent(workspace) == []


def test_what_goes_out_in_the_end_is_what_the_field_says(page, send, workspace, settle):
    send("See you")
    QTest.keyClicks(QApplication.focusWidget(), " soon")
    question(page).send.click()
    settle()
    assert sent(workspace) == ["See you soon"]


def test_if_another_conversation_was_opened_meanwhile_nothing_is_sent(
    page, pane, send, workspace, settle
):
    QTest.keyClicks(pane.composer.field, "For Maria")
    send("")
    dialog = question(page)
    page.open_conversation(JAMES)
    pane.composer.fill("For James")
    QTest.keyClicks(dialog, "x")
    dialog.send.click()
    settle()
    assert sent(workspace) == []
    assert pane.composer.text() == "For James"
    assert workspace.reading.drafts[workspace.reading.people[MARIA].number] == "For Maria"


def test_the_buttons_can_be_reached_by_tab(page, send, workspace, settle):
    send()
    dialog = question(page)
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if dialog.send.hasFocus():
            break
    QTest.keyClick(dialog.send, Qt.Key.Key_Space)
    settle()
    assert sent(workspace) == ["Your hearing is on Tuesday"]


@pytest.mark.parametrize(("after", "asks"), [(0.0, True), (2.0, True), (2.1, False)])
def test_it_asks_up_to_two_seconds_after_the_switch(page, clock, send, workspace, after, asks):
    clock.now += after
    send()
    assert (question(page) is not None) is asks
    assert sent(workspace) == ([] if asks else ["Your hearing is on Tuesday"])


def test_two_people_with_different_names_are_not_asked_about(page, pane, send, workspace):
    page.open_conversation(JAMES)
    send()
    assert question(page) is None
    assert sent(workspace) == ["Your hearing is on Tuesday"]


def test_somebody_passed_over_on_the_way_counts_only_if_the_name_is_alike(
    page, pane, rosa, send, clock
):
    page.open_conversation(rosa)
    clock.now += 0.5
    page.open_conversation(JAMES)
    clock.now += 0.5
    page.open_conversation(MARIA)
    send()
    assert question(page).words.text() == "You switched from Rosa Delgado a moment ago."


def test_every_switch_may_be_asked_about_once(page, pane, rosa, send, qtbot):
    send()
    qtbot.mouseClick(question(page).stop, Qt.MouseButton.LeftButton)
    page.open_conversation(rosa)
    send()
    assert question(page).accessibleName() == "Send to Rosa Delgado or stop?"


def test_a_very_long_name_leaves_the_dialog_in_the_window(page, workspace, rosa, send, clock):
    workspace.reading.people[MARIA].name = "Maria " + "Delgado" * 20
    workspace.reading.people[rosa].name = "Maria Ruiz"
    page.open_conversation(rosa)
    page.open_conversation(MARIA)
    send()
    dialog = question(page)
    assert dialog.card.rect().contains(dialog.send.geometry())
    assert dialog.send.accessibleName() == f"Send to {workspace.reading.people[MARIA].name}"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Maria Delgado", "Rosa Delgado", True),
        ("Maria Delgado", "Maria Lopez", True),
        ("José Peña", "Ana PENA", True),
        ("Delgado, Maria", "Rosa Delgado", True),
        ("Ana Delgado-Ruiz", "Luis Ruiz", True),
        ("Dr. Ann Cole", "Dr. Bob Hart", False),
        ("Tom J. Hill", "Ed J. Park", False),
        ("Hill Law LLC", "Park Inc", False),
        ("(813) 555-0142", "(813) 555-0143", False),
        ("Maria Delgado", "", False),
    ],
)
def test_names_in_common_are_first_or_last_names_only(one, other, alike):
    people = make_workspace([Person(one, "+18135550101"), Person(other, "+18135550102")]).reading
    first, second = people.conversation(1), people.conversation(2)
    assert bool(names_of(first) & names_of(second)) is alike
    guard = SwitchGuard()
    guard.switched(first, second)
    assert (guard.mistaken_for(second) == first) is alike


def test_opening_the_same_conversation_again_is_no_switch(clock):
    row = make_workspace().reading.conversation(MARIA)
    guard = SwitchGuard(clock)
    guard.switched(None, row)
    guard.switched(row, row)
    assert guard.mistaken_for(row) is None
