"""What lies over the desk, or beside it, for a moment: made and imported when somebody asks."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.services.records import PersonHit
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.contacts.new_message import NewMessage
    from desktop_app.views.contacts.why_panel import WhyPanel
    from desktop_app.views.desk import Desk
    from desktop_app.views.widgets.palette import Palette


class DeskDialogs(QObject):
    """Opens dialogs over the desk and hands what they lead to back to it."""

    def __init__(self, desk: "Desk", theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(desk)
        self._desk = desk
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge

    @cached_property
    def why(self) -> "WhyPanel":
        """Why somebody cannot be texted."""
        from desktop_app.views.contacts.why_panel import WhyPanel  # noqa: PLC0415  not for the first paint

        panel = WhyPanel(self._theme, self._workspace, self._bridge)
        panel.closed.connect(self._desk.inbox.put_back)
        panel.ledger_asked.connect(self._desk.open_ledger)
        return panel

    def new_message(self, words: str = "") -> "NewMessage":
        """Ask whom to write to; `words` is what was typed of them already."""
        from desktop_app.views.contacts.new_message import NewMessage  # noqa: PLC0415  not for the first paint

        dialog = NewMessage(self._theme, self._desk, self._workspace, self._bridge, words)
        dialog.opened.connect(self._desk.write_to)
        dialog.open()
        return dialog

    def open_palette(self) -> "Palette":
        """Jump to a person."""
        from desktop_app.views.widgets.palette import Palette  # noqa: PLC0415  not for the first paint

        palette = Palette(self._theme, self._desk, self._workspace.reading.search_people)
        palette.person_chosen.connect(self.go_to_person)
        palette.number_typed.connect(self.new_message)
        palette.open()
        return palette

    def go_to_person(self, hit: PersonHit, write: bool) -> None:
        """Their conversation, or the start of one."""
        if hit.conversation_id is not None:
            self._desk.open_conversation(hit.conversation_id, write=write)
        else:
            self.new_message(hit.number or hit.title)

    def show_shortcuts(self) -> None:
        """Every key that does something."""
        from desktop_app.views.shortcuts import ShortcutList  # noqa: PLC0415  not for the first paint

        enter_sends = self._workspace.reading.setting("enter_sends") == "on"
        ShortcutList(self._theme, self._desk, enter_sends=enter_sends).open()
