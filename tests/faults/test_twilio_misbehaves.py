"""Twilio answers badly, F1 to F14 of reliability.md: the real command line over real HTTP."""

import json
from contextlib import closing

import pytest

from desktop_app.models import cipher
from desktop_app.services.practice.constants import LOCAL_NUMBER, STORE_KEY, TOLL_FREE_NUMBER
from desktop_app.services.practice.faults import Fault
from tests.faults.flows import HEARING
from tests.faults.harness import HORIZON_S, MARIA, TOMASZ

LIST = r"Messages\.json"
OTHER_ACCOUNT = "AC" + "0" * 32
LANDING_PAGE = "<html><body>Welcome to the Courthouse Cafe. Accept our terms.</body></html>"


def posts(office):
    return [line for line in office.twilio.requests() if line.method == "POST"]


def reads(office):
    return [line for line in office.twilio.requests() if line.method == "GET"]


def state(office):
    return office.seen().rows[0].state


def ask(office, sql, *values):
    with closing(cipher.open_reader(office.store, STORE_KEY)) as store:
        return store.execute(sql, values).fetchall()


def answer_list(office, messages, **more):
    """The next list is these messages, whatever Twilio really has."""
    page = {"messages": messages, "next_page_uri": None, "page": 0, "page_size": 50} | more
    office.twilio.add_fault(Fault(method="GET", path=LIST, status=200, body=json.dumps(page)))


def newest(office):
    """The newest message as Twilio's JSON."""
    return {k: v for k, v in office.twilio.truth()["messages"][-1].items() if k != "deleted"}


def settled(office):
    office.twilio.clear_faults()
    office.advance(HORIZON_S)
    assert office.until_quiet().verdict() == []
    return state(office)


def test_f1_a_429_waits_as_long_as_twilio_asks_and_then_sends_once(office):
    wait = {"Retry-After": "30"}
    office.twilio.add_fault(Fault(method="POST", status=429, code=20429, headers=wait))
    assert office.send(HEARING).json["state"] == "queued"
    office.advance(20)
    office.sync()
    assert (state(office), len(posts(office))) == ("queued", 1)
    office.advance(12)
    office.sync()
    assert (state(office), len(posts(office)), office.sent_to()[MARIA]) == ("accepted", 2, 1)


@pytest.mark.parametrize("stored", [False, True], ids=["never taken", "taken all the same"])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_f2_a_5xx_on_a_post_is_unknown_and_never_posted_again(status, stored, office):
    office.twilio.add_fault(Fault(method="POST", status=status, stored=stored))
    office.run("send", "--to", MARIA, "--body", HEARING)
    assert state(office) == "unknown"
    assert settled(office) == ("accepted" if stored else "unresolved")
    assert len(posts(office)) == 1


@pytest.mark.parametrize("status", [500, 503])
def test_f3_a_5xx_on_a_read_is_said_and_the_next_round_has_everything(status, office):
    office.twilio.inbound(MARIA, "STOP")
    office.twilio.add_fault(Fault(method="GET", path=LIST, status=status))
    ended = office.sync()
    assert (ended.status, office.seen().out) == (1, set())
    assert ended.err.strip()
    assert office.sync().status == 0
    assert office.seen().out == {MARIA}


def test_f3_a_round_cut_off_between_two_pages_is_made_good_by_the_next_one(office):
    office.sync()
    office.twilio.inbound(MARIA, "STOP")
    letters = {f"Letter {number}." for number in range(56)}
    for letter in letters:
        office.twilio.inbound(TOMASZ, letter)
    office.twilio.add_fault(Fault(method="GET", path=LIST, skip=1, status=500))
    assert office.sync().status == 1
    assert office.seen().out == set()
    assert office.sync().status == 0
    assert office.seen().out == {MARIA}
    assert bodies_in(office) == {"STOP", *letters}


@pytest.mark.parametrize(
    "lie",
    [
        {"change": {"to": TOMASZ}},
        {"change": {"account_sid": OTHER_ACCOUNT}},
        {"change": {"sid": "SM12"}},
        {"change": {"sid": None}},
        {"status": 201, "stored": True, "body": "{'not': json"},
        {"status": 201, "stored": True, "body": "[]"},
        {"cut": 300},
    ],
    ids=str,
)
def test_f4_a_201_that_contradicts_itself_is_unknown_until_it_is_found(lie, office):
    office.twilio.add_fault(Fault(method="POST", **lie))
    office.run("send", "--to", MARIA, "--body", HEARING)
    assert state(office) == "unknown"
    assert settled(office) == "accepted"
    assert len(posts(office)) == 1


