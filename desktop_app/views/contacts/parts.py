"""What the panel beside a conversation and the record on the Contacts page are both made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.records import Channel, ConsentLine, ContactCard, TextState
from desktop_app.views.formatting import channel_mark, consent_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.picture import Picture

PHONE_ICONS = {"cell": "smartphone", "home": "house", "work": "briefcase"}
TEXTS, CALLS_IN = "Texts", "Calls in"


class CardScroller(QScrollArea):
    """Scrolls a card up and down where it has no room, and looks like nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )


class IconRow(QWidget):
    """An icon at the left of one or two lines of words."""

    def __init__(self, theme: Theme, icon_name: str, tone: str) -> None:
        super().__init__()
        self.picture = Picture(theme, icon_name, 16, tone)
        self.words = QVBoxLayout()
        self.words.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self.words, 1)


class ConsentRow(QWidget):
    """One channel: its glyph, its state in words, who or what set it."""

    def __init__(self, theme: Theme, line: ConsentLine) -> None:
        super().__init__()
        self._picture = Picture(theme, "", 16)
        self._channel = Label(theme, "", "small_medium", "text")
        self._state = Label(theme, "", "caption_medium", "text")
        self._detail = Label(theme, "", "caption", "text2", wrap=True)
        self._reach = Label(theme, "", "caption", "text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._channel)
        head.addStretch(1)
        head.addWidget(self._state)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(head)
        words.addWidget(self._detail)
        words.addWidget(self._reach)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.show_line(line)

    def show_line(self, line: ConsentLine) -> None:
        """Show this channel."""
        name, tone = _mark(line)
        self._picture.show_icon(name, tone)
        self._channel.setText(line.channel)
        self._state.setText(line.words)
        self._state.set_token(tone)
        for label, more in ((self._detail, line.detail), (self._reach, unbroken(line.reach))):
            label.setText(more)
            label.setVisible(bool(more))
        said = (line.channel, line.words, line.detail, line.reach)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(plain_tooltip(line.proof))


def _mark(line: ConsentLine) -> tuple[str, str]:
    """Icon and tone of a channel as it stands."""
    if line.channel == CALLS_IN:
        mark = channel_mark(Channel.CALLS_IN)
        return mark.icon, mark.tone
    if line.channel != TEXTS and line.state is TextState.NONE:
        return "circle-minus", "text3"
    glyph = consent_glyph(line.state)
    return glyph.icon, glyph.tone


class Rule(QWidget):
    """A hairline between sections."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


def unbroken(words: str) -> str:
    """The same words with every phone number on one line."""
    return words.replace(") ", ")\u00a0")


def about(card: ContactCard) -> str:
    """The matter of a person, number and title."""
    parts = [tr("Matter {number}", number=card.matter) if card.matter else "", card.matter_title]
    return " · ".join(part for part in parts if part)


def no_record(card: ContactCard) -> bool:
    """Whether nobody recorded anything about texts to this person."""
    return any(line.channel == TEXTS and line.state is TextState.NONE for line in card.consent)
