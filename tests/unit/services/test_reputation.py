"""What the Reputation page counts, from a real store with texts of every kind in it."""

from datetime import UTC, datetime

import pytest

from desktop_app.models import conversation, line_type, message
from desktop_app.models.enums import ConsentLevel, Direction, MessageKind, MessageStatus
from desktop_app.services.records import ConsentEntry, ContactEdit
from desktop_app.services.reputation.records import Band, GaugeKey, Trouble
from desktop_app.services.reputation.service import ReputationService
from tests.store_kit import MARIA, NOW, OURS, TOLL_FREE

DAY = 86_400
DANA = "Dana Whitfield"
REMINDER = "Hi {name}, your hearing is Mar {day} at 9:00 AM. Reply YES to confirm."
NAMES = ("James", "Nadia", "Viktor", "Hannah", "George", "Priya", "Walter", "Sofia", "Rosa")


def person(number):
    return f"+1312555{number:04}"


def put(desk, client, at, body="Please call us", *, ours=OURS, **more):
    """One text that Twilio has, out unless said otherwise."""
    values = {
        "direction": Direction.OUTBOUND,
        "status": MessageStatus.DELIVERED,
        "author": "",
        "num_media": 0,
        "reason": "",
    }
    with desk.database.write() as connection:
        place = conversation.ensure_conversation(connection, client, at, firm_number=ours)
        made = message.allot_ids(connection, [at])[0]
        connection.execute(
            message.messages.insert().values(
                id=made,
                conversation_id=place,
                body=body,
                at=at,
                firm_number=ours,
                **(values | more),
            )
        )
        conversation.refresh(connection, place)
    return made


def hear(desk, client, at, body="Ok", **more):
    inbound = {"direction": Direction.INBOUND, "status": MessageStatus.RECEIVED}
    return put(desk, client, at, body, **(inbound | more))


def stop(desk, client, at, body, code=30007, **more):
    return put(desk, client, at, body, status=MessageStatus.UNDELIVERED, error_code=code, **more)


def look(desk, number=""):
    return ReputationService(desk.database.reader, desk.clock).look(number)


def gauge(desk, key, number=""):
    return look(desk, number).gauge(key)


@pytest.fixture(autouse=True)
def noon(desk):
    """Far from any midnight, here and in California."""
    today = datetime.fromtimestamp(NOW, UTC).astimezone()
    desk.clock.at = round(today.replace(hour=14, minute=0, second=0).timestamp())


def test_a_new_store_has_no_traffic_and_says_so(desk):
    report = look(desk)
    assert report.is_empty
    assert (report.number, report.over) == (OURS, ())
    assert report.gauge(GaugeKey.BALANCE).band is Band.TOO_LITTLE
    assert len(report.days) == 30


@pytest.mark.row("S3-01")
def test_the_fastest_minute_of_today_is_metered_and_that_of_30_days_beside_it(desk):
    for second in range(16):
        put(desk, person(second), desk.clock.at - 600 + second * 3)
    for second in range(20):
        put(desk, person(second), desk.clock.at - 3 * DAY + second)
    found = gauge(desk, GaugeKey.THROUGHPUT)
    assert (found.value, found.band, found.most) == (16, Band.AMBER, 20)
    assert look(desk).minute_now == 0
    put(desk, MARIA, desk.clock.at)
    assert look(desk).minute_now == 1


@pytest.mark.row("S3-02")
def test_texts_of_today_are_metered_by_number_both_ways(desk):
    for number in range(3):
        put(desk, person(number), desk.clock.at - 60)
    hear(desk, MARIA, desk.clock.at - 50)
    put(desk, MARIA, desk.clock.at - 40, ours=TOLL_FREE)
    put(desk, MARIA, desk.clock.at - DAY)
    found = gauge(desk, GaugeKey.VOLUME)
    assert (found.value, found.amber, found.red, found.most) == (4, 300, 1000, 4)
    assert gauge(desk, GaugeKey.VOLUME, TOLL_FREE).value == 1


def test_what_never_reached_twilio_and_what_was_put_off_do_not_count(desk):
    for status in (
        MessageStatus.BLOCKED,
        MessageStatus.WAITING,
        MessageStatus.REFUSED,
        MessageStatus.SCHEDULED,
        MessageStatus.CANCELED,
    ):
        put(desk, MARIA, desk.clock.at - 60, status=status)
    assert look(desk).is_empty


