"""The firm's own numbers: kind, what each can carry, and where its registration stands."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber, Registration, SenderType
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

_KINDS = {
    SenderType.LONG_CODE: "Local",
    SenderType.TOLL_FREE: "Toll-free",
    SenderType.SHORT_CODE: "Short code",
}
_REGISTRATION = {
    Registration.UNKNOWN: ("circle-help", "text2", "Not known"),
    Registration.LIVE: ("circle-check", "ok", "Live"),
    Registration.NOT_APPROVED: ("circle-x", "danger", "Not approved"),
}


HEADS = ("Number", "Kind", "Texts", "Pictures", "Calls", "Registration")


class NumbersCard(SettingsCard):
    """A small table; texts go out from the first number."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Numbers"))
        self._workspace = workspace
        self._shown: list[FirmNumber] | None = None
        self._table, self._lines = QWidget(), QWidget()
        self.column.addWidget(self._table)
        self.column.addWidget(self._lines)
        bridge.setting_changed.connect(self._setting_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the numbers as stored."""
        numbers = self._workspace.reading.firm_numbers()
        if numbers == self._shown:
            return
        self._shown = numbers
        self._table = self._put(self._table, _table(self.theme, numbers))
        lines = _lines(self.theme, numbers) if numbers else self._none()
        self._lines = self._put(self._lines, lines)
        self._choose_form()

    def _put(self, old: QWidget, new: QWidget) -> QWidget:
        self.column.replaceWidget(old, new)
        old.deleteLater()
        return new

    def _choose_form(self) -> None:
        """A table where it has room for all its columns, else some lines for each number."""
        around = self.column.contentsMargins()
        room = self.width() - around.left() - around.right()
        as_table = bool(self._shown) and room >= self._table.sizeHint().width()
        self._table.setVisible(as_table)
        self._lines.setVisible(not as_table)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, perhaps another form."""
        super().resizeEvent(event)
        self._choose_form()

    def _restyle(self) -> None:
        super()._restyle()
        self._choose_form()

    def _none(self) -> QWidget:
        words = tr("The account has no number yet. Add one at Twilio, then check again.")
        return Label(self.theme, words, "small", "text2", wrap=True)

    def _setting_changed(self, _key: str) -> None:
        self.refresh()


def _table(theme: Theme, numbers: list[FirmNumber]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    for column, words in enumerate(HEADS):
        grid.addWidget(Label(theme, tr(words), "caption_strong", "text2"), 0, column)
    for row, number in enumerate(numbers, start=1):
        for column, cell in enumerate(_cells(theme, number)):
            grid.addWidget(cell, row, column)
    for column, share in enumerate((5, 2, 2, 2, 2, 4)):
        grid.setColumnStretch(column, share)
    return table


def _lines(theme: Theme, numbers: list[FirmNumber]) -> QWidget:
    """The same without a table: the number, and below it what it can do."""
    lines = QWidget()
    column = QVBoxLayout(lines)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for at, number in enumerate(numbers):
        if at:
            column.addWidget(Rule(theme))
        name, kind, *rest = _cells(theme, number)
        column.addWidget(name)
        facts = QWidget()
        flow = FlowLayout(facts, gap=18)
        flow.addWidget(kind)
        for head, cell in zip(HEADS[2:], rest, strict=True):
            flow.addWidget(_headed(theme, tr(head), cell))
        column.addWidget(facts)
    return lines


def _headed(theme: Theme, head: str, cell: QWidget) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Label(theme, head, "caption", "text2"))
    row.addWidget(cell)
    return part


def _cells(theme: Theme, number: FirmNumber) -> list[QWidget]:
    shown = format_number(number.number)
    label = number.label if number.label != number.number else ""
    name = f"{shown} · {label}" if label else shown
    icon_name, tone, words = _REGISTRATION[number.registration]
    detail = number.registration_note or tr(words)
    return [
        Label(theme, name, "small_medium", "text", selectable=True),
        Label(theme, tr(_KINDS[number.sender_type]), "small", "text"),
        *(_yes_no(theme, able=able) for able in (number.sms, number.mms, number.voice)),
        _mark(theme, icon_name, tone, detail),
    ]


def _yes_no(theme: Theme, *, able: bool) -> QWidget:
    if able:
        return _mark(theme, "circle-check", "ok", tr("Yes"))
    return _mark(theme, "circle-minus", "text2", tr("No"))


def _mark(theme: Theme, icon_name: str, tone: str, words: str) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Picture(theme, icon_name, 14, tone))
    row.addWidget(Label(theme, words, "caption_medium", tone), 1)
    return cell
