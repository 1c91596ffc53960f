"""Where the record stands: beside the table, or as a drawer over it where the window is narrow."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.views.contacts.record import RecordPanel
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.drawer import Drawer

WIDE_FROM = 1240 - 80
"""Beside the rail, a page is this wide in a window that has room for the record."""


class RecordPlace(QObject):
    """Moves the record between the row of the page and the drawer, and shows and hides it."""

    def __init__(self, theme: Theme, page: QWidget, row: QHBoxLayout, record: RecordPanel) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._row = row
        self._record = record
        self._drawer = Drawer(theme, page)
        self._wanted = True
        self._wide: bool | None = None

    @property
    def beside(self) -> bool:
        """Whether there is room beside the table."""
        return bool(self._wide)

    @property
    def drawn(self) -> bool:
        """Whether the drawer is open."""
        return not self._drawer.isHidden()

    @property
    def shown(self) -> bool:
        """Whether the record can be seen."""
        return self.drawn or (self.beside and not self._record.isHidden())

    def adapt(self) -> None:
        """The page has another width, or the text another size."""
        wide = self._page.width() >= self._theme.room(WIDE_FROM)
        if wide is not self._wide:
            self._wide = wide
            self._record.show_drawn(over=not wide)
            (self._row if wide else self._drawer.column).addWidget(self._record)
            self._drawer.hide()
        self.settle()

    def settle(self) -> None:
        """Another person, or nobody: show no empty record."""
        if self._wide:
            self._record.setVisible(self._wanted and self._record.card is not None)
        elif self.drawn:
            self._drawer.place(self._record.width())

    def toggle(self) -> None:
        """Show the record or hide it."""
        if self.shown:
            self.hide()
        else:
            self.reveal()

    def reveal(self) -> None:
        """Show the record, if there is one."""
        self._wanted = True
        if not self._wide and self._record.card is not None:
            self._record.show()
            self._drawer.show()
            self._drawer.raise_()
        self.settle()

    def hide(self) -> None:
        """Take it away; a drawer is only put aside, a record beside the table stays away."""
        if self._wide:
            self._wanted = False
            self.settle()
        else:
            self._drawer.hide()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the record."""
        here = QApplication.focusWidget()
        return here is not None and self._record.isAncestorOf(here)
