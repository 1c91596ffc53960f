"""What the Reputation page counts: ranges of the primary key, 30 days at most."""

from typing import Any

from desktop_app.models.queries.pace import first_id

ACCEPTED = (
    "('accepted', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'received', "
    "'receiving', 'read', 'partially_delivered')"
)
"""What Twilio took; a text that never reached it is none to a carrier."""

_LINES = f"""
SELECT m.id, m.at, m.direction = 'out', m.firm_number, m.conversation_id,
  coalesce(m.error_code, 0), m.status IN ('delivered', 'read'), m.outbox_id
FROM messages AS m
WHERE m.id >= ? AND m.id < ? AND m.direction IN ('in', 'out') AND m.status IN {ACCEPTED}
ORDER BY m.id
"""
_SYSTEM = "SELECT message_id FROM outbox WHERE kind = 'system' AND message_id >= ?"
_KEYWORDS = f"""
SELECT m.id, m.conversation_id, m.at FROM messages AS m
WHERE m.id >= ? AND m.direction = 'in' AND length(m.body) <= 12 AND m.status IN {ACCEPTED}
AND upper(trim(m.body)) IN (SELECT value FROM json_each(?))
"""
_BODIES = f"""
SELECT m.id, m.body, m.num_media, m.conversation_id, c.number,
  coalesce(p.name, c.name), coalesce(l.carrier, '')
FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
LEFT JOIN contacts AS p ON p.id = c.contact_id
LEFT JOIN line_types AS l ON l.number = c.number
WHERE m.id >= ? AND m.id < ? AND m.direction = 'out' AND m.status IN {ACCEPTED}
ORDER BY m.id
"""
_FILTERED = """
SELECT m.id, m.body, m.num_media, m.conversation_id, c.number,
  coalesce(p.name, c.name), coalesce(m.error_code, 0)
FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
LEFT JOIN contacts AS p ON p.id = c.contact_id
WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id
"""
_OPT_OUTS = """
SELECT c.id, max(l.happened_at) FROM ledger AS l JOIN conversations AS c ON c.number = l.number
WHERE l.seq >= coalesce((SELECT max(seq) FROM ledger WHERE recorded_at < ?), 0)
AND l.happened_at >= ? AND l.channel = 'texts'
AND l.kind IN ('opt_out_keyword', 'opt_out_told_firm', 'opt_out_words', 'carrier_block')
GROUP BY c.id
"""
_TEXTABLE = """
SELECT count(*), coalesce(sum(coalesce(s.state, 'none') = 'in' AND s.level <> 'none'
  AND NOT EXISTS (SELECT 1 FROM line_types AS l WHERE l.number = p.cell
    AND l.line_type = 'landline' AND l.looked_at > ?)), 0)
FROM contacts AS p
LEFT JOIN channel_consents AS s ON s.number = p.cell AND s.channel = 'texts'
"""


def lines(connection: Any, since: int, until: int) -> list[Any]:
    """(id, at, out, our number, conversation, error, arrived, outbox id), oldest first."""
    return list(connection.execute(_LINES, (first_id(since), first_id(until))))


def system_texts(connection: Any, since: int) -> frozenset[int]:
    """The texts the program sent by itself."""
    return frozenset(row[0] for row in connection.execute(_SYSTEM, (first_id(since),)))


def keywords(connection: Any, since: int, words: str) -> list[tuple[int, int, int]]:
    """Texts that are one of these words (a JSON list): (id, conversation, at)."""
    return list(connection.execute(_KEYWORDS, (first_id(since), words)))


def bodies(connection: Any, since: int, until: int) -> list[Any]:
    """What went out: (id, body, pictures, conversation, number, name, carrier), oldest first."""
    return list(connection.execute(_BODIES, (first_id(since), first_id(until))))


def stopped(connection: Any, ids: str) -> list[Any]:
    """Some texts (a JSON list of ids): (id, body, pictures, conversation, number, name, error)."""
    return list(connection.execute(_FILTERED, (ids,)))


def opt_outs(connection: Any, since: int) -> dict[int, int]:
    """Who opted out since then, by conversation, and when."""
    return {int(row[0]): int(row[1]) for row in connection.execute(_OPT_OUTS, (since, since))}


def textable(connection: Any, landline_since: int) -> tuple[int, int]:
    """How many contacts there are, and how many of them may be texted."""
    whole, part = connection.execute(_TEXTABLE, (landline_since,)).fetchone()
    return int(part), int(whole)


def numbers(connection: Any) -> list[tuple[str, str, str]]:
    """The firm's numbers that can text: (number, label, registration)."""
    return list(
        connection.execute(
            "SELECT number, label, registration FROM firm_numbers WHERE gone = 0 "
            "ORDER BY sms DESC, id"
        )
    )
