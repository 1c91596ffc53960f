"""The dates of a registration as a calendar file that other programs read."""

from datetime import date

import vobject

from desktop_app.services.registration.calendar import Entry, calendar, entries
from desktop_app.services.rules.registration.dates import deadlines
from desktop_app.services.rules.registration.draft import Application, Rejection

SENT = Application(date(2026, 11, 23), temporary_issued=date(2026, 11, 24))
NOON = 1_795_608_000


def events(application, firm="Smith, Law; & Co"):
    text = calendar(entries(application, deadlines(application), firm), NOON)
    return text, [each for each in vobject.readOne(text).components() if each.name == "VEVENT"]


def test_every_date_is_a_whole_day_with_its_words():
    text, found = events(SENT)
    assert [each.dtstart.value for each in found] == [
        date(2026, 12, 15), date(2026, 12, 22), date(2026, 12, 24),
    ]  # fmt: skip
    assert found[2].summary.value == "Smith, Law; & Co: temporary texting ends"
    assert found[2].dtend.value == date(2026, 12, 25)
    assert "Texts stop until approval." in found[2].description.value
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_the_end_of_a_temporary_registration_rings_before_it():
    _, found = events(SENT)
    rings = [str(each.trigger.value.days) for each in found[2].components()]
    assert rings == ["-10", "-5", "-2", "-1"]


def test_a_second_file_replaces_the_first_and_an_approval_empties_it():
    _, first = events(SENT)
    _, second = events(SENT)
    assert [each.uid.value for each in first] == [each.uid.value for each in second]
    approved = Application(SENT.submitted, date(2026, 12, 1), SENT.temporary_issued)
    assert events(approved)[1] == []


def test_a_rejection_nobody_answered_has_only_the_end_in_the_calendar():
    no = Application(SENT.submitted, None, SENT.temporary_issued, (Rejection(date(2026, 12, 2)),))
    _, found = events(no)
    assert [each.dtstart.value for each in found] == [date(2026, 12, 7)]
    assert "5 days after a rejection" in found[0].description.value


def test_no_line_is_longer_than_calendars_take_and_none_can_be_slipped_in():
    long = Entry("key", date(2026, 12, 1), "é" * 90 + "\r\nEND:VEVENT\r\nX:1", "Words; more, \\ .")
    text = calendar((long,), NOON)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert text.count("\r\nEND:VEVENT") == 1
    event = vobject.readOne(text).vevent
    assert event.summary.value == "é" * 90 + " END:VEVENT X:1"
    assert event.description.value == "Words; more, \\ ."
