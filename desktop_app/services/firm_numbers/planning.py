"""What would have to change at Twilio so that texts keep coming in and can be sent later. Pure.

The setting that keeps texts is turned on before a number is added, never after: a number in a
service without it loses every text that comes in meanwhile (twilio.md 0.4).
"""

from collections.abc import Sequence

from desktop_app.services.firm_numbers.records import Change, Plan, Service, Step
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber

LONGEST_NAME = 64
NEW = ""
"""The service of a step that a step before it makes."""


def service_name(firm: str) -> str:
    """What a service made by Brieftext is called at Twilio."""
    return f"Brieftext – {firm}"[:LONGEST_NAME] if firm else "Brieftext"


def make_plan(
    numbers: Sequence[FirmNumber], services: Sequence[Service], chosen: str, firm: str
) -> Plan:
    """The changes there are to make, in their order; none where everything is well."""
    taken = {sid for service in services for sid in service.number_sids}
    ours = {number.sid for number in numbers}
    losing = [each for each in services if each.loses_texts and ours & set(each.number_sids)]
    steps = [_keep(each) for each in losing]
    free = [number for number in numbers if number.sms and number.sid not in taken]
    if free:
        target = _target(services, chosen, firm, ours)
        if target is None:
            name = service_name(firm)
            steps.append(_make(name))
            target = Service(NEW, name, keeps=True, has_address=False)
        elif target.loses_texts and target not in losing:
            steps.append(_keep(target))
        steps += [_add(number, target) for number in free]
    return Plan(tuple(steps), danger=bool(losing))


def home_service(
    numbers: Sequence[FirmNumber], services: Sequence[Service], chosen: str
) -> Service | None:
    """The service texts for later go out through: it has the number texts go out from."""
    if not numbers:
        return None
    holding = [each for each in services if numbers[0].sid in each.number_sids]
    for service in holding:
        if service.sid == chosen:
            return service
    return holding[0] if holding else None


def _target(services: Sequence[Service], chosen: str, firm: str, ours: set[str]) -> Service | None:
    """The service a free number goes into: the one in use, one that has ours, one of our making."""
    for wanted in (
        [each for each in services if each.sid == chosen],
        [each for each in services if ours & set(each.number_sids)],
        [each for each in services if each.name == service_name(firm)],
    ):
        if wanted:
            return wanted[0]
    return None


def _keep(service: Service) -> Step:
    return Step(
        Change.KEPT_INBOUND,
        f"In “{service.name}”, turn on “Use the number’s own setting for incoming texts”. Without "
        "it, texts that come in are lost.",
        service.sid,
        service.name,
    )


def _make(name: str) -> Step:
    return Step(
        Change.MADE_SERVICE,
        f"Make a Messaging Service named “{name}”, set so that incoming texts stay with the "
        "number.",
        NEW,
        name,
    )


def _add(number: FirmNumber, service: Service) -> Step:
    return Step(
        Change.ADDED_NUMBER,
        f"Put {format_number(number.number)} into “{service.name}”. An opt-out then holds for "
        "every number in it.",
        service.sid,
        service.name,
        number.number,
        number.sid,
    )