@pytest.mark.parametrize("code", [21211, 21614, 21408, 21617])
def test_f5_a_400_with_a_code_is_refused_in_our_words_and_never_tried_again(code, office):
    fault = Fault(method="POST", status=400, code=code, message="Twilio's own <b>words</b>")
    office.twilio.add_fault(fault)
    ended = office.run("send", "--to", MARIA, "--body", HEARING)
    assert (ended.status, state(office)) == (1, "refused")
    assert office.seen().rows[0].reason
    assert "<b>" not in ended.err + office.seen().rows[0].reason
    office.advance(3_600)
    assert office.until_quiet().verdict() == []
    assert len(posts(office)) == 1


def test_f6_a_21610_blocks_the_person_and_is_an_entry_of_the_ledger(office):
    office.twilio.set_block(MARIA, LOCAL_NUMBER)
    office.run("send", "--to", MARIA, "--body", HEARING)
    assert state(office) == "refused"
    assert office.seen().out == {MARIA}
    kinds = [row[0] for row in ask(office, "SELECT kind FROM ledger ORDER BY seq")]
    assert kinds[-1] == "carrier_block"
    assert office.run("send", "--to", MARIA, "--body", "Hartwell & Osei: And one more.").status == 1
    assert len(posts(office)) == 1
    assert office.until_quiet().verdict() == []


@pytest.mark.parametrize(("status", "code"), [(401, 20003), (403, 20403), (401, 20005)])
def test_f7_a_key_that_is_refused_pauses_the_queue_and_loses_no_row(status, code, office):
    office.queue(MARIA, HEARING)
    office.queue(TOMASZ, "Hartwell & Osei: Your papers are ready.")
    office.twilio.add_fault(Fault(status=status, code=code, times=None))
    office.sync()
    office.run("send", "--to", MARIA, "--body", "Hartwell & Osei: A third one.", "--json")
    assert office.seen().states() == {"queued": 3}
    assert len(posts(office)) <= 1
    office.twilio.clear_faults()
    office.advance(70)
    assert office.until_quiet().verdict() == []
    assert office.seen().states() == {"accepted": 3}


def test_f8_a_number_that_was_given_back_stops_its_own_texts_only(office):
    office.twilio.change_settings(released=[LOCAL_NUMBER])
    office.queue(MARIA, HEARING)
    office.queue(TOMASZ, "Hartwell & Osei: Your papers are ready.", from_number=TOLL_FREE_NUMBER)
    office.until_quiet()
    first, second = office.seen().rows
    assert (first.state, second.state) == ("queued", "accepted")
    assert first.reason == "Twilio no longer sends texts from (312) 555-0100"
    with office.opened() as work:
        assert [each.waiting for each in work.reading.sending.lost_numbers()] == [1]
        office.twilio.change_settings(released=[])
        work.numbers.read()
    assert office.until_quiet().verdict() == []
    assert office.seen().states() == {"accepted": 2}


def test_f8_a_number_missing_in_the_account_s_list_is_not_even_tried(office):
    office.queue(MARIA, HEARING)
    office.twilio.change_settings(released=[LOCAL_NUMBER])
    with office.opened() as work:
        work.numbers.read()
    office.until_quiet()
    assert office.seen().rows[0].state == "queued"
    assert not office.sent_to()
    with office.opened() as work:
        assert work.reading.asking_count() == 1


def test_f9_a_list_that_goes_round_in_circles_ends_and_loses_nothing(office):
    office.twilio.inbound(MARIA, "My first letter.")
    page = {"change": {"next_page_uri": reads_of_a_round(office)}}
    office.twilio.inbound(MARIA, "My second letter.")
    office.twilio.add_fault(Fault(method="GET", path=LIST, times=None, **page))
    office.advance(301)
    assert office.sync().status == 0
    assert len(reads(office)) < 20
    office.twilio.clear_faults()
    assert bodies_in(office) == {"My first letter.", "My second letter."}


def reads_of_a_round(office):
    """The address of the list that a round reads, as Twilio would give it for a next page."""
    office.sync()
    line = reads(office)[-1]
    return f"{line.path}?PageSize=50"


def bodies_in(office):
    return {row[0] for row in ask(office, "SELECT body FROM messages WHERE direction = 'in'")}


@pytest.mark.parametrize(
    "uri",
    ["https://attacker.example/2010-04-01/x.json", "//attacker.example/x", "/2010-04-01/y.json"],
)
def test_f9_a_next_page_outside_the_account_is_not_followed(uri, office):
    for number in range(3):
        office.twilio.inbound(MARIA, f"Letter {number}.")
    office.twilio.add_fault(Fault(method="GET", path=LIST, change={"next_page_uri": uri}))
    assert office.sync().status == 1
    assert all(LIST.replace("\\", "") in line.path for line in reads(office))
    assert office.sync().status == 0
    assert bodies_in(office) == {f"Letter {number}." for number in range(3)}


