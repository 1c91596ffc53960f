"""The main job from the command line, each command a process, Twilio another, real HTTP between."""

import json

import pytest

from desktop_app.services.practice.constants import KEY_SECRET, LOCAL_NUMBER, TOLL_FREE_NUMBER
from tests.flows.test_verify import tamper

MARIA, TOMASZ, GORDON, BEAU = "+18135550142", "+13125550118", "+13125550163", "+15045550147"


@pytest.fixture
def connected(office):
    assert office.connect().status == 0
    assert office("sync").status == 0
    return office


def number_of(office, name):
    """The cell of a client of the made-up firm."""
    from desktop_app.services.practice.firm import roster

    return next(client.number for client in roster() if client.name.startswith(name))


@pytest.mark.row("S1-01")
def test_a_text_goes_through_twilio_to_the_client_and_the_answer_comes_back(
    connected, practice_process
):
    maria = number_of(connected, "Maria")
    sent = connected("send", "--to", maria, "--body", "Can you come on Tuesday?")
    assert (sent.status, sent.json["state"]) == (0, "accepted")
    truth = practice_process.truth()["messages"]
    assert [each["body"] for each in truth if each["sid"] == sent.json["sid"]] == [
        "Can you come on Tuesday?"
    ]
    practice_process.inbound(maria, "Yes, I can")
    report = connected("sync").json
    assert report["new"] >= 1


def test_connect_finds_the_firm_s_numbers(office):
    said = office.connect()
    assert said.status == 0
    assert {number["type"] for number in said.json["numbers"]} == {"long_code", "toll_free"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret": "wrong" * 6}, "Twilio refused this key"),
        ({"key": "SK" + "0" * 32}, "Twilio refused this key"),
        ({"account": "AC12"}, "not an account SID"),
        ({"key": "a" * 32}, "API key"),
    ],
)
def test_a_wrong_key_ends_in_one_sentence_and_nothing_is_kept(office, change, words):
    said = office.connect(**change)
    assert said.status == 1
    assert words in said.err
    assert not (office.folder / "brieftext.db").exists()


def test_an_address_that_is_not_this_computer_s_is_refused(office):
    office.environment["BRIEFTEXT_TWILIO_BASE_URL"] = "http://198.51.100.7/by-host"
    said = office.connect()
    assert said.status == 1
    assert "must be an address on this computer" in said.err


def test_the_memory_backend_needs_a_loopback_address(office):
    del office.environment["BRIEFTEXT_TWILIO_BASE_URL"]
    office.environment["BRIEFTEXT_TWILIO_BASE_URL"] = ""
    said = office("sync")
    assert said.status == 1
    assert "works only together with" in said.err


def test_an_unreachable_network_keeps_the_text_and_says_so(connected, practice_process):
    maria = number_of(connected, "Maria")
    practice_process.stop()
    said = connected("send", "--to", maria, "--body", "Hello")
    assert (said.status, said.json["state"]) == (0, "queued")
    assert "internet" in said.json["reason"]
    practice_process.restart()
    assert [row["state"] for row in connected("outbox").lines] == ["queued"]


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("32665", "short code"),
        ("911", "can’t be texted"),
        ("(813) 555-01", "too short"),
        ("+19005550123", "pay-per-call"),
        ("+13125550100", "own number"),
        ("hello", "not a phone number"),
    ],
)
def test_a_bad_recipient_gets_its_sentence(connected, to, words):
    said = connected("send", "--to", to, "--body", "Hello")
    assert (said.status, said.json["state"], said.json["rule"]) == (1, "blocked", "C-14")
    assert words in said.err


def test_an_over_long_text_is_refused_before_twilio_sees_it(connected, practice_process):
    before = len(practice_process.truth()["messages"])
    said = connected("send", "--to", number_of(connected, "Maria"), "--body", "x" * 1601)
    assert (said.status, said.json["state"]) == (1, "blocked")
    assert "1 characters too long" in said.err
    assert len(practice_process.truth()["messages"]) == before


