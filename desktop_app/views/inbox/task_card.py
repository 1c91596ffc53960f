"""What there is to do after a client's word, above the composer, until somebody did it.

One thing at a time: a decision on the client's words comes first, and the oldest task before the
next. Whoever did it stays on record, and can take it back.
"""

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QGroupBox, QHBoxLayout, QScrollArea, QWidget

from desktop_app.services.records import ConversationRow
from desktop_app.services.task_records import Task, TaskKind
from desktop_app.services.workspace import Workspace
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.quoted_words import LongQuote
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, SecondaryButton
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import paint_card
from desktop_app.views.widgets.picture import Picture

RADIUS = 12
PAD, GAP, SIDE, BELOW = 16, 10, 16, 12
ICON = 18
LEAST_HEIGHT = 96
FOLDED_AT, FOLDED_LINES = 140, 1
"""So much of the texts shows at first, so that Done is in sight also in a low window."""
_ICONS = {TaskKind.CALL: "phone-outgoing", TaskKind.CONFIDENTIALITY: "shield-check"}
_HEADINGS = {
    TaskKind.CALL: "To do: call",
    TaskKind.CONFIDENTIALITY: "To do: look at what was sent",
}


class TaskGroup(QGroupBox):
    """The card itself: what to do and why, the text it is about, and Done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture(theme, size=ICON)
        self.heading = Label(theme, "", "body_strong", "text", wrap=True)
        self.due = Chip(theme)
        self.words = Label(theme, "", "body", "text", wrap=True, selectable=True)
        self.quote = LongQuote(theme, FOLDED_AT, FOLDED_LINES)
        self._below = False
        self.done = SecondaryButton(theme, tr("Done"), "check")
        self.more = Label(theme, "", "caption", "text2", wrap=True)
        self.entry = IconButton(theme, "scroll-text", tr("Open this ledger entry"), 14)
        self._grid = self._lay_out()
        theme.changed.connect(self.update)

    def say(self, task: Task, more: int) -> None:
        """Show this task; `more` wait behind it."""
        self._icon.show_icon(_ICONS[task.kind], "text2")
        self.heading.setText(tr(_HEADINGS[task.kind]))
        self.due.show_state("calendar-clock", "neutral", task.due)
        self.words.setText(task.words)
        self.quote.say(task.quoted, ())
        self.quote.setVisible(bool(task.quoted))
        self.entry.set_name(tr("Open ledger entry {number}", number=f"{task.ledger_seq:,}"))
        waiting = tr("1 more after this") if more == 1 else tr("{n} more after this", n=more)
        self.more.setText(waiting if more else "")
        self.setAccessibleName(f"{self.heading.text()}. {task.due}")
        self.setAccessibleDescription(f"{task.words} {self.more.text()}".strip())
        self.done.setAccessibleDescription(task.words)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 1)

    def height_at(self, width: int) -> int:
        """How high it is at this width."""
        self._place_due(width)
        return self._grid.totalHeightForWidth(width)

    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        return self.quote.fold, self.done, self.entry

    def _lay_out(self) -> QGridLayout:
        acts = QHBoxLayout()
        acts.setSpacing(GAP)
        acts.addWidget(self.done)
        acts.addWidget(self.more, 1)
        acts.addWidget(self.entry)
        grid = QGridLayout(self)
        grid.setContentsMargins(PAD, 13, PAD, 12)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.heading, 0, 1)
        grid.addWidget(self.due, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.words, 2, 1, 1, 2)
        grid.addWidget(self.quote, 3, 1, 1, 2)
        grid.addLayout(acts, 4, 1, 1, 2)
        return grid

    def _place_due(self, width: int) -> None:
        """Beside the heading, or below it where the heading would have to break."""
        heading = self.heading.fontMetrics().horizontalAdvance(self.heading.text())
        wanted = heading + self.due.whole_width + self._icon.width() + 2 * GAP + 2 * PAD + 2
        if (wanted > width) != self._below:
            self._below = wanted > width
            self._grid.removeWidget(self.due)
            place = (1, 1) if self._below else (0, 2)
            self._grid.addWidget(self.due, *place, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The card, with its edge in both looks."""
        fill, edge = self._theme.color("surface"), self._theme.color("line_strong")
        paint_card(QPainter(self), QRectF(self.rect()), RADIUS, fill, edge)


class TaskPart(QScrollArea):
    """Asks the store what there is to do about a person, and shows the first of it."""

    changed = Signal()
    """A card came, went or is another one."""
    left = Signal()
    """The keyboard was on the card, and the card is gone."""
    ledger_asked = Signal(str, int)
    done_asked = Signal(int)
    """Somebody did it: the task's id."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._room = 0
        self.tasks: list[Task] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(SIDE, 0, SIDE, BELOW)
        self.setStyleSheet("QScrollArea { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.hide()
        theme.changed.connect(self._fit)

    @cached_property
    def group(self) -> TaskGroup:
        """Made when there is something to do for the first time: hardly anybody has it."""
        group = TaskGroup(self._theme)
        self.setWidget(group)
        group.setAutoFillBackground(False)
        group.installEventFilter(self)
        group.done.clicked.connect(self._done)
        group.entry.clicked.connect(self._open_entry)
        return group

    def show_person(self, row: ConversationRow, *, waits: bool) -> None:
        """Show what there is to do about this person; `waits` behind a decision."""
        tasks = self._workspace.reading.tasks(row.number) if row.task and not waits else []
        if tasks == self.tasks:
            return
        before = self.tasks[:1]
        self.tasks = tasks
        if not tasks:
            self._go()
        else:
            self.group.say(tasks[0], len(tasks) - 1)
            self._fit()
            self.show()
        if tasks and tasks[:1] != before:
            self.verticalScrollBar().setValue(0)
            self._order()
            announce(self, self.group.accessibleName())
        self.changed.emit()

    def focus_card(self) -> None:
        """Put the keyboard on what can be done about it."""
        if self.tasks:
            self.group.done.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(self.group.done)

    def set_room(self, height: int) -> None:
        """How high it may be; in less room than it needs it scrolls."""
        if height != self._room:
            self._room = height
            self._fit()

    # Inside ------------------------------------------------------------------------------------

    def _order(self) -> None:
        """What is made late would come last for Tab; it belongs here, before the composer."""
        anchor = self.verticalScrollBar()
        anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders only what takes the keyboard
        before: QWidget = anchor
        for stop in self.group.stops():
            QWidget.setTabOrder(before, stop)
            before = stop
        anchor.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _go(self) -> None:
        had_keyboard = any(stop.hasFocus() for stop in self.group.stops())
        self.hide()
        if had_keyboard:
            self.left.emit()

    def _done(self) -> None:
        if self.tasks:
            self.done_asked.emit(self.tasks[0].id)

    def _open_entry(self) -> None:
        if self.tasks:
            self.ledger_asked.emit(self.tasks[0].number, self.tasks[0].ledger_seq)

    def _fit(self) -> None:
        if not self.tasks:
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
