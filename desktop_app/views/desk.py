"""Everything over an open store: banner, rail, pages, and what lies over them for a moment."""

from collections.abc import Callable
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSettings, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.records import (
    ConversationRow,
    Problem,
    QueueOutcome,
)
from desktop_app.services.workspace import Workspace
from desktop_app.views.actions import IN_THREAD
from desktop_app.views.app_state import AppState
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.panel import ContactPanel
from desktop_app.views.desk_dialogs import DeskDialogs
from desktop_app.views.desk_outbox import DeskOutbox
from desktop_app.views.desk_reputation import OVER, DeskReputation
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list_menu import ConversationActs, order_entries
from desktop_app.views.inbox.page import InboxPage
from desktop_app.views.theme import TEXT_SIZES, Theme
from desktop_app.views.widgets.banner import BannerArea
from desktop_app.views.widgets.dialogs import say_problem
from desktop_app.views.widgets.focus import Regions
from desktop_app.views.widgets.rail import Rail
from desktop_app.views.widgets.toast import Toast

if TYPE_CHECKING:
    from desktop_app.views.contacts.new_message import NewMessage
    from desktop_app.views.contacts.page import ContactsPage
    from desktop_app.views.contacts.why_panel import WhyPanel
    from desktop_app.views.ledger.page import LedgerPage
    from desktop_app.views.outbox.page import OutboxPage
    from desktop_app.views.reputation.page import ReputationPage
    from desktop_app.views.settings.page import SettingsPage
    from desktop_app.views.widgets.palette import Palette

PAGES = ("inbox", "contacts", "outbox", "reputation", "settings")
LATE_PAGES = ("contacts", "outbox", "reputation", "ledger", "settings")
"""Built, and read from the disk, when somebody first looks at them."""


