"""Checking words a firm already uses on its forms: every point with a mark and a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.services.records import Outcome
from desktop_app.services.rules.call_to_action import (
    Finding,
    Form,
    Report,
    check_call_to_action,
)
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import BESIDE_UP_TO
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.forms import AreaField
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

PAUSE_MS = 250
"""So long after the last key the words are read again."""
LONGEST_READ = 5_000
"""More than any form has; what is pasted by mistake is not read to its end."""
MARK = 16
_MARKS = {
    Outcome.OK: ("circle-check", "ok", "Fine"),
    Outcome.WARN: ("circle-alert", "warn", "Could be better"),
    Outcome.BLOCK: ("circle-x", "danger", "Put right"),
}
TICKS = (
    ("phone_required", "The phone number is required"),
    ("box_required", "The box has to be ticked"),
    ("ticked_beforehand", "The box is ticked beforehand"),
    ("behind_a_link", "The words stand only behind a link"),
    ("links_broken", "The Privacy Policy or the Terms can’t be opened"),
    ("spoken", "Somebody reads the words aloud"),
    ("truthful", "The words describe the texts truthfully"),
)
"""What only a person can know of the form."""


class FindingRow(QWidget):
    """One check: mark, what it is, how it came out, and the sentence where there is one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._picture = Picture(theme, "circle", MARK, "text3")
        self.what = Label(theme, "", "small_medium", "text", wrap=True)
        self.verdict = Label(theme, "", "caption_medium", "text2")
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._picture, 0, 0, top)
        grid.addWidget(self.what, 0, 1)
        grid.addWidget(self.verdict, 0, 2, top)
        grid.addWidget(self.words, 1, 1, 1, 2)

    def say(self, finding: Finding) -> None:
        """Show how it came out; the mark is never alone."""
        picture, tone, verdict = _MARKS[finding.outcome]
        self._picture.show_icon(picture, tone)
        self.what.setText(tr(finding.what))
        self.verdict.setText(tr(verdict))
        self.verdict.set_token(tone)
        self.words.setText(_sentence(finding))
        self.words.setVisible(bool(self.words.text()))
        self.setAccessibleName(f"{self.verdict.text()}: {self.what.text()}. {self.words.text()}")


class _Ticks(QWidget):
    """The ticks in two columns, or one below the other where text is large."""

    def __init__(self, theme: Theme, ticks: Sequence[CheckChoice]) -> None:
        super().__init__()
        self._theme = theme
        self._ticks = ticks
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        theme.changed.connect(self._place)
        self._place()

    def _place(self) -> None:
        columns = 1 if self._theme.scale > BESIDE_UP_TO else 2
        for at, tick in enumerate(self._ticks):
            self._grid.removeWidget(tick)
            self._grid.addWidget(tick, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


class FormCheck(QWidget):
    """Words to paste, what is known of the form, and the list of findings, live."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._firm, self._number = "", ""
        self.report: Report | None = None
        self.words = AreaField(
            theme,
            tr("Your words"),
            help_text=tr("Paste what your form, page or script says about texts."),
        )
        self.ticks = {key: CheckChoice(theme, tr(words)) for key, words in TICKS}
        self.summary = Label(theme, "", "body_medium", "text", wrap=True)
        self.rows: list[FindingRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        heading = Label(theme, tr("Check words you already use"), "small_strong", "text")
        for part in (heading, self.words, _Ticks(theme, list(self.ticks.values())), self.summary):
            column.addWidget(part)
        column.addLayout(self._list)
        self._pause.timeout.connect(self.check)
        self.words.changed.connect(self._pause.start)
        for tick in self.ticks.values():
            tick.toggled.connect(self.check)
        self.check()

    def know(self, firm: str, number: str) -> None:
        """Whose words these have to be."""
        if (firm, number) != (self._firm, self._number):
            self._firm, self._number = firm, number
            self.check()

    def check(self) -> None:
        """Read the words again; an empty field has no findings."""
        self._pause.stop()
        typed = self.words.text()[:LONGEST_READ]
        before = self.report.summary if self.report is not None else ""
        self.report = check_call_to_action(typed, self._form()) if typed else None
        findings = self.report.findings if self.report is not None else ()
        while len(self.rows) < len(findings):
            self.rows.append(FindingRow(self._theme))
            self._list.addWidget(self.rows[-1])
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(findings))
            if at < len(findings):
                row.say(findings[at])
        self.summary.setText(tr(self.report.summary) if self.report is not None else "")
        self.summary.setVisible(self.report is not None)
        if self.summary.text() != before:
            announce(self, self.summary.text())

    def _form(self) -> Form:
        on = {key: tick.isChecked() for key, tick in self.ticks.items()}
        return Form(
            firm=self._firm,
            number=self._number,
            spoken=on["spoken"],
            phone_required=on["phone_required"],
            box_required=on["box_required"],
            ticked_beforehand=on["ticked_beforehand"],
            behind_a_link=on["behind_a_link"],
            links_work=False if on["links_broken"] else None,
            truthful=on["truthful"],
        )


def _sentence(finding: Finding) -> str:
    """What to do, the words it rests on, and the codes it is refused with."""
    if finding.outcome is Outcome.OK:
        return ""
    parts = [tr(finding.message)]
    if finding.outcome is Outcome.BLOCK and finding.words:
        found = ", ".join(f"“{word}”" for word in finding.words)
        parts.append(tr("Found: {words}.", words=found))
    if finding.outcome is Outcome.BLOCK and finding.code:
        parts.append(tr("Twilio refuses it with {code}.", code=finding.code))
    return " ".join(parts)
