"""Joins the reading of the firm's history to the desk: card, panel, and a word where one is due."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.services.archive_records import HistoryProgress
from desktop_app.services.records import MessageRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views import archive_words as words
from desktop_app.views.archive.card import HistoryCard
from desktop_app.views.archive.watch import HistoryWatch
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.banner import Notice

if TYPE_CHECKING:
    from desktop_app.views.archive.gallery import Gallery
    from desktop_app.views.archive.panel import HistoryPanel
    from desktop_app.views.archive.viewer import Viewer
    from desktop_app.views.desk import Desk

LATE = "pictures_late"


class DeskHistory(QObject):
    """The panel is made when somebody first asks for it."""

    def __init__(
        self,
        desk: "Desk",
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self.watch = HistoryWatch(self, workspace, bridge)
        self.card = HistoryCard(theme, self.watch)
        desk.inbox.column.add_foot(self.card)
        self.card.details_asked.connect(self.show_panel)
        self.watch.changed.connect(self._changed)
        desk.banner.acted.connect(self._banner_acted)
        desk.inbox.pane.picture_asked.connect(self.show_picture)
        desk.panel.pictures_requested.connect(self.show_gallery)
        self.watch.look_soon()

    @cached_property
    def panel(self) -> "HistoryPanel":
        """Everything about it."""
        from desktop_app.views.archive.panel import HistoryPanel  # noqa: PLC0415  not for the first paint

        panel = HistoryPanel(self._theme, self._workspace, self.watch, self._calendar)
        panel.closed.connect(self._desk.inbox.put_back)
        return panel

    def show_panel(self) -> None:
        """In the place of the contact panel."""
        self._desk.open_page("inbox")
        self.watch.look()
        self._desk.inbox.show_instead(self.panel)
        self.panel.take_keyboard()

    def show_picture(self, row: MessageRow, picture_id: int) -> "Viewer | None":
        """One picture of the open conversation, and from there the others in their order."""
        from desktop_app.views.archive.viewer import Viewer  # noqa: PLC0415  not for the first paint

        here = self._desk.inbox.pane.row
        if here is None:
            return None
        near = self._workspace.reading.archive.pictures_with(here.id)
        known = {picture.id: picture for picture in (*near, *row.pictures) if picture.shown}
        in_order = sorted(known.values(), key=lambda each: (each.message_id, each.position))
        viewer = Viewer(
            self._theme,
            self._desk,
            self._workspace,
            self._bridge,
            in_order,
            Person(here.name, here.pronoun),
            self._calendar,
        )
        viewer.open()
        viewer.show_picture(picture_id)
        return viewer

    def show_gallery(self, conversation_id: int) -> "Gallery | None":
        """All pictures of a conversation."""
        from desktop_app.views.archive.gallery import Gallery  # noqa: PLC0415  not for the first paint

        row = self._workspace.reading.conversation(conversation_id)
        if row is None:
            return None
        person = Person(row.name, row.pronoun)
        gallery = Gallery(
            self._theme,
            self._desk,
            self._workspace,
            self._bridge,
            conversation_id,
            person,
            self._calendar,
        )
        gallery.open()
        return gallery

    def _changed(self, progress: HistoryProgress) -> None:
        """Pictures that are not saved after a day are said where nobody misses it."""
        self._desk.inbox.pane.thread_view.set_older(words.older(progress, self._calendar))
        if not progress.pictures.late:
            self._desk.banner.clear_notice(LATE)
            return
        said = words.late_pictures(progress.pictures)
        self._desk.banner.show_notice(LATE, Notice("image", "warn", said, tr("Show")))

    def _banner_acted(self, key: str) -> None:
        if key == LATE:
            self.show_panel()
