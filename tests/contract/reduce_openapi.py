"""Makes the reduced copy of Twilio's description from the published one.

    python tests/contract/reduce_openapi.py FOLDER

FOLDER holds twilio_api_v2010.json as Twilio publishes it. The copy goes to openapi/ beside this
file, where NOTICE says what it is and LICENSE under which terms.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = "twilio_api_v2010.json"
STORED = Path(__file__).with_name("openapi") / FILE

OPERATIONS = frozenset(
    (
        "FetchAccount",
        "ListIncomingPhoneNumber",
        "FetchIncomingPhoneNumber",
        "CreateMessage",
        "ListMessage",
        "FetchMessage",
        "UpdateMessage",
        "DeleteMessage",
        "ListMedia",
        "FetchMedia",
        "DeleteMedia",
    )
)
_DROPPED = frozenset(
    ("description", "summary", "tags", "security", "example", "examples", "headers")
)


def reduced(whole: dict[str, Any]) -> dict[str, Any]:
    """Only our operations and the schemas they lead to, without prose."""
    paths = {}
    for path, item in whole["paths"].items():
        kept = {
            verb: _without_prose(operation)
            for verb, operation in item.items()
            if isinstance(operation, dict) and operation.get("operationId") in OPERATIONS
        }
        if kept:
            paths[path] = kept
    schemas: dict[str, Any] = {}
    _follow(paths, whole["components"]["schemas"], schemas)
    return {
        "openapi": whole["openapi"],
        "info": {name: whole["info"][name] for name in ("title", "license", "version")},
        "servers": whole["servers"],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _without_prose(value: Any, *, names: bool = False) -> Any:
    """The value without descriptions and extensions; what stands in `properties` is all kept."""
    if isinstance(value, list):
        return [_without_prose(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_prose(each, names=key == "properties" and not names)
        for key, each in value.items()
        if names or not (key in _DROPPED or key.startswith("x-"))
    }


def _follow(value: Any, schemas: dict[str, Any], found: dict[str, Any]) -> None:
    for name in _references(value):
        if name not in found:
            found[name] = _without_prose(schemas[name])
            _follow(found[name], schemas, found)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def main() -> None:
    """Read the published file, write the copy."""
    whole = json.loads((Path(sys.argv[1]) / FILE).read_text("utf-8"))
    STORED.write_text(json.dumps(reduced(whole), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
