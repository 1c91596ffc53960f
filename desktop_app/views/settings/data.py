"""Where the records are, and what leaves this computer."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent

from desktop_app.services.workspace import Workspace
from desktop_app.views.archive_words import gap_words, history_words
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.labels import ElidedLabel, Label


class DataCard(SettingsCard):
    """The folder, and one sentence about the network."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        folder: Path,
        calendar: Calendar | None = None,
    ) -> None:
        super().__init__(theme, tr("Where data lives"))
        self._folder = folder
        self._reading = workspace.reading
        self._calendar = calendar or Calendar()
        practice = workspace.practice
        self.folder = ElidedLabel(theme, str(folder), "small", "text")
        self.open_folder = SecondaryButton(theme, tr("Open folder"))
        self.open_folder.clicked.connect(self._open)
        self.add_row(tr("Folder"), self.folder, self.open_folder)
        kept = tr("In one encrypted file. Its key is in the system keychain.")
        leaves = tr("Texts go to Twilio and come from there. Nothing else leaves this computer.")
        if practice:
            kept = tr("Made-up people only, with a key that is no secret.")
            leaves = tr("Nothing. Practice has its own Twilio, inside this computer.")
        self.add_row(tr("Kept"), Label(theme, kept, "small", "text", wrap=True))
        self.add_row(tr("Leaves it"), Label(theme, leaves, "small", "text", wrap=True))
        self.history = Label(theme, "", "small", "text", wrap=True)
        self.compared = Label(theme, "", "small", "text", wrap=True, selectable=True)
        self.add_row(tr("History"), self.history)
        self.add_row(tr("Gaps"), self.compared, tall=True)
        bridge.archive_changed.connect(self._changed)

    def show_archive(self) -> None:
        """How much of Twilio’s history is here, and what the last comparison found."""
        archive = self._reading.archive
        self.history.setText(history_words(archive.history(), self._calendar))
        self.compared.setText(gap_words(archive.gap_reports(), self._calendar))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """As it is now."""
        super().showEvent(event)
        self.show_archive()

    def _changed(self, _ids: object) -> None:
        if self.isVisible():
            self.show_archive()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
