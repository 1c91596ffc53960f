"""Texts as Twilio takes, delivers, lists, blanks and forgets them."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from desktop_app.services.practice import constants
from desktop_app.services.practice.texts import PastText, Picture, segment_count
from tests.unit.practice.caller import ACCOUNT, BY_HOST, MARIA, Caller
from tests.unit.practice.conftest import NOON

LOCAL, TOLL_FREE = constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER
SERVICE = constants.MESSAGING_SERVICE_SID


def test_a_text_is_queued_sending_sent_and_delivered_as_time_passes(server, call):
    got = call.text()
    assert (got.status, got.json["status"]) == (201, "queued")
    assert got.json["date_sent"] is None
    seen = []
    for seconds in (0.2, 0.2, 0.3, 1.0):
        server.advance(seconds)
        seen.append(call.message(got.json["sid"])["status"])
    assert seen == ["queued", "sending", "sent", "delivered"]


def test_a_delivered_text_has_its_dates_and_its_price(server, call):
    sid = call.sent(body="x" * 161)
    server.advance(10)
    message = call.message(sid)
    assert parsedate_to_datetime(message["date_created"]).timestamp() == NOON
    assert message["date_sent"].endswith("+0000")
    assert (message["num_segments"], message["price"]) == ("2", "-0.01660")
    assert (message["error_code"], message["direction"]) == (None, "outbound-api")


@pytest.mark.parametrize(
    ("kind", "error"),
    [("landline", 30006), ("unreachable", 30003), ("unknown", 30005), ("blocked", 30004)],
)
def test_what_cannot_be_delivered_ends_undelivered_with_the_carriers_reason(
    server, call, kind, error
):
    server.change_settings(lines={MARIA: kind})
    sid = call.sent()
    assert call.message(sid)["error_code"] is None
    server.advance(10)
    message = call.message(sid)
    assert (message["status"], message["error_code"]) == ("undelivered", error)
    assert message["error_message"]


def test_without_a_receipt_a_text_stays_sent(server, call):
    server.change_settings(lines={MARIA: "no_receipt"})
    sid = call.sent()
    server.advance(86_400)
    assert call.message(sid)["status"] == "sent"


def test_a_public_short_link_is_filtered_by_the_carrier(server, call):
    sid = call.sent(body="Sign here: bit.ly/ho-packet")
    server.advance(10)
    assert call.message(sid)["error_code"] == 30007


@pytest.mark.parametrize(("sender", "error"), [(LOCAL, 30034), (TOLL_FREE, 30032)])
def test_an_unregistered_number_delivers_nothing(server, call, sender, error):
    server.change_settings(unregistered=[LOCAL, TOLL_FREE])
    sid = call.sent(sender=sender)
    server.advance(10)
    assert call.message(sid)["error_code"] == error


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "8135550142"}, 21211),
        ({"To": "+1813555014"}, 21211),
        ({"To": "+11135550142"}, 21211),
        ({"To": "+19115550142"}, 21211),
        ({"To": "911"}, 21211),
        ({"To": "72345"}, 21211),
        ({"To": LOCAL}, 21211),
        ({"To": "+33612345678"}, 21408),
        ({"From": ""}, 21603),
        ({"From": "soon"}, 21212),
        ({"From": "+13125550199"}, 21606),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"Body": "🙂" * 801}, 21617),
        ({"MediaUrl": ["https://example.com/a.png"] * 11}, 21623),
        ({"MediaUrl": "file:///etc/passwd"}, 21620),
        ({"MessagingServiceSid": "MG" + "0" * 32}, 21705),
        ({"ScheduleType": "fixed", "SendAt": "2027-01-01T00:00:00Z"}, 35118),
        ({"ScheduleType": "fixed", "MessagingServiceSid": SERVICE}, 35114),
        (
            {
                "ScheduleType": "fixed",
                "MessagingServiceSid": SERVICE,
                "SendAt": "2030-01-01T00:00:00Z",
            },
            35115,
        ),
    ],
)
def test_a_text_that_cannot_go_is_refused_with_twilios_code(server, call, form, code):
    got = call.post(
        "/Messages.json",
        {k: v for k, v in ({"To": MARIA, "From": LOCAL, "Body": "Hi"} | form).items() if v},
    )
    assert (got.status, got.code) == (400, code)
    assert set(got.json) == {"code", "message", "more_info", "status"}
    assert server.truth()["messages"] == []


@pytest.mark.parametrize(("kind", "code"), [("not_mobile", 21614), ("no_route", 21612)])
def test_a_number_twilio_knows_to_be_no_mobile_is_refused_at_once(server, call, kind, code):
    server.change_settings(lines={MARIA: kind})
    assert call.text().code == code


def test_1600_characters_are_taken(call):
    assert call.text(body="x" * 1600).status == 201


def test_a_released_number_sends_nothing_and_is_no_longer_listed(server, call):
    server.change_settings(released=[LOCAL])
    assert call.text().code == 21606
    listed = call.get("/IncomingPhoneNumbers.json").json["incoming_phone_numbers"]
    assert [each["phone_number"] for each in listed] == [TOLL_FREE]


def test_with_a_service_the_sender_is_picked_later(server, call):
    got = call.text(sender="", MessagingServiceSid=SERVICE).json
    assert (got["status"], got["from"], got["num_segments"]) == ("accepted", None, "0")
    server.advance(10)
    message = call.message(got["sid"])
    assert (message["status"], message["from"], message["num_segments"]) == (
        "delivered",
        LOCAL,
        "1",
    )


def test_a_scheduled_text_waits_and_can_be_cancelled(server, call):
    at = datetime.fromtimestamp(NOON, UTC) + timedelta(hours=1)
    more = {"MessagingServiceSid": SERVICE, "ScheduleType": "fixed", "SendAt": at.isoformat()}
    kept, dropped = (call.text(sender="", **more).json for _ in range(2))
    assert kept["status"] == "scheduled"
    assert call.post(f"/Messages/{dropped['sid']}.json", {"Status": "canceled"}).status == 200
    server.advance(3700)
    assert call.message(kept["sid"])["status"] == "delivered"
    assert call.message(dropped["sid"])["status"] == "canceled"
    assert call.message(dropped["sid"])["date_sent"] is None
    assert call.post(f"/Messages/{kept['sid']}.json", {"Status": "canceled"}).status == 400


def test_the_list_is_newest_first_and_filters_by_both_ends(server, call):
    for number, body in (("+13125550129", "one"), (MARIA, "two")):
        server.inbound(number, body)
        server.advance(1)
    call.sent(body="three")
    assert [each["body"] for each in call.listed()] == ["three", "two", "one"]
    assert [each["body"] for each in call.listed(To=MARIA)] == ["three"]
    assert [each["body"] for each in call.listed(From=MARIA, To=LOCAL)] == ["two"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"DateSent_after": "2026-03-02"}, ["c", "b"]),
        ({"DateSent_after": "2026-03-02T12:00:01Z"}, ["c"]),
        ({"DateSent_after": "2026-03-02T12:00:00Z"}, ["c", "b"]),
        ({"DateSent_before": "2026-03-02"}, ["b", "a"]),
        ({"DateSent_before": "2026-03-02T11:59:59Z"}, ["a"]),
        ({"DateSent": "2026-03-02"}, ["b"]),
        ({"DateSent_after": "2026-03-02", "DateSent_before": "2026-03-02"}, ["b"]),
    ],
)
def test_date_filters_take_days_and_moments(server, call, query, expected):
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()
    server.load(
        PastText(noon + day * 86_400, MARIA, LOCAL, True, body) for day, body in enumerate("abc")
    )
    assert [each["body"] for each in call.listed(**query)] == expected


def test_a_text_that_was_not_sent_yet_has_no_date_to_filter_by(server, call):
    call.sent()
    since = datetime.fromtimestamp(NOON, UTC).strftime("%Y-%m-%d")
    assert call.listed(DateSent_after=since) == []
    server.advance(5)
    assert len(call.listed(DateSent_after=since, To=MARIA)) == 1


def test_pages_follow_each_other_without_gap_or_repeat_while_texts_arrive(server, call):
    server.load(PastText(NOON - 1000 + n, MARIA, LOCAL, True, str(n)) for n in range(25))
    page = call.get("/Messages.json", PageSize=10, To=LOCAL).json
    found = [each["body"] for each in page["messages"]]
    assert (page["page"], page["start"], page["end"], page["page_size"]) == (0, 0, 9, 10)
    while page["next_page_uri"]:
        assert page["next_page_uri"].startswith(f"{ACCOUNT}/Messages.json?")
        assert "PageToken=PASM" in page["next_page_uri"]
        server.inbound(MARIA, "new")
        page = call.ask("GET", BY_HOST + page["next_page_uri"]).json
        found += [each["body"] for each in page["messages"]]
    assert found == [str(n) for n in reversed(range(25))]
    assert (page["page"], page["start"], page["end"]) == (2, 20, 24)


def test_texts_of_the_same_second_are_paged_without_gap_or_repeat(server, call):
    server.load(PastText(NOON - 5, MARIA, LOCAL, True, str(n)) for n in range(30))
    bodies = [each["body"] for each in call.listed(PageSize=7)]
    assert sorted(bodies, key=int) == [str(n) for n in range(30)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"PageSize": 1001}, 20007),
        ({"PageSize": 0}, 20001),
        ({"PageSize": "many"}, 20001),
        ({"PageToken": "PASM" + "0" * 32}, 20001),
        ({"PageToken": "mine"}, 20001),
        ({"DateSent_after": "yesterday"}, 20001),
    ],
)
def test_a_list_call_twilio_would_not_take_is_refused(call, query, code):
    assert call.get("/Messages.json", **query).code == code


def test_a_page_has_50_texts_unless_asked_otherwise(server, call):
    server.load(PastText(NOON - 99 + n, MARIA, LOCAL, True, "x") for n in range(60))
    assert len(call.get("/Messages.json").json["messages"]) == 50


def test_the_list_may_lag_while_a_single_text_is_found(server, call):
    server.change_settings(list_lag=60)
    sid = call.sent()
    assert call.listed() == []
    assert call.message(sid)["sid"] == sid
    server.advance(61)
    assert sid in [each["sid"] for each in call.listed()]


def test_blanking_keeps_the_text_and_deleting_takes_pictures_along(server, call):
    picture = Picture("image/png", b"\x89PNG")
    sid = server.inbound(MARIA, "secret", pictures=(picture,))
    assert call.post(f"/Messages/{sid}.json", {"Body": ""}).json["body"] == ""
    assert call.post(f"/Messages/{sid}.json", {"Body": "other"}).status == 400
    media = call.get(f"/Messages/{sid}/Media.json").json["media_list"]
    assert call.delete(f"/Messages/{sid}.json").status == 204
    assert call.get(f"/Messages/{sid}.json").code == 20404
    assert call.get(f"/Messages/{sid}/Media/{media[0]['sid']}").status == 404
    assert server.truth()["messages"][0]["deleted"] is True


def test_a_text_under_way_cannot_be_deleted_or_blanked(call):
    sid = call.sent()
    assert call.delete(f"/Messages/{sid}.json").code == 20009
    assert call.post(f"/Messages/{sid}.json", {"Body": ""}).code == 20009


def test_received_pictures_come_with_their_type_and_their_bytes(server, call):
    server.change_settings(media_redirects=False)
    picture = Picture("image/jpeg", b"\xff\xd8\xff\xe0 not much")
    sid = server.inbound(MARIA, "look", pictures=(picture,))
    assert sid.startswith("MM")
    assert call.message(sid)["num_media"] == "1"
    media = call.get(f"/Messages/{sid}/Media.json").json["media_list"][0]
    assert (media["content_type"], media["parent_sid"]) == ("image/jpeg", sid)
    assert call.ask("GET", BY_HOST + media["uri"]).json == media
    got = call.ask("GET", BY_HOST + media["uri"].removesuffix(".json"))
    assert (got.body, got.headers["content-type"]) == (picture.data, "image/jpeg")
    assert call.delete(f"/Messages/{sid}/Media/{media['sid']}.json").status == 204
    assert call.get(f"/Messages/{sid}/Media.json").json["media_list"] == []


def test_a_picture_lies_at_another_host_that_takes_no_key(server, call):
    picture = Picture("image/jpeg", b"\xff\xd8\xff\xe0 not much")
    sid = server.inbound(MARIA, "look", pictures=(picture,))
    media = call.get(f"/Messages/{sid}/Media.json").json["media_list"][0]
    moved = call.ask("GET", BY_HOST + media["uri"].removesuffix(".json"))
    assert (moved.status, moved.body) == (307, b"")
    there = moved.headers["location"]
    assert there == f"https://mms.twiliocdn.com/{sid}/{media['sid']}"
    path = "/by-host/" + there.removeprefix("https://")
    assert call.ask("GET", path).status == 400
    got = call.ask("GET", path, Authorization="")
    assert (got.status, got.body) == (200, picture.data)


def test_a_sent_picture_is_counted(call):
    got = call.text(MediaUrl=["https://example.com/a.png", "https://example.com/b.png"]).json
    assert (got["sid"][:2], got["num_media"]) == ("MM", "2")


def test_the_firm_has_a_local_and_a_toll_free_number(call):
    page = call.get("/IncomingPhoneNumbers.json", PageSize=1).json
    assert page["next_page_uri"] is not None
    both = [
        *page["incoming_phone_numbers"],
        *call.ask("GET", BY_HOST + page["next_page_uri"]).json["incoming_phone_numbers"],
    ]
    assert [(each["phone_number"], each["type"]) for each in both] == [
        (LOCAL, "local"),
        (TOLL_FREE, "tollfree"),
    ]
    assert all(each["capabilities"]["sms"] for each in both)
    assert call.ask("GET", BY_HOST + both[1]["uri"]).json == both[1]
    found = call.get("/IncomingPhoneNumbers.json", PhoneNumber=TOLL_FREE).json
    assert len(found["incoming_phone_numbers"]) == 1


@pytest.mark.parametrize(
    ("key", "secret"), [(constants.KEY_SID, "wrong"), ("SK" + "0" * 32, ""), ("", "x")]
)
def test_a_wrong_key_is_refused_as_twilio_does(server, key, secret):
    with Caller(server.port, key, secret) as stranger:
        got = stranger.get("/Messages.json")
        assert (got.status, got.code) == (401, 20003)
        assert got.headers["content-type"] == "application/json"
        assert stranger.text().status == 401
    assert server.truth()["messages"] == []


def test_a_revoked_key_is_refused_from_then_on(server, call):
    assert call.get("/Messages.json").status == 200
    server.change_settings(key_works=False)
    assert call.get("/Messages.json").code == 20003


def test_another_account_is_refused(call):
    got = call.ask("GET", f"{BY_HOST}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json")
    assert (got.status, got.code) == (401, 20003)


def test_a_standard_key_may_not_read_the_account_itself(server, call):
    assert call.get(".json").code == 20003
    server.change_settings(key_reads_account=True)
    assert call.get(".json").json["friendly_name"] == "Hartwell & Osei"


def test_what_is_not_there_is_404_and_a_wrong_verb_405(call):
    assert call.get("/Calls.json").code == 20404
    assert call.get(f"/Messages/SM{'0' * 32}.json").code == 20404
    assert call.delete("/Messages.json").code == 20004


def test_paths_work_without_the_host_part_and_not_under_another_host(call):
    assert call.ask("GET", f"{ACCOUNT}/Messages.json").status == 200
    assert call.ask("GET", f"/by-host/video.twilio.com{ACCOUNT}/Messages.json").status == 404


def test_every_answer_carries_the_practice_clocks_date(server, call):
    server.advance(3 * 86_400)
    got = call.get("/Messages.json")
    assert parsedate_to_datetime(got.headers["date"]).timestamp() == NOON + 3 * 86_400


@pytest.mark.parametrize(
    ("body", "parts"),
    [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("’" * 71, 2)],
)
def test_parts_are_billed_by_alphabet(body, parts):
    assert segment_count(body) == parts
