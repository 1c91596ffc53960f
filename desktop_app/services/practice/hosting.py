"""The practice account's file host: what was made there, packed, deployed, and is served now.

As at Twilio, a deployment serves the files its build names and no others, and goes on serving one
whose record was deleted since.
"""

import json
from typing import Any, NamedTuple

from desktop_app.services.practice.creation import Refusal
from desktop_app.services.practice.store import PracticeStore, new_sid
from desktop_app.services.practice.texts import Picture

_NOT_FOUND = 404
DOMAIN_END = ".twil.io"


class Thing(NamedTuple):
    """A service, environment, asset, version, build or deployment."""

    sid: str
    kind: str
    parent: str
    made_at: float
    values: dict[str, Any]


def _thing(row: Any) -> Thing:
    return Thing(row[0], row[1], row[2], row[3], json.loads(row[4]))


class PracticeHosting:
    """Kept with the account's texts. Any thread."""

    def __init__(self, store: PracticeStore) -> None:
        self._store = store

    def make(
        self, kind: str, parent: str, at: float, content: bytes | None = None, **values: Any
    ) -> Thing:
        """One more thing of a kind, under what it belongs to."""
        made = Thing(new_sid(kind), kind, parent, at, values)
        self._store.put_thing(*made[:4], json.dumps(values), content)
        return made

    def all(self, kind: str, parent: str) -> list[Thing]:
        """Everything of a kind under what it belongs to, the oldest first."""
        rows = self._store.things("kind = ? AND parent = ? AND deleted = 0", kind, parent)
        return [_thing(row) for row in rows]

    def one(self, sid: str, parent: str = "", *, deleted: bool = False) -> Thing:
        """A thing by its SID. Raises Refusal where it is none of its parent's."""
        rows = self._store.things("sid = ? AND (deleted = 0 OR ?)", sid, int(deleted))
        if not rows or (parent and rows[0][2] != parent):
            raise Refusal(20404, f"The requested resource {sid} was not found", _NOT_FOUND)
        return _thing(rows[0])

    def service(self, name: str) -> Thing:
        """A service by its SID or by its own name. Raises Refusal."""
        for each in self.all("ZS", ""):
            if name in {each.sid, each.values["unique_name"]}:
                return each
        raise Refusal(20404, f"The requested resource {name} was not found", _NOT_FOUND)

    def change(self, thing: Thing, **values: Any) -> Thing:
        """The same thing with other values."""
        changed = thing._replace(values=thing.values | values)
        self._store.change_thing(thing.sid, json.dumps(changed.values))
        return changed

    def delete(self, thing: Thing) -> None:
        """Take a thing away; what is deployed with it goes on."""
        self._store.delete_thing(thing.sid)

    def served(self, domain: str, path: str, now: float, lag: float) -> Picture | None:
        """What anybody gets at a public address now; None for nothing."""
        for row in self._store.things("kind = 'ZE' AND deleted = 0"):
            place = _thing(row)
            values = place.values
            if values["domain_name"] != domain or values.get("deployed_at", now) + lag > now:
                continue
            for sid in self.deployed(place):
                found = self.one(sid, deleted=True)
                if found.values["path"] == path and found.values["visibility"] == "public":
                    data = self._store.thing_content(sid)
                    return Picture(found.values["media_type"], data or b"")
        return None

    def deployed(self, place: Thing) -> list[str]:
        """The contents an environment serves."""
        build = place.values.get("build_sid")
        return list(self.one(build, deleted=True).values["asset_versions"]) if build else []

    def public_paths(self) -> list[str]:
        """Every address under which anybody gets something now."""
        found: list[str] = []
        for row in self._store.things("kind = 'ZE' AND deleted = 0"):
            place = _thing(row)
            versions = [self.one(sid, deleted=True).values for sid in self.deployed(place)]
            domain = place.values["domain_name"]
            public = [each["path"] for each in versions if each["visibility"] == "public"]
            found += [f"https://{domain}{path}" for path in public]
        return found
