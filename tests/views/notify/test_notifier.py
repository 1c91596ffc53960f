"""From texts that arrived to what is shown, and back from a click."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.services.events import ArrivedText, ConversationsChanged, TextsArrived
from desktop_app.views.formatting import Calendar
from desktop_app.views.notify.deciding import Lock
from desktop_app.views.notify.notifier import EXAMPLE_KEY, Notifier
from tests.views.fake_workspace import NOW
from tests.views.notify.fake_desktop_ways import FakeLock, FakeWay, FakeWindow


@pytest.fixture
def way(qapp):
    return FakeWay()


@pytest.fixture
def lock(qapp):
    return FakeLock()


@pytest.fixture
def window():
    return FakeWindow()


@pytest.fixture
def make(workspace, bridge, lock, window):
    """A notifier over these ways."""
    made = []

    def build(*ways):
        notifier = Notifier(window, workspace, bridge, ways, lock, Calendar(lambda: NOW))
        notifier.gathering.setInterval(0)
        made.append(notifier)
        return notifier

    yield build
    made.clear()


@pytest.fixture
def notifier(make, way):
    return make(way)


@pytest.fixture
def comes(workspace, notifier):
    """Let the newest text of these conversations have come in just now."""

    def arrive(*places, age_s=0, opted_out=False):
        texts = []
        for place in places:
            workspace.reading.people[place].unread = True
            line = workspace.reading.people[place].lines[-1]
            texts.append(ArrivedText(place, line.id, age_s, opted_out))
        workspace.events.publish(TextsArrived(tuple(texts)))

    return arrive


@pytest.fixture
def settled(qtbot, lock):
    """Wait until the texts that came were looked at."""

    def wait(times=1):
        qtbot.waitUntil(lambda: lock.asked == times)

    return wait


def test_a_text_is_told_with_the_name_of_the_list(comes, way, qtbot, workspace):
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    name = workspace.reading.conversation(1).name
    assert way.titles == [f"New text from {name}"]
    assert way.bubbles[0].body == ""


def test_texts_that_come_together_are_told_together(comes, way, qtbot, notifier):
    notifier.gathering.setInterval(50)
    comes(1)
    comes(2, 1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    assert way.titles == ["3 new texts from 2 people"]


def test_the_words_are_read_from_the_store_at_the_level_that_shows_them(
    comes, way, qtbot, workspace
):
    workspace.settings.set("notify_level", "text")
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    assert way.bubbles[0].body == " ".join(workspace.reading.people[1].lines[-1].body.split())


def test_a_secret_a_client_wrote_is_not_shown(comes, way, qtbot, workspace):
    workspace.settings.set("notify_level", "text")
    lines = workspace.reading.people[1].lines
    lines[-1] = replace(lines[-1], body="my social is 536-90-4399")
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    assert way.bubbles[0].body == "my social is •••-••-4399"


def test_a_muted_person_is_not_told(comes, way, settled, workspace, window):
    workspace.messaging.mute(1, on=True)
    comes(1)
    settled()
    assert way.bubbles == []


def test_the_conversation_in_sight_is_not_told(comes, way, settled, window):
    window.in_sight = 1
    comes(1)
    settled()
    assert way.bubbles == []


def test_a_text_from_before_the_program_started_is_not_told(comes, way, settled):
    comes(1, age_s=120)
    settled()
    assert way.bubbles == []


def test_a_locked_screen_shows_nothing_and_one_nobody_knows_of_names_nobody(
    comes, way, settled, lock, qtbot
):
    lock.state = Lock.LOCKED
    comes(1)
    settled()
    assert way.bubbles == []
    lock.state = Lock.UNKNOWN
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    assert way.titles == ["New text"]


def test_quiet_asked_for_at_the_tray_holds_and_ends(comes, way, settled, notifier, qtbot):
    notifier.ask_quiet("hour")
    qtbot.waitUntil(lambda: notifier.quiet)
    assert notifier.quiet_until_words()
    comes(1)
    settled()
    assert way.bubbles == []
    notifier.ask_quiet("off")
    qtbot.waitUntil(lambda: not notifier.quiet)
    assert notifier.quiet_until_words() == ""
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])


def test_quiet_until_the_morning_says_tomorrow(notifier, qtbot):
    notifier.ask_quiet("morning")
    qtbot.waitUntil(lambda: notifier.quiet)
    assert notifier.quiet_until_words() == "tomorrow 8:00 AM"


def test_a_click_brings_the_window_forward_at_that_person(comes, way, qtbot, window):
    comes(2)
    qtbot.waitUntil(lambda: way.bubbles != [])
    way.clicked.emit(way.bubbles[0].key)
    assert window.came == [2]


def test_a_click_on_several_people_brings_the_window_as_it_is(comes, way, qtbot, window):
    comes(1, 2)
    qtbot.waitUntil(lambda: way.bubbles != [])
    way.clicked.emit(way.bubbles[0].key)
    assert window.came == [None]


def test_what_was_read_meanwhile_is_taken_back(comes, way, qtbot, workspace):
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    workspace.events.publish(ConversationsChanged(frozenset({2})))
    workspace.messaging.mark_read(1)
    qtbot.waitUntil(lambda: way.taken_back == ["1"])


def test_nothing_is_read_from_the_store_while_nothing_is_shown(notifier, workspace, qtbot, bridge):
    asked = []
    workspace.reading.conversation = asked.append
    with qtbot.waitSignal(bridge.conversations_changed):
        workspace.events.publish(ConversationsChanged(frozenset({1, 2, 3})))
    assert asked == []


def test_the_moment_the_screen_is_locked_everything_is_taken_back(comes, way, qtbot, lock):
    comes(1)
    qtbot.waitUntil(lambda: way.bubbles != [])
    lock.locked.emit()
    assert way.taken_back == ["all"]


def test_where_the_first_way_refuses_the_next_one_shows_it(make, lock, workspace, qtbot):
    broken, tray = FakeWay(works=False), FakeWay()
    notifier = make(broken, tray)
    notifier.show_example()
    assert [bubble.key for bubble in tray.bubbles] == [EXAMPLE_KEY]


def test_the_sound_is_made_only_where_it_is_wanted(comes, way, qtbot, workspace, monkeypatch):
    beeps = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    comes(1)
    qtbot.waitUntil(lambda: len(way.bubbles) == 1)
    assert beeps == []
    workspace.settings.set("notify_sound", "on")
    comes(1)
    qtbot.waitUntil(lambda: len(way.bubbles) == 2)
    assert beeps == [1]


def test_an_example_is_shown_at_any_hour_and_says_so(notifier, way, workspace, qtbot):
    workspace.settings.set("notify_quiet_until", str(NOW + 1000))
    qtbot.waitUntil(lambda: notifier.quiet)
    with qtbot.waitSignal(notifier.example_answered) as answer:
        notifier.show_example()
    assert way.titles == ["New text from Maria Delgado"]
    assert answer.args[0].startswith("Shown. If you see nothing")


def test_an_example_without_a_name_says_why(notifier, way, lock, qtbot):
    lock.state = Lock.UNKNOWN
    with qtbot.waitSignal(notifier.example_answered) as answer:
        notifier.show_example()
    assert way.titles == ["New text"]
    assert "doesn’t say whether its screen is locked" in answer.args[0]


@pytest.mark.parametrize("ways", [(), (False,), (False, False)])
def test_where_nothing_can_be_shown_the_example_says_so(make, qtbot, ways):
    notifier = make(*(FakeWay(works=works) for works in ways))
    with qtbot.waitSignal(notifier.example_answered) as answer:
        notifier.show_example()
    assert answer.args == ["This computer has no place where Brieftext can show notifications."]
