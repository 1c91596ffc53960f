"""What time it is where a person lives, in the contact panel."""

from PySide6.QtCore import QObject

from desktop_app.services.records import ContactCard
from desktop_app.views.contacts.panel_card import PanelCard
from desktop_app.views.formatting import Calendar
from desktop_app.views.minute import Minutes


class LocalTime(QObject):
    """Keeps the line true, once a minute and only while somebody is shown."""

    def __init__(self, panel: PanelCard, calendar: Calendar) -> None:
        super().__init__(panel)
        self._panel = panel
        self._calendar = calendar
        self._card: ContactCard | None = None
        self.minutes = Minutes(calendar, self)
        self.minutes.passed.connect(self._say)

    def show_card(self, card: ContactCard | None) -> None:
        """Another person, or nobody."""
        self._card = card
        self._say()

    def _say(self) -> None:
        card = self._card
        if card is None or not (card.number or card.time_zone):
            self.minutes.stop()
            self._panel.show_time("")
            return
        from desktop_app.services.rules import hours, zones  # noqa: PLC0415  not to paint first

        where = zones.recipient_zones(
            card.number, zone=card.time_zone, state=card.state, zip_code=card.zip_code
        )
        self._panel.show_time(hours.clock_line(where, self._calendar.now()))
        self.minutes.wait()
