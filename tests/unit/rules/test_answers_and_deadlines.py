"""YES and CANCEL bound to what was asked, reserved words, HELP, and the days that are left."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Channel, Outcome, SenderType, TextState
from desktop_app.services.rules import deadlines
from desktop_app.services.rules.help_text import check_help_text, help_reply
from desktop_app.services.rules.reserved import reserved_word_traps
from desktop_app.services.rules.yes import Asked, YesMeans, bind_yes, cancel_doubt

LONG, FREE = SenderType.LONG_CODE, SenderType.TOLL_FREE
NOW = 1_790_000_000
HOUR, DAY = 3_600, 86_400
REQUEST = Asked(NOW - HOUR, "Text YES to join Smith Law Alerts.", True, NOW + 7 * DAY)


def question(ago, body="Reply YES to confirm Tue 3 PM"):
    return Asked(NOW - ago, body)


@pytest.mark.parametrize("body", ["YES", "yes!", "Yes 👍"])
def test_a_yes_to_the_sign_up_request_confirms_it(body):
    bound = bind_yes(body, NOW, TextState.PENDING, LONG, [question(DAY), REQUEST])
    assert (bound.means, bound.question) == (YesMeans.OPT_IN_CONFIRM, REQUEST)


@pytest.mark.parametrize("state", [TextState.OUT_CONTACT, TextState.OUT_CARRIER])
def test_a_yes_after_an_opt_out_is_reviewed_on_a_long_code_and_no_more_than_an_answer_on_toll_free(
    state,
):
    assert bind_yes("YES", NOW, state, LONG).means is YesMeans.RE_OPT_IN
    free = bind_yes("YES", NOW, state, FREE)
    assert (free.means, free.needs_start) == (YesMeans.ANSWER, True)


def test_a_yes_of_someone_signed_up_is_an_answer():
    bound = bind_yes("YES", NOW, TextState.IN, LONG, [question(HOUR)])
    assert (bound.means, bound.rule) == (YesMeans.ANSWER, "A-05")


def test_two_questions_within_an_hour_need_a_person():
    history = [REQUEST, question(HOUR - 59 * 60)]
    assert bind_yes("YES", NOW, TextState.PENDING, LONG, history).means is YesMeans.AMBIGUOUS


def test_a_yes_to_an_expired_request_needs_a_person():
    old = Asked(NOW - 15 * DAY, REQUEST.body, sign_up=True, expires_at=NOW - 8 * DAY)
    for state in (TextState.PENDING, TextState.NONE):
        assert bind_yes("YES", NOW, state, LONG, [old]).means is YesMeans.AMBIGUOUS


def test_more_than_a_yes_is_not_bound():
    bound = bind_yes("yes but who is this", NOW, TextState.PENDING, LONG, [REQUEST])
    assert bound.means is YesMeans.NOT_YES


def test_si_counts_where_the_question_was_spanish():
    spanish = question(HOUR, "Responda SÍ para confirmar su cita")
    assert bind_yes("sí", NOW, TextState.IN, LONG, [spanish]).means is YesMeans.ANSWER
    assert bind_yes("sí", NOW, TextState.IN, LONG, [question(HOUR)]).means is YesMeans.NOT_YES


@pytest.mark.parametrize(
    "words", ["your appointment is Tuesday", "Hearing moved to 9", "Su cita es el martes"]
)
def test_a_lone_cancel_after_an_appointment_text_may_have_meant_that(words):
    doubt = cancel_doubt("CANCEL", NOW, [question(48 * HOUR, words)])
    assert doubt is not None
    assert (doubt.rule, doubt.words[0] in words) == ("T-03", True)


def test_no_appointment_in_two_days_and_no_doubt_about_cancel():
    assert cancel_doubt("CANCEL", NOW, [question(48 * HOUR + 1, "Your appointment")]) is None
    assert cancel_doubt("CANCEL", NOW, [question(HOUR, "Thank you for the documents")]) is None
    assert cancel_doubt("STOP", NOW, [question(HOUR, "Your appointment")]) is None
    assert cancel_doubt("Cancel Tuesday", NOW, [question(HOUR, "Your appointment")]) is None


@pytest.mark.parametrize(
    "body",
    [
        "Reply CANCEL to cancel your appointment",
        "Reply END when you are done",
        "Text INFO for directions to our office",
        "Send STOP to cancel your appointment",
        "Text HELP to speak with a lawyer",
        "Reply YES to confirm or CANCEL to cancel",
        "Reply “stop” to cancel your hearing",
    ],
)
def test_asking_for_a_reserved_word_for_something_else_is_held(body):
    trap = reserved_word_traps(body)[0]
    assert (trap.rule, trap.outcome) == ("A-09", "HOLD")
    assert trap.word.lower() in body[trap.start : trap.end].lower()
    assert trap.word in trap.message


@pytest.mark.parametrize(
    "body",
    [
        "Reply YES to confirm, NO to reschedule",
        "Reply STOP to opt out",
        "Reply HELP for help, STOP to cancel.",
        "Reply CANCEL to opt out",
        "Text START to turn texts back on",
        "Please send info about the car",
        "Responda STOP para no recibir mensajes.",
    ],
)
def test_saying_what_a_reserved_word_is_for_is_fine(body):
    assert reserved_word_traps(body) == []


@given(st.text(max_size=300))
def test_no_text_of_ours_is_too_odd_for_the_trap_or_the_help_check(body):
    for trap in reserved_word_traps(body):
        assert 0 <= trap.start < trap.end <= len(body)
    assert all(each.rule == "A-06" for each in check_help_text(body, "Smith Law"))
    assert bind_yes(body, NOW, TextState.IN, LONG, [Asked(NOW, body)]).means in YesMeans


def test_the_help_answer_passes_its_own_check():
    text = help_reply("Smith Law", "(305) 555-0100", "office@smith.example", "1 message/request")
    assert check_help_text(text, "Smith Law") == []


@pytest.mark.parametrize(
    "text", ["Reply STOP to unsubscribe.", "Call us!", "Smith Law STOP 305-555-0100 " + "x" * 330]
)
def test_a_help_answer_that_lacks_something_is_held(text):
    assert Outcome.HOLD in {each.outcome for each in check_help_text(text, "Smith Law")}


def test_a_help_answer_without_a_rates_notice_is_a_warning():
    found = check_help_text("Smith Law: call 305-555-0100. Reply STOP to cancel.", "Smith Law")
    assert [each.outcome for each in found] == [Outcome.WARN]


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-11-20", "2026-12-07"),
        ("2026-11-22", "2026-12-07"),
        ("2026-11-25", "2026-12-10"),
        ("2026-12-18", "2027-01-05"),
        ("2027-01-15", "2027-02-01"),
        ("2026-07-02", "2026-07-17"),
    ],
)
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Honolulu"])
def test_ten_business_days_skip_weekends_and_federal_holidays(received, last, zone):
    late = datetime.fromisoformat(f"{received}T23:59").replace(tzinfo=ZoneInfo(zone))
    found = deadlines.revocation_deadline(int(late.timestamp()), zone)
    assert found == date.fromisoformat(last)


def test_a_deadline_warns_at_five_turns_red_at_two_and_acts_when_it_is_over():
    last = date(2026, 12, 10)
    told = {
        ago: deadlines.deadline_notice(last - timedelta(days=ago), last)
        for ago in (15, 6, 1, 0, -1)
    }
    assert [told[ago].outcome for ago in (15, 6, 1, 0)] == [
        Outcome.INFO,
        Outcome.WARN,
        Outcome.HOLD,
        Outcome.HOLD,
    ]
    assert [told[ago].opt_out_now for ago in (1, 0, -1)] == [False, False, True]
    assert told[-1].rule == "A-10"


def test_there_are_eleven_federal_holidays_and_new_year_may_fall_into_the_old_one():
    assert len(deadlines.federal_holidays(2026)) == 11
    assert not deadlines.is_business_day(date(2021, 12, 31))
    assert not deadlines.is_business_day(date(2026, 7, 3))


def test_one_opt_out_ends_every_text_and_from_31_january_2027_automated_calls_too():
    before = deadlines.revocation_scope(date(2027, 1, 30))
    after = deadlines.revocation_scope(date(2027, 1, 31))
    assert (before.channels, before.automated_calls) == ({Channel.TEXTS}, False)
    assert (after.channels, after.automated_calls) == ({Channel.TEXTS}, True)
    assert deadlines.as_of() >= "2026-11-25"
