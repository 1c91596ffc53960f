"""Chips over the composer: what was found about the text, worst first, each with what mends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.services.records import Outcome
from desktop_app.services.rules.content.findings import Finding
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.underlines import TONES
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, LinkButton, Look
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip

HEIGHT = 28
SIDE = 10
GAP = 6
ICON = 14
CHIP_GAP, LINE_GAP = 8, 4
MOST = 4
"""So many chips show before the rest is counted."""
WITH_WORDS = 2
"""Up to so many chips have room for a sentence."""
LEAST_WORDS = 120
MOST_OF, MOST_OF_ALL = 7, 3
"""No more than this part of the window's height, unless asked for all of them."""
ICONS = {
    Outcome.BLOCK: "circle-x",
    Outcome.HOLD: "hand",
    Outcome.WARN: "triangle-alert",
    Outcome.INFO: "info",
}
SPOKEN = {
    Outcome.BLOCK: "Can’t be sent",
    Outcome.HOLD: "Needs a reason",
    Outcome.WARN: "Advice",
    Outcome.INFO: "Note",
}
_LOOK = Look(fill="", hover="", press="", ink="text2", style="caption")


@dataclass(frozen=True, slots=True)
class Matter:
    """Findings of one kind, shown as one chip."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one the chip speaks of."""
        return self.findings[0]

    @property
    def title(self) -> str:
        """Two to four words, and how often."""
        count = len(self.findings)
        return self.first.chip if count == 1 else tr("{what}, {n}", what=self.first.chip, n=count)


def matters(findings: Sequence[Finding]) -> list[Matter]:
    """The findings by kind, in their order."""
    kinds: dict[tuple[str, str, str, Outcome], list[Finding]] = {}
    for each in findings:
        kinds.setdefault((each.rule, each.category, each.chip, each.outcome), []).append(each)
    return [Matter(tuple(group)) for group in kinds.values()]


def spoken(matter: Matter) -> str:
    """How grave it is, what it is called, and what is wrong."""
    return f"{tr(SPOKEN[matter.first.outcome])}: {matter.title}. {matter.first.message}"


