"""Putting a template into the text that is being written, filled in for the person it goes to."""

from PySide6.QtCore import QObject, QPoint, Qt

from desktop_app.services.errors import BrieftextError
from desktop_app.services.workspace import Workspace
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.pane import ConversationPane
from desktop_app.views.inbox.underlines import select
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.menus import Entry, PopupMenu

SHOWN = 64
"""So many characters of a template's words stand under its name."""


class TemplatePicker(QObject):
    """Shows the templates by name; the one chosen goes in where the cursor is, as one step."""

    def __init__(self, theme: Theme, workspace: Workspace, pane: ConversationPane) -> None:
        super().__init__(pane)
        self._theme = theme
        self._templates = workspace.templates
        self._pane = pane
        self.menu: PopupMenu | None = None
        pane.composer.foot.template.clicked.connect(self.ask)

    @property
    def possible(self) -> bool:
        """Whether there is a text to put one into."""
        return self._pane.row is not None and not self._pane.composer.isHidden()

    def ask(self) -> None:
        """Offer them over the button."""
        if not self.possible:
            return
        entries = [
            Entry(each.key, each.name, second=_shortened(each.body))
            for each in self._templates.all()
        ]
        self.menu = PopupMenu(
            self._theme, self._pane.window(), entries, heading=tr("Insert a template")
        )
        self.menu.chosen.connect(self._insert)
        button = self._pane.composer.foot.template
        self.menu.popup(button.mapToGlobal(QPoint(button.width(), 0)))

    def _insert(self, key: str) -> None:
        row, composer = self._pane.row, self._pane.composer
        if row is None or composer.isHidden():
            return
        try:
            filled = self._templates.fill(key, row.number)
        except BrieftextError as error:
            composer.say_problem(error.problem)
            return
        field = composer.field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = field.textCursor()
        before = _first(field.toPlainText(), cursor.selectionStart())
        cursor.beginEditBlock()  # a step of its own to undo
        cursor.insertText(filled.text)
        cursor.endEditBlock()
        if filled.blanks:
            start, end = filled.blanks[0]
            select(field, field.toPlainText(), before + start, before + end)


def _first(text: str, units: int) -> int:
    """How many characters of a text Qt's first so many units are."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))


def _shortened(body: str) -> str:
    words = " ".join(body.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
