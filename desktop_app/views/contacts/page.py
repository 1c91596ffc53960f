"""The Contacts page: everyone the firm knows, whether they may be texted, and one record."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.events import TextStateChanged
from desktop_app.services.people import PeopleView, Whose
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.record import RecordPanel
from desktop_app.views.contacts.record_place import RecordPlace
from desktop_app.views.contacts.table import ContactsTable
from desktop_app.views.contacts.table_head import TableHead
from desktop_app.views.contacts.table_model import ContactsModel
from desktop_app.views.contacts.top import FilterBar, PageTop
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.empty import EmptyState

COUNT_AFTER_MS = 150
"""Changes come in bursts, and counting looks at every record."""


class ContactsPage(QWidget):
    """Table and record. What is done for a person is the same menu as everywhere."""

    conversation_asked = Signal(int)
    message_asked = Signal(str)
    """A number nobody wrote to before."""
    ledger_asked = Signal(str)
    """The number whose ledger is wanted."""
    person_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        acts: PersonActs,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._reading = workspace.reading
        self._acts = acts
        calendar = calendar or Calendar()
        self.model = ContactsModel(workspace.reading, calendar)
        self.top = PageTop(theme)
        self.filters = FilterBar(theme, self)
        self.head = TableHead(theme)
        self.table = ContactsTable(theme, self.model, calendar)
        self.empty = EmptyState(theme)
        self.record = RecordPanel(theme, workspace)
        self._stale = False
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER_MS)
        self._counting.timeout.connect(self._count)
        self._lay_out()
        self._connect(bridge)
        self._show_sorted()
        self._count()

    # What the window does ----------------------------------------------------------------------

    def regions(self) -> list[QWidget]:
        """What F6 goes through, in the order of reading."""
        return [self.filters, self.table, self.empty, self.record]

    @property
    def has_person(self) -> bool:
        """Whether there is somebody to do something for."""
        return self.record.card is not None

    def focus_search(self) -> None:
        """Put the keyboard into the search field, over what it holds."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def open_person_menu(self) -> None:
        """The three-dot menu of the person the page is on, at the row or at the record's dots."""
        if self.place.has_keyboard() or self.table.person() is None:
            self._open_menu_at_record(self.record.menu_point())
        else:
            self.table.ask_menu()

    def step_person(self, by: int) -> None:
        """The next or the previous person of the table."""
        self.table.step(by)

    def toggle_record(self) -> None:
        """Show or hide the record; the keyboard does not stay in a hidden one."""
        inside = self.place.has_keyboard()
        self.place.toggle()
        if inside:
            self._go_down()

    # Looking -----------------------------------------------------------------------------------

    def _look(self, view: PeopleView) -> None:
        self.model.look(view)
        self.table.to_top()
        self._show_sorted()
        self._count()

    def _filters_changed(self) -> None:
        self._look(self.filters.view(self.model.view))

    def _sort(self, column: str) -> None:
        self._look(self.model.view.sorted_by(column))

    def _show_sorted(self) -> None:
        view = self.model.view
        self.head.show_sorted(view.sort, descending=view.descending)

    def _columns_changed(self) -> None:
        self.head.arrange(self.table.columns())

    def _count(self) -> None:
        self._counting.stop()
        count = self._reading.people_count(self.model.view)
        self.top.show_count(count)
        self.filters.show_found(count, self.model.view)
        self._show_table_or_empty(nobody=not count.all)

    def _show_table_or_empty(self, *, nobody: bool) -> None:
        rows = bool(self.model.rowCount())
        if nobody:
            words = tr("People you add show up here, with whether they agreed to texts.")
            self.empty.say("users", tr("No contacts yet"), words, tr("New contact"))
        elif not rows:
            looked_for = tr("Looked for: {filters}.", filters=self.filters.in_words())
            self.empty.say("list-filter", tr("Nobody found"), looked_for, tr("Show everyone"))
        self._stack.setCurrentWidget(self._rows if rows else self.empty)
        self.filters.setVisible(not nobody)
        self.top.new_contact.setVisible(not nobody)

    def _empty_button(self) -> None:
        if self.model.view.narrowed:
            self.filters.clear()
            self.focus_search()
        else:
            self._new_contact()

    def _go_down(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # The person --------------------------------------------------------------------------------

    def _show_person(self, contact_id: int) -> None:
        self.record.show_contact(contact_id)
        self.place.settle()
        self.person_changed.emit()

    def _saved(self, contact_id: int) -> None:
        """Somebody was added or changed here: show them, in the table where the filters let it."""
        if self.isVisible():
            if not self.table.select(contact_id):
                self._show_person(contact_id)
            self.place.reveal()

    def _text(self) -> None:
        card = self.record.card
        if card is None:
            return
        if card.conversation_id is not None:
            self.conversation_asked.emit(card.conversation_id)
        elif card.number:
            self.message_asked.emit(card.number)

    def _open_conversation(self) -> None:
        """Its conversation where there is one; otherwise the record says what is missing."""
        card = self.record.card
        if card is not None and card.conversation_id is not None:
            self.conversation_asked.emit(card.conversation_id)
        elif self.record.text_button.isEnabled():
            self._text()
        else:
            self._enter_record()

    def _enter_record(self) -> None:
        """Go on from the row to the record."""
        self.place.reveal()
        self.record.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def _new_contact(self) -> None:
        self._acts.edit(None)

    def _edit(self) -> None:
        if self.record.card is not None:
            self._acts.edit(self.record.card)

    def _record_consent(self) -> None:
        if self.record.card is not None:
            self._acts.record_consent(self.record.card)

    def _open_ledger(self) -> None:
        if self.record.card is not None:
            self.ledger_asked.emit(self.record.card.number)

    def _open_row_menu(self, contact_id: int, at: QPoint) -> None:
        card = self._reading.contact(contact_id)
        if card is None:
            self.table.menu_closed()
            return
        menu = self._acts.open_menu_of(card, at)
        menu.closed.connect(self.table.menu_closed)

    def _open_menu_at_record(self, at: QPoint) -> None:
        if self.record.card is not None:
            menu = self._acts.open_menu_of(self.record.card, at)
            self.record.more.setDown(True)
            menu.closed.connect(self._record_menu_closed)

    def _record_menu_closed(self) -> None:
        self.record.more.setDown(False)

    # What changes from outside -----------------------------------------------------------------

    def _contacts_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self._changed(Whose(contacts=ids))

    def _conversations_changed(self, ids: object) -> None:
        assert isinstance(ids, frozenset)
        self._changed(Whose(conversations=ids) if ids else None)

    def _text_state_changed(self, event: object) -> None:
        assert isinstance(event, TextStateChanged)
        self._changed(Whose(numbers=frozenset({event.number})))

    def _changed(self, whose: Whose | None) -> None:
        """Read these people again, everybody for None; nothing is read while nobody looks."""
        if not self.isVisible():
            self._stale = True
            return
        if whose is None:
            self.model.reload()
        else:
            self.model.refresh(whose)
        self.record.refresh()
        self._counting.start()

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._rows = QWidget()
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._rows)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.record)
        self.place = RecordPlace(self._theme, self, row, self.record)
        self.setAccessibleName(tr("Contacts"))

    def _connect(self, bridge: Bridge) -> None:
        self.top.new_contact.clicked.connect(self._new_contact)
        self.filters.changed.connect(self._filters_changed)
        self.filters.left_downwards.connect(self._go_down)
        self.head.sort_asked.connect(self._sort)
        self.empty.button.clicked.connect(self._empty_button)
        self.table.columns_changed.connect(self._columns_changed)
        self.table.person_selected.connect(self._show_person)
        self.table.clicked_person.connect(self.place.reveal)
        self.table.record_asked.connect(self._enter_record)
        self.table.conversation_asked.connect(self._open_conversation)
        self.table.menu_asked.connect(self._open_row_menu)
        self.record.text_asked.connect(self._text)
        self.record.open_asked.connect(self._open_conversation)
        self.record.edit_asked.connect(self._edit)
        self.record.consent_asked.connect(self._record_consent)
        self.record.ledger_asked.connect(self._open_ledger)
        self.record.menu_asked.connect(self._open_menu_at_record)
        self.record.close_asked.connect(self.toggle_record)
        self._acts.saved.connect(self._saved)
        bridge.contacts_changed.connect(self._contacts_changed)
        bridge.conversations_changed.connect(self._conversations_changed)
        bridge.text_state_changed.connect(self._text_state_changed)
        self._theme.changed.connect(self._restyle)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """What changed while nobody looked; the first time, the first person."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.reload()
            self.record.refresh()
            self._count()
        self.place.adapt()
        if self.place.beside and not self.has_person:
            self.table.select_first()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The record beside the table, or over it."""
        super().resizeEvent(event)
        self.place.adapt()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes the drawer, then leaves the search field for the table."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.place.drawn:
            self.toggle_record()
        elif self.filters.search.hasFocus():
            self._go_down()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))

    def _restyle(self) -> None:
        self.place.adapt()
        self.update()
