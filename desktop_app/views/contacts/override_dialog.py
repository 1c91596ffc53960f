"""One text to somebody the firm opted out: with a reason that is kept for good (rules.md F-03).

Nothing typed is lost: the text is the person's draft from the first key on, and the reason waits
for the next time.
"""

from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.consent.records import REASON_AT_LEAST, OverrideOffer, OverrideRequest
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import TextStateChanged
from desktop_app.services.numbers import format_number
from desktop_app.services.records import (
    ContactCard,
    FieldProblem,
    OutboxState,
    Problem,
    QueueOutcome,
    TextRequest,
)
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.consent_dialogs import show_at_fields
from desktop_app.views.contacts.override_parts import (
    CountedArea,
    LedgerPreview,
    Suggestion,
    count_reason,
    count_text,
)
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import AreaField, RadioField
from desktop_app.views.widgets.labels import Label

KEEP_AFTER_MS = 500
"""So long after the last key the text is kept as a draft, as in the composer."""
ASKED = "asked"
"""The choice that says the client wants this text: then an opt-in may be the better way."""
_KEPT = frozenset({OutboxState.QUEUED, OutboxState.POSTING, OutboxState.ACCEPTED})
_TEXT_FIELDS = frozenset({"text", "body", "content"})


@dataclass(frozen=True, slots=True)
class Unsent:
    """What stood in a dialog that was closed without sending."""

    choice: str
    reason: str
    text: str


