"""The three-dot menu of a person: the same one wherever it is opened, and what its items do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.consent.records import Channel
from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard, MenuItem, Problem
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.consent_dialogs import (
    OptOutDialog,
    address_of,
)
from desktop_app.views.contacts.editor import ContactEditor
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog, say_problem
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.toast import Toast

if TYPE_CHECKING:
    from desktop_app.views.contacts.override_dialog import OverrideDialog, Unsent
    from desktop_app.views.contacts.record_consent_dialog import RecordConsentDialog
    from desktop_app.views.contacts.sign_up_dialog import SignUpDialog

OVERRIDE = "override"
_OUT = {
    Channel.TEXTS: "Opted {name} out of messages",
    Channel.CALLS_OUT: "Opted {name} out of calls",
    Channel.EMAIL: "Opted {name} out of email",
}
_IN = {
    Channel.TEXTS: "Opted {name} in to messages",
    Channel.CALLS_OUT: "Opted {name} in to calls",
    Channel.EMAIL: "Opted {name} in to email",
}
_ASKED = {
    Channel.TEXTS: "Recorded: {name} asked for no more texts",
    Channel.CALLS_OUT: "Recorded: {name} asked for no more calls",
    Channel.EMAIL: "Recorded: {name} asked for no more email",
}
_D = TypeVar("_D", bound=Dialog)


def _no_seconds() -> int:
    return 0


class PersonActs(QObject):
    """Carries out what the menu, the panel and the locked composer offer for one person.

    `hold_s` says for how many seconds the store holds a text back, so that it can be undone.
    """

    saved = Signal(int)
    """A contact record was saved; its id."""
    overridden = Signal(str, str, object)
    """A text went into the queue with a reason: the number, the words, the QueueOutcome."""
    draft_left = Signal(str, str)
    """A dialog was closed with words to this number in it: they are the draft now."""
    why_asked = Signal(str)
    """Somebody wants to know why this number cannot be texted."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        toast: Toast,
        *,
        calendar: Calendar | None = None,
        hold_s: Callable[[], int] = _no_seconds,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._workspace = workspace
        self._bridge = bridge
        self._toast = toast
        self._calendar = calendar or Calendar()
        self._hold_s = hold_s
        self._unsent: dict[str, Unsent] = {}
        self._writing: OverrideDialog | None = None

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
        items = self._workspace.reading.menu_of_number(card.number, card.email)
        if not card.number:
            items = [_without_number(item) for item in items]
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
        acts: dict[str, Callable[[ContactCard], object]] = {
            "opt_out_messages": self.opt_out,
            "opt_in_messages": self.opt_in,
            "opt_in": self.opt_in,
            "opt_out_calls": partial(self.opt_out, channel=Channel.CALLS_OUT),
            "opt_in_calls": partial(self.opt_in, channel=Channel.CALLS_OUT),
            "opt_out_email": partial(self.opt_out, channel=Channel.EMAIL),
            "opt_in_email": partial(self.opt_in, channel=Channel.EMAIL),
            OVERRIDE: self.override,
            "why": self._ask_why,
            "record_consent": self.record_consent,
            "request_opt_in": self.ask_for_yes,
            "edit_number": self.edit,
            "edit": self.edit,
        }
        if key in acts:
            acts[key](card)

    def opt_out(self, card: ContactCard, channel: Channel = Channel.TEXTS) -> OptOutDialog:
        """Ask who wanted it, then record it."""
        dialog = OptOutDialog(self._theme, self._host, self._workspace, self._bridge, card, channel)
        dialog.firm_decided.connect(self._firm_opted_out)
        dialog.client_asked.connect(self._client_opted_out)
        return _shown(dialog)

    def opt_in(self, card: ContactCard, channel: Channel = Channel.TEXTS) -> None:
        """Turn an opt-out back, where the firm may."""
        consent, actor = self._workspace.consent, self._workspace.actor
        address = address_of(card, channel)
        self._bridge.run(
            lambda: consent.opt_in_by_firm(address, actor, channel),
            partial(self._opted_in, card, channel),
            self._refused,
        )

    def override(self, card: ContactCard) -> "OverrideDialog | None":
        """Ask for a reason and the words, and send this one text; None where it is not possible."""
        reading = self._workspace.reading
        offer = reading.override_offer(card.number, Channel.TEXTS, reading.draft(card.number))
        if offer is None:
            say_problem(self._theme, self._host, _nothing_to_override(card))
            return None
        from desktop_app.views.contacts.override_dialog import OverrideDialog  # noqa: PLC0415  rare

        dialog = OverrideDialog(
            self._theme, self._host, self._workspace, self._bridge, card, offer, self._calendar
        )
        dialog.hold_s = self._hold_s()
        dialog.fill(self._unsent.pop(card.number, None))
        dialog.sent.connect(self._overridden)
        dialog.left.connect(self._left_unsent)
        dialog.opt_in_asked.connect(self.opt_in)
        self._writing = dialog
        return _shown(dialog)

    def record_consent(self, card: ContactCard) -> "RecordConsentDialog":
        """Keep when, how and in which words the person agreed."""
        from desktop_app.views.contacts.record_consent_dialog import (  # noqa: PLC0415  rare
            RecordConsentDialog,
        )

        dialog = RecordConsentDialog(
            self._theme, self._host, self._workspace, self._bridge, card, self._calendar
        )
        dialog.recorded.connect(partial(self._consent_recorded, card))
        return _shown(dialog)

    def ask_for_yes(self, card: ContactCard) -> "SignUpDialog":
        """Record a sign-up that did not come from the phone, and send the request it needs."""
        from desktop_app.views.contacts.sign_up_dialog import SignUpDialog  # noqa: PLC0415  rare

        dialog = SignUpDialog(
            self._theme, self._host, self._workspace, self._bridge, card, self._calendar
        )
        dialog.asked.connect(self._asked_for_yes)
        return _shown(dialog)

    def edit(self, card: ContactCard | None) -> ContactEditor:
        """Change a person's record, or make one: for a number that has none, or for nobody yet."""
        dialog = ContactEditor(self._theme, self._host, self._workspace, self._bridge, card)
        dialog.saved.connect(self.saved)
        return _shown(dialog)

    def save_work(self) -> None:
        """Hand what is typed in an open dialog to the store: the window closes."""
        if self._writing is not None:
            self._writing.keep_text()

    def _ask_why(self, card: ContactCard) -> None:
        self.why_asked.emit(card.number)

    def _firm_opted_out(self, card: ContactCard, channel: Channel) -> None:
        self._toast.say(
            tr(_OUT[channel], name=_first(card)),
            icon_name="circle-pause",
            tone="text2",
            action=tr("Undo"),
            act=partial(self.opt_in, card, channel),
        )

    def _client_opted_out(self, card: ContactCard, channel: Channel) -> None:
        words = tr(_ASKED[channel], name=_first(card))
        self._toast.say(words, icon_name="ban", tone="danger")

    def _opted_in(self, card: ContactCard, channel: Channel, _nothing: None) -> None:
        self._toast.say(tr(_IN[channel], name=_first(card)))

    def _consent_recorded(self, card: ContactCard, _number: str) -> None:
        self._toast.say(tr("Recorded {name}’s consent to texts", name=_first(card)))

    def _asked_for_yes(self, card: ContactCard) -> None:
        words = tr("Asked {name} to reply YES", name=_first(card))
        self._toast.say(words, icon_name="hourglass", tone="warn")

    def _overridden(self, card: ContactCard, text: str, outcome: object) -> None:
        self._writing = None
        self.overridden.emit(card.number, text, outcome)
        self._toast.say(tr("Sent once to {name}, with your reason", name=_first(card)))

    def _left_unsent(self, number: str, unsent: "Unsent") -> None:
        self._writing = None
        self._unsent[number] = unsent
        self.draft_left.emit(number, unsent.text)

    def _refused(self, error: BrieftextError) -> None:
        say_problem(self._theme, self._host, error.problem)


def _first(card: ContactCard) -> str:
    return Person(card.name, card.pronoun).first


def _nothing_to_override(card: ContactCard) -> Problem:
    return Problem(
        tr("There is nothing to override for {name} now.", name=_first(card)),
        tr("It changed a moment ago."),
        tr("Open the menu again to see how things stand."),
    )


def _without_number(item: MenuItem) -> MenuItem:
    """What could be done, and that there is no number to do it with; e-mail needs none."""
    if not item.enabled or item.key in {"opt_out_email", "opt_in_email"}:
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
