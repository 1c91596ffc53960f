"""What kind of line a client's number is, asked before the first text and kept for 30 days."""

from collections.abc import Callable
from dataclasses import replace

from desktop_app.models import line_type
from desktop_app.models.database import Database
from desktop_app.models.setting import get, settings
from desktop_app.services.declared import default_of
from desktop_app.services.errors import Refused
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.firm_numbers.ports import LineGateway
from desktop_app.services.firm_numbers.reading import line_facts
from desktop_app.services.firm_numbers.records import LineFacts
from desktop_app.services.ports import Clock

NOT_FOR_CANADA = 60601
"""Twilio looks Canadian numbers up only after it approved the account for that."""
SETTING = "line_lookup"


class LineService:
    """Free look-ups always, paid ones only where somebody turned them on. Network lane."""

    def __init__(
        self,
        database: Callable[[], Database],
        gateway: Callable[[], LineGateway],
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._events = events

    def look_up(self, number: str) -> LineFacts:
        """What is known of a number, asked at Twilio where nothing is. Raises GatewayError."""
        paid = self._paid()
        with self._database().read() as connection:
            known = line_facts(connection.exec_driver_sql, number, self._clock.now())
        if known is not None and (known.line_type or not paid):
            return known
        return self._keep(self._ask(number, paid=paid))

    def _paid(self) -> bool:
        with self._database().read() as connection:
            return get(connection, settings, SETTING, default_of(SETTING)) == "on"

    def _ask(self, number: str, *, paid: bool) -> LineFacts:
        try:
            return self._gateway().look_up(number, line_type=paid)
        except Refused as error:
            if error.code != NOT_FOR_CANADA:
                raise
            return self._gateway().look_up(number, line_type=False)

    def _keep(self, facts: LineFacts) -> LineFacts:
        now = self._clock.now()
        with self._database().write() as connection:
            line_type.put(
                connection,
                facts.number,
                line_type=facts.line_type,
                carrier=facts.carrier,
                valid=facts.valid,
                now=now,
            )
        if facts.landline:
            self._events.publish(ConversationsChanged(frozenset()))
        return replace(facts, looked_at=now)
