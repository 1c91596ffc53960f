"""What checks of a text's words look at, in two indexed statements."""

from typing import Any

from desktop_app.models.queries.gate import Execute

_PERSON = """
SELECT coalesce(p.name, c.name, ''), coalesce(m.number, '') || ' ' || coalesce(m.title, ''),
  coalesce(c.last_in_at, 0), coalesce(c.last_out_id, 0) >> 6, coalesce(nullif(c.firm_number, ''),
  (SELECT number FROM firm_numbers WHERE gone = 0 ORDER BY sms DESC, id LIMIT 1), ''), c.id,
  coalesce((SELECT value FROM settings WHERE key = 'firm_name'), ''),
  coalesce((SELECT value FROM settings WHERE key = 'firm_domains'), ''),
  coalesce((SELECT value FROM settings WHERE key = 'privacy_address'), '') || ' ' ||
  coalesce((SELECT value FROM settings WHERE key = 'terms_address'), ''),
  coalesce((SELECT value FROM settings WHERE key = 'help_phone'), ''),
  EXISTS (SELECT 1 FROM line_types AS l
    WHERE l.number = n.number AND l.line_type = 'landline' AND l.looked_at > ?)
FROM (SELECT ? AS number) AS n
LEFT JOIN conversations AS c ON c.number = n.number
LEFT JOIN contacts AS p ON p.id = coalesce(c.contact_id,
  (SELECT min(id) FROM contacts WHERE cell = n.number))
LEFT JOIN matters AS m ON m.id = p.matter_id
"""

_LATELY = """
SELECT at, status, error_code, body FROM (SELECT at, direction, status, error_code, body
FROM messages WHERE conversation_id = ? ORDER BY id DESC LIMIT 30) WHERE direction = 'out'
"""


def person(execute: Execute, number: str, looked_since: int) -> Any:
    """One row, always: name, matter, last in, last out (seconds), our number, conversation, firm.

    After them the firm's domains, the addresses of its terms, the phone it gives for help, and
    whether Twilio said since `looked_since` that the number is a landline.
    """
    return execute(_PERSON, (looked_since, number)).fetchone()


def sent_lately(execute: Execute, conversation_id: int) -> list[Any]:
    """The firm's texts among the newest lines: (at, status, error code, body), newest first."""
    return list(execute(_LATELY, (conversation_id,)))
