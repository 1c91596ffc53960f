"""Send later: when, from where, and whether an answer takes it back first.

Both routes say in plain words what has to be so for the text to go.
"""

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from desktop_app.services.records import Route
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.later_quiet import QuietHint
from desktop_app.views.inbox.later_times import Suggested, Wanted, suggestions, when_words, zone_of
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import FIELD_HEIGHT, Field, RadioField
from desktop_app.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop_app.services.rules.zones import Whereabouts

OWN = "own"


class MomentAhead(Field):
    """A day and a time that lie ahead, on this computer's clock."""

    def __init__(self, theme: Theme, label: str, calendar: Calendar, at: int) -> None:
        self.edit = QDateTimeEdit()
        super().__init__(theme, label, self.edit)
        self._zone = calendar.zone
        self.edit.setMinimumHeight(FIELD_HEIGHT)
        self.edit.lineEdit().setTextMargins(9, 0, 9, 0)
        self.edit.setDisplayFormat("ddd, MMM d, yyyy, h:mm AP")
        now = calendar.moment(calendar.now())
        self.edit.setMinimumDate(QDate(now.year, now.month, now.day))
        self._calendar = calendar
        self.show_at(at)
        self.edit.dateTimeChanged.connect(self._edited)

    def show_at(self, at: int) -> None:
        """Let this moment stand there, as far as it lies ahead."""
        moment = self._calendar.moment(at)
        day, time = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute)
        self.edit.setDateTime(QDateTime(day, time))

    def at(self) -> int:
        """The moment in seconds UTC."""
        day, time = self.edit.date(), self.edit.time()
        local = datetime(  # noqa: DTZ001  of this computer, or of the calendar, on the next line
            day.year(), day.month(), day.day(), time.hour(), time.minute()
        )
        known = local.replace(tzinfo=self._zone) if self._zone else local.astimezone()
        return round(known.astimezone(UTC).timestamp())

    def text(self) -> str:
        """The moment as it is written."""
        return self.edit.text()


class LaterDialog(Dialog):
    """Asks when, from where, and unless what."""

    chosen = Signal(object)
    """What was Wanted."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        name: str,
        pronoun: str,
        time_zone: str,
        calendar: Calendar,
        *,
        from_twilio: bool,
        title: str = "",
        where: "Whereabouts | None" = None,
    ) -> None:
        who = Person(name, pronoun)
        if not time_zone and where is not None and where.zones:
            time_zone = where.zones[-1]  # the westernmost: fine there is fine in all of them
        super().__init__(theme, host, title or tr("Send later to {name}", name=name))
        self.setObjectName("later")
        self._calendar = calendar
        self._who = who
        self._where = where
        self._zone: tzinfo | None = zone_of(time_zone, calendar.zone)
        self._times = {each.key: each for each in suggestions(calendar.now(), self._zone)}
        times = [(each.key, each.words) for each in self._times.values()]
        whose = tr("When, {whose} time", whose=who.possessive) if time_zone else tr("When")
        self.when = RadioField(theme, whose, [*times, (OWN, tr("Another time"))])
        self.moment = MomentAhead(theme, tr("Day and time here"), calendar, self._first().at)
        self.says = Label(theme, "", "small", "text2", wrap=True)
        here = (Route.HERE, tr("From here: this computer must be on then"))
        twilio = (Route.TWILIO, tr("From Twilio: this computer can be off"))
        self.quiet = QuietHint(theme)
        self.route = RadioField(theme, tr("From where"), [here, twilio] if from_twilio else [here])
        self.why_here = Label(
            theme,
            tr("To let Twilio keep texts, set up a Messaging Service in Settings, Numbers."),
            "caption",
            "text2",
            wrap=True,
        )
        self.unless = CheckChoice(
            theme, tr("Don’t send it if {name} writes before", name=who.first)
        )
        self._lay_out(from_twilio=from_twilio)

    def act(self) -> str:
        """What the button says."""
        return tr("Send later")

    def first_stop(self) -> QWidget:
        """The first time to choose."""
        return self.when.buttons()[0]

    def wanted(self) -> Wanted:
        """What is chosen now."""
        at = self.moment.at() if self.when.text() == OWN else self._times[self.when.text()].at
        return Wanted(at, Route(self.route.text()), self.unless.isChecked())

    def _first(self) -> Suggested:
        return next(iter(self._times.values()))

    def _lay_out(self, *, from_twilio: bool) -> None:
        for part in (
            self.when,
            self.moment,
            self.says,
            self.quiet,
            self.route,
            self.why_here,
            self.unless,
        ):
            self.body.addWidget(part)
        self.why_here.setVisible(not from_twilio)
        self.add_cancel()
        self.save = self.add_primary(self.act())
        self.when.choose(self._first().key)
        self.route.choose(Route.HERE)
        self.when.changed.connect(self._show)
        self.moment.changed.connect(self._show)
        self.save.clicked.connect(self._choose)
        self.quiet.taken.connect(self._take_offer)
        self._show()

    def _show(self) -> None:
        own = self.when.text() == OWN
        self.moment.setVisible(own)
        wanted = self.wanted()
        past = wanted.send_at <= self._calendar.now()
        self.moment.set_error(tr("That time has passed. Choose a later one.") if past else "")
        self.save.setEnabled(not past and self._has_words())
        self.save.setAccessibleDescription(self.moment.error)
        words = when_words(wanted.send_at, self._zone, self._calendar.zone, self._who.possessive)
        self.says.setText(tr("Leaves {when}.", when=words))
        self.says.setVisible(not past)
        self.quiet.look(None if past else self._where, wanted.send_at, self._who)

    def _take_offer(self, at: int) -> None:
        """The next good time instead of the one that is out of hours."""
        self.moment.show_at(at)
        self.when.choose(OWN)
        self._show()

    def _has_words(self) -> bool:
        """The words stand in the composer, and the composer asked."""
        return True

    def _choose(self) -> None:
        wanted = self.wanted()
        self.dismiss()
        self.chosen.emit(wanted)
