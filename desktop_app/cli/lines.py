"""`classify` and `check`: a JSON line in, an answer a line out, no store and no account."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show, show_line
from desktop_app.services.messaging.segments import MAX_CHARACTERS, count
from desktop_app.services.rules.meaning import Meaning, understand
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.services.rules.reserved import reserved_word_traps

SENDER_TYPES = ("long_code", "toll_free")
_GRAVEST_FIRST = ("BLOCK", "HOLD", "WARN", "INFO")


class BadLine(ValueError):
    """A line of the input that is not what the verb takes, with the words to say so."""


def classify(options: Options) -> int:
    """What each inbound text means for consent: an object a line, or a line for a person."""

    def tell(line: dict[str, Any]) -> None:
        found = _understood(line)
        show(_classified(found), as_json=options.json, words=_in_words(found))

    return _each_line(sys.stdin, tell)


def check(options: Options) -> int:  # noqa: ARG001  every verb takes them
    """What is wrong with each outbound text, and how many billed texts it makes."""
    return _each_line(sys.stdin, lambda line: show_line(_checked(line)))


def _each_line(lines: Iterable[str], tell: Callable[[dict[str, Any]], None]) -> int:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            tell(_object(line))
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


def _understood(line: dict[str, Any]) -> Meaning:
    sender = line.get("sender_type", "long_code")
    if sender not in SENDER_TYPES:
        raise BadLine('"sender_type" is long_code or toll_free.')
    return understand(
        line["body"], sender, str(line.get("lang") or ""), str(line.get("name") or "")
    )


def _classified(found: Meaning) -> dict[str, Any]:
    return {
        "result": found.result,
        "strength": found.strength,
        "layer": found.layer,
        "rule": found.rule,
        "words": list(found.words),
    }


def _in_words(found: Meaning) -> str:
    """One line for a person: what it is, how surely, by which rule, and the words it rests on."""
    if found.result == "none":
        return "none"
    kind = found.result.replace("_", " ")
    how = ", ".join(part for part in (found.strength, found.layer, found.rule) if part)
    quoted = ", ".join(f"“{' '.join(words.split())}”" for words in found.words)
    return f"{kind} ({how}): {quoted}"


def _checked(line: dict[str, Any]) -> dict[str, Any]:
    body = line["body"]
    findings = [*_length(body), *_recipient(line.get("to")), *_traps(body)]
    segments = count(body)
    return {
        "outcome": _worst(findings),
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


def _traps(body: str) -> list[dict[str, Any]]:
    return [
        _finding(trap.rule, trap.start, trap.end, trap.message, trap.outcome)
        for trap in reserved_word_traps(body)
    ]


def _worst(findings: list[dict[str, Any]]) -> str:
    """The outcome of a text as a whole: that of its gravest finding."""
    found = {str(finding["outcome"]) for finding in findings}
    return next((outcome for outcome in _GRAVEST_FIRST if outcome in found), "OK")


def _finding(
    rule: str, start: int, end: int, message: str, outcome: str = "BLOCK"
) -> dict[str, Any]:
    return {"rule": rule, "outcome": outcome, "start": start, "end": end, "message": message}
