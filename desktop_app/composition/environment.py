"""The environment variables there are (interfaces.md). None of them weakens a real profile."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.services.adapters.loopback import loopback_base_url
from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.outbox import HORIZON_S
from desktop_app.services.records import FieldProblem

BASE_URL = "BRIEFTEXT_TWILIO_BASE_URL"
BACKEND = "BRIEFTEXT_SECRET_BACKEND"
HORIZON = "BRIEFTEXT_RECONCILE_HORIZON_S"


@dataclass(frozen=True, slots=True)
class Environment:
    """`base_url` is a loopback address or None; the other two exist only together with it."""

    base_url: str | None = None
    memory_secrets: bool = False
    horizon: int = HORIZON_S


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Raises InvalidInput for an address that is not loopback, or for the others without one."""
    address = variables.get(BASE_URL, "")
    base_url = loopback_base_url(address) if address else None
    for name in (BACKEND, HORIZON):
        if variables.get(name) and base_url is None:
            raise InvalidInput(
                (FieldProblem(name, f"{name} works only together with {BASE_URL}."),)
            )
    backend, horizon = variables.get(BACKEND, ""), variables.get(HORIZON, "")
    if backend not in {"", "memory"}:
        raise InvalidInput((FieldProblem(BACKEND, f"{BACKEND} can only be “memory”."),))
    if horizon and not (horizon.isdecimal() and int(horizon) > 0):
        raise InvalidInput((FieldProblem(HORIZON, f"{HORIZON} must be a number of seconds."),))
    return Environment(base_url, backend == "memory", int(horizon) if horizon else HORIZON_S)
