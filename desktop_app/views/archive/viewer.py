"""One picture at a time: fitted or in its own size, the one before and after, a copy outside."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.picture_names import dated_name
from desktop_app.services.records import PictureRow
from desktop_app.services.sniffing import sniffed
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.sentences import picture_sentence
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import IconButton, SecondaryButton, TextButton
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay

AROUND = 32
PAD = 16

AskPlace = Callable[[QWidget, str], Path | None]


def ask_place(parent: QWidget, name: str) -> Path | None:
    """Where a copy goes, by the system's own dialog; a name that is taken is refused later."""
    pictures = QStandardPaths.StandardLocation.PicturesLocation
    there = Path(QStandardPaths.writableLocation(pictures)) / name
    option = QFileDialog.Option.DontConfirmOverwrite
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, tr("Save a copy"), str(there), "", "", option
    )
    return Path(chosen) if chosen else None


class _Sheet(QWidget):
    """Paints one picture: as large as there is room, or pixel by pixel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image = QImage()
        self.fitted = True

    def show_image(self, image: QImage, *, fitted: bool) -> None:
        """Another picture, or another way to show it."""
        self.image, self.fitted = image, fitted
        self.setMinimumSize(QSize(0, 0) if fitted else self._natural())
        self.update()

    def _natural(self) -> QSize:
        return (self.image.size().toSizeF() / self.devicePixelRatioF()).toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The picture in the middle."""
        if self.image.isNull():
            return
        size = self._natural()
        if self.fitted and (size.width() > self.width() or size.height() > self.height()):
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self.image)


class Viewer(Overlay):
    """Looks through some pictures."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        pictures: Sequence[PictureRow],
        person: Person,
        calendar: Calendar,
        ask: AskPlace = ask_place,
    ) -> None:
        super().__init__(theme, host, dim=True)
        self._archive = workspace.archive
        self._bridge = bridge
        self._pictures = list(pictures)
        self._person = person
        self._calendar = calendar
        self._ask = ask
        self._at = 0
        self._fitted = True
        self.title = Label(theme, "", "heading", "text", wrap=True)
        self.status = Label(theme, "", "small", "text2", wrap=True)
        self.problem = ProblemBox(theme)
        self.sheet = _Sheet(theme)
        self.close_button = IconButton(theme, "x", tr("Close"))
        self.before = IconButton(theme, "chevron-left", tr("Previous picture"))
        self.after = IconButton(theme, "chevron-right", tr("Next picture"))
        self.size_button = TextButton(theme, tr("Own size"))
        self.save = SecondaryButton(theme, tr("Save a copy…"), "download")
        self._lay_out()
        self.close_button.clicked.connect(self.dismiss)
        self.before.clicked.connect(self.go_back)
        self.after.clicked.connect(self.go_on)
        self.size_button.clicked.connect(self.toggle_size)
        self.save.clicked.connect(self.save_copy)

    @property
    def picture(self) -> PictureRow:
        """The one that shows."""
        return self._pictures[self._at]

    def show_picture(self, picture_id: int) -> None:
        """Begin with this one."""
        ids = [picture.id for picture in self._pictures]
        self._go(ids.index(picture_id) if picture_id in ids else 0)

    def go_back(self) -> None:
        """The picture before."""
        self._go(max(self._at - 1, 0))

    def go_on(self) -> None:
        """The picture after."""
        self._go(min(self._at + 1, len(self._pictures) - 1))

    def toggle_size(self) -> None:
        """As large as there is room, or in its own size."""
        self._fitted = not self._fitted
        self.size_button.setText(tr("Own size") if self._fitted else tr("Fit"))
        self.sheet.show_image(self.sheet.image, fitted=self._fitted)

    def save_copy(self) -> None:
        """Write the picture as it came, under a name of ours."""
        self.problem.clear()
        name = dated_name(self.picture, self._person.name, self._calendar.zone)
        target = self._ask(self, name)
        if target is None:
            return
        work = partial(self._archive.save_copy, self.picture.id, target)
        self._bridge.run(work, partial(self._saved, target), self._failed, "network")

    def _saved(self, target: Path, _done: None) -> None:
        words = tr("Saved as {name}. The copy is not encrypted.", name=target.name)
        self.status.setText(words)
        announce(self, words)

    def _failed(self, error: BrieftextError) -> None:
        self.status.setText("")
        self.problem.show_problem(error.problem)

    def _go(self, at: int) -> None:
        self._at = at
        picture = self.picture
        when = self._calendar.clock(picture.at)
        words = picture_sentence(picture, self._person, when)
        day = self._calendar.day(picture.at)
        self.title.setText(f"{words}, {day:%b} {day.day}, {day.year}")
        self.setAccessibleName(words)
        self.sheet.setAccessibleName(words)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(self._pictures) - 1)
        self.problem.clear()
        self.status.setText(tr("Opening"))
        self.sheet.show_image(QImage(), fitted=self._fitted)
        work = partial(_whole, self._archive.shown, picture.id)
        self._bridge.run(work, partial(self._arrived, picture.id), self._failed, "network")
        announce(self, words)

    def _arrived(self, picture_id: int, image: QImage) -> None:
        if picture_id != self.picture.id:
            return
        if image.isNull():
            self.status.setText(tr("This picture can’t be shown."))
        elif self.status.text() == tr("Opening"):  # a copy may have been saved meanwhile
            self.status.setText("")
        self.sheet.show_image(image, fitted=self._fitted)

    def first_stop(self) -> QWidget:
        """The keyboard starts at closing it again."""
        return self.close_button

    def clicked_outside(self) -> None:
        """Nothing is lost by closing it."""
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and right go through the pictures."""
        if event.key() == Qt.Key.Key_Left:
            self.go_back()
        elif event.key() == Qt.Key.Key_Right:
            self.go_on()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def place(self) -> None:
        """Nearly the whole window."""
        self.card.setGeometry(self.rect().adjusted(AROUND, AROUND, -AROUND, -AROUND))
        self.update()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self._scroll.setWidget(self.sheet)
        acts = FlowLayout()
        for button in (self.before, self.after, self.size_button, self.save):
            acts.addWidget(button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(PAD + 4, PAD, PAD, PAD)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.status)
        column.addWidget(self.problem)
        column.addLayout(acts)


def _whole(shown: Callable[[int], bytes], picture_id: int) -> QImage:
    """A picture the decoder made anew, ready to be painted. On a lane: large ones take a while."""
    content = shown(picture_id)
    return QImage.fromData(content) if sniffed(content) else QImage()
