"""What a check of the ledger found, in plain words under the head of the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.views.i18n import tr
from desktop_app.views.ledger.words import entry_number
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.ground import paint_ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

MOST = 3
"""The entries below must stay in sight, however much is wrong."""


class LedgerProblems(QFrame):
    """A box on the danger tone; nothing of the page is closed because of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("ledgerProblems")
        title = Label(theme, tr("The ledger is not what it was"), "small_strong", "danger")
        self.found = Label(theme, "", "small", "text", wrap=True, selectable=True)
        advice = tr(
            "The entries below can still be read and exported. Keep this file as it is; do not "
            "put another in its place before somebody has looked at it."
        )
        self._advice = Label(theme, advice, "caption", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self.found)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(Picture(theme, "triangle-alert", 18, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()
        theme.changed.connect(self.update)

    def show_problems(self, problems: Sequence[str]) -> None:
        """A line each; none hides the box."""
        lines = list(problems[:MOST])
        if len(problems) > MOST:
            more = len(problems) - MOST
            lines.append(tr("And {count} more. The export lists all.", count=entry_number(more)))
        self.found.setText("\n".join(lines))
        self.setAccessibleName(" ".join(lines))
        self.setVisible(bool(lines))
        if lines:
            announce(self, self.accessibleName(), at_once=True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        paint_ground(self, self._theme.color("danger_soft"))
