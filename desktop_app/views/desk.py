"""Everything over an open store: banner, rail, pages, and what lies over them for a moment."""

import time
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.records import (
    ConversationRow,
    PersonHit,
    Problem,
    Registration,
    SyncState,
)
from desktop_app.services.workspace import Workspace
from desktop_app.views.actions import IN_THREAD
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.new_message import NewMessage
from desktop_app.views.contacts.panel import ContactPanel
from desktop_app.views.formatting import format_time
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list_menu import ConversationActs, order_entries
from desktop_app.views.inbox.page import InboxPage
from desktop_app.views.settings.page import SettingsPage
from desktop_app.views.shortcuts import ShortcutList
from desktop_app.views.theme import Theme
from desktop_app.views.waiting import LOOK_AFTER_MS, LOOK_EVERY_MS, TOO_LONG_S, waiting_notice
from desktop_app.views.widgets.banner import BannerArea, Notice
from desktop_app.views.widgets.dialogs import say_problem
from desktop_app.views.widgets.focus import Regions
from desktop_app.views.widgets.palette import Palette
from desktop_app.views.widgets.rail import Rail
from desktop_app.views.widgets.toast import Toast

DOTS = 32
"""How wide the three-dot button is."""


class Desk(QWidget):
    """Rail and pages of one open store."""

    painted = Signal()
    leave_practice_asked = Signal()
    page_changed = Signal()
    """Another page or conversation: some acts are possible now and others are not."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        folder: Path,
        *,
        can_leave_practice: bool,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._told = False
        self.conversation_id: int | None = None
        self.panel = ContactPanel(theme, workspace, bridge)
        self.inbox = InboxPage(theme, workspace, bridge, self.panel)
        self._folder = folder
        self.banner = BannerArea(theme)
        self.rail = self._make_rail()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.inbox)
        self.toast = Toast(theme, self.inbox.pane.thread_view)
        self.acts = PersonActs(theme, self, workspace, bridge, self.toast)
        self.order = ConversationActs(self, workspace, bridge, self.toast)
        self._round = Regions(self.regions)
        self._lay_out()
        self._connect()
        self._show_practice(can_leave=can_leave_practice)
        self._show_registration()
        self._show_sync(workspace.sync.state)
        self._count_unread()
        self._look_who_waits()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look_who_waits)
        self._clock.start()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self._look_who_waits)
        self.open_page("inbox")

    @cached_property
    def settings(self) -> SettingsPage:
        """Made when somebody first looks at it: the first paint does not wait for it."""
        page = SettingsPage(self._theme, self._workspace, self._bridge, self._folder)
        self.pages.addWidget(page)
        return page

    # What the menus and keys do ----------------------------------------------------------------

    def perform(self, key: str) -> None:
        """Do one of the acts in views/actions.py."""
        self.acts_by_key()[key]()

    def acts_by_key(self) -> dict[str, Callable[[], object]]:
        """What each act of views/actions.py does here."""
        return {
            "new_message": self.new_message,
            "person_menu": self.open_person_menu,
            "pin": lambda: self._arrange("pin"),
            "mute": lambda: self._arrange("mute"),
            "archive": lambda: self._arrange("archive"),
            "mark_unread": lambda: self._arrange("mark_unread"),
            "sync_now": self.sync_now,
            **{key: partial(self._go_in_thread, key) for key in IN_THREAD},
            "palette": self.open_palette,
            "inbox": lambda: self.open_page("inbox"),
            "settings": lambda: self.open_page("settings"),
            "toggle_panel": self.inbox.toggle_panel,
            "previous": lambda: self.inbox.step_conversation(-1),
            "next": lambda: self.inbox.step_conversation(1),
            "next_region": lambda: self._round.move(forward=True),
            "previous_region": lambda: self._round.move(forward=False),
            "shortcuts": self.show_shortcuts,
        }

    def _go_in_thread(self, key: str) -> None:
        self.open_page("inbox")
        self.inbox.go_in_thread(key)

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
        self.pages.setCurrentWidget(self.settings if key == "settings" else self.inbox)
        self.rail.select(key)
        self.page_changed.emit()

    def open_conversation(self, conversation_id: int, *, write: bool = False) -> None:
        """Show the inbox with this conversation."""
        self.open_page("inbox")
        self.inbox.open_conversation(conversation_id)
        if write:
            self.inbox.focus_composer()

    def new_message(self, words: str = "") -> NewMessage:
        """Ask whom to write to."""
        dialog = NewMessage(self._theme, self, self._workspace, self._bridge, words)
        dialog.opened.connect(self._write_to)
        dialog.open()
        return dialog

    def open_palette(self) -> Palette:
        """Jump to a person."""
        palette = Palette(self._theme, self, self._workspace.reading.search_people)
        palette.person_chosen.connect(self._go_to_person)
        palette.number_typed.connect(self._new_message_to)
        palette.open()
        return palette

    def open_person_menu(self) -> None:
        """The three-dot menu of the open conversation, at its button."""
        if self.conversation_id is not None:
            self.open_page("inbox")
            self._open_menu(self.conversation_id, self.inbox.menu_point())

    def show_shortcuts(self) -> None:
        """Every key that does something."""
        ShortcutList(self._theme, self).open()

    def sync_now(self) -> None:
        """Ask Twilio now."""
        self._bridge.run(self._workspace.sync.sync_now)

    def show_broken(self, sentence: str) -> None:
        """A bug showed itself."""
        self._say(Problem(sentence))

    # What is remembered ------------------------------------------------------------------------

    def save_work(self) -> None:
        """Hand everything typed to the store."""
        self.inbox.save_draft()

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
        self.inbox.palette_requested.connect(self.open_palette)
        self.inbox.new_message_requested.connect(self._new_message)
        self.inbox.conversation_opened.connect(self._conversation_opened)
        self.inbox.action_requested.connect(self._notice_action)
        self.order.marking_unread.connect(self._marking_unread)
        self.panel.edit_requested.connect(self.acts.edit)
        self.panel.record_consent_requested.connect(self.acts.record_consent)
        self.banner.acted.connect(self._banner_acted)
        self._bridge.sync_state_changed.connect(self._show_sync)
        self._bridge.conversations_changed.connect(self._conversations_changed)
        self._bridge.setting_changed.connect(self._setting_changed)
        self._bridge.refused.connect(self._say)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes round: those of the page, the rail last."""
        page = self.pages.currentWidget()
        inside = self.inbox.regions() if page is self.inbox else self.settings.regions()
        return [*inside, self.rail]

    def _open_menu(self, conversation_id: int, at: QPoint) -> None:
        """The page names the lower left corner of the dots; the menu hangs from their right one."""
        if self.inbox.column.list.menu_of == conversation_id:
            self._open_row_menu(conversation_id, at)
        else:
            self.acts.open_menu(conversation_id, at + QPoint(DOTS, 0))

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

    def _new_message(self) -> None:
        self.new_message()

    def _new_message_to(self, words: str) -> None:
        self.new_message(words)

    def _write_to(self, conversation_id: int) -> None:
        self.open_conversation(conversation_id, write=True)

    def _go_to_person(self, hit: PersonHit, write: bool) -> None:
        if hit.conversation_id is not None:
            self.open_conversation(hit.conversation_id, write=write)
        else:
            self.new_message(hit.number or hit.title)

    def _notice_action(self, conversation_id: int, key: str) -> None:
        card = self._workspace.reading.contact_card(conversation_id)
        if key == "open_settings":
            self.open_page("settings")
        elif card is not None:
            self.acts.carry_out(card, key)

    def _conversation_opened(self, conversation_id: int) -> None:
        self.conversation_id = conversation_id
        self.panel.show_conversation(conversation_id)
        self.page_changed.emit()

    def _look_who_waits(self) -> None:
        now = int(time.time())
        notice = waiting_notice(self._workspace.reading.waiting(now - TOO_LONG_S), now)
        if notice is None:
            self.banner.clear_notice("waiting")
        else:
            self.banner.show_notice("waiting", notice)

    def _conversations_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self._count_unread()
        self._later.start()
        if not ids or self.conversation_id in ids:
            self.page_changed.emit()

    def _count_unread(self) -> None:
        self.rail.item("inbox").set_badge(self._workspace.reading.unread_count())

    def _say(self, problem: Problem) -> None:
        say_problem(self._theme, self, problem)

    def _show_practice(self, *, can_leave: bool) -> None:
        if self._workspace.practice:
            words = tr("Practice data. Nothing is sent.")
            action = tr("Leave practice") if can_leave else ""
            self.banner.show_notice("practice", Notice("info", "accent", words, action))

    def _show_registration(self) -> None:
        """A number known not to be registered: said before anybody writes a text in vain."""
        numbers = self._workspace.reading.firm_numbers()
        if numbers and numbers[0].registration is Registration.NOT_APPROVED:
            words = tr(
                "Your number isn’t registered for texts yet. Texts won’t go out until it is."
            )
            self.banner.show_notice("registration", Notice("hourglass", "warn", words))
        else:
            self.banner.clear_notice("registration")

    def _setting_changed(self, _key: str) -> None:
        self._show_registration()

    def _show_sync(self, state: SyncState) -> None:
        self._show_offline(state)
        self._show_key(state)
        self.rail.state.show_state(*_rail_words(state))

    def _show_offline(self, state: SyncState) -> None:
        if state.online or state.key_refused or state.problem is None:
            self.banner.clear_notice("offline")
            return
        words = tr("Offline – reading local records.")
        if state.last_synced_at is not None:
            time = format_time(state.last_synced_at)
            words = tr("Offline – reading local records; last synced {time}", time=time)
        self.banner.show_notice("offline", Notice("cloud-off", "warn", words, tr("Try now")))

    def _show_key(self, state: SyncState) -> None:
        if not state.key_refused:
            self.banner.clear_notice("key_refused")
            return
        words = tr("Twilio refused the key. Someone may have changed it.")
        notice = Notice("circle-alert", "danger", words, tr("Fix the key"))
        self.banner.show_notice("key_refused", notice)

    def _banner_acted(self, key: str) -> None:
        if key == "offline":
            self.sync_now()
        elif key == "waiting":
            self.open_page("inbox")
            self.inbox.column.show_only("needs_reply")
        elif key == "practice":
            self.leave_practice_asked.emit()
        elif key == "key_refused":
            self.open_page("settings")
            self.settings.go_to("connection")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground; the first paint is reported once it is on screen."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


def _rail_words(state: SyncState) -> tuple[str, str, str, str]:
    """Icon, tone, word and detail for the foot of the rail."""
    if state.key_refused:
        return "circle-alert", "danger", tr("Key refused"), tr("Twilio no longer takes this key.")
    if state.online:
        when = format_time(state.last_synced_at) if state.last_synced_at else ""
        return (
            "circle-check",
            "ok",
            tr("Online"),
            tr("Last synced {time}", time=when) if when else "",
        )
    if state.problem is not None:
        return "cloud-off", "warn", tr("Offline"), state.problem.sentence()
    return "circle-dashed", "text2", tr("Connecting"), tr("Reading what is new at Twilio.")
