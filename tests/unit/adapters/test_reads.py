"""Reading Twilio: the connection check, lists and their pages, one text; on real sockets."""

import threading
import urllib.parse

import pytest

from desktop_app.services.adapters import twilio_gateway, wire
from desktop_app.services.errors import (
    KeyRefused,
    NotReached,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from desktop_app.services.records import Registration, SenderType
from tests.unit.adapters.conftest import (
    ACCOUNT,
    CLIENT,
    FIRM,
    KEY,
    SID,
    answers,
    created,
    error,
    hang_up,
    reply,
    reset,
)

LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
NUMBERS = f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json"


def page(*messages, following=None):
    return {"messages": list(messages), "next_page_uri": following}


def number(e164, **changes):
    made = {
        "sid": "PN" + "d4" * 16,
        "account_sid": ACCOUNT,
        "phone_number": e164,
        "friendly_name": "(312) 555-0100",
        "capabilities": {"voice": True, "sms": True, "mms": False},
    }
    return made | changes


def numbers(*listed, following=None):
    return {"incoming_phone_numbers": list(listed), "next_page_uri": following}


def by_path(table):
    """Answer each path with its own answer; 404 for the rest."""

    def script(connection, request):
        target = request.split(b" ")[1].decode().removeprefix("/by-host/api.twilio.com")
        connection.sendall(table.get(target.partition("?")[0], reply(404, error(20404, 404))))

    return script


def query(request):
    return urllib.parse.parse_qs(request.split(b" ")[1].decode().partition("?")[2])


def test_the_list_is_asked_for_by_number_and_by_day(serve, connect):
    server = serve(answers(reply(200, page(created()))))
    found = connect(server).list_messages(to=FIRM, from_=CLIENT, since=1795600800, page_size=50)
    assert query(server.requests[0]) == {
        "To": [FIRM],
        "From": [CLIENT],
        "DateSent>": ["2026-11-25T10:00:00Z"],
        "PageSize": ["50"],
    }
    assert (found.messages, found.next_page_uri) == ([created()], None)
    assert found.server_time == 1795600800


def test_the_list_without_filters_asks_for_the_largest_page(serve, connect):
    server = serve(answers(reply(200, page())))
    connect(server).list_messages()
    assert query(server.requests[0]) == {"PageSize": ["1000"]}


def test_reads_share_one_connection_and_are_counted(serve, connect):
    server = serve(answers(reply(200, page())))
    gateway = connect(server)
    for _ in range(3):
        gateway.list_messages()
    assert (server.connections, gateway.requests_made) == (1, 3)


def test_the_next_page_is_followed_as_twilio_writes_it(serve, connect):
    uri = f"{LIST}?To=%2B13125550100&PageSize=50&Page=1&PageToken=PASM12"
    server = serve(answers(reply(200, page(following=uri))))
    gateway = connect(server)
    first = gateway.list_messages()
    gateway.next_page(first.next_page_uri)
    gateway.next_page(f"https://api.twilio.com{uri}")
    wanted = f"GET /by-host/api.twilio.com{uri} HTTP/1.1".encode()
    assert [r.startswith(wanted) for r in server.requests] == [False, True, True]


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/",
        "//elsewhere.example" + LIST,
        "https://elsewhere.example" + LIST,
        "http://api.twilio.com" + LIST,
        "https://api.twilio.com@elsewhere.example" + LIST,
        "https://api.twilio.com.elsewhere.example" + LIST,
        "https://api.twilio.com:8443" + LIST,
        "@elsewhere.example" + LIST,
        ".elsewhere.example" + LIST,
        "\\\\elsewhere.example" + LIST,
        LIST.replace(ACCOUNT, "AC" + "9" * 32),
        LIST.replace("Messages", f"../AC{'9' * 32}/Messages"),
        LIST.replace("Messages", "%2e%2e/Messages"),
        LIST.replace("Messages", "Keys"),
        NUMBERS,
        LIST + "#?Page=1",
        LIST + "?Page=1#x",
        LIST + "?Page=1 HTTP/1.1",
        LIST + "?Page=1\r\nX: y",
        LIST + "?Page=1&Name=ü",
    ],
)
def test_a_next_page_outside_host_account_or_list_is_refused(serve, connect, uri):
    server = serve(answers(reply(200, page())))
    with pytest.raises(OutcomeUnknown, match="outside your account"):
        connect(server).next_page(uri)
    assert server.connections == 0


