"""Making and changing a contact record. What is wrong is said at its field; nothing typed goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard, ContactEdit, Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.country import abroad_words
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import (
    AreaField,
    ChoiceField,
    Field,
    LineField,
    required,
    show_errors,
)

TIME_ZONES = (
    ("", "From address and number"),
    ("America/New_York", "Eastern (New York)"),
    ("America/Chicago", "Central (Chicago)"),
    ("America/Denver", "Mountain (Denver)"),
    ("America/Phoenix", "Mountain, no summer time (Phoenix)"),
    ("America/Los_Angeles", "Pacific (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ("America/Puerto_Rico", "Atlantic (San Juan)"),
    ("America/Halifax", "Atlantic (Halifax)"),
    ("America/St_Johns", "Newfoundland (St. John’s)"),
    ("America/Toronto", "Eastern (Toronto)"),
    ("America/Winnipeg", "Central (Winnipeg)"),
    ("America/Regina", "Central, no summer time (Regina)"),
    ("America/Edmonton", "Mountain (Edmonton)"),
    ("America/Vancouver", "Pacific (Vancouver)"),
)
PRONOUNS = (("", "Not set"), ("she", "she, her"), ("he", "he, him"), ("they", "they, them"))
ROLES = (
    ("client", "Client"),
    ("prospect", "Prospective client"),
    ("witness", "Witness"),
    ("opposing party", "Opposing party"),
    ("expert", "Expert"),
    ("court", "Court or agency"),
    ("staff", "Staff"),
    ("other", "Other"),
)
_WIDE = {"email", "notes"}


class ContactEditor(Dialog):
    """The form for one record, as a dialog."""

    saved = Signal(int)
    """The id of the record."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        card: ContactCard | None = None,
    ) -> None:
        known = card is not None and card.contact_id is not None
        super().__init__(theme, host, tr("Edit contact") if known else tr("New contact"))
        self._workspace = workspace
        self._bridge = bridge
        self._contact_id = card.contact_id if card else None
        self.fields = _fields(theme)
        self._lay_out()
        self.add_cancel()
        self.save_button = self.add_primary(tr("Save contact"))
        self.save_button.clicked.connect(self._save)
        self.fields["cell"].changed.connect(self._cell_typed)
        if card is not None:
            self._fill(card)

    def _cell_typed(self) -> None:
        """A number from abroad is shown with its country while it is typed."""
        words = abroad_words(self.fields["cell"].text(), practice=self._workspace.practice)
        self.fields["cell"].set_help(words or _cell_help())

    def first_stop(self) -> QWidget:
        """The first required field that is empty, otherwise the name."""
        empty = [key for key in ("name", "cell") if not self.fields[key].text()]
        return self.fields[empty[0] if empty else "name"].control

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        row, column = 0, 0
        for key, field in self.fields.items():
            if key in _WIDE and column:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, 2 if key in _WIDE else 1)
            column = 0 if key in _WIDE else 1 - column
            row += column == 0
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _fill(self, card: ContactCard) -> None:
        by_slot = {phone.slot: phone.number for phone in card.phones}
        by_slot.setdefault("cell", card.number)
        values = {
            "name": card.name if card.contact_id is not None else "",
            "email": card.email,
            "pronoun": card.pronoun,
            "time_zone": card.time_zone,
            "role": card.role or "client",
            "matter": card.matter,
            "matter_title": card.matter_title,
            "notes": card.notes,
            "state": card.state,
            "zip_code": card.zip_code,
        }
        for slot in ("cell", "home", "work"):
            values[slot] = format_number(by_slot.get(slot, ""))
        for key, value in values.items():
            self.fields[key].set_text(value)
        if card.time_zone_at:
            since = Calendar().day_words(card.time_zone_at)
            self.fields["time_zone"].set_help(tr("On record since {day}", day=since))

    def _save(self) -> None:
        self.save_button.setEnabled(False)
        values = {key: field.text() for key, field in self.fields.items()}
        edit = ContactEdit(contact_id=self._contact_id, **values)
        actor = self._workspace.actor
        self._bridge.run(
            lambda: self._workspace.contacts.save(edit, actor), self._saved, self._refused
        )

    def _saved(self, contact_id: int) -> None:
        self.saved.emit(contact_id)
        self.dismiss()

    def _refused(self, error: BrieftextError) -> None:
        self.save_button.setEnabled(True)
        self.problem.clear()
        if not isinstance(error, InvalidInput):
            self.show_problem(error.problem)
            return
        rest = show_errors(error, self.fields)
        if rest:
            self.show_problem(Problem(rest))


def _cell_help() -> str:
    return tr("The one number that gets texts")


def _fields(theme: Theme) -> dict[str, Field]:
    """The fields in reading order, by the names of ContactEdit."""
    only_calls = tr("Only called, never texted")
    return {
        "name": LineField(theme, tr("Name"), note=required()),
        "cell": LineField(theme, tr("Cell"), help_text=_cell_help()),
        "home": LineField(theme, tr("Home phone"), help_text=only_calls),
        "work": LineField(theme, tr("Work phone"), help_text=only_calls),
        "email": LineField(theme, tr("Email")),
        "matter": LineField(theme, tr("Matter number"), placeholder="26-0187"),
        "matter_title": LineField(theme, tr("Matter title")),
        "role": ChoiceField(theme, tr("Role"), _translated(ROLES)),
        "pronoun": ChoiceField(theme, tr("Pronoun"), _translated(PRONOUNS)),
        "state": LineField(theme, tr("State"), help_text=tr("For the hours in which to text")),
        "zip_code": LineField(theme, tr("ZIP code"), placeholder="33602"),
        "time_zone": ChoiceField(theme, tr("Time zone"), _translated(TIME_ZONES)),
        "notes": AreaField(theme, tr("Notes")),
    }


def _translated(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(value, tr(words)) for value, words in choices]
