"""What a trainer or a test may ask under /practice/, in JSON and without a key."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.faults import Fault, FaultDesk
from desktop_app.services.practice.http_forms import Answer, Request
from desktop_app.services.practice.request_log import RequestLog
from desktop_app.services.practice.texts import Picture

PREFIX = "/practice/"


class AdminApi:
    """Routes one administrative request. Any thread."""

    def __init__(self, account: PracticeAccount, faults: FaultDesk, log: RequestLog) -> None:
        self._account = account
        self._faults = faults
        self._log = log
        self._routes: dict[tuple[str, str], Callable[[Any], Any]] = {
            ("POST", "faults"): self._add_faults,
            ("GET", "faults"): lambda _: {"faults": faults.as_json()},
            ("DELETE", "faults"): self._clear_faults,
            ("POST", "inbound"): self._inbound,
            ("POST", "clock"): self._clock,
            ("GET", "clock"): lambda _: {"now": account.clock.now()},
            ("POST", "settings"): lambda values: account.change_settings(**values).as_json(),
            ("GET", "settings"): lambda _: account.settings.as_json(),
            ("POST", "block"): self._block,
            ("GET", "truth"): lambda _: self.truth(),
            ("GET", "requests"): lambda _: {"requests": log.as_json()},
            ("DELETE", "requests"): self._clear_log,
        }

    def answer(self, request: Request) -> Answer:
        """Do it, or say in one sentence why not."""
        route = self._routes.get((request.method, request.path.removeprefix(PREFIX)))
        if route is None:
            return Answer.json({"error": "there is no such practice request"}, 404)
        try:
            return Answer.json(route(_asked(request)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return Answer.json({"error": str(error)}, 400)

    def truth(self) -> dict[str, Any]:
        """What really happened, and how many requests of which kind came in."""
        return self._account.truth() | {"request_counts": self._log.counts()}

    def _add_faults(self, values: Any) -> dict[str, Any]:
        for each in values if isinstance(values, list) else [values]:
            self._faults.add(Fault.from_json(each))
        return {"faults": self._faults.as_json()}

    def _clear_faults(self, _: Any) -> dict[str, Any]:
        self._faults.clear()
        return {"faults": []}

    def _clear_log(self, _: Any) -> dict[str, Any]:
        self._log.clear()
        return {"requests": []}

    def _inbound(self, values: Any) -> dict[str, Any]:
        pictures = tuple(_picture(each) for each in values.get("media", ()))
        text = self._account.inbound(
            values["from"], values.get("body", ""), values.get("to", ""), pictures
        )
        return {"sid": text.sid}

    def _clock(self, values: Any) -> dict[str, Any]:
        return {"now": self._account.advance(float(values["advance"]))}

    def _block(self, values: Any) -> dict[str, Any]:
        blocked = bool(values.get("blocked", True))
        self._account.set_block(values["client"], values["firm"], blocked=blocked)
        return {"blocked": blocked}


def _asked(request: Request) -> Any:
    values = request.json()
    if not isinstance(values, dict | list):
        raise TypeError("a JSON object is needed")
    return values


def _picture(values: Any) -> Picture:
    try:
        data = base64.b64decode(values["data"], validate=True)
    except binascii.Error as error:
        raise ValueError("the picture's data is not base64") from error
    return Picture(str(values["content_type"]), data)
