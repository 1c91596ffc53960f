"""What is found about the text: in the field, over the composer, and at Send."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop_app.services.consent.records import Channel
from desktop_app.services.records import ConversationRow
from desktop_app.services.rules.content.findings import Finding, Fix, worst
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.checking import SPELLING, Checking
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.drafts import DraftKeeper
from desktop_app.views.inbox.explanation import ExplanationPanel
from desktop_app.views.inbox.finding_chips import FindingChip, FindingChips, Matter
from desktop_app.views.inbox.underlines import change, select, underline
from desktop_app.views.theme import Theme


class FindingsPart(QObject):
    """Joins the checks of a text, the field, the chips, and what Send may do."""

    changed = Signal()
    """There is something to look at now, or nothing any more."""
    override_asked = Signal()
    """The draft, which the store has by now, is to leave with a reason."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        composer: Composer,
        drafts: DraftKeeper,
    ) -> None:
        super().__init__(composer)
        self._theme = theme
        self._reading = workspace.reading
        self._bridge = bridge
        self._composer = composer
        self._drafts = drafts
        self._number = ""
        self.findings: tuple[Finding, ...] = ()
        self.checking = Checking(workspace.reading, bridge, composer.field)
        self.chips = FindingChips(theme)
        composer.put_first(self.chips)
        self.checking.found.connect(self._show)
        self.chips.opened.connect(self.explain)
        self.chips.fix_asked.connect(self._mend_matter)
        self.chips.left.connect(composer.take_keyboard)
        self.chips.resized.connect(composer.make_room)
        composer.about_to_send.connect(self.checking.now)
        composer.reason_asked.connect(self._ask_reason)
        composer.field.menu_opening.connect(self._extend_menu)
        theme.changed.connect(self._underline)

    def start(self, row: ConversationRow) -> None:
        """From now on the text to this person."""
        self._number = row.number
        self.checking.start(row.number)

    def refresh(self) -> None:
        """Something about this person changed."""
        self.checking.forget()

    @property
    def any(self) -> bool:
        """Whether there is something to look at."""
        return self.chips.count > 0

    def focus_next(self) -> None:
        """The keyboard goes to the next chip."""
        self.chips.focus_next()

    def explain(self, chip: FindingChip) -> ExplanationPanel:
        """Say what one matter means, and offer what mends it."""
        from desktop_app.services.rules.explaining import explain  # noqa: PLC0415  when first asked

        matter = chip.matter
        explained = explain(matter.first.rule, matter.first.category)
        panel = ExplanationPanel(self._theme, self._composer, matter, explained, chip)
        panel.offer(self.fixes(matter.first))
        panel.fix_chosen.connect(self.mend)
        panel.place_asked.connect(self._show_place)
        panel.turned.connect(partial(self._offer_anew, panel))
        panel.open()
        return panel

    def fixes(self, finding: Finding) -> tuple[Fix, ...]:
        """What mends it; for spelling, what was probably meant."""
        if finding.fix is not None:
            return (finding.fix,)
        if finding.rule != SPELLING:
            return ()
        from desktop_app.services.rules.content import spelling  # noqa: PLC0415  large

        return spelling.fixes(finding, self.checking.text)

    def mend(self, fix: Fix) -> None:
        """Make the change, in one step that can be undone; not in a text that is another by now."""
        field = self._composer.field
        if field.toPlainText() == self.checking.text:
            change(field, self.checking.text, fix.edits)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.checking.now()

    # Inside ------------------------------------------------------------------------------------

    def _ask_reason(self) -> None:
        """The dialog begins with the draft: first the store has to have it."""
        self._drafts.save()
        number, text = self._number, self._composer.text()
        self._bridge.run(_nothing, partial(self._saved, number, text))

    def _saved(self, number: str, text: str, _nothing: object) -> None:
        """Where the check before sending holds nothing, it just goes."""
        if number != self._number or text != self._composer.text():
            return
        if self._reading.override_offer(number, Channel.TEXTS, text) is None:
            self._composer.send_asked.emit(text)
        else:
            self.override_asked.emit()

    def _show(self, findings: object) -> None:
        assert isinstance(findings, tuple)
        before, self.findings = self.findings, findings
        self._underline()
        self.chips.show_findings(findings)
        self._composer.field.setAccessibleDescription(self.chips.spoken())
        self._composer.set_verdict(worst(findings), findings[0].chip if findings else "")
        if len(findings) != len(before):
            self._announce()
        if bool(findings) is not bool(before):
            self.changed.emit()

    def _announce(self) -> None:
        count = self.chips.count
        if count:
            announce(self.chips, tr("1 hint") if count == 1 else tr("{n} hints", n=count))

    def _underline(self) -> None:
        """Only in the text they are about: a moment later they are looked for anew anyway."""
        field = self._composer.field
        if field.toPlainText() == self.checking.text:
            underline(field, self._theme, self.checking.text, self.findings)

    def _mend_matter(self, matter: Matter) -> None:
        if matter.first.fix is not None:
            self.mend(matter.first.fix)

    def _offer_anew(self, panel: ExplanationPanel, finding: Finding) -> None:
        panel.offer(self.fixes(finding))

    def _show_place(self, finding: Finding) -> None:
        field = self._composer.field
        if field.toPlainText() == self.checking.text:
            select(field, self.checking.text, finding.start, finding.end)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _extend_menu(self, menu: QMenu, at: int) -> None:
        """What mends the words under the pointer comes first in the field's own menu."""
        self.checking.now()
        here = [each for each in self.findings if _holds(each, at)]
        before = menu.actions()[0] if menu.actions() else None
        for finding in here:
            actions = [self._action(menu, fix) for fix in self.fixes(finding)]
            why = QAction(tr("Why: {what}", what=finding.chip).replace("&", "&&"), menu)
            why.triggered.connect(partial(self._explain_finding, finding))
            for action in [*actions, why]:
                if before is not None:
                    menu.insertAction(before, action)
                else:
                    menu.addAction(action)
        if here and before is not None:
            menu.insertSeparator(before)

    def _action(self, menu: QMenu, fix: Fix) -> QAction:
        action = QAction(fix.label.replace("&", "&&"), menu)
        action.triggered.connect(partial(self._mend_from_menu, fix))
        return action

    def _mend_from_menu(self, fix: Fix, _checked: bool = False) -> None:
        self.mend(fix)

    def _explain_finding(self, finding: Finding, _checked: bool = False) -> None:
        for chip in self.chips.chips:
            if finding in chip.matter.findings:
                self.explain(chip)
                return


def _holds(finding: Finding, at: int) -> bool:
    """Whether the words of a finding stand at this code point."""
    return any(start <= at < end or start < at <= end for start, end in finding.places)


def _nothing() -> None:
    """Lands when everything handed to the lane before it is done."""
