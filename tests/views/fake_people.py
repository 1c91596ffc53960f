"""The made-up firm as a table of people, as services promise it to the Contacts page."""

from desktop_app.services.finding import folded
from desktop_app.services.people import PeopleCount, PeopleKey, PersonRow
from desktop_app.services.records import LockedNotice, TextState

LAST = "\U0010ffff"
"""What is missing stands at the end, whichever way the table runs."""
RANKS = list(TextState)


class FakePeople:
    """The part of workspace.Reading that the Contacts page uses; over `people` and `_row`."""

    def _person(self, key, view):
        person, row = self.people[key], self._row(key)
        talked = bool(person.lines)
        missing = "" if view.descending else LAST
        values = {
            "name": folded(person.name),
            "matter": person.matter or missing,
            "cell": person.number or missing,
            "texts": RANKS.index(person.state),
            "last": row.last_at if talked else (0 if view.descending else 1 << 62),
            "role": person.role,
        }
        return PersonRow(
            contact_id=key,
            conversation_id=key if talked else None,
            name=person.name,
            number=person.number,
            matter=person.matter,
            text_state=person.state,
            last_at=row.last_at if talked else 0,
            role=person.role,
            added_at=0,
            off=person.off,
            key=PeopleKey(values[view.sort], folded(person.name), key),
        )

    def _fits(self, row, view):
        text = f"{folded(row.name)} {row.matter} {row.number}"
        return (
            all(word in text for word in folded(view.words).split())
            and view.role in {"", row.role}
            and view.state in {None, row.text_state}
        )

    def _table(self, view):
        rows = [self._person(key, view) for key in list(self.people)]
        rows = sorted(rows, key=lambda row: (row.key.name, row.contact_id))
        rows.sort(key=lambda row: row.key.value, reverse=view.descending)
        return [row for row in rows if self._fits(row, view)]

    def people_page(self, view, after=None, limit=60):
        self.people_reads += 1
        rows = self._table(view)
        if after is not None:
            rows = [row for row in rows if after.comes_before(row.key, descending=view.descending)]
        return rows[:limit]

    def people_among(self, view, whose):
        return [row for row in self._table(view) if whose.holds(row)]

    def people_count(self, view):
        opted_in = sum(person.state is TextState.IN for person in self.people.values())
        return PeopleCount(len(self.people), opted_in, len(self._table(view)))

    def menu_of_number(self, number, email=None):
        if not number:
            return self.menu(next(iter(self.people)))
        return self.menu(next(k for k, p in self.people.items() if p.number == number))

    def text_notice(self, number):
        key, person = next((k, p) for k, p in self.people.items() if p.number == number)
        if person.state is TextState.NONE:
            reason = "Nobody recorded that texts are wanted."
            return LockedNotice("circle-help", "warn", "No consent on record", reason)
        return self.locked_notice(key)
