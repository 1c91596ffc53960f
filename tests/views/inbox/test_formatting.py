"""Times, consent and delivery in words."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from desktop_app.services.records import Direction, MessageRow, MessageStatus, TextState
from desktop_app.services.wording import Person
from desktop_app.views.delivery import delivery_words, first_sentence, short_delivery
from desktop_app.views.formatting import (
    Calendar,
    consent_glyph,
    event_glyph,
    format_time,
    initials,
)
from desktop_app.views.sentences import bubble_sentence, list_sentence
from tests.views.fake_workspace import CALENDAR, NOW, at, make_workspace

MARIA = Person("Maria Delgado", "she")
NOBODY = Person("Sam Ortiz")
LINE = MessageRow(
    1, Direction.OUTBOUND, "Hi", at(12, 10, 58), MessageStatus.SENT, None, "", 0, 5, None
)


def words(status, person=MARIA, online=True, **more):
    row = replace(LINE, status=status, **more)
    return delivery_words(row, person, "10:58 AM", online=online)


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (at(12, 20, 6), "8:06 PM"),
        (at(12, 0, 5), "12:05 AM"),
        (at(11, 23, 59), "Wed"),
        (at(6, 12, 0), "Fri"),
        (at(5, 12, 0), "Mar 5"),
        (at(4, 12, 0, month=1), "Jan 4"),
        (at(4, 12, 0, month=1) - 300 * 86400, "Mar 10, 2025"),
        (at(13, 9, 0), "Mar 13"),
    ],
)
def test_list_times_are_as_short_as_they_are_clear(when, shown):
    assert CALENDAR.list_time(when) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (NOW, "Today"),
        (at(11, 1, 0), "Yesterday"),
        (at(10, 1, 0), "Tuesday, March 10"),
        (at(10, 1, 0) - 365 * 86400, "Monday, March 10, 2025"),
    ],
)
def test_day_headings_are_words(when, shown):
    assert CALENDAR.day_words(when) == shown


def test_the_zone_decides_the_day():
    tokyo = Calendar(now=lambda: NOW, zone=ZoneInfo("Asia/Tokyo"))
    assert tokyo.clock(at(12, 20, 6)) == "9:06 AM"
    assert tokyo.day_words(at(12, 8, 0)) == "Yesterday"


def test_a_time_without_a_calendar_is_this_computers():
    assert format_time(0) == Calendar().list_time(0)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maria Delgado", "MD"),
        ("Cher", "C"),
        ("José Luis de la Cruz", "JC"),
        ("(813) 555-0142", "#"),
        ("", "#"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_every_consent_state_has_a_shape_and_words_of_its_own():
    glyphs = [consent_glyph(state) for state in TextState]
    assert len({glyph.words for glyph in glyphs}) == len(glyphs)
    assert consent_glyph(TextState.IN).icon == "circle-check"
    assert consent_glyph(TextState.OUT_CARRIER).icon == "ban"
    assert consent_glyph(TextState.OUT_FIRM).icon == "circle-pause"


@pytest.mark.parametrize("status", list(MessageStatus))
def test_every_delivery_state_has_an_icon_and_a_word(status):
    told = words(status)
    assert told.icon
    assert told.word
    assert short_delivery(status).words


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (MessageStatus.WAITING, "Queued 10:58 AM"),
        (MessageStatus.POSTING, "Sending…"),
        (MessageStatus.CHECKING, "Checking whether this went out…"),
        (MessageStatus.SENT, "Sent 10:58 AM"),
        (MessageStatus.DELIVERED, "Delivered 10:58 AM"),
    ],
)
def test_calm_states_are_a_word_and_a_time(status, word):
    assert words(status).word == word
    assert words(status).action == ""


def test_offline_a_queued_text_says_what_it_waits_for():
    told = words(MessageStatus.WAITING, online=False)
    assert told.word == "Queued, sends when you’re back online"


def test_a_phone_that_was_off_is_told_with_the_persons_pronoun_and_a_retry():
    told = words(MessageStatus.UNDELIVERED, error_code=30003)
    assert (told.word, told.rest) == ("Not delivered", "her phone was off or out of range")
    assert (told.action, told.label) == ("retry", "Retry")
    told = words(MessageStatus.UNDELIVERED, NOBODY, error_code=30003)
    assert told.rest == "their phone was off or out of range"


def test_a_landline_offers_another_number_and_no_retry():
    told = words(MessageStatus.UNDELIVERED, error_code=30006)
    assert told.rest == "this number can’t get texts"
    assert told.action == "edit_number"


def test_a_filtered_text_can_be_edited():
    told = words(MessageStatus.UNDELIVERED, error_code=30007)
    assert told.rest == (
        "the carrier filtered it, most likely for a link, for its words, or because the number is "
        "not registered"
    )
    assert told.label == "Edit and resend"


def test_after_an_opt_out_nothing_but_an_explanation_is_offered():
    assert words(MessageStatus.FAILED, error_code=21610).action == "explain"


def test_an_unknown_code_is_named_and_can_be_tried_again():
    told = words(MessageStatus.FAILED, error_code=39999)
    assert told.rest == "Twilio gave code 39999"
    assert told.action == "retry"


def test_a_refusal_gives_its_reason_once():
    told = words(
        MessageStatus.REFUSED, reason="Not sent. Your number isn’t registered yet. See it."
    )
    assert (told.word, told.rest) == ("Not sent", "your number isn’t registered yet")


def test_a_blocked_text_says_that_it_never_left():
    reason = "Tomasz opted out on Mar 12. You can't text him. Call instead."
    told = words(MessageStatus.BLOCKED, reason=reason)
    assert told.word == "Not sent"
    assert told.rest == "Tomasz opted out on Mar 12, so it never left this computer"
    assert told.action == ""


def test_the_first_sentence_keeps_names_and_numbers_whole():
    assert first_sentence("Mr. Pell asked. Then more.") == "Mr. Pell asked"
    assert first_sentence("The phone was off. Try later.") == "the phone was off"


def test_event_icons_say_what_happened():
    assert event_glyph("opt_out_client") == ("ban", "danger")
    assert event_glyph("something new") == event_glyph("note")


def test_a_list_row_is_one_sentence():
    reading = make_workspace().reading
    assert list_sentence(reading.conversation(2), CALENDAR) == (
        "James Okafor, texts opted in, unread, last message from James at 7:41 PM: "
        "Does the hearing notice go to my old address?"
    )
    assert list_sentence(reading.conversation(8), CALENDAR) == (
        "Beau Thibodeaux, texts opted in, you, delivered, 11:04 AM: "
        "We filed the motion this morning, Beau."
    )
    assert list_sentence(reading.conversation(10), CALENDAR) == (
        "Gordon Pell, texts opted out by the firm, Wed: Texts opted out by the firm"
    )


def test_a_list_row_with_a_draft_says_so():
    workspace = make_workspace()
    workspace.reading.drafts["+18135550142"] = "Hello"
    told = list_sentence(workspace.reading.conversation(1), CALENDAR)
    assert told == "Maria Delgado, texts opted in, draft: Hello"


def test_a_bubble_is_one_sentence():
    assert bubble_sentence(LINE, MARIA, CALENDAR) == "You, 10:58 AM, sent: Hi"
    failed = replace(LINE, status=MessageStatus.UNDELIVERED, error_code=30003)
    assert bubble_sentence(failed, MARIA, CALENDAR) == (
        "You, 10:58 AM, not delivered, her phone was off or out of range, "
        "press Enter for actions: Hi"
    )
    inbound = replace(LINE, direction=Direction.INBOUND, status=MessageStatus.RECEIVED)
    assert bubble_sentence(inbound, MARIA, CALENDAR) == "Maria, 10:58 AM: Hi"


def test_a_picture_without_words_is_named():
    row = replace(LINE, direction=Direction.INBOUND, body="", num_media=2)
    assert bubble_sentence(row, MARIA, CALENDAR) == "Maria, 10:58 AM: 2 pictures"
    row = replace(row, body="Look", num_media=1)
    assert bubble_sentence(row, MARIA, CALENDAR) == "Maria, 10:58 AM: Look (with a picture)"


def test_a_system_line_is_read_as_written():
    row = replace(LINE, direction=Direction.EVENT, body="Maria replied STOP — opted out")
    assert bubble_sentence(row, MARIA, CALENDAR) == "Maria replied STOP — opted out, 10:58 AM"
