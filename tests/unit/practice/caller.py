"""Asks a practice server over one kept-alive connection, as Twilio's clients do."""

import base64
import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, Self
from urllib.parse import urlencode

from desktop_app.services.practice import constants

MARIA = "+18135550142"
ACCOUNT = f"/2010-04-01/Accounts/{constants.ACCOUNT_SID}"
BY_HOST = "/by-host/api.twilio.com"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Got:
    """An answer as it arrived."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> Any:
        return self.json["code"]


class Caller:
    """One client with the right key, unless told otherwise."""

    def __init__(self, port: int, key: str = constants.KEY_SID, secret: str = "") -> None:
        self.link = HTTPConnection("127.0.0.1", port, timeout=20)
        pair = f"{key}:{secret or constants.KEY_SECRET}"
        self._headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.link.close()

    def start(self, method: str, path: str, body: str | None = None, **headers: str) -> None:
        """Send exactly this request, and do not wait for the answer."""
        self.link.request(method, path, body, self._headers | headers)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Got:
        """Exactly this request."""
        self.start(method, path, body, **headers)
        answer = self.link.getresponse()
        return Got(answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()})

    def get(self, resource: str, **query: Any) -> Got:
        """GET below the account; To_after stands for To>, To_before for To<."""
        pairs = [
            (name.replace("_after", ">").replace("_before", "<"), value)
            for name, value in query.items()
        ]
        return self.ask("GET", f"{BY_HOST}{ACCOUNT}{resource}?{urlencode(pairs)}")

    def post(self, resource: str, form: Any) -> Got:
        """POST a form below the account."""
        return self.ask(
            "POST", f"{BY_HOST}{ACCOUNT}{resource}", urlencode(form, doseq=True), **FORM
        )

    def delete(self, resource: str) -> Got:
        """DELETE below the account."""
        return self.ask("DELETE", f"{BY_HOST}{ACCOUNT}{resource}")

    def text(
        self,
        to: str = MARIA,
        body: str = "Hello",
        sender: str = constants.LOCAL_NUMBER,
        **more: Any,
    ) -> Got:
        """Create a message."""
        form = {"To": to, "From": sender, "Body": body} | more
        return self.post("/Messages.json", {name: value for name, value in form.items() if value})

    def sent(self, *args: Any, **more: Any) -> str:
        """Create a message that must be taken; its SID."""
        got = self.text(*args, **more)
        assert got.status == 201, got.body
        return str(got.json["sid"])

    def message(self, sid: str) -> Any:
        """Fetch a message."""
        return self.get(f"/Messages/{sid}.json").json

    def listed(self, **query: Any) -> list[Any]:
        """Every message of a list, all pages."""
        found, page = [], self.get("/Messages.json", **query).json
        found += page["messages"]
        while page["next_page_uri"]:
            page = self.ask("GET", BY_HOST + page["next_page_uri"]).json
            found += page["messages"]
        return found

    def practice(self, method: str, what: str, values: Any = None) -> Got:
        """A request under /practice/."""
        return self.ask(method, f"/practice/{what}", None if values is None else json.dumps(values))
