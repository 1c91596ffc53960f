"""One open conversation: header, thread, and the composer or the reason why there is none."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.services.events import TextStateChanged
from desktop_app.services.numbers import format_number
from desktop_app.services.records import (
    ConversationRow,
    MessageRow,
    Problem,
    QueueOutcome,
    SyncState,
)
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.delivery import code_problem
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.drafts import DraftKeeper
from desktop_app.views.inbox.findings_part import FindingsPart
from desktop_app.views.inbox.guard import SwitchGuard, WrongPersonDialog
from desktop_app.views.inbox.header import Header
from desktop_app.views.inbox.hours_note import HoursPart
from desktop_app.views.inbox.later import Later
from desktop_app.views.inbox.later_times import Wanted
from desktop_app.views.inbox.layout import PICTURE
from desktop_app.views.inbox.line_check import LineCheck
from desktop_app.views.inbox.locked import OVERRIDE, WHY, LockedComposer
from desktop_app.views.inbox.pictures import Pictures
from desktop_app.views.inbox.review_card import ReviewPart
from desktop_app.views.inbox.sending import Sending
from desktop_app.views.inbox.start_steps import start_steps
from desktop_app.views.inbox.task_card import TaskPart
from desktop_app.views.inbox.thread import Thread
from desktop_app.views.inbox.undo_send import UndoSend
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import say_problem
from desktop_app.views.widgets.empty import EmptyState

LEAST_THREAD, LOWEST_THREAD = 60, 1
"""What a growing text leaves of the conversation; what everything else leaves of it."""
ABOVE_NOTICE, BELOW_NOTICE = 4, 8
SEEN_AFTER_MS = 200
"""A conversation passed over on the way to another one was not read."""


class ConversationPane(QWidget):
    """Shows one conversation and carries out what is done in it."""

    action_requested = Signal(int, str)
    """Something outside the conversation: a key of the locked composer, or of a line's menu."""
    ledger_asked = Signal(str, int)
    """The ledger of a number, at an entry."""
    picture_asked = Signal(object, int)
    """A MessageRow, and which of its pictures somebody wants to look at."""
    open_asked = Signal(int)
    """A text to somebody else was taken back: show that conversation, its words are there."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self.row: ConversationRow | None = None
        self.header = Header(theme)
        self.thread_view = Thread(theme, workspace.reading, calendar, workspace.actor)
        self.composer = Composer(theme)
        self.locked = LockedComposer(theme)
        self.review = ReviewPart(theme, workspace, bridge)
        self.tasks = TaskPart(theme, workspace)
        self.drafts = DraftKeeper(workspace, bridge, self)
        self.sending = Sending(workspace, bridge, self)
        self.pictures = Pictures(theme, workspace, bridge, self.composer, self)
        self.findings = FindingsPart(theme, workspace, bridge, self.composer, self.drafts)
        self.undoing = UndoSend(theme, workspace, bridge, self.composer, self.drafts)
        self.holding, self.undo_bar = self.undoing.holding, self.undoing.bar
        self.later = Later(theme, workspace, bridge, calendar, self)
        self.hours = HoursPart(theme, workspace, bridge, calendar, self.composer, self.later)
        self.line_check = LineCheck(self, workspace, bridge)
        self.guard = SwitchGuard()
        self._nobody = EmptyState(theme)
        self._left_unread = False
        self._inside = QWidget()
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_AFTER_MS)
        self._seen.timeout.connect(self._mark_open_read)
        self._lay_out()
        self._connect()
        self.thread_view.set_online(online=_sends_now(workspace.sync.state))
        self._setting_changed("enter_sends")
        self._setting_changed("sending_paused")

    def open(self, conversation_id: int) -> bool:
        """Show a conversation; False where there is none with this id."""
        row = self._workspace.reading.conversation(conversation_id)
        if row is None:
            return False
        self.guard.switched(self.row, row)
        self.undoing.here = row.number
        self.row = row
        self._left_unread = False
        self.composer.notice.clear()
        self.composer.fill(self.drafts.start(row.number))
        self.composer.set_person(row)
        self.pictures.start(row)
        self.findings.start(row)
        self.header.show_person(row)
        self._show_lock()
        self._show_cards(row)
        self._layers.setCurrentWidget(self._inside)
        self.thread_view.open(row)
        self.line_check.show_person(row)
        self._mark_read(row)
        return True

    def refresh(self) -> None:
        """Something about this conversation changed in the store."""
        if self.row is None:
            return
        row = self._workspace.reading.conversation(self.row.id)
        if row is None:
            return
        if row != self.row:
            self.row = row
            self.header.show_person(row)
            self.composer.set_person(row)
            self.thread_view.rename(row)
        self.pictures.refresh()
        self.findings.refresh()
        self._show_lock()
        self._show_cards(row)
        self.thread_view.refresh()
        if self.isVisible() and self.isActiveWindow():
            self._mark_read(row)

    def _show_cards(self, row: ConversationRow) -> None:
        """What there is to decide about this person, and after that what there is to do."""
        self.review.show_person(row)
        self.tasks.show_person(row, waits=self.review.card is not None)
        self.hours.show_person(row)

    def focus_card(self) -> None:
        """Put the keyboard on what there is to decide, or to do."""
        if self.review.card is not None:
            self.review.focus_card()
        elif self.tasks.tasks:
            self.tasks.focus_card()
        else:
            self.findings.focus_next()

    @property
    def has_card(self) -> bool:
        """Whether there is something to decide or to do about the person, or about the text."""
        return self.review.card is not None or bool(self.tasks.tasks) or self.findings.any

    @property
    def possible(self) -> dict[str, bool]:
        """Of the acts in views/actions.py, those that would not always do something here."""
        return {
            "undo_send": self.undoing.possible,
            "next_hint": self.has_card,
            "attach": self.pictures.possible,
        }

    def focus_writing(self) -> None:
        """Put the keyboard where one goes on: the text, or what can be done instead."""
        reason = Qt.FocusReason.ShortcutFocusReason
        buttons = list(self.locked.card.buttons.values())
        if self.locked.isHidden():
            self.composer.field.setFocus(reason)
        elif buttons:
            buttons[0].setFocus(reason)

    def focus_question(self) -> None:
        """The keyboard goes back to where one asked why, or to where one goes on."""
        why = self.locked.card.buttons.get(WHY)
        if why is not None and why.isVisible():
            why.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_writing()

    def writing_part(self) -> QWidget:
        """The composer, or what stands in its place."""
        return self.composer if self.locked.isHidden() else self.locked

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.thread_view, 1)
        self.thread_view.setMinimumHeight(LOWEST_THREAD)
        column.addSpacing(ABOVE_NOTICE)
        notice = QVBoxLayout()
        notice.setContentsMargins(16, 0, 16, BELOW_NOTICE)
        notice.addWidget(self.composer.notice)
        column.addLayout(notice)
        column.addWidget(self.undo_bar)
        column.addWidget(self.review)
        column.addWidget(self.tasks)
        column.addWidget(self.composer)
        column.addWidget(self.locked)
        self.locked.hide()
        self._nobody.say(
            "message-square-text",
            tr("No conversation open"),
            tr("Choose one at the left, or write to somebody new."),
        )
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._nobody)
        self._layers.addWidget(self._inside)

    def _connect(self) -> None:
        self.composer.typed.connect(self.drafts.typed)
        self.composer.send_asked.connect(self._send)
        self.composer.rearranged.connect(self._give_room)
        self._theme.changed.connect(self._give_room)
        self.locked.acted.connect(self._locked_action)
        self.line_check.doubted.connect(self._number_doubted)
        self.review.changed.connect(self._review_changed)
        self.review.left.connect(self.focus_writing)
        self.review.ledger_asked.connect(self.ledger_asked)
        self.tasks.changed.connect(self._give_room)
        self.tasks.left.connect(self.focus_writing)
        self.tasks.ledger_asked.connect(self.ledger_asked)
        self.thread_view.acted.connect(self._line_action)
        self.header.find_asked.connect(self.thread_view.open_find)
        self.sending.settled.connect(self.pictures.settled)
        self.sending.queued.connect(self._queued)
        self.sending.came_back.connect(self._came_back)
        self.sending.held.connect(self._held)
        self.sending.kept.connect(self._kept_for_later)
        self.composer.later_asked.connect(self._ask_later)
        self.later.wanted.connect(self._send_later)
        self.later.taken_back.connect(self._taken_back)
        self.later.too_late.connect(self.composer.say_problem)
        self.composer.notice.acted.connect(self._override)
        self.findings.override_asked.connect(self._override)
        self.undoing.done.connect(self.focus_writing)
        self.undoing.open_asked.connect(self.open_asked)
        self.holding.changed.connect(self._holding_changed)
        self._bridge.setting_changed.connect(self._setting_changed)
        self._bridge.conversations_changed.connect(self._conversations_changed)
        self._bridge.archive_changed.connect(self._archive_changed)
        self._bridge.contacts_changed.connect(self._contacts_changed)
        self._bridge.text_state_changed.connect(self._text_state_changed)
        self._bridge.sync_state_changed.connect(self._sync_state_changed)

    # Sending -----------------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        if self.row is None or not (text.strip() or self.pictures.any):
            return
        mistaken = self.guard.mistaken_for(self.row)
        if mistaken is not None:
            self._ask_who(self.row, mistaken)
            return
        self.drafts.taken()
        self.composer.fill("")
        self.thread_view.scroll_to_end()
        self.sending.send(self.row, text, pictures=self.pictures.taken())

    def _ask_later(self, text: str) -> None:
        if self.row is not None:
            self.later.ask(self.row, text)

    def _send_later(self, conversation_id: int, text: str, wanted: Wanted) -> None:
        """Only to whom it was asked for: something else may have been opened meanwhile."""
        if self.row is None or self.row.id != conversation_id:
            return
        self.drafts.taken()
        self.composer.fill("")
        self.sending.send(self.row, text, wanted, self.pictures.taken())

    def _kept_for_later(self, row: ConversationRow) -> None:
        self.drafts.forgotten(row.number)
        if self.row is not None and self.row.number == row.number:
            self.thread_view.refresh()
            self.thread_view.scroll_to_end()

    def _taken_back(self, conversation_id: int, words: str) -> None:
        if self.row is not None and self.row.id == conversation_id:
            self.composer.put_back(words)
            self.drafts.save()
            self.focus_writing()

    def _ask_who(self, row: ConversationRow, before: ConversationRow) -> None:
        dialog = WrongPersonDialog(self._theme, self, row, before)
        dialog.typed.connect(self._type_on)
        dialog.confirmed.connect(self._send_after_all)
        dialog.open()

    def _type_on(self, conversation_id: int, words: str) -> None:
        if self.row is not None and self.row.id == conversation_id:
            self.composer.type_on(words)

    def _send_after_all(self, conversation_id: int) -> None:
        """Only to whom was asked about: something else may have been opened meanwhile."""
        if self.row is not None and self.row.id == conversation_id:
            self._send(self.composer.text())

    def _queued(self, row: ConversationRow, text: str, outcome: QueueOutcome) -> None:
        self.drafts.forgotten(row.number)
        self.holding.add(row, text, outcome, self.sending.undo_seconds)
        if self.row is not None and self.row.number == row.number:
            self.thread_view.refresh(to_end=True)

    def sent_elsewhere(self, row: ConversationRow, text: str, outcome: QueueOutcome) -> None:
        """A text to this person was queued from a dialog: its draft here is no draft any more."""
        if self.row is not None and self.row.number == row.number:
            self.drafts.taken()
            self.composer.fill("")
            self._show_lock()
        self._queued(row, text, outcome)

    def take_draft(self, number: str, text: str) -> None:
        """What was typed to this person in a dialog is the draft now."""
        if self.row is not None and self.row.number == number:
            self.composer.fill(text)
            self.drafts.typed(text)
            self.drafts.save()
            self._show_lock()

    def _holding_changed(self) -> None:
        self.thread_view.set_held(self.holding.message_ids)
        self._give_room()

    def _setting_changed(self, key: str) -> None:
        if key == "sending_paused":
            paused = self._workspace.reading.setting(key) == "on"
            self.thread_view.set_paused(paused=paused)
        elif key == "enter_sends":
            self.composer.set_enter_sends(on=self._workspace.reading.setting(key) == "on")

    def _held(self, number: str, text: str, problem: Problem) -> None:
        """It is held for its words: to be changed, or sent with a reason on record."""
        here = self.row is not None and self.row.number == number
        self._came_back(number, text, problem, tr("Send with a reason…") if here else "")

    def _override(self) -> None:
        if self.row is not None:
            self.action_requested.emit(self.row.id, OVERRIDE)

    def _came_back(self, number: str, text: str, problem: Problem, way: str = "") -> None:
        """Nothing typed is lost: into the composer again, or into that person's draft."""
        here = self.row is not None and self.row.number == number
        if here and text:
            self.composer.put_back(text)
            self.drafts.save()
        elif text:
            kept = self.drafts.of(number)
            self.drafts.keep(number, f"{text}\n{kept}" if kept.strip() else text)
        if not here:
            what = tr("Your text to {number} did not go.", number=format_number(number))
            problem = Problem(what, problem.sentence(), tr("It is kept there as a draft."))
        self.composer.say_problem(problem, way)
        self._show_lock()

    def _line_action(self, key: str, line: MessageRow) -> None:
        messaging, actor, outbox = self._workspace.messaging, self._workspace.actor, line.outbox_id
        if self.row is None:
            return
        if key in {"retry", "send_again"}:
            self._send_line_again(line)
        elif key == "explain":
            say_problem(self._theme, self, code_problem(line))
        elif key == "edit":
            self.composer.put_back(line.body)
            self.focus_writing()
        elif outbox is not None and key in self.later.acts:
            self.later.act(key, self.row.id, outbox)
        elif key == "ledger" and line.ledger_seq is not None:
            self.ledger_asked.emit(self.row.number, line.ledger_seq)
        elif key == "check_again" and outbox is not None:
            self._bridge.run(lambda: messaging.check_again(outbox), lane="network")
        elif key == "mark_not_sent" and outbox is not None:
            self._bridge.run(lambda: messaging.mark_not_sent(outbox, actor))
        elif key.startswith(PICTURE):
            self.picture_asked.emit(line, int(key.removeprefix(PICTURE)))
        else:
            self.action_requested.emit(self.row.id, key)

    def _archive_changed(self, ids: object) -> None:
        """Pictures were saved in this conversation."""
        assert isinstance(ids, frozenset)
        if self.row is not None and self.row.id in ids:
            self.thread_view.refresh()

    def _send_line_again(self, line: MessageRow) -> None:
        assert self.row is not None
        self.composer.notice.clear()
        self.thread_view.scroll_to_end()
        if line.outbox_id is not None:
            self.sending.send_again(self.row, line.outbox_id)
        else:
            self.sending.send(self.row, line.body)

    # What changes from outside -----------------------------------------------------------------

    def _conversations_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self.holding.conversations_changed(ids)
        if self.row is not None and (not ids or self.row.id in ids):
            self.refresh()

    def _contacts_changed(self, _ids: object) -> None:
        self.refresh()

    def _text_state_changed(self, change: TextStateChanged) -> None:
        if self.row is None or change.number != self.row.number:
            return
        self.drafts.save()
        said = self.review.card
        self.refresh()
        if change.by_client and self.review.card in {None, said}:
            announce(self, f"{self.row.name}: {change.words}", at_once=True)

    def _sync_state_changed(self, state: SyncState) -> None:
        self.thread_view.set_online(online=_sends_now(state))

    def _show_lock(self) -> None:
        """Swap composer and locked composer; the words typed stay in both."""
        assert self.row is not None
        text = self.composer.text()
        notice = self._workspace.reading.locked_notice(self.row.id, len(text))
        had_focus = self.composer.field.hasFocus()
        if notice is not None:
            self.locked.say(notice, text, Person(self.row.name, self.row.pronoun))
        self.composer.setVisible(notice is None)
        self.locked.setVisible(notice is not None)
        if notice is not None and had_focus:
            self.focus_writing()

    def _number_doubted(self, number: str, problem: Problem) -> None:
        if self.row is not None and self.row.number == number:
            self.composer.notice.say(problem)

    def _review_changed(self) -> None:
        card = self.review.card
        self.thread_view.mark_words(card.quoted if card else "", card.marked if card else ())
        if self.row is not None:
            self.tasks.show_person(self.row, waits=card is not None)
        self._give_room()

    def _locked_action(self, key: str) -> None:
        if self.row is None:
            return
        if key == "copy_start_steps":
            QGuiApplication.clipboard().setText(start_steps(self._workspace.reading))
        else:
            self.action_requested.emit(self.row.id, key)

    def leave_unread(self) -> None:
        """The person wants it new again: looking on does not make it read."""
        self._left_unread = True
        self._seen.stop()

    def _mark_read(self, row: ConversationRow) -> None:
        if row.unread and not self._left_unread:
            self._seen.start()

    def _mark_open_read(self) -> None:
        if self.row is not None and self.row.unread:
            messaging, conversation_id = self._workspace.messaging, self.row.id
            self._bridge.run(lambda: messaging.mark_read(conversation_id))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """A low window gives the text less room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """The text grows only as far as some of the conversation still shows above it."""
        above = self.header.height() + LEAST_THREAD + ABOVE_NOTICE + BELOW_NOTICE
        above += self.undo_bar.wanted_height(self.width())
        writing = self.writing_part()
        width = self.width()
        below = writing.heightForWidth(width) if writing is self.locked else writing.height()
        self.review.set_room(self.height() - above - below)
        above += self.review.height() if self.review.card is not None else 0
        self.tasks.set_room(self.height() - above - below)
        above += self.tasks.height() if self.tasks.tasks else 0
        self.composer.field.set_room(self.height() - above - self.composer.around_field())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))


def _sends_now(state: SyncState) -> bool:
    return state.online or state.problem is None
