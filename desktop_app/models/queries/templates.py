"""Reading templates, and what fills their fields."""

from typing import Any

from desktop_app.models.queries.gate import Execute

_ALL = "SELECT id, starter, name, body, purpose, removed FROM templates ORDER BY lower(name), id"
_SETTING = "coalesce((SELECT value FROM settings WHERE key = '{key}'), '')"
_VALUES = f"""
SELECT coalesce(p.name, c.name, ''), coalesce(m.title, ''), coalesce(m.number, ''),
  {_SETTING.format(key="firm_name")}, {_SETTING.format(key="help_phone")},
  {_SETTING.format(key="terms_address")},
  coalesce(nullif(c.firm_number, ''),
    (SELECT number FROM firm_numbers WHERE gone = 0 ORDER BY sms DESC, id LIMIT 1), '')
FROM (SELECT ? AS number) AS n
LEFT JOIN conversations AS c ON c.number = n.number
LEFT JOIN contacts AS p ON p.id = coalesce(c.contact_id,
  (SELECT min(id) FROM contacts WHERE cell = n.number))
LEFT JOIN matters AS m ON m.id = p.matter_id
"""


def every(execute: Execute) -> list[Any]:
    """What the firm wrote, changed or removed: (id, starter, name, body, purpose, removed)."""
    return list(execute(_ALL, ()))


def values(execute: Execute, number: str) -> Any:
    """One row, always: name, matter title and number, firm, its phone, terms page, our number."""
    return execute(_VALUES, (number,)).fetchone()
