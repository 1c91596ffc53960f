"""Recording the end of consent. The dialog says first what it does and who can undo it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.consent.records import Channel
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ContactCard, Problem
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import (
    AreaField,
    ChoiceField,
    Field,
    RadioField,
    required,
    show_errors,
)
from desktop_app.views.widgets.quiet_box import QuietBox

HOW_ASKED = (
    ("by phone", "By phone"),
    ("by voicemail", "By voicemail"),
    ("by email", "By email"),
    ("by letter", "By letter"),
    ("in person", "In person"),
    ("in another way", "Another way"),
)

_TITLES = {
    Channel.TEXTS: "Opt {name} out of messages?",
    Channel.CALLS_OUT: "Opt {name} out of outbound calls?",
    Channel.EMAIL: "Opt {name} out of email?",
}
_AFTER_FIRM = {
    Channel.TEXTS: "Texts to {name} are off until someone at the firm opts in.",
    Channel.CALLS_OUT: "Calls to {name} are off until someone at the firm opts in.",
    Channel.EMAIL: "Email to {name} is off until someone at the firm opts in.",
}
_AFTER_CLIENT = {
    Channel.TEXTS: "It counts like a text saying STOP. No one at the firm can undo or override it; "
    "only {name} can, by texting START.",
    Channel.CALLS_OUT: "It is recorded as {name}’s own wish. Calls are off from now on; opt in "
    "again only when {name} asks for it. Texts and email stay as they are.",
    Channel.EMAIL: "It is recorded as {name}’s own wish. Email is off from now on; opt in again "
    "only when {name} asks for it. Texts and calls stay as they are.",
}


def address_of(card: ContactCard, channel: Channel) -> str:
    """What a channel's consent is keyed on: the address for e-mail, else the number."""
    return card.email.strip().lower() if channel is Channel.EMAIL else card.number


class OptOutDialog(Dialog):
    """Who asked? The client's own wish is final for the firm; the firm's own choice is not."""

    firm_decided = Signal(object, object)
    """The firm turned this Channel off for this ContactCard; it can be undone."""
    client_asked = Signal(object, object)
    """The request of this ContactCard's person about this Channel is recorded."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        card: ContactCard,
        channel: Channel = Channel.TEXTS,
    ) -> None:
        self._person = Person(card.name, card.pronoun)
        super().__init__(theme, host, tr(_TITLES[channel], name=card.name))
        self.setObjectName("optOut")
        self._workspace = workspace
        self._bridge = bridge
        self._card = card
        self._channel = channel
        self.who = RadioField(
            theme,
            tr("Who asked for this?"),
            [
                ("client", tr("{name} asked, in any way", name=self._person.first)),
                ("firm", tr("Our firm decided")),
            ],
        )
        self.how = ChoiceField(theme, tr("How"), [(v, tr(words)) for v, words in HOW_ASKED])
        self.words = AreaField(
            theme,
            tr("What was said"),
            note=required(),
            help_text=tr("As close to the words as you can."),
        )
        self.reason = AreaField(theme, tr("Why"), note=required())
        self.outcome = QuietBox(theme)
        for part in (self.who, self.how, self.words, self.reason, self.outcome):
            self.body.addWidget(part)
        self.cancel = self.add_cancel()
        self.record = self.add_primary(tr("Record the opt-out"))
        self.record.clicked.connect(self._record)
        self.who.changed.connect(self._show_choice)
        self._show_choice()

    def first_stop(self) -> QWidget:
        """The first answer, not yet chosen."""
        return self.who.buttons()[0]

    def _show_choice(self) -> None:
        who = self.who.text()
        for part in (self.how, self.words):
            part.setVisible(who == "client")
        self.reason.setVisible(who == "firm")
        self.record.setEnabled(bool(who))
        self.outcome.say(*self._outcome(who))

    def _outcome(self, who: str) -> tuple[str, str]:
        name = self._person.first
        if who == "client":
            return "lock", tr(_AFTER_CLIENT[self._channel], name=name)
        if who == "firm":
            return "circle-pause", tr(_AFTER_FIRM[self._channel], name=name)
        return "info", tr("Choose who asked first. It decides who can undo it.")

    def _record(self) -> None:
        self.record.setEnabled(False)
        consent, actor = self._workspace.consent, self._workspace.actor
        channel, address = self._channel, address_of(self._card, self._channel)
        words, reason, how = self.words.text(), self.reason.text(), self.how.text()
        if self.who.text() == "client":
            self._bridge.run(
                lambda: consent.opt_out_told_firm(address, actor, how, words, channel),
                self._done,
                self._refused,
            )
        else:
            self._bridge.run(
                lambda: consent.opt_out_by_firm(address, actor, reason, channel),
                self._done,
                self._refused,
            )

    def _done(self, _nothing: None) -> None:
        signal = self.client_asked if self.who.text() == "client" else self.firm_decided
        self.dismiss()
        signal.emit(self._card, self._channel)

    def _refused(self, error: BrieftextError) -> None:
        self.record.setEnabled(True)
        show_at_fields(self, error, {"how": self.how, "words": self.words, "reason": self.reason})


def show_at_fields(dialog: Dialog, error: BrieftextError, fields: dict[str, Field]) -> None:
    """An error at its field, or above the buttons where it belongs to none."""
    dialog.problem.clear()
    rest = show_errors(error, fields) if isinstance(error, InvalidInput) else ""
    if not isinstance(error, InvalidInput):
        dialog.show_problem(error.problem)
    elif rest:
        dialog.show_problem(Problem(rest))
