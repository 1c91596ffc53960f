"""What stands under a text: every status and every code has one icon, one sentence, one action."""

from dataclasses import replace

import pytest

from desktop_app.models.enums import MessageStatus
from desktop_app.services.records import Direction, MessageRow
from desktop_app.services.resources import resource, rule_data
from desktop_app.services.wording import Person
from desktop_app.views.delivery import arrives, code_problem, delivery_words, short_delivery

NOW = 1_790_000_000
DAY = 86_400
MARIA = Person("Maria Delgado", "she")
DONE = {"retry", "edit", "edit_number", "open_settings", "take_back", "explain", ""}
CODES = sorted(map(int, rule_data("twilio_codes")["codes"]))


@pytest.fixture
def row():
    return MessageRow(
        id=1,
        direction=Direction.OUTBOUND,
        body="Hello",
        at=NOW - 60,
        status=MessageStatus.SENT,
        error_code=None,
        author="Dana Whitfield",
        num_media=0,
        outbox_id=7,
        ledger_seq=None,
        reason="",
    )


def told(row, **more):
    return delivery_words(row, MARIA, "8:06 PM", now=NOW, **more)


@pytest.mark.parametrize("status", list(MessageStatus))
def test_every_status_has_an_icon_a_word_and_a_whole_sentence(row, status):
    said = told(replace(row, status=status))
    assert resource("icons", f"{said.icon}.svg").is_file()
    assert said.word
    assert said.meaning.endswith(".")
    assert said.action in DONE
    assert bool(said.action) == bool(said.label)
    assert short_delivery(status).words


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_happened_and_offers_one_thing_that_does_something(row, code):
    failed = replace(row, status=MessageStatus.UNDELIVERED, error_code=code)
    said = told(failed)
    assert said.word == "Not delivered"
    assert said.rest
    assert said.action in DONE - {""}
    assert said.label
    problem = code_problem(failed)
    assert problem.code == code
    assert problem.what.endswith(".")


def test_only_what_the_network_confirmed_has_two_ticks():
    ticked = [s for s in MessageStatus if short_delivery(s).icon == "check-check"]
    assert ticked == [MessageStatus.DELIVERED, MessageStatus.RECEIVED, MessageStatus.READ]


@pytest.mark.parametrize("status", [MessageStatus.UNDELIVERED, MessageStatus.FAILED])
def test_what_did_not_arrive_never_shows_a_tick(row, status):
    assert "check" not in told(replace(row, status=status)).icon
    assert "check" not in short_delivery(status).icon
    assert not arrives(status)


@pytest.mark.parametrize("status", [MessageStatus.CHECKING, MessageStatus.UNSURE])
def test_what_is_not_known_is_called_neither_sent_nor_failed(row, status):
    words = told(replace(row, status=status)).word.lower()
    assert not words.startswith(("sent", "failed", "not delivered", "delivered"))


def test_sent_for_a_day_without_a_word_is_not_confirmed(row):
    assert told(row).word == "Sent 8:06 PM"
    old = told(replace(row, at=NOW - DAY - 1))
    assert old.word == "Sent, not confirmed delivered 8:06 PM"
    assert "Landlines" in old.meaning


def test_a_text_held_back_says_what_held_it(row):
    held = replace(row, status=MessageStatus.NOT_SENT, reason="Another computer sent this.")
    assert told(held).rest == "Another computer sent this"
    marked = replace(held, reason="marked as not sent by Dana Whitfield")
    assert told(marked).rest == "you marked it"


def test_a_text_of_another_program_is_not_ours_to_take_back(row):
    ours = replace(row, status=MessageStatus.SCHEDULED)
    assert told(ours).action == "take_back"
    assert told(replace(ours, outbox_id=None)).action == ""


def test_a_code_nobody_knows_is_named(row):
    failed = replace(row, status=MessageStatus.FAILED, error_code=39_999)
    assert told(failed).rest == "Twilio gave code 39999"
    assert code_problem(failed).code == 39_999


def test_while_sending_is_paused_a_waiting_text_says_so(row):
    waiting = replace(row, status=MessageStatus.WAITING)
    said = told(waiting, paused=True)
    assert (said.icon, said.word) == ("circle-pause", "Queued, sending is paused")
    assert told(waiting, paused=True, held=True).word == "Not sent yet, can be undone"
    assert told(waiting, paused=True, online=False).word == "Queued, sending is paused"
    assert told(replace(row, status=MessageStatus.SENT), paused=True).word == "Sent 8:06 PM"


def test_a_waiting_text_says_what_it_waits_for(row):
    waiting = replace(row, status=MessageStatus.WAITING, reason="Twilio asked for a pause")
    assert told(waiting).sentence() == "queued 8:06 PM, Twilio asked for a pause"
    offline = replace(waiting, reason="Waiting for the internet")
    assert told(offline).rest == "waiting for the internet"


def test_a_text_whose_number_is_gone_says_so_and_explains(row):
    reason = "Twilio no longer sends texts from (312) 555-0100"
    lost = replace(row, status=MessageStatus.WAITING, reason=reason, error_code=21212)
    said = told(lost)
    assert (said.rest, said.tone, said.action) == (reason, "warn", "explain")


@pytest.mark.parametrize(
    "status",
    [MessageStatus.ACCEPTED, MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.SENT],
)
def test_what_left_to_a_landline_never_shows_a_tick(row, status):
    said = told(replace(row, status=status), landline=True)
    assert (said.icon, said.word) == ("phone", "Sent, not confirmed delivered 8:06 PM")


def test_what_a_network_confirmed_is_delivered_even_at_a_landline(row):
    said = told(replace(row, status=MessageStatus.DELIVERED), landline=True)
    assert said.icon == "check-check"


def test_a_text_that_waited_too_long_asks(row):
    said = told(replace(row, status=MessageStatus.ASKING))
    assert (said.word, said.tone) == ("Still send?", "warn")
    assert not arrives(MessageStatus.ASKING)