class Desk(QWidget):
    """Rail and pages of one open store."""

    painted = Signal()
    leave_practice_asked = Signal()
    page_changed = Signal()
    """Another page or conversation: some acts are possible now and others are not."""
    unread_changed = Signal(int)
    """So many conversations have something new."""
    example_asked = Signal()
    """Somebody wants to see a notification."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        folder: Path,
        *,
        can_leave_practice: bool,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__()
        self._calendar = calendar or Calendar()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._told = False
        self.unread = 0
        self.conversation_id: int | None = None
        self.panel = ContactPanel(theme, workspace, bridge, self._calendar)
        self.inbox = InboxPage(theme, workspace, bridge, self.panel, self._calendar)
        self._folder = folder
        self.banner = BannerArea(theme)
        self.rail = self._make_rail()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.inbox)
        self.toast = Toast(theme, self.inbox.pane.thread_view)
        hold_s = self.inbox.pane.sending.hold_s
        self.acts = PersonActs(
            theme, self, workspace, bridge, self.toast, calendar=self._calendar, hold_s=hold_s
        )
        self.dialogs = DeskDialogs(self, theme, workspace, bridge)
        self.sending = DeskOutbox(self, theme, workspace, bridge, self._calendar)
        self.standing = DeskReputation(self, theme, workspace, bridge, self._calendar)
        self.order = ConversationActs(self, workspace, bridge, self.toast)
        self.app_state = AppState(self, workspace, bridge, self.banner, self.rail.state)
        self._round = Regions(self.regions)
        self._lay_out()
        self._connect()
        self._count_unread()
        self.app_state.show_all(can_leave_practice=can_leave_practice)
        self.open_page("inbox")

    @cached_property
    def settings(self) -> "SettingsPage":
        """Made when somebody first looks at it: the first paint does not wait for it."""
        from desktop_app.views.settings.page import SettingsPage  # noqa: PLC0415  not for the first paint

        page = SettingsPage(self._theme, self._workspace, self._bridge, self._folder)
        page.notifications.example_asked.connect(self.example_asked)
        self.pages.addWidget(page)
        return page

    @cached_property
    def contacts(self) -> "ContactsPage":
        """Everyone the firm knows; made when somebody first looks at it."""
        from desktop_app.views.contacts.page import ContactsPage  # noqa: PLC0415  not for the first paint

        page = ContactsPage(self._theme, self._workspace, self._bridge, self.acts, self._calendar)
        page.conversation_asked.connect(self.write_to)
        page.message_asked.connect(self.dialogs.new_message)
        page.ledger_asked.connect(self.open_ledger)
        page.person_changed.connect(self.page_changed)
        self.pages.addWidget(page)
        return page

    outbox: "cached_property[OutboxPage]" = cached_property(attrgetter("sending.page"))
    reputation: "cached_property[ReputationPage]" = cached_property(attrgetter("standing.page"))
    why: "cached_property[WhyPanel]" = cached_property(attrgetter("dialogs.why"))

    @cached_property
    def ledger(self) -> "LedgerPage":
        """One number's ledger; it comes back to where it was opened from."""
        from desktop_app.views.ledger.page import LedgerPage  # noqa: PLC0415  not for the first paint

        page = LedgerPage(self._theme, self._workspace, self._bridge, self._calendar)
        page.left.connect(self._leave_ledger)
        self.pages.addWidget(page)
        return page

    @property
    def has_person(self) -> bool:
        """Whether there is somebody whose menu could open: on this page, in that conversation."""
        if self._on_contacts():
            return self.contacts.has_person
        return self.conversation_id is not None

    def _on_contacts(self) -> bool:
        return "contacts" in vars(self) and self.pages.currentWidget() is self.contacts

    # What the menus and keys do ----------------------------------------------------------------

    def perform(self, key: str) -> None:
        """Do one of the acts in views/actions.py."""
        self.acts_by_key()[key]()

    def acts_by_key(self) -> dict[str, Callable[[], object]]:
        """What each act of views/actions.py does here."""
        return {
            "new_message": self.new_message,
            "undo_send": self.inbox.pane.undoing.undo,
            "person_menu": self.open_person_menu,
            "pin": lambda: self._arrange("pin"),
            "mute": lambda: self._arrange("mute"),
            "archive": lambda: self._arrange("archive"),
            "mark_unread": lambda: self._arrange("mark_unread"),
            "sync_now": self.sync_now,
            **{key: partial(self._go_in_thread, key) for key in IN_THREAD},
            "next_hint": self._go_to_hint,
            "text_larger": partial(self._step_text, 1),
            "text_smaller": partial(self._step_text, -1),
            "text_usual": partial(self._step_text, 0),
            "palette": self.open_palette,
            **{key: partial(self.open_page, key) for key in PAGES},
            "toggle_panel": self._toggle_panel,
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "next_region": lambda: self._round.move(forward=True),
            "previous_region": lambda: self._round.move(forward=False),
            "shortcuts": self.dialogs.show_shortcuts,
        }

    def _step_text(self, by: int) -> None:
        """Text one step larger or smaller, or as the system has it; kept for the next start."""
        sizes = TEXT_SIZES
        here = sizes.index(min(sizes, key=lambda size: abs(size - self._theme.text_size)))
        percent = sizes[min(max(here + by, 0), len(sizes) - 1)] if by else 100
        if percent == self._theme.text_size:
            return
        self._theme.set_text_size(percent)
        self._bridge.run(lambda: self._workspace.settings.set("text_size", str(percent)))
        self.toast.say(tr("Text size {percent}%", percent=percent))

    def _toggle_panel(self) -> None:
        if self._on_contacts():
            self.contacts.toggle_record()
        else:
            self.inbox.toggle_panel()

    def _step(self, by: int) -> None:
        if self._on_contacts():
            self.contacts.step_person(by)
        else:
            self.inbox.step_conversation(by)

    def _go_in_thread(self, key: str) -> None:
        if key == "find" and self._on_contacts():
            self.contacts.focus_search()
            return
        self.open_page("inbox")
        self.inbox.go_in_thread(key)

    def _go_to_hint(self) -> None:
        """Put the keyboard on what has to be decided in the open conversation."""
        self.open_page("inbox")
        self.inbox.pane.focus_card()

    @property
    def impossible(self) -> frozenset[str]:
        """Which acts would do nothing now, whatever is open."""
        return frozenset(key for key, can in self.inbox.pane.possible.items() if not can)

    def arranged(self) -> frozenset[str]:
        """Which of pin, mute and archive hold for the open conversation."""
        row = self._open_row()
        if row is None:
            return frozenset()
        held = {"pin": row.pinned, "mute": row.muted, "archive": row.archived}
        return frozenset(key for key, on in held.items() if on)

    def _open_row(self) -> ConversationRow | None:
        if self.conversation_id is None:
            return None
        return self._workspace.reading.conversation(self.conversation_id)

    def _arrange(self, key: str) -> None:
        """Do it to the open conversation, or take it back."""
        if self.conversation_id is not None:
            self.order.carry_out(self.conversation_id, key)

    def _marking_unread(self, conversation_id: int) -> None:
        if conversation_id == self.conversation_id:
            self.inbox.pane.leave_unread()

    def open_page(self, key: str) -> None:
        """Show a page of the rail."""
        self.rail.select(key)
        self.pages.setCurrentWidget(getattr(self, key))
        lists = {"contacts": "contacts.table", "outbox": "outbox.list"}
        self.toast.stand_over(attrgetter(lists.get(key, "inbox.pane.thread_view"))(self))
        self.page_changed.emit()

    def open_ledger(self, number: str, seq: int | None = None) -> None:
        """Show a number's ledger, at an entry or at its newest."""
        self.pages.setCurrentWidget(self.ledger)
        self.ledger.show_number(number, seq)
        self.page_changed.emit()

    def _leave_ledger(self) -> None:
        self.open_page(self.rail.current)

    def open_conversation(self, conversation_id: int, *, write: bool = False) -> None:
        """Show the inbox with this conversation."""
        self.open_page("inbox")
        self.inbox.open_conversation(conversation_id)
        if write:
            self.inbox.focus_composer()

    def conversation_on_screen(self) -> int | None:
        """The conversation this desk shows now, None on another page."""
        return self.conversation_id if self.pages.currentWidget() is self.inbox else None

    def say_example(self, words: str) -> None:
        """What became of the example somebody asked for in Settings."""
        self.settings.notifications.say(words)

    def new_message(self, words: str = "") -> "NewMessage":
        """Ask whom to write to."""
        return self.dialogs.new_message(words)

    def open_palette(self) -> "Palette":
        """Jump to a person."""
        return self.dialogs.open_palette()

    def open_person_menu(self) -> None:
        """The three-dot menu of the open conversation, or of the person the Contacts are on."""
        if self._on_contacts():
            self.contacts.open_person_menu()
        elif self.conversation_id is not None:
            self.open_page("inbox")
            self._open_menu(self.conversation_id, self.inbox.menu_point())

    def sync_now(self) -> None:
        """Ask Twilio now."""
        self._bridge.run(self._workspace.sync.sync_now)

    def show_broken(self, sentence: str) -> None:
        """A bug showed itself."""
        self._say(Problem(sentence))

    # What is remembered ------------------------------------------------------------------------

    def save_work(self) -> None:
        """Hand everything typed to the store, and let go what was sent."""
        self.inbox.save_draft()
        self.acts.save_work()
        self.inbox.pane.holding.let_all_go()

    def save_state(self, settings: QSettings) -> None:
        """Pane widths; nothing anyone wrote."""
        self.inbox.save_state(settings)

    def restore_state(self, settings: QSettings) -> None:
        """Pane widths as they were."""
        self.inbox.restore_state(settings)

    def set_active(self, *, active: bool) -> None:
        """The window came to the front or went behind: the sync changes its pace."""
        self._bridge.run(lambda: self._workspace.sync.set_active(active))

    # Inside ------------------------------------------------------------------------------------

    def _make_rail(self) -> Rail:
        rail = Rail(self._theme)
        rail.add("inbox", tr("Inbox"), "inbox")
        rail.add("contacts", tr("Contacts"), "users")
        needing = tr("{page}, {count} need you")
        rail.add("outbox", tr("Outbox"), "send", counted=needing)
        rail.add("reputation", tr("Reputation"), "gauge", counted=tr(OVER))
        rail.add("settings", tr("Settings"), "settings", foot=True)
        rail.chosen.connect(self.open_page)
        return rail

    def _lay_out(self) -> None:
        # The rail comes after the page in the order of Tab, whatever stands left.
        self.pages.setParent(self)
        self.rail.setParent(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.inbox.open_menu_requested.connect(self._open_menu)
        self.inbox.palette_requested.connect(self.dialogs.open_palette)
        self.inbox.new_message_requested.connect(self.dialogs.new_message)
        self.inbox.conversation_opened.connect(self._conversation_opened)
        self.inbox.action_requested.connect(self._notice_action)
        self.inbox.pane.ledger_asked.connect(self.open_ledger)
        self.inbox.pane.open_asked.connect(self.open_conversation)
        self.inbox.pane.undoing.possible_changed.connect(self.page_changed)
        self.inbox.pane.review.changed.connect(self.page_changed)
        self.inbox.pane.tasks.changed.connect(self.page_changed)
        self.inbox.pane.findings.changed.connect(self.page_changed)
        self.inbox.pane.tasks.done_asked.connect(self.order.finish_task)
        self.order.marking_unread.connect(self._marking_unread)
        self.acts.overridden.connect(self._overridden)
        self.acts.draft_left.connect(self.inbox.pane.take_draft)
        self.acts.why_asked.connect(self.show_why)
        self.panel.edit_requested.connect(self.acts.edit)
        self.panel.record_consent_requested.connect(self.acts.record_consent)
        self.panel.ledger_requested.connect(self.open_ledger)
        self.banner.acted.connect(self._banner_acted)
        self._bridge.conversations_changed.connect(self._conversations_changed)
        self._bridge.refused.connect(self._say)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes round: those of the page, the rail last."""
        here = self.pages.currentIndex()
        for name in LATE_PAGES:
            page: Any = self.__dict__.get(name)
            if page is not None and self.pages.indexOf(page) == here:
                return [*page.regions(), self.rail]
        return [*self.inbox.regions(), self.rail]

    def _open_menu(self, conversation_id: int, at: QPoint) -> None:
        """A row's menu also says what can be done with the row."""
        if self.inbox.column.list.menu_of == conversation_id:
            self._open_row_menu(conversation_id, at)
        else:
            menu = self.acts.open_menu(conversation_id, at)
            if menu is not None:
                self.inbox.pane.header.hold_menu(menu.closed)

    def _open_row_menu(self, conversation_id: int, at: QPoint) -> None:
        """The same menu, and below it what can be done with the row."""
        row = self._workspace.reading.conversation(conversation_id)
        extra = order_entries(row) if row is not None else ()
        menu = self.acts.open_menu(conversation_id, at, extra)
        if menu is None:
            self.inbox.column.list.menu_closed()
            return
        menu.chosen.connect(partial(self.order.carry_out, conversation_id))
        menu.closed.connect(self.inbox.column.list.menu_closed)

    def write_to(self, conversation_id: int) -> None:
        """Show this conversation with the keyboard in its text."""
        self.open_conversation(conversation_id, write=True)

    def _notice_action(self, conversation_id: int, key: str) -> None:
        card = self._workspace.reading.contact_card(conversation_id)
        if key == "open_settings":
            self.open_page("settings")
        elif card is not None:
            self.acts.carry_out(card, key)

    def show_why(self, number: str) -> None:
        """Say why this number cannot be texted, in the place of the contact panel."""
        self.inbox.show_instead(self.why)
        self.why.show_number(number)

    def _overridden(self, number: str, text: str, outcome: QueueOutcome) -> None:
        """The text can be seen, and taken back, in its conversation."""
        row = self._workspace.reading.conversation_by_number(number)
        if row is not None:
            if row.id != self.conversation_on_screen():
                self.open_conversation(row.id)
            self.inbox.pane.sent_elsewhere(row, text, outcome)

    def _conversation_opened(self, conversation_id: int) -> None:
        if conversation_id != self.conversation_id:
            self.inbox.put_back()
        self.conversation_id = conversation_id
        self.panel.show_conversation(conversation_id)
        self.page_changed.emit()

    def _conversations_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self._count_unread()
        if not ids or self.conversation_id in ids:
            self.page_changed.emit()

    def _count_unread(self) -> None:
        self.unread = self._workspace.reading.unread_count()
        self.rail.item("inbox").set_badge(self.unread)
        self.unread_changed.emit(self.unread)

    def _say(self, problem: Problem) -> None:
        say_problem(self._theme, self, problem)

    def _banner_acted(self, key: str) -> None:
        if key == "offline":
            self.sync_now()
        elif key == "sending_paused":
            self.sending.watch.resume()
        elif key == "waiting":
            self.open_page("inbox")
            self.inbox.column.show_only("needs_reply")
        elif key == "practice":
            self.leave_practice_asked.emit()
        elif key == "key_refused":
            self.open_page("settings")
            self.settings.go_to("connection")
        elif key in {"lost_texts", "number_lost", "registration", "move"}:
            self.open_page("settings")
            self.settings.go_to("moves" if key == "move" else "numbers")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground; the first paint is reported once it is on screen."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)
