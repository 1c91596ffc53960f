"""What the panel “Why can’t I text this person?” is made of."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.records import WhyCheck, WhyReport
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import LinkButton, SecondaryButton, TextButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

RADIUS = 12
ICON_GAP = 8
WORDS_GAP = 12
ROW = 28
_SOFT = {"ok": "ok_soft", "warn": "warn_soft", "danger": "danger_soft"}


class SoftBox(QWidget):
    """A rounded ground in a soft tone."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._token))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)


class CauseBox(SoftBox):
    """What stands in the way, and since when; or that nothing does."""

    def __init__(self, theme: Theme, report: WhyReport) -> None:
        super().__init__(theme, _SOFT.get(report.tone, "sunken"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, report.title, "heading", "text", wrap=True))
        if report.when:
            words.addWidget(Label(theme, report.when, "small", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(Picture(theme, report.icon, 20, report.tone))
        row.addLayout(words, 1)
        self.setAccessibleName(". ".join(part for part in (report.title, report.when) if part))


class ScriptBox(SoftBox):
    """The sentence to read aloud, in English or Spanish, with Copy."""

    def __init__(self, theme: Theme, report: WhyReport) -> None:
        super().__init__(theme, "accent_soft")
        self._report = report
        self.spanish = False
        self.words = Label(theme, "", "heading", "text", 400, wrap=True, selectable=True)
        self.copy_button = SecondaryButton(theme, tr("Copy"), "copy")
        self.copy_button.clicked.connect(self.copy)
        self.language = TextButton(theme, "")
        self.language.clicked.connect(self._turn)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addLayout(buttons)
        if not report.script_es:
            self.language.hide()
        self.show_language(spanish=False)

    def text(self) -> str:
        """The sentence as it stands there."""
        return self._report.script_es if self.spanish else self._report.script

    def show_language(self, *, spanish: bool) -> None:
        """English or Spanish; the button names the other one, in its own words."""
        self.spanish = spanish
        self.words.setText(f"“{self.text()}”")
        self.language.setText("English" if spanish else "Español")
        name = tr("Show it in English") if spanish else tr("Show it in Spanish")
        self.language.setAccessibleName(name)
        self._not_copied()

    def copy(self) -> None:
        """Copy the sentence, without the quotation marks."""
        QGuiApplication.clipboard().setText(self.text())
        self.copy_button.setText(tr("Copied"))
        self.copy_button.set_icon("check")
        announce(self, tr("Copied"))

    def _not_copied(self) -> None:
        self.copy_button.setText(tr("Copy"))
        self.copy_button.set_icon("copy")
        self.copy_button.setAccessibleName(tr("Copy these words"))

    def _turn(self) -> None:
        self.show_language(spanish=not self.spanish)
        announce(self, self.text())


class CheckRow(QWidget):
    """One thing that was looked at; with a ledger entry, a way to it.

    The words stand at the right, or below where both together have no room in `width`.
    """

    ledger_asked = Signal(int)

    def __init__(self, theme: Theme, check: WhyCheck, width: int) -> None:
        super().__init__()
        self._seq = check.ledger_seq
        icon_name, tone = ("circle-check", "ok") if check.ok else ("circle-x", "danger")
        self.link = self._make_link(theme, check)
        what = Label(theme, check.what, "small_medium", "text", wrap=True)
        words = Label(theme, check.words, "caption", "text2" if check.ok else "danger", wrap=True)
        picture = Picture(theme, icon_name, 16, tone)
        taken = picture.width() + ICON_GAP + WORDS_GAP
        self.setMinimumHeight(ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(ICON_GAP)
        row.addWidget(picture)
        if taken + self._wanted(theme, check) <= width:
            for part in (what, words):
                part.setWordWrap(False)
            self._beside(row, what, words)
        else:
            row.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
            self._below(row, what, words)
        state = tr("fine") if check.ok else tr("in the way")
        self.setAccessibleName(f"{check.what}, {state}: {check.words}")

    def _make_link(self, theme: Theme, check: WhyCheck) -> LinkButton | None:
        if check.ledger_seq is None:
            return None
        number = f"{check.ledger_seq:,}"
        link = LinkButton(theme, tr("entry {number}", number=number))
        name = tr("{what}: open ledger entry {number}", what=check.what, number=number)
        link.setAccessibleName(name)
        link.clicked.connect(self._ask)
        return link

    def _wanted(self, theme: Theme, check: WhyCheck) -> int:
        """How wide both are in one line."""
        link = self.link.sizeHint().width() + ICON_GAP if self.link is not None else 0
        what = QFontMetrics(theme.font("small_medium")).horizontalAdvance(check.what)
        return what + QFontMetrics(theme.font("caption")).horizontalAdvance(check.words) + link

    def _beside(self, row: QHBoxLayout, what: Label, words: Label) -> None:
        row.addWidget(what)
        row.addStretch(1)
        row.addWidget(words)
        if self.link is not None:
            row.addWidget(self.link)

    def _below(self, row: QHBoxLayout, what: Label, words: Label) -> None:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(what)
        column.addWidget(words)
        if self.link is not None:
            column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)

    def _ask(self) -> None:
        if self._seq is not None:
            self.ledger_asked.emit(self._seq)
