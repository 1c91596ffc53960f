"""The conversation: only what is in view is laid out, nothing jumps, everything can be reached."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.services.records import MessageStatus, TextRequest
from desktop_app.views.inbox.lines import FIRST
from desktop_app.views.inbox.thread import Thread
from tests.views.fake_workspace import CALENDAR, HOSTILE, LONG_BASE, at, make_workspace
from tests.views.inbox.conftest import HANNA, MANY, MARIA, line_of, show


def tops(thread):
    return {place.layout.row.id: place.top for place in thread.placed}


def assert_seamless(thread):
    """Lines follow each other without gap or overlap, and fill the view."""
    for upper, lower in zip(thread.placed, thread.placed[1:], strict=False):
        assert lower.line == upper.line + 1
        assert lower.top == upper.top + upper.layout.height
    assert thread.placed[0].top <= 16
    last = thread.placed[-1]
    assert last.top + last.layout.height >= thread.viewport().height() - 8


# Opening and scrolling ------------------------------------------------------------------------


def test_a_short_conversation_stands_at_the_bottom(thread, workspace):
    show(thread, workspace, HANNA)
    (only,) = thread.placed
    assert only.top + only.layout.height == thread.viewport().height() - 4
    assert thread.verticalScrollBar().maximum() == 0


def test_it_opens_at_its_end(maria):
    assert maria.at_end
    assert maria.placed[-1].layout.row.body == "Great. See you Tuesday."
    assert_seamless(maria)


def test_a_hundred_thousand_lines_open_with_a_screenful(thread, workspace, qtbot):
    workspace.reading.make_long(MARIA, MANY)
    workspace.reading.message_reads.clear()
    show(thread, workspace, MARIA)
    assert thread.count == FIRST
    assert len(thread.placed) < 20
    assert sum(workspace.reading.message_reads) < 200
    before = tops(thread)
    qtbot.waitUntil(lambda: thread.count == MANY)
    assert tops(thread) == before
    assert thread.verticalScrollBar().maximum() > MANY * 30


def test_scrolling_reads_windows_of_records_and_never_all(long, workspace):
    workspace.reading.message_reads.clear()
    bar = long.verticalScrollBar()
    for _ in range(100):
        bar.setValue(bar.value() - 120)
        assert_seamless(long)
    assert 0 < sum(workspace.reading.message_reads) < 1_000


def test_what_is_in_view_moves_exactly_as_far_as_the_wheel(long):
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(80):
        before = tops(long)
        bar.setValue(bar.value() - 90)
        after = tops(long)
        both = before.keys() & after.keys()
        assert len(both) >= 2
        assert {after[key] - before[key] for key in both} == {90}


def test_every_part_can_be_reached_by_the_scroll_bar(long):
    bar = long.verticalScrollBar()
    bar.setValue(0)
    assert long.placed[0].line == 0
    assert long.placed[0].top == 16
    bar.setValue(bar.maximum() // 3)
    assert 0.25 * MANY < long.placed[0].line < 0.42 * MANY
    assert_seamless(long)
    bar.setValue(bar.maximum())
    assert long.at_end
    assert long.placed[-1].line == MANY - 1


def test_from_the_start_downwards_it_ends_at_the_last_line(theme, workspace, qtbot):
    workspace.reading.make_long(MARIA, 60)
    thread = Thread(theme, workspace.reading, CALENDAR, "")
    qtbot.addWidget(thread)
    thread.resize(500, 400)
    thread.show()
    show(thread, workspace, MARIA)
    bar = thread.verticalScrollBar()
    bar.setValue(0)
    for _ in range(200):
        bar.setValue(bar.value() + 60)
        assert_seamless(thread)
    assert thread.at_end
    assert thread.placed[-1].line == 59


def test_another_width_keeps_the_end_in_view(long):
    long.resize(400, 500)
    assert long.at_end
    assert_seamless(long)


def test_another_width_keeps_the_line_that_is_read(long):
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = long.placed[0].line
    long.resize(400, 500)
    assert long.placed[0].line == first


# Changes --------------------------------------------------------------------------------------


def queue(workspace, body="Hello"):
    request = TextRequest("+18135550142", body, body, "Dana Whitfield")
    return workspace.messaging.queue_text(request)


def test_a_new_line_at_the_end_keeps_everything_else(long, workspace):
    queue(workspace)
    workspace.reading.message_reads.clear()
    long.refresh()
    assert long.count == MANY + 1
    assert long.placed[-1].layout.row.body == "Hello"
    assert sum(workspace.reading.message_reads) < 100
    assert_seamless(long)


def test_a_new_line_does_not_pull_a_reader_away(long, workspace):
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = tops(long)
    queue(workspace)
    long.refresh()
    assert tops(long) == before
    assert not long.at_end


def test_sending_goes_to_the_end(long, workspace):
    long.verticalScrollBar().setValue(0)
    long.scroll_to_end()
    assert long.placed[-1].line == MANY - 1


def test_a_status_change_is_shown_under_its_bubble(maria, workspace):
    lines = workspace.reading.people[MARIA].lines
    lines[-1] = replace(lines[-1], status=MessageStatus.DELIVERED)
    maria.refresh()
    assert maria.sentences()[-1] == "You, 8:06 PM, delivered: Great. See you Tuesday."


def test_a_line_that_came_late_is_put_where_it_belongs(maria, workspace):
    lines = workspace.reading.people[MARIA].lines
    late = replace(lines[6], id=lines[6].id, body="Late")
    lines[6:] = [late, *(replace(line, id=line.id + 1) for line in lines[6:])]
    maria.refresh()
    assert maria.count == 10
    bodies = [place.layout.row.body for place in maria.placed]
    assert bodies.index("Late") == bodies.index("YES") - 1


def test_in_a_very_long_conversation_a_late_line_is_found_after_a_while(long, workspace, qtbot):
    long._late.setInterval(1)
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    held = tops(long)
    workspace.reading.long[MARIA] = MANY - 10
    workspace.reading.people[MARIA].lines[:] = [
        replace(make_workspace().reading.people[MARIA].lines[0], id=LONG_BASE + MANY - 10 + n)
        for n in range(2, 11)
    ]
    long.refresh()
    qtbot.waitUntil(lambda: long.count == MANY - 1)
    assert tops(long) == held


def test_a_line_that_is_gone_takes_no_room(maria, workspace):
    ids = list(workspace.reading.thread_ids(MARIA))
    workspace.reading.people[MARIA].lines.pop(4)
    maria._arrangement.lines._records.clear()
    maria.scroll_to_end()
    assert len(ids) == maria.count
    assert "Sorry, meant that" not in " ".join(maria.sentences())


def test_offline_a_waiting_text_says_so(maria):
    maria.set_online(online=False)
    assert "queued, sends when you’re back online" in maria.sentences()[-1]
    maria.set_online(online=True)
    assert "queued" in maria.sentences()[-1]
    assert "online" not in maria.sentences()[-1]


def test_another_name_is_taken_up(maria, workspace):
    workspace.reading.people[MARIA].name = "Marisol Vega"
    maria.rename(workspace.reading.conversation(MARIA))
    assert maria.accessibleName() == "Conversation with Marisol Vega"
    assert any(words.startswith("Marisol, ") for words in maria.sentences())


# What is shown --------------------------------------------------------------------------------


def test_days_are_headed_once(maria):
    maria.resize(664, 900)
    headings = [place.layout.around.heading for place in maria.placed]
    assert [words for words in headings if words] == ["Yesterday", "Today"]


def test_outgoing_bubbles_stand_right_and_incoming_left(maria):
    ours = line_of(maria, "Great. See you").layout
    theirs = line_of(maria, "YES").layout
    assert ours.bubble.right() == 664 - 24
    assert theirs.bubble.left() == 24


def test_bubbles_are_at_most_430_wide(maria):
    widest = max(place.layout.bubble.width() for place in maria.placed if place.layout.bubble)
    assert widest <= 430
    maria.resize(400, 600)
    widest = max(place.layout.bubble.width() for place in maria.placed if place.layout.bubble)
    assert widest <= 0.68 * 400 + 1


def test_texts_within_two_minutes_share_one_time_line(thread, workspace):
    person = workspace.reading.people[HANNA]
    first = replace(person.lines[0], at=at(12, 9, 0))
    person.lines[:] = [
        first,
        replace(first, id=first.id + 1, at=at(12, 9, 1), body="Second"),
        replace(first, id=first.id + 2, at=at(12, 9, 9), body="Third"),
    ]
    show(thread, workspace, HANNA)
    times = [len(place.layout.texts) for place in thread.placed]
    assert times == [0, 1, 1]


def test_a_system_line_is_bold_before_its_dash(maria):
    made = line_of(maria, "replied STOP").layout
    (text,) = made.texts
    (bold,) = text.layout.formats()
    assert text.layout.text() == "Maria replied STOP — opted out of messages, 10:42 AM"
    assert bold.length == len("Maria replied STOP")
    assert made.icons[0][:2] == ("ban", "danger")


def test_somebody_elses_name_stands_before_the_state(thread, workspace):
    lines = workspace.reading.people[MARIA].lines
    lines[-1] = replace(lines[-1], author="Noor Haddad")
    show(thread, workspace, MARIA)
    last = thread.placed[-1].layout
    assert last.texts[0].layout.text() == "Noor Haddad · Queued 8:06 PM"
    lines[-1] = replace(lines[-1], author="Dana Whitfield")
    thread.refresh()
    assert thread.placed[-1].layout.texts[0].layout.text() == "Queued 8:06 PM"


def test_hostile_and_many_line_and_emoji_texts_are_plain_words(thread, workspace):
    person = workspace.reading.people[HANNA]
    odd = f"{HOSTILE}\nsecond line 🙂 עברית"
    person.lines[0] = replace(person.lines[0], body=odd)
    show(thread, workspace, HANNA)
    layout = thread.placed[0].layout.body.layout
    assert layout.text() == odd.replace("\n", "\u2028")
    assert layout.lineCount() == 2
    assert not thread.grab().isNull()


def test_a_text_nobody_is_sure_about_explains_itself(walter):
    made = line_of(walter, "Room 2204, same").layout
    assert made.unsure
    title, words = (text.layout.text() for text in made.texts)
    assert title == "Not sure this was sent"
    assert words == (
        "The connection dropped at 2:14 PM. We looked 8 times over 5 minutes and Twilio shows no "
        "copy. If you send again and the first one did go out, Walter may get it twice."
    )
    assert [hit.key for hit in made.hits] == ["check_again", "send_again", "mark_not_sent"]


def test_a_narrow_thread_puts_the_ways_on_below_each_other(walter):
    walter.resize(330, 900)
    boxes = [hit.box for hit in line_of(walter, "Room 2204, same").layout.hits]
    assert len({box.top() for box in boxes}) > 1
    assert all(box.right() <= 330 for box in boxes)


def test_the_theme_repaints_everything(thread, workspace, theme, qtbot):
    show(thread, workspace, MARIA)
    light = thread.grab().toImage()
    theme.choose("dark")
    try:
        dark = thread.grab().toImage()
    finally:
        theme.choose("light")
    assert dark.pixelColor(2, 2) != light.pixelColor(2, 2)
    assert thread.grab().toImage() == light


@pytest.mark.row("S0-46")
def test_a_text_the_carrier_filtered_says_so_and_what_helps(thread, workspace, qtbot):
    lines = workspace.reading.people[MARIA].lines
    lines[-1] = replace(lines[-1], status=MessageStatus.UNDELIVERED, error_code=30007)
    show(thread, workspace, MARIA)
    last = thread.placed[-1]
    assert last.layout.texts[0].layout.text() == (
        "Not delivered · the carrier filtered it, most likely for a link, for its words, or "
        "because the number is not registered"
    )
    assert "not delivered, the carrier filtered it, most likely" in thread.sentences()[-1]
    assert [hit.label for hit in last.layout.hits] == ["Edit and resend"]
    assert last.layout.hits[0].box.right() <= 640


# What is said ---------------------------------------------------------------------------------


def test_the_newest_lines_are_in_the_description(maria, qtbot):
    assert maria.accessibleName() == "Conversation with Maria Delgado"
    newest = "You, 8:06 PM, queued: Great. See you Tuesday."
    qtbot.waitUntil(lambda: maria.accessibleDescription().endswith(newest))


def test_every_line_in_view_has_its_sentence(walter):
    said = walter.sentences()
    assert len(said) == len(walter.placed) == 6
    assert said[3] == (
        "You, 2:14 PM, not sure this was sent, press Enter for actions: "
        "Your hearing moved to Room 2204, same time."
    )


def test_nothing_open_shows_nothing(thread):
    assert thread.placed == []
    thread.refresh()
    thread.copy()
    assert thread.count == 0


def test_a_conversation_without_a_line_is_an_empty_thread(thread, workspace, qtbot):
    key = workspace.messaging.start_conversation("+13125550199", "New Client")
    show(thread, workspace, key)
    assert thread.placed == []
    qtbot.keyClick(thread, Qt.Key.Key_Up)
    assert thread.open_line_menu() is None


@pytest.mark.parametrize("height", [8, 1, 0])
def test_a_view_too_low_for_any_line_comes_back_to_the_same_place(maria, height):
    before = maria.verticalScrollBar().value(), maria.height()
    for low in (height, before[1]):
        maria.setMinimumHeight(0)
        maria.resize(maria.width(), low)
    assert (maria.verticalScrollBar().value(), maria.height()) == before
    assert maria.placed[-1].line == maria.count - 1
