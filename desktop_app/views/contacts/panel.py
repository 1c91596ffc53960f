"""The contact panel beside a conversation: who this is, how to reach them, what they agreed to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.country import country_of
from desktop_app.views.contacts.parts import (
    PHONE_ICONS,
    CardScroller,
    ConsentRow,
    IconRow,
    Rule,
    about,
    no_record,
)
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import LinkButton, SecondaryButton
from desktop_app.views.widgets.labels import Label

WIDTH = 304
SIDE = 20


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

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._conversation_id: int | None = None
        self.card: ContactCard | None = None
        self.pictures = 0
        self.setFixedWidth(theme.room(WIDTH))
        self.setAccessibleName(tr("Contact"))
        self._scroller = CardScroller()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroller)
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
        """Read the record again; nothing is rebuilt where nothing changed."""
        card, pictures = None, 0
        if self._conversation_id is not None:
            card = self._workspace.reading.contact_card(self._conversation_id)
            pictures = self._workspace.reading.archive.count_with(self._conversation_id)
        if (card, pictures) == (self.card, self.pictures) and not isinstance(self.sender(), Theme):
            return
        self.card, self.pictures = card, pictures
        at = self._scroller.verticalScrollBar().value()
        self._scroller.setWidget(_Card(self, self._theme, card) if card else QWidget())
        self._scroller.verticalScrollBar().setValue(at)

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
        self.refresh()

    def _changed(self, _what: object) -> None:
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))


class _Card(QWidget):
    """The panel's content for one person."""

    def __init__(self, panel: ContactPanel, theme: Theme, card: ContactCard) -> None:
        super().__init__()
        self._panel = panel
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE - 1, SIDE, SIDE, SIDE)
        self._column.setSpacing(0)
        self._head(card)
        consent_missing = no_record(card)
        if consent_missing:
            self._consent(card, missing=True)
        self._reach(card)
        if not consent_missing:
            self._consent(card, missing=False)
        self._pictures(card)
        self._notes(card)
        self._column.addStretch(1)

    def _head(self, card: ContactCard) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Avatar(self._theme, card.name, 56))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(Label(self._theme, card.name, "region_title", "text", wrap=True))
        what = about(card)
        if what:
            words.addWidget(Label(self._theme, what, "small", "text2", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self._column.addLayout(row)
        self._column.addSpacing(16)

    def _section(self, title: str, link: str = "", line: bool = True) -> LinkButton | None:
        if line:
            self._column.addSpacing(12)
            self._column.addWidget(Rule(self._theme))
            self._column.addSpacing(12)
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, title, "caption_strong", "text2"), 1)
        button = None
        if link:
            button = LinkButton(self._theme, link)
            row.addWidget(button)
        self._column.addLayout(row)
        self._column.addSpacing(4)
        return button

    def _reach(self, card: ContactCard) -> None:
        known = card.contact_id is not None
        edit = self._section(
            tr("Phone and email"),
            tr("Edit") if known else tr("Add to contacts"),
            line=no_record(card),
        )
        if edit is not None:
            edit.setAccessibleName(tr("Edit {name}", name=card.name))
            edit.clicked.connect(self._panel.ask_edit)
        for phone in card.phones:
            name = PHONE_ICONS.get(phone.slot, "phone")
            strong = phone.slot == "cell"
            use = " · ".join(filter(None, (phone.use, country_of(phone.number))))
            self._line(name, format_number(phone.number), use, strong=strong)
        if card.from_number:
            ours = format_number(card.from_number)
            detail = tr("Your number for texts and calls to this person")
            self._line("message-square", ours, detail, strong=False)
        if card.email:
            self._line("mail", card.email, tr("Email"), strong=False)

    def _line(self, icon_name: str, words: str, detail: str, *, strong: bool) -> None:
        style = "small_medium" if strong else "small"
        row = IconRow(self._theme, icon_name, "text2")
        row.words.addWidget(Label(self._theme, words, style, "text", selectable=True))
        row.words.addWidget(Label(self._theme, detail, "caption", "text2", wrap=True))
        self._column.addWidget(row)
        self._column.addSpacing(6)

    def _consent(self, card: ContactCard, *, missing: bool) -> None:
        ledger = self._section(
            tr("Consent"), tr("Open ledger") if card.number else "", line=not missing
        )
        if ledger is not None:
            ledger.setAccessibleName(tr("Open the ledger of {name}", name=card.name))
            ledger.clicked.connect(self._panel.ask_ledger)
        for line in card.consent:
            self._column.addWidget(ConsentRow(self._theme, line))
            self._column.addSpacing(8)
        if missing:
            button = SecondaryButton(self._theme, tr("Record consent…"))
            button.clicked.connect(self._panel.ask_consent)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _pictures(self, card: ContactCard) -> None:
        count = self._panel.pictures
        if not count:
            return
        link = self._section(tr("Pictures"), tr("Show all"))
        if link is not None:
            link.setAccessibleName(tr("Show all pictures with {name}", name=card.name))
            link.clicked.connect(self._panel.ask_pictures)
        words = tr("1 picture") if count == 1 else tr("{n} pictures", n=f"{count:,}")
        self._column.addWidget(Label(self._theme, words, "small", "text2"))

    def _notes(self, card: ContactCard) -> None:
        if card.contact_id is None:
            return
        edit = self._section(tr("Notes"), tr("Edit") if card.notes else tr("Add"))
        if edit is not None:
            edit.setAccessibleName(tr("Edit the notes about {name}", name=card.name))
            edit.clicked.connect(self._panel.ask_edit)
        if card.notes:
            self._column.addWidget(
                Label(self._theme, card.notes, "small", "text2", wrap=True, selectable=True)
            )
