"""What the checks may know of a recipient, read from a store, and what the queue makes of it."""

import pytest

from desktop_app.models import line_type
from desktop_app.models.enums import MessageKind, Origin, OutboxState
from desktop_app.models.setting import put, settings
from desktop_app.services.consent.circumstances import domains_in, read_circumstances
from desktop_app.services.consent.records import Channel, OverrideRequest
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextRequest
from tests.store_kit import MARIA, NOW, raw_message

DANA = "Dana Whitfield"
FIRM = "Hartwell & Osei"
DAY = 86_400
GREETING = f"{FIRM}: please call us. Reply STOP to opt out."


@pytest.fixture
def named(desk, maria):
    """A firm with a name and its domains; Maria agreed to texts and was never written to."""
    with desk.database.write() as connection:
        put(connection, settings, "firm_name", FIRM)
        put(connection, settings, "firm_domains", "hartwellosei.com, https://www.ho-law.com/x")
        put(connection, settings, "privacy_address", "https://legal.hartwellosei.com/privacy")
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-01", "on the intake form", "Text me")
    desk.consent.record_consent(entry, DANA)
    return desk


def wrote(desk, body, *, at, **more):
    PageStore(desk.database).put([raw_message(body, at=at, **more)], at)


def about(desk, **more):
    with desk.database.read() as connection:
        return read_circumstances(connection.exec_driver_sql, MARIA, now=desk.clock.now(), **more)


def text(desk, body, key="k"):
    return desk.messaging.queue_text(TextRequest(MARIA, body, key, DANA))


def test_names_brand_and_domains_come_from_the_records(named):
    found = named.reading.circumstances(MARIA)
    assert (found.to, found.country, found.brand) == (MARIA, "US", FIRM)
    assert found.domains == ("hartwellosei.com", "ho-law.com", "legal.hartwellosei.com")
    assert {"maría", "delgado", "injury", "hartwell", "osei"} <= found.names
    assert found.phone
    assert not found.landline


def test_a_number_nobody_wrote_to_yet_is_a_first_text(named):
    found = named.reading.circumstances(MARIA)
    assert (found.first, found.answers, found.opt_out_words_due) == (True, False, True)


@pytest.mark.row("S0-63")
def test_a_first_text_is_held_until_it_names_the_firm_and_says_how_to_stop(named):
    held = text(named, "Please call us")
    assert (held.outbox_id, held.rule, held.overridable) == (None, "C-10", True)
    assert text(named, f"{FIRM}: please call us").rule == "C-11"
    assert text(named, GREETING).outbox_id is not None


def test_the_next_text_of_the_conversation_is_not(named):
    text(named, GREETING)
    found = named.reading.circumstances(MARIA)
    assert (found.first, found.opt_out_words_due) == (False, False)
    assert text(named, "At 9, not at 10", "next").outbox_id is not None


def test_after_thirty_days_of_silence_the_name_is_due_again_but_not_the_way_to_stop(named):
    text(named, GREETING)
    named.clock.at += 31 * DAY
    found = named.reading.circumstances(MARIA)
    assert (found.first, found.opt_out_words_due) == (True, False)
    wrote(named, "Are you there?", at=named.clock.now() - 4 * DAY)
    assert not named.reading.circumstances(MARIA).first


def test_a_text_for_a_far_day_is_judged_by_the_silence_until_then(named):
    text(named, GREETING)
    for days, rule in ((31, "C-10"), (29, "")):
        later = TextRequest(
            MARIA, "Court is at 9.", f"{days}", DANA, send_at=NOW + days * DAY + 6 * 3600
        )
        assert named.messaging.queue_text(later).rule == rule


@pytest.mark.parametrize(("ago", "answers"), [(60, True), (71 * 3600, True), (73 * 3600, False)])
def test_an_answer_is_one_within_72_hours(named, ago, answers):
    wrote(named, "What time is court?", at=NOW - ago)
    assert named.reading.circumstances(MARIA).answers is answers
    assert (text(named, "At 9").outbox_id is not None) is answers


def test_a_held_first_text_leaves_with_a_reason_on_record(named):
    body = "Please call us"
    offer = named.reading.override_offer(MARIA, Channel.TEXTS, body)
    reason = "She asked on the phone for a text right now."
    override = OverrideRequest(MARIA, Channel.TEXTS, "asked", reason, body, offer.seen_seq)
    done = named.messaging.queue_overriding(TextRequest(MARIA, body, "k", DANA), override)
    named.messaging.send_due()
    assert named.reading.outbox_row(done.outbox_id).state is OutboxState.ACCEPTED


@pytest.mark.row("S1-09")
def test_a_shortener_keeps_a_text_out_of_the_queue_whoever_asks(named):
    text(named, GREETING)
    refused = text(named, "Sign here: bit.ly/x", "next")
    assert (refused.outbox_id, refused.rule, refused.overridable) == (None, "C-01", False)
    assert named.reading.override_offer(MARIA, Channel.TEXTS, "Sign here: bit.ly/x") is None


def test_an_automatic_text_says_how_to_stop_once_in_thirty_days(named):
    automatic = {"origin": Origin.AUTOMATED, "kind": MessageKind.INFORMATIONAL}
    assert about(named, **automatic).opt_out_words_due
    text(named, GREETING)
    assert not about(named, **automatic).opt_out_words_due
    named.clock.at += 31 * DAY
    assert about(named, **automatic).opt_out_words_due
    assert about(named, origin=Origin.BULK).opt_out_words_due
    assert about(named, kind=MessageKind.PROMOTIONAL).opt_out_words_due
    assert not about(named, kind=MessageKind.SYSTEM).opt_out_words_due


def test_a_number_that_lost_its_last_text_as_a_landline_is_held(named):
    lost = {"inbound": False, "status": "undelivered", "error_code": 30006}
    wrote(named, GREETING, at=NOW - DAY, **lost)
    assert named.reading.circumstances(MARIA).landline
    held = text(named, "At 9, not at 10")
    assert (held.rule, held.overridable) == ("C-15", True)
    wrote(named, "At 9", at=NOW - 60, inbound=False)
    assert not named.reading.circumstances(MARIA).landline


def test_a_landline_is_known_from_twilio(named):
    with named.database.write() as connection:
        line_type.put(
            connection, MARIA, line_type="landline", carrier="", valid=True, now=named.clock.now()
        )
    assert named.reading.circumstances(MARIA).landline


def test_a_firm_without_a_name_is_only_told_to_set_one(desk, maria):
    found = desk.reading.circumstances(MARIA)
    assert (found.first, found.brand, found.opt_out_words_due) == (True, "", False)


def test_a_number_nobody_knows_has_its_country_and_nothing_else(named):
    found = named.reading.circumstances("+16045550142")
    assert (found.country, found.first, found.answers) == ("CA", True, False)


@pytest.mark.parametrize(
    ("written", "domains"),
    [
        ("smithlaw.com", ("smithlaw.com",)),
        ("https://www.smithlaw.com/x;smith.law\nsmithlaw.com", ("smithlaw.com", "smith.law")),
        ("none here", ()),
        ("", ()),
    ],
)
def test_domains_are_read_from_whatever_was_written(written, domains):
    assert domains_in(written) == domains
