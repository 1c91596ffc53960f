"""People: the contact card, the consent behind it, and the palette's search."""

from typing import Any

_CARD = """
SELECT p.id, p.name, p.cell, p.home, p.work, p.email, p.pronoun, p.time_zone, p.role, p.notes,
  coalesce(m.number, ''), coalesce(m.title, ''), p.state, p.zip_code, p.time_zone_at
FROM contacts AS p LEFT JOIN matters AS m ON m.id = p.matter_id
WHERE p.id = ?
"""

_FOUND = """
SELECT c.id, p.id, coalesce(p.cell, ''), p.name, coalesce(m.number, ''), coalesce(m.title, ''),
  coalesce(s.state, 'none'), coalesce(c.unread, 0)
FROM contacts AS p
LEFT JOIN matters AS m ON m.id = p.matter_id
LEFT JOIN conversations AS c ON c.number = p.cell
LEFT JOIN channel_consents AS s ON s.number = p.cell AND s.channel = 'texts'
"""

_STRANGERS = """
SELECT c.id, NULL, c.number, c.name, '', '', coalesce(s.state, 'none'), c.unread
FROM conversations AS c
LEFT JOIN channel_consents AS s ON s.number = c.number AND s.channel = 'texts'
WHERE c.contact_id IS NULL AND
"""


def card(connection: Any, contact_id: int) -> Any:
    """One contact record with its matter, or None."""
    return connection.execute(_CARD, (contact_id,)).fetchone()


def by_cell(connection: Any, number: str) -> int | None:
    """The contact whose cell this is, the one made first where several share it."""
    found = "SELECT min(id) FROM contacts WHERE cell = ?"
    value = connection.execute(found, (number,)).fetchone()[0]
    return None if value is None else int(value)


def all_ids(connection: Any) -> list[int]:
    """Every contact, oldest first."""
    return [int(row[0]) for row in connection.execute("SELECT id FROM contacts ORDER BY id")]


def consent(connection: Any, number: str) -> Any:
    """The state of texts to a number, or None where nothing is on record."""
    return connection.execute(
        "SELECT state, level, since, set_by, how, ledger_seq FROM channel_consents "
        "WHERE number = ? AND channel = 'texts'",
        (number,),
    ).fetchone()


def channels(connection: Any, number: str, email: str) -> list[Any]:
    """Calls with a number and e-mail to an address: (channel, state, since, set_by, how, seq)."""
    return list(
        connection.execute(
            "SELECT channel, state, since, set_by, how, ledger_seq FROM channel_consents "
            "WHERE (number = ? AND channel IN ('calls_out', 'calls_in')) "
            "OR (number = ? AND channel = 'email')",
            (number, email),
        )
    )


def payload(connection: Any, seq: int) -> str:
    """What the ledger keeps as evidence of one entry, as JSON."""
    row = connection.execute("SELECT payload FROM ledger_payloads WHERE seq = ?", (seq,)).fetchone()
    return str(row[0]) if row else "{}"


def recent(connection: Any, limit: int) -> list[Any]:
    """The people last opened, then those last heard of."""
    return list(
        connection.execute(
            """SELECT c.id, c.contact_id, c.number, coalesce(p.name, c.name),
              coalesce(m.number, ''), coalesce(m.title, ''), coalesce(s.state, 'none'), c.unread
            FROM (SELECT * FROM (SELECT * FROM conversations WHERE opened_at > 0
                    ORDER BY opened_at DESC LIMIT :n)
                  UNION SELECT * FROM (SELECT * FROM conversations
                    ORDER BY last_at DESC, id DESC LIMIT :n)) AS c
            LEFT JOIN contacts AS p ON p.id = c.contact_id
            LEFT JOIN matters AS m ON m.id = p.matter_id
            LEFT JOIN channel_consents AS s ON s.number = c.number AND s.channel = 'texts'
            ORDER BY c.opened_at DESC, c.last_at DESC LIMIT :n""",
            {"n": limit},
        )
    )


def search(connection: Any, words: list[str], limit: int) -> list[Any]:
    """Contacts whose name, matter or digits hold every word, then numbers nobody put a name to."""
    tests = " AND ".join("p.search_text LIKE ? ESCAPE '\\'" for _ in words)
    like = [f"%{_escaped(word)}%" for word in words]
    starts = f"{_escaped(words[0])}%"
    found = list(
        connection.execute(
            f"{_FOUND} WHERE {tests} "
            "ORDER BY p.search_text LIKE ? ESCAPE '\\' DESC, c.last_at IS NULL, c.last_at DESC, "
            "p.name LIMIT ?",
            (*like, starts, limit),
        )
    )
    digits = [word for word in words if word.isdigit()]
    if len(found) < limit and digits and len(digits) == len(words):
        tests = " AND ".join("c.number LIKE ?" for _ in digits)
        found += connection.execute(
            f"{_STRANGERS} {tests} ORDER BY c.last_at DESC LIMIT ?",
            (*(f"%{word}%" for word in digits), limit - len(found)),
        )
    return found


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
