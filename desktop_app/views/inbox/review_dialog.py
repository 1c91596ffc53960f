"""Why words that look like a stop were none: a reason that is kept with them (rules.md A-10)."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.records import REASON_AT_LEAST, ReviewCard
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import Problem
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.quoted_words import LongQuote
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import AreaField, show_errors
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class ReviewReasonDialog(Dialog):
    """The client's words, and how somebody knows that they meant something else."""

    decided = Signal()
    """Recorded: texts may go on."""
    left = Signal(str, str)
    """Closed without recording: the number, and the reason as far as it was typed."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        number: str,
        person: Person,
        card: ReviewCard,
    ) -> None:
        super().__init__(theme, host, _title(card, person), card.deadline)
        self.setObjectName("reviewReason")
        self._workspace = workspace
        self._bridge = bridge
        self._number = number
        self._busy = self._over = False
        self.quote = LongQuote(theme)
        self.quote.say(card.quoted, card.marked)
        note = tr("Required, {n} characters or more", n=REASON_AT_LEAST)
        self.reason = AreaField(theme, tr("How do you know?"), note=note)
        self._icon = Picture(theme, "circle", 14, "text3")
        self.counter = Label(theme, "", "caption", "text2", wrap=True)
        kept = tr("Your reason is kept with {their} words.", their=person.possessive)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.counter, 1)
        counted = QVBoxLayout()
        counted.setSpacing(4)
        counted.addWidget(self.reason)
        counted.addLayout(line)
        self.body.addWidget(self.quote)
        self.body.addLayout(counted)
        self.body.addWidget(Label(theme, kept, "small", "text2", wrap=True))
        self.cancel = self.add_cancel()
        self.record = self.add_primary(
            tr("Record and restore texts") if card.clear else tr("Record, not an opt-out")
        )
        self.record.clicked.connect(self._record)
        self.reason.changed.connect(self._count)
        bridge.broken.connect(self._broke)
        self._count()

    def first_stop(self) -> QWidget:
        """The reason."""
        return self.reason.control

    def fill(self, reason: str) -> None:
        """Begin with what was typed the last time."""
        self.reason.set_text(reason)

    def dismiss(self) -> None:
        """Close; not while it is being recorded."""
        if self._busy:
            return
        if not self._over:
            self._over = True
            self.left.emit(self._number, self.reason.text())
        super().dismiss()

    def _count(self) -> None:
        length = len(" ".join(self.reason.text().split()))
        missing = max(REASON_AT_LEAST - length, 0)
        size = tr("1 character") if length == 1 else tr("{n} characters", n=f"{length:,}")
        words = tr("{size}, {more} more", size=size, more=missing) if missing else size
        self.counter.setText(words)
        self._icon.show_icon(*(("circle", "text3") if missing else ("circle-check", "ok")))
        if not self.reason.error:
            self.reason.control.setAccessibleDescription(words)
        self.record.setEnabled(not missing and not self._busy)
        self.record.setAccessibleDescription(words if missing else "")

    def _record(self) -> None:
        self.problem.clear()
        self._busy = True
        self._count()
        decide, actor = self._workspace.consent.decide_review, self._workspace.actor
        reason = self.reason.text()
        self._bridge.run(
            partial(decide, self._number, actor, opt_out=False, reason=reason),
            self._done,
            self._refused,
        )

    def _done(self, _nothing: None) -> None:
        self._busy, self._over = False, True
        self.dismiss()
        self.decided.emit()

    def _broke(self, _sentence: str) -> None:
        """A bug says that: let the person close this and go on."""
        self._busy = False
        self._count()

    def _refused(self, error: BrieftextError) -> None:
        self._busy = False
        self._count()
        if not isinstance(error, InvalidInput):
            self.show_problem(error.problem)
            return
        rest = show_errors(error, {"reason": self.reason})
        if rest:
            self.show_problem(Problem(rest))


def _title(card: ReviewCard, person: Person) -> str:
    if card.clear:
        return tr("Restore texts to {name}?", name=person.first)
    return tr("Not an opt-out?")
