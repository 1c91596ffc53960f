"""What stands above the composer where a client's words may be a stop, until somebody decides.

Words that clearly ask to stop turned texts off already; somebody may explain them. Unclear words
wait for a decision, and the day by which it has to be made stands on the card.
"""

from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.consent.records import ReviewCard
from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import ConversationRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.quoted_words import LongQuote
from desktop_app.views.inbox.review_dialog import ReviewReasonDialog
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import (
    Button,
    IconButton,
    PrimaryButton,
    SecondaryButton,
    TextButton,
)
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import paint_card
from desktop_app.views.widgets.picture import Picture

RADIUS = 12
PAD = 16
ICON = 18
GAP = 10
SIDE = 16
BELOW = 12
LEAST_HEIGHT = 96
"""In a window too low for the card so much of it shows; the rest is scrolled to."""
RESTORE, NOT_A_STOP = "restore", "not_a_stop"
KEEP_OFF, OPT_OUT = "keep_off", "opt_out"
WANTED, NOT_WANTED = "wanted", "not_wanted"
TONES = {
    "": ("hourglass", "warn"),
    "warn": ("alarm-clock", "warn"),
    "urgent": ("triangle-alert", "danger"),
}
"""Shape and colour of a deadline; the words beside it say how many days are left."""


class _Line(QWidget):
    """The hairline above the foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class ReviewGroup(QGroupBox):
    """The card itself: a group for screen readers, named by its title and its deadline."""

    acted = Signal(str)
    ledger_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: dict[str, Button] = {}
        self._icon = Picture(theme, size=ICON)
        self.heading = Label(theme, "", "body_strong", "text", wrap=True)
        self.deadline = Chip(theme)
        self.quote = LongQuote(theme)
        self.explanation = Label(theme, "", "small", "text2", wrap=True)
        self.problem = ProblemBox(theme)
        self.entry = IconButton(theme, "scroll-text", tr("Open this ledger entry"), 14)
        self.foot = Label(theme, "", "caption", "text2", wrap=True)
        self._below = False
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._grid = self._lay_out()
        self.entry.clicked.connect(self.ledger_asked)
        theme.changed.connect(self.update)

    def say(self, card: ReviewCard, person: Person) -> None:
        """Show this card; the keyboard stays on what it was on, where that is still there."""
        had = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
        self._icon.show_icon(
            *(("ban", "danger") if card.clear else ("message-circle-question-mark", "warn"))
        )
        self.heading.setText(card.title)
        if card.clear:
            self.deadline.show_state("calendar-clock", "neutral", card.deadline)
        else:
            self.deadline.show_state(*TONES[card.tone], card.deadline)
        self.quote.say(card.quoted, card.marked)
        self.explanation.setText(card.explanation)
        self.foot.setText(card.foot)
        self.entry.set_name(tr("Open ledger entry {number}", number=f"{card.ledger_seq:,}"))
        self.problem.clear()
        end = "" if card.title.endswith(("?", ".")) else "."
        self.setAccessibleName(f"{card.title}{end} {card.deadline}")
        self.setAccessibleDescription(f"{self.quote.text()} {card.explanation} {card.foot}")
        self._show_buttons(card, person)
        if had in self.buttons:
            self.buttons[had].setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 1)

    def height_at(self, width: int) -> int:
        """How high it is at this width."""
        self._place_deadline(width)
        return self._grid.totalHeightForWidth(width)

    def _lay_out(self) -> QGridLayout:
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.entry, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.foot, 1)
        below = QVBoxLayout()
        below.setSpacing(2)
        below.addWidget(_Line(self._theme))
        below.addLayout(foot)
        words = QVBoxLayout()
        words.setSpacing(12)
        for part in (self.quote, self.explanation, self._row, self.problem):
            words.addWidget(part)
        picture = QVBoxLayout()
        picture.setContentsMargins(0, 3, 0, 0)
        picture.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(PAD, 13, PAD, 6)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addLayout(picture, 0, 0)
        grid.addWidget(self.heading, 0, 1)
        grid.addWidget(self.deadline, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 2, 1, 1, 2)
        grid.addLayout(below, 3, 0, 1, 3)
        return grid

    def _place_deadline(self, width: int) -> None:
        """Beside the title, or below it where the title would have to break."""
        metrics = self.heading.fontMetrics()
        beside = metrics.horizontalAdvance(self.heading.text()) + self.deadline.whole_width
        below = beside + self._icon.width() + 2 * GAP + 2 * PAD + 2 > width
        if below != self._below:
            self._below = below
            self._grid.removeWidget(self.deadline)
            place = (1, 1) if below else (0, 2)
            self._grid.addWidget(self.deadline, *place, Qt.AlignmentFlag.AlignTop)

    def _show_buttons(self, card: ReviewCard, person: Person) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = self._made_for(card, person)
        for key, button in self.buttons.items():
            button.setProperty("act", key)
            button.clicked.connect(self._clicked)
            self._flow.addWidget(button)
            button.show()

    def _made_for(self, card: ReviewCard, person: Person) -> dict[str, Button]:
        made: dict[str, Button] = {}
        if card.asks_yes:
            made[WANTED] = PrimaryButton(self._theme, tr("Yes, turn texts on"))
            made[NOT_WANTED] = SecondaryButton(self._theme, tr("No, keep them off"))
            return made
        if card.clear:
            if card.can_restore:
                made[RESTORE] = SecondaryButton(self._theme, tr("Explain and restore…"))
            made[KEEP_OFF] = TextButton(self._theme, tr("Keep texts off"))
            return made
        made[OPT_OUT] = PrimaryButton(self._theme, tr("Yes, opt {them} out", them=person.object))
        if card.can_restore:
            made[NOT_A_STOP] = SecondaryButton(self._theme, tr("No, not an opt-out…"))
        return made

    def _clicked(self) -> None:
        self.acted.emit(str(self.sender().property("act")))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The card, with its edge in both looks."""
        fill, edge = self._theme.color("surface"), self._theme.color("line_strong")
        paint_card(QPainter(self), QRectF(self.rect()), RADIUS, fill, edge)


