"""`classify` and `check`: a JSON line in, an answer a line out, no store and no account."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show, show_line
from desktop_app.models.enums import MessageKind, Origin
from desktop_app.services.consent.circumstances import domains_in, words_of
from desktop_app.services.messaging.segments import count
from desktop_app.services.rules.content import check as checking
from desktop_app.services.rules.content import spelling
from desktop_app.services.rules.content.findings import Circumstances, Finding, worst
from desktop_app.services.rules.meaning import Meaning, understand
from desktop_app.services.rules.recipients import country_of, parse_recipient

SENDER_TYPES = ("long_code", "toll_free")


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
    spelling.prepare()
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
    findings = checking.check(body, _about(line))
    segments = count(body)
    return {
        "outcome": worst(findings),
        "findings": [_finding(body, each) for each in findings],
        "encoding": segments.encoding,
        "segments": segments.segments,
        "characters": segments.characters,
    }


def _about(line: dict[str, Any]) -> Circumstances:
    """What the line says of the text besides its words; a part that is no such thing is named."""
    to, first = _text(line, "to"), line.get("first", False)
    if not isinstance(first, bool):
        raise BadLine('"first" is true or false.')
    domains = line.get("domains") or []
    if not isinstance(domains, list) or not all(isinstance(each, str) for each in domains):
        raise BadLine('"domains" is a list of texts.')
    brand = _text(line, "brand")
    return Circumstances(
        to=to,
        country=country_of(parse_recipient(to, fictional_allowed=True).number),
        kind=MessageKind(_one_of(line, "kind", MessageKind)),
        origin=Origin(_one_of(line, "origin", Origin)),
        first=first,
        opt_out_words_due=first,
        brand=brand.strip(),
        domains=domains_in(" ".join(domains)),
        names=words_of(brand),
    )


def _text(line: dict[str, Any], name: str) -> str:
    value = line.get(name) or ""
    if not isinstance(value, str):
        raise BadLine(f'"{name}" is a text.')
    return value


def _one_of(line: dict[str, Any], name: str, kinds: type[MessageKind | Origin]) -> str:
    """The value of a part that has few; the first of them where the line has none."""
    allowed = [str(each) for each in kinds]
    value = line.get(name) or allowed[0]
    if value not in allowed:
        raise BadLine(f'"{name}" is one of {", ".join(allowed)}.')
    return str(value)


def _finding(body: str, found: Finding) -> dict[str, Any]:
    said: dict[str, Any] = {
        "rule": found.rule,
        "outcome": found.outcome,
        "start": found.start,
        "end": found.end,
        "message": found.message,
    }
    if found.fix is not None:
        said["fix"] = found.fix.applied(body)
    return said
