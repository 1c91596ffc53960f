"""The firm's own numbers: kind, what each can carry, and where its registration stands."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber, Registration, SenderType
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
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


class NumbersCard(SettingsCard):
    """A small table; texts go out from the first number."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Numbers"))
        self._workspace = workspace
        self._shown: list[FirmNumber] | None = None
        self._table = QWidget()
        self.column.addWidget(self._table)
        bridge.setting_changed.connect(self._setting_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the numbers as stored."""
        numbers = self._workspace.reading.firm_numbers()
        if numbers == self._shown:
            return
        self._shown = numbers
        table = _table(self.theme, numbers) if numbers else self._none()
        self.column.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table = table

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
    heads = ("Number", "Kind", "Texts", "Pictures", "Calls", "Registration")
    for column, words in enumerate(heads):
        grid.addWidget(Label(theme, tr(words), "caption_strong", "text2"), 0, column)
    for row, number in enumerate(numbers, start=1):
        for column, cell in enumerate(_cells(theme, number)):
            grid.addWidget(cell, row, column)
    for column, share in enumerate((5, 2, 2, 2, 2, 4)):
        grid.setColumnStretch(column, share)
    return table


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
