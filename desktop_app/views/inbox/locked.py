"""What stands where the composer was when this person may not be texted: why, and what can be done.

A text that was being typed is kept above it, to be read and copied.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.records import LockedNotice
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.field import TextField
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, LinkButton, SecondaryButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

RADIUS = 12
DRAFT_LINES = 4
_ACTIONS = {
    "opt_in": "Opt-in messages",
    "record_consent": "Record consent…",
    "copy_start_steps": "Copy START steps",
    "edit_number": "Edit number…",
    "open_settings": "Open Settings",
}
_LINKS = frozenset({"copy_start_steps"})


class KeptDraft(QWidget):
    """The text that was being typed: read-only, with Copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.field = TextField(theme, DRAFT_LINES)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(tr("Your draft, kept"))
        self.copy_button = LinkButton(theme, tr("Copy"))
        self.copy_button.setAccessibleName(tr("Copy the draft"))
        self.copy_button.clicked.connect(self.copy)
        head = QHBoxLayout()
        head.addWidget(Label(theme, tr("Your draft, kept"), "caption_strong", "text2"))
        head.addStretch(1)
        head.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 10)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.field)
        theme.changed.connect(self._restyle)

    def show_text(self, text: str) -> None:
        """Show the draft, or nothing where there is none."""
        self.field.setPlainText(text)
        self.setVisible(bool(text.strip()))

    def text(self) -> str:
        """The draft."""
        return self.field.toPlainText()

    def copy(self) -> None:
        """Copy all of it."""
        QGuiApplication.clipboard().setText(self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """A hairline box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("line_strong"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _restyle(self) -> None:
        self.update()


class _Card(QWidget):
    """Icon, title, reason, and the row of what can be done."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture(theme, size=18)
        self.title = Label(theme, "", "body_strong", "text", wrap=True)
        self.reason = Label(theme, "", "small", "text2", wrap=True, selectable=True)
        self.buttons: dict[str, Button] = {}
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.reason)
        words.addLayout(self._actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 15, 20, 14)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self._restyle)

    def say(self, notice: LockedNotice) -> None:
        """Show this notice."""
        self._icon.show_icon(notice.icon, notice.tone)
        self.title.setText(notice.title)
        self.reason.setText(notice.reason)
        self.setAccessibleName(f"{notice.title}. {notice.reason}")
        while self._actions.count():
            item = self._actions.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {key: self._button(key) for key in notice.actions if key in _ACTIONS}
        for button in self.buttons.values():
            self._actions.addWidget(button)
        self._actions.addStretch(1)
        self._actions.setContentsMargins(0, 8 if self.buttons else 0, 0, 0)

    def _button(self, key: str) -> Button:
        kind = LinkButton if key in _LINKS else SecondaryButton
        button = kind(self._theme, tr(_ACTIONS[key]))
        button.setProperty("act", key)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.acted.emit(str(self.sender().property("act")))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The quiet ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)

    def _restyle(self) -> None:
        self.update()


class LockedComposer(QWidget):
    """The kept draft above, the reason below. `acted` gives the key of what was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice: LockedNotice | None = None
        self.draft = KeptDraft(theme)
        self.card = _Card(theme)
        self.card.acted.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.draft)
        column.addWidget(self.card)

    def say(self, notice: LockedNotice, draft: str) -> None:
        """Show why, and the draft there is."""
        self.draft.show_text(draft)
        if notice != self.notice:
            self.notice = notice
            self.card.say(notice)