def test_answers_to_keywords_do_not_count(desk):
    hear(desk, MARIA, desk.clock.at - 100, "STOP")
    put(desk, MARIA, desk.clock.at - 98, "You have been unsubscribed.")
    put(desk, MARIA, desk.clock.at - 50, "We will call you.")
    assert look(desk).balance == (1, 1)
    desk.queue("Hartwell & Osei: you are signed up.", kind=MessageKind.SYSTEM)
    desk.sender.send_due()
    assert look(desk).balance == (1, 1)


@pytest.mark.row("S3-03")
def test_several_numbers_and_people_who_got_texts_from_both_are_pointed_out(desk):
    put(desk, MARIA, desk.clock.at - 60)
    one = gauge(desk, GaugeKey.SENDERS)
    assert (one.value, one.band) == (1, Band.GREEN)
    put(desk, MARIA, desk.clock.at - 50, "We filed today", ours=TOLL_FREE)
    put(desk, person(2), desk.clock.at - 40, ours=TOLL_FREE)
    two = gauge(desk, GaugeKey.SENDERS)
    assert (two.value, two.band, two.count) == (2, Band.AMBER, 1)


def test_one_text_spread_over_two_numbers_is_red_with_the_texts_meant(desk):
    for number in range(6):
        put(desk, person(number), desk.clock.at - 60, ours=(OURS, TOLL_FREE)[number % 2])
    found = gauge(desk, GaugeKey.SENDERS)
    assert (found.band, len(found.texts), found.count) == (Band.RED, 6, 6)
    assert look(desk).over == ("senders",)


@pytest.mark.row("S3-06")
def test_a_reminder_to_26_people_is_one_cluster_and_leads_to_each_of_them(desk):
    for number in range(26):
        words = REMINDER.format(name=NAMES[number % 9], day=number + 1)
        put(desk, person(number), desk.clock.at - 3000 + number * 60, words)
    put(desk, MARIA, desk.clock.at - 50, "The judge agreed, more by phone")
    report = look(desk)
    alike, spread = report.gauge(GaugeKey.REPETITION), report.gauge(GaugeKey.RECIPIENTS)
    assert (alike.value, alike.band, alike.count) == (26, Band.RED, 26)
    assert (spread.value, spread.band) == (26, Band.AMBER)
    assert alike.texts[0].number == person(25)
    row = desk.reading.conversation(alike.texts[0].conversation_id)
    assert row.number == person(25)
    assert report.days[-1].alike == 26


def test_a_day_ago_is_no_repetition_any_more_but_stays_in_the_30_days(desk):
    for number in range(26):
        put(desk, person(number), desk.clock.at - 2 * DAY + number)
    report = look(desk)
    assert report.gauge(GaugeKey.REPETITION).value == 0
    assert [day.alike for day in report.days if day.sent] == [26]


