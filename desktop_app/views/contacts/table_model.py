"""The people as a Qt model: pages by key, read as far as somebody looks."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.services.numbers import format_number
from desktop_app.services.people import PeopleKey, PeopleView, PersonRow, Whose
from desktop_app.services.workspace import Reading
from desktop_app.views.contacts.words import marks_of, person_sentence, role_words
from desktop_app.views.formatting import Calendar
from desktop_app.views.widgets.labels import plain_tooltip

PAGE = 60
EVERYBODY = 1 << 30
MOST_AT_ONCE = 1_000
"""Of more changes than this, everything in sight is read again."""

PERSON = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ContactsModel(QAbstractListModel):
    """One row a contact record, in the order of the view."""

    about_to_reload = Signal()
    reloaded = Signal()

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        super().__init__()
        self._reading = reading
        self._calendar = calendar
        self._rows: list[PersonRow] = []
        self._more = False
        self.view = PeopleView()
        self.last_in_sight = 0
        """The lowest row somebody sees: what lies further down is not read again, but dropped."""
        self.reload()

    def look(self, view: PeopleView) -> None:
        """Another order, or other people."""
        if view != self.view:
            self.view = view
            self.last_in_sight = 0
            self.reload()

    def reload(self) -> None:
        """Read again what is in sight, and a page more."""
        wanted = max(min(len(self._rows), self.last_in_sight + PAGE), PAGE)
        rows = self._reading.people_page(self.view, None, wanted)
        self._more = len(rows) == wanted
        self._show(rows)

    def refresh(self, whose: Whose) -> None:
        """Read again the rows of certain people only, and put them where they belong now."""
        if len(whose.contacts) + len(whose.conversations) + len(whose.numbers) > MOST_AT_ONCE:
            self.reload()
            return
        fresh = {r.contact_id: r for r in self._reading.people_among(self.view, whose)}
        rows = []
        for row in self._rows:
            new = row
            if row.contact_id in fresh or whose.holds(row):
                found = fresh.get(row.contact_id)
                if found is None or found.key != row.key:
                    continue
                new = fresh.pop(row.contact_id)
            rows.append(new)
        end = self._rows[-1].key if self._rows and self._more else None
        for row in fresh.values():
            if end is None or row.key.comes_before(end, descending=self.view.descending):
                rows.insert(self._place_for(row.key, rows), row)
        self._show(rows)

    def _place_for(self, key: PeopleKey, rows: list[PersonRow]) -> int:
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            if rows[middle].key.comes_before(key, descending=self.view.descending):
                low = middle + 1
            else:
                high = middle
        return low

    def _show(self, rows: list[PersonRow]) -> None:
        if rows == self._rows:
            return
        same = [row.contact_id for row in rows] == [row.contact_id for row in self._rows]
        if same:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.about_to_reload.emit()
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        self.reloaded.emit()

    def load_all(self) -> None:
        """Read everything to the end: somebody goes there, or looks for a name further down."""
        if self._more:
            self._append(EVERYBODY)

    def person(self, place: int) -> PersonRow:
        """The person in a row."""
        return self._rows[place]

    def place_of(self, contact_id: int | None) -> int:
        """The row of a record, -1 where it is not loaded."""
        return next((at for at, row in enumerate(self._rows) if row.contact_id == contact_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's form
        """How many are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for type-ahead, the sentence for screen readers, the record for painting."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                said: object = row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                said = person_sentence(row, self._calendar)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                said = _rest(row)
            case Qt.ItemDataRole.ToolTipRole:
                mark = marks_of(row)
                said = plain_tooltip(f"{row.name}. {mark.words}" if mark else row.name)
            case _:
                said = row if role == PERSON else None
        return said

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        """Whether more people are in the store."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  Qt's name
        """One page more."""
        self._append(PAGE)

    def _append(self, limit: int) -> None:
        after = self._rows[-1].key if self._rows else None
        page = self._reading.people_page(self.view, after, limit)
        self._more = len(page) == limit
        if page:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
            self._rows += page
            self.endInsertRows()


def _rest(row: PersonRow) -> str:
    """What the sentence leaves out: number and role."""
    parts = (format_number(row.number) if row.number else "", role_words(row.role))
    return ", ".join(part for part in parts if part)