class ReviewPart(QScrollArea):
    """Asks the store whether there is something to decide about a person, and records it."""

    changed = Signal()
    """A card came, went or is another one."""
    left = Signal()
    """The keyboard was on the card, and the card is gone."""
    ledger_asked = Signal(str, int)

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._room = 0
        self._deciding = ""
        """The number whose decision is being recorded: there is no other until that is done."""
        self._unsent: dict[str, str] = {}
        self.row: ConversationRow | None = None
        self.card: ReviewCard | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(SIDE, 0, SIDE, BELOW)
        self.setStyleSheet("QScrollArea { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.hide()
        bridge.broken.connect(self._broke)
        theme.changed.connect(self._fit)

    @cached_property
    def group(self) -> ReviewGroup:
        """Made when there is something to decide for the first time: hardly anybody has it."""
        group = ReviewGroup(self._theme)
        self.setWidget(group)
        group.setAutoFillBackground(False)
        group.installEventFilter(self)
        group.acted.connect(self._acted)
        group.ledger_asked.connect(self._open_entry)
        return group

    def show_person(self, row: ConversationRow) -> None:
        """Show what there is to decide about this person, or nothing."""
        card = self._workspace.reading.review(row.number)
        if card is None and self.card is None:
            self.row = row
            return
        same = self.row is not None and _who(self.row) == _who(row) and card == self.card
        self.row = row
        if same:
            return
        self.card = card
        if card is None:
            self._go()
        else:
            self._come(row, card)
        self.changed.emit()

    def focus_card(self) -> None:
        """Put the keyboard on the first thing that can be done about it."""
        first = next(iter(self.group.buttons.values()), None)
        if self.card is not None and first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(first)

    def set_room(self, height: int) -> None:
        """How high it may be; in less room than it needs it scrolls."""
        if height != self._room:
            self._room = height
            self._fit()

    # Inside ------------------------------------------------------------------------------------

    def _come(self, row: ConversationRow, card: ReviewCard) -> None:
        self.group.say(card, Person(row.name, row.pronoun))
        self._fit()
        self._order()
        self.show()
        self.verticalScrollBar().setValue(0)
        announce(self, self.group.accessibleName(), at_once=True)

    def _order(self) -> None:
        """What is made late would come last for Tab; it belongs here, before the composer."""
        anchor = self.verticalScrollBar()
        anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders only what takes the keyboard
        before: QWidget = anchor
        for stop in (self.group.quote.fold, *self.group.buttons.values(), self.group.entry):
            QWidget.setTabOrder(before, stop)
            before = stop
        anchor.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _go(self) -> None:
        parts = (*self.group.buttons.values(), self.group.entry)
        had_keyboard = any(part.hasFocus() for part in parts)
        self.hide()
        if had_keyboard:
            self.left.emit()

    def _acted(self, key: str) -> None:
        if key in {RESTORE, NOT_A_STOP}:
            self.explain()
        else:
            self._decide(off=key != WANTED)

    def explain(self) -> ReviewReasonDialog | None:
        """Ask how somebody knows that the words were no stop."""
        if self.row is None or self.card is None:
            return None
        number, person = self.row.number, Person(self.row.name, self.row.pronoun)
        dialog = ReviewReasonDialog(
            self._theme, self, self._workspace, self._bridge, number, person, self.card
        )
        dialog.fill(self._unsent.pop(number, ""))
        dialog.decided.connect(self._explained)
        dialog.left.connect(self._keep_reason)
        dialog.open()
        return dialog

    def _decide(self, *, off: bool) -> None:
        if self.row is None or self.row.number == self._deciding:
            return
        number, actor = self.row.number, self._workspace.actor
        self._deciding = number
        self.group.problem.clear()
        self._bridge.run(
            partial(self._workspace.consent.decide_review, number, actor, opt_out=off),
            self._decided,
            partial(self._refused, number),
        )

    def _explained(self) -> None:
        self._decided(None)
        self.left.emit()

    def _decided(self, _nothing: None) -> None:
        self._deciding = ""
        if self.row is not None:
            self.show_person(self.row)

    def _refused(self, number: str, error: BrieftextError) -> None:
        self._deciding = ""
        if self.row is not None and self.row.number == number:
            self.group.problem.show_problem(error.problem)
            self._fit()
            self.changed.emit()

    def _broke(self, _sentence: str) -> None:
        """A bug says that: let the person decide once more."""
        self._deciding = ""

    def _keep_reason(self, number: str, reason: str) -> None:
        self._unsent[number] = reason

    def _open_entry(self) -> None:
        if self.row is not None and self.card is not None:
            self.ledger_asked.emit(self.row.number, self.card.ledger_seq)

    def _fit(self) -> None:
        if self.card is None:
            return
        wanted = self.group.height_at(max(self.width() - 2 * SIDE, 1)) + BELOW
        self.setFixedHeight(min(wanted, max(self._room, LEAST_HEIGHT)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """A part of the card changed its size."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.group:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width has another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


def _who(row: ConversationRow) -> tuple[str, str, str]:
    return row.number, row.name, row.pronoun
