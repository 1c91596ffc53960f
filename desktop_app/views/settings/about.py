"""What this program is, its version, and whose work is in it."""

from datetime import UTC, datetime

from desktop_app.services.acceptance import SETTING, Accepted, records
from desktop_app.services.help import RULES_OF_USE
from desktop_app.services.resources import resource
from desktop_app.services.rules.lists import rule_lists
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.help_link import open_help
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
    """Version, the promise that is not made, rules of use, the days of the rules, licences."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("About"))
        words = tr("Brieftext {version}", version=program_version())
        self.add_row(tr("Version"), Label(theme, words, "small", "text", selectable=True))
        advice = tr("Brieftext gives checks, not legal advice.")
        self.add_row(tr("Advice"), Label(theme, advice, "small", "text", wrap=True))
        self._reading = workspace.reading
        self.accepted = Label(theme, "", "small", "text", wrap=True)
        self.read = SecondaryButton(theme, tr("Rules of use"))
        self.read.clicked.connect(self._read_rules)
        self.add_row(tr("Users"), self.accepted, self.read)
        bridge.setting_changed.connect(self._setting_changed)
        self._setting_changed(SETTING)
        self.rules = RuleLists(theme, rule_lists())
        self.add_row(tr("Rules"), self.rules, tall=True)
        licence = tr("Brieftext: MIT. Fonts: Inter, OFL. Icons: Lucide, ISC. Window: Qt, LGPL.")
        self.licences = SecondaryButton(theme, tr("Show licences"))
        self.licences.clicked.connect(self.show_licences)
        self.add_row(
            tr("Licences"), Label(theme, licence, "small", "text", wrap=True), self.licences
        )

    def _read_rules(self) -> None:
        open_help(self, RULES_OF_USE)

    def _setting_changed(self, key: str) -> None:
        if key == SETTING:
            self.accepted.setText(accepted_words(records(self._reading.setting(SETTING))))

    def show_licences(self) -> MessageDialog:
        """The full text of the bundled licences."""
        parts = [f"{name}\n\n{_text(*path)}" for name, path in LICENCES]
        title = tr("Licences of fonts and icons")
        dialog = MessageDialog(self.theme, self, title, "\n\n".join(parts), tr("Close"))
        dialog.open()
        return dialog


def accepted_words(accepted: tuple[Accepted, ...]) -> str:
    """Who accepted the rules of use, and when: the newest acceptance of each, one a line."""
    newest = {each.who: each for each in accepted}
    if not newest:
        return tr("Nobody has accepted the rules of use yet")
    lines = [
        tr(
            "{name} accepted the rules of use on {day} (version {version})",
            name=each.who or tr("Whoever uses this computer"),
            day=_day(each.at),
            version=each.version,
        )
        for each in newest.values()
    ]
    return "\n".join(lines)


def _day(at: int) -> str:
    day = datetime.fromtimestamp(at, UTC).astimezone()
    return f"{day:%b} {day.day}, {day.year}"


def program_version() -> str:
    """The installed version."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  slow import

    try:
        return version("brieftext")
    except PackageNotFoundError:
        return tr("from source")


def _text(*path: str) -> str:
    return resource(*path).read_text("utf-8")
