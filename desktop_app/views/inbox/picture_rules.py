"""What holds for pictures, asked of each person once, before their first one (rules.md X18)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.acceptance import note
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

SETTING = "picture_rules_accepted"
"""The names of those who agreed, one a line."""


def accepted(setting: str, actor: str) -> bool:
    """Whether this person is among those who agreed."""
    return actor in setting.splitlines()


def accepting(setting: str, actor: str) -> str:
    """The setting with this person among those who agreed."""
    return "\n".join([*setting.splitlines(), actor])


class PictureRules(Dialog):
    """Says what holds and goes on where somebody agrees; closed, nothing is attached."""

    agreed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        lead = tr("Asked once. It holds for every picture you send.")
        super().__init__(theme, host, tr("Before you send pictures"), lead)
        self.setObjectName("picture_rules")
        self.words = [self._line(name, tr(words)) for name, words in note("picture")]
        self.offer_help("pictures")
        advice = tr("Brieftext gives checks, not legal advice.")
        self.body.addWidget(Label(theme, advice, "caption", "text3", wrap=True))
        self.stop = self.add_cancel(tr("Not now"))
        self.agree = self.add_primary(tr("I agree, attach"))
        self.agree.clicked.connect(self._agree)
        said = " ".join(label.text() for label in self.words)
        self.setAccessibleDescription(f"{lead} {said}")
        self.stop.setAccessibleDescription(said)

    def _line(self, name: str, words: str) -> Label:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Picture(self._theme, name, 18), 0, Qt.AlignmentFlag.AlignTop)
        label = Label(self._theme, words, "body", "text", wrap=True)
        row.addWidget(label, 1)
        self.body.addLayout(row)
        return label

    def first_stop(self) -> QWidget:
        """The way out: a key meant for the text agrees to nothing."""
        return self.stop

    def _agree(self) -> None:
        self.dismiss()
        self.agreed.emit()
