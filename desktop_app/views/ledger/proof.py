"""The seven proof fields of a consent, numbered, each there or said to be missing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.story import LedgerEntry, ProofField
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.words import kept_moment
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

NAME_WIDTH = 104
SIDE = 16
_TOLD_IN_FIELDS = frozenset(
    {
        "Agreed at",
        "Agreed on",
        "How",
        "Words",
        "What was done",
        "Campaign",
        "IP address",
        "Phone",
        "Who agreed",
    }
)
_TOLD_BESIDE = frozenset({"Files", "Corrects entry"})


class ProofCard(Card):
    """Field by field, as pictured; a missing one has an icon and the word."""

    def __init__(self, theme: Theme, calendar: Calendar, fields: tuple[ProofField, ...]) -> None:
        super().__init__(theme)
        self._calendar = calendar
        grid = QGridLayout(self)
        grid.setContentsMargins(SIDE, 12, SIDE, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for number, field in enumerate(fields, start=1):
            self._row(grid, number, field)
        self.setAccessibleName(tr("Proof fields"))

    def _row(self, grid: QGridLayout, number: int, field: ProofField) -> None:
        at, top = 2 * number, Qt.AlignmentFlag.AlignTop
        if number > 1:
            grid.addWidget(_Hairline(self._theme), at - 1, 0, 1, 3)
        grid.addWidget(Label(self._theme, str(number), "caption", "text2"), at, 0, top)
        name = Label(self._theme, tr(field.name), "small_medium", "text2", wrap=True)
        name.setFixedWidth(self._theme.room(NAME_WIDTH))
        grid.addWidget(name, at, 1, top)
        grid.addWidget(self._value(field), at, 2, top)

    def _value(self, field: ProofField) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if field.words:
            words = kept_moment(field.words, self._calendar)
            column.addWidget(Label(self._theme, words, "small", "text", wrap=True, selectable=True))
        if field.missing:
            column.addLayout(self._missing(field))
        return inside

    def _missing(self, field: ProofField) -> QHBoxLayout:
        whole = field.missing == field.name
        words = tr("Missing") if whole else tr("Missing: {what}", what=tr(field.missing))
        row = QHBoxLayout()
        row.setSpacing(6)
        picture = Picture(self._theme, "circle-alert", 14, "warn")
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._theme, words, "small_medium", "warn", wrap=True), 1)
        return row


def other_facts(entry: LedgerEntry) -> list[tuple[str, str]]:
    """What an entry keeps beside its proof fields, files and corrections; all of it without."""
    if not entry.fields:
        return list(entry.facts)
    told = [field.words for field in entry.fields]
    return [
        (name, words)
        for name, words in entry.facts
        if not (name in _TOLD_IN_FIELDS and any(words in each for each in told))
        and not (name in _TOLD_BESIDE and (entry.evidence or entry.line.corrects))
    ]


class _Hairline(QFrame):
    """Between two fields."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setStyleSheet(f"background: {theme.color('line').name()};")
