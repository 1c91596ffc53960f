"""One person's record at the right of the Contacts page; a drawer where the window is narrow.

Its buttons stay the same ones while the words around them change, so that the keyboard never loses
its place to a change from outside.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.records import ContactCard, LockedNotice, TextState
from desktop_app.services.workspace import Workspace
from desktop_app.views.contacts.parts import TEXTS, CardScroller, ConsentRow, no_record
from desktop_app.views.contacts.record_parts import FieldBox, Head, Section, Why, phone_box
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import (
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import WIDTH as MENU_WIDTH

WIDTH = 320
OFF = (TextState.OUT_FIRM, TextState.OUT_CONTACT)
"""Of calls and e-mail the record shows what is turned off; the panel shows all of it."""
SIDE = 20
UNDER_DOTS = 4


class RecordPanel(QWidget):
    """Who this is, how to reach them, what they agreed to, what was noted about them."""

    text_asked = Signal()
    open_asked = Signal()
    edit_asked = Signal()
    consent_asked = Signal()
    ledger_asked = Signal()
    menu_asked = Signal(QPoint)
    """The menu, with its right upper corner at this point of the screen."""
    close_asked = Signal()

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._contact_id: int | None = None
        self.card: ContactCard | None = None
        self.notice: LockedNotice | None = None
        self.more = IconButton(theme, "ellipsis-vertical", tr("More actions"))
        self.close_button = IconButton(theme, "x", tr("Hide record"))
        self.text_button = PrimaryButton(theme, tr("Text"), "message-square")
        self.open_button = SecondaryButton(theme, tr("Open conversation"))
        self.consent_button = SecondaryButton(theme, tr("Record consent…"))
        self.edit_link = LinkButton(theme, tr("Edit"))
        self.ledger_link = LinkButton(theme, tr("Open ledger"))
        self.notes_link = LinkButton(theme, tr("Edit"))
        self._head = Head(theme)
        self._why = Why(theme)
        self._reach = Section(theme, tr("Phone and email"), self.edit_link)
        self._consent = Section(theme, tr("Consent"), self.ledger_link)
        self._notes = Section(theme, tr("Notes"), self.notes_link)
        self._inside = QWidget()
        self._scroller = CardScroller()
        self.setAccessibleName(tr("Record"))
        self._lay_out()
        self._connect()
        self._measure()
        self.show_drawn(over=False)

    def show_contact(self, contact_id: int | None) -> None:
        """Show this person's record from its top, or nobody's."""
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            self.refresh()
            self._scroller.verticalScrollBar().setValue(0)

    @property
    def contact_id(self) -> int | None:
        """Whose record it is."""
        return self._contact_id

    def refresh(self) -> None:
        """Read the record again."""
        reading, card = self._workspace.reading, None
        if self._contact_id is not None:
            card = reading.contact(self._contact_id)
        notice = reading.text_notice(card.number) if card is not None and card.number else None
        if (card, notice) != (self.card, self.notice):
            self.card, self.notice = card, notice
            self._fill()

    def show_drawn(self, *, over: bool) -> None:
        """Over the table it has a button that takes it away."""
        self.close_button.setVisible(over)

    def menu_point(self) -> QPoint:
        """Where the menu's right upper corner belongs: just under the dots."""
        corner = self.more.rect().bottomRight() + QPoint(1, 1 + UNDER_DOTS)
        return self.more.mapToGlobal(corner)

    def first_stop(self) -> QWidget:
        """Where the keyboard starts: the first thing that can be done for this person."""
        buttons = (self.text_button, self.open_button, self.more)
        return next(b for b in buttons if not b.isHidden() and b.isEnabled())

    def _lay_out(self) -> None:
        corner = QHBoxLayout()
        corner.setSpacing(0)
        corner.addWidget(self.more)
        corner.addWidget(self.close_button)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._head, 1)
        head.addLayout(corner)
        head.setAlignment(corner, Qt.AlignmentFlag.AlignTop)
        for button in (self.text_button, self.open_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SIDE - 1, SIDE, SIDE, SIDE)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(14)
        column.addWidget(self.text_button)
        column.addWidget(self._why)
        column.addWidget(self.open_button)
        column.addSpacing(14)
        for section in (self._reach, self._consent, self._notes):
            column.addWidget(section)
        self._consent.foot.setContentsMargins(0, 8, 0, 0)
        self._consent.foot.addWidget(self.consent_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroller.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._scroller)
        self._inside.hide()

    def _connect(self) -> None:
        self.text_button.clicked.connect(self.text_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.consent_button.clicked.connect(self.consent_asked)
        self.edit_link.clicked.connect(self.edit_asked)
        self.ledger_link.clicked.connect(self.ledger_asked)
        self.notes_link.clicked.connect(self.edit_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.more.clicked.connect(self._ask_menu)
        self._theme.changed.connect(self._measure)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The person's menu by right click, the Menu key or Shift+F10."""
        if self.card is not None:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = event.globalPos() + QPoint(MENU_WIDTH, 0)
            self.menu_asked.emit(self.menu_point() if by_key else at)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.menu_point())

    def _fill(self) -> None:
        card = self.card
        self._inside.setVisible(card is not None)
        if card is None:
            return
        self._head.show_person(card)
        self.more.set_name(tr("More actions for {name}", name=card.name))
        self._show_texting(card)
        self.edit_link.setAccessibleName(tr("Edit {name}", name=card.name))
        self._reach.fill(self._fields(card))
        shown = [line for line in card.consent if line.channel == TEXTS or line.state in OFF]
        self._consent.fill([ConsentRow(self._theme, line) for line in shown])
        self._consent.setVisible(bool(shown))
        self.ledger_link.setVisible(bool(card.number))
        self.ledger_link.setAccessibleName(tr("Open the ledger of {name}", name=card.name))
        self.consent_button.setVisible(no_record(card))
        self.notes_link.setText(tr("Edit") if card.notes else tr("Add"))
        self.notes_link.setAccessibleName(tr("Edit the notes about {name}", name=card.name))
        notes = Label(self._theme, card.notes, "small", "text2", wrap=True, selectable=True)
        self._notes.fill([notes] if card.notes else [])

    def _show_texting(self, card: ContactCard) -> None:
        why = ""
        if not card.number:
            why = tr("No cell number yet. Add one to the record.")
        elif self.notice is not None:
            why = self.notice.reason
        had_focus = self.text_button.hasFocus()
        self.text_button.setEnabled(not why)
        self.text_button.setAccessibleName(tr("Text {name}", name=card.name))
        self.text_button.setAccessibleDescription(why)
        self._why.say(why, self.notice.icon if self.notice is not None else "circle-minus")
        self.open_button.setVisible(bool(why) and card.conversation_id is not None)
        if had_focus and why:
            self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self, card: ContactCard) -> list[QWidget]:
        phones = list(card.phones)
        fields: list[QWidget] = [phone_box(self._theme, phone) for phone in phones]
        if not any(phone.slot == "cell" for phone in phones):
            words = tr("No cell number")
            fields.insert(0, FieldBox(self._theme, "smartphone", tr("Cell"), "", words, "text3"))
        if card.email:
            fields.append(FieldBox(self._theme, "mail", tr("Email"), "", card.email))
        return fields

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))