def test_f9_a_message_on_two_pages_and_twice_on_one_is_one_line(office):
    office.twilio.inbound(MARIA, "Only once.")
    raw = newest(office)
    answer_list(office, [raw, raw])
    answer_list(office, [raw])
    office.sync()
    office.sync()
    assert ask(office, "SELECT count(*) FROM messages WHERE body = 'Only once.'") == [(1,)]


def test_f10_a_status_that_comes_late_never_moves_a_bubble_back(office):
    office.send(HEARING)
    office.sync()
    status = "SELECT status, error_code FROM messages WHERE body = ?"
    assert ask(office, status, HEARING) == [("delivered", None)]
    for late in ("sent", "queued", "delivered", "sending"):
        answer_list(office, [newest(office) | {"status": late}])
        assert office.sync().status == 0
    assert ask(office, status, HEARING) == [("delivered", None)]


def test_f11_a_text_the_list_does_not_show_yet_stays_sent(office):
    office.twilio.change_settings(list_lag=300)
    assert office.send(HEARING).json["state"] == "accepted"
    for _ in range(3):
        office.advance(40)
        assert office.sync().status == 0
    assert (state(office), len(posts(office))) == ("accepted", 1)
    assert ask(office, "SELECT count(*) FROM messages WHERE body = ?", HEARING) == [(1,)]


@pytest.mark.parametrize(
    "odd",
    [
        {"status": "on_its_way"},
        {"status": "partially_delivered"},
        {"date_sent": None},
        {"num_media": None},
        {"error_code": "none"},
        {"price": {"amount": 1}},
    ],
    ids=str,
)
def test_f12_a_field_nobody_expected_costs_no_message(odd, office):
    office.twilio.inbound(MARIA, "Mind the odd fields.")
    answer_list(office, [newest(office) | odd])
    assert office.sync().status == 0
    assert bodies_in(office) == {"Mind the odd fields."}


@pytest.mark.parametrize(
    "broken",
    [
        {"date_created": None},
        {"date_created": "yesterday"},
        {"sid": "nonsense"},
        {"to": None, "from": None},
        {"num_media": "many"},
        {"num_media": ["1"]},
        {"direction": None},
    ],
    ids=str,
)
def test_f12_a_message_that_cannot_be_read_does_not_stop_the_others(broken, office):
    """Neither a round nor the look for a text whose answer was lost."""
    office.twilio.inbound(MARIA, "Whole.")
    whole = newest(office)
    other = whole | {"sid": "SM" + "e" * 32, "body": "Broken."} | broken
    answer_list(office, [other, whole])
    assert office.sync().status == 0
    assert "Whole." in bodies_in(office)
    office.twilio.add_fault(Fault(method="POST", drop="after_stored"))
    office.run("send", "--to", MARIA, "--body", HEARING)
    office.advance(HORIZON_S)
    sent = newest(office)
    answer_list(office, [])  # the round reads this list, the look the next
    answer_list(office, [sent | {"sid": "SM" + "f" * 32} | broken, sent])
    ended = office.sync()
    assert ended.status == 0
    assert settled(office) == "accepted"


def test_f13_what_is_removed_at_twilio_stays_here(office):
    office.twilio.inbound(MARIA, "My secret.")
    sid = newest(office)["sid"]
    office.sync()
    office.twilio.account.store.change(sid, body="")
    office.advance(301)
    office.sync()
    assert bodies_in(office) == {"My secret."}
    office.twilio.account.store.change(sid, deleted=1)
    office.advance(301)
    assert office.sync().status == 0
    assert bodies_in(office) == {"My secret."}


def test_f14_messages_of_another_account_are_never_merged(office):
    office.twilio.inbound(MARIA, "From the other firm.")
    answer_list(office, [newest(office) | {"account_sid": OTHER_ACCOUNT}])
    assert office.sync().status == 1
    assert bodies_in(office) == set()


def test_a_captive_portal_makes_a_post_unknown_and_a_read_a_failed_one(office):
    portal = {"status": 200, "body": LANDING_PAGE, "content_type": "text/html"}
    office.twilio.inbound(MARIA, "Are you there?")
    office.twilio.add_fault(Fault(method="GET", **portal))
    office.twilio.add_fault(Fault(method="POST", **portal))
    ended = office.sync()
    assert (ended.status, bodies_in(office)) == (1, set())
    assert "Something other than Twilio answered" in ended.err
    office.sync()
    office.run("send", "--to", MARIA, "--body", HEARING)
    assert state(office) == "unknown"
    assert settled(office) == "unresolved"
    assert bodies_in(office) == {"Are you there?"}
    assert len(posts(office)) == 1