def test_the_client_s_stop_cannot_be_overridden_from_the_command_line(connected, practice_process):
    maria = number_of(connected, "Maria")
    practice_process.inbound(maria, "STOP")
    refused = connected("send", "--to", maria, "--body", "Hello")
    assert (refused.status, refused.json["state"]) == (1, "refused")
    connected("sync")
    said = connected("send", "--to", maria, "--body", "Hello")
    assert (said.status, said.json["rule"]) == (1, "A-03")
    assert "must text START" in said.err
    status = connected("status", maria).json["channels"]["texts"]
    assert (status["state"], status["who_can_lift"], status["may_send"]) == (
        "out_carrier",
        "client",
        False,
    )
    practice_process.inbound(maria, "START")
    connected("sync")
    assert connected("send", "--to", maria, "--body", "Welcome back").json["state"] == "accepted"


@pytest.mark.row("S0-08")
def test_a_stop_to_one_number_leaves_the_other_pair_open_at_twilio_and_closed_here(
    connected, practice_process
):
    maria = number_of(connected, "Maria")
    practice_process.inbound(maria, "STOP", LOCAL_NUMBER)
    blocked = practice_process.truth()["blocked"]
    assert [maria, LOCAL_NUMBER] in blocked
    assert [maria, TOLL_FREE_NUMBER] not in blocked
    connected("sync")
    texts = connected("status", maria).json["channels"]["texts"]
    assert texts["network_blocks"] == [LOCAL_NUMBER]
    assert texts["kept_off"] == sorted([LOCAL_NUMBER, TOLL_FREE_NUMBER])
    words = connected("status", maria, options=()).out
    assert "The phone network blocks texts from" in words
    assert "Brieftext keeps texts off from every number of the firm." in words


@pytest.mark.parametrize("wait", [(), ("--wait",)])
def test_a_text_that_waits_because_the_ledger_does_not_hold_says_so(connected, wait):
    maria = number_of(connected, "Maria")
    tamper(connected.folder / "brieftext.db", "UPDATE ledger SET actor = 'Nobody' WHERE seq = 2")
    sent = connected("send", "--to", maria, "--body", "Hello", *wait)
    assert (sent.status, sent.json["state"]) == (0, "queued")
    assert sent.json["reason"].startswith("Sending is paused: the consent ledger is not what it")
    assert "Entry 2 is not what was recorded" in sent.json["reason"]


def test_a_number_the_account_no_longer_has_keeps_the_text_and_says_why(
    connected, practice_process
):
    practice_process.change_settings(released=["+13125550100"])
    said = connected("send", "--to", number_of(connected, "Maria"), "--body", "Hello")
    assert (said.status, said.json["state"]) == (0, "queued")
    assert "Twilio no longer sends texts from (312) 555-0100" in said.json["reason"]
    sent = [each["body"] for each in practice_process.truth()["messages"]]
    assert "Hello" not in sent


def test_a_number_of_nobody_known_has_no_consent(connected):
    said = connected("send", "--to", "(415) 555-0199", "--body", "Hello")
    assert (said.status, said.json["rule"]) == (1, "B-01")
    assert connected("status", "(415) 555-0199").json["channels"]["texts"]["state"] == "none"


def test_a_lost_answer_never_becomes_a_second_text(connected, practice_process):
    maria = number_of(connected, "Maria")
    practice_process.add_fault(method="POST", path="Messages", drop="after_stored", times=1)
    said = connected("send", "--to", maria, "--body", "Only once, whatever happens", "--wait")
    assert said.json["state"] == "accepted"
    truth = practice_process.truth()["messages"]
    assert sum(each["body"] == "Only once, whatever happens" for each in truth) == 1


def test_where_no_answer_comes_and_nothing_is_found_a_person_is_asked(connected, practice_process):
    maria = number_of(connected, "Maria")
    connected.environment["BRIEFTEXT_RECONCILE_HORIZON_S"] = "3"
    practice_process.add_fault(method="POST", path="Messages", status=500, times=1)
    said = connected("send", "--to", maria, "--body", "Did this go?", "--wait")
    assert (said.status, said.json["state"]) == (1, "unresolved")
    assert [row["state"] for row in connected("outbox").lines] == ["unresolved"]


def test_everything_reads_with_the_network_off(connected, practice_process):
    practice_process.stop()
    assert connected("status", number_of(connected, "Tomasz")).status == 0
    said = connected("sync")
    assert said.status == 1
    assert "Twilio" in said.err
    practice_process.restart()


