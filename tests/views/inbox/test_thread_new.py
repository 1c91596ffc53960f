"""New texts: marked where they begin, counted below the view, and never pulling a reader away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.views.fake_workspace import IN, NOW, OUT
from tests.views.inbox.conftest import HANNA, JAMES, MARIA, show


def write(workspace, *bodies, key=MARIA, direction=IN):
    """Lines that came just now, or were written by us."""
    person = workspace.reading.people[key]
    made = replace(person.lines[0], direction=direction, at=NOW)
    for body in bodies:
        person.lines.append(replace(made, id=max(person.lines[-1].id, 10_000) + 1, body=body))
    return person


@pytest.fixture
def unread(thread, workspace):
    """Maria wrote twenty texts nobody has read."""
    write(workspace, *(f"New {n}" for n in range(20))).unread = True
    return show(thread, workspace, MARIA)


def divided(thread):
    """The texts above which the divider stands, of those in view."""
    return [p.layout.row.body for p in thread.placed if p.layout.divider is not None]


def bodies(thread):
    return [place.layout.row.body for place in thread.placed]


def scroll_up(thread, by=400):
    bar = thread.verticalScrollBar()
    bar.setValue(bar.value() - by)


# The divider ----------------------------------------------------------------------------------


def test_it_opens_where_the_new_texts_begin(unread):
    assert divided(unread) == ["New 0"]
    place = next(p for p in unread.placed if p.layout.divider is not None)
    assert place.top == 44
    assert not unread.at_end
    assert bodies(unread)[0] == "Great. See you Tuesday."
    assert not unread.grab().isNull()


def test_new_texts_that_fit_leave_it_at_its_end(thread, workspace):
    write(workspace, "Only one").unread = True
    show(thread, workspace, MARIA)
    assert divided(thread) == ["Only one"]
    assert thread.at_end


def test_the_divider_is_said_too(unread):
    said = [words for words in unread.sentences() if words.startswith("New messages. ")]
    assert len(said) == 1
    assert said[0].endswith(": New 0")


def test_the_divider_stays_until_one_leaves_the_conversation(unread, workspace):
    person = workspace.reading.people[MARIA]
    person.unread = False
    unread.refresh()
    assert divided(unread) == ["New 0"]
    show(unread, workspace, MARIA)
    scroll_up(unread, -10_000)
    scroll_up(unread, 10_000)
    show(unread, workspace, HANNA)
    show(unread, workspace, MARIA)
    unread.resize(664, 4_000)
    assert "New 0" in bodies(unread)
    assert divided(unread) == []


def test_a_text_before_the_divider_does_not_share_its_time_line(thread, workspace):
    person = write(workspace, "Before", "After")
    person.lines[-1] = replace(person.lines[-1], at=NOW + 1)
    person.unread = True
    show(thread, workspace, MARIA)
    thread._setting.new_from = person.lines[-1].id
    thread.refresh()
    before, _after = thread.placed[-2:]
    assert before.layout.around.grouped is False
    assert divided(thread) == ["After"]


def test_new_texts_above_the_first_ids_are_found(thread, workspace):
    workspace.reading.make_long(MARIA, 900)
    first = workspace.reading.thread_ids(MARIA)[::-1][300]
    workspace.reading.people[MARIA].unread = True
    workspace.reading.first_unread = lambda _key: first
    show(thread, workspace, MARIA)
    assert [p.layout.row.id for p in thread.placed if p.layout.divider is not None] == [first]


def test_a_text_that_comes_while_one_reads_further_up_is_marked(maria, workspace):
    maria.resize(664, 300)
    scroll_up(maria, 200)
    write(workspace, "Ours", direction=OUT)
    maria.refresh()
    write(workspace, "Hello?", "Anyone?")
    maria.refresh()
    maria.go_to_newest()
    assert divided(maria) == ["Hello?"]


def test_a_text_that_comes_while_its_end_is_watched_is_not_marked(maria, workspace):
    write(workspace, "Hello?")
    maria.refresh()
    assert bodies(maria)[-1] == "Hello?"
    assert divided(maria) == []


def test_texts_that_come_while_the_window_is_behind_are_marked_from_the_first(
    maria, workspace, qtbot
):
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    for words in ("Hello?", "Anyone?"):
        write(workspace, words)
        maria.refresh()
    assert divided(maria) == ["Hello?"]
    with qtbot.waitActive(maria):
        maria.activateWindow()
    other.activateWindow()
    qtbot.waitUntil(lambda: not maria.isActiveWindow())
    write(workspace, "Later")
    maria.refresh()
    assert divided(maria) == ["Later"]


# The way to the newest text -------------------------------------------------------------------


def test_at_the_end_there_is_no_button(maria):
    assert maria.jump.isHidden()


def test_further_up_a_round_button_goes_to_the_newest_text(maria, qtbot):
    maria.resize(664, 300)
    scroll_up(maria)
    jump = maria.jump
    assert jump.isVisible()
    assert jump.width() == jump.height()
    assert jump.text() == ""
    assert jump.accessibleName() == jump.toolTip() == "Go to the newest text"
    assert jump.geometry().bottomRight().x() < maria.viewport().width()
    assert not jump.grab().isNull()
    qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
    assert maria.at_end
    assert jump.isHidden()
    assert maria.hasFocus()


def test_the_button_counts_the_clients_texts_that_came_since(maria, workspace):
    maria.resize(664, 300)
    scroll_up(maria)
    before = bodies(maria)
    write(workspace, "One", "Two")
    write(workspace, "Ours", direction=OUT)
    maria.refresh()
    assert bodies(maria) == before
    assert maria.jump.text() == "2 new"
    assert maria.jump.accessibleName() == "2 new, go to the newest text"
    assert maria.jump.width() > maria.jump.height()
    scroll_up(maria, -10_000)
    scroll_up(maria)
    assert maria.jump.text() == ""


def test_opened_at_the_divider_it_counts_what_is_below_the_view(unread):
    below = 20 - sum(body.startswith("New ") for body in bodies(unread))
    assert below > 0
    assert int(unread.jump.text().removesuffix(" new")) in {below, below + 1}
    scroll_up(unread, -150)
    assert int(unread.jump.text().removesuffix(" new")) < below


def test_more_than_anybody_counts_is_said_so(thread, workspace):
    write(workspace, *(f"New {n}" for n in range(150))).unread = True
    show(thread, workspace, MARIA)
    assert thread.jump.text() == "99+ new"


def test_the_button_keeps_to_the_corner(maria):
    maria.resize(664, 300)
    scroll_up(maria)
    right = maria.width() - maria.jump.geometry().right()
    maria.resize(500, 300)
    assert maria.width() - maria.jump.geometry().right() == right


# Places ---------------------------------------------------------------------------------------


def test_each_conversation_is_found_again_where_one_left_it(long, workspace):
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    held = [(p.layout.row.id, p.top) for p in long.placed]
    show(long, workspace, JAMES)
    assert long.at_end
    show(long, workspace, MARIA)
    assert [(p.layout.row.id, p.top) for p in long.placed] == held
    bar.setValue(bar.maximum())
    show(long, workspace, JAMES)
    show(long, workspace, MARIA)
    assert long.at_end


def test_a_place_that_is_gone_gives_way_to_the_end(maria, workspace):
    maria.resize(664, 300)
    maria.verticalScrollBar().setValue(0)
    show(maria, workspace, HANNA)
    workspace.reading.people[MARIA].lines.pop(0)
    show(maria, workspace, MARIA)
    assert maria.at_end


def test_opening_what_is_open_keeps_the_place(maria, workspace):
    maria.resize(664, 300)
    maria.verticalScrollBar().setValue(30)
    before = bodies(maria)
    show(maria, workspace, MARIA)
    assert bodies(maria) == before
    assert not maria.at_end
