"""Writing a template: its fields, an example of what goes out, and what the checks say of it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import Outcome
from desktop_app.services.templates.merging import FIELDS
from desktop_app.services.templates.records import Purpose, Review, Template, TemplateEdit
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import AreaField, ChoiceField, LineField, show_errors
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.picture import Picture

AFTER_MS = 300
ROWS = 5
MOST_SAID = 4


class TemplateDialog(Dialog):
    """A name, what it is for, the words with their fields, and the example below."""

    saved = Signal(str)
    """The name it was saved under."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        template: Template | None = None,
    ) -> None:
        super().__init__(theme, host, tr("Edit template") if template else tr("Add a template"))
        self._workspace = workspace
        self._bridge = bridge
        self._key = template.key if template else ""
        self.name = LineField(theme, tr("Name"))
        self.purpose = ChoiceField(
            theme,
            tr("What it is for"),
            [
                (str(Purpose.GENERAL), tr("Any text about a case")),
                (str(Purpose.INVITATION), tr("Inviting somebody to get texts")),
                (str(Purpose.APPOINTMENT), tr("A hearing or an appointment")),
            ],
        )
        self.words = AreaField(theme, tr("Text"))
        self.words.area.setFixedHeight(theme.line_height("body") * ROWS + 24)
        self.insert = SecondaryButton(theme, tr("Insert a field"), "plus")
        self.sign = Picture(theme, "circle-check", 14, "ok")
        self.said = Label(theme, "", "caption", "text2", wrap=True)
        self.example = Label(theme, "", "small", "text", wrap=True, selectable=True)
        self._menu: PopupMenu | None = None
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(AFTER_MS)
        self._lay_out()
        self.cancel = self.add_cancel()
        self.save = self.add_primary(tr("Save template"))
        if template is not None:
            self.name.set_text(template.name)
            self.purpose.set_text(str(template.purpose))
            self.words.set_text(template.body)
        self.save.clicked.connect(self._save)
        self.insert.clicked.connect(self._choose_field)
        self.words.changed.connect(self._typed.start)
        self.purpose.changed.connect(self._look)
        self._typed.timeout.connect(self._look)
        self._look()

    def first_stop(self) -> QWidget:
        """The name of a new one, the words of one that has a name."""
        return self.words.control if self._key else self.name.control

    def _lay_out(self) -> None:
        found = QHBoxLayout()
        found.setSpacing(6)
        found.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self.said, 1)
        example = QVBoxLayout()
        example.setSpacing(2)
        example.addWidget(Label(self._theme, tr("For Maria Delgado"), "caption_strong", "text2"))
        example.addWidget(self.example)
        for part in (self.name, self.purpose, self.words):
            self.body.addWidget(part)
        self.body.addWidget(self.insert, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(found)
        self.body.addLayout(example)

    def _choose_field(self) -> None:
        entries = [Entry(name, tr(words), second=f"{{{name}}}") for name, words in FIELDS.items()]
        menu = PopupMenu(self._theme, self, entries)
        menu.chosen.connect(self._insert)
        self._menu = menu
        menu.popup(self.insert.mapToGlobal(self.insert.rect().bottomLeft()))

    def _insert(self, name: str) -> None:
        self.words.area.insertPlainText(f"{{{name}}}")
        self.words.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """What stands in the way of saving first, then what could be better."""
        body = self.words.text()
        review = self._workspace.templates.review(body, Purpose(self.purpose.text()))
        self.example.setText(review.example)
        said, good = _said(review)
        self.sign.show_icon("circle-check" if good else "circle-alert", "ok" if good else "warn")
        self.said.setText("\n".join(said))
        self.sign.setVisible(bool(body.strip()))
        self.said.setVisible(bool(body.strip()))

    def _save(self) -> None:
        edit = TemplateEdit(
            self._key, self.name.text(), self.words.text(), Purpose(self.purpose.text())
        )
        self.save.setEnabled(False)
        self._bridge.run(
            partial(self._workspace.templates.save, edit, self._workspace.actor),
            self._saved,
            self._refused,
        )

    def _saved(self, _key: str) -> None:
        self.dismiss()
        self.saved.emit(self.name.text().strip())

    def _refused(self, error: BrieftextError) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            show_errors(error, {"name": self.name, "body": self.words})
        else:
            self.show_problem(error.problem)


def _said(review: Review) -> tuple[list[str], bool]:
    """What to say of a template, and whether it is good as it is."""
    problems = [each.message for each in review.problems]
    worse = {Outcome.BLOCK, Outcome.HOLD, Outcome.WARN}
    found = [each.message for each in review.findings if each.outcome in worse]
    said = [*problems, *found][:MOST_SAID]
    return (said, False) if said else ([tr("Nothing to mend.")], True)
