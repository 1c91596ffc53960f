"""Pictures in the composer: how they get in, and what of them the composer has to know."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop_app.services.records import ConversationRow, Problem
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.attaching import Attaching
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.drop_cover import DropCover
from desktop_app.views.inbox.own_phone import TestSend
from desktop_app.views.inbox.picture_rules import SETTING, PictureRules, accepted, accepting
from desktop_app.views.inbox.picture_sources import (
    Source,
    holds_pictures,
    of_files,
    pick_pictures,
    sources,
)
from desktop_app.views.inbox.picture_strip import PictureStrip
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.thumbnails import Thumbnails


class Pictures(QObject):
    """Takes what is dropped, pasted or chosen, once the person knows what holds for pictures."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        composer: Composer,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._composer = composer
        self._host = host
        self._row: ConversationRow | None = None
        self.pick: Callable[[QWidget], list[str]] = pick_pictures
        self.attaching = Attaching(workspace, bridge, self)
        thumbnails = Thumbnails(workspace.outgoing.preview, self)
        self.strip = PictureStrip(theme, self.attaching, thumbnails)
        self.cover = DropCover(theme, host)
        self.testing = TestSend(theme, workspace, bridge, composer, host)
        composer.put_above(self.strip)
        host.setAcceptDrops(True)
        host.installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        composer = self._composer
        self.attaching.changed.connect(self._tell)
        self.attaching.refused.connect(self._refused)
        self.strip.resized.connect(composer.make_room)
        self.strip.left.connect(composer.take_keyboard)
        self.strip.test_asked.connect(self.testing.ask)
        composer.attach.clicked.connect(self.ask)
        composer.field.pasted.connect(self._pasted)

    # What the pane does ------------------------------------------------------------------------

    def start(self, row: ConversationRow) -> None:
        """From now on the pictures of the text to this person."""
        self._row = row
        self.testing.row = row
        self.attaching.start(row.number)

    def refresh(self) -> None:
        """Something about this person changed in the store."""
        self.attaching.refresh()

    def taken(self) -> tuple[int, ...]:
        """The text is on its way out, with these."""
        return self.attaching.taken()

    def settled(self, number: str) -> None:
        """What became of the text to this number is known."""
        self.attaching.settled(number)

    @property
    def any(self) -> bool:
        """Whether a text without words would have something in it."""
        return bool(self.attaching.pictures)

    @property
    def possible(self) -> bool:
        """Whether a picture can be attached now."""
        return self._row is not None and self._open and not self.attaching.why_not

    @property
    def _open(self) -> bool:
        return not self._composer.isHidden()

    def ask(self) -> None:
        """Choose files."""
        if self.possible:
            self.offer(of_files(self.pick(self._host)))

    def offer(self, given: tuple[Source, ...]) -> None:
        """Take these, where the person knows what holds for pictures; else say that first."""
        if self._row is None or not given:
            return
        self._composer.notice.clear()
        reading, actor = self._workspace.reading, self._workspace.actor
        if self.attaching.why_not or accepted(reading.setting(SETTING), actor):
            self.attaching.add(self._row.number, given)
            return
        dialog = PictureRules(self._theme, self._host)
        dialog.agreed.connect(partial(self._agreed, self._row.number, given))
        dialog.open()

    # Inside ------------------------------------------------------------------------------------

    def _agreed(self, number: str, given: tuple[Source, ...]) -> None:
        kept = accepting(self._workspace.reading.setting(SETTING), self._workspace.actor)
        self._bridge.run(partial(self._workspace.settings.set, SETTING, kept))
        self.attaching.add(number, given)

    def _pasted(self, data: object) -> None:
        assert isinstance(data, tuple)
        self.offer(data)

    def _tell(self) -> None:
        attaching = self.attaching
        self._composer.set_pictures(
            len(attaching.pictures),
            preparing=bool(attaching.preparing),
            why_not=attaching.why_not,
        )

    def _refused(self, number: str, problem: Problem) -> None:
        if self._row is not None and self._row.number == number:
            self._composer.say_problem(problem)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """What is dragged over the conversation, or let go there."""
        kinds = QEvent.Type
        if event.type() == kinds.DragLeave:
            self.cover.hide()
        elif isinstance(event, QDragEnterEvent | QDropEvent) and event.type() in {
            kinds.DragEnter,
            kinds.DragMove,
            kinds.Drop,
        }:
            return self._dragged(event)
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        if self._row is None or not self._open or not holds_pictures(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.cover.hide()
            self.offer(sources(event.mimeData()))
        elif self.cover.isHidden():
            why = self.attaching.why_not
            who = Person(self._row.name, self._row.pronoun).first
            words = why or tr("Let go to put it into your text to {name}", name=who)
            self.cover.say(words, welcome=not why)
        return True
