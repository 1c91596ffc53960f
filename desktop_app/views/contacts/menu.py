"""The three-dot menu of a person: the same one wherever it is opened, and what its items do."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard, MenuItem
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.consent_dialogs import OptOutDialog, RecordConsentDialog
from desktop_app.views.contacts.editor import ContactEditor
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog, say_problem
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.toast import Toast

OVERRIDE = "override"
_D = TypeVar("_D", bound=Dialog)


class PersonActs(QObject):
    """Carries out what the menu, the panel and the locked composer offer for one person."""

    saved = Signal(int)
    """A contact record was saved; its id."""

    def __init__(
        self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge, toast: Toast
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._workspace = workspace
        self._bridge = bridge
        self._toast = toast
        self._card: ContactCard | None = None

    def open_menu(
        self, conversation_id: int, at: QPoint, extra_entries: Sequence[Entry] = ()
    ) -> PopupMenu | None:
        """Open the menu of a conversation's person with its right upper corner at this point.

        What `extra_entries` do is up to whoever adds them.
        """
        card = self._workspace.reading.contact_card(conversation_id)
        if card is None:
            return None
        items = self._workspace.reading.menu(conversation_id)
        return self._popup(card, [*map(_entry, items), *extra_entries], at)

    def open_menu_of(self, card: ContactCard, at: QPoint) -> PopupMenu:
        """The same menu for a record, whether or not there is a conversation."""
        if not card.number:
            items = [_without_number(item) for item in self._workspace.reading.menu_of_number("")]
        else:
            items = self._workspace.reading.menu_of_number(card.number)
        return self._popup(card, [_entry(item) for item in items], at)

    def _popup(self, card: ContactCard, entries: Sequence[Entry], at: QPoint) -> PopupMenu:
        note = tr("Gets texts at {number}", number=format_number(card.number))
        known_by_number = card.name == format_number(card.number)
        heading_note = note if card.number and not known_by_number else ""
        menu = PopupMenu(
            self._theme, self._host, entries, heading=card.name, heading_note=heading_note
        )
        menu.setAccessibleName(tr("More actions for {name}", name=card.name))
        menu.chosen.connect(partial(self.carry_out, card))
        menu.popup(at)
        return menu

    def carry_out(self, card: ContactCard, key: str) -> None:
        """Do one thing for this person: a menu key, or an action of the locked composer."""
        acts = {
            "opt_out_messages": self.opt_out,
            "opt_in_messages": self.opt_in,
            "opt_in": self.opt_in,
            "record_consent": self.record_consent,
            "edit_number": self.edit,
            "edit": self.edit,
        }
        if key in acts:
            acts[key](card)

    def opt_out(self, card: ContactCard) -> OptOutDialog:
        """Ask who wanted it, then record it."""
        dialog = OptOutDialog(self._theme, self._host, self._workspace, self._bridge, card)
        self._card = card
        dialog.firm_decided.connect(self._firm_opted_out)
        dialog.client_asked.connect(self._client_opted_out)
        return _shown(dialog)

    def opt_in(self, card: ContactCard) -> None:
        """Turn the firm's own opt-out back."""
        number, actor = card.number, self._workspace.actor
        self._card = card
        self._bridge.run(
            lambda: self._workspace.consent.opt_in_by_firm(number, actor),
            self._opted_in,
            self._refused,
        )

    def record_consent(self, card: ContactCard) -> RecordConsentDialog:
        """Keep when, how and in which words the person agreed."""
        dialog = RecordConsentDialog(self._theme, self._host, self._workspace, self._bridge, card)
        self._card = card
        dialog.recorded.connect(self._consent_recorded)
        return _shown(dialog)

    def edit(self, card: ContactCard | None) -> ContactEditor:
        """Change a person's record, or make one: for a number that has none, or for nobody yet."""
        dialog = ContactEditor(self._theme, self._host, self._workspace, self._bridge, card)
        dialog.saved.connect(self.saved)
        return _shown(dialog)

    def _firm_opted_out(self, _number: str) -> None:
        self._toast.say(
            tr("Opted {name} out of messages", name=self._first()),
            icon_name="circle-pause",
            tone="text2",
            action=tr("Undo"),
            act=self._undo_opt_out,
        )

    def _undo_opt_out(self) -> None:
        if self._card is not None:
            self.opt_in(self._card)

    def _client_opted_out(self, _number: str) -> None:
        words = tr("Recorded: {name} asked for no more texts", name=self._first())
        self._toast.say(words, icon_name="ban", tone="danger")

    def _opted_in(self, _nothing: None) -> None:
        self._toast.say(tr("Opted {name} in to messages", name=self._first()))

    def _consent_recorded(self, _number: str) -> None:
        self._toast.say(tr("Recorded {name}’s consent to texts", name=self._first()))

    def _refused(self, error: BrieftextError) -> None:
        say_problem(self._theme, self._host, error.problem)

    def _first(self) -> str:
        card = self._card
        return Person(card.name, card.pronoun).first if card is not None else ""


def _without_number(item: MenuItem) -> MenuItem:
    """What could be done, and that there is no number to do it with."""
    if not item.enabled:
        return item
    reason = tr("No cell number yet. Add one to the record.")
    return replace(item, now=reason, now_icon="circle-minus", enabled=False, reason=reason)


def _entry(item: MenuItem) -> Entry:
    return Entry(
        key=item.key,
        label=item.label,
        second=item.now,
        icon=item.icon,
        second_icon=item.now_icon,
        enabled=item.enabled,
        reason=item.reason,
        apart=item.key == OVERRIDE,
    )


def _shown(dialog: _D) -> _D:
    dialog.open()
    return dialog
