"""The Outbox page: every text that is not out yet, and everyone's way on from there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.messaging.outbox_records import Group, OutboxLine
from desktop_app.services.numbers import format_number
from desktop_app.services.records import OutboxState, Problem, QueueOutcome, SyncState
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.outbox.list import OutboxList
from desktop_app.views.outbox.top import GroupBar, PageTop
from desktop_app.views.outbox.words import Surroundings, doings, expected, refusal
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import say_problem
from desktop_app.views.widgets.empty import EmptyState
from desktop_app.views.widgets.menus import Entry, PopupMenu

READ_AFTER_MS = 150
"""Changes come in bursts; one read answers all of them."""
TICK_MS = 1000
MENU_WIDTH = 240
PAUSED, PACE = "sending_paused", "send_pace"


class OutboxPage(QWidget):
    """Follows the store while it is shown, and reads nothing while it is not."""

    conversation_asked = Signal(int)
    ledger_asked = Signal(str, int)
    why_asked = Signal(int, str)
    """A conversation and its number: why it may not be texted."""
    edit_asked = Signal(int, str)
    """The words of a text that did not go, to be written anew in their conversation."""
    edit_later_asked = Signal(int)
    """The outbox row of a text for later, to be written anew in its place."""
    numbers_asked = Signal()
    """The firm’s numbers, because one of them sends no more."""
    taken_back = Signal(object, object)
    """An OutboxLine and its words; None where it was too late."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self._lines: list[OutboxLine] = []
        self._stale = True
        self.top = PageTop(theme, self)
        self.bar = GroupBar(theme)
        self.list = OutboxList(theme)
        self.empty = EmptyState(theme)
        self.empty.say(
            "send",
            tr("Nothing waits"),
            tr("Texts on their way show up here, and those that did not go out."),
        )
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READ_AFTER_MS)
        self._reading.timeout.connect(self.read)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.top.pace_chosen.connect(self._choose_pace)
        self.top.pause_asked.connect(self.pause)
        self.bar.chosen.connect(self._show)
        self.list.acted.connect(self.act)
        self.list.menu_asked.connect(self.open_menu)
        self._bridge.conversations_changed.connect(self._changed)
        self._bridge.contacts_changed.connect(self._changed)
        self._bridge.setting_changed.connect(self._setting_changed)
        self._bridge.sync_state_changed.connect(self._sync_changed)
        self._theme.changed.connect(self.update)

    def regions(self) -> list[QWidget]:
        """What F6 goes through, in the order of reading."""
        return [self.top, self.bar, self.list]

    def lines(self) -> list[OutboxLine]:
        """The texts as last read."""
        return self._lines

    # Reading -----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the texts, where somebody looks."""
        self._reading.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._lines = self._workspace.reading.outbox_lines()
        self._show()

    def _show(self, _choice: str = "") -> None:
        pace = self._workspace.reading.setting(PACE)
        waits = expected(self._lines, self._calendar.now(), pace)
        around = self._around(next(iter(waits), 0))
        counts = {
            group: sum(line.group(around.now) is group for line in self._lines) for group in Group
        }
        self.top.show_state(counts, pace, paused=around.paused)
        self.bar.show_counts(counts)
        self.bar.note.setText(self._note())
        self.list.show_lines(self._lines, around, waits, self.bar.choice)
        self.bar.setVisible(bool(self._lines))
        self._stack.setCurrentWidget(self.list if self._lines else self.empty)
        moving = counts[Group.ON_THE_WAY] or counts[Group.NEEDS_YOU]
        (self._ticking.start if moving else self._ticking.stop)()

    def _around(self, next_id: int) -> Surroundings:
        state = self._workspace.sync.state
        return Surroundings(
            self._calendar,
            self._calendar.now(),
            paused=self._workspace.reading.setting(PAUSED) == "on",
            online=state.online or state.problem is None,
            next_id=next_id,
        )

    def _note(self) -> str:
        numbers = self._workspace.reading.firm_numbers()
        from_here = ""
        if numbers:
            number = format_number(numbers[0].number)
            from_here = tr("This computer sends for {number}", number=number)
        count = self._workspace.reading.sent_last_minute()
        if not count:
            return from_here
        left = tr("1 in the last minute") if count == 1 else tr("{n} in the last minute", n=count)
        return f"{from_here} · {left}" if from_here else left

    def _tick(self) -> None:
        """Seconds are told on the page: nothing is read but how many went out."""
        self._show()

    def _changed(self, _ids: object) -> None:
        self._stale = True
        if self.isVisible() and not self._reading.isActive():
            self._reading.start()

    def _setting_changed(self, key: str) -> None:
        if key in {PAUSED, PACE}:
            self._changed(None)

    def _sync_changed(self, state: object) -> None:
        assert isinstance(state, SyncState)
        if self.isVisible() and not self._stale:
            self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Somebody looks: read what changed meanwhile."""
        super().showEvent(event)
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self._ticking.stop()
        self._reading.stop()
        self._stale = True

    # Doing -------------------------------------------------------------------------------------

    def pause(self, on: bool) -> None:
        """Let every text wait, or go on."""
        work = self._workspace
        self._bridge.run(partial(work.messaging.pause_sending, on=on, actor=work.actor))

    def _choose_pace(self, pace: str) -> None:
        self._bridge.run(partial(self._workspace.settings.set, PACE, pace))

    def open_menu(self, outbox_id: int, at: QPoint) -> PopupMenu | None:
        """What can be done with a text, and where else it is."""
        line = self._line(outbox_id)
        if line is None:
            return None
        entries = [
            Entry(each.key, each.label, enabled=not each.reason, reason=each.reason)
            for each in doings(line, self._calendar.now())
        ]
        if line.state is OutboxState.REFUSED:
            entries.append(Entry("remove", tr("Remove from this page")))
        entries.append(Entry("open", tr("Open conversation"), apart=bool(entries)))
        entries.append(Entry("copy", tr("Copy text")))
        if line.ledger_seq:
            entries.append(Entry("ledger", tr("Open in ledger")))
        menu = PopupMenu(self._theme, self, entries, width=MENU_WIDTH)
        menu.chosen.connect(partial(self.act, outbox_id))
        menu.popup(at)
        return menu

    def _line(self, outbox_id: int) -> OutboxLine | None:
        return next((line for line in self._lines if line.id == outbox_id), None)

    def act(self, outbox_id: int, key: str) -> None:
        """Do one of the things a row or its menu offers."""
        line = self._line(outbox_id)
        if line is None:
            return
        here: dict[str, Callable[[], object]] = {
            "open": partial(self.conversation_asked.emit, line.conversation_id),
            "ledger": partial(self.ledger_asked.emit, line.number, line.ledger_seq),
            "why": partial(self.why_asked.emit, line.conversation_id, line.number),
            "copy": partial(QGuiApplication.clipboard().setText, line.body),
            "how_to_fix": partial(say_problem, self._theme, self, refusal(line)),
            "edit": partial(self._edit, line),
            "edit_later": partial(self.edit_later_asked.emit, line.id),
            "numbers": self.numbers_asked.emit,
        }
        if key in here:
            here[key]()
        else:
            self._carry_out(line, key)

    def _edit(self, line: OutboxLine) -> None:
        """Its words are the draft now; the page need not show it any more."""
        self.edit_asked.emit(line.conversation_id, line.body)
        self._carry_out(line, "remove")

    def _carry_out(self, line: OutboxLine, key: str) -> None:
        messaging, actor = self._workspace.messaging, self._workspace.actor
        if key == "check_again":
            self._bridge.run(partial(messaging.check_again, line.id), lane="network")
        elif key == "send_again":
            self._bridge.run(partial(messaging.resend, line.id, actor), self._sent_again)
        elif key == "mark_not_sent":
            self._bridge.run(partial(messaging.mark_not_sent, line.id, actor))
        elif key == "still_send":
            self._bridge.run(partial(messaging.still_send, line.id))
        elif key == "remove":
            self._bridge.run(partial(messaging.dismiss, line.id))
        elif key == "cancel":
            self._bridge.run(
                partial(messaging.cancel_send, line.id), partial(self._cancelled, line)
            )

    def _sent_again(self, outcome: object) -> None:
        """Queued, or held for its words: then say why."""
        assert isinstance(outcome, QueueOutcome)
        if outcome.outbox_id is None and outcome.reason:
            say_problem(self._theme, self, Problem(tr("Not sent."), outcome.reason))
        self._changed(None)

    def _cancelled(self, line: OutboxLine, words: str | None) -> None:
        self.taken_back.emit(line, words)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("list"))
