"""The line under the window's edge: one state of the program at a time, the gravest first."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

HEIGHT = 44
ORDER = (
    "offline",
    "key_refused",
    "lost_texts",
    "number_lost",
    "paused",
    "sending_paused",
    "registration",
    "pictures_late",
    "practice",
    "waiting",
    "move",
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One state worth a banner; `action` is the words of its button, empty for none."""

    icon: str
    tone: str
    words: str
    action: str = ""


class BannerArea(QFrame):
    """Holds every notice that is true now and shows the first one in the order."""

    acted = Signal(str)
    """The button of the notice with this key was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notices: dict[str, Notice] = {}
        self._shown = ""
        self._ground = "warn_soft"
        self.setObjectName("banner")
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = Picture(theme, size=18)
        self.words = Label(theme, "", "small", "text", wrap=True)
        self.button = LinkButton(theme, "")
        self.button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()
        theme.changed.connect(self._refresh)

    def show_notice(self, key: str, notice: Notice) -> None:
        """This is true now; `key` is one of ORDER."""
        if self._notices.get(key) != notice:
            self._notices[key] = notice
            self._refresh()

    def clear_notice(self, key: str) -> None:
        """This is no longer true."""
        if self._notices.pop(key, None) is not None:
            self._refresh()

    @property
    def shown(self) -> str:
        """The key of the notice on screen, empty where there is none."""
        return self._shown

    def _refresh(self) -> None:
        before = self._shown
        self._shown = next((key for key in ORDER if key in self._notices), "")
        self.setVisible(bool(self._shown))
        if self._shown:
            self._fill(self._notices[self._shown])
        if self._shown != before:
            announce(self, self.words.text() if self._shown else "")

    def _fill(self, notice: Notice) -> None:
        self.words.setText(notice.words)
        self.setAccessibleName(notice.words)
        self.button.setText(notice.action)
        self.button.setVisible(bool(notice.action))
        tone = "accent_text" if notice.tone == "accent" else notice.tone
        self._icon.show_icon(notice.icon, tone)
        self._ground = f"{notice.tone}_soft"
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground. A style sheet would keep the words in the colour of the look before."""
        QPainter(self).fillRect(self.rect(), self._theme.color(self._ground))

    def _act(self) -> None:
        self.acted.emit(self._shown)
