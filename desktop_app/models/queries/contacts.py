"""The table of people: pages by key in any of its orders, narrowed by words, role and texts.

The page is found on the few columns its order needs; only its own rows are joined with the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.models.queries import off

_LAST = 1_114_111
"""The highest letter there is: what is missing stands at the end, whichever way the table runs."""
_NEVER = 1 << 62

_MATTER = "LEFT JOIN matters AS m ON m.id = p.matter_id"
_TEXTS = "LEFT JOIN channel_consents AS s ON s.number = p.cell AND s.channel = 'texts'"
_TALK = "LEFT JOIN conversations AS c ON c.number = p.cell"
_TALKED_AT = "CASE WHEN c.last_direction IS NULL THEN {never} ELSE c.last_at END"
_RANKS = (
    ("in", 0),
    ("pending", 1),
    ("review", 2),
    ("none", 3),
    ("out_firm", 4),
    ("out_contact", 5),
    ("out_carrier", 6),
    ("wrong_person", 7),
    ("landline", 8),
)
_RANK = " ".join(f"WHEN '{state}' THEN {rank}" for state, rank in _RANKS)

_ORDERS = {
    # column: what it is sorted by, and the table that is needed for it
    "name": ("p.search_text", ""),
    "matter": ("coalesce(m.number, {missing})", _MATTER),
    "cell": ("coalesce(p.cell, {missing})", ""),
    "texts": (f"CASE coalesce(s.state, 'none') {_RANK} END", _TEXTS),
    "last": (_TALKED_AT, _TALK),
    "role": ("p.role", ""),
}

_ROWS = f"""
SELECT p.id, c.id, p.name, coalesce(p.cell, ''), coalesce(m.number, ''),
  coalesce(s.state, 'none'), {_TALKED_AT.format(never=0)}, p.role, p.created_at,
  page.value, p.search_text, {off.column("p.cell")}
FROM page JOIN contacts AS p ON p.id = page.id {_MATTER} {_TEXTS} {_TALK}
"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Folded words that all must be found, a role, a state of texts; empty lets everybody in."""

    words: Sequence[str] = ()
    role: str = ""
    state: str = ""


def page(
    connection: Any,
    narrowing: Narrowing,
    order: tuple[str, bool],
    after: tuple[str | int, str, int] | None,
    limit: int,
) -> list[Any]:
    """Rows after a key, in an order: a column, and whether it runs down."""
    value = _value(order)
    tests, values = _tests(narrowing)
    if after is not None:
        beyond = "<" if order[1] else ">"
        tests.append(f"({value} {beyond} ? OR ({value} = ? AND (p.search_text, p.id) > (?, ?)))")
        values += [after[0], after[0], after[1], after[2]]
    return _found(connection, narrowing, order, tests, (*values, limit))


def among(
    connection: Any,
    narrowing: Narrowing,
    order: tuple[str, bool],
    contacts: Sequence[int],
    conversations: Sequence[int],
    numbers: Sequence[str],
) -> list[Any]:
    """Those of certain records that are let in: by id, by conversation, by cell number."""
    tests, values = _tests(narrowing)
    tests.append(
        f"p.id IN (SELECT id FROM contacts WHERE id IN ({_places(contacts)}) "
        "UNION SELECT id FROM contacts WHERE cell IN "
        f"(SELECT number FROM conversations WHERE id IN ({_places(conversations)})) "
        f"UNION SELECT id FROM contacts WHERE cell IN ({_places(numbers)}))"
    )
    values += [*contacts, *conversations, *numbers]
    return _found(connection, narrowing, order, tests, (*values, -1))


def count(connection: Any, narrowing: Narrowing) -> int:
    """How many records are left."""
    tests, values = _tests(narrowing)
    joined = _TEXTS if narrowing.state else ""
    sql = f"SELECT count(*) FROM contacts AS p {joined} WHERE {' AND '.join(tests)}"
    return int(connection.execute(sql, tuple(values)).fetchone()[0])


def totals(connection: Any) -> tuple[int, int]:
    """How many records there are, and how many of those people opted in to texts."""
    everybody = connection.execute("SELECT count(*) FROM contacts").fetchone()[0]
    opted_in = connection.execute(
        "SELECT count(*) FROM contacts AS p JOIN channel_consents AS s "
        "ON s.number = p.cell AND s.channel = 'texts' WHERE s.state = 'in'"
    ).fetchone()[0]
    return int(everybody), int(opted_in)


def _value(order: tuple[str, bool]) -> str:
    """What the table is sorted by, as SQL; what is missing comes last either way."""
    column, descending = order
    missing = "''" if descending else f"char({_LAST})"
    return _ORDERS[column][0].format(missing=missing, never=0 if descending else _NEVER)


def _found(
    connection: Any,
    narrowing: Narrowing,
    order: tuple[str, bool],
    tests: Sequence[str],
    values: Sequence[Any],
) -> list[Any]:
    """Whole rows of those that pass, in order; the last value is how many at most."""
    value, way = _value(order), "DESC" if order[1] else "ASC"
    joins = {_ORDERS[order[0]][1], _TEXTS if narrowing.state else ""}
    page = (
        f"WITH page AS (SELECT p.id, p.search_text, {value} AS value "
        f"FROM contacts AS p {' '.join(sorted(joins))} WHERE {' AND '.join(tests)} "
        f"ORDER BY value {way}, p.search_text, p.id LIMIT ?) "
    )
    order_by = f"ORDER BY page.value {way}, page.search_text, page.id"
    return list(connection.execute(f"{page} {_ROWS} {order_by}", tuple(values)))


def _places(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _tests(narrowing: Narrowing) -> tuple[list[str], list[Any]]:
    tests, values = ["1"], list[Any]()
    for word in narrowing.words:
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        tests.append("p.search_text LIKE ? ESCAPE '\\'")
        values.append(f"%{escaped}%")
    if narrowing.role:
        tests.append("p.role = ?")
        values.append(narrowing.role)
    if narrowing.state:
        tests.append("coalesce(s.state, 'none') = ?")
        values.append(narrowing.state)
    return tests, values
