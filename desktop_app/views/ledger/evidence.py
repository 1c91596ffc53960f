"""A file an entry rests on: what is known of it, and the ways to see it."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.services.consent.story import EvidenceFile
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.words import breakable, entry_moment, in_fours, size_words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton, TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.dialogs import Dialog, say_problem
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

SIDE = 16
FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/webp": b"webp",
}
"""Pictures that are shown here; each is read as what it was found to be and as nothing else."""
LARGEST = 4_000
SHOWN = QSize(490, 420)


class EvidenceCard(Card):
    """Name, size, when and by whom, its hash, View for pictures and Save a copy for all."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        files: NativeFiles,
        named: tuple[str, str],
    ) -> None:
        super().__init__(theme)
        self._consent = workspace.consent
        self._bridge = bridge
        self._calendar = calendar
        self._files = files
        self._name, self._digest = named
        self._media_type = ""
        self.facts = Label(theme, "", "caption", "text2", wrap=True)
        self.note = Label(theme, "", "caption", "text2", wrap=True)
        self.saved = Label(theme, "", "caption", "text2", wrap=True)
        self.view = SecondaryButton(theme, tr("View"))
        self.view.setAccessibleName(tr("View {name}", name=self._name))
        self.view.hide()
        self.copy = TextButton(theme, tr("Save a copy…"))
        self.copy.setAccessibleName(tr("Save a copy of {name}", name=self._name))
        self._lay_out()
        self.view.clicked.connect(self._view)
        self.copy.clicked.connect(self._copy)
        digest, consent = self._digest, self._consent
        bridge.run(lambda: consent.evidence(digest), self._show_facts, self._unknown, "network")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 14, SIDE, 14)
        column.setSpacing(4)
        name = breakable(self._name)
        column.addWidget(Label(self._theme, name, "small_strong", "text", wrap=True))
        column.addWidget(self.facts)
        column.addLayout(self._line("lock", tr("Stored encrypted")))
        column.addLayout(
            self._line("fingerprint", tr("SHA-256 {digest}", digest=in_fours(self._digest)))
        )
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.view)
        flow.addWidget(self.copy)
        column.addSpacing(4)
        column.addWidget(buttons)
        column.addWidget(self.note)
        column.addWidget(self.saved)
        self.saved.hide()
        self.note.setText(tr("A saved copy is not encrypted."))

    def _line(self, icon_name: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Picture(self._theme, icon_name, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._theme, words, "caption", "text2", wrap=True, selectable=True), 1)
        return row

    def _show_facts(self, file: EvidenceFile | None) -> None:
        if file is None:
            self._unknown(None)
            return
        self.facts.setText(
            tr(
                "Added {when} by {who} · {size}",
                when=entry_moment(file.added_at, self._calendar),
                who=file.added_by,
                size=size_words(file.size),
            )
        )
        self._media_type = file.media_type
        shown = file.media_type in FORMATS
        self.view.setVisible(shown)
        if not shown:
            self.note.setText(
                tr(
                    "Only pictures can be viewed here. Save a copy to read this file; the copy is "
                    "not encrypted."
                )
            )

    def _unknown(self, _error: BrieftextError | None) -> None:
        self.facts.setText(tr("This file is not in the store any more."))
        self.facts.set_token("danger")
        self.copy.setEnabled(False)

    def _view(self) -> None:
        self.view.setEnabled(False)
        digest, consent, media_type = self._digest, self._consent, self._media_type
        self._bridge.run(
            lambda: decoded(consent.evidence_content(digest), media_type),
            self._show,
            self._refused,
            "network",
        )

    def _show(self, picture: QImage | None) -> None:
        self.view.setEnabled(True)
        if picture is None:
            self._refused(
                BrieftextError(
                    Problem(
                        tr("This picture cannot be shown here."),
                        tr("It is damaged, or larger than 4,000 by 4,000 dots."),
                        tr("Save a copy and open it elsewhere."),
                    )
                )
            )
            return
        PictureDialog(self._theme, self, self._name, picture).open()

    def _copy(self) -> None:
        target = self._files.new_copy(self, self._name)
        if target is None:
            return
        digest, consent = self._digest, self._consent

        def save() -> Path:
            consent.save_evidence(digest, target)
            return target

        self._bridge.run(save, self._copied, self._not_saved, "network")

    def _copied(self, target: Path) -> None:
        self.saved.setText(tr("Saved, not encrypted: {place}", place=breakable(str(target))))
        self.saved.show()

    def _not_saved(self, error: BrieftextError) -> None:
        problem = error.problem
        if isinstance(error, InvalidInput):
            problem = Problem(tr("The copy was not saved."), problem.sentence())
        say_problem(self._theme, self, problem)

    def _refused(self, error: BrieftextError) -> None:
        self.view.setEnabled(True)
        say_problem(self._theme, self, error.problem)


class PictureDialog(Dialog):
    """One picture, shrunk to the dialog; it never leaves memory."""

    def __init__(self, theme: Theme, host: QWidget, name: str, picture: QImage) -> None:
        super().__init__(theme, host, breakable(name))
        self.setAccessibleName(name)
        self.picture = QLabel()
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setAccessibleName(tr("Picture {name}", name=name))
        ratio = self.picture.devicePixelRatioF()
        wanted = SHOWN * ratio
        if picture.width() > wanted.width() or picture.height() > wanted.height():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            picture = picture.scaled(wanted, keep, Qt.TransformationMode.SmoothTransformation)
        shown = QPixmap.fromImage(picture)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.close_button = self.add_primary(tr("Close"))
        self.close_button.clicked.connect(self.dismiss)

    def first_stop(self) -> QWidget:
        """The button that closes."""
        return self.close_button


def decoded(content: bytes, media_type: str) -> QImage | None:
    """The first frame of a picture of a known kind, not too large; None for anything else."""
    kind = FORMATS.get(media_type)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST:
        return None
    picture = reader.read()
    return None if picture.isNull() else picture