class ChipWords(Button):
    """Icon, what the matter is called, and as much of its sentence as there is room for."""

    def __init__(self, theme: Theme, matter: Matter, *, whole: bool) -> None:
        super().__init__(theme, matter.title, _LOOK)
        self.matter = matter
        self._whole = whole
        self._most = 0
        self.rounding = HEIGHT // 2
        self.setAccessibleName(spoken(matter))
        self.setToolTip(plain_tooltip(matter.first.message))

    def set_most(self, pixels: int) -> None:
        """There is only so much room for it."""
        if pixels != self._most:
            self._most = pixels
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Its words on one line, or as much of them as there is room for."""
        width = self.least
        if self._whole and self._most >= width + LEAST_WORDS:
            rest = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._rest())
            width = min(width + rest + 2, self._most)
        high = QFontMetrics(self._theme.font("caption_strong")).height() + 10
        return QSize(width, max(HEIGHT, high))

    @property
    def least(self) -> int:
        """How wide it is with its title alone."""
        return self._sign() + self._title_wide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The title in the tone of the matter, the rest quiet."""
        painter = QPainter(self)
        outcome = self.matter.first.outcome
        tone = TONES[outcome] if outcome is not Outcome.INFO else "text2"
        size = self._theme.room(ICON)
        sign = icon(self._theme, ICONS[outcome], size, tone, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(0, (self.height() - size) // 2), sign)
        left, wide = self._sign(), self._title_wide()
        painter.setFont(self._theme.font("caption_strong"))
        painter.setPen(self._theme.color(tone))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, 0, wide, self.height()), middle, self.matter.title)
        room = self.width() - left - wide
        if room < LEAST_WORDS // 2 or not self._whole:
            return
        metrics = QFontMetrics(self._theme.font("caption"))
        shown = metrics.elidedText(self._rest(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(QRect(left + wide, 0, room, self.height()), middle, shown)

    def _sign(self) -> int:
        return self._theme.room(ICON) + GAP

    def _title_wide(self) -> int:
        strong = QFontMetrics(self._theme.font("caption_strong"))
        return strong.horizontalAdvance(self.matter.title) + 2

    def _rest(self) -> str:
        return f"  {self.matter.first.message}"


class FindingChip(QFrame):
    """One matter: its words open the explanation, its link mends the text."""

    opened = Signal(object)
    """The FindingChip."""
    fix_asked = Signal(object)
    """The Matter."""

    def __init__(self, theme: Theme, matter: Matter, *, whole: bool) -> None:
        super().__init__()
        self._theme = theme
        self.matter = matter
        self.setObjectName("findingChip")
        self.words = ChipWords(theme, matter, whole=whole)
        self.words.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(SIDE)
        row.addWidget(self.words)
        self.fix: LinkButton | None = None
        mend = matter.first.fix
        if mend is not None and len(matter.findings) == 1:
            self.fix = LinkButton(theme, mend.label)
            self.fix.setAccessibleName(tr("{fix}: {what}", fix=mend.label, what=matter.title))
            self.fix.clicked.connect(self._fix)
            row.addWidget(self.fix)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_most(self, pixels: int) -> None:
        """There is only so much room for it."""
        beside = 0
        if self.fix is not None:
            beside = self.fix.sizeHint().width() + SIDE
            fits = self.words.least + beside + 2 * SIDE <= pixels
            self.fix.setVisible(fits)
            beside = beside if fits else 0
        self.words.set_most(pixels - beside - 2 * SIDE)

    def _open(self) -> None:
        self.opened.emit(self)

    def _fix(self) -> None:
        self.fix_asked.emit(self.matter)

    def _restyle(self) -> None:
        ground = self._theme.color("sunken").name()
        radius = self.words.sizeHint().height() // 2
        self.setStyleSheet(
            f"#findingChip {{ background: {ground}; border: none; border-radius: {radius}px; }}"
        )


class FindingChips(QWidget):
    """The chips in their lines; more than four are counted until somebody asks for all."""

    opened = Signal(object)
    fix_asked = Signal(object)
    left = Signal()
    """Esc: the keyboard goes back to the text."""
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all = False
        self._matters: list[Matter] = []
        self.chips: list[FindingChip] = []
        self.more = LinkButton(theme, "")
        self.more.clicked.connect(self._show_all)
        self._flow = FlowLayout(self, gap=CHIP_GAP, line_gap=LINE_GAP)
        self._flow.addWidget(self.more)
        self.setAccessibleName(tr("Hints about this text"))
        theme.changed.connect(self._fit)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """These, worst first; nothing moves where nothing changed."""
        found = matters(findings)
        if found == self._matters:
            return
        had = next((n for n, chip in enumerate(self.chips) if chip.words.hasFocus()), None)
        self._matters = found
        self._all = self._all and len(found) > MOST
        self._fill()
        if had is not None:
            self._give_focus(had)

    def focus_next(self, *, step: int = 1) -> None:
        """The keyboard goes to the next chip, from the last to the first."""
        shown = [chip for chip in self.chips if not chip.isHidden()]
        if shown:
            here = next((n for n, chip in enumerate(shown) if chip.words.hasFocus()), -1)
            at = (here + step) % len(shown)
            shown[at].words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def spoken(self) -> str:
        """All of them as a screen reader says them where the keyboard is in the text."""
        return " ".join(spoken(matter) for matter in self._matters)

    @property
    def count(self) -> int:
        """How many matters there are."""
        return len(self._matters)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and Right go from chip to chip, Esc back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            self.focus_next(step=1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        shown = self._matters if self._all else self._matters[:MOST]
        whole = len(shown) <= WITH_WORDS
        self.chips = [FindingChip(self._theme, matter, whole=whole) for matter in shown]
        self._flow.removeWidget(self.more)
        for chip in self.chips:
            chip.opened.connect(self.opened)
            chip.fix_asked.connect(self.fix_asked)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.more)
        self.setVisible(bool(shown))
        self._fit()

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self._give_focus(MOST)

    def _give_focus(self, at: int) -> None:
        if self.chips:
            chip = self.chips[min(at, len(self.chips) - 1)]
            chip.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _fit(self) -> None:
        """As many chips as there is room for, one at least."""
        for chip in self.chips:
            chip.set_most(self.width())
        most = self.window().height() // (MOST_OF_ALL if self._all else MOST_OF)
        counts = range(len(self.chips), 1, -1)
        shown = next((n for n in counts if self._high(n) <= most), min(len(self.chips), 1))
        self._show_first(shown)
        self.updateGeometry()
        self.resized.emit()

    def _high(self, count: int) -> int:
        """How high the first chips would be with the count of the rest."""
        widths = [chip.sizeHint().width() for chip in self.chips[:count]]
        if count < len(self._matters):
            widths.append(self.more.sizeHint().width())
        lines, left = 1, 0
        for width in widths:
            if left and left + width > self.width():
                lines, left = lines + 1, 0
            left += width + CHIP_GAP
        line = max(chip.sizeHint().height() for chip in self.chips)
        return lines * (line + LINE_GAP) - LINE_GAP

    def _show_first(self, count: int) -> None:
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < count)
        rest = len(self._matters) - count
        if self.more.text() != tr("+{n} more", n=rest):
            self.more.setText(tr("+{n} more", n=rest))
        self.more.setVisible(rest > 0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """A narrow row has more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Its lines at this width."""
        return self._flow.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as it is now."""
        return QSize(LEAST_WORDS, self._flow.heightForWidth(max(self.width(), LEAST_WORDS)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Never cut in its height."""
        return self.sizeHint()
