"""The rules of use on the command line, and what a real store asks of whoever sends."""

import json

from tests.flows.test_real_keyring import connect, signed_in

__all__ = ["signed_in"]

CLIENT = "+18132345678"


def test_the_rules_can_be_read_without_a_store(office):
    said = office("rules")
    assert said.status == 0
    assert said.json["version"] == 1
    assert "Texts are not for emergencies." in said.json["text"]


def test_accepting_them_is_kept_by_name_and_once(office):
    assert office.connect().status == 0
    first = office("rules", "--accept")
    assert (first.status, first.json["accepted"]) == (0, True)
    assert first.json["accepted_by"]
    again = office("rules", "--accept")
    assert again.json["accepted_by"] == first.json["accepted_by"]


def test_accepting_needs_a_store(office):
    said = office("rules", "--accept")
    assert said.status == 1
    assert "no Brieftext store here yet" in said.err


def test_a_real_store_sends_for_nobody_who_has_not_accepted_them(signed_in):
    assert connect(signed_in).returncode == 0
    words = ("send", "--to", CLIENT, "--body", "Hello", "--json")
    first = signed_in(*words)
    assert first.returncode == 1
    assert json.loads(first.stdout)["rule"] == "S0-65"
    assert "has not accepted the rules of use yet" in first.stderr
    assert signed_in("rules", "--accept").returncode == 0
    second = signed_in(*words)
    assert json.loads(second.stdout)["rule"] == "B-01"  # the next question is consent
