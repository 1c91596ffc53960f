"""Taking a text back: from the bar, or with Ctrl+Z, into the composer it was written in."""

from PySide6.QtCore import QObject, Signal

from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.drafts import DraftKeeper
from desktop_app.views.inbox.holding import HeldText, Holding
from desktop_app.views.inbox.undo_bar import UndoBar
from desktop_app.views.theme import Theme


class UndoSend(QObject):
    """Joins the texts that are held, the bar that shows them, and the composer."""

    open_asked = Signal(int)
    """A text to somebody else was taken back: show that conversation, its draft has the words."""
    possible_changed = Signal()
    """Undo became possible, or is possible no more."""
    done = Signal()
    """The keyboard belongs into the text again."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        composer: Composer,
        drafts: DraftKeeper,
    ) -> None:
        super().__init__(composer)
        self._composer = composer
        self._drafts = drafts
        self.here = ""
        """The number whose conversation is open."""
        self.holding = Holding(workspace, bridge, self)
        self.bar = UndoBar(theme, self.holding)
        self.bar.undo_asked.connect(self.undo)
        self.bar.send_asked.connect(self._send_now)
        self.bar.left.connect(self.done)
        self.holding.changed.connect(self._holding_changed)
        self.holding.taken_back.connect(self._taken_back)
        self.holding.too_late.connect(self._too_late)

    @property
    def possible(self) -> bool:
        """Whether a text sent a moment ago can still be taken back."""
        return self.holding.newest is not None

    def undo(self) -> None:
        """Take the newest text back; its words go where they were written."""
        newest = self.holding.newest
        if newest is not None:
            here = newest.number == self.here
            self.holding.undo(self._composer.text() if here else self._drafts.of(newest.number))

    def _send_now(self) -> None:
        self.holding.send_now()
        self.done.emit()

    def _taken_back(self, text: HeldText) -> None:
        if text.number == self.here:
            self._composer.put_back(text.body)
            self._drafts.save()
        else:
            self.open_asked.emit(text.conversation_id)
        self.done.emit()

    def _too_late(self, text: HeldText) -> None:
        why = tr("The text to {name} is on its way.", name=text.name)
        self._composer.say_problem(Problem(tr("Too late to undo."), why))

    def _holding_changed(self) -> None:
        field = self._composer.field
        if field.undo_send_waits is not self.possible:
            field.undo_send_waits = self.possible
            self.possible_changed.emit()
