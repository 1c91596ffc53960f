"""What the Outbox asks of the rest of the desk: a conversation, its composer, why, the ledger."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.services.messaging.outbox_records import OutboxLine
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.outbox.watch import OutboxWatch
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.desk import Desk
    from desktop_app.views.outbox.page import OutboxPage


class DeskOutbox(QObject):
    """Joins the page to the desk. The page itself is made when somebody first looks at it."""

    def __init__(
        self,
        desk: "Desk",
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar
        self.watch = OutboxWatch(self, workspace, bridge, desk.rail.item("outbox"), desk.banner)

    @cached_property
    def page(self) -> "OutboxPage":
        """The page."""
        from desktop_app.views.outbox.page import OutboxPage  # noqa: PLC0415  not for the first paint

        page = OutboxPage(self._theme, self._workspace, self._bridge, self._calendar)
        page.conversation_asked.connect(self._desk.open_conversation)
        page.ledger_asked.connect(self._desk.open_ledger)
        page.why_asked.connect(self._explain)
        page.edit_asked.connect(self._edit)
        page.taken_back.connect(self._taken_back)
        page.edit_later_asked.connect(self._edit_later)
        page.numbers_asked.connect(self.show_numbers)
        self._desk.pages.addWidget(page)
        return page

    def _explain(self, conversation_id: int, number: str) -> None:
        self._desk.open_conversation(conversation_id)
        self._desk.show_why(number)

    def _edit(self, conversation_id: int, words: str) -> None:
        """The words stand in the composer again, before what was written there since."""
        self._desk.open_conversation(conversation_id, write=True)
        self._put_back(words)

    def _edit_later(self, outbox_id: int) -> None:
        """In a dialog over the page: what is being typed to the person stays as it is."""
        if self._desk.inbox.pane.later.edit(outbox_id, self.page) is None:
            self._desk.toast.say(
                tr("Too late: that text is on its way."), icon_name="info", tone="text2"
            )

    def show_numbers(self) -> None:
        """The firm’s numbers, where one that is lost is read again."""
        self._desk.open_page("settings")
        self._desk.settings.go_to("numbers")

    def _put_back(self, words: str) -> None:
        pane = self._desk.inbox.pane
        pane.composer.put_back(words)
        pane.drafts.save()

    def _taken_back(self, line: OutboxLine, words: str | None) -> None:
        name = Person(line.name).first
        show = partial(self._desk.open_conversation, line.conversation_id, write=True)
        if words is None:
            self._desk.toast.say(
                tr("Too late: the text to {name} is on its way.", name=name),
                icon_name="info",
                tone="text2",
            )
            return
        pane = self._desk.inbox.pane
        if pane.row is not None and pane.row.number == line.number:
            self._put_back(words)
        else:
            kept = pane.drafts.of(line.number)
            pane.drafts.keep(line.number, f"{words}\n{kept}" if kept.strip() else words)
        self._desk.toast.say(
            tr("Taken back. Its words are the draft to {name}.", name=name),
            action=tr("Open"),
            act=show,
        )