@pytest.mark.parametrize(
    "body",
    [
        "<html>Welcome</html>",
        "{",
        [],
        {"messages": None},
        {"messages": ["x"]},
        {"messages": [created(account_sid="AC" + "9" * 32)]},
    ],
)
def test_a_list_that_makes_no_sense_or_is_another_accounts_is_no_list(serve, connect, body):
    with pytest.raises(OutcomeUnknown, match="other than Twilio"):
        connect(serve(answers(reply(200, body)))).list_messages()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (500, "", OutcomeUnknown),
        (503, error(20503, 503), OutcomeUnknown),
        (302, "", OutcomeUnknown),
        (403, "<html>blocked</html>", OutcomeUnknown),
        (429, "", Throttled),
        (400, error(20001, 400), Refused),
        (401, error(20003, 401), KeyRefused),
    ],
)
def test_a_read_that_fails_says_how(serve, connect, status, body, kind):
    with pytest.raises(kind) as caught:
        connect(serve(answers(reply(status, body)))).list_messages()
    assert type(caught.value) is kind
    assert caught.value.status == status


@pytest.mark.parametrize("ending", [reset, hang_up])
def test_a_read_that_is_cut_says_that_twilio_did_not_answer(serve, connect, ending):
    with pytest.raises(OutcomeUnknown, match="Twilio didn’t answer"):
        connect(serve(ending)).list_messages()


def test_a_read_without_network_says_that_twilio_cannot_be_reached(connect, closed_port):
    with pytest.raises(NotReached, match="can’t be reached"):
        connect(f"http://127.0.0.1:{closed_port}").list_messages()


def test_a_silent_read_ends(serve, connect, monkeypatch):
    monkeypatch.setattr(wire, "READ_TIMEOUT_S", 0.3)
    with pytest.raises(OutcomeUnknown, match="silent"):
        connect(serve(lambda _connection, _request: None)).list_messages()


def test_one_text_is_fetched_by_its_sid(serve, connect):
    server = serve(answers(reply(200, created(status="delivered"))))
    assert connect(server).fetch_message(SID).raw["status"] == "delivered"
    assert server.requests[0].split(b" ")[1].endswith(f"/Messages/{SID}.json".encode())


def test_a_text_twilio_does_not_have_is_none(serve, connect):
    assert connect(serve(answers(reply(404, error(20404, 404))))).fetch_message(SID) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, "<html>"),
        (200, created(sid="SM" + "9" * 32)),
        (200, created(account_sid="AC")),
        (200, ""),
    ],
)
def test_another_text_or_another_servers_404_is_not_an_answer(serve, connect, status, body):
    with pytest.raises(OutcomeUnknown):
        connect(serve(answers(reply(status, body)))).fetch_message(SID)


@pytest.mark.parametrize("sid", ["", "SM12", "../Keys", SID + "/Media", SID + "\n"])
def test_only_a_sid_is_put_into_an_address(serve, connect, sid):
    server = serve(answers(reply(200, created())))
    with pytest.raises(ValueError, match="not a message SID"):
        connect(server).fetch_message(sid)
    assert server.connections == 0


def test_the_check_finds_the_firms_numbers_over_all_pages(serve, connect):
    second = f"{NUMBERS}?Page=1&PageToken=PAPN1"
    pages = iter(
        [
            numbers(number("+13125550100", friendly_name="Front desk"), following=second),
            numbers(number("+18335550100", capabilities={"SMS": True, "voice": False})),
        ]
    )

    def script(connection, request):
        if b"IncomingPhoneNumbers" in request:
            connection.sendall(reply(200, next(pages)))
        else:
            connection.sendall(reply(200, {"friendly_name": "Smith Law"}))

    facts = connect(serve(script)).check()
    assert (facts.account_sid, facts.key_sid, facts.account_name) == (ACCOUNT, KEY, "Smith Law")
    desk, toll_free = facts.numbers
    assert (desk.number, desk.label, desk.sender_type) == (
        "+13125550100",
        "Front desk",
        SenderType.LONG_CODE,
    )
    assert (desk.sms, desk.mms, desk.voice) == (True, False, True)
    assert (toll_free.label, toll_free.sender_type) == ("", SenderType.TOLL_FREE)
    assert (toll_free.sms, toll_free.mms, toll_free.voice) == (True, False, False)
    assert toll_free.registration is Registration.UNKNOWN


