"""Answers on standard output, complaints on standard error: for a person, or as JSON."""

import json
import sys
from collections.abc import Mapping
from typing import Any


def complain(sentence: str) -> int:
    """Say what went wrong in one sentence; the exit status that goes with it."""
    sys.stderr.write(sentence + "\n")
    return 1


def show(facts: Mapping[str, Any], *, as_json: bool, words: str = "") -> None:
    """One answer: an object for scripts, `words` or the facts line by line for a person."""
    if as_json:
        show_line(facts)
        return
    text = words or "\n".join(f"{name}: {value}" for name, value in facts.items())
    sys.stdout.write(text + "\n")


def show_line(facts: Mapping[str, Any]) -> None:
    """One JSON object a line, out at once."""
    sys.stdout.write(json.dumps(dict(facts), ensure_ascii=False) + "\n")
    sys.stdout.flush()
