"""The upper part of the Outbox: title, pace, pause, and the groups to choose from."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.messaging.outbox_records import Group
from desktop_app.views.i18n import tr
from desktop_app.views.outbox.words import heading, paces, summary
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.chip import FilterChip
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import Entry, PopupMenu

SIDE = 32
MENU_WIDTH = 260


class PageTop(QWidget):
    """Title and what holds for all sending."""

    pace_chosen = Signal(str)
    pause_asked = Signal(bool)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._host = host
        self._paused = False
        self._pace = ""
        self.title = Label(theme, tr("Outbox"), "page_title", "text")
        self.summary = Label(theme, "", "small", "text2", wrap=True)
        self.pace = SecondaryButton(theme, "", "timer", ending="chevron-down")
        self.pause = SecondaryButton(theme, "", "circle-pause")
        self.pace.clicked.connect(self.open_paces)
        self.pause.clicked.connect(self._pause_clicked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 22, SIDE, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.pace, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.pause, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(tr("Sending"))

    def show_state(self, counts: dict[Group, int], pace: str, *, paused: bool) -> None:
        """How much there is, how fast it goes, and whether it goes at all."""
        self._paused, self._pace = paused, pace
        self.summary.setText(summary(counts))
        self.pace.setText(paces()[pace])
        self.pace.setAccessibleName(tr("Pace of automatic texts: {pace}", pace=paces()[pace]))
        self.pause.setText(tr("Resume sending") if paused else tr("Pause sending"))
        self.pause.set_icon("send" if paused else "circle-pause")

    def open_paces(self) -> PopupMenu:
        """The choices under the button."""
        notes = {
            "network": tr("Each number as fast as its carrier takes texts"),
            "30": tr("Only automatic texts; what a person writes goes at once"),
            "6": tr("Only automatic texts; what a person writes goes at once"),
        }
        entries = [
            Entry(key, words, notes[key], icon="check" if key == self._pace else "circle")
            for key, words in paces().items()
        ]
        menu = PopupMenu(self._theme, self._host, entries, width=MENU_WIDTH)
        menu.chosen.connect(self.pace_chosen)
        menu.popup(self.pace.mapToGlobal(QPoint(self.pace.width(), self.pace.height() + 4)))
        return menu

    def _pause_clicked(self) -> None:
        self.pause_asked.emit(not self._paused)


class GroupBar(QWidget):
    """Which groups there are, with their counts; and what this computer does."""

    chosen = Signal(str)
    """A group; empty for all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.choice = ""
        self.chips: dict[str, FilterChip] = {"": FilterChip(theme, "")}
        self.chips |= {group.value: FilterChip(theme, "") for group in Group}
        self.note = Label(theme, "", "caption", "text2", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        flow = FlowLayout(holder, gap=4, line_gap=4)
        for key, chip in self.chips.items():
            chip.setObjectName(f"group:{key}")
            chip.clicked.connect(self._clicked)
            flow.addWidget(chip)
        self.chips[""].setChecked(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 12, SIDE, 10)
        row.setSpacing(12)
        row.addWidget(holder, 3)
        row.addWidget(self.note, 2)
        self.setAccessibleName(tr("Groups"))

    def show_counts(self, counts: dict[Group, int]) -> None:
        """How many texts are in each; an empty group has no chip."""
        total = sum(counts.values())
        self.chips[""].setText(tr("All {n}", n=total))
        for group, count in counts.items():
            chip = self.chips[group.value]
            chip.setText(f"{heading(group)} {count}")
            chip.setVisible(bool(count))
            if not count and self.choice == group.value:
                self.choose("")
        for chip in self.chips.values():
            chip.updateGeometry()

    def choose(self, key: str) -> None:
        """Show one group, or all."""
        self.chips[key].setChecked(True)
        if key != self.choice:
            self.choice = key
            self.chosen.emit(key)

    def _clicked(self) -> None:
        self.choose(self.sender().objectName().removeprefix("group:"))
