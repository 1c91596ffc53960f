"""The contact panel beside a conversation: who this is, how to reach them, what they agreed to."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.records import ContactCard
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.local_time import LocalTime
from desktop_app.views.contacts.panel_card import PanelCard
from desktop_app.views.contacts.parts import CardScroller
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme

WIDTH = 304


class ContactPanel(QWidget):
    """Shows one conversation's person; follows every change of the record and of consent."""

    edit_requested = Signal(object)
    """A ContactCard to edit."""
    record_consent_requested = Signal(object)
    """A ContactCard without consent on record."""
    ledger_requested = Signal(str)
    """The number whose ledger is wanted."""
    pictures_requested = Signal(int)
    """The conversation whose pictures are wanted."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._conversation_id: int | None = None
        self.card: ContactCard | None = None
        self.pictures = 0
        self.setFixedWidth(theme.room(WIDTH))
        self.setAccessibleName(tr("Contact"))
        self._scroller = CardScroller()
        self._card = PanelCard(theme)
        self.local_time = LocalTime(self._card, calendar or Calendar())
        self._card.hide()
        self._scroller.setWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroller)
        self._card.edit_asked.connect(self.ask_edit)
        self._card.ledger_asked.connect(self.ask_ledger)
        self._card.consent_asked.connect(self.ask_consent)
        self._card.pictures_asked.connect(self.ask_pictures)
        bridge.archive_changed.connect(self._pictures_saved)
        bridge.contacts_changed.connect(self._changed)
        bridge.conversations_changed.connect(self._changed)
        bridge.text_state_changed.connect(self._changed)
        theme.changed.connect(self._restyle)

    def show_conversation(self, conversation_id: int | None) -> None:
        """Show this conversation's person, or nobody."""
        self._conversation_id = conversation_id
        self.refresh()

    def refresh(self) -> None:
        """Read the record again; nothing is touched where nothing changed."""
        card, pictures = None, 0
        if self._conversation_id is not None:
            card = self._workspace.reading.contact_card(self._conversation_id)
            pictures = self._workspace.reading.archive.count_with(self._conversation_id)
        if (card, pictures) == (self.card, self.pictures):
            return
        self.card, self.pictures = card, pictures
        self._card.setVisible(card is not None)
        if card is not None:
            self._card.show_card(card, pictures)
        self.local_time.show_card(card)

    def ask_edit(self) -> None:
        """Somebody pressed Edit."""
        if self.card is not None:
            self.edit_requested.emit(self.card)

    def ask_ledger(self) -> None:
        """Somebody pressed Open ledger."""
        if self.card is not None:
            self.ledger_requested.emit(self.card.number)

    def ask_consent(self) -> None:
        """Somebody pressed Record consent."""
        if self.card is not None:
            self.record_consent_requested.emit(self.card)

    def ask_pictures(self) -> None:
        """Somebody pressed Show all beside Pictures."""
        if self._conversation_id is not None:
            self.pictures_requested.emit(self._conversation_id)

    def _pictures_saved(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        if self._conversation_id in ids:
            self.refresh()

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))
        self.update()

    def _changed(self, _what: object) -> None:
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))
