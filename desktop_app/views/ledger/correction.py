"""Putting a recorded consent right: a new entry with all seven fields that names the old one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.consent.records import Campaign
from desktop_app.services.consent.story import LedgerEntry
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConsentLevel, ConsentProof, Problem
from desktop_app.services.rules.consent_record import MEDIUM_WORDS
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.drafting import Draft, clock_words, draft_of, moment_of
from desktop_app.views.ledger.evidence_field import EvidenceField
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.words import entry_number
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import (
    AreaField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    RadioField,
    required,
    show_errors,
)
from desktop_app.views.widgets.quiet_box import QuietBox


class CorrectionDialog(Dialog):
    """The fields as they were recorded, to be changed; the old entry stays as it is."""

    recorded = Signal(int)
    """The number of the new entry."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        files: NativeFiles,
        entry: LedgerEntry,
    ) -> None:
        number = entry_number(entry.line.seq)
        super().__init__(theme, host, tr("Correct entry {number}", number=number))
        self.setObjectName("correction")
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar
        self._entry = entry
        self.body.addWidget(QuietBox(theme, "info", self._lead()))
        self._make_fields()
        self.evidence = EvidenceField(theme, workspace, bridge, files)
        self.fields: dict[str, Field] = {
            "captured_at": self.day,
            "time": self.time,
            "medium": self.medium,
            "language": self.language,
            "action": self.action,
            "campaign": self.campaign,
            "ip_address": self.ip_address,
            "identity": self.identity,
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self.level)
        self.body.addWidget(self.evidence)
        self._fill(draft_of(entry))
        self.cancel = self.add_cancel()
        self.record = self.add_primary(tr("Add the correction"))
        self.record.clicked.connect(self._record)
        self.evidence.busy.connect(self.record.setDisabled)

    def first_stop(self) -> QWidget:
        """The first field."""
        return self.day.control

    def _lead(self) -> str:
        return tr(
            "Entry {number} about {phone} stays as it is. A new entry is added that says what it "
            "corrects.",
            number=entry_number(self._entry.line.seq),
            phone=format_number(self._entry.number),
        )

    def _make_fields(self) -> None:
        theme, choose = self._theme, ("", tr("Choose one"))
        media = [(str(key), f"{words[:1].upper()}{words[1:]}") for key, words in _media()]
        campaigns = _programs(self._workspace.reading.campaigns())
        self.day = DateField(theme, tr("When"))
        self.time = LineField(
            theme,
            tr("Time"),
            note=required(),
            help_text=tr("Like 2:11 PM, on this office’s clock."),
        )
        self.medium = ChoiceField(theme, tr("How"), [choose, *media])
        self.language = AreaField(
            theme,
            tr("What was shown"),
            note=required(),
            help_text=tr("The whole wording, as it stood on the form or was read out."),
        )
        self.action = LineField(
            theme,
            tr("What the person did"),
            note=required(),
            help_text=tr("Like: ticked the box, signed, dated."),
        )
        self.campaign = ChoiceField(theme, tr("Campaign"), [choose, *campaigns])
        self.ip_address = LineField(
            theme,
            tr("IP address"),
            note=required(),
            help_text=tr("Write n/a where it did not come over the web."),
        )
        self.identity = LineField(
            theme,
            tr("Who agreed"),
            note=required(),
            help_text=tr("The name, and how you know it is this person."),
        )
        self.level = RadioField(
            theme,
            tr("How far it reaches"),
            [
                (ConsentLevel.EXPRESS, tr("Agreed to texts about the case")),
                (ConsentLevel.EXPRESS_WRITTEN, tr("Agreed in writing, and the paper is kept")),
            ],
        )

    def _fill(self, draft: Draft) -> None:
        self.day.set_text(self._calendar.day(draft.at).isoformat())
        self.time.set_text(clock_words(draft.at, self._calendar))
        self.medium.set_text(draft.medium)
        self.language.set_text(draft.language)
        self.action.set_text(draft.action)
        self.campaign.set_text(draft.campaign)
        self.ip_address.set_text(draft.ip_address)
        self.identity.set_text(draft.identity)
        self.level.choose(draft.level)
        for name, digest in self._entry.evidence:
            self.evidence.hold(name, digest)

    def _record(self) -> None:
        at = moment_of(self.day.text(), self.time.text(), self._calendar)
        if at is None:
            self.time.set_error(tr("Write the time like 2:11 PM."))
            self.time.setFocus()
            return
        self.record.setEnabled(False)
        proof = ConsentProof(
            number=self._entry.number,
            level=ConsentLevel(self.level.text()),
            captured_at=at,
            medium=self.medium.text(),
            language=self.language.text(),
            action=self.action.text(),
            campaign=self.campaign.text(),
            ip_address=self.ip_address.text(),
            identity=self.identity.text(),
            evidence=self.evidence.digests(),
            corrects=self._entry.line.seq,
        )
        consent, actor = self._workspace.consent, self._workspace.actor
        self._bridge.run(lambda: consent.record_proof(proof, actor), self._done, self._refused)

    def _done(self, seq: int) -> None:
        self.dismiss()
        self.recorded.emit(seq)

    def _refused(self, error: BrieftextError) -> None:
        """Each sentence at its field; nothing typed is touched."""
        self.record.setEnabled(True)
        self.problem.clear()
        self.evidence.set_error("")
        if not isinstance(error, InvalidInput):
            self.show_problem(error.problem)
            return
        apart = {each.field: each.message for each in error.fields}
        self.level.set_error(apart.get("level", ""))
        self.evidence.set_error(apart.get("evidence", ""))
        named = tuple(each for each in error.fields if each.field not in {"level", "evidence"})
        rest = show_errors(InvalidInput(named), self.fields)
        if rest:
            self.show_problem(Problem(rest))


def _media() -> list[tuple[str, str]]:
    return [(str(medium), tr(words)) for medium, words in MEDIUM_WORDS.items()]


def _programs(programs: Sequence[Campaign]) -> list[tuple[str, str]]:
    """The short name means a program where there is one of that name only."""
    short = [each.name for each in programs]
    whole = [f"{each.name} {each.description}" for each in programs]
    keys = [
        name if short.count(name) == 1 else words for name, words in zip(short, whole, strict=True)
    ]
    return list(zip(keys, whole, strict=True))
