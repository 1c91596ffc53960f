"""By when a registration is decided, how long a temporary one lasts, what a rejection means."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.models.enums import Outcome, SenderType
from desktop_app.services.rules.registration.check import check_draft
from desktop_app.services.rules.registration.dates import (
    counted,
    deadlines,
    may_ask_for_temporary,
    rejections_problem,
)
from desktop_app.services.rules.registration.draft import Application, Rejection
from desktop_app.services.rules.registration.field_dates import days_waiting, field_dates
from desktop_app.services.rules.registration.live import Standing, sender_live
from tests.unit.registration.made_up_draft import changed, draft_of, problems

SENT = date(2026, 11, 23)
ISSUED = date(2026, 11, 24)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("submitted", "first", "last"),
    [
        ("2026-11-23", "2026-12-15", "2026-12-22"),
        ("2026-12-01", "2026-12-22", "2026-12-30"),
        ("2026-12-21", "2027-01-13", "2027-01-21"),
    ],
)
@pytest.mark.row("S4-23")
def test_a_decision_is_expected_15_to_20_business_days_after(submitted, first, last):
    found = deadlines(Application(day(submitted)))
    assert (found.expected_from, found.expected_to) == (day(first), day(last))


def test_a_corrected_application_is_reviewed_anew():
    sent_again = Application(
        SENT, rejections=(Rejection(day("2026-11-27"), resubmitted=day("2026-12-01")),)
    )
    assert deadlines(sent_again).expected_from == day("2026-12-22")


def temporary(*rejections, issued=ISSUED, submitted=SENT):
    return deadlines(
        Application(submitted, temporary_issued=issued, rejections=rejections)
    ).temporary


@pytest.mark.parametrize(
    ("rejections", "ends", "because"),
    [
        ((), "2026-12-24", "thirty_days"),
        ((Rejection(day("2026-12-02")),), "2026-12-07", "rejection"),
        ((Rejection(day("2026-12-02"), resubmitted=day("2026-12-05")),), "2026-12-24",
         "thirty_days"),
        ((Rejection(day("2026-12-02"), resubmitted=day("2026-12-08")),), "2026-12-07",
         "rejection"),
        ((Rejection(day("2026-12-22")),), "2026-12-24", "thirty_days"),
        ((Rejection(day("2026-12-02"), withdrawn=True),), "2026-12-24", "thirty_days"),
        ((Rejection(None),), "2026-12-24", "thirty_days"),
    ],
)  # fmt: skip
@pytest.mark.row("S4-26")
@pytest.mark.row("S4-27")
def test_a_temporary_registration_ends_on_the_earlier_of_two_days(rejections, ends, because):
    found = temporary(*rejections)
    assert (found.ends, found.because) == (day(ends), because)
    assert found.holds(found.ends)
    assert not found.holds(date.fromordinal(found.ends.toordinal() + 1))
    assert found.days_left(ISSUED) == (found.ends - ISSUED).days


def test_its_end_is_said_10_5_2_and_1_days_before():
    assert temporary().reminders == tuple(
        day(each) for each in ("2026-12-14", "2026-12-19", "2026-12-22", "2026-12-23")
    )


@pytest.mark.row("S4-25")
def test_a_temporary_registration_comes_only_after_a_complete_application():
    assert not may_ask_for_temporary(Application())
    assert may_ask_for_temporary(Application(SENT))
    early = changed("application", submitted=SENT, temporary_issued=day("2026-11-20"))
    (found,) = problems(early)
    assert (found.field, found.outcome) == ("application.temporary_issued", Outcome.BLOCK)
    assert deadlines(early.application).temporary is None


@pytest.mark.parametrize(
    ("today", "rejections", "outcome", "words"),
    [
        ("2026-12-01", (), None, ""),
        ("2026-12-14", (), Outcome.WARN, "ends Thu 24 Dec"),
        ("2026-12-25", (), Outcome.BLOCK, "ended Thu 24 Dec"),
        ("2026-12-03", (Rejection(day("2026-12-02")),), Outcome.HOLD,
         "Temporary texting ends Mon 7 Dec (5 days after the rejection)."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_temporary_registration(today, rejections, outcome, words):
    draft = changed("application", submitted=SENT, temporary_issued=ISSUED, rejections=rejections)
    said = [each for each in problems(draft, day(today)) if each.rule == "G-03"]
    assert [each.outcome for each in said] == ([outcome] if outcome else [])
    assert all(words in each.message for each in said)


def test_a_review_that_may_outlast_the_temporary_registration_is_said_in_advance():
    sent = day("2026-12-21")
    (found,) = problems(changed("application", submitted=sent, temporary_issued=sent), sent)
    assert found.outcome is Outcome.WARN
    assert "ends Wed 20 Jan; the review may last until Thu 21 Jan" in found.message


@pytest.mark.parametrize(
    "answers",
    [
        {"submitted": day("2026-11-26")},
        {"approved": day("2027-01-01")},
    ],
)
def test_a_day_that_is_yet_to_come_is_one_finding_at_its_field(answers):
    (found,) = problems(changed("application", **answers))
    assert (found.field, found.rule, found.outcome) == (
        f"application.{next(iter(answers))}", "G-03", Outcome.BLOCK,
    )  # fmt: skip


def test_a_rejection_before_the_submission_or_without_a_day_is_asked_about():
    draft = changed(
        "application", submitted=SENT, rejections=(Rejection(day("2026-11-20")), Rejection())
    )
    found = [each.field for each in problems(draft) if each.rule == "G-03"]
    assert found == ["application.rejections[0].on", "application.rejections[1].on"]


@pytest.mark.parametrize(
    ("number", "outcome", "words"),
    [
        (1, Outcome.INFO, "Rejection 1 of 4"),
        (2, Outcome.WARN, "may be fined"),
        (3, Outcome.HOLD, "One more closes this application for good and may cost a fine."),
        (4, Outcome.BLOCK, "closed for good"),
        (9, Outcome.BLOCK, "closed for good"),
    ],
)
@pytest.mark.row("S4-28")
@pytest.mark.row("S4-29")
def test_each_rejection_says_what_it_means(number, outcome, words):
    found = rejections_problem(number)
    assert (found.outcome, words in found.message) == (outcome, True)
    draft = changed(
        "application", submitted=SENT,
        rejections=tuple(Rejection(SENT, resubmitted=SENT) for _ in range(number)),
    )  # fmt: skip
    assert [each.outcome for each in problems(draft) if each.rule == "G-04"] == [outcome]


def test_without_a_rejection_there_is_nothing_to_say():
    assert rejections_problem(0) is None


def test_the_third_rejection_counts_what_is_left_and_asks_for_an_attorney():
    assert rejections_problem(3, 2).message.endswith("Finish the 2 red items first.")
    rejections = tuple(Rejection(SENT, resubmitted=SENT) for _ in range(3))
    draft = changed("application", submitted=SENT, rejections=rejections)
    assert not check_draft(draft, date(2026, 11, 25)).may_submit
    signed = replace(draft, application=replace(draft.application, attorney_signed=True))
    assert check_draft(signed, date(2026, 11, 25)).may_submit
    undone = replace(signed, business=replace(signed.business, ein=""))
    assert [each.outcome for each in problems(undone) if each.rule == "G-04"] == [Outcome.HOLD]


def test_what_the_firm_withdrew_is_no_rejection_and_a_new_application_starts_at_none():
    assert counted(Application(SENT, rejections=(Rejection(SENT, withdrawn=True),))) == ()
    assert counted(Application()) == ()
    assert [each for each in problems(draft_of()) if each.rule == "G-04"] == []


LIVE = [
    (Standing(SenderType.LONG_CODE, "VERIFIED"), Outcome.OK, ""),
    (Standing(SenderType.LONG_CODE, "APPROVED"), Outcome.OK, ""),
    (Standing(SenderType.TOLL_FREE, "TWILIO_APPROVED"), Outcome.OK, ""),
    (Standing(SenderType.LONG_CODE, "IN_PROGRESS",
              application=Application(SENT, temporary_issued=ISSUED)), Outcome.OK, ""),
    (Standing(SenderType.LONG_CODE, "", "CA"), Outcome.INFO, ""),
    (Standing(SenderType.LONG_CODE, "IN_PROGRESS", application=Application(SENT)), Outcome.BLOCK,
     "30034"),
    (Standing(SenderType.LONG_CODE, "FAILED"), Outcome.BLOCK, "30034"),
    (Standing(SenderType.LONG_CODE), Outcome.BLOCK, "30034"),
    (Standing(SenderType.LONG_CODE, "IN_PROGRESS",
              application=Application(day("2026-10-01"), temporary_issued=day("2026-10-02"))),
     Outcome.BLOCK, "30034"),
    (Standing(SenderType.TOLL_FREE, "IN_REVIEW",
              application=Application(SENT, temporary_issued=ISSUED)), Outcome.BLOCK, "30032"),
    (Standing(SenderType.TOLL_FREE, "TWILIO_REJECTED"), Outcome.BLOCK, "30032"),
]  # fmt: skip


@pytest.mark.parametrize(("standing", "outcome", "code"), LIVE)
def test_a_number_texts_only_once_it_is_approved_or_temporarily_so(standing, outcome, code):
    found = sender_live(standing, date(2026, 11, 25))
    assert (found.outcome, found.code, found.rule) == (outcome, code, "G-20")


def test_who_waits_hears_when_and_what_works_meanwhile():
    waiting = Standing(SenderType.LONG_CODE, "IN_PROGRESS", application=Application(SENT))
    assert sender_live(waiting, date(2026, 11, 25)).message == (
        "Your number isn’t approved for texting yet. Expected 15–22 Dec. Calls and email work."
    )
    assert "Expected" not in sender_live(waiting, date(2026, 12, 23)).message


def test_a_rejection_nobody_answered_promises_no_day():
    rejected = Application(SENT, rejections=(Rejection(date(2026, 12, 1)),))
    found = sender_live(Standing(SenderType.LONG_CODE, "FAILED", application=rejected), SENT)
    assert "has to be sent in again" in found.message
    assert "Expected" not in found.message


def test_a_pending_registration_has_an_age_in_days():
    assert days_waiting(Application(SENT), date(2026, 12, 7)) == 14
    assert days_waiting(Application(), SENT) is None
    assert days_waiting(Application(SENT, approved=date(2026, 12, 1)), date(2026, 12, 7)) is None


@pytest.mark.row("S2-35")
def test_the_days_of_the_field_are_listed_past_and_to_come():
    found = field_dates(date(2026, 11, 25))
    days = {each.on.isoformat(): each.ahead for each in found}
    assert days["2023-03-31"] is False
    assert days["2027-01-31"] is True
    assert [each.on for each in found] == sorted(each.on for each in found)
    assert all(each.what.endswith(".") and each.rule for each in found)
