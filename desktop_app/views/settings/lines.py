"""Whether the kind of line is looked up before the first text, and what that costs."""

from desktop_app.services.firm_numbers.costs import look_up_words
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.segmented import Segmented

SETTING = "line_lookup"
WIDEST = 420


class LinesCard(SettingsCard):
    """One choice; off until somebody decides to pay."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Landlines"))
        self._workspace = workspace
        self._bridge = bridge
        name = tr("Look up a new number before its first text")
        choices = [("off", tr("Don’t look up")), ("on", tr("Look up"))]
        self.choice = Segmented(theme, name, choices)
        self.column.addWidget(Label(theme, name, "small_strong", "text", wrap=True))
        self.column.addWidget(self.choice)
        self.column.addWidget(Label(theme, _why(), "caption", "text2", wrap=True))
        self.choice.choose(workspace.reading.setting(SETTING))
        self.choice.changed.connect(self._chosen)
        bridge.setting_changed.connect(self._changed)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.choice.setMaximumWidth(self.theme.room(WIDEST))

    def _chosen(self, value: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set(SETTING, value))

    def _changed(self, key: str) -> None:
        if key == SETTING:
            self.choice.choose(self._workspace.reading.setting(SETTING))


def _why() -> str:
    return tr(
        "A text to a landline is lost, and Twilio charges for it all the same. A look-up tells "
        "before the text goes out. Twilio charges {price}; the answer is kept for 30 days. "
        "Without it, only what is free is checked: whether the number can exist.",
        price=look_up_words(),
    )
