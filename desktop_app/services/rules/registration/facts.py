"""What registrations are measured by and that changes with time: dated data, read once."""

import json
from functools import cache
from typing import Any

from desktop_app.services.resources import resource


@cache
def facts() -> dict[str, Any]:
    """resources/registration/facts.json."""
    return _read("facts")


@cache
def code_advice() -> dict[str, dict[str, Any]]:
    """What each code of a refusal means and what to do, by code."""
    codes: dict[str, dict[str, Any]] = _read("codes")["codes"]
    return codes


@cache
def preset_data() -> dict[str, Any]:
    """The ready answers, and a sentence for each way of agreeing."""
    return _read("presets")


def _read(name: str) -> dict[str, Any]:
    text = resource("registration", f"{name}.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
