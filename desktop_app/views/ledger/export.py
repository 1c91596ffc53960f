"""Exporting the evidence of one number: where to, the wait, and what was written."""

from datetime import date

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.consent.story import ExportResult
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.words import breakable, entry_number, in_fours
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.views.widgets.dialogs import Dialog, say_problem
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.quiet_box import QuietBox


class EvidenceExport(QObject):
    """Asks for a place, has it written in the background, and says what is there then."""

    finished = Signal(object)
    """The dialog that says what was written."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        button: PrimaryButton,
        files: NativeFiles,
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._workspace = workspace
        self._bridge = bridge
        self._button = button
        self._files = files
        self._rest()

    def start(self, number: str, today: date) -> None:
        """Ask where to; nothing happens where nobody says."""
        name = tr("Evidence {number} {day}", number=number.lstrip("+"), day=today.isoformat())
        place = self._files.new_export(self._page, name)
        if place is None:
            return
        self._button.setEnabled(False)
        self._button.set_icon("refresh-cw")
        self._button.setText(tr("Checking and writing…"))
        consent, actor = self._workspace.consent, self._workspace.actor
        self._bridge.run(
            lambda: consent.export_evidence(number, place, actor),
            self._written,
            self._refused,
            "network",
        )

    def _rest(self) -> None:
        self._button.setEnabled(True)
        self._button.set_icon("download")
        self._button.setText(tr("Export evidence…"))

    def _written(self, result: ExportResult) -> None:
        self._rest()
        dialog = ExportedDialog(self._theme, self._page, result)
        dialog.open()
        self.finished.emit(dialog)

    def _refused(self, error: BrieftextError) -> None:
        self._rest()
        problem = error.problem
        if isinstance(error, InvalidInput):
            problem = Problem(tr("The evidence was not exported."), problem.sentence())
        say_problem(self._theme, self._page, problem)


class ExportedDialog(Dialog):
    """The files with their SHA-256, and the way to them."""

    def __init__(self, theme: Theme, host: QWidget, result: ExportResult) -> None:
        lead = tr("{count} entries of this number", count=entry_number(result.entries))
        super().__init__(theme, host, tr("Evidence exported"), lead)
        self._place = result.place
        self.place_words = Label(theme, breakable(str(result.place)), "small", "text", wrap=True)
        self.body.addWidget(self.place_words)
        warning = tr(
            "The export is not encrypted. Anybody who has it can read it. The fingerprints below "
            "prove that a file is the one written now."
        )
        self.body.addWidget(QuietBox(theme, "info", warning))
        for name, digest in result.files:
            self.body.addLayout(self._file(name, in_fours(digest)))
        self.body.addLayout(self._file(tr("Last entry of the ledger"), in_fours(result.head)))
        self.open_folder = SecondaryButton(theme, tr("Open folder"), "folder-open")
        self.open_folder.clicked.connect(self._open)
        self.add_button(self.open_folder)
        self.close_button = self.add_primary(tr("Close"))
        self.close_button.clicked.connect(self.dismiss)

    def first_stop(self) -> QWidget:
        """The button that closes."""
        return self.close_button

    def _file(self, name: str, digest: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(self._theme, breakable(name), "small_strong", "text", wrap=True))
        words = tr("SHA-256 {digest}", digest=digest)
        column.addWidget(
            Label(self._theme, words, "caption", "text2", wrap=True, selectable=True, tabular=True)
        )
        return column

    def _open(self) -> None:
        folder = self._place if self._place.is_dir() else self._place.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
