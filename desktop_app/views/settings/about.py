"""What this program is, its version, and whose work is in it."""

from desktop_app.services.resources import resource
from desktop_app.services.rules.lists import rule_lists
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.settings.rule_lists import RuleLists
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.dialogs import MessageDialog
from desktop_app.views.widgets.labels import Label

LICENCES = (
    ("Inter", ("fonts", "OFL.txt")),
    ("Lucide", ("icons", "LICENSE")),
)


class AboutCard(SettingsCard):
    """Version, the promise that is not made, the days of the rules, licences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("About"))
        words = tr("Brieftext {version}", version=program_version())
        self.add_row(tr("Version"), Label(theme, words, "small", "text", selectable=True))
        advice = tr("Brieftext gives checks, not legal advice.")
        self.add_row(tr("Advice"), Label(theme, advice, "small", "text", wrap=True))
        self.rules = RuleLists(theme, rule_lists())
        self.add_row(tr("Rules"), self.rules, tall=True)
        licence = tr("Brieftext: MIT. Fonts: Inter, OFL. Icons: Lucide, ISC. Window: Qt, LGPL.")
        self.licences = SecondaryButton(theme, tr("Show licences"))
        self.licences.clicked.connect(self.show_licences)
        self.add_row(
            tr("Licences"), Label(theme, licence, "small", "text", wrap=True), self.licences
        )

    def show_licences(self) -> MessageDialog:
        """The full text of the bundled licences."""
        parts = [f"{name}\n\n{_text(*path)}" for name, path in LICENCES]
        title = tr("Licences of fonts and icons")
        dialog = MessageDialog(self.theme, self, title, "\n\n".join(parts), tr("Close"))
        dialog.open()
        return dialog


def program_version() -> str:
    """The installed version."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  slow import

    try:
        return version("brieftext")
    except PackageNotFoundError:
        return tr("from source")


def _text(*path: str) -> str:
    return resource(*path).read_text("utf-8")
