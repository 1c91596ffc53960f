"""Asking for a place of a file with the system’s own dialog."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.views.i18n import tr

ZIP = ".zip"


class NativeFiles:
    """The questions about files; a place that is there already is refused later, with words."""

    def new_export(self, parent: QWidget, name: str) -> Path | None:
        """Where to write an export: a zip, or a new folder. None where nothing was chosen."""
        zipped = tr("Zip file (*.zip)")
        chosen, kind = QFileDialog.getSaveFileName(
            parent,
            tr("Export evidence"),
            str(documents() / f"{name}{ZIP}"),
            f"{zipped};;{tr('Folder (*)')}",
            zipped,
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return None
        path = Path(chosen)
        if kind == zipped and path.suffix.lower() != ZIP:
            return path.with_name(path.name + ZIP)
        return path

    def new_copy(self, parent: QWidget, name: str) -> Path | None:
        """Where to write a copy of a kept file."""
        chosen, _kind = QFileDialog.getSaveFileName(
            parent,
            tr("Save a copy"),
            str(documents() / name),
            "",
            "",
            QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(chosen) if chosen else None

    def evidence(self, parent: QWidget) -> Path | None:
        """A file to keep as evidence."""
        kinds = tr("Evidence (*.pdf *.png *.jpg *.jpeg *.gif *.webp *.txt *.docx)")
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, tr("Add a file"), str(documents()), kinds
        )
        return Path(chosen) if chosen else None


def documents() -> Path:
    """Where people keep files."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