@pytest.mark.parametrize("prefix", [800, 833, 844, 855, 866, 877, 888])
def test_each_toll_free_area_code_is_known(serve, connect, prefix):
    server = serve(by_path({NUMBERS: reply(200, numbers(number(f"+1{prefix}5550100")))}))
    assert connect(server).check().numbers[0].sender_type is SenderType.TOLL_FREE


def test_a_standard_key_may_not_read_the_account_and_the_check_still_passes(serve, connect):
    account = f"/2010-04-01/Accounts/{ACCOUNT}.json"
    table = {
        NUMBERS: reply(200, numbers(number(FIRM))),
        account: reply(401, error(20003, 401)),
    }
    facts = connect(serve(by_path(table))).check()
    assert (facts.account_name, len(facts.numbers)) == ("", 1)


def test_what_is_no_phone_number_is_left_out(serve, connect):
    listed = numbers(number(None), number("FIRM"), number(FIRM))
    facts = connect(serve(by_path({NUMBERS: reply(200, listed)}))).check()
    assert [each.number for each in facts.numbers] == [FIRM]


@pytest.mark.parametrize(("code", "status"), [(20003, 401), (20404, 404)])
def test_a_wrong_key_is_said_with_what_to_do(serve, connect, code, status):
    with pytest.raises(KeyRefused, match="don’t belong together") as caught:
        connect(serve(answers(reply(status, error(code, status))))).check()
    assert caught.value.problem.code == code


def test_a_closed_account_is_not_called_a_wrong_key(serve, connect):
    with pytest.raises(KeyRefused, match="account is not active"):
        connect(serve(answers(reply(403, error(20005, 403))))).check()


def test_a_key_that_stops_working_later_is_said_to_have_changed(serve, connect):
    with pytest.raises(KeyRefused, match="Someone may have changed it"):
        connect(serve(answers(reply(401, error(20003, 401))))).list_messages()


@pytest.mark.parametrize(
    "following", [f"{NUMBERS}?Page=1", "https://elsewhere.example/x"], ids=["a loop", "elsewhere"]
)
def test_pages_of_numbers_that_loop_or_lead_elsewhere_end_the_check(serve, connect, following):
    server = serve(answers(reply(200, numbers(following=following))))
    with pytest.raises(OutcomeUnknown):
        connect(server).check()
    assert len(server.requests) <= 2


def test_numbers_of_another_account_end_the_check(serve, connect):
    other = number(FIRM, account_sid="AC" + "9" * 32)
    with pytest.raises(OutcomeUnknown):
        connect(serve(answers(reply(200, numbers(other))))).check()


def test_reads_of_several_threads_each_get_their_own_answer(serve, connect):
    hold = threading.Barrier(2, timeout=20)
    gateways = (
        connect(serve(answers(reply(200, page(created(body="one")))))),
        connect(serve(answers(reply(200, page(created(body="two")))))),
    )
    shared = gateways[0]
    heard: list[str] = []

    def ask(gateway):
        hold.wait()
        heard.extend(gateway.list_messages().messages[0]["body"] for _ in range(20))

    threads = [threading.Thread(target=ask, args=(each,)) for each in gateways]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(heard) == ["one"] * 20 + ["two"] * 20
    assert shared.requests_made == 20


def test_closing_drops_the_kept_connection_and_a_later_read_makes_a_new_one(serve, connect):
    server = serve(answers(reply(200, page())))
    gateway = connect(server)
    gateway.list_messages()
    gateway.close()
    gateway.list_messages()
    assert server.connections == 2


def test_a_connection_that_lay_idle_is_not_trusted_again(serve, connect, monkeypatch):
    server = serve(answers(reply(200, page())))
    gateway = connect(server)
    gateway.list_messages()
    monkeypatch.setattr(twilio_gateway, "IDLE_S", -1.0)
    gateway.list_messages()
    assert server.connections == 2


def test_cookies_are_not_kept(serve, connect):
    server = serve(answers(reply(200, page(), Set_Cookie="track=1; Path=/")))
    gateway = connect(server)
    gateway.list_messages()
    gateway.list_messages()
    assert b"track" not in server.requests[1]
