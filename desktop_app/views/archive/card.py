"""The card at the foot of the list while the firm's history is being read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.archive_records import HistoryProgress
from desktop_app.views import archive_words as words
from desktop_app.views.archive.parts import Bar
from desktop_app.views.archive.watch import HistoryWatch
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import SecondaryButton, TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

EVERY_PERCENT = 10
"""It is read aloud this often, not more."""


class HistoryCard(QWidget):
    """Hidden where nothing is being read."""

    details_asked = Signal()

    def __init__(self, theme: Theme, watch: HistoryWatch) -> None:
        super().__init__()
        self._theme = theme
        self._told = 0
        self.title = Label(theme, tr("Getting your history"), "small_strong", "text", wrap=True)
        self.percent = Label(theme, "", "small_strong", "text")
        self.bar = Bar(theme)
        self.count = Label(theme, "", "caption", "text2", wrap=True)
        self.speed = Label(theme, "", "caption", "text2", wrap=True)
        self.pause = SecondaryButton(theme, tr("Pause"), "circle-pause")
        self.details = TextButton(theme, tr("Details"))
        self._lay_out()
        self.pause.clicked.connect(watch.toggle_pause)
        self.details.clicked.connect(self.details_asked)
        watch.changed.connect(self._show)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture(self._theme, "download", 16, "accent_text"))
        head.addWidget(self.title, 1)
        head.addWidget(self.percent)
        card = Card(self._theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(6)
        inside.addLayout(head)
        inside.addWidget(self.bar)
        inside.addWidget(self.count)
        inside.addWidget(self.speed)
        inside.addSpacing(4)
        acts = FlowLayout()
        acts.addWidget(self.pause)
        acts.addWidget(self.details)
        inside.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 14)
        column.addWidget(card)

    def _show(self, progress: HistoryProgress) -> None:
        self.setVisible(progress.running)
        if not progress.running:
            return
        paused = progress.pace == "paused"
        self.percent.setText(f"{progress.percent}%" if progress.expected else "")
        self.bar.show_part(progress.percent / 100)
        self.count.setText(words.counted(progress))
        self.speed.setText(words.speed_and_left(progress))
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self.pause.set_icon("refresh-cw" if paused else "circle-pause")
        self.setAccessibleName(words.sentence(progress))
        if progress.percent >= self._told + EVERY_PERCENT:
            self._told = progress.percent - progress.percent % EVERY_PERCENT
            announce(self, words.sentence(progress))
