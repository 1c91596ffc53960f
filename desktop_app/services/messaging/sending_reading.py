"""What stands in the way of texts, from the store. On the UI thread; imports nothing heavy."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.models.queries import living
from desktop_app.models.queries import sending as queries
from desktop_app.services.firm_numbers.records import PAYS_FOR
from desktop_app.services.messaging.outbox_records import LostNumber
from desktop_app.services.ports import Clock

if TYPE_CHECKING:
    from desktop_app.services.rules.zones import Whereabouts


class SendingReading:
    """Implements interfaces.SendingReading."""

    def __init__(self, database: Callable[[], Any], clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def lost_numbers(self) -> list[LostNumber]:
        """Numbers Twilio no longer sends from, as far as texts wait for them."""
        return [LostNumber(str(row[0]), int(row[1])) for row in queries.lost(self._database())]

    def is_landline(self, number: str) -> bool:
        """Whether a number is a landline, by what Twilio looked up or by what a network said."""
        since = self._clock.now() - PAYS_FOR
        return queries.landline(self._database(), number, since)

    def whereabouts(self, number: str) -> "Whereabouts":
        """On which clocks somebody may live, by record and number (rules.md E-03)."""
        from desktop_app.services.rules.zones import recipient_zones  # noqa: PLC0415  not to paint first

        zone, state, zip_code = living.lives(self._database(), number)
        return recipient_zones(number, zone=zone, state=state, zip_code=zip_code)
