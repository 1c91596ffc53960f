"""How everything stood on another day: the day, the way from change to change, the channels."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QHBoxLayout, QWidget

from desktop_app.services.consent.as_of import ChannelAsOf
from desktop_app.services.records import TextState
from desktop_app.views.formatting import Calendar, consent_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.entries_model import EntriesModel
from desktop_app.views.ledger.words import state_words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import IconButton, TextButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.forms import control_sheet
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

SIDE = 24
CHANNELS = {"texts": "Texts", "calls_out": "Outbound calls", "email": "Email"}
"""Those that can be decided on; calls in only ring."""
CALENDAR_WIDTH = 178


class DayEdit(QDateEdit):
    """A day, typed or chosen from a month."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setDisplayFormat("MMM d, yyyy")
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setAccessibleName(tr("As of"))
        month = self.calendarWidget()
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(day, QTextCharFormat())
        self.lineEdit().setTextMargins(9, 0, 9, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The style's box, then the chevron."""
        super().paintEvent(event)
        picture = icon(self._theme, "chevron-down", 16, "text2", self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - 26, (self.height() - 16) // 2, picture)

    def _restyle(self) -> None:
        self.setStyleSheet(
            control_sheet(self._theme, wrong=False)
            + "QDateEdit::drop-down { border: none; width: 28px; }"
            "QDateEdit::down-arrow { image: none; }"
        )
        self.setFont(self._theme.font("body"))
        self.lineEdit().setFont(self._theme.font("body"))
        self.calendarWidget().setFont(self._theme.font("small"))
        self.setMinimumHeight(max(32, self._theme.line_height("body") + 12))
        wide = self.fontMetrics().horizontalAdvance("MMM 00, 0000") + 64
        self.setFixedWidth(max(CALENDAR_WIDTH, wide))


class AsOfBar(QWidget):
    """The day shown, the change before it and the one after it, and the way back to today."""

    moved = Signal()
    """Another day; `until` says which moment counts."""

    def __init__(self, theme: Theme, entries: EntriesModel, calendar: Calendar) -> None:
        super().__init__()
        self._entries = entries
        self._calendar = calendar
        self.day = DayEdit(theme)
        self.before = IconButton(theme, "chevron-left", tr("The change before"))
        self.after = IconButton(theme, "chevron-right", tr("The change after"))
        self.today = TextButton(theme, tr("Today"))
        label = Label(theme, tr("As of"), "small_medium", "text2")
        label.setBuddy(self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (label, self.day, self.before, self.after, self.today):
            row.addWidget(part)
        row.addStretch(1)
        self.day.dateChanged.connect(self._moved)
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.today.clicked.connect(self.go_to_today)

    @property
    def until(self) -> int | None:
        """The last second of the day shown; None today, where nothing is left out."""
        chosen = self._chosen()
        if chosen >= self._today():
            return None
        zone = self._calendar.zone
        midnight = datetime.combine(chosen + timedelta(days=1), time(), zone)
        return int(midnight.timestamp()) - 1

    def reset(self) -> None:
        """Today, silently: another number is shown."""
        today = self._today()
        with QSignalBlocker(self.day):
            self.day.setMaximumDate(QDate(today.year, today.month, today.day))
            self.day.setDate(self.day.maximumDate())
        self.look()

    def look(self) -> None:
        """Which ways there are from here."""
        chosen = self._chosen()
        self.before.setEnabled(self._entries.day_before(chosen) is not None)
        self.after.setEnabled(chosen < self._today())
        self.today.setVisible(chosen < self._today())

    def go_to_today(self) -> None:
        """Everything again."""
        self._go(self._today())

    def _today(self) -> date:
        return self._calendar.day(self._calendar.now())

    def _chosen(self) -> date:
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _go_before(self) -> None:
        found = self._entries.day_before(self._chosen())
        if found is not None:
            self._go(found)

    def _go_after(self) -> None:
        self._go(self._entries.day_after(self._chosen()) or self._today())

    def _go(self, day: date) -> None:
        self.day.setDate(QDate(day.year, day.month, day.day))

    def _moved(self) -> None:
        self.moved.emit()
        self.look()


class ChannelStrip(QWidget):
    """One line with the state of each channel then: icon and words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("On that day"))
        self._flow = FlowLayout(self, gap=28, line_gap=8)
        self._flow.setContentsMargins(SIDE, 12, SIDE, 12)
        self.lead = Label(theme, "", "small_medium", "text2")
        self._flow.addWidget(self.lead)
        self.states = {key: _State(theme, tr(name)) for key, name in CHANNELS.items()}
        for part in self.states.values():
            self._flow.addWidget(part)
        self.note = Label(theme, tr("Later entries hidden"), "small", "text2")
        self._flow.addWidget(self.note)
        theme.changed.connect(self._restyle)

    def show_states(self, channels: Sequence[ChannelAsOf], *, past: bool) -> None:
        """How they stood."""
        self.lead.setText(tr("On that day") if past else tr("Now"))
        self.note.setVisible(past)
        for channel in channels:
            if channel.channel in self.states:
                self.states[channel.channel].say(channel.state, state_words(channel))
        spoken = ", ".join(part.accessibleName() for part in self.states.values())
        self.setAccessibleDescription(spoken)
        announce(self, f"{self.lead.text()}: {spoken}")
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The quiet ground and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("list"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class _State(QWidget):
    """Icon, channel, state."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self._icon = Picture(theme, "circle-help")
        self.words = Label(theme, "", "small", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(Label(theme, name, "small_medium", "text"))
        row.addWidget(self.words)

    def say(self, state: TextState, words: str) -> None:
        """Another state."""
        glyph = consent_glyph(state)
        self._icon.show_icon(glyph.icon, glyph.tone)
        self.words.setText(words)
        self.words.set_token(glyph.tone)
        self.setAccessibleName(f"{self._name} {words}")
