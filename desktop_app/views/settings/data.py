"""Where the records are, and what leaves this computer."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.labels import ElidedLabel, Label


class DataCard(SettingsCard):
    """The folder, and one sentence about the network."""

    def __init__(self, theme: Theme, folder: Path, *, practice: bool) -> None:
        super().__init__(theme, tr("Where data lives"))
        self._folder = folder
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

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
