"""The table of people: what a row says, how it is sorted and narrowed, where a page ends.

The words here are those of the Contacts page; the rows come from models/queries/contacts.py.
"""

from dataclasses import dataclass, replace
from typing import Any

from desktop_app.models.enums import Channel, TextState
from desktop_app.models.queries import contacts as queries
from desktop_app.services.search import words_of

SORTS = ("name", "matter", "cell", "texts", "last", "role")
"""What the table can be sorted by."""
OFF_ORDER = (Channel.CALLS_IN, Channel.CALLS_OUT, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class PeopleView:
    """How the table is looked at: what is typed, which role, which state of texts, which order.

    An empty role means every role, `state` None every state. `descending` turns the sorted column;
    people who are equal in it follow by name.
    """

    words: str = ""
    role: str = ""
    state: TextState | None = None
    sort: str = "last"
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether somebody may be left out."""
        return bool(self.words.strip() or self.role or self.state is not None)

    def sorted_by(self, sort: str) -> "PeopleView":
        """The view after a click on a column's head: the other way round where it is sorted by."""
        turned = not self.descending if sort == self.sort else sort == "last"
        return replace(self, sort=sort, descending=turned)


@dataclass(frozen=True, slots=True)
class PeopleKey:
    """The keyset position of a row: its value in the sorted column, then name and id."""

    value: str | int
    name: str
    contact_id: int

    def comes_before(self, other: "PeopleKey", *, descending: bool) -> bool:
        """Whether this row stands above another one in a table that runs this way."""
        if self.value != other.value:
            # One column is compared, so that both are words or both are figures.
            lower = self.value < other.value  # type: ignore[operator]
            return lower is not descending
        return (self.name, self.contact_id) < (other.name, other.contact_id)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose rows may have changed: by record, by conversation, by the number that gets texts."""

    contacts: frozenset[int] = frozenset()
    conversations: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()

    def holds(self, row: "PersonRow") -> bool:
        """Whether this row is one of them."""
        return (
            row.contact_id in self.contacts
            or row.conversation_id in self.conversations
            or row.number in self.numbers
        )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One contact record as the table shows it. `last_at` is 0 where no text went either way."""

    contact_id: int
    conversation_id: int | None
    name: str
    number: str
    matter: str
    text_state: TextState
    last_at: int
    role: str
    added_at: int
    key: PeopleKey
    off: tuple[Channel, ...] = ()
    """The channels beside texts that are turned off, calls in first."""


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many records there are, how many of them opted in to texts, how many the view shows."""

    all: int
    opted_in: int
    shown: int


def page(connection: Any, view: PeopleView, after: PeopleKey | None, limit: int) -> list[PersonRow]:
    """The rows after a key, in the order of the view."""
    key = (after.value, after.name, after.contact_id) if after is not None else None
    rows = queries.page(connection, _narrowing(view), (view.sort, view.descending), key, limit)
    return [_row(row) for row in rows]


def among(connection: Any, view: PeopleView, whose: Whose) -> list[PersonRow]:
    """The rows of certain people as far as the view lets them in, in its order."""
    rows = queries.among(
        connection,
        _narrowing(view),
        (view.sort, view.descending),
        sorted(whose.contacts),
        sorted(whose.conversations),
        sorted(whose.numbers),
    )
    return [_row(row) for row in rows]


def count(connection: Any, view: PeopleView) -> PeopleCount:
    """The figures above the table."""
    everybody, opted_in = queries.totals(connection)
    shown = queries.count(connection, _narrowing(view)) if view.narrowed else everybody
    return PeopleCount(everybody, opted_in, shown)


def off_channels(listed: str | None) -> tuple[Channel, ...]:
    """The channels of a list as queries have it, in the order they are shown in."""
    found = set((listed or "").split(","))
    return tuple(channel for channel in OFF_ORDER if channel in found)


def _narrowing(view: PeopleView) -> queries.Narrowing:
    state = "" if view.state is None else view.state.value
    return queries.Narrowing(words_of(view.words), view.role, state)


def _row(row: Any) -> PersonRow:
    return PersonRow(
        contact_id=row[0],
        conversation_id=row[1],
        name=row[2],
        number=row[3],
        matter=row[4],
        text_state=TextState(row[5]),
        last_at=row[6],
        role=row[7],
        added_at=row[8],
        key=PeopleKey(row[9], row[10], row[0]),
        off=off_channels(row[11]),
    )
