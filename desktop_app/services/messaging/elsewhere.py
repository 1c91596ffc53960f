"""Two computers on one number: whether another one just sent these words to this person.

Looked up in what was read from Twilio, in the transaction that lets a text go (reliability.md G7).
The window between two reads stays open; a person who still wants it sent says so, and is not asked
twice.
"""

from typing import Any

from sqlalchemy import Connection

from desktop_app.models.message import first_id
from desktop_app.services.messaging.matching import same_words

WITHIN_S = 600
_MINUTE = 60
_LATELY = """
SELECT body, at FROM messages
WHERE conversation_id = (SELECT conversation_id FROM messages WHERE id = ?)
AND id >= ? AND direction = 'out' AND outbox_id IS NULL AND num_media = ? ORDER BY id DESC
"""


def sent_elsewhere(connection: Connection, row: Any, now: int) -> str:
    """Why this text stays here, where another computer sent it; empty where none did."""
    if row.resend_of is not None or not row.body.strip():  # two pictures without words may differ
        return ""
    within = (row.message_id, first_id(now - WITHIN_S), row.num_media)
    lately = connection.exec_driver_sql(_LATELY, within)
    for body, at in lately:
        if same_words(str(body), row.body):
            return f"Another computer sent this {_ago(max(now - int(at), 0))} ago"
    return ""


def _ago(seconds: int) -> str:
    return f"{seconds} s" if seconds < _MINUTE else f"{seconds // _MINUTE} min"
