"""The window: what is remembered about it, its menus and keys, and what it shows.

Before a store is open it shows the start pages; afterwards the desk with its rail and pages.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget

from desktop_app.services.workspace import Workspace
from desktop_app.views import actions
from desktop_app.views.bridge import Bridge
from desktop_app.views.desk import Desk
from desktop_app.views.desk_history import DeskHistory
from desktop_app.views.first_run.start import StartPages
from desktop_app.views.i18n import tr
from desktop_app.views.rules_of_use import DeskRules
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.help.window import HelpWindow

SMALLEST = QSize(960, 640)
USUAL = QSize(1360, 860)
LOOK_UNSET = "system"
STATE_FILE = "window.ini"
"""Window place and pane widths, beside the store. No name, number or word of a message in it."""


class MainWindow(QMainWindow):
    """The one window of the program."""

    close_asked = Signal()
    """The person closed the window; drafts are already on their way to the store."""
    usable = Signal()
    """The first page that can be used has been painted."""
    leave_practice_asked = Signal()

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self._folder = folder
        self._desk: Desk | None = None
        self._actions: dict[str, QAction] = {}
        self._menus: list[QMenu] = []
        self._could: object = None
        """What the entries were last set for: most changes of the page change nothing in them."""
        self.help: HelpWindow | None = None
        """The help, once somebody asked for it."""
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.setWindowTitle("Brieftext")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._build_menus(before_store=True)
        self._restore()

    @property
    def desk(self) -> Desk | None:
        """Rail and pages of the open store."""
        return self._desk

    def actions_by_key(self) -> dict[str, QAction]:
        """Every entry of the menus."""
        return dict(self._actions)

    def action(self, key: str) -> QAction:
        """One entry of the menus, by its key in views/actions.py."""
        return self._actions[key]

    def show_start(self, page: StartPages) -> None:
        """Show what there is before a store is open."""
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.painted.connect(self.usable)

    def open_workspace(
        self, workspace: Workspace, bridge: Bridge, *, can_leave_practice: bool = False
    ) -> None:
        """Build the desk over an open store and show it."""
        self._follow_look(workspace, bridge)
        desk = Desk(
            self._theme,
            workspace,
            bridge,
            self._folder,
            can_leave_practice=can_leave_practice,
        )
        self._desk = desk
        DeskHistory(desk, self._theme, workspace, bridge)
        DeskRules(desk, self._theme, workspace, bridge)
        desk.painted.connect(self.usable)
        desk.leave_practice_asked.connect(self.leave_practice_asked)
        desk.page_changed.connect(self._update_actions)
        desk.unread_changed.connect(self._show_unread)
        self._drop_menus()
        self._build_menus()
        desk.restore_state(self._settings())
        self._pages.addWidget(desk)
        self._pages.setCurrentWidget(desk)
        self._update_actions()
        self._show_unread(desk.unread)
        desk.set_active(active=self.isActiveWindow())

    def close_workspace(self) -> None:
        """Take the desk away again: back to the start pages."""
        desk, self._desk = self._desk, None
        if desk is None:
            return
        desk.save_work()
        self._show_unread(0)
        self._drop_menus()
        self._build_menus(before_store=True)
        self._pages.removeWidget(desk)
        desk.deleteLater()

    def conversation_in_sight(self) -> int | None:
        """The conversation a person in front of the window sees now."""
        in_front = QApplication.activeWindow() is not None and not self.isMinimized()
        return self._desk.conversation_on_screen() if self._desk is not None and in_front else None

    def come_forward(self, conversation_id: int | None) -> None:
        """Come to the front, at this conversation where there is one."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if self._desk is not None and conversation_id is not None:
            self._desk.open_conversation(conversation_id)

    def show_broken(self, sentence: str) -> None:
        """Say that a bug showed itself."""
        if self._desk is not None:
            self._desk.show_broken(sentence)

    def open_help(self, topic: str = "") -> None:
        """Show a topic of the help beside this window; without one, the page last read."""
        if self.help is None:
            from desktop_app.views.help.window import HelpWindow  # noqa: PLC0415  not for the first paint

            self.help = HelpWindow(self._theme)
        self.help.open_help(topic)
        self.help.come_forward()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Save what is typed and where the window is, then leave the rest to the session."""
        event.ignore()
        if self.help is not None:
            self.help.close()
        if self._desk is not None:
            self._desk.save_work()
            self._remember()
        self.close_asked.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """In front or behind: the sync changes its pace."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._desk is not None:
            self._desk.set_active(active=self.isActiveWindow())

    def _build_menus(self, *, before_store: bool = False) -> None:
        """The menus; before a store is open there is only the help."""
        acts = [act for act in actions.ACTS if not before_store or act.key in actions.HELP_PAGES]
        wanted = {act.menu for act in acts}
        bar = self.menuBar()
        menus = {menu: bar.addMenu(tr(menu.value)) for menu in actions.Menu if menu in wanted}
        self._menus = list(menus.values())
        for act in acts:
            entry = QAction(actions.label(act), self)
            entry.setShortcuts([QKeySequence(keys) for keys in act.keys])
            entry.triggered.connect(partial(self._perform, act.key))
            menus[act.menu].addAction(entry)
            self._actions[act.key] = entry

    def _show_unread(self, count: int) -> None:
        """A task bar shows the title, so it says how much is new."""
        self.setWindowTitle(tr("({count}) Brieftext", count=count) if count else "Brieftext")

    def _drop_menus(self) -> None:
        # Their keys would otherwise still be claimed when the next store is opened.
        for entry in self._actions.values():
            entry.setShortcuts([])
        for menu in self._menus:
            self.menuBar().removeAction(menu.menuAction())
        for part in (*self._actions.values(), *self._menus):
            part.deleteLater()
        self._actions.clear()
        self._menus.clear()
        self._could = None

    def _perform(self, key: str, _checked: bool = False) -> None:
        if key == "close":
            self.close()
        elif key in actions.HELP_PAGES:
            self.open_help(actions.HELP_PAGES[key])
        elif self._desk is not None:
            self._desk.perform(key)

    def _update_actions(self) -> None:
        if self._desk is None:
            return
        desk = self._desk
        can = (desk.conversation_id is not None, desk.has_person, desk.arranged(), desk.impossible)
        if can == self._could:
            return
        self._could = can
        has_conversation, has_person, done, impossible = can
        for act in actions.ACTS:
            entry = self._actions[act.key]
            possible = has_person if act.key in actions.OF_PERSON else has_conversation
            wanted = possible or not act.needs_conversation
            entry.setEnabled(wanted and act.key not in impossible)
            entry.setText(actions.label(act, done=act.key in done))

    def _follow_look(self, workspace: Workspace, bridge: Bridge) -> None:
        """The look of this store; one chosen on the way in becomes it."""
        stored, chosen = workspace.reading.setting("theme"), self._theme.choice
        if stored == LOOK_UNSET and chosen != LOOK_UNSET:
            bridge.run(lambda: workspace.settings.set("theme", chosen))
        else:
            self._theme.choose(stored)
        self._theme.set_text_size(int(workspace.reading.setting("text_size")))

    def _restyle(self) -> None:
        self.setStyleSheet(self._theme.sheet())

    def _settings(self) -> QSettings:
        return QSettings(str(self._folder / STATE_FILE), QSettings.Format.IniFormat)

    def _restore(self) -> None:
        if not (self._folder / STATE_FILE).exists():
            return
        place = self._settings().value("window/geometry")
        if isinstance(place, QByteArray):
            self.restoreGeometry(place)

    def _remember(self) -> None:
        settings = self._settings()
        settings.setValue("window/geometry", self.saveGeometry())
        if self._desk is not None:
            self._desk.save_state(settings)
        settings.sync()
