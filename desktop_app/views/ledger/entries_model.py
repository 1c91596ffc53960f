"""The entries of one number, read page by page, newest first, up to the moment chosen."""

from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.services.consent.story import LedgerLine
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.ledger.words import entry_sentence

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
PAGE = 200


class EntriesModel(QAbstractListModel):
    """A number's entries, read page by page."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        super().__init__()
        self._reading = reading
        self._calendar = calendar
        self._number = ""
        self._read: list[LedgerLine] = []
        self._lines: list[LedgerLine] = []
        self._more = False
        self._until: int | None = None

    def show_number(self, number: str, until: int | None = None) -> None:
        """Another number, from its newest entry, or as it was at a moment."""
        self.beginResetModel()
        self._number, self._until = number, until
        self._read, self._more = [], bool(number)
        self._read_page()
        self._lines = self._wanted(self._read)
        while self._more and not self._lines:
            self._lines = self._wanted(self._read_page())
        self.endResetModel()

    @property
    def later(self) -> int:
        """How many entries are left out because they came after the moment shown."""
        return len(self._read) - len(self._wanted(self._read))

    def corrections_of(self, seq: int) -> tuple[int, ...]:
        """The entries that put this one right, oldest first."""
        return tuple(line.seq for line in reversed(self._read) if line.corrects == seq)

    def day_before(self, day: date) -> date | None:
        """The last day before this one on which something changed."""
        while True:
            days = [each for each in self._days() if each < day]
            if days or not self._more:
                return max(days, default=None)
            self.fetchMore(QModelIndex())

    def day_after(self, day: date) -> date | None:
        """The first day after this one on which something changed."""
        return min((each for each in self._days() if each > day), default=None)

    def _days(self) -> list[date]:
        return [self._calendar.day(line.at) for line in self._read]

    def _wanted(self, lines: list[LedgerLine]) -> list[LedgerLine]:
        return [line for line in lines if self._until is None or line.at <= self._until]

    def _read_page(self) -> list[LedgerLine]:
        """One page more of all there is."""
        below = self._read[-1].seq if self._read else None
        page = self._reading.ledger_of(self._number, below, PAGE) if self._more else []
        self._more = len(page) == PAGE
        self._read += page
        return page

    def add_newer(self) -> int:
        """Read what was added since; how many that are."""
        newest = self._read[0].seq if self._read else 0
        page = self._reading.ledger_of(self._number, None, PAGE) if self._number else []
        fresh = [line for line in page if line.seq > newest]
        if len(fresh) == PAGE:
            self.show_number(self._number, self._until)
        elif fresh:
            self._read = fresh + self._read
            self._insert(0, self._wanted(fresh))
        return len(fresh)

    def line(self, place: int) -> LedgerLine:
        """The entry in a row."""
        return self._lines[place]

    def place_of(self, seq: int) -> int:
        """The row of an entry, -1 where this number has none such."""
        while True:
            for at, line in enumerate(self._lines):
                if line.seq == seq:
                    return at
            if not self._more or self._read[-1].seq < seq:
                return -1
            self.fetchMore(QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's form
        """How many are read so far."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, its title, its sentence."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_sentence(line, self._calendar)
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        """Whether there are older ones."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  Qt's name
        """One page more."""
        self._insert(len(self._lines), self._wanted(self._read_page()))

    def _insert(self, start: int, lines: list[LedgerLine]) -> None:
        if lines:
            self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
            self._lines[start:start] = lines
            self.endInsertRows()
