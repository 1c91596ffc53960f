"""What the Reputation page asks of the rest of the desk: a conversation, the badge in the rail."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.reputation.watch import ReputationWatch
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.desk import Desk
    from desktop_app.views.reputation.page import ReputationPage

OVER = "{page}, {count} over the line"
"""What the badge in the rail counts."""


class DeskReputation(QObject):
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
        self.watch = ReputationWatch(self, workspace, bridge, desk.rail.item("reputation"))

    @cached_property
    def page(self) -> "ReputationPage":
        """The page."""
        from desktop_app.views.reputation.page import ReputationPage  # noqa: PLC0415  not for the first paint

        page = ReputationPage(self._theme, self._workspace, self._bridge, self._calendar)
        page.conversation_asked.connect(self._desk.open_conversation)
        page.shown.connect(self.watch.take)
        self._desk.pages.addWidget(page)
        return page
