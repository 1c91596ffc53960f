"""The Outbox page: what waits, what asks for a person, and what did not go out.

Each part walks an index that holds nothing else, so that a million texts sent cost nothing.
"""

from typing import Any

_COLUMNS = """
SELECT o.id, coalesce(m.conversation_id, 0), o.to_number,
  coalesce(nullif(o.recipient_name, ''), p.name, c.name, ''), o.body, o.state, o.reason, o.rule,
  o.error_code, o.actor, o.created_at, o.posted_at, o.looks, o.clean_looks, o.next_try_at,
  o.origin, CASE WHEN o.quiet_until > o.send_at THEN o.quiet_until ELSE o.send_at END,
  o.route, coalesce(s.state, 'none'),
  CASE o.state WHEN 'blocked' THEN coalesce(s.ledger_seq, o.consent_seq, 0)
    ELSE coalesce(o.consent_seq, 0) END,
  o.from_number, o.asked_at, coalesce(f.gone OR f.unusable_code <> 0, 0)
FROM outbox AS o INDEXED BY {index}
LEFT JOIN messages AS m ON m.id = o.message_id
LEFT JOIN conversations AS c ON c.id = m.conversation_id
LEFT JOIN contacts AS p ON p.id = c.contact_id
LEFT JOIN channel_consents AS s ON s.number = o.to_number AND s.channel = 'texts'
LEFT JOIN firm_numbers AS f ON f.number = o.from_number
"""
_NOT_AGAIN = """NOT EXISTS (
  SELECT 1 FROM outbox AS a WHERE a.resend_of = o.id AND a.state <> 'cancelled')"""
_STATES = "o.state IN ('queued', 'posting', 'unknown', 'unresolved')"
_OPEN = f"""{_STATES}
  AND (o.state <> 'unresolved' OR {_NOT_AGAIN})"""
_AT_TWILIO = """o.send_at IS NOT NULL AND o.state IN ('queued', 'accepted')
  AND o.state = 'accepted' AND max(o.send_at, o.quiet_until) > ?
  AND o.take_back IN ('', 'wanted') AND NOT EXISTS (
  SELECT 1 FROM outbox AS n WHERE n.replaces = o.id AND n.state = 'queued')"""
_ENDED = f"""o.state = ? AND o.state IN ('refused', 'blocked', 'not_sent')
  AND o.dismissed_at IS NULL AND {_NOT_AGAIN}"""
_LATELY_AT_MOST = 1000


def waiting(connection: Any, now: int) -> list[Any]:
    """What is not settled yet, and what Twilio keeps for later; oldest first."""
    open_ones = f"{_COLUMNS.format(index='outbox_open')} WHERE {_OPEN} ORDER BY o.id"
    kept = f"{_COLUMNS.format(index='outbox_for_later')} WHERE {_AT_TWILIO} ORDER BY o.id"
    return [*connection.execute(open_ones), *connection.execute(kept, (now,))]


def ended(connection: Any, state: str, limit: int) -> list[Any]:
    """The newest that ended in one of refused, blocked and not sent, and are still shown."""
    columns = _COLUMNS.format(index="outbox_not_sent")
    found = f"{columns} WHERE {_ENDED} ORDER BY o.id DESC LIMIT ?"
    return list(connection.execute(found, (state, limit)))


def asking(connection: Any, limit: int) -> int:
    """How many texts ask for a person: not sure, refused, waited too long, or without a number."""
    unsure = (
        "SELECT count(*) FROM outbox AS o INDEXED BY outbox_open "
        f"WHERE {_STATES} AND o.state = 'unresolved' AND {_NOT_AGAIN}"
    )
    refused = (
        "SELECT count(*) FROM (SELECT 1 FROM outbox AS o INDEXED BY outbox_not_sent "
        f"WHERE {_ENDED} LIMIT ?)"
    )
    kept = (
        "SELECT count(*) FROM outbox AS o INDEXED BY outbox_open "
        "LEFT JOIN firm_numbers AS f ON f.number = o.from_number "
        f"WHERE {_STATES} AND o.state = 'queued' "
        "AND (o.asked_at IS NOT NULL OR f.gone OR f.unusable_code <> 0)"
    )
    asked = f"SELECT ({unsure}) + ({refused}) + ({kept})"
    return int(connection.execute(asked, ("refused", limit)).fetchone()[0])


def queued(connection: Any) -> int:
    """How many texts wait to be sent."""
    found = (
        "SELECT count(*) FROM outbox AS o INDEXED BY outbox_open "
        f"WHERE {_STATES} AND o.state = 'queued'"
    )
    return int(connection.execute(found).fetchone()[0])


def left_since(connection: Any, since: int) -> int:
    """How many attempts since a second may have reached Twilio's queue."""
    found = (
        "SELECT count(*) FROM (SELECT wall_at, outcome FROM attempts ORDER BY id DESC LIMIT ?) "
        "WHERE wall_at > ? AND outcome NOT IN ('queued', 'refused')"
    )
    return int(connection.execute(found, (_LATELY_AT_MOST, since)).fetchone()[0])
