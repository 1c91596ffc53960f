"""What is said aloud about new texts: how much, when not, and whether with a sound."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.declared import QUARTERS
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton, TextButton
from desktop_app.views.widgets.forms import ChoiceField
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.radio import DOT, GAP, RadioChoice
from desktop_app.views.widgets.segmented import Segmented

LEVELS = (
    ("text", "Name and text", "Maria Delgado: See you at 9:30 then. I’ll bring the letter."),
    ("name", "Name only", "New text from Maria Delgado"),
    ("nothing", "Nothing but that there is a new text", "New text"),
)
ON_OFF = (("off", "Off"), ("on", "On"))
EVERY_DAY = (("off", "Off"), ("on", "Every day"))
HOUR_WIDE = 150


class LevelChoice(QObject):
    """The three levels, each with what a notification would say. Stands in a card by its `column`.

    No widget of its own: words that need a second line get it only from the card's own layout.
    """

    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RadioChoice] = {}
        column = self.column = QVBoxLayout()
        column.setSpacing(0)
        for key, words, example in LEVELS:
            self._add(theme, column, key, tr(words), tr("“{words}”", words=tr(example)))
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, key: str) -> None:
        """Show this level as the one that holds; tells nobody."""
        self.buttons[key if key in self.buttons else "name"].setChecked(True)

    @property
    def choice(self) -> str:
        """The level that holds."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def _add(self, theme: Theme, column: QVBoxLayout, key: str, words: str, example: str) -> None:
        button = self.buttons[key] = RadioChoice(theme, words)
        button.setAccessibleDescription(example)
        policy = button.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # a second line has to get its room
        button.setSizePolicy(policy)
        self._group.addButton(button)
        said = Label(theme, example, "caption", "text2", wrap=True)
        said.setContentsMargins(DOT + GAP, 0, 0, 6)
        column.addWidget(button)
        column.addWidget(said)

    def _clicked(self, _button: object) -> None:
        self.changed.emit(self.choice)


class NotificationsCard(SettingsCard):
    """Everything is kept at once; what shows notifications hears of it by itself."""

    example_asked = Signal()

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Notifications"))
        self._workspace = workspace
        self._bridge = bridge
        self.example = SecondaryButton(theme, tr("Show an example"))
        self.answer = Label(theme, "", "caption", "text2", wrap=True)
        self.levels = LevelChoice(theme, self)
        self.quiet = Segmented(theme, tr("Do not disturb"), _said(EVERY_DAY))
        self.start = ChoiceField(theme, tr("From"), _hours())
        self.end = ChoiceField(theme, tr("To"), _hours())
        self.hours = self._hours_row()
        self.until = Label(theme, "", "small", "text", wrap=True)
        self.end_quiet = TextButton(theme, tr("End it now"))
        self.paused = self._paused_row()
        self.sound = Segmented(theme, tr("Sound"), _said(ON_OFF))
        self._lay_out()
        self._read()
        self._connect()

    def say(self, words: str) -> None:
        """What became of the example."""
        self.answer.setText(words)
        self.answer.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """An hour of quiet may be over since."""
        super().showEvent(event)
        self._show_paused()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The wheel moves the page, never an hour that happens to lie below it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.answer.hide()
        note = tr(
            "For texts that come in while you look at something else. Never for muted people, and "
            "never over a locked screen."
        )
        column = self.column
        column.addWidget(Label(self.theme, note, "caption", "text2", wrap=True))
        column.addLayout(self.levels.column)
        column.addWidget(self.example, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.answer)
        column.addWidget(Rule(self.theme))
        self._add_choice(tr("Do not disturb"), self.quiet)
        column.addWidget(self.hours)
        column.addWidget(self.paused)
        column.addWidget(Rule(self.theme))
        self._add_choice(tr("Beep with each notification"), self.sound)

    def _add_choice(self, words: str, choice: Segmented) -> None:
        row = QHBoxLayout()
        row.addWidget(Label(self.theme, words, "small_strong", "text", wrap=True), 1)
        row.addWidget(choice)
        self.column.addLayout(row)

    def _hours_row(self) -> QWidget:
        row, inside = _row()
        for field in (self.start, self.end):
            field.setMinimumWidth(self.theme.room(HOUR_WIDE))
            field.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.box.installEventFilter(self)
            inside.addWidget(field)
        inside.addStretch(1)
        return row

    def _paused_row(self) -> QWidget:
        row, inside = _row()
        inside.addWidget(self.until, 1)
        inside.addWidget(self.end_quiet)
        return row

    def _connect(self) -> None:
        self.example.clicked.connect(self._ask_example)
        self.levels.changed.connect(self._level_chosen)
        self.quiet.changed.connect(self._quiet_chosen)
        self.start.changed.connect(self._start_chosen)
        self.end.changed.connect(self._end_chosen)
        self.end_quiet.clicked.connect(self._end_paused)
        self.sound.changed.connect(self._sound_chosen)
        self._bridge.setting_changed.connect(self._setting_changed)

    def _read(self) -> None:
        setting = self._workspace.reading.setting
        self.levels.choose(setting("notify_level"))
        self.quiet.choose("on" if setting("notify_quiet") == "on" else "off")
        self.sound.choose("on" if setting("notify_sound") == "on" else "off")
        for field, key in ((self.start, "notify_quiet_from"), (self.end, "notify_quiet_to")):
            if setting(key) in QUARTERS:
                field.set_text(setting(key))
        self._show_hours()
        self._show_paused()

    def _show_hours(self) -> None:
        self.hours.setVisible(self.quiet.choice == "on")

    def _show_paused(self) -> None:
        kept = self._workspace.reading.setting("notify_quiet_until")
        until = int(kept) if kept.isascii() and kept.isdigit() else 0
        calendar = Calendar()
        paused = until > calendar.now()
        self.paused.setVisible(paused)
        if paused:
            words = tr("Until {day}, {time}", day=_day(until), time=calendar.clock(until))
            self.until.setText(words)

    def _ask_example(self) -> None:
        self.say("")
        self.example_asked.emit()

    def _level_chosen(self, level: str) -> None:
        self._keep("notify_level", level)

    def _quiet_chosen(self, choice: str) -> None:
        self._show_hours()
        self._keep("notify_quiet", choice)

    def _start_chosen(self) -> None:
        self._keep("notify_quiet_from", self.start.text())

    def _end_chosen(self) -> None:
        self._keep("notify_quiet_to", self.end.text())

    def _end_paused(self) -> None:
        self._keep("notify_quiet_until", "")

    def _sound_chosen(self, choice: str) -> None:
        self._keep("notify_sound", choice)

    def _keep(self, key: str, value: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set(key, value))

    def _setting_changed(self, key: str) -> None:
        if key == "notify_quiet_until":
            self._show_paused()


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(12)
    return row, inside


def _said(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(key, tr(words)) for key, words in choices]


def _hours() -> list[tuple[str, str]]:
    """Every quarter of an hour as people here say it: 6:00 PM."""
    return [(clock, _spoken(clock)) for clock in QUARTERS]


def _spoken(clock: str) -> str:
    hour, minutes = int(clock[:2]), clock[3:]
    return f"{hour % 12 or 12}:{minutes} {'AM' if hour < 12 else 'PM'}"  # noqa: PLR2004  noon


def _day(at: int) -> str:
    """Today or tomorrow; nothing is put off for longer."""
    calendar = Calendar()
    return tr("today") if calendar.day(at) == calendar.day(calendar.now()) else tr("tomorrow")
