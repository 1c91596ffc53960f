"""How the window looks: light, dark or as the system does, and how large its text is. Live."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import TEXT_SIZES, Theme
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.segmented import Segmented
from desktop_app.views.widgets.slider import Slider

LOOKS = (("light", "Light"), ("dark", "Dark"), ("system", "Match system"))
SETTLE_MS = 150
"""So long the knob rests before the window is laid out anew: dragging stays smooth."""
WIDEST = 420


class LookCard(SettingsCard):
    """The window follows at once, the store right after."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Look and text size"))
        self._workspace = workspace
        self._bridge = bridge
        self.look = Segmented(theme, tr("Look"), [(key, tr(words)) for key, words in LOOKS])
        self.look.choose(workspace.reading.setting("theme"))
        self.look.changed.connect(self._look_chosen)
        step = TEXT_SIZES[1] - TEXT_SIZES[0]
        self.slider = Slider(theme, tr("Text size"), TEXT_SIZES[0], TEXT_SIZES[-1], step)
        self.percent = Label(theme, "", "small_strong", "text")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._take_size)
        self._lay_out()
        self._show_size(theme.text_size)
        self.slider.setValue(theme.text_size)
        self.slider.valueChanged.connect(self._sized)
        theme.changed.connect(self._theme_changed)

    def _lay_out(self) -> None:
        self.look.setMaximumWidth(self.theme.room(WIDEST))
        self.slider.setMaximumWidth(WIDEST)
        self.column.addWidget(self.look)
        self.column.addSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(self.theme, tr("Text size"), "small_strong", "text"))
        head.addWidget(self.percent)
        head.addStretch(1)
        self.column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(self.theme, "A", "caption", "text2"))
        row.addWidget(self.slider, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(self.theme, "A", "region_title", "text2"))
        row.addStretch(1)
        self.column.addLayout(row)
        note = tr("80% to 200%, everywhere. Ctrl and plus or minus change it from any page.")
        self.column.addWidget(Label(self.theme, note, "caption", "text2", wrap=True))

    def _look_chosen(self, look: str) -> None:
        self.theme.choose(look)
        self._bridge.run(lambda: self._workspace.settings.set("theme", look))

    def _sized(self, percent: int) -> None:
        self._show_size(percent)
        self._settle.start()

    def _show_size(self, percent: int) -> None:
        self.percent.setText(f"{percent}%")

    def _take_size(self) -> None:
        percent = self.slider.value()
        if percent != self.theme.text_size:
            self.theme.set_text_size(percent)
            self._bridge.run(lambda: self._workspace.settings.set("text_size", str(percent)))

    def _theme_changed(self) -> None:
        """The look or the size may have been changed by key, or from another card."""
        self.look.choose(self.theme.choice)
        self.look.setMaximumWidth(self.theme.room(WIDEST))
        if not self._settle.isActive() and not self.slider.isSliderDown():
            self.slider.setValue(self.theme.text_size)
