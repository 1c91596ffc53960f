"""The conversations as a Qt model: pages by key, and a change touches only the rows it is about."""

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.services.records import ConversationRow
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar, consent_glyph, list_sentence
from desktop_app.views.widgets.labels import plain_tooltip

PAGE = 60
FEW = 40
"""So many changed conversations are looked at one by one; more are read again as a page."""

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ConversationModel(QAbstractListModel):
    """Newest conversations first, as far as they have been looked at."""

    about_to_reload = Signal()
    reloaded = Signal()

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        super().__init__()
        self._reading = reading
        self._calendar = calendar
        self._rows: list[ConversationRow] = []
        self._only = "all"
        self._more = False
        self._kept: int | None = None
        self.reload()

    @property
    def only(self) -> str:
        """The filter: all, unread, needs_reply or archived."""
        return self._only

    def show_only(self, only: str) -> None:
        """Another filter."""
        if only != self._only:
            self._only = only
            self._kept = None
            self.reload(PAGE)

    def keep(self, conversation_id: int | None) -> None:
        """Do not take this conversation away under the person, although the filter would."""
        self._kept = conversation_id

    def reload(self, count: int = 0) -> None:
        """Read again as many rows as are shown now."""
        wanted = max(count or len(self._rows), PAGE)
        rows = self._reading.inbox_page(limit=wanted, only=self._only)
        more = len(rows) == wanted
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows, self._more = rows, more
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.about_to_reload.emit()
        self.beginResetModel()
        self._rows, self._more = rows, more
        self.endResetModel()
        self.reloaded.emit()

    def refresh(self, ids: Iterable[int]) -> None:
        """Look at these conversations again; no ids mean all of them."""
        changed = list(ids)
        if not changed or len(changed) > FEW:
            self.reload()
            return
        for conversation_id in changed:
            self._refresh_one(conversation_id)

    def place_of(self, conversation_id: int) -> int:
        """The row of a conversation, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == conversation_id), -1)

    def conversation(self, place: int) -> ConversationRow:
        """The conversation in a row."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's form
        """How many are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for type-ahead, the sentence for screen readers, the record for painting."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return list_sentence(row, self._calendar)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{row.name}, {consent_glyph(row.text_state).words}")
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        """Whether older conversations are in the store."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  Qt's name
        """One page more."""
        after = self._rows[-1].key if self._rows else None
        page = self._reading.inbox_page(after, PAGE, self._only)
        self._more = len(page) == PAGE
        fresh = [row for row in page if row.id != self._kept or self.place_of(row.id) < 0]
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()

    def _refresh_one(self, conversation_id: int) -> None:
        row = self._reading.conversation(conversation_id)
        here = self.place_of(conversation_id)
        if row is None or not self._shown(row) or self._beyond(row):
            if here >= 0:
                self._take(here)
        elif here < 0:
            self._insert(row)
        else:
            self._move(here, row)

    def _shown(self, row: ConversationRow) -> bool:
        passes = {
            "all": not row.archived,
            "unread": row.unread,
            "needs_reply": row.needs_reply,
            "archived": row.archived,
        }
        return passes[self._only] or row.id == self._kept

    def _beyond(self, row: ConversationRow) -> bool:
        """Whether its place is on a page that has not been loaded."""
        if not self._more or row.id == self._kept:
            return False
        return _order(row) > _order(self._rows[-1])

    def _insert(self, row: ConversationRow) -> None:
        at = bisect_left(self._rows, _order(row), key=_order)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def _take(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()

    def _move(self, here: int, row: ConversationRow) -> None:
        others = self._rows[:here] + self._rows[here + 1 :]
        there = bisect_left(others, _order(row), key=_order)
        if there != here:
            target = there + (1 if there > here else 0)
            self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), target)
            self._rows = [*others[:there], row, *others[there:]]
            self.endMoveRows()
        elif self._rows[here] == row:
            return
        self._rows[there] = row
        self.dataChanged.emit(self.index(there), self.index(there))


def _order(row: ConversationRow) -> tuple[bool, int, int]:
    return (not row.pinned, -row.last_at, -row.id)
