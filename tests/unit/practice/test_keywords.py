"""The network's own keywords: what blocks a pair of numbers, and what frees it."""

import pytest

from desktop_app.services.practice import constants
from desktop_app.services.practice.keywords import carrier_effect
from tests.unit.practice.caller import MARIA

LOCAL, TOLL_FREE = constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER
SIX = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT")


@pytest.mark.parametrize("word", [*SIX, "REVOKE", "OPTOUT", "stop", " Quit ", "Stop\n"])
def test_a_lone_keyword_to_a_long_code_blocks_the_pair(server, call, word):
    server.inbound(MARIA, word)
    got = call.text()
    assert (got.status, got.code) == (400, 21610)
    assert [each["body"] for each in call.listed()] == [word]


@pytest.mark.parametrize(
    "body", ["STOP PLEASE", "STOP.", "please cancel", "stop stop", "“Stop”", "S TOP", "Stop 🙏"]
)
def test_anything_but_a_lone_keyword_blocks_nothing(server, call, body):
    server.inbound(MARIA, body)
    assert call.text().status == 201


@pytest.mark.parametrize(("word", "blocked"), [("STOP", True)] + [(w, False) for w in SIX[1:]])
def test_the_toll_free_network_acts_on_stop_only(server, call, word, blocked):
    server.inbound(MARIA, word, TOLL_FREE)
    assert call.text(sender=TOLL_FREE).status == (400 if blocked else 201)


@pytest.mark.parametrize(
    ("sender", "word", "lifted"),
    [
        (LOCAL, "START", True),
        (LOCAL, "unstop", True),
        (LOCAL, "YES", True),
        (LOCAL, "yes please", False),
        (TOLL_FREE, "START", True),
        (TOLL_FREE, "UNSTOP", True),
        (TOLL_FREE, "YES", False),
    ],
)
def test_the_block_is_lifted_by_each_networks_own_words(server, call, sender, word, lifted):
    server.inbound(MARIA, "STOP", sender)
    server.advance(60)
    server.inbound(MARIA, word, sender)
    assert call.text(sender=sender).status == (201 if lifted else 400)


@pytest.mark.parametrize("word", ["HELP", "INFO"])
@pytest.mark.parametrize("sender", [LOCAL, TOLL_FREE])
def test_help_changes_nothing(server, call, word, sender):
    server.inbound(MARIA, word, sender)
    assert call.text(sender=sender).status == 201
    server.inbound(MARIA, "STOP", sender)
    server.inbound(MARIA, word, sender)
    assert call.text(sender=sender).code == 21610
    assert carrier_effect(word, sender) == "help"


def test_the_block_holds_for_one_pair_of_numbers(server, call):
    server.inbound(MARIA, "STOP", LOCAL)
    assert call.text().code == 21610
    assert call.text(sender=TOLL_FREE).status == 201
    assert call.text(to="+13125550129").status == 201
    assert server.truth()["blocked"] == [[MARIA, LOCAL]]


def test_a_block_may_be_set_without_any_text(server, call):
    server.set_block(MARIA, LOCAL)
    assert call.text().code == 21610
    assert call.listed() == []
    server.set_block(MARIA, LOCAL, blocked=False)
    assert call.text().status == 201


def test_through_a_service_an_opted_out_person_fails_later(server, call):
    server.inbound(MARIA, "STOP")
    sid = call.sent(sender="", MessagingServiceSid=constants.MESSAGING_SERVICE_SID)
    server.advance(10)
    message = call.message(sid)
    assert (message["status"], message["error_code"]) == ("failed", 21610)


def test_deleting_the_stop_at_twilio_does_not_free_the_pair(server, call):
    sid = server.inbound(MARIA, "STOP")
    call.delete(f"/Messages/{sid}.json")
    assert call.text().code == 21610
