"""A plain request to stop closes the conversation as a keyword does, with the words as proof."""

import json

import pytest

from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import TextState
from tests.store_kit import MARIA, NOW, raw_message


def put(desk, body):
    PageStore(desk.database).put([raw_message(body, at=NOW)], NOW)
    return desk.reading.conversation_by_number(MARIA).text_state


def test_a_plain_request_closes_the_conversation_and_its_words_stand_in_the_ledger(desk):
    assert put(desk, "Thank you Dana. Please stop texting me") is TextState.OUT_CONTACT
    assert desk.queue().rule == "A-03"
    with desk.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM ledger_payloads").scalars()
        (kept,) = [json.loads(row) for row in rows if "A-07" in str(row)]
    assert (kept["rule"], kept["words"]) == ("A-07", "Please stop texting me")


@pytest.mark.parametrize(
    "body",
    [
        "stop the eviction please",
        "Tell him to stop texting me",
        "Liked “please stop texting me”",
    ],
)
def test_what_is_no_plain_request_of_the_client_leaves_texts_on(desk, body):
    assert put(desk, body) is TextState.IN
