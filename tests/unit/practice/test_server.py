"""The server as a whole: loopback only, light to import, gone when it stops, back as it was."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.services.practice import __main__ as alone
from desktop_app.services.practice import constants
from desktop_app.services.practice.clock import PracticeClock
from desktop_app.services.practice.http_server import LoopbackServer
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST, Settings
from desktop_app.services.practice.store import PracticeStore
from desktop_app.services.practice.texts import PastText
from tests.flows.practice_fixture import PracticeProcess, practice, practice_process  # noqa: F401
from tests.unit.practice.caller import ACCOUNT, MARIA, Caller
from tests.unit.practice.conftest import NOON

ROOT = Path(__file__).resolve().parents[3]
LOCAL = constants.LOCAL_NUMBER


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "8.8.8.8"])
def test_it_listens_on_this_computer_only(host):
    with pytest.raises(ValueError, match="this computer only"):
        PracticeServer(host=host, with_firm=False)


def test_it_really_listens_on_loopback(server):
    assert server.origin == f"http://127.0.0.1:{server.port}"
    assert server.base_url == f"http://127.0.0.1:{server.port}/by-host"


def test_a_server_that_was_never_started_can_be_stopped():
    server = PracticeServer(with_firm=False)
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))


def test_stopping_ends_every_thread_though_clients_stay_connected(server):
    before = set(threading.enumerate())
    with Caller(server.port) as one, Caller(server.port) as other:
        for caller in (one, other):
            assert caller.get("/Messages.json").status == 200
        assert set(threading.enumerate()) > before
        server.stop()
        assert not [t for t in threading.enumerate() if t.name.startswith("practice")]
    server.stop()


def test_one_connection_carries_many_requests_and_a_new_one_is_told_apart(server, call):
    for _ in range(3):
        call.get("/Messages.json")
    call.link.close()
    call.get("/Messages.json")
    assert [line.connection for line in server.requests()] == [1, 1, 1, 2]


def test_many_clients_at_once_lose_nothing(server):
    def send(name):
        with Caller(server.port) as caller:
            for n in range(10):
                caller.sent(to=f"+1813555{100 + int(name):04}", body=f"{name}-{n}")

    threads = [threading.Thread(target=send, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bodies = [each["body"] for each in server.truth()["messages"]]
    assert sorted(bodies) == sorted(f"{name}-{n}" for name in range(6) for n in range(10))


def test_the_log_tells_what_was_asked_but_never_the_secret(server, call):
    call.text(body="Hello there")
    line = server.requests()[0]
    assert (line.method, line.path, line.authorized) == ("POST", f"{ACCOUNT}/Messages.json", True)
    assert ("Body", "Hello there") in line.form
    got = call.practice("GET", "requests")
    assert got.json["requests"][0]["status"] == 201
    assert constants.KEY_SECRET.encode() not in got.body
    assert server.truth()["request_counts"] == {"POST Messages": 1}
    call.practice("DELETE", "requests")
    assert server.requests() == []


def test_clients_text_in_over_http(call):
    wanted = {
        "from": MARIA,
        "body": "Hi",
        "to": constants.TOLL_FREE_NUMBER,
        "media": [{"content_type": "image/png", "data": "iVBORw0="}],
    }
    sid = call.practice("POST", "inbound", wanted).json["sid"]
    message = call.message(sid)
    assert (message["from"], message["to"]) == (MARIA, constants.TOLL_FREE_NUMBER)
    assert (message["status"], message["direction"]) == ("received", "inbound")
    assert message["num_media"] == "1"


def test_time_settings_and_blocks_are_moved_over_http(call):
    assert call.practice("POST", "clock", {"advance": 60}).json["now"] == NOON + 60
    assert call.practice("GET", "clock").json["now"] == NOON + 60
    assert call.practice("POST", "settings", {"list_lag": 5}).json["list_lag"] == 5
    assert call.practice("GET", "settings").json["done_after"] == 1.5
    pair = {"client": MARIA, "firm": LOCAL}
    assert call.practice("POST", "block", pair).json == {"blocked": True}
    assert call.practice("GET", "truth").json["blocked"] == [[MARIA, LOCAL]]


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("inbound", {"body": "no sender"}),
        ("inbound", {"from": MARIA, "to": "+13125550199"}),
        ("inbound", {"from": MARIA, "media": [{"content_type": "x", "data": "%"}]}),
        ("clock", {"advance": "soon"}),
        ("settings", {"speed": 3}),
        ("clock", None),
    ],
)
def test_a_practice_request_that_makes_no_sense_gets_a_sentence(call, what, values):
    got = call.practice("POST", what, values)
    assert got.status == 400
    assert got.json["error"]


def test_an_unknown_practice_request_is_404(call):
    assert call.practice("GET", "secrets").status == 404


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://example.com"}, {"Host": "rebound.example.com"}, {"Host": "10.0.0.1:80"}],
)
def test_a_page_on_the_web_is_turned_away(server, call, headers):
    assert call.ask("POST", "/practice/settings", "{}", **headers).status == 403
    assert call.ask("GET", f"{ACCOUNT}/Messages.json", **headers).status == 403


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"\x16\x03\x01 hello", b"400"),
        (b"GET http://[ HTTP/1.1\r\nHost: localhost", b"401"),
        (b"GET / HTTP/1.1\r\nHost: [", b"403"),
        (b"GET / HTTP/1.1", b"403"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: lots", b"401"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic =", b"401"),
        (b"HEAD / HTTP/1.1\r\nHost: localhost", b"401"),
    ],
)
def test_a_request_that_makes_no_sense_harms_nobody(server, call, line, status):
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.sendall(line + b"\r\n\r\n")
        assert status in raw.recv(4096)
    assert call.get("/Messages.json").status == 200


def test_restarting_in_the_same_folder_keeps_texts_blocks_and_clock(tmp_path):
    with PracticeServer(tmp_path, clock=PracticeClock(lambda: NOON), settings=FAST) as first:
        first.advance(86_400)
        sid = first.inbound(MARIA, "STOP")
        before = first.truth()
    with PracticeServer(tmp_path, clock=PracticeClock(lambda: NOON), settings=FAST) as second:
        after = second.truth()
        with Caller(second.port) as caller:
            assert caller.text().code == 21610
            assert caller.message(sid)["body"] == "STOP"
    assert after["now"] == NOON + 86_400
    assert after["messages"] == before["messages"]
    assert after["blocked"] == before["blocked"]


def test_an_answer_to_come_survives_a_restart(tmp_path):
    clock = PracticeClock(lambda: NOON)
    with PracticeServer(tmp_path, clock=clock, with_firm=False) as first:
        caller = Caller(first.port)
        caller.sent()
        caller.link.close()
    with PracticeServer(tmp_path, clock=PracticeClock(lambda: NOON), with_firm=False) as second:
        assert second.truth()["answers_to_come"] == 1
        second.advance(60)
        assert [m["direction"] for m in second.truth()["messages"]] == ["outbound-api", "inbound"]


def test_two_servers_share_a_folder_and_tell_one_history(tmp_path):
    with PracticeServer(tmp_path) as one, PracticeServer(tmp_path) as other:
        sid = one.inbound(MARIA, "Hello from next door")
        assert sid in [each["sid"] for each in other.truth()["messages"]]
        assert len(one.truth()["messages"]) == len(other.truth()["messages"])


def test_a_text_that_was_answered_201_survives_a_kill(practice_process):  # noqa: F811
    port = int(practice_process.origin.rpartition(":")[2])
    with Caller(port) as caller:
        sids = {caller.sent(body=f"text {n}") for n in range(20)}
    practice_process.kill()
    practice_process.start()
    found = {each["sid"] for each in practice_process.truth()["messages"]}
    assert sids <= found


def test_it_ends_on_sigterm_with_status_0(practice_process):  # noqa: F811
    assert practice_process.stop() == 0


def test_it_runs_alone_and_ends_when_its_standard_input_closes(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app.services.practice", "--until-stdin-closes", "--empty"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = json.loads(line)
    with Caller(int(found["base_url"].removesuffix("/by-host").rpartition(":")[2])) as caller:
        assert caller.listed() == []
    rest, errors = process.communicate(timeout=20)
    assert (process.returncode, rest, errors) == (0, "", "")
    assert set(found) == {"base_url", "account_sid", "key_sid", "key_secret"}


def test_a_port_that_is_taken_is_said_in_one_sentence(server, capsys):
    assert alone.main(["--port", str(server.port)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"The practice server cannot listen on port {server.port}")


def test_a_port_that_is_taken_leaves_no_file_open(server, tmp_path):
    with pytest.raises(OSError, match="in use"):
        PracticeServer(tmp_path, port=server.port)
    (tmp_path / "practice.db").unlink()


def test_importing_it_brings_in_nothing_heavy():
    heavy = ("sqlalchemy", "requests", "twilio", "phonenumbers", "PySide6", "keyring", "sqlite3")
    check = (
        "import sys, desktop_app.services.practice.server;"
        f"print([name for name in {heavy!r} if name in sys.modules],"
        "[name for name in sys.modules if name.startswith('desktop_app.')"
        " and not name.startswith('desktop_app.services.practice')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] ['desktop_app.services']"


def test_the_whole_firm_is_there_for_the_fixture(practice):  # noqa: F811
    assert len(practice.truth()["messages"]) > 300


def test_bulk_texts_are_listed_by_index_alone(tmp_path):
    store = PracticeStore(None)
    store.load(PastText(NOON + n, MARIA, LOCAL, bool(n % 2), f"text {n}") for n in range(2000))
    for where in ("", "to_number = '+1' AND", "from_number = '+1' AND"):
        plan = store._rows(
            f"EXPLAIN QUERY PLAN SELECT * FROM texts WHERE {where} created <= 5"
            " ORDER BY created DESC, seq DESC LIMIT 1000"
        )
        words = " ".join(str(row[3]) for row in plan)
        assert "USING INDEX" in words
        assert "TEMP B-TREE" not in words
    store.close()


def test_thousand_text_pages_carry_every_loaded_text_once(server, call):
    texts = (PastText(NOON - 9000 + n, MARIA, LOCAL, bool(n % 2), f"text {n}") for n in range(2500))
    assert server.load(texts) == 2500
    sids = [each["sid"] for each in call.listed(PageSize=1000)]
    assert len(sids) == len(set(sids)) == 2500


def test_settings_are_replaced_never_changed():
    first = Settings()
    second = first.changed(lines={MARIA: "landline"}, unregistered=[LOCAL])
    third = second.changed(lines={"+13125550129": "unknown"})
    assert (dict(first.lines), first.unregistered) == ({}, frozenset())
    assert set(third.lines) == {MARIA, "+13125550129"}


def test_the_fixed_key_has_the_shape_of_a_real_one():
    for sid, kind in ((constants.ACCOUNT_SID, "AC"), (constants.KEY_SID, "SK")):
        assert sid.startswith(kind)
        assert len(bytes.fromhex(sid[2:])) == 16
    assert (len(constants.KEY_SECRET), len(constants.STORE_KEY)) == (32, 32)


def test_sockets_answer_at_once():
    """Nagle's algorithm would hold every answer back by 40 ms on a kept-alive connection."""
    assert LoopbackServer.address_family == socket.AF_INET
    with PracticeServer(with_firm=False) as server, Caller(server.port) as caller:
        caller.get("/Messages.json")
        [connection] = server._http._open.values()
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
