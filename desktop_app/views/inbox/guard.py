"""The question before a text goes to the wrong one of two people with a name in common.

Whoever switches from Rosa Delgado to Maria Delgado and sends within two seconds may still mean
Rosa. That is asked once a switch, and no key that was meant for the text answers it.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.services.finding import folded
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.labels import Label

WITHIN_S = 2.0
"""Later than this after a switch the person has seen who is open."""
BUTTON_WORDS = 320
BACKSPACE = "\b"
"""How the Backspace key is handed on."""

_NO_NAMES = frozenset(
    {
        *("dr", "mr", "mrs", "ms", "judge", "prof", "jr", "sr", "esq", "ii", "iii", "iv"),
        *("the", "and", "of", "for", "estate", "llc", "pllc", "inc", "corp", "co"),
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def names_of(row: ConversationRow) -> frozenset[str]:
    """First and last names as they are compared: no titles, initials, accents or capitals."""
    words = _WORD.findall(folded(row.name))
    return frozenset(word for word in words if len(word) > 1 and word not in _NO_NAMES)


@dataclass(frozen=True, slots=True)
class _Left:
    """Somebody whose conversation was open a moment ago."""

    row: ConversationRow
    at: float


class SwitchGuard:
    """Knows whose conversations were open a moment ago."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: list[_Left] = []

    def switched(self, before: ConversationRow | None, after: ConversationRow) -> None:
        """Another conversation was opened."""
        if before is not None and before.id != after.id:
            self._left = [*self._recent(), _Left(before, self._clock())]

    def mistaken_for(self, row: ConversationRow) -> ConversationRow | None:
        """Whom the text may be meant for instead; asked once, a second time it is None."""
        recent, self._left = self._recent(), []
        names = names_of(row)
        for left in reversed(recent):
            if left.row.id != row.id and names & names_of(left.row):
                return left.row
        return None

    def _recent(self) -> list[_Left]:
        since = self._clock() - WITHIN_S
        return [left for left in self._left if left.at >= since]


class WrongPersonDialog(Dialog):
    """Asks to whom. Letters typed meanwhile go on into the text, Enter and Space answer nothing."""

    confirmed = Signal(int)
    """The conversation it was asked about."""
    typed = Signal(int, str)
    """That conversation, and what was typed while the question stood there."""

    def __init__(
        self, theme: Theme, host: QWidget, row: ConversationRow, before: ConversationRow
    ) -> None:
        super().__init__(theme, host, tr("Send to {name} or stop?", name=row.name))
        self.setObjectName("wrong_person")
        self._conversation_id = row.id
        moment = tr("You switched from {name} a moment ago.", name=before.name)
        self.words = Label(theme, moment, "body", "text", wrap=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.to = Label(theme, tr("To: {who}", who=_who(row)), "small_strong", "text", wrap=True)
        self.not_to = Label(
            theme, tr("Not to: {who}", who=_who(before)), "small", "text2", wrap=True
        )
        for part in (self.words, self.to, self.not_to):
            self.body.addWidget(part)
        self.stop = self.add_cancel(tr("Don’t send"))
        label = tr("Send to {name}", name=row.name)
        metrics = QFontMetrics(theme.font("small_strong"))
        most = round(BUTTON_WORDS * min(theme.scale, 1.2))
        short = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, most)
        self.send = self.add_primary(short.replace("&", "&&"))
        self.send.setAccessibleName(label)
        self.send.clicked.connect(self._confirm)
        self.words.setAccessibleName(f"{moment} {self.to.text()}. {self.not_to.text()}.")

    def first_stop(self) -> QWidget:
        """The words, not a button: a key meant for the text presses nothing."""
        return self.words

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc means no; letters go to the text; Enter, which could mean either, does nothing."""
        key, words = event.key(), event.text()
        shortcut = event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key == Qt.Key.Key_Backspace:
            self.typed.emit(self._conversation_id, BACKSPACE)
        elif words and words.isprintable() and not shortcut:
            self.typed.emit(self._conversation_id, words)
        event.accept()

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit(self._conversation_id)


def _who(row: ConversationRow) -> str:
    """Name, number and matter, as far as there are any."""
    number = format_number(row.number)
    parts = [row.name] if row.name != number else []
    parts.append(number)
    if row.matter:
        parts.append(tr("Matter {matter}", matter=row.matter))
    return " · ".join(parts)
