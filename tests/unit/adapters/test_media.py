"""Pictures over real sockets: only Twilio's own places, no key outside, nothing too large."""

import pytest

from desktop_app.services.adapters import twilio_media
from desktop_app.services.errors import MediaTooLarge, NotReached, OutcomeUnknown, Throttled
from desktop_app.services.ports import MediaItem
from tests.unit.adapters.conftest import ACCOUNT, SID, answers, error, hang_up, reply

ME, OTHER_ME = "ME" + "e5" * 16, "ME" + "f6" * 16
LIST = f"/by-host/api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{SID}/Media.json"
BYTES = LIST.removesuffix(".json") + f"/{ME}"
CDN = f"https://mms.twiliocdn.com/{SID}/{ME}?Expires=1"


def item(sid=ME, **changes):
    return {
        "sid": sid,
        "account_sid": ACCOUNT,
        "parent_sid": SID,
        "content_type": "image/jpeg",
        "uri": "https://127.0.0.1/anything",
    } | changes


def picture(data, **headers):
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Content-Type": "image/png", "Content-Length": len(data)} | more
    lines = [f"{name}: {value}" for name, value in sent.items()]
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + data


def moved(to):
    return reply(307, "", Location=to)


def in_turn(*replies):
    """One answer after the other."""
    left = list(replies)
    return lambda connection, _request: connection.sendall(left.pop(0))


def first_lines(server):
    return [request.split(b"\r\n")[0].decode() for request in server.requests]


def test_the_pictures_of_a_text_are_listed_in_their_order(serve, connect):
    listed = {"media_list": [item(), item(OTHER_ME)], "next_page_uri": None}
    server = serve(answers(reply(200, listed)))
    assert connect(server).list_media(SID) == [
        MediaItem(ME, "image/jpeg"),
        MediaItem(OTHER_ME, "image/jpeg"),
    ]
    assert first_lines(server) == [f"GET {LIST}?PageSize=100 HTTP/1.1"]


def test_a_text_that_is_gone_has_no_list(serve, connect):
    server = serve(answers(reply(404, error(20404, 404))))
    assert connect(server).list_media(SID) is None


@pytest.mark.parametrize(
    "changed",
    [{"parent_sid": "SM" + "0" * 32}, {"sid": "../../x"}, {"account_sid": "AC" + "0" * 32}],
)
def test_a_list_that_names_something_else_is_not_believed(serve, connect, changed):
    listed = {"media_list": [item(**changed)], "next_page_uri": None}
    server = serve(answers(reply(200, listed)))
    with pytest.raises(OutcomeUnknown):
        connect(server).list_media(SID)


def test_the_key_goes_to_twilio_and_not_to_where_the_bytes_lie(serve, connect):
    server = serve(in_turn(moved(CDN), picture(b"png bytes")))
    found = connect(server).fetch_media(SID, ME)
    assert (found.content, found.content_type) == (b"png bytes", "image/png")
    assert first_lines(server) == [
        f"GET {BYTES} HTTP/1.1",
        f"GET /by-host/mms.twiliocdn.com/{SID}/{ME}?Expires=1 HTTP/1.1",
    ]
    with_key, without = server.requests
    assert b"authorization: basic" in with_key.lower()
    assert b"authorization" not in without.lower()


@pytest.mark.parametrize(
    "place",
    [
        "http://mms.twiliocdn.com/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://twiliocdn.com.example/x",
        "https://eviltwiliocdn.com/x",
        "https://api.twilio.com@127.0.0.1/x",
        "https://mms.twiliocdn.com:8443/x",
        "https://s3-external-1.amazonaws.com/someone-else/x",
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/../someone-else/x",
        "file:///etc/passwd",
        "//127.0.0.1/x",
        "https://[::1/x",
        "",
    ],
)
def test_a_redirect_elsewhere_is_not_followed(serve, connect, place):
    server = serve(in_turn(moved(place)))
    with pytest.raises(OutcomeUnknown):
        connect(server).fetch_media(SID, ME)
    assert len(server.requests) == 1


def test_redirects_without_an_end_are_given_up(serve, connect):
    server = serve(answers(moved(CDN)))
    with pytest.raises(OutcomeUnknown):
        connect(server).fetch_media(SID, ME)
    assert len(server.requests) == 3


def test_a_picture_twilio_no_longer_has_is_gone(serve, connect):
    server = serve(answers(reply(404, error(20404, 404))))
    assert connect(server).fetch_media(SID, ME) is None


def test_a_picture_its_store_does_not_find_is_asked_for_again_later(serve, connect):
    server = serve(in_turn(moved(CDN), reply(404, "<Error/>", Content_Type="application/xml")))
    with pytest.raises(OutcomeUnknown):
        connect(server).fetch_media(SID, ME)


def test_a_file_that_says_it_is_too_large_is_not_read(serve, connect):
    told = picture(b"", Content_Length=twilio_media.MOST_BYTES + 1)
    with pytest.raises(MediaTooLarge):
        connect(serve(answers(told))).fetch_media(SID, ME)


def test_a_file_that_does_not_say_and_is_too_large_is_cut_off(serve, connect, monkeypatch):
    monkeypatch.setattr(twilio_media, "MOST_BYTES", 100_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n"
    with pytest.raises(MediaTooLarge):
        connect(serve(answers(head + b"x" * 300_000))).fetch_media(SID, ME)


def test_packed_bytes_are_not_unpacked(serve, connect):
    with pytest.raises(OutcomeUnknown):
        connect(serve(answers(picture(b"x", Content_Encoding="gzip")))).fetch_media(SID, ME)


def test_half_a_picture_is_none(serve, connect):
    def half(connection, _request):
        connection.sendall(picture(b"only this", Content_Length=5000))
        hang_up(connection, _request)

    with pytest.raises(OutcomeUnknown):
        connect(serve(half)).fetch_media(SID, ME)


def test_a_busy_twilio_is_left_alone_for_as_long_as_it_says(serve, connect):
    server = serve(answers(reply(429, error(20429, 429), Retry_After="7")))
    with pytest.raises(Throttled) as told:
        connect(server).fetch_media(SID, ME)
    assert told.value.retry_after == 7


def test_nobody_there_is_not_reached(connect, closed_port):
    with pytest.raises(NotReached):
        connect(f"http://127.0.0.1:{closed_port}/by-host").fetch_media(SID, ME)


@pytest.mark.parametrize("sid", ["ME" + "e5" * 15, "ME../../" + "e" * 26, ME + "/x"])
def test_an_address_is_made_of_sids_only(connect, closed_port, sid):
    with pytest.raises(ValueError, match="SID"):
        connect(f"http://127.0.0.1:{closed_port}/by-host").fetch_media(SID, sid)
