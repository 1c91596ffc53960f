"""The conversations as a Qt model: pages by key, and a change touches only the rows it is about."""

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.services.records import ConversationRow, InboxKey
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar, consent_glyph, task_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.sentences import list_sentence
from desktop_app.views.widgets.labels import plain_tooltip

PAGE = 60
FEW = 40
"""So many changed conversations are looked at one by one; more are read again as a page."""

OVERDUE_S = 3600
"""An unread text that nobody answered for so long says its age."""
DAYS_FROM = 48
"""Hours from which days read better."""

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ConversationModel(QAbstractListModel):
    """Pinned conversations first, then the newest, as far as they have been looked at."""

    about_to_reload = Signal()
    reloaded = Signal()

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        super().__init__()
        self._reading = reading
        self._calendar = calendar
        self._rows: list[ConversationRow] = []
        self._only = "all"
        self._more = False
        self._end: InboxKey | None = None
        """Where the pages read so far end. The open conversation may stand further down."""
        self._kept: int | None = None
        self.last_in_sight = 0
        """The lowest row somebody sees: what lies further down is not read again, but dropped."""
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
        """Read again what is in sight or open, and a page more."""
        deepest = max(self.last_in_sight, self.place_of(self._kept))
        wanted = max(count or min(len(self._rows), deepest + PAGE), PAGE)
        rows = self._reading.inbox_page(limit=wanted, only=self._only)
        self._more = len(rows) == wanted
        self._end = rows[-1].key if rows else None
        rows = self._with_kept(rows)
        same = [row.id for row in rows] == [row.id for row in self._rows[: len(rows)]]
        if same and (rows or not self._rows):
            self._put_in_place(rows)
            return
        self.about_to_reload.emit()
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        self.reloaded.emit()

    def _put_in_place(self, rows: list[ConversationRow]) -> None:
        """The same order as before: nothing moves."""
        if len(rows) < len(self._rows):
            self.beginRemoveRows(QModelIndex(), len(rows), len(self._rows) - 1)
            del self._rows[len(rows) :]
            self.endRemoveRows()
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _with_kept(self, rows: list[ConversationRow]) -> list[ConversationRow]:
        """The page, and the open conversation where it was shown although the filter lost it."""
        if self.place_of(self._kept) < 0 or any(row.id == self._kept for row in rows):
            return rows
        row = self._reading.conversation(self._kept) if self._kept is not None else None
        lost = row is not None and self._shown(row) and not self._passes(row)
        return sorted([*rows, row], key=_order) if row is not None and lost else rows

    def refresh(self, ids: Iterable[int]) -> None:
        """Look at these conversations again; no ids mean all of them."""
        changed = list(ids)
        if not changed or len(changed) > FEW:
            self.reload()
            return
        for conversation_id in changed:
            self._refresh_one(conversation_id)

    def refresh_contacts(self, ids: Iterable[int]) -> None:
        """Look again at the conversations of these contacts; no ids mean all of them.

        One that only now belongs to a contact is told of as a changed conversation.
        """
        people = set(ids)
        if not people:
            self.reload()
            return
        touched = [row.id for row in self._rows if row.contact_id in people]
        if touched:
            self.refresh(touched)

    def place_of(self, conversation_id: int | None) -> int:
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
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row)
        return self._spoken(row, role)

    def _spoken(self, row: ConversationRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return list_sentence(row, self._calendar)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return unanswered(row, self._calendar.now())
        return None

    def _tooltip(self, row: ConversationRow) -> str:
        """The words behind the glyphs of the row, which has no room for them."""
        marks = {tr("pinned"): row.pinned, tr("muted"): row.muted}
        parts = [row.name, consent_glyph(row.text_state).words]
        parts += [words for words, on in marks.items() if on]
        task = task_glyph(row.task)
        parts.append(task.words if task is not None else "")
        parts.append(unanswered(row, self._calendar.now()))
        return plain_tooltip(", ".join(part for part in parts if part))

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        """Whether older conversations are in the store."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  Qt's name
        """One page more."""
        page = self._reading.inbox_page(self._end, PAGE, self._only)
        self._more = len(page) == PAGE
        self._end = page[-1].key if page else self._end
        known = {row.id for row in self._rows}
        fresh = [row for row in page if row.id not in known]
        # The open conversation may stand behind the end of the pages: what comes before it goes
        # above it.
        last = _order(self._rows[-1]) if self._rows else None
        above = [row for row in fresh if last is not None and _order(row) < last]
        self._add(len(self._rows) - 1, above)
        self._add(len(self._rows), fresh[len(above) :])

    def _add(self, at: int, rows: list[ConversationRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()

    def _refresh_one(self, conversation_id: int) -> None:
        row = self._reading.conversation(conversation_id)
        here = self.place_of(conversation_id)
        if row is None or not self._shown(row) or self._is_below(row, here):
            if here >= 0:
                self._take(here)
        elif here < 0:
            self._add(bisect_left(self._rows, _order(row), key=_order), [row])
        else:
            self._move(here, row)

    def _passes(self, row: ConversationRow) -> bool:
        passes = {
            "all": not row.archived,
            "unread": row.unread,
            "needs_reply": row.needs_reply,
            "archived": row.archived,
        }
        return passes[self._only]

    def _shown(self, row: ConversationRow) -> bool:
        """Whether it belongs here; what somebody put away or brought back goes at once."""
        stays = row.id == self._kept and self._only in {"unread", "needs_reply"}
        return stays or self._passes(row)

    def _is_below(self, row: ConversationRow, here: int) -> bool:
        """Whether its place is on a page not loaded yet; the open conversation stays in sight."""
        if not self._more or self._end is None or (row.id == self._kept and here >= 0):
            return False
        end = self._end
        return _order(row) > (not end.pinned, -end.last_at, -end.conversation_id)

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


def unanswered(row: ConversationRow, now: int) -> str:
    """How long an unread text has had no answer, in words; empty below an hour."""
    waited = now - row.waits_since
    if not (row.unread and row.needs_reply and row.waits_since) or waited < OVERDUE_S:
        return ""
    hours = waited // 3600
    if hours >= DAYS_FROM:
        return tr("unanswered for {count} days", count=str(hours // 24))
    return (
        tr("unanswered for {count} hours", count=str(hours))
        if hours > 1
        else tr("unanswered for an hour")
    )
