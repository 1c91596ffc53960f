"""What the conversation asks of the store: what is new, where words stand, lines by time."""

from desktop_app.models.message import first_id
from desktop_app.models.queries.thread import COUNTER_BITS
from desktop_app.services.messaging.storing import PageStore
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DAY = 86_400


def came(desk, *bodies, start=NOW - 7 * DAY, step=3_600):
    """Maria wrote these, an hour apart; the id of her conversation and those of the lines."""
    rows = [raw_message(body, at=start + at * step) for at, body in enumerate(bodies)]
    PageStore(desk.database).put(rows, desk.clock.at)
    conversation = desk.reading.conversation_by_number(MARIA).id
    return conversation, list(desk.reading.thread_ids(conversation))[::-1]


def texts(desk, ids):
    return [row.body for row in desk.reading.messages(ids)]


def found(desk, conversation, words, limit=200):
    """Everything that is found, piece by piece, newest first."""
    ids, below = desk.reading.find(conversation, words, None, limit)
    while below is not None:
        more, below = desk.reading.find(conversation, words, below, limit)
        ids += more
    return ids


def test_an_id_carries_its_second_as_the_model_allots_it():
    assert first_id(NOW) == NOW << COUNTER_BITS


def test_the_first_unread_text_is_the_first_after_what_was_read(desk):
    conversation, _ids = came(desk, "one", "two")
    desk.messaging.mark_read(conversation)
    assert desk.reading.first_unread(conversation) is None
    came(desk, "three", "four", start=NOW - DAY)
    assert texts(desk, [desk.reading.first_unread(conversation)]) == ["three"]


def test_an_answer_leaves_nothing_unread(desk):
    conversation, _ids = came(desk, "one")
    desk.queue("Thanks")
    assert desk.reading.first_unread(conversation) is None


def test_a_text_marked_as_unread_is_where_the_new_ones_begin(desk):
    conversation, _ids = came(desk, "one", "two")
    desk.messaging.mark_read(conversation)
    desk.messaging.mark_unread(conversation)
    assert texts(desk, [desk.reading.first_unread(conversation)]) == ["two"]


def test_words_are_found_whatever_their_accents_case_and_quotes(desk):
    conversation, _ids = came(desk, "La DEPOSICIÓN", "la deposicion", "I don’t know", "no")
    assert texts(desk, found(desk, conversation, "deposición")) == [
        "La DEPOSICIÓN",
        "la deposicion",
    ]
    assert texts(desk, found(desk, conversation, "DON'T")) == ["I don’t know"]
    assert found(desk, conversation, "nothing of that") == []


def test_wildcards_of_the_store_are_only_letters_here(desk):
    conversation, _ids = came(desk, "100% sure", "100 sure", "a_b", "acb")
    assert texts(desk, found(desk, conversation, "100%")) == ["100% sure"]
    assert texts(desk, found(desk, conversation, "a_b")) == ["a_b"]


def test_piece_by_piece_finds_the_same_newest_first(desk):
    conversation, ids = came(desk, *(f"line {n} {'x' if n % 3 else 'y'}" for n in range(20)))
    whole = found(desk, conversation, "Y")
    assert whole == sorted(whole, reverse=True)
    assert len(whole) == 7
    assert found(desk, conversation, "Y", limit=4) == whole
    assert found(desk, conversation, "Y", limit=20) == whole
    assert set(whole) < set(ids)


def test_only_the_conversation_asked_for_is_searched(desk):
    conversation, _ids = came(desk, "the same words")
    other = raw_message("the same words", at=NOW - DAY, client=TOMASZ)
    PageStore(desk.database).put([other], desk.clock.at)
    assert len(found(desk, conversation, "same words")) == 1


def test_the_first_line_from_a_second_on(desk):
    conversation, _ids = came(desk, "one", "two", "three", start=NOW - 3 * DAY, step=DAY)
    reading = desk.reading
    assert texts(desk, [reading.first_line_from(conversation, NOW - 2 * DAY)]) == ["two"]
    assert texts(desk, [reading.first_line_from(conversation, NOW - 2 * DAY + 1)]) == ["three"]
    assert reading.first_line_from(conversation, NOW + DAY) is None