@pytest.mark.row("S3-05")
def test_the_balance_is_that_of_30_days(desk):
    for number in range(30):
        put(desk, person(number), desk.clock.at - number * DAY // 2)
    for number in range(10):
        hear(desk, person(number), desk.clock.at - number * DAY // 2 - 60)
    hear(desk, MARIA, desk.clock.at - 31 * DAY)
    report = look(desk)
    assert report.balance == (30, 10)
    assert (report.gauge(GaugeKey.BALANCE).value, report.gauge(GaugeKey.BALANCE).band) == (
        3,
        Band.AMBER,
    )


def test_the_days_add_up_to_the_sums_and_agree_with_counting_by_hand(desk):
    for number in range(40):
        put(desk, person(number % 7), desk.clock.at - number * 50_000)
        hear(desk, person(number % 7), desk.clock.at - number * 50_000 - 90)
    report = look(desk)
    with desk.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT date(at, 'unixepoch', 'localtime'), sum(direction = 'out'), "
            "sum(direction = 'in') FROM messages WHERE at >= ? GROUP BY 1",
            (desk.clock.at - 30 * DAY,),
        ).fetchall()
    counted = {day.day: (day.sent, day.received) for day in report.days if day.sent + day.received}
    assert {row[0]: (row[1], row[2]) for row in rows if row[0] in counted} == counted


@pytest.mark.row("S1-06")
def test_the_share_of_contacts_who_can_be_texted(desk, contacts):
    for name, number in (("Maria", MARIA), ("James", person(1)), ("Nadia", person(2))):
        contacts.save(ContactEdit(None, name, cell=number), DANA)
    contacts.save(ContactEdit(None, "Only mail", email="mail@example.com"), DANA)
    agreed = ConsentEntry(person(2), ConsentLevel.EXPRESS, "2026-03-04", "form", "Text me")
    desk.consent.record_consent(agreed, DANA)
    found = look(desk).textable
    assert (found.part, found.whole, found.per_cent) == (2, 4, 50)
    with desk.database.write() as connection:
        line_type.put(
            connection,
            person(2),
            line_type="landline",
            carrier="",
            valid=True,
            now=desk.clock.at,
        )
    assert look(desk).textable.part == 1


@pytest.mark.row("S3-14")
def test_the_share_of_people_who_opted_out_after_a_text_of_the_week(desk):
    for number in range(60):
        put(desk, person(number), desk.clock.at - 2 * DAY + number)
    put(desk, MARIA, desk.clock.at - DAY)
    assert (look(desk).opt_outs.part, look(desk).opt_outs.band) == (0, Band.GREEN)
    desk.consent.opt_out_told_firm(MARIA, DANA, "By phone", "No more texts")
    found = look(desk).opt_outs
    assert (found.part, found.whole, found.band) == (1, 61, Band.AMBER)
    desk.consent.opt_out_told_firm(person(900), DANA, "By phone", "No more texts")
    assert look(desk).opt_outs.part == 1


@pytest.mark.row("S1-23")
def test_a_filtered_text_is_told_from_a_number_in_trouble(desk):
    for number in range(40):
        put(desk, person(number), desk.clock.at - 3 * DAY + number)
    stop(desk, MARIA, desk.clock.at - 2 * DAY, "Fill this in: bit.ly/ho-report")
    found = look(desk).filtered
    assert (found.share.part, found.trouble, found.last_day) == (1, Trouble.TEXT, 0)
    assert (found.texts[0].number, found.texts[0].error) == (MARIA, 30007)
    assert found.texts[0].hits
    for number in range(30):
        stop(desk, person(number), desk.clock.at - 3600 + number, f"Another one {'x' * number} y")
    worse = look(desk)
    assert (worse.filtered.trouble, worse.filtered.last_day) == (Trouble.NUMBER, 30)
    assert "filtered" in worse.over
    assert sum(day.filtered for day in worse.days) == 31


def test_a_number_that_is_not_registered_is_named_as_the_cause(desk):
    for number in range(3):
        stop(desk, person(number), desk.clock.at - 600 + number, "Hello there", code=30034)
    assert look(desk).filtered.trouble is Trouble.UNREGISTERED


def test_the_cap_counts_segments_and_pictures_of_every_number_since_midnight_out_west(desk):
    put(desk, MARIA, desk.clock.at - 60, "x" * 200)
    put(desk, MARIA, desk.clock.at - 50, ours=TOLL_FREE)
    put(desk, MARIA, desk.clock.at - 40, "", num_media=1)
    put(desk, MARIA, desk.clock.at - DAY - 3600)
    cap = look(desk).cap
    assert (cap.at_worst, cap.expected, cap.cap, cap.band) == (4, 2, 2000, Band.GREEN)
    assert 0 < cap.resets_at - desk.clock.at <= DAY


def test_a_known_network_counts_as_what_it_is(desk):
    for client, carrier in ((person(1), "T-Mobile USA, Inc."), (person(2), "Verizon Wireless")):
        put(desk, client, desk.clock.at - 60)
        with desk.database.write() as connection:
            line_type.put(
                connection,
                client,
                line_type="mobile",
                carrier=carrier,
                valid=True,
                now=desk.clock.at,
            )
    cap = look(desk).cap
    assert (cap.expected, cap.at_worst) == (1, 1)


def test_a_number_the_firm_does_not_have_falls_back_to_the_first(desk):
    assert look(desk, "+19995550100").number == OURS
