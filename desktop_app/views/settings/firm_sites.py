"""The firm's own web addresses: links to them get through, others are pointed out while typing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.forms import LineField

KEY = "firm_domains"
WIDEST = 560


class FirmSites(QWidget):
    """One line, kept when somebody leaves it."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        note = tr("Links to these get through best. Several with commas, like smithlaw.com.")
        self.field = LineField(theme, tr("Your firm’s websites"), help_text=note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.show_stored()
        self.field.line.editingFinished.connect(self._keep)
        theme.changed.connect(self._measure)
        self._measure()

    def show_stored(self) -> None:
        """Show what is stored; what somebody types just now stays."""
        stored = self._workspace.reading.setting(KEY)
        if not self.field.line.hasFocus() and self.field.text() != stored:
            self.field.set_text(stored)

    def _keep(self) -> None:
        typed = self.field.text().strip()
        if typed != self._workspace.reading.setting(KEY):
            self._bridge.run(lambda: self._workspace.settings.set(KEY, typed))

    def _measure(self) -> None:
        self.field.line.setMaximumWidth(self._theme.room(WIDEST))
