"""Requests that go wrong on order, each in its own way."""

import http.client
import json
import select
import time
from urllib.parse import urlencode

import pytest

from desktop_app.services.practice import constants
from desktop_app.services.practice.faults import Fault, FaultDesk
from tests.unit.practice.caller import ACCOUNT, FORM, MARIA, Caller

POST = {"method": "POST", "path": r"/Messages\.json"}


def stored(server):
    return [each["body"] for each in server.truth()["messages"]]


def test_an_ordered_answer_replaces_twilios_and_nothing_is_stored(server, call):
    server.add_fault(Fault(**POST, status=429, code=20429, headers={"Retry-After": "7"}))
    got = call.text()
    assert (got.status, got.code, got.headers["retry-after"]) == (429, 20429, "7")
    assert stored(server) == []
    assert call.text().status == 201


@pytest.mark.parametrize(("kept", "expected"), [(True, ["Hello"]), (False, [])])
def test_a_500_comes_after_or_before_the_text_was_stored(server, call, kept, expected):
    server.add_fault(Fault(**POST, status=500, code=20500, stored=kept))
    assert call.text().status == 500
    assert stored(server) == expected


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize(
    ("drop", "expected"), [("before_body", []), ("before_stored", []), ("after_stored", ["Hello"])]
)
def test_the_connection_is_dropped_where_ordered(server, call, drop, reset, expected):
    server.add_fault(Fault(**POST, drop=drop, reset=reset))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        call.text()
    assert stored(server) == expected
    call.link.close()
    assert call.text(body="again").status == 201
    line = server.requests()[0]
    assert (line.status, line.fault) == (None, f"drop {drop}")


def test_a_reset_arrives_as_a_reset(server, call):
    server.add_fault(Fault(**POST, drop="after_stored", reset=True))
    with pytest.raises(ConnectionResetError):
        call.text()


@pytest.mark.parametrize("cut", [0, 1, 40, 300])
def test_an_answer_is_cut_after_any_byte_though_the_text_was_stored(server, call, cut):
    server.add_fault(Fault(**POST, cut=cut))
    try:
        got = call.text()
    except (http.client.HTTPException, ConnectionError):
        assert cut != 40
    else:
        # Cut within the head, the answer looks whole to Python's client: 201 and nothing in it.
        assert (got.status, got.body) == (201, b"")
    assert stored(server) == ["Hello"]


def test_json_may_be_broken_after_the_text_was_stored(server, call):
    server.add_fault(Fault(**POST, status=201, body='{"sid": "SM', stored=True))
    got = call.text()
    assert got.status == 201
    with pytest.raises(json.JSONDecodeError):
        _ = got.json
    assert stored(server) == ["Hello"]


def test_an_answer_may_contradict_the_request(server, call):
    server.add_fault(Fault(**POST, change={"to": "+13125550129", "sid": "SM1"}))
    got = call.text()
    assert (got.status, got.json["to"], got.json["sid"]) == (201, "+13125550129", "SM1")
    assert got.json["body"] == "Hello"


def test_a_captive_portal_answers_200_in_html(server, call):
    server.add_fault(Fault(path="", status=200, body="<html>", content_type="text/html"))
    got = call.get("/Messages.json")
    assert (got.status, got.body, got.headers["content-type"]) == (200, b"<html>", "text/html")


def test_a_redirect_leads_wherever_it_says(server, call):
    there = "https://elsewhere.invalid/"
    server.add_fault(Fault(path="", status=302, body="", headers={"Location": there}))
    assert call.get("/Messages.json").headers["location"] == there


def test_a_delay_can_hold_back_the_answer_to_a_text_that_is_stored(server, call):
    server.add_fault(Fault(**POST, delay=0.001, delay_after=3600))
    form = urlencode({"To": MARIA, "From": constants.LOCAL_NUMBER, "Body": "Hello"})
    with Caller(server.port) as waiting:
        waiting.start("POST", f"{ACCOUNT}/Messages.json", form, **FORM)
        while stored(server) != ["Hello"]:
            time.sleep(0.001)
        assert select.select([waiting.link.sock], [], [], 0) == ([], [], [])
        assert server.requests()[0].status is None


def test_stopping_does_not_wait_for_a_delay(server):
    server.add_fault(Fault(**POST, delay=3600))
    with Caller(server.port) as caller:
        caller.link.request("POST", "/2010-04-01/Accounts/x/Messages.json", "To=1")
        while not server.requests():
            time.sleep(0.001)
        server.stop()
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            caller.link.getresponse()


def test_faults_hit_the_requests_they_name(server, call):
    server.add_fault(Fault(method="POST", contains=f"To=\\{MARIA}", status=503, times=None))
    assert call.text().status == 503
    assert call.text(to="+13125550129").status == 201
    assert call.get("/Messages.json", To=MARIA).status == 200
    assert call.text().status == 503
    server.clear_faults()
    assert call.text().status == 201


def test_a_fault_lets_some_pass_and_then_hits_so_often(server, call):
    server.add_fault(Fault(method="POST", status=500, skip=1, times=2))
    assert [call.text().status for _ in range(5)] == [201, 500, 500, 201, 201]


def test_a_fault_by_chance_hits_about_as_often_as_told():
    desk = FaultDesk(seed=1)
    desk.add(Fault(chance=0.25, times=None, status=500))
    hits = sum(desk.due("GET", "/", "", before_body=False) is not None for _ in range(400))
    assert 60 < hits < 140


def test_faults_are_ordered_over_http_too(call):
    got = call.practice("POST", "faults", POST | {"status": 500, "times": 2})
    assert got.json["faults"][0]["hits"] == 0
    assert call.text().status == 500
    assert call.practice("GET", "faults").json["faults"][0]["hits"] == 1
    assert call.practice("DELETE", "faults").status == 200
    assert call.text().status == 201


@pytest.mark.parametrize(
    "fault", [{"statuss": 500}, {"drop": "sometimes"}, {"path": "("}, [1], "text", 5]
)
def test_a_fault_that_makes_no_sense_is_refused(call, fault):
    got = call.practice("POST", "faults", fault)
    assert got.status == 400
    assert got.json["error"]
