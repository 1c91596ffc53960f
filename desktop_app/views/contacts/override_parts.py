"""What the override dialog is made of: a line that counts, and the ledger entry as it will read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.records import REASON_AT_LEAST
from desktop_app.views.counting import count_words
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.forms import AreaField
from desktop_app.views.widgets.ground import paint_ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class CountedArea(QWidget):
    """Several lines of text, and under them how long they are: icon and words."""

    def __init__(self, theme: Theme, field: AreaField) -> None:
        super().__init__()
        self.field = field
        self._icon = Picture(theme, "", 14)
        self.counter = Label(theme, "", "caption", "text2", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.counter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field)
        column.addLayout(line)

    def say(self, words: str, icon_name: str, tone: str) -> None:
        """Show the count; a screen reader reads it with the field."""
        self._icon.show_icon(icon_name, tone)
        self.counter.setText(words)
        self.counter.set_token("danger" if tone == "danger" else "text2")
        if not self.field.error:
            self.field.control.setAccessibleDescription(words)


class Suggestion(QWidget):
    """That reasons were given often lately, and the better way: turning texts on again."""

    taken = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.words = Label(theme, words, "small", "text", wrap=True)
        self.button = SecondaryButton(theme, tr("Turn texts on again"))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(theme, "history", 16, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.button.clicked.connect(self.taken)
        self.setVisible(bool(words))


class LedgerPreview(QFrame):
    """The quiet box that shows what will be kept for good."""

    def __init__(self, theme: Theme, entry: int) -> None:
        super().__init__()
        self._theme = theme
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.entry = Label(theme, tr("Entry {number}", number=f"{entry:,}"), "caption", "text2")
        title = Label(theme, tr("Goes in the consent ledger"), "small_strong", "text", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.entry)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addWidget(Picture(theme, "scroll-text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        theme.changed.connect(self.update)

    def say(self, words: str) -> None:
        """The entry as it will read."""
        self.words.setText(words)
        self.setAccessibleName(f"{self.entry.text()}. {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        paint_ground(self, self._theme.color("well"))


def reason_length(reason: str) -> int:
    """How long a reason is; blanks and line ends in a row count as one."""
    return len(" ".join(reason.split()))


def count_reason(area: CountedArea) -> int:
    """Show how long the reason is and what is missing; how many characters are missing."""
    length = reason_length(area.field.text())
    missing = max(REASON_AT_LEAST - length, 0)
    size = tr("1 character") if length == 1 else tr("{n} characters", n=f"{length:,}")
    if missing:
        area.say(tr("{size}, {more} more", size=size, more=missing), "circle", "text3")
    else:
        done = tr("{size}. Write it for a reviewer who wasn’t there.", size=size)
        area.say(done, "circle-check", "ok")
    return missing


def count_text(area: CountedArea) -> str:
    """Show what the text counts as; why it cannot be sent, empty where it can."""
    text = area.field.text()
    counted = count_words(text)
    if counted.problem:
        area.say(f"{counted.words}. {counted.problem}", "circle-alert", "danger")
    else:
        words = counted.words if text else tr("Nothing written yet")
        area.say(words, "message-square" if text else "circle", "text3")
    return counted.problem
