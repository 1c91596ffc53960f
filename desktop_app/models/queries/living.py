"""What the record of a number says about where its person lives."""

from typing import Any

_LIVES = """
SELECT coalesce(p.time_zone, ''), coalesce(p.state, ''), coalesce(p.zip_code, '')
FROM (SELECT ? AS number) AS n
LEFT JOIN conversations AS c ON c.number = n.number
LEFT JOIN contacts AS p ON p.id = coalesce(c.contact_id,
  (SELECT min(id) FROM contacts WHERE cell = n.number))
"""


def lives(connection: Any, number: str) -> tuple[str, str, str]:
    """Zone, state and ZIP code; each empty where the record does not say."""
    row = connection.execute(_LIVES, (number,)).fetchone()
    return str(row[0]), str(row[1]), str(row[2])
