"""Words for the firm's own forms: made for one way of agreeing, and a check of those in use."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.form_words import (
    KIND_WORDS,
    FirmFacts,
    FormKind,
    FormWords,
    form_words,
)
from desktop_app.services.consent.records import Campaign, usual_campaign
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.form_check import FormCheck
from desktop_app.views.settings.rows import BESIDE_UP_TO, Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.forms import ChoiceField, Field, LineField
from desktop_app.views.widgets.labels import Label

TOLD = ("help_phone", "privacy_address", "terms_address")
"""Settings the words name, as they are typed here."""

RADIUS = 10


class _Beside(QWidget):
    """Fields in one row, or one below the other where text is large."""

    def __init__(self, theme: Theme, fields: Sequence[Field]) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        for field in fields:
            self._row.addWidget(field, 1)
        theme.changed.connect(self._turn)
        self._turn()

    def _turn(self) -> None:
        below = self._theme.scale > BESIDE_UP_TO
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)


class _Sheet(QWidget):
    """The words on a quiet ground, to be read or copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = Label(theme, "", "body", "text", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.words)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground. Painted: a style sheet would keep the words in the ink of the look before."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("well"))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)


class FormWordsCard(SettingsCard):
    """Choose the way of agreeing and the program; the exact words follow, live."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Words for your forms"))
        self._workspace = workspace
        self._bridge = bridge
        self._programs: dict[str, Campaign] = {}
        self.made = FormWords("")
        kinds = [(str(kind), tr(words)) for kind, words in KIND_WORDS.items()]
        self.kind = ChoiceField(theme, tr("How people agree"), kinds)
        self.program = ChoiceField(theme, tr("To which texts"), [])
        self.facts = {
            "help_phone": LineField(theme, tr("Help phone")),
            "privacy_address": LineField(theme, tr("Privacy Policy address")),
            "terms_address": LineField(theme, tr("Terms address")),
        }
        self.sheet = _Sheet(theme)
        self.lacks = Label(theme, "", "caption", "text2", wrap=True)
        self.copy = SecondaryButton(theme, tr("Copy"), "copy")
        self.copy.setAccessibleName(tr("Copy the words"))
        self.copied = Label(theme, "", "caption", "text2", wrap=True)
        self.check = FormCheck(theme)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read programs, number and what the firm has told as stored."""
        reading = self._workspace.reading
        for key, field in self.facts.items():
            stored = reading.setting(key)
            if not field.line.hasFocus() and field.text() != stored:
                field.set_text(stored)
        programs = reading.campaigns() or [usual_campaign(reading.setting("firm_name"))]
        self._offer({f"{one.name} {one.description}".strip(): one for one in programs})
        self._show()

    # What it is made of ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme, column = self.theme, self.column
        note = tr("Ready words that pass every check carriers make. Use them as they stand.")
        column.addWidget(Label(theme, note, "caption", "text2", wrap=True))
        column.addWidget(_Beside(theme, (self.kind, self.program)))
        column.addWidget(_Beside(theme, tuple(self.facts.values())))
        column.addWidget(self.sheet)
        column.addWidget(self.lacks)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.copy)
        foot.addWidget(self.copied, 1)
        column.addLayout(foot)
        column.addWidget(Rule(theme))
        column.addWidget(self.check)

    def _connect(self) -> None:
        self.kind.changed.connect(self._chosen)
        self.program.changed.connect(self._chosen)
        for field in self.facts.values():
            field.changed.connect(self._chosen)
            field.line.editingFinished.connect(self._keep)
        self.copy.clicked.connect(self._copy)
        self._bridge.setting_changed.connect(self._setting_changed)

    def _offer(self, programs: dict[str, Campaign]) -> None:
        if programs == self._programs:
            return
        chosen = self.program.text()
        self._programs = programs
        with QSignalBlocker(self.program.box):
            self.program.box.clear()
            for label in programs:
                self.program.box.addItem(label, label)
            self.program.box.setCurrentIndex(max(self.program.box.findData(chosen), 0))

    # What it says ------------------------------------------------------------------------------

    def _chosen(self) -> None:
        self.copied.setText("")
        self._show()

    def _show(self) -> None:
        facts = self._facts()
        self.made = form_words(
            FormKind(self.kind.text()), facts, self._programs[self.program.text()]
        )
        self.sheet.words.setText(self.made.text or tr(self.made.problem))
        self.sheet.words.set_token("text" if self.made.text else "text2")
        self.lacks.setText(" ".join(tr(each) for each in self.made.lacks))
        self.lacks.setVisible(bool(self.made.lacks))
        self.copy.setEnabled(bool(self.made.text))
        self.copy.setAccessibleDescription(tr(self.made.problem))
        self.check.know(facts.firm, facts.number)

    def _facts(self) -> FirmFacts:
        reading = self._workspace.reading
        numbers = [one.number for one in reading.firm_numbers() if one.sms]
        return FirmFacts(
            firm=reading.setting("firm_name"),
            number=numbers[0] if numbers else "",
            help_phone=self.facts["help_phone"].text(),
            privacy=self.facts["privacy_address"].text(),
            terms=self.facts["terms_address"].text(),
        )

    # What it does ------------------------------------------------------------------------------

    def _keep(self) -> None:
        """What was typed is the firm's from now on; only what changed is written."""
        reading, keep = self._workspace.reading, self._workspace.settings.set
        told = {key: field.text() for key, field in self.facts.items()}
        changed = {key: words for key, words in told.items() if words != reading.setting(key)}
        if changed:
            self._bridge.run(lambda: [keep(key, words) for key, words in changed.items()])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.made.text)
        self.copied.setText(tr("Copied."))
        announce(self, self.copied.text())

    def _setting_changed(self, key: str) -> None:
        """The firm's name, or one of these from a script."""
        if key in {*TOLD, "firm_name"}:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """A program or a number may have come meanwhile."""
        super().showEvent(event)
        self.refresh()
