"""Checks an answer or a request against the reduced copies of Twilio's descriptions."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any

import jsonschema

from tests.contract.reduce_openapi import FILES, FOLDER

DESCRIPTIONS = [json.loads((FOLDER / name).read_text("utf-8")) for name in FILES]
_BY_HOST = re.compile(r"/by-host/([^/]+)")

_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("date-time-rfc-2822", raises=(ValueError, TypeError))
def _is_rfc2822(value: object) -> bool:
    return not isinstance(value, str) or parsedate_to_datetime(value).tzinfo is not None


@_FORMATS.checks("phone-number")
def _is_phone_number(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"\+[1-9]\d{6,14}", value) is not None


def _as_json_schema(value: Any, schemas: dict[str, Any]) -> Any:
    """OpenAPI in JSON Schema's own words: null allowed where said, no field more or less."""
    if isinstance(value, list):
        return [_as_json_schema(each, schemas) for each in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        schema = _as_json_schema(schemas[value["$ref"].rpartition("/")[2]], schemas)
        return {"anyOf": [{"type": "null"}, schema]} if value.get("nullable") else schema
    schema = {
        key: _as_json_schema(each, schemas) for key, each in value.items() if key != "nullable"
    }
    if isinstance(schema.get("properties"), dict):
        schema |= {"additionalProperties": False, "required": sorted(schema["properties"])}
    if value.get("nullable"):
        return {"anyOf": [{"type": "null"}, schema]}
    return schema


def operation(method: str, path: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The described operation a request asks for, and the schemas it speaks of."""
    host = _BY_HOST.match(path)
    path = _BY_HOST.sub("", path)
    for described in DESCRIPTIONS:
        if host is not None and described["servers"][0]["url"] != f"https://{host[1]}":
            continue
        for template, verbs in described["paths"].items():
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+?", re.escape(template))
            if re.fullmatch(pattern, path) and method.lower() in verbs:
                # A SID has no dot, so ".json" never hides in one.
                return verbs[method.lower()], described["components"]["schemas"]
    raise AssertionError(f"Twilio describes no {method} {path}")


def check_answer(method: str, path: str, status: int, body: bytes) -> None:
    """The answer has the described status, and its body every described field and no other."""
    described, schemas = operation(method, path)
    answers = described["responses"]
    assert str(status) in answers, f"{method} {path} answers {sorted(answers)}, not {status}"
    content = answers[str(status)].get("content")
    if content is None:
        assert body == b""
        return
    schema = _as_json_schema(content["application/json"]["schema"], schemas)
    jsonschema.validate(json.loads(body), schema, format_checker=_FORMATS)


def check_request(
    method: str, path: str, query: list[tuple[str, str]], form: list[tuple[str, str]]
) -> None:
    """The request uses declared parameters only, each with a value its description allows."""
    described, schemas = operation(method, path)
    declared = {
        each["name"]: each["schema"]
        for each in described.get("parameters", ())
        if each["in"] == "query"
    }
    _check_values(declared, query, f"{method} {path}", schemas)
    content = described.get("requestBody", {}).get("content", {})
    schema = content.get("application/x-www-form-urlencoded", {}).get("schema", {})
    _check_values(schema.get("properties", {}), form, f"{method} {path}", schemas)
    missing = set(schema.get("required", ())) - {name for name, _ in form}
    assert not missing, f"{method} {path} lacks {sorted(missing)}"


def _check_values(
    declared: dict[str, Any],
    pairs: list[tuple[str, str]],
    where: str,
    schemas: dict[str, Any],
) -> None:
    for name, text in pairs:
        assert name in declared, f"{where} has no parameter {name}"
        schema = _as_json_schema(declared[name], schemas)
        if schema.get("type") == "array":
            schema = schema["items"]
        kind = schema.get("type")
        value: Any = int(text) if kind == "integer" else text
        if kind == "boolean":
            value = {"true": True, "false": False}.get(text, text)
        jsonschema.validate(value, schema, format_checker=_FORMATS)