@pytest.mark.row("S0-14")
@pytest.mark.parametrize("sender", ["long_code", "toll_free"])
def test_classify_knows_each_network_s_own_words(office, sender):
    words = [
        "STOP",
        "StopAll",
        "unsubscribe",
        "CANCEL",
        "end",
        "Quit",
        "START",
        "HELP",
        "INFO",
        "YES",
    ]
    lines = "\n".join(json.dumps({"body": word, "sender_type": sender}) for word in words)
    found = office("classify", stdin=lines).lines
    results = [each["result"] for each in found]
    assert results == ["opt_out"] * 6 + ["opt_in", "help", "help", "yes"]
    layers = [each["layer"] for each in found]
    if sender == "long_code":
        assert layers == ["carrier"] * 10
    else:
        assert layers == ["carrier"] + ["app"] * 5 + ["carrier"] * 3 + [None]


@pytest.mark.parametrize(
    ("line", "result", "strength", "layer", "rule", "words"),
    [
        ({"body": "STOP PLEASE"}, "opt_out", "strong", "app", "A-07", ["STOP PLEASE"]),
        ({"body": "Leave me alone"}, "opt_out", "probable", "app", "A-07", ["Leave me alone"]),
        ({"body": "STOP"}, "opt_out", "keyword", "carrier", "A-01", ["STOP"]),
        ({"body": "Wrong number"}, "wrong_number", None, "app", "A-08", ["Wrong number"]),
        ({"body": "I want to hurt myself"}, "emergency", None, None, "C-13", ["hurt myself"]),
        ({"body": "stop the eviction please"}, "none", None, None, "", []),
        ({"body": "Liked “Reply STOP to end”"}, "none", None, None, "", []),
        ({"body": "sí", "lang": "es"}, "yes", "keyword", None, "A-02", ["sí"]),
    ],
)
def test_classify_tells_what_a_text_means_by_which_rule_and_words(
    office, line, result, strength, layer, rule, words
):
    assert office("classify", stdin=json.dumps(line)).json == {
        "result": result,
        "strength": strength,
        "layer": layer,
        "rule": rule,
        "words": words,
    }


def test_classify_without_json_is_a_line_for_a_person(office):
    lines = '{"body": "ok then, please stop texting me"}\n{"body": "See you at 3"}\n'
    assert office("classify", stdin=lines, options=()).out.splitlines() == [
        "opt out (strong, app, A-07): “please stop texting me”",
        "none",
    ]


def test_check_counts_billed_texts(office):
    lines = "\n".join(json.dumps({"body": body}) for body in ("Hello", "“Hello”", "é" * 161))
    found = office("check", stdin=lines).lines
    assert [(each["encoding"], each["segments"]) for each in found] == [
        ("GSM-7", 1),
        ("UCS-2", 1),
        ("GSM-7", 2),
    ]
    assert [each["outcome"] for each in found] == ["OK", "INFO", "OK"]


@pytest.mark.row("S0-47")
def test_check_blocks_a_short_code(office):
    found = office("check", stdin=json.dumps({"body": "Hi", "to": "32665"})).json
    assert (found["outcome"], found["findings"][0]["rule"]) == ("BLOCK", "C-14")


def test_check_names_a_reserved_word_that_would_do_something_else_than_the_text_says(office):
    body = "Reply CANCEL to cancel your appointment"
    found = office("check", stdin=json.dumps({"body": body})).json
    (finding,) = found["findings"]
    assert (found["outcome"], finding["rule"], finding["outcome"]) == ("HOLD", "A-09", "HOLD")
    assert body[finding["start"] : finding["end"]] == "CANCEL"
    assert "would opt the client out" in finding["message"]


@pytest.mark.parametrize(
    ("line", "outcome", "rules"),
    [
        ({"body": "Reply END when you are done", "to": "32665"}, "BLOCK", ["C-14", "A-09"]),
        ({"body": "Reply YES to confirm. Reply STOP to opt out"}, "OK", []),
    ],
)
def test_check_says_the_gravest_of_what_it_found(office, line, outcome, rules):
    found = office("check", stdin=json.dumps(line)).json
    assert found["outcome"] == outcome
    assert [finding["rule"] for finding in found["findings"]] == rules


