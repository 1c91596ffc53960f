"""Recording a consent as it was given: by which way, when, in which words, by whom.

The way decides what else is asked: an address for what came over the web, the script for what was
said aloud, and nothing that follows from the way itself.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConsentLevel, ConsentProof, ContactCard
from desktop_app.services.rules.consent_record import MEDIUM_WORDS, NOT_APPLICABLE, Medium
from desktop_app.services.rules.ways import WAYS, Way
from desktop_app.services.wording import Person, sentence
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.consent_dialogs import show_at_fields
from desktop_app.views.contacts.sign_up_parts import MomentField, ProofRow
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import (
    AreaField,
    ChoiceField,
    Field,
    LineField,
    RadioField,
    required,
)

RECORDABLE = tuple(medium for medium in WAYS if medium is not Medium.SMS_DOUBLE_OPT_IN)
"""What staff can record; a YES to our own request records itself."""


class RecordConsentDialog(Dialog):
    """When, how and in which words somebody agreed to texts."""

    recorded = Signal(str)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        card: ContactCard,
        calendar: Calendar,
    ) -> None:
        title = tr("Record {name}’s consent to texts", name=card.name)
        lead = tr("Agreeing to be called or emailed is not enough. It has to name texts.")
        super().__init__(theme, host, title, lead)
        self.setObjectName("recordConsent")
        self.offer_help("consent")
        self._workspace = workspace
        self._bridge = bridge
        self._number = card.number
        self._make_fields(card, calendar)
        for part in (
            self.how, self.when, self.words, self.proof, self.action, self.ip_address,
            self.identity, self.campaign, self.level,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.add_cancel()
        self.record = self.add_primary(tr("Record consent"))
        self.record.clicked.connect(self._record)
        self.how.changed.connect(self._way_chosen)
        self.proof.chosen.connect(self._attach)
        self._way_chosen()

    def first_stop(self) -> QWidget:
        """What everything else depends on."""
        return self.how.control

    # What it is made of ------------------------------------------------------------------------

    def _make_fields(self, card: ContactCard, calendar: Calendar) -> None:
        theme, who = self._theme, Person(card.name, card.pronoun)
        ways = [(str(way), sentence(tr(MEDIUM_WORDS[way]))) for way in RECORDABLE]
        agree = tr("How did {they} agree?", they=who.subject)
        self.how = ChoiceField(theme, agree, [("", tr("Choose how")), *ways])
        self.when = MomentField(theme, tr("When"), calendar)
        self.words = AreaField(theme, tr("The words agreed to"), note=required())
        self.proof = ProofRow(theme)
        did = tr("What {they} did", they=who.subject)
        self.action = LineField(theme, did, help_text=tr("Like: signed, ticked the box"))
        self.ip_address = LineField(
            theme, tr("IP address"), help_text=tr("As the website kept it, like 203.0.113.7")
        )
        self.identity = LineField(theme, tr("Who agreed"))
        self.identity.set_text(card.name if card.name != format_number(card.number) else "")
        programs = self._workspace.reading.campaigns()
        names = [f"{one.name} {one.description}" for one in programs]
        self.campaign = ChoiceField(theme, tr("To which texts"), [(one, one) for one in names])
        self.level = RadioField(
            theme,
            tr("How far it reaches"),
            [
                (ConsentLevel.EXPRESS, tr("Agreed to texts about the case")),
                (ConsentLevel.EXPRESS_WRITTEN, tr("Agreed in writing, and the proof is kept")),
            ],
        )
        self.level.choose(ConsentLevel.EXPRESS)
        self.campaign.setVisible(len(names) > 1)

    def _way(self) -> Way | None:
        chosen = self.how.text()
        return WAYS[Medium(chosen)] if chosen else None

    def _way_chosen(self) -> None:
        """Ask only for what this way does not tell by itself."""
        way = self._way()
        help_text = tr("As they stand on the form, or as they were said.")
        if way is not None:
            help_text = tr("{what}, word for word.", what=tr(way.wording))
        self.words.set_help(help_text)
        self.action.setVisible(way is not None and way.asks_action)
        self.ip_address.setVisible(way is not None and way.asks_ip)
        written = way is not None and way.reaches is ConsentLevel.EXPRESS_WRITTEN
        if not written:
            self.level.choose(ConsentLevel.EXPRESS)
        self.level.setVisible(written)

    # Recording ---------------------------------------------------------------------------------

    def _attach(self, path: str) -> None:
        keep, actor = self._workspace.consent.add_evidence, self._workspace.actor
        self.problem.clear()
        self._bridge.run(partial(keep, Path(path), actor), self.proof.show_file, self._not_attached)

    def _not_attached(self, error: BrieftextError) -> None:
        self.show_problem(error.problem)

    def _record(self) -> None:
        way = self._way()
        if way is None:
            self.how.set_error(tr("Choose how the consent was given."))
            self.how.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.record.setEnabled(False)
        proof = ConsentProof(
            number=self._number,
            level=ConsentLevel(self.level.text()),
            captured_at=self.when.at(),
            medium=str(way.medium),
            language=self.words.text(),
            action=self.action.text() if way.asks_action else way.action,
            campaign=self.campaign.text(),
            ip_address=self.ip_address.text() if way.asks_ip else NOT_APPLICABLE,
            identity=self.identity.text(),
            evidence=self.proof.hashes,
        )
        consent, actor = self._workspace.consent, self._workspace.actor
        self._bridge.run(lambda: consent.record_proof(proof, actor), self._done, self._refused)

    def _done(self, _seq: int) -> None:
        self.dismiss()
        self.recorded.emit(self._number)

    def _refused(self, error: BrieftextError) -> None:
        """Each sentence at its field; nothing typed is touched."""
        self.record.setEnabled(True)
        fields: dict[str, Field] = {
            "medium": self.how,
            "captured_at": self.when,
            "language": self.words,
            "action": self.action,
            "ip_address": self.ip_address,
            "identity": self.identity,
            "campaign": self.campaign,
        }
        seen = {name: field for name, field in fields.items() if not field.isHidden()}
        if isinstance(error, InvalidInput) and not self.level.isHidden():
            said = {each.field: each.message for each in error.fields}
            self.level.set_error(said.get("level", ""))
            error = InvalidInput(tuple(each for each in error.fields if each.field != "level"))
        show_at_fields(self, error, seen)
