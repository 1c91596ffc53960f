"""The key's secret and clients' numbers are in no log line, exception text or repr."""

import base64
import contextlib
import logging
import traceback

import pytest

from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.errors import BrieftextError
from desktop_app.services.ports import Credentials
from tests.unit.adapters.conftest import (
    ACCOUNT,
    CLIENT,
    CREDENTIALS,
    FIRM,
    KEY,
    SECRET,
    SID,
    answers,
    created,
    error,
    hang_up,
    reply,
)

BODY = "canarybodytext"


def every_call(gateway):
    return (
        gateway.check,
        lambda: gateway.list_messages(to=CLIENT),
        lambda: gateway.next_page(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?To={CLIENT}"),
        lambda: gateway.next_page("https://elsewhere.example/"),
        lambda: gateway.fetch_message(SID),
        lambda: gateway.create_message(to=CLIENT, from_=FIRM, body=BODY),
    )


def traces(gateway, log):
    """All that the calls leave behind: log lines, exception texts with chain, reprs."""
    left = [repr(gateway), repr(vars(gateway))]
    for call in every_call(gateway):
        try:
            call()
        except BrieftextError as failed:
            left += [str(failed), repr(failed), *traceback.format_exception(failed)]
    return "\n".join([*left, log.text])


@pytest.mark.parametrize(
    "script",
    [
        answers(reply(201, created())),
        answers(reply(200, {"messages": [], "incoming_phone_numbers": []})),
        answers(reply(401, error(20003, 401))),
        answers(reply(400, error(21610, 400))),
        answers(reply(500, "")),
        answers(b"nonsense\r\n\r\n"),
        answers(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nbroken header\r\n\r\n"),
        hang_up,
        None,
    ],
    ids=[
        "created",
        "listed",
        "key refused",
        "refused",
        "failed",
        "nonsense",
        "bad header",
        "cut",
        "closed",
    ],
)
def test_neither_secret_nor_number_nor_words_leave_a_trace(
    serve, connect, closed_port, caplog, script
):
    gateway = connect(serve(script) if script else f"http://127.0.0.1:{closed_port}")
    caplog.set_level(logging.DEBUG)
    left = traces(gateway, caplog)
    coded = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
    for canary in (SECRET, coded, CLIENT.removeprefix("+"), BODY):
        assert canary not in left


def test_the_log_is_watched_at_its_finest(serve, connect, caplog, closed_port):
    caplog.set_level(logging.DEBUG)
    gateway = connect(f"http://127.0.0.1:{closed_port}")
    with contextlib.suppress(BrieftextError):
        gateway.list_messages(to=CLIENT)
    assert "a read got no answer: no route" in caplog.text


def test_bad_credentials_are_refused_without_repeating_the_secret():
    secret = "with a space " + SECRET
    with pytest.raises(BrieftextError) as caught:
        TwilioRestGateway(Credentials(ACCOUNT, KEY, secret))
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_credentials_do_not_show_their_secret():
    assert SECRET not in repr(CREDENTIALS)
    assert SECRET not in f"{CREDENTIALS}"