@pytest.mark.parametrize("line", ["not json", "[]", '{"text": "x"}', '{"body": 3}'])
def test_a_line_that_is_no_object_with_a_body_is_named(office, line):
    said = office("classify", stdin=line)
    assert said.status == 1
    assert said.err.startswith("Line 1 can't be read")


def test_wrong_usage_ends_with_2(office):
    assert office("send", "--body", "x").status == 2
    assert office("no-such-verb").status == 2


def test_doctor_looks_and_tells(connected):
    said = connected("doctor")
    assert said.status == 0, said.out
    names = {check["name"]: check for check in said.json["checks"]}
    assert set(names) >= {
        "versions",
        "database engine",
        "fonts",
        "encryption",
        "ledger",
        "clock",
        "connection",
        "system keychain",
    }
    assert "2 numbers found" in names["connection"]["detail"]


@pytest.mark.row("S0-52")
def test_people_come_in_from_a_file_and_go_out_to_one(connected, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "Name,Mobile,Home phone,Work phone,Matter number,Notes\n"
        'José Núñez,(305) 555-0134,305-555-0135,3055550136,26-0300,"=HYPERLINK(1)"\n'
        "No Number,12345,,,,\n"
        "Maria Delgado,(813) 555-0142,,,26-0187,second line\n",
        "utf-8",
    )
    report = connected("contacts", "import", str(file)).json
    assert (report["added"], report["merged"]) == (2, 0)
    assert report["skipped"][0]["line"] == 3
    assert "short code" in report["skipped"][0]["reason"]
    again = connected("contacts", "import", str(file)).json
    assert (again["added"], again["merged"]) == (0, 2)
    out = tmp_path / "out.csv"
    assert connected("contacts", "export", str(out)).json["exported"] == 2
    text = out.read_text("utf-8-sig")
    assert "José Núñez,+13055550134,+13055550135,+13055550136" in text
    assert "'=HYPERLINK(1)" in text


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:José Núñez
TEL;TYPE=CELL:(305) 555-0134
TEL;TYPE=HOME:305-555-0135
EMAIL:jose@example.com
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Maria Delgado
TEL;VALUE=uri;TYPE="cell,voice":tel:+1-813-555-0142
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:Doe;Jane
TEL;CELL:12345
END:VCARD
"""


def test_contact_cards_of_every_version_come_in_and_go_out(connected, tmp_path):
    file = tmp_path / "people.vcf"
    file.write_text(CARDS, "utf-8")
    report = connected("contacts", "import", str(file)).json
    assert (report["added"], [each["line"] for each in report["skipped"]]) == (2, [3])
    out = tmp_path / "out.vcf"
    assert connected("contacts", "export", str(out)).json["exported"] == 2
    text = out.read_text("utf-8")
    assert "FN:José Núñez" in text
    assert "TEL;TYPE=CELL:+13055550134" in text
    again = connected("contacts", "import", str(out)).json
    assert (again["added"], again["merged"]) == (0, 2)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.csv", "a,b\n1,2\n", "no column called name"),
        ("x.csv", "", "no column called name"),
        ("x.vcf", "BEGIN:VCARD\nFN:half", "could not be read as contact cards"),
        ("absent.csv", None, "could not be read"),
    ],
)
def test_a_file_that_holds_no_people_is_refused_in_one_sentence(
    connected, tmp_path, name, text, words
):
    file = tmp_path / name
    if text is not None:
        file.write_text(text, "utf-8")
    said = connected("contacts", "import", str(file))
    assert said.status == 1
    assert words in said.err


def test_the_secret_is_in_no_file_no_argument_and_no_output(connected):
    """The practice secret lives inside the encrypted store; nowhere does it stand in clear."""
    said = connected("doctor")
    assert KEY_SECRET not in said.out + said.err
    for file in connected.folder.rglob("*"):
        if file.is_file():
            assert KEY_SECRET.encode() not in file.read_bytes(), file


def test_practice_keeps_its_profile_between_calls(tmp_path):
    from tests.flows.conftest import CommandLine

    practice = CommandLine(tmp_path / "practice", {"BRIEFTEXT_TWILIO_BASE_URL": ""})
    first = practice("sync", options=("--json", "--practice"))
    assert first.json["new"] > 100
    again = practice("sync", options=("--json", "--practice"))
    assert again.json["new"] == 0
