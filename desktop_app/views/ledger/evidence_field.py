"""The files of a record that is being written: those it has, one more, and taking one out."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.story import EvidenceFile
from desktop_app.services.errors import BrieftextError
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.words import breakable
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, SecondaryButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class EvidenceField(QWidget):
    """A file is kept in the store as soon as it is added; the record names it by its hash."""

    busy = Signal(bool)
    """A file is being read: the record waits for it."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, files: NativeFiles
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._files = files
        self._rows: dict[str, _FileRow] = {}
        self.add = SecondaryButton(theme, tr("Add a file…"), "paperclip")
        self.error = Label(theme, "", "caption", "danger", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(theme, tr("Evidence files"), "small_strong", "text"))
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        help_text = tr("A scan or a photo of the form. It is stored encrypted.")
        column.addWidget(Label(theme, help_text, "caption", "text3", wrap=True))
        column.addWidget(self.error)
        self.error.hide()
        self.add.clicked.connect(self._ask)

    def digests(self) -> tuple[str, ...]:
        """The files named in the record, by their hashes."""
        return tuple(self._rows)

    def hold(self, name: str, digest: str) -> None:
        """Name one more file in the record."""
        if digest in self._rows:
            return
        row = self._rows[digest] = _FileRow(self._theme, name, digest)
        row.taken_out.connect(self._take_out)
        self._list.addWidget(row)

    def set_error(self, words: str) -> None:
        """Say what is wrong with the files; empty takes it away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.add.setAccessibleDescription(words)

    def _ask(self) -> None:
        path = self._files.evidence(self)
        if path is None:
            return
        self.set_error("")
        self._wait(waiting=True)
        consent, actor = self._workspace.consent, self._workspace.actor
        self._bridge.run(lambda: consent.add_evidence(Path(path), actor), self._added, self._no)

    def _wait(self, *, waiting: bool) -> None:
        self.add.setEnabled(not waiting)
        self.add.setText(tr("Reading the file…") if waiting else tr("Add a file…"))
        self.busy.emit(waiting)

    def _added(self, file: EvidenceFile) -> None:
        self._wait(waiting=False)
        self.hold(file.name, file.sha256)

    def _no(self, error: BrieftextError) -> None:
        self._wait(waiting=False)
        self.set_error(error.problem.sentence())

    def _take_out(self, digest: str) -> None:
        row = self._rows.pop(digest)
        row.hide()
        row.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class _FileRow(QWidget):
    """A file’s name and the way to take it out again."""

    taken_out = Signal(str)

    def __init__(self, theme: Theme, name: str, digest: str) -> None:
        super().__init__()
        self._digest = digest
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(theme, "file-text"))
        row.addWidget(Label(theme, breakable(name), "small", "text", wrap=True), 1)
        out = IconButton(theme, "x", tr("Take {name} out", name=name))
        out.clicked.connect(self._out)
        row.addWidget(out)

    def _out(self) -> None:
        self.taken_out.emit(self._digest)
