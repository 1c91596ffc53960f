"""What stands where the composer was when this person may not be texted: why, and what can be done.

A text that was being typed is kept above it, to be read and copied. One can always ask why.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.records import LockedNotice
from desktop_app.services.wording import Person
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.field import TextField
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import (
    Button,
    LinkButton,
    SecondaryButton,
    TextButton,
)
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

RADIUS = 12
DRAFT_LINES = 4
LEAST_CARD = 96
OVERRIDE, WHY, STEPS = "override", "why", "copy_start_steps"
_ACTIONS = {
    OVERRIDE: "Override…",
    "opt_in": "Opt-in messages",
    "request_opt_in": "Ask for a YES…",
    "record_consent": "Record consent…",
    "edit_number": "Edit number…",
    "open_settings": "Open Settings",
    WHY: "Why can’t I text {them}?",
    STEPS: "Copy START steps",
}
"""What can be done, in the order in which it stands there."""
_ICONS = {OVERRIDE: "key-round", WHY: "circle-help"}
_LINKS = frozenset({STEPS})


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
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.reason)
        words.addSpacing(6)
        words.addWidget(self._actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 15, 20, 14)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        policy = self._actions.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._actions.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def say(self, notice: LockedNotice, person: Person) -> None:
        """Show this notice; the keyboard stays on what it was on, where that is still there."""
        had = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
        self._icon.show_icon(notice.icon, notice.tone)
        self.title.setText(notice.title)
        self.reason.setText(notice.reason)
        self.setAccessibleName(f"{notice.title}. {notice.reason}")
        self._clear()
        offered = {*notice.actions, WHY}
        self.buttons = {key: self._button(key, person) for key in _ACTIONS if key in offered}
        for button in self.buttons.values():
            self._flow.addWidget(button)
        if had in self.buttons:
            self.buttons[had].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, key: str, person: Person) -> Button:
        words = tr(_ACTIONS[key], them=person.object)
        button: Button
        if key in _LINKS:
            button = LinkButton(self._theme, words)
        elif key == "opt_in":
            button = TextButton(self._theme, words)
        else:
            button = SecondaryButton(self._theme, words, _ICONS.get(key, ""))
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


class _Scroller(QScrollArea):
    """As high as the card, where the window lets it; else the card scrolls."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self._card = card
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QScrollArea { background: transparent; }")
        for ground in (self.viewport(), card):
            ground.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """As the card."""
        return self._card.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As the card."""
        return self._card.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As wide as the card needs; a little of its height will do."""
        return QSize(self._card.minimumSizeHint().width(), LEAST_CARD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The card has other words: ask for another height."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._card:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class LockedComposer(QWidget):
    """The kept draft above, the reason below. `acted` gives the key of what was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice: LockedNotice | None = None
        self._person: Person | None = None
        self.draft = KeptDraft(theme)
        self.card = _Card(theme)
        self.card.acted.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.draft)
        # Kept by name: a scroller nothing in Python holds was collected, and its card with it.
        self._scroller = _Scroller(self.card)
        column.addWidget(self._scroller)

    def say(self, notice: LockedNotice, draft: str, person: Person) -> None:
        """Show why, and the draft there is."""
        self.draft.show_text(draft)
        if (notice, person) != (self.notice, self._person):
            self.notice, self._person = notice, person
            self.card.say(notice, person)