class OverrideDialog(Dialog):
    """Why, what happened, the text, and the ledger entry it makes."""

    sent = Signal(object, str, object)
    """The ContactCard, the words, and the QueueOutcome."""
    left = Signal(str, object)
    """Closed without sending: the number, and the Unsent."""
    opt_in_asked = Signal(object)
    """The person wants texts again: opt this ContactCard in instead."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        card: ContactCard,
        offer: OverrideOffer,
        calendar: Calendar,
    ) -> None:
        super().__init__(theme, host, tr("Text {name} anyway?", name=card.name), offer.lead)
        self.setObjectName("override")
        self.offer_help("stop-start-help")
        self._workspace = workspace
        self._bridge = bridge
        self._card = card
        self._offer = offer
        self._calendar = calendar
        self._draft = workspace.reading.draft(card.number)
        self._pictures = tuple(each.id for each in workspace.outgoing.of_draft(card.number))
        self._keys: dict[str, str] = {}
        self._busy = self._over = self._stale = False
        self.hold_s = 0
        """For how many seconds the store holds the text back, so that it can be undone."""
        self.choice = RadioField(theme, tr("Why is this text needed?"), offer.choices)
        self.opt_in_link = LinkButton(theme, tr("Opt-in messages instead"), "small_medium")
        self.suggestion = Suggestion(theme, offer.suggestion)
        note = tr("Required, {n} characters or more", n=REASON_AT_LEAST)
        self.reason = AreaField(theme, tr("What happened?"), note=note)
        self.text = AreaField(theme, tr("The text"))
        self.carried = Label(theme, _with_pictures(len(self._pictures)), "caption", "text2")
        self._reason_part = CountedArea(theme, self.reason)
        self._text_part = CountedArea(theme, self.text)
        self.preview = LedgerPreview(theme, offer.next_entry)
        self.missing = Label(theme, "", "caption", "text2", wrap=True)
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_AFTER_MS)
        self._lay_out()
        self._connect()
        self.fill(None)

    def fill(self, unsent: Unsent | None) -> None:
        """Begin with what was left the last time, and with the draft."""
        if unsent is not None:
            if unsent.choice:
                self.choice.choose(unsent.choice)
            self.reason.set_text(unsent.reason)
        self.text.set_text(self._draft)
        self._keep_soon.stop()
        self._show()

    def first_stop(self) -> QWidget:
        """The first answer, or the first thing that is still missing."""
        if not self.choice.text():
            return self.choice.buttons()[0]
        return self.reason.control

    def keep_text(self) -> None:
        """Hand the text to the store as this person's draft."""
        self._keep_soon.stop()
        text = self.text.area.toPlainText()
        if text != self._draft and not self._busy and not self._over:
            self._draft = text
            save = self._workspace.messaging.save_draft
            self._bridge.run(partial(save, self._card.number, text))

    def dismiss(self) -> None:
        """Close; not while the text is on its way into the queue."""
        if self._busy:
            return
        if not self._over:
            self.keep_text()
            self._over = True
            text = self.text.area.toPlainText()
            unsent = Unsent(self.choice.text(), self.reason.area.toPlainText(), text)
            self.left.emit(self._card.number, unsent)
        super().dismiss()

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(self.suggestion)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.opt_in_link, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._reason_part, self._text_part, self.carried, self.preview):
            self.body.addWidget(part)
        self.carried.setVisible(bool(self._pictures))
        self._buttons.insertWidget(0, self.missing, 1)
        self._buttons.setStretch(1, 0)
        self.cancel = self.add_cancel()
        self.record = self.add_primary(tr("Record reason and send"))

    def _connect(self) -> None:
        self.record.clicked.connect(self._send)
        self.choice.changed.connect(self._show)
        self.reason.changed.connect(self._show)
        self.text.changed.connect(self._text_changed)
        self.opt_in_link.clicked.connect(self._opt_in)
        self.suggestion.taken.connect(self._opt_in)
        self._keep_soon.timeout.connect(self.keep_text)
        self._bridge.text_state_changed.connect(self._state_changed)
        self._bridge.broken.connect(self._broke)

    def _text_changed(self) -> None:
        self._keep_soon.start()
        self._show()

    def _show(self) -> None:
        """Counters, preview, and whether it can be sent now."""
        missing = count_reason(self._reason_part)
        problem = count_text(self._text_part)
        self.opt_in_link.setVisible(self.choice.text() == ASKED and self._offer.can_opt_in)
        self.preview.say(self._entry_words())
        why = self._what_is_missing(missing, problem)
        self.missing.setText(why)
        self.record.setEnabled(not why and not self._busy)
        self.record.setAccessibleDescription(why)

    def _what_is_missing(self, missing: int, problem: str) -> str:
        if self._stale:
            return tr("Something changed meanwhile")
        if not self.choice.text():
            return tr("Choose why this text is needed")
        if missing:
            return tr("Say what happened, {n} characters or more", n=REASON_AT_LEAST)
        if not self.text.text():
            return tr("Write the text")
        return problem

    def _entry_words(self) -> str:
        now = self._calendar.now()
        day = self._calendar.day(now)
        chosen = dict(self._offer.choices).get(self.choice.text(), tr("the reason you choose"))
        return tr(
            "{when}\u00a0· {actor}\u00a0· Override, messages\u00a0· {number}\u00a0· {choice}. "
            "Entries can’t be edited or deleted.",
            when=f"{day:%b} {day.day}, {day.year}, {self._calendar.clock(now)}",
            actor=self._workspace.actor,
            number=format_number(self._card.number),
            choice=chosen,
        )

    def _send(self) -> None:
        text = self.text.text()
        self._keep_soon.stop()
        self.problem.clear()
        self._busy = True
        self._show()
        request = TextRequest(
            to=self._card.number,
            body=text,
            client_key=self._keys.setdefault(text, uuid4().hex),
            actor=self._workspace.actor,
            recipient_name=self._card.name,
            hold_s=self.hold_s,
            pictures=self._pictures,
        )
        override = OverrideRequest(
            address=self._offer.address,
            channel=self._offer.channel,
            choice=self.choice.text(),
            reason=self.reason.text(),
            content=text,
            seen_seq=self._offer.seen_seq,
        )
        self._bridge.run(
            partial(self._workspace.messaging.queue_overriding, request, override),
            partial(self._done, text),
            self._refused,
        )

    def _done(self, text: str, outcome: QueueOutcome) -> None:
        self._busy = False
        if outcome.outbox_id is None or outcome.state not in _KEPT:
            self._show()
            why = outcome.reason or tr("The check before sending stopped it.")
            self.show_problem(Problem(tr("Not sent."), why))
            return
        self._over = True
        self.dismiss()
        self.sent.emit(self._card, text, outcome)

    def _refused(self, error: BrieftextError) -> None:
        self._busy = False
        self._show()
        if isinstance(error, InvalidInput):
            error = self._shown_at_choice(error)
        show_at_fields(self, error, {"reason": self.reason, "text": self.text})

    def _shown_at_choice(self, error: InvalidInput) -> InvalidInput:
        """What is wrong with the choice stands there; the rest, with one name for the text."""
        rest = []
        for wrong in error.fields:
            if wrong.field == "choice":
                self.choice.set_error(wrong.message)
            else:
                name = "text" if wrong.field in _TEXT_FIELDS else wrong.field
                rest.append(FieldProblem(name, wrong.message))
        return InvalidInput(tuple(rest))

    def _broke(self, _sentence: str) -> None:
        """A bug elsewhere says that: let the person close this and go on."""
        self._busy = False
        self._show()

    def _opt_in(self) -> None:
        card = self._card
        self.dismiss()
        self.opt_in_asked.emit(card)

    def _state_changed(self, change: TextStateChanged) -> None:
        """A reason rests on what was shown: where that changed, it has to be looked at again."""
        if change.number != self._card.number or self._busy or self._over:
            return
        asked = (self._offer.address, self._offer.channel, self.text.text())
        offer = self._workspace.reading.override_offer(*asked)
        self._stale = offer is None or offer.seen_seq != self._offer.seen_seq
        self._show()
        if self._stale:
            first = Person(self._card.name, self._card.pronoun).first
            self.show_problem(
                Problem(
                    tr("Something changed for {name} while you were writing.", name=first),
                    tr("Nothing was sent, and your text is kept as a draft."),
                    tr("Close this, look at the conversation, then decide again."),
                )
            )
        else:
            self.problem.clear()


def _with_pictures(count: int) -> str:
    if not count:
        return ""
    return tr("1 picture goes with it") if count == 1 else tr("{n} pictures go with it", n=count)
