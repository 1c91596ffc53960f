"""Every way a create can end, on real sockets, through the real SDK (reliability.md 3.3)."""

import base64
import datetime as dt
import json
import socket
import ssl
import urllib.parse

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_app.services.adapters import wire
from desktop_app.services.errors import (
    KeyRefused,
    NotReached,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from tests.unit.adapters.conftest import (
    ACCOUNT,
    CLIENT,
    FIRM,
    KEY,
    SECRET,
    SID,
    answers,
    created,
    error,
    hang_up,
    reply,
    reset,
)


def send(gateway):
    return gateway.create_message(to=CLIENT, from_=FIRM, body="Your hearing moved to 3 PM")


def test_a_created_text_comes_back_as_twilio_has_it_with_its_clock(serve, connect):
    server = serve(answers(reply(201, created())))
    posted = send(connect(server))
    assert posted.raw["sid"] == SID
    assert posted.server_time == 1795600800


def test_the_request_is_a_form_post_with_the_key_as_basic_auth(serve, connect):
    server = serve(answers(reply(201, created())))
    send(connect(server))
    head, _, form = server.requests[0].partition(b"\r\n\r\n")
    line, *headers = head.decode().split("\r\n")
    assert (
        line == f"POST /by-host/api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json HTTP/1.1"
    )
    coded = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
    assert f"Authorization: Basic {coded}" in headers
    assert urllib.parse.parse_qs(form.decode()) == {
        "To": [CLIENT],
        "From": [FIRM],
        "Body": ["Your hearing moved to 3 PM"],
    }


def test_how_long_twilio_may_hold_a_text_goes_with_it(serve, connect):
    server = serve(answers(reply(201, created())))
    connect(server).create_message(to=CLIENT, from_=FIRM, body="Hello", valid_s=900)
    form = server.requests[0].partition(b"\r\n\r\n")[2].decode()
    assert urllib.parse.parse_qs(form)["ValidityPeriod"] == ["900"]


@pytest.mark.parametrize("words", ["¿Mañana a las 3? 🙏", "a&b=c+d%20", "line\nline", "“quoted”"])
def test_any_words_arrive_unchanged(serve, connect, words):
    server = serve(answers(reply(201, created())))
    connect(server).create_message(to=CLIENT, from_=FIRM, body=words)
    form = server.requests[0].partition(b"\r\n\r\n")[2].decode()
    assert urllib.parse.parse_qs(form)["Body"] == [words]


def test_a_refused_connection_is_certainly_unsent(connect, closed_port):
    with pytest.raises(NotReached, match="refused before anything was sent"):
        send(connect(f"http://127.0.0.1:{closed_port}/by-host"))


def test_a_name_that_does_not_resolve_is_certainly_unsent(connect, closed_port):
    gateway = connect(f"http://127.0.0.1:{closed_port}")
    gateway._base_url = "http://api.twilio.invalid"
    with pytest.raises(NotReached, match="could not look up"):
        send(gateway)


def test_a_connection_that_is_never_accepted_is_certainly_unsent(connect, monkeypatch):
    monkeypatch.setattr(wire, "CONNECT_TIMEOUT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        crowd = [socket.socket() for _ in range(3)]
        for each in crowd:  # more than the queue holds: the next connection hangs
            each.setblocking(False)
            each.connect_ex(address)
        with pytest.raises(NotReached, match="too long to connect"):
            send(connect(f"http://127.0.0.1:{address[1]}"))
        for each in crowd:
            each.close()


def self_signed(folder):
    """A server's TLS with a certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.twilio.com")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_an_unknown_certificate_is_refused_before_the_key_is_sent(serve, connect, tmp_path):
    server = serve(answers(reply(201, created())), tls=self_signed(tmp_path))
    with pytest.raises(NotReached, match="security certificate of your network"):
        send(connect(server))
    assert server.connections == 1
    assert server.requests == []


def test_a_line_that_breaks_during_the_tls_handshake_is_certainly_unsent(serve, connect):
    # requests raises the same for a reset after the whole request: only the witness can tell.
    server = serve(reset, read_body=False)
    with pytest.raises(NotReached):
        send(connect(server.address.replace("http:", "https:")))


@pytest.mark.parametrize("ending", [reset, hang_up], ids=["reset", "closed"])
def test_a_line_cut_after_the_whole_request_is_unknown(serve, connect, ending):
    server = serve(ending)
    with pytest.raises(OutcomeUnknown, match="didn’t answer"):
        send(connect(server))
    assert server.posts() == 1


def test_a_line_reset_before_the_body_was_read_is_unknown(serve, connect):
    server = serve(reset, read_body=False)
    with pytest.raises(OutcomeUnknown):
        send(connect(server))
    assert server.connections == 1


def test_a_line_reset_before_anything_was_read_is_unknown(serve, connect):
    server = serve(reset, read_anything=False)
    with pytest.raises(OutcomeUnknown):
        send(connect(server))


def test_an_answer_cut_after_any_byte_is_unknown(serve, connect):
    whole = reply(201, created())
    cuts = [*range(0, len(whole), 23), len(whole) - 1]
    left = iter(cuts)

    def cut(connection, _request):
        connection.sendall(whole[: next(left)])
        connection.shutdown(socket.SHUT_RDWR)

    server = serve(cut)
    gateway = connect(server)
    for _ in cuts:
        with pytest.raises(OutcomeUnknown):
            send(gateway)
    assert server.posts() == len(cuts)


def test_silence_is_unknown(serve, connect, monkeypatch):
    monkeypatch.setattr(wire, "READ_TIMEOUT_S", 0.3)
    server = serve(lambda connection, _request: None)
    with pytest.raises(OutcomeUnknown, match="silent for too long"):
        send(connect(server))
    assert server.posts() == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("body", ["<html>Bad gateway</html>", error(20500, 500)])
def test_a_server_error_is_unknown_and_never_posted_again(serve, connect, status, body):
    server = serve(answers(reply(status, body, Retry_After="0")))
    with pytest.raises(OutcomeUnknown, match="problem of its own") as caught:
        send(connect(server))
    assert caught.value.status == status
    assert server.posts() == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({}, 1.0),
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "Wed, 25 Nov 2026 10:00:30 GMT"}, 30.0),
        ({"Retry_After": "-3"}, 1.0),
        ({"Retry_After": "soon"}, 1.0),
        ({"Retry_After": "nan"}, 1.0),
        ({"Retry_After": "999999"}, 3600.0),
    ],
)
@pytest.mark.parametrize("body", ["", error(20429, 429)])
def test_too_many_requests_says_when_to_come_back(serve, connect, header, seconds, body):
    server = serve(answers(reply(429, body, **header)))
    with pytest.raises(Throttled) as caught:
        send(connect(server))
    assert caught.value.retry_after == seconds
    assert server.posts() == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_unknown_and_never_followed(serve, connect, status):
    elsewhere = serve(answers(reply(201, created())))
    server = serve(answers(reply(status, "", Location=f"{elsewhere.address}/x")))
    with pytest.raises(OutcomeUnknown, match="Something other than Twilio"):
        send(connect(server))
    assert server.posts() == 1
    assert elsewhere.connections == 0


def test_a_redirect_to_nonsense_is_unknown(serve, connect):
    server = serve(answers(reply(302, "", Location="http://[::1\xff")))
    with pytest.raises(OutcomeUnknown):
        send(connect(server))


NOT_TWILIOS = {
    "a sign-in page": "<html>Welcome to Airport WiFi</html>",
    "a proxy's JSON": {"code": 403, "message": "blocked"},
    "a code that is text": {"code": "21610", "message": "x"},
    "a code that is a truth": {"code": True},
    "another status inside": error(21211, 499),
    "a list": [1, 2],
    "nothing": "",
}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 418, 451])
@pytest.mark.parametrize("body", NOT_TWILIOS.values(), ids=NOT_TWILIOS)
def test_a_refusal_that_is_not_twilios_own_is_unknown(serve, connect, status, body):
    server = serve(answers(reply(status, body, Content_Type="text/html")))
    with pytest.raises(OutcomeUnknown):
        send(connect(server))


MUDDLED = {
    "broken JSON": '{"sid": "SM',
    "no JSON": "<html>Welcome</html>",
    "another person": created(to="+16465550143"),
    "another account": created(account_sid="AC" + "9" * 32),
    "no SID": created(sid=None),
    "a bad SID": created(sid="SM123"),
    "a SID with more": created(sid=SID + "/../x"),
    "a list": [created()],
    "nested too deep": "[" * 5000,
}


@pytest.mark.parametrize("body", MUDDLED.values(), ids=MUDDLED)
@pytest.mark.parametrize("status", [200, 201])
def test_a_success_that_contradicts_the_request_is_unknown(serve, connect, status, body):
    server = serve(answers(reply(status, body)))
    with pytest.raises(OutcomeUnknown):
        send(connect(server))
    assert server.posts() == 1


@pytest.mark.parametrize("status", [200, 202, 204])
def test_only_created_counts_as_created(serve, connect, status):
    server = serve(answers(reply(status, "" if status == 204 else created())))
    with pytest.raises(OutcomeUnknown):
        send(connect(server))


@pytest.mark.parametrize(
    ("code", "status"), [(21610, 400), (21211, 400), (21606, 400), (20404, 404)]
)
def test_a_refusal_with_twilios_code_is_certain_and_said_in_our_words(serve, connect, code, status):
    server = serve(answers(reply(status, error(code, status))))
    with pytest.raises(Refused) as caught:
        send(connect(server))
    assert (caught.value.code, caught.value.status) == (code, status)
    assert not isinstance(caught.value, KeyRefused)
    assert "own words" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "status"), [(20003, 401), (20003, 403), (20005, 403), (20403, 403), (20003, 400)]
)
def test_a_refused_key_is_told_apart(serve, connect, code, status):
    server = serve(answers(reply(status, error(code, status))))
    with pytest.raises(KeyRefused) as caught:
        send(connect(server))
    assert caught.value.code == code


def test_each_create_has_a_connection_of_its_own(serve, connect):
    server = serve(answers(reply(201, created())))
    gateway = connect(server)
    for _ in range(3):
        send(gateway)
    assert (server.connections, server.posts()) == (3, 3)


def test_proxies_netrc_and_twilio_settings_of_the_environment_change_nothing(
    serve, connect, monkeypatch, tmp_path, closed_port
):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port}")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    server = serve(answers(reply(201, created())))
    assert send(connect(server)).raw["sid"] == SID
    assert b"/by-host/api.twilio.com/" in server.requests[0]
    assert base64.b64encode(f"{KEY}:{SECRET}".encode()) in server.requests[0]


def test_what_an_answer_says_in_latin_or_utf8_is_read_as_utf8(serve, connect):
    text = json.dumps(created(body="Mañana 🙏"), ensure_ascii=False)
    server = serve(answers(reply(201, text)))
    assert send(connect(server)).raw["body"] == "Mañana 🙏"
