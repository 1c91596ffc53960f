"""Where a picture comes from: a file that was dropped, pasted or chosen, or what was copied."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem
from desktop_app.views.i18n import tr

MOST_READ = 64 * 1024 * 1024
"""Larger files are no photographs; they are not read at all."""
FIELD = "picture"
_WORDS = "text/plain"


@dataclass(frozen=True)
class Source:
    """One picture to be: a file, or what lay on the clipboard."""

    name: str
    path: Path | None = None
    image: QImage | None = None

    def read(self) -> bytes:
        """The file as it is, or the copied picture as a PNG. On a lane; raises InvalidInput."""
        return _packed(self.image) if self.path is None else _file(self.path, self.name)


def holds_pictures(data: QMimeData) -> bool:
    """Whether this is something other than words: files, or a picture without words."""
    return bool(_files(data)) or (data.hasImage() and not data.hasFormat(_WORDS))


def sources(data: QMimeData) -> tuple[Source, ...]:
    """What was dropped or pasted; files first, since a file manager gives their icon as well."""
    files = _files(data)
    if files:
        return of_files(files)
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return (Source(tr("Copied picture"), image=image),)
    return ()


def of_files(paths: list[str]) -> tuple[Source, ...]:
    """These files."""
    return tuple(Source(Path(path).name, Path(path)) for path in paths)


def pick_pictures(host: QWidget) -> list[str]:
    """Ask for files with the system's own window; none where nobody chose one."""
    kinds = tr("Pictures (*.jpg *.jpeg *.png *.gif)")
    chosen, _kind = QFileDialog.getOpenFileNames(host, tr("Attach pictures"), "", kinds)
    return chosen


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def _packed(image: QImage | None) -> bytes:
    room = QByteArray()
    buffer = QBuffer(room)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image is None or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise _problem(tr("The copied picture can’t be read. Save it as a file and attach that."))
    return bytes(room.data())


def _file(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise _problem(tr("“{name}” is no file. Attach jpeg, png or gif files.", name=name))
        if path.stat().st_size > MOST_READ:
            raise _problem(
                tr("“{name}” is larger than 64 MB. Attach a smaller picture.", name=name)
            )
        return path.read_bytes()
    except OSError as error:
        words = tr("“{name}” can’t be read. Copy it to this computer and try again.", name=name)
        raise _problem(words) from error


def _problem(words: str) -> InvalidInput:
    return InvalidInput((FieldProblem(FIELD, words),))
