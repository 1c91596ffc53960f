"""Message ids carry the time; the inbox line follows its messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models import conversation, message
from desktop_app.models.enums import Direction, MessageStatus
from desktop_app.models.errors import RowRefused
from desktop_app.models.values import BadValue, pack_sid, unpack_sid
from tests.store_kit import MARIA, NOW


def put(connection, place, at, direction=Direction.INBOUND, status=MessageStatus.RECEIVED, **more):
    identifier = message.allot_ids(connection, [at])[0]
    values = {
        "id": identifier,
        "conversation_id": place,
        "direction": direction,
        "body": "Hello\nthere",
        "at": at,
        "status": status,
        "author": "",
        "num_media": 0,
        "firm_number": "",
        "reason": "",
    }
    connection.execute(message.messages.insert().values(**(values | more)))
    conversation.refresh(connection, place)
    return identifier


@pytest.fixture
def place(store):
    with store.write() as connection:
        return conversation.ensure_conversation(connection, MARIA, NOW)


def line(store, place):
    table = conversation.conversations
    with store.read() as connection:
        return connection.execute(table.select().where(table.c.id == place)).one()


def test_ids_ascend_with_time_and_never_collide(store, place):
    with store.write() as connection:
        put(connection, place, NOW)
        ids = message.allot_ids(connection, [NOW - 1, NOW, NOW, NOW + 1])
    assert ids == sorted(set(ids))
    assert ids[1] == message.first_id(NOW) + 1


def test_a_full_second_spills_into_the_next(store, place):
    with store.write() as connection:
        ids = message.allot_ids(connection, [NOW] * 70)
    assert len(set(ids)) == 70
    assert ids[-1] >= message.first_id(NOW + 1)


def test_an_inbound_text_makes_the_line_unread_until_it_is_seen(store, place):
    with store.write() as connection:
        put(connection, place, NOW)
    assert (line(store, place).unread, line(store, place).needs_reply) == (True, True)
    assert line(store, place).snippet == "Hello there"
    with store.write() as connection:
        conversation.mark_read(connection, place, NOW)
        conversation.refresh(connection, place)
    assert (line(store, place).unread, line(store, place).needs_reply) == (False, True)


def test_an_answer_ends_needs_reply_but_one_that_never_left_does_not(store, place):
    with store.write() as connection:
        put(connection, place, NOW)
        put(connection, place, NOW + 1, Direction.OUTBOUND, MessageStatus.BLOCKED)
    assert line(store, place).needs_reply
    with store.write() as connection:
        put(connection, place, NOW + 2, Direction.OUTBOUND, MessageStatus.QUEUED)
    assert not line(store, place).needs_reply


def test_an_event_does_not_become_the_snippet(store, place):
    with store.write() as connection:
        put(connection, place, NOW)
        message.append_event(
            connection, place, at=NOW + 5, body="Dana — note", icon="note", ledger_seq=1
        )
        conversation.refresh(connection, place)
    assert line(store, place).snippet == "Hello there"


def test_a_sid_is_stored_once(store, place):
    sid = "SM" + "a" * 32
    with pytest.raises(RowRefused), store.write() as connection:
        put(connection, place, NOW, sid=sid)
        put(connection, place, NOW + 1, sid=sid)


@given(st.sampled_from(["SM", "MM"]), st.binary(min_size=16, max_size=16))
def test_a_sid_comes_back_as_it_was(prefix, body):
    sid = prefix + body.hex()
    assert unpack_sid(pack_sid(sid)) == sid


@pytest.mark.parametrize("bad", ["", "SM12", "XX" + "0" * 32, "sm" + "0" * 32, "SM" + "G" * 32])
def test_what_is_no_sid_is_refused(bad):
    with pytest.raises(BadValue):
        pack_sid(bad)
