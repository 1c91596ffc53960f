"""`classify` and `check`: JSON lines in, JSON lines out, no store and no account."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show_line
from desktop_app.services.messaging.segments import MAX_CHARACTERS, count
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.services.rules.words import classify as classify_text

SENDER_TYPES = ("long_code", "toll_free")


class BadLine(ValueError):
    """A line of the input that is not what the verb takes, with the words to say so."""


def classify(options: Options) -> int:  # noqa: ARG001  every verb takes them
    """What each inbound text means for consent."""
    return _each_line(sys.stdin, _classified)


def check(options: Options) -> int:  # noqa: ARG001  every verb takes them
    """What is wrong with each outbound text, and how many billed texts it makes."""
    return _each_line(sys.stdin, _checked)


def _each_line(lines: Iterable[str], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            show_line(answer(_object(line)))
        except BadLine as problem:
            return complain(f"Line {number} can't be read: {problem}")
    return 0


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine("it is not JSON.") from error
    if not isinstance(value, dict) or not isinstance(value.get("body"), str):
        raise BadLine('it needs to be an object with a "body" text.')
    return value


def _classified(line: dict[str, Any]) -> dict[str, Any]:
    sender = line.get("sender_type", "long_code")
    if sender not in SENDER_TYPES:
        raise BadLine('"sender_type" is long_code or toll_free.')
    found = classify_text(line["body"], sender, str(line.get("lang") or ""))
    return {
        "result": found.result,
        "strength": found.strength,
        "layer": found.layer,
        "rule": found.rule,
    }


def _checked(line: dict[str, Any]) -> dict[str, Any]:
    body = line["body"]
    findings = [*_length(body), *_recipient(line.get("to"))]
    segments = count(body)
    return {
        "outcome": "BLOCK" if findings else "OK",
        "findings": findings,
        "encoding": segments.encoding,
        "segments": segments.segments,
        "characters": segments.characters,
    }


def _length(body: str) -> list[dict[str, Any]]:
    if len(body) <= MAX_CHARACTERS:
        return []
    message = f"Twilio takes {MAX_CHARACTERS:,} characters at most. Shorten the text or split it."
    return [_finding("21617", MAX_CHARACTERS, len(body), message)]


def _recipient(to: object) -> list[dict[str, Any]]:
    if not isinstance(to, str) or not to:
        return []
    problem = parse_recipient(to, fictional_allowed=True).problem
    return [_finding("C-14", 0, 0, problem)] if problem else []


def _finding(rule: str, start: int, end: int, message: str) -> dict[str, Any]:
    return {"rule": rule, "outcome": "BLOCK", "start": start, "end": end, "message": message}
