"""Settings: only what does something. A list at the left, cards at the right."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.about import AboutCard
from desktop_app.views.settings.connection import ConnectionCard
from desktop_app.views.settings.data import DataCard
from desktop_app.views.settings.form_words import FormWordsCard
from desktop_app.views.settings.lines import LinesCard
from desktop_app.views.settings.look import LookCard
from desktop_app.views.settings.moves import MovesCard
from desktop_app.views.settings.notifications import NotificationsCard
from desktop_app.views.settings.numbers import NumbersCard
from desktop_app.views.settings.programs import ProgramsCard
from desktop_app.views.settings.sections import SectionList
from desktop_app.views.settings.templates import TemplatesCard
from desktop_app.views.settings.texts import TextsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card

SECTIONS = (
    ("connection", "Twilio connection", "plug"),
    ("numbers", "Numbers", "hash"),
    ("texts", "Texts", "message-square-text"),
    ("templates", "Templates", "layout-template"),
    ("programs", "Programs of texts", "clipboard-list"),
    ("forms", "Words for your forms", "file-text"),
    ("notifications", "Notifications", "bell"),
    ("look", "Look and text size", "sun-moon"),
    ("data", "Where data lives", "hard-drive"),
    ("about", "About", "info"),
)
SIDE, SIDE_OF_LARGE, LARGE = 28, 4, 1.6
WITHIN = {"lines": "numbers", "moves": "numbers"}
"""Cards that stand below another one and have no place of their own in the list."""


class SettingsPage(QWidget):
    """The page behind the rail's last item."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self.connection = ConnectionCard(theme, workspace, bridge)
        self.look = LookCard(theme, workspace, bridge)
        self.texts = TextsCard(theme, workspace, bridge)
        self.templates = TemplatesCard(theme, workspace, bridge)
        self.programs = ProgramsCard(theme, workspace, bridge)
        self.forms = FormWordsCard(theme, workspace, bridge)
        self.notifications = NotificationsCard(theme, workspace, bridge)
        self.cards: dict[str, Card] = {
            "connection": self.connection,
            "numbers": NumbersCard(theme, workspace, bridge),
            "lines": LinesCard(theme, workspace, bridge),
            "moves": MovesCard(theme, workspace, bridge),
            "texts": self.texts,
            "templates": self.templates,
            "programs": self.programs,
            "forms": self.forms,
            "notifications": self.notifications,
            "look": self.look,
            "data": DataCard(theme, workspace, bridge, folder),
            "about": AboutCard(theme, workspace, bridge),
        }
        self.sections = SectionList(theme, [(k, tr(words), name) for k, words, name in SECTIONS])
        self.sections.chosen.connect(self.go_to)
        self.scroller = self._scroller()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addWidget(self.scroller, 1)
        theme.changed.connect(self._restyle)

    def go_to(self, key: str) -> None:
        """Bring a section into view."""
        self.sections.select(WITHIN.get(key, key))
        self.scroller.verticalScrollBar().setValue(self.cards[key].y() - 16)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.sections, self.scroller]

    def _scroller(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("settingsCards")
        inside.setStyleSheet("#settingsCards { background: transparent; }")
        column = self._column = QVBoxLayout(inside)
        column.setSpacing(14)
        self._measure()
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setStyleSheet("QScrollArea { background: transparent; }")
        return scroller

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("list"))

    def _measure(self) -> None:
        """Large text needs the room that is usually left free beside it."""
        side = SIDE if self._theme.scale < LARGE else SIDE_OF_LARGE
        self._column.setContentsMargins(side, 16, side, 28)

    def _restyle(self) -> None:
        self._measure()
        self.update()
