"""Templates of texts: the starter texts and the firm's own, to change, add and take away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.templates.records import Template, TemplateEdit
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.settings.template_dialog import TemplateDialog
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import LinkButton, SecondaryButton
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label


class TemplateLine(QWidget):
    """One template: its name, its words, Edit and Remove."""

    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, theme: Theme, template: Template) -> None:
        super().__init__()
        self.template = template
        self.name = Label(theme, template.name, "small_strong", "text", wrap=True)
        self.body = Label(theme, template.body, "caption", "text2", wrap=True)
        self.edit = LinkButton(theme, tr("Edit"))
        self.edit.setAccessibleName(tr("Edit {name}", name=template.name))
        self.remove = LinkButton(theme, tr("Remove"))
        self.remove.setAccessibleName(tr("Remove {name}", name=template.name))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.edit)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.body)
        if template.note:
            column.addWidget(Label(theme, template.note, "caption", "text2", wrap=True))
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)

    def _edit(self) -> None:
        self.edit_asked.emit(self.template)

    def _remove(self) -> None:
        self.remove_asked.emit(self.template)


class TemplatesCard(SettingsCard):
    """The list; what is removed can be had back, at once or for the starter texts later."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Templates"))
        self._workspace = workspace
        self._bridge = bridge
        self.lines: list[TemplateLine] = []
        self._removed: Template | None = None
        note = tr("Insert one while you write with Ctrl+/. Fields in braces fill in by themselves.")
        self.column.addWidget(Label(theme, note, "caption", "text2", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self.add = SecondaryButton(theme, tr("Add a template…"), "plus")
        self.back = SecondaryButton(theme, tr("Bring back the starter texts"), "undo-2")
        self.undo = LinkButton(theme, tr("Undo"))
        self.told = Label(theme, "", "caption", "text2", wrap=True)
        self.problem = ProblemBox(theme)
        self._lay_out()
        self.add.clicked.connect(self.open_new)
        self.back.clicked.connect(self._bring_back)
        self.undo.clicked.connect(self._put_back)

    def _lay_out(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.told)
        said.addWidget(self.undo)
        said.addStretch(1)
        self.told.hide()
        self.undo.hide()
        below = QWidget()
        acts = FlowLayout(below)
        acts.addWidget(self.add)
        acts.addWidget(self.back)
        self.column.addLayout(said)
        self.column.addWidget(self.problem)
        self.column.addWidget(below)
        self.problem.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Read them when somebody looks."""
        super().showEvent(event)
        self.show_stored()

    def show_stored(self) -> None:
        """The templates as they stand in the store."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        every = self._workspace.templates.all()
        self.lines = [TemplateLine(self.theme, each) for each in every]
        for place, line in enumerate(self.lines):
            if place:
                self._list.addWidget(Rule(self.theme))
            self._list.addWidget(line)
            line.edit_asked.connect(self.open_edit)
            line.remove_asked.connect(self._remove)

    def open_new(self) -> TemplateDialog:
        """Ask for a new one."""
        return self._open(None)

    def open_edit(self, template: Template) -> TemplateDialog:
        """Change one."""
        return self._open(template)

    def _open(self, template: Template | None) -> TemplateDialog:
        dialog = TemplateDialog(self.theme, self, self._workspace, self._bridge, template)
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def _saved(self, name: str) -> None:
        self._tell(tr("Saved {name}.", name=name))

    def _remove(self, template: Template) -> None:
        templates, actor = self._workspace.templates, self._workspace.actor
        self._bridge.run(
            partial(templates.remove, template.key, actor),
            partial(self._gone, template),
            self._refused,
        )

    def _gone(self, template: Template, _nothing: None) -> None:
        self._tell(tr("Removed {name}.", name=template.name))
        self._removed = template
        self.undo.setAccessibleName(tr("Bring {name} back", name=template.name))
        self.undo.show()

    def _put_back(self) -> None:
        gone, actor = self._removed, self._workspace.actor
        if gone is None:
            return
        key = gone.key if gone.starter else ""
        edit = TemplateEdit(key, gone.name, gone.body, gone.purpose)
        words = tr("{name} is back.", name=gone.name)
        self._bridge.run(
            partial(self._workspace.templates.save, edit, actor),
            partial(self._came_back, words),
            self._refused,
        )

    def _bring_back(self) -> None:
        words = tr("The starter texts are as they were.")
        self._bridge.run(
            self._workspace.templates.bring_back, partial(self._came_back, words), self._refused
        )

    def _came_back(self, words: str, _what: object) -> None:
        self._tell(words)

    def _tell(self, words: str) -> None:
        self._removed = None
        self.undo.hide()
        self.problem.hide()
        self.told.setText(words)
        self.told.show()
        self.show_stored()
        announce(self, words)

    def _refused(self, error: BrieftextError) -> None:
        self.problem.show_problem(error.problem)
        self.problem.show()
