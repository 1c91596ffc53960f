"""Asking for a YES: a sign-up that did not come from the phone itself (rules.md B-05, B-06).

What proves it is entered first; below it stands the one text it sends, to the letter.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.records import Campaign, SignUp
from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard, OutboxState, Problem, QueueOutcome
from desktop_app.services.rules.call_to_action import says_texts, texts_problem
from desktop_app.services.rules.consent_record import (
    ACTION_AT_LEAST,
    IDENTITY_AT_LEAST,
    MEDIUM_WORDS,
    NOT_APPLICABLE,
    WORDING_AT_LEAST,
    Medium,
    ip_problem,
    medium_of,
    optin_path,
)
from desktop_app.services.rules.optin import REQUEST_DAYS, program_problems, text_checks
from desktop_app.services.rules.optin_texts import Program, request_text
from desktop_app.services.rules.ways import WAYS, Way
from desktop_app.services.wording import Person, sentence
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.consent_dialogs import show_at_fields
from desktop_app.views.contacts.sign_up_parts import (
    MarkedLine,
    MomentField,
    ProofRow,
    RequestPreview,
)
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import AreaField, ChoiceField, Field, LineField
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

DAY_S = 86_400
OTHER = "other"
NEEDS_YES = tuple(
    medium
    for medium in Medium
    if optin_path(medium) == "double" and medium is not Medium.SMS_DOUBLE_OPT_IN
)
"""What staff can enter: everything but what came from the phone; the YES itself is its end."""
ACTIONS = (
    ("signed the form", "Signed the form"),
    ("ticked the box and sent the form", "Ticked the box and sent the form"),
    ("replied to the email", "Replied to the email"),
    ("pressed the button", "Pressed the button"),
    ("said yes", "Said yes"),
    (OTHER, "Something else"),
)
"""Asked only where the way leaves it open; a spoken yes is a spoken yes."""
_KEPT = frozenset({OutboxState.QUEUED, OutboxState.POSTING, OutboxState.ACCEPTED})
SIDE_BY_SIDE_UP_TO = 1.3
"""With text larger than this, two fields have no room in one row."""


class _Pair(QWidget):
    """Two fields in one row, or one below the other where text is large."""

    def __init__(self, theme: Theme, left: Field, right: Field, shares: tuple[int, int]) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._row.addWidget(left, shares[0])
        self._row.addWidget(right, shares[1])
        theme.changed.connect(self._turn)
        self._turn()

    def _turn(self) -> None:
        large = self._theme.scale > SIDE_BY_SIDE_UP_TO
        way = self._row.Direction
        self._row.setDirection(way.TopToBottom if large else way.LeftToRight)


class SignUpDialog(Dialog):
    """How somebody agreed, what the alerts are about, and the request exactly as it goes out."""

    asked = Signal(object)
    """The sign-up of this ContactCard's person is recorded and the request is queued."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        card: ContactCard,
        calendar: Calendar,
    ) -> None:
        self._who = Person(card.name, card.pronoun)
        title = tr("Ask {name} to confirm texts", name=card.name)
        super().__init__(theme, host, title, _lead(self._who))
        self.setObjectName("signUp")
        self.offer_help("consent")
        self._workspace = workspace
        self._bridge = bridge
        self._card = card
        self._calendar = calendar
        self._firm = workspace.reading.setting("firm_name")
        self._programs = {str(one.id): one for one in workspace.reading.campaigns()}
        self._busy = False
        self._make_proof(card.name)
        self._make_program()
        self.missing = Label(theme, "", "caption", "text2", wrap=True)
        self._lay_out()
        self._connect()
        self._show()

    def first_stop(self) -> QWidget:
        """How the person agreed."""
        return self.medium.control

    def dismiss(self) -> None:
        """Close; not while it is being recorded."""
        if not self._busy:
            super().dismiss()

    # What it is made of ------------------------------------------------------------------------

    def _make_proof(self, name: str) -> None:
        theme, who = self._theme, self._who
        ways = [(str(way), sentence(tr(MEDIUM_WORDS[way]))) for way in NEEDS_YES]
        agree = tr("How did {they} agree?", they=who.subject)
        self.medium = ChoiceField(theme, agree, [("", tr("Choose how")), *ways])
        self.when = MomentField(theme, tr("When"), self._calendar)
        was = who.verb(tr("was"), tr("were"))
        self.wording = AreaField(
            theme,
            tr("What {they} read or {was} told", they=who.subject, was=was),
            note=tr("Required, {n} characters or more", n=WORDING_AT_LEAST),
        )
        self.proof = ProofRow(theme)
        did = [(value, tr(words)) for value, words in ACTIONS]
        what = tr("What {they} did", they=who.subject)
        self.action = ChoiceField(theme, what, [("", tr("Choose what")), *did])
        self.own_action = LineField(theme, tr("In your words"))
        is_or_are = who.verb(tr("is"), tr("are"))
        known = tr("Who {they} {are}", they=who.subject, are=is_or_are)
        self.identity = LineField(theme, known)
        self.identity.set_text(name if name != format_number(self._card.number) else "")
        self.ip_address = LineField(
            theme, tr("IP address"), help_text=tr("As the website kept it, like 203.0.113.7")
        )

    def _make_program(self) -> None:
        theme, who = self._theme, self._who
        choices = [(key, f"{one.name} {one.description}") for key, one in self._programs.items()]
        self.program = ChoiceField(theme, tr("Who the alerts are from"), choices)
        self.description = MarkedLine(
            theme, tr("Alerts about, one word"), help_text=tr("Like Case, Account or News")
        )
        self.frequency = MarkedLine(
            theme,
            tr("How often"),
            help_text=tr("A number and an interval, never “sometimes”"),
        )
        heading = tr(
            "Exactly what {they} {gets}, at {number}",
            they=who.subject,
            gets=who.verb(tr("gets"), tr("get")),
            number=format_number(self._card.number),
        )
        self.preview = RequestPreview(theme, heading)
        self.after = Label(theme, self._what_follows(), "small", "text2", wrap=True)
        replies = who.verb(tr("replies"), tr("reply"))
        once = tr("Send the welcome text once {they} {reply} YES", they=who.subject, reply=replies)
        self.welcome = CheckChoice(theme, once)
        self.welcome.setChecked(True)
        self._fill_program()

    def _lay_out(self) -> None:
        theme = self._theme
        after = QHBoxLayout()
        after.setSpacing(10)
        after.addWidget(Picture(theme, "hourglass", 16, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        after.addWidget(self.after, 1)
        wording = QWidget()
        words = QVBoxLayout(wording)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.wording)
        words.addWidget(self.proof)
        foot = QVBoxLayout()
        foot.setSpacing(12)
        foot.addLayout(after)
        foot.addWidget(self.welcome)
        for part in (
            _Pair(theme, self.medium, self.when, (1, 1)),
            self.ip_address,
            wording,
            _Pair(theme, self.action, self.identity, (1, 1)),
            self.own_action,
            self.program,
            _Pair(theme, self.description, self.frequency, (18, 31)),
            self.preview,
        ):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.program.setVisible(len(self._programs) > 1)
        self._buttons.insertWidget(0, self.missing, 1)
        self._buttons.setStretch(1, 0)
        self.cancel = self.add_cancel()
        self.record = self.add_primary(tr("Record and send request"))

    def _connect(self) -> None:
        for field in (
            self.medium, self.when, self.wording, self.action, self.own_action, self.identity,
            self.ip_address, self.description, self.frequency,
        ):  # fmt: skip
            field.changed.connect(self._show)
        self.program.changed.connect(self._program_chosen)
        self.record.clicked.connect(self._send)
        self.proof.chosen.connect(self._attach)
        self._bridge.broken.connect(self._broke)

    # What it says ------------------------------------------------------------------------------

    def _what_follows(self) -> str:
        day = self._calendar.day(self._calendar.now() + REQUEST_DAYS * DAY_S)
        who = self._who
        return tr(
            "One request per sign-up. Nothing else goes to {them} until {they} {reply} YES. It "
            "runs out on {day}; a NO or STOP ends it for good.",
            them=who.object,
            they=who.subject,
            reply=who.verb(tr("replies"), tr("reply")),
            day=f"{day:%a, %b} {day.day}",
        )

    def _fill_program(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.description.set_text(chosen.description)
            self.frequency.set_text(chosen.frequency)

    def _program_chosen(self) -> None:
        self._fill_program()
        self._show()

    def _chosen(self) -> Campaign | None:
        return self._programs.get(self.program.text())

    def _typed_program(self) -> Program:
        chosen = self._chosen()
        name = chosen.name if chosen is not None else self._firm
        return Program(name, self.description.text(), self.frequency.text())

    def _show(self) -> None:
        """Marks, preview, and whether it can be recorded now."""
        way = self._way()
        asks = way is None or way.asks_action
        self.ip_address.setVisible(way is not None and way.asks_ip)
        self.wording.set_help(
            "" if way is None else tr("{what}, word for word.", what=tr(way.wording))
        )
        self.action.setVisible(asks)
        self.own_action.setVisible(asks and self.action.text() == OTHER)
        program = self._typed_program()
        wrong = {one.field: one.message for one in program_problems(program, self._firm)}
        self.description.judge(wrong.get("description", ""))
        self.frequency.judge(wrong.get("frequency", ""))
        shown = Program(program.name, program.description or "…", program.frequency or "…")
        text = request_text(shown)
        self.preview.say(text, text_checks(text, self._firm, asks=True))
        why = self._what_is_missing(wrong)
        self.missing.setText(why)
        self.record.setEnabled(not why and not self._busy)
        self.record.setAccessibleDescription(why)

    def _what_is_missing(self, wrong: dict[str, str]) -> str:
        ip_is_wrong = ip_problem(self.medium.text(), self._ip()) if self.medium.text() else ""
        left = (
            (not self.medium.text(), tr("Choose how {they} agreed", they=self._who.subject)),
            (bool(ip_is_wrong), tr("Enter the IP address")),
            (len(" ".join(self.wording.text().split())) < WORDING_AT_LEAST,
             tr("Write what was read or said, {n} characters or more", n=WORDING_AT_LEAST)),
            (not says_texts(self.wording.text()), texts_problem(self.wording.text())),
            (len(self._action()) < ACTION_AT_LEAST,
             tr("Say what {they} did to agree", they=self._who.subject)),
            (len(self.identity.text()) < IDENTITY_AT_LEAST, tr("Say who agreed")),
            ("name" in wrong, wrong.get("name", "")),
            ("description" in wrong, tr("Say what the alerts are about, in one word")),
            ("frequency" in wrong, tr("Say how often texts come")),
        )  # fmt: skip
        return next((words for lacking, words in left if lacking), "")

    # Recording ---------------------------------------------------------------------------------

    def _ip(self) -> str:
        return self.ip_address.text() if _needs_ip(self.medium.text()) else NOT_APPLICABLE

    def _way(self) -> Way | None:
        chosen = medium_of(self.medium.text())
        return WAYS[chosen] if chosen is not None else None

    def _action(self) -> str:
        way = self._way()
        if way is not None and not way.asks_action:
            return way.action
        chosen = self.action.text()
        return self.own_action.text() if chosen == OTHER else chosen

    def _attach(self, path: str) -> None:
        keep, actor = self._workspace.consent.add_evidence, self._workspace.actor
        self.problem.clear()
        self._bridge.run(partial(keep, Path(path), actor), self.proof.show_file, self._not_attached)

    def _not_attached(self, error: BrieftextError) -> None:
        self.show_problem(error.problem)

    def _send(self) -> None:
        program = self._typed_program()
        sign_up = SignUp(
            number=self._card.number,
            medium=self.medium.text(),
            agreed_at=self.when.at(),
            identity=self.identity.text(),
            language=self.wording.text(),
            action=self._action(),
            name=program.name,
            description=program.description,
            frequency=program.frequency,
            ip_address=self._ip(),
            evidence=self.proof.hashes,
            welcome=self.welcome.isChecked(),
        )
        self.problem.clear()
        self._busy = True
        self._show()
        record, actor = self._workspace.consent.sign_up, self._workspace.actor
        self._bridge.run(partial(record, sign_up, actor), self._done, self._refused)

    def _done(self, outcome: QueueOutcome) -> None:
        self._busy = False
        if outcome.outbox_id is None or outcome.state not in _KEPT:
            self._show()
            why = outcome.reason or tr("The check before sending stopped it.")
            self.show_problem(Problem(tr("The request was not sent."), why))
            return
        self.dismiss()
        self.asked.emit(self._card)

    def _refused(self, error: BrieftextError) -> None:
        self._busy = False
        self._show()
        fields: dict[str, Field] = {
            "medium": self.medium,
            "agreed_at": self.when,
            "language": self.wording,
            "action": self.own_action if self.action.text() == OTHER else self.action,
            "identity": self.identity,
            "description": self.description,
            "frequency": self.frequency,
        }
        if _needs_ip(self.medium.text()):
            fields["ip_address"] = self.ip_address
        if len(self._programs) > 1:
            fields["name"] = self.program
        show_at_fields(self, error, fields)

    def _broke(self, _sentence: str) -> None:
        """A bug says that: let the person close this and go on."""
        self._busy = False
        self._show()


def _lead(who: Person) -> str:
    return tr(
        "{They} signed up another way than by text, so {they} must reply YES first.",
        They=sentence(who.subject),
        they=who.subject,
    )


def _needs_ip(medium: str) -> bool:
    """Whether consent given this way came over the web, from an address."""
    return bool(medium) and bool(ip_problem(medium, NOT_APPLICABLE))
