"""Makes the reduced copies of Twilio's descriptions from the published ones.

    python tests/contract/reduce_openapi.py FOLDER

FOLDER holds twilio_api_v2010.json and its neighbours as Twilio publishes them. The copies go to
openapi/ beside this file, where NOTICE says what they are and LICENSE under which terms.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = "twilio_api_v2010.json"
FOLDER = Path(__file__).with_name("openapi")
STORED = FOLDER / FILE
FILES = (
    FILE,
    "twilio_messaging_v1.json",
    "twilio_lookups_v2.json",
    "twilio_numbers_v1.json",
    "twilio_serverless_v1.json",
)

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
        "ListService",
        "CreateService",
        "FetchService",
        "UpdateService",
        "DeleteService",
        "ListPhoneNumber",
        "CreatePhoneNumber",
        "DeletePhoneNumber",
        "ListUsAppToPerson",
        "ListTollfreeVerification",
        "FetchPhoneNumber",
        "FetchPortingPortability",
        "ListEnvironment",
        "CreateEnvironment",
        "ListAsset",
        "CreateAsset",
        "DeleteAsset",
        "ListAssetVersion",
        "CreateBuild",
        "FetchBuildStatus",
        "CreateDeployment",
    )
)
_DROPPED = frozenset(
    ("description", "summary", "tags", "security", "example", "examples", "headers")
)


_NOT_OURS = frozenset(("/v1/Services/{ServiceSid}/PhoneNumbers/{Sid} get",))
"""Shares its name with an operation of another file that is ours."""
_NULL_WHERE_NOT_ASKED = ("LookupResponse", "LineTypeIntelligenceInfo")
"""Twilio's prose says that these parts are null unless asked for; the schemas leave it out."""


def reduced(whole: dict[str, Any]) -> dict[str, Any]:
    """Only our operations and the schemas they lead to, without prose."""
    paths = {}
    for path, item in whole["paths"].items():
        kept = {
            verb: _without_prose(operation)
            for verb, operation in item.items()
            if isinstance(operation, dict)
            and operation.get("operationId") in OPERATIONS
            and f"{path} {verb}" not in _NOT_OURS
        }
        if kept:
            paths[path] = kept
    schemas: dict[str, Any] = {}
    _follow(paths, whole["components"]["schemas"], schemas)
    for name in schemas.keys() & set(_NULL_WHERE_NOT_ASKED):
        for part in schemas[name]["properties"].values():
            if "$ref" in part or name == "LineTypeIntelligenceInfo":
                part["nullable"] = True
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
        return [_without_prose(each) for each in value if not _shared_header(each)]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_prose(each, names=key == "properties" and not names)
        for key, each in value.items()
        if names or not (key in _DROPPED or key.startswith("x-"))
    }


def _shared_header(value: Any) -> bool:
    """A header that many operations take and we never send."""
    told = value.get("$ref") if isinstance(value, dict) else None
    return isinstance(told, str) and told.startswith("#/components/parameters/")


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
    """Read the published files, write the copies."""
    for name in FILES:
        whole = json.loads((Path(sys.argv[1]) / name).read_text("utf-8"))
        text = json.dumps(reduced(whole), indent=1, sort_keys=True) + "\n"
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
