"""Reads the firm's numbers from Twilio and changes there what a person agreed to, step by step.

A change is noted before it is made, so that a crash between the two leaves a note and never an
unknown change; what Twilio certainly refused is taken off again.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from sqlalchemy import Connection

from desktop_app.models import firm_number, number_change
from desktop_app.models.database import Database
from desktop_app.models.setting import get, put, settings
from desktop_app.services.errors import BrieftextError, GatewayError, NotReached, Refused, Throttled
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.firm_numbers import planning, reading
from desktop_app.services.firm_numbers.ports import NumberGateway
from desktop_app.services.firm_numbers.records import AccountNumbers, Change, Plan, Service, Step
from desktop_app.services.firm_numbers.registration import DELIVERS_S, standing, weighed
from desktop_app.services.ports import Clock
from desktop_app.services.records import FirmNumber, Problem

_log = logging.getLogger(__name__)

ALREADY_THERE = 21710
DAY_S = 86_400
NOT_LISTED = 21212
"""What Twilio would answer to a text from a number the account no longer has."""
_SETTING = "messaging_service_sid"

_CHANGED = Problem(
    "Something changed at Twilio since this list was made.",
    "Nothing more was done.",
    "Look at the new list, then start again.",
)
_NOT_NEWEST = Problem(
    "This change can’t be undone yet.",
    "Later changes to the same Messaging Service rest on it, or it was undone already.",
    "Undo the newest change first.",
)


class NumberService:
    """The Twilio side of the numbers page. Network lane, all of it."""

    def __init__(
        self,
        database: Callable[[], Database],
        gateway: Callable[[], NumberGateway],
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._events = events

    def read(self) -> Plan:
        """Read everything about the numbers, keep it, and say what there is to do."""
        account = self._gateway().read()
        with self._database().write() as connection:
            _keep(connection, account, self._clock.now())
            plan = self._plan(connection, account.services)
        self._events.publish(SettingChanged(_SETTING))
        return plan

    def read_if_old(self) -> None:
        """Read once a day, so that a registration is told on the day it changes. Never an error."""
        with self._database().read() as connection:
            numbers = _own(connection)
            account = get(connection, settings, "account_sid")
        newest = max((number.read_at for number in numbers), default=0)
        if not account or self._clock.now() - newest < DAY_S:
            return
        try:
            self.read()
        except BrieftextError as error:
            _log.info("the numbers could not be read: %s", type(error).__name__)

    def carry_out(self, plan: Plan, actor: str) -> Plan:
        """Do what was shown, if it still is what there is to do; what is left afterwards."""
        if self.read() != plan:
            raise BrieftextError(_CHANGED)
        made = ""
        for step in plan.steps:
            made = self._do(replace(step, service_sid=step.service_sid or made), actor) or made
        return self.read()

    def undo(self, change_id: int, actor: str) -> Plan:
        """Put one change back at Twilio; what there is to do afterwards."""
        with self._database().read() as connection:
            row = number_change.read(connection, change_id)
            newest = number_change.newest_standing(connection, row.service_sid) if row else None
        if row is None or not row.service_sid or newest != change_id:
            raise BrieftextError(_NOT_NEWEST)
        self._put_back(Change(row.what), row.service_sid, row.number_sid)
        with self._database().write() as connection:
            number_change.mark_undone(connection, change_id, actor, self._clock.now())
        return self.read()

    def _put_back(self, change: Change, service_sid: str, number_sid: str) -> None:
        gateway = self._gateway()
        try:
            match change:
                case Change.ADDED_NUMBER:
                    gateway.remove_number(service_sid, number_sid)
                case Change.KEPT_INBOUND:
                    gateway.keep_inbound(service_sid, on=False)
                case Change.MADE_SERVICE:
                    gateway.delete_service(service_sid)
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND:  # gone already is what was wanted
                raise

    def _do(self, step: Step, actor: str) -> str:
        """One change; the SID of a service it made."""
        with self._database().write() as connection:
            change_id = number_change.add(
                connection, **_noted(step), actor=actor, made_at=self._clock.now()
            )
        try:
            return self._make(step, change_id)
        except (NotReached, Refused, Throttled) as error:
            with self._database().write() as connection:
                number_change.forget(connection, change_id)
            if isinstance(error, Refused) and error.code == ALREADY_THERE:
                return ""
            raise

    def _make(self, step: Step, change_id: int) -> str:
        gateway = self._gateway()
        match step.change:
            case Change.ADDED_NUMBER:
                gateway.add_number(step.service_sid, step.number_sid)
            case Change.KEPT_INBOUND:
                gateway.keep_inbound(step.service_sid, on=True)
            case Change.MADE_SERVICE:
                return self._made(step, change_id)
        return ""

    def _made(self, step: Step, change_id: int) -> str:
        """A service made now, or found under its name where the answer was lost."""
        gateway = self._gateway()
        try:
            service = gateway.make_service(step.service_name)
        except (NotReached, Refused, Throttled):
            raise
        except GatewayError:
            named = [each for each in gateway.read().services if each.name == step.service_name]
            if not named:
                raise
            service = named[0]
        with self._database().write() as connection:
            number_change.name_service(connection, change_id, service.sid)
        return service.sid

    def _plan(self, connection: Connection, services: tuple[Service, ...]) -> Plan:
        chosen = get(connection, settings, _SETTING)
        firm = get(connection, settings, "firm_name")
        return planning.make_plan(_own(connection), services, chosen, firm)


def _own(connection: Connection) -> list[FirmNumber]:
    driver = connection.connection.driver_connection
    return reading.firm_numbers(driver)


def _noted(step: Step) -> dict[str, str]:
    changed = {
        Change.MADE_SERVICE: ("", step.service_name),
        Change.KEPT_INBOUND: ("off", "on"),
        Change.ADDED_NUMBER: ("", step.service_name),
    }
    was, became = changed[step.change]
    return {
        "what": str(step.change),
        "was": was,
        "became": became,
        "number": step.number,
        "number_sid": step.number_sid,
        "service_sid": step.service_sid,
        "service_name": step.service_name,
    }


def _keep(connection: Connection, account: AccountNumbers, now: int) -> None:
    """Write down what Twilio says of each number, and which service texts for later go through."""
    numbers = _own(connection)
    for number in numbers:
        holding = [each for each in account.services if number.sid in each.number_sids]
        service = holding[0] if holding else None
        found = standing(number.number, number.sid, number.sender_type, account)
        delivers = firm_number.delivered_since(connection, number.number, now - DELIVERS_S)
        state, note = weighed(found, delivers=delivers)
        routing = account.routing.get(number.sid)
        firm_number.set_twilio_side(
            connection,
            number.number,
            service_sid=service.sid if service else "",
            service_name=service.name if service else "",
            loses_texts=bool(service and service.loses_texts),
            sms_url=routing.sms if routing else "",
            voice_url=routing.voice if routing else "",
            read_at=now,
        )
        if account.routing:  # every number of the account is in it
            missing = number.sid not in account.routing
            firm_number.set_unusable(connection, number.number, NOT_LISTED if missing else 0)
        firm_number.set_registration(connection, number.number, state, note, now)
    home = planning.home_service(numbers, account.services, get(connection, settings, _SETTING))
    put(connection, settings, _SETTING, home.sid if home else "")
