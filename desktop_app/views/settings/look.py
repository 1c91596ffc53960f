"""How the window looks: as the system does, light, or dark. Live."""

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.forms import RadioField

LOOKS = (("system", "Match system"), ("light", "Light"), ("dark", "Dark"))


class LookCard(SettingsCard):
    """Three choices; the window follows at once, the store right after."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Look"))
        self._workspace = workspace
        self._bridge = bridge
        self.choice = RadioField(theme, "", [(key, tr(words)) for key, words in LOOKS])
        self.choice.choose(workspace.reading.setting("theme"))
        self.choice.changed.connect(self._chosen)
        self.column.addWidget(self.choice)

    def _chosen(self) -> None:
        look = self.choice.text()
        self.theme.choose(look)
        self._bridge.run(lambda: self._workspace.settings.set("theme", look))
