"""Checks an answer or a request against the reduced copy of Twilio's description."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any

import jsonschema

from tests.contract.reduce_openapi import STORED

DESCRIPTION = json.loads(STORED.read_text("utf-8"))

_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("date-time-rfc-2822", raises=(ValueError, TypeError))
def _is_rfc2822(value: object) -> bool:
    return not isinstance(value, str) or parsedate_to_datetime(value).tzinfo is not None


@_FORMATS.checks("phone-number")
def _is_phone_number(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"\+[1-9]\d{6,14}", value) is not None


def _as_json_schema(value: Any) -> Any:
    """OpenAPI in JSON Schema's own words: null allowed where said, no field more or less."""
    if isinstance(value, list):
        return [_as_json_schema(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return _as_json_schema(DESCRIPTION["components"]["schemas"][name])
    schema = {key: _as_json_schema(each) for key, each in value.items() if key != "nullable"}
    if isinstance(schema.get("properties"), dict):
        schema |= {"additionalProperties": False, "required": sorted(schema["properties"])}
    if value.get("nullable"):
        return {"anyOf": [{"type": "null"}, schema]}
    return schema


def operation(method: str, path: str) -> dict[str, Any]:
    """The described operation a request asks for."""
    for template, verbs in DESCRIPTION["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+?", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in verbs:
            # A SID has no dot, so ".json" never hides in one.
            return verbs[method.lower()]
    raise AssertionError(f"Twilio describes no {method} {path}")


def check_answer(method: str, path: str, status: int, body: bytes) -> None:
    """The answer has the described status, and its body every described field and no other."""
    answers = operation(method, path)["responses"]
    assert str(status) in answers, f"{method} {path} answers {sorted(answers)}, not {status}"
    content = answers[str(status)].get("content")
    if content is None:
        assert body == b""
        return
    schema = _as_json_schema(content["application/json"]["schema"])
    jsonschema.validate(json.loads(body), schema, format_checker=_FORMATS)


def check_request(
    method: str, path: str, query: list[tuple[str, str]], form: list[tuple[str, str]]
) -> None:
    """The request uses declared parameters only, each with a value its description allows."""
    described = operation(method, path)
    declared = {
        each["name"]: each["schema"] for each in described["parameters"] if each["in"] == "query"
    }
    _check_values(declared, query, f"{method} {path}")
    content = described.get("requestBody", {}).get("content", {})
    schema = content.get("application/x-www-form-urlencoded", {}).get("schema", {})
    _check_values(schema.get("properties", {}), form, f"{method} {path}")
    missing = set(schema.get("required", ())) - {name for name, _ in form}
    assert not missing, f"{method} {path} lacks {sorted(missing)}"


def _check_values(declared: dict[str, Any], pairs: list[tuple[str, str]], where: str) -> None:
    for name, text in pairs:
        assert name in declared, f"{where} has no parameter {name}"
        schema = _as_json_schema(declared[name])
        if schema.get("type") == "array":
            schema = schema["items"]
        value = int(text) if schema.get("type") == "integer" else text
        jsonschema.validate(value, schema, format_checker=_FORMATS)
