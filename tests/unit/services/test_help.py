"""The pages of the help: all there, dated, found by any word, and true to the rule data."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services import help as pages
from desktop_app.services.resources import resource, rule_data

TOPICS = [each.topic for each in pages.pages()]


def said(topic):
    return pages.page(topic).words


def test_every_file_of_the_help_is_a_page_and_every_page_has_a_file():
    files = {path.stem for path in resource("help").glob("*.txt")}
    assert files == set(TOPICS)
    assert len(TOPICS) == len(set(TOPICS))


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_is_dated_and_leads_only_to_pages_there_are(topic):
    shown = pages.page(topic)
    assert date(2026, 11, 1) <= shown.checked
    assert set(shown.see) <= set(TOPICS) - {topic}
    assert shown.blocks


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_is_written_in_plain_words_without_markup(topic):
    words = said(topic)
    assert not re.search(r"<[a-z/]|\*\*|`|\{|\bplease\b(?! (call|stop))|!", words)
    assert "guaranteed" not in words.casefold()
    assert "compliant" not in words.casefold()
    assert max(len(block.words) for block in pages.page(topic).blocks) < 600


def test_words_are_found_whatever_their_case_and_accents():
    assert pages.search("FÍNES T-mobile")[0].topic == "carriers"
    assert pages.search("log-in CODE")[0].topic == "short-codes"
    assert pages.search("") == pages.pages()
    assert pages.search("xylophone") == ()


def test_words_people_look_for_lead_to_a_page_that_names_the_thing_otherwise():
    assert pages.search("backup")[0].topic == "records"
    assert "costs" in [each.topic for each in pages.search("segments")]
    assert "quiet-hours" in [each.topic for each in pages.search("e-01")]


def test_pages_with_the_words_in_their_title_come_first():
    assert pages.search("pictures")[0].topic == "pictures"


@given(st.text(max_size=40))
def test_no_search_stalls_or_finds_a_page_without_its_words(words):
    for found in pages.search(words):
        assert found in pages.pages()


def test_a_rule_leads_to_the_page_that_explains_it():
    assert pages.topic_of("C-14") == "short-codes"
    assert pages.topic_of("C-07") == "carriers"
    assert pages.topic_of("E-01") == "quiet-hours"
    assert pages.topic_of("no such rule") is None


def test_every_rule_that_is_explained_at_a_finding_has_a_page_of_the_help():
    explained = set(rule_data("explanations")["rules"])
    assert explained
    assert {rule for rule in explained if pages.topic_of(rule) is None} == set()


def test_no_two_pages_claim_the_same_rule():
    claimed = [rule for each in pages.pages() for rule in each.rules]
    assert len(claimed) == len(set(claimed))


@pytest.mark.row("S0-48")
def test_it_is_said_plainly_that_codes_from_short_codes_never_arrive():
    words = said("short-codes")
    assert "Codes from short codes never arrive" in words
    assert "Your firm’s number and short codes cannot exchange texts." in words
    assert "it does not show up later" in words


@pytest.mark.row("S0-66")
def test_what_a_dedicated_short_code_is_for_is_explained():
    words = said("short-codes")
    assert "What a dedicated short code is for" in words
    assert "It is made for marketing to many people at once" in words
    assert "if you want one, ask Twilio" in words


@pytest.mark.row("S0-67")
@pytest.mark.row("S1-25")
def test_help_says_where_to_turn():
    words = said("support")
    assert "help.twilio.com" in words
    assert "own counsel" in words
    assert pages.maintainers() in words
    assert "support" in [each.topic for each in pages.search("contact")]


def test_an_address_of_the_makers_is_named_where_there_is_one(monkeypatch):
    index = json.loads(resource("help", "index.json").read_text("utf-8"))
    monkeypatch.setattr(pages, "_index", lambda: index | {"maintainers": "help@example.com"})
    assert pages.maintainers() == (
        "For Brieftext itself write to its maintainers: help@example.com"
    )
    monkeypatch.setattr(pages, "_index", lambda: index | {"maintainers": ""})
    assert pages.maintainers().startswith("For Brieftext itself ask whoever set it up")


@pytest.mark.row("S3-24")
def test_what_hurts_a_number_s_reputation_for_calls_is_explained():
    data = rule_data("call_reputation")
    words = [block.words for block in pages.page("calls").blocks]
    assert set(data["hurts"]) <= set(words)
    assert set(data["helps"]) <= set(words)


@pytest.mark.row("S3-25")
def test_the_rules_behind_the_checks_can_be_looked_up():
    words = said("references")
    for title in (
        "Messaging Principles and Best Practices",
        "Telephone Consumer Protection Act, 47 U.S.C. 227",
        "47 CFR 64.1200",
        "Forbidden message categories",
        "ABA Formal Opinion 477R",
    ):
        assert title in words
    for place in ("ctia.org", "ecfr.gov", "federalregister.gov", "help.twilio.com"):
        assert place in words
    assert pages.ADVICE == "These are checks, not legal advice."


def test_the_fines_are_those_of_the_rule_data():
    fines = {each["fine"] for each in rule_data("forbidden")["said"].values()}
    words = said("carriers")
    assert fines == {500, 1000, 2000}
    for fine in fines:
        assert f"${fine:,} for" in words


def test_the_lines_of_reputation_are_those_of_the_gauges():
    scales = rule_data("volume")["scales"]
    words = said("reputation")
    minute, day = scales["throughput"], scales["volume"]
    assert (
        f"up to {minute['amber'] - 1} texts look ordinary, more than {minute['red'] - 1}" in words
    )
    assert f"{day['amber']} is much, {day['red']:,} is a sender of bulk" in words
    many, same = scales["recipients"], scales["repetition"]
    assert f"more than {many['amber'] - 1} is noticed, more than {many['red'] - 1} counts" in words
    assert f"{same['amber']} in a day is noticed, {same['red']} is a line" in words


def test_the_words_that_stop_texts_are_those_the_network_knows():
    words = said("stop-start-help")
    for keyword in rule_data("keywords")["carrier"]["long_code"]["opt_out"]:
        assert keyword in words
