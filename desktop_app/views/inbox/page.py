"""The inbox: the list, the open conversation, and the panel beside it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QSplitterHandle, QWidget

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.column import ListColumn
from desktop_app.views.inbox.pane import ConversationPane
from desktop_app.views.inbox.template_picker import TemplatePicker
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.drawer import Drawer

RAIL = 80
WIDE_FROM = 1240 - RAIL
"""From this width on the contact panel stands beside the conversation, below it over it."""
LIST_WIDTH = 312
LIST_NARROW = 272
LIST_RANGE = (248, 400)
SETTLED_MS = 1_000
"""How long a conversation is open before it is the one to open next time."""


class _Handle(QSplitterHandle):
    """The hairline between list and conversation; five pixels around it can be drawn."""

    def __init__(self, splitter: "_Splitter") -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = splitter.theme

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The line."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class _Splitter(QSplitter):
    """List and conversation."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.theme = theme
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802  Qt's name
        """Ours."""
        return _Handle(self)


class InboxPage(QWidget):
    """List, conversation and side panel. The panel is handed in: it belongs to another page."""

    open_menu_requested = Signal(int, QPoint)
    palette_requested = Signal()
    new_message_requested = Signal()
    conversation_opened = Signal(int)
    action_requested = Signal(int, str)

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        panel: QWidget,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        calendar = calendar or Calendar()
        self.column = ListColumn(theme, workspace, bridge, calendar)
        self.pane = ConversationPane(theme, workspace, bridge, calendar)
        self.templates = TemplatePicker(theme, workspace, self.pane)
        self.panel = panel
        self._instead: QWidget | None = None
        self._panel_wanted = True
        self._wide: bool | None = None
        self._dragged = False
        self._splitter = _Splitter(theme)
        self._drawer = Drawer(theme, self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._remember_conversation)
        self._lay_out()
        self._connect()

    # What the window does ----------------------------------------------------------------------

    @property
    def conversation_id(self) -> int | None:
        """The open conversation."""
        return self.pane.row.id if self.pane.row is not None else None

    def open_conversation(self, conversation_id: int) -> None:
        """Show a conversation, also in the list where its filter lets it."""
        self.column.model.keep(conversation_id)
        if self.pane.open(conversation_id):
            self.column.list.select(conversation_id)
            self._settled.start()
            self.conversation_opened.emit(conversation_id)

    def open_first(self) -> None:
        """The conversation that was open last, else the newest."""
        kept = self._workspace.reading.setting("last_conversation")
        if kept.isdecimal():
            self.open_conversation(int(kept))
        if self.conversation_id is None and self.column.model.rowCount():
            self.open_conversation(self.column.model.conversation(0).id)

    def step_conversation(self, by: int) -> None:
        """The next or the previous conversation of the list."""
        self.column.list.step(by)

    def focus_composer(self) -> None:
        """The keyboard goes to the text."""
        self.pane.focus_writing()

    def go_in_thread(self, key: str) -> None:
        """Do one of the acts in the open conversation."""
        thread = self.pane.thread_view
        if key in {"find_next", "find_previous"}:
            thread.find_on(older=key == "find_next")
            return
        acts = {
            "attach": self.pane.pictures.ask,
            "template": self.templates.ask,
            "find": thread.open_find,
            "newest": thread.go_to_newest,
            "first": thread.go_to_first,
            "go_to_day": thread.ask_date,
        }
        acts[key]()

    def menu_point(self) -> QPoint:
        """Where the menu of the open conversation's person belongs."""
        return self.pane.header.menu_point()

    def regions(self) -> list[QWidget]:
        """What F6 goes through, in the order of reading."""
        pane = self.pane
        return [self.column, pane.header, pane.thread_view, pane.writing_part(), self.side]

    def save_draft(self) -> None:
        """Hand what is typed to the store now."""
        self.pane.drafts.save()

    def save_state(self, settings: QSettings) -> None:
        """How the page is divided."""
        if self._dragged:
            settings.setValue("inbox/list_width", self._splitter.sizes()[0])
        settings.setValue("inbox/panel", self._panel_wanted)

    def restore_state(self, settings: QSettings) -> None:
        """Divide the page as it was, and open the conversation that was open."""
        kept = str(settings.value("inbox/list_width", ""))
        if kept.isdecimal():
            self._dragged = True
            self._set_list_width(min(max(int(kept), LIST_RANGE[0]), LIST_RANGE[1]))
        self._panel_wanted = str(settings.value("inbox/panel", "true")).lower() != "false"
        self._place_panel()
        if self.conversation_id is None:
            self.open_first()

    # The panel ---------------------------------------------------------------------------------

    @property
    def side(self) -> QWidget:
        """What stands at the right now, or would: the contact panel, or another in its place."""
        return self._instead or self.panel

    def show_instead(self, other: QWidget) -> None:
        """Show another panel in the place of the contact panel, until `put_back`."""
        self._instead = other
        other.installEventFilter(self)
        self.panel.hide()
        self._place_panel()

    def put_back(self) -> None:
        """The contact panel has its place again; the keyboard goes back to what was asked from."""
        other, self._instead = self._instead, None
        if other is None:
            return
        here = QApplication.focusWidget()
        had_keyboard = here is not None and other.isAncestorOf(here)
        other.removeEventFilter(self)
        other.hide()
        self._place_panel()
        if had_keyboard:
            self.pane.focus_question()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The panel in the drawer measured itself anew."""
        if event.type() == QEvent.Type.Resize and not self._drawer.isHidden():
            self._place_drawer()
        return super().eventFilter(watched, event)

    def toggle_panel(self) -> None:
        """Show or hide the contact panel; it comes where another one stood in its place."""
        if self._instead is not None:
            self._panel_wanted = True
            self.put_back()
            if not self._wide:
                self._show_drawer(shown=True)
        elif self._wide:
            self._panel_wanted = not self._panel_wanted
            self._place_panel()
        else:
            self._show_drawer(shown=self._drawer.isHidden())

    @property
    def panel_shown(self) -> bool:
        """Whether the contact panel can be seen."""
        return not self.panel.isHidden() and (bool(self._wide) or not self._drawer.isHidden())

    def _place_panel(self) -> None:
        side, asked = self.side, self._instead is not None
        if self._wide:
            self._drawer.hide()
            if side.parent() is not self:
                self._row.addWidget(side)
            side.setVisible(self._panel_wanted or asked)
        else:
            self._drawer.column.addWidget(side)
            side.show()
            self._drawer.setVisible(asked)
            self._place_drawer()
            self._drawer.raise_()
        self.pane.header.show_panel_state(shown=self.panel_shown)

    def _show_drawer(self, *, shown: bool) -> None:
        self._drawer.setVisible(shown)
        self._place_drawer()
        self._drawer.raise_()
        self.pane.header.show_panel_state(shown=shown)

    def _place_drawer(self) -> None:
        side = self.side
        width = side.sizeHint().width() if side.width() < 1 else side.width()
        self._drawer.place(width, self.pane.header.height())

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter.addWidget(self.column)
        self._splitter.addWidget(self.pane)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._splitter, 1)
        self.setAccessibleName(tr("Inbox"))
        self._measure()
        self._set_list_width(self._theme.room(LIST_WIDTH))
        self._theme.changed.connect(self._remeasure)

    def _measure(self) -> None:
        """The list grows with the text."""
        self.column.setMinimumWidth(self._theme.room(LIST_RANGE[0]))
        self.column.setMaximumWidth(self._theme.room(LIST_RANGE[1]))

    def _remeasure(self) -> None:
        self._measure()
        self._wide = None
        self._adapt()

    def _connect(self) -> None:
        self.column.list.chosen.connect(self.open_conversation)
        self.column.list.entered_conversation.connect(self.focus_composer)
        self.column.list.menu_asked.connect(self.open_menu_requested)
        self.column.new_message_requested.connect(self.new_message_requested)
        self.column.palette_requested.connect(self.palette_requested)
        self.pane.header.menu_asked.connect(self._ask_menu)
        self.pane.header.panel_asked.connect(self.toggle_panel)
        self.pane.action_requested.connect(self.action_requested)
        self._splitter.splitterMoved.connect(self._moved)

    def _ask_menu(self) -> None:
        if self.conversation_id is not None:
            self.open_menu_requested.emit(self.conversation_id, self.menu_point())

    def _moved(self, _place: int, _index: int) -> None:
        self._dragged = True

    def _set_list_width(self, width: int) -> None:
        self._splitter.setSizes([width, max(self.width() - width, 1)])

    def _remember_conversation(self) -> None:
        settings, here = self._workspace.settings, self.conversation_id
        kept = self._workspace.reading.setting("last_conversation")
        if here is not None and kept != str(here):
            self._bridge.run(lambda: settings.set("last_conversation", str(here)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The first time on screen decides between beside and over."""
        super().showEvent(event)
        self._adapt()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Without the panel: it goes into its drawer where the window gets too narrow for it."""
        usual = super().minimumSizeHint()
        needed = self.column.minimumSizeHint().width() + self.pane.minimumSizeHint().width()
        return QSize(min(usual.width(), needed + self._splitter.handleWidth()), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Beside the conversation, or over it."""
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        wide = self.width() >= self._theme.room(WIDE_FROM)
        if wide is not self._wide:
            self._wide = wide
            self._place_panel()
            self._row.activate()
            if not self._dragged:
                self._set_list_width(self._theme.room(LIST_WIDTH if wide else LIST_NARROW))
        if not self._drawer.isHidden():
            self._place_drawer()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes what stands over the page, then leaves the field."""
        if event.key() == Qt.Key.Key_Escape and self._instead is not None:
            self.put_back()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and not self._drawer.isHidden():
            self._show_drawer(shown=False)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.pane.composer.field.hasFocus():
            self.pane.thread_view.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
        else:
            super().keyPressEvent(event)
