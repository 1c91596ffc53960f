"""Where bundled files are: fonts, icons, themes and the dated rule data."""

import json
import sys
from pathlib import Path
from typing import Any


def resource(*parts: str) -> Path:
    """The path of a bundled file under `resources/`, from source or from the frozen bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return base.joinpath("resources", *parts)


def rule_data(name: str) -> dict[str, Any]:
    """A dated rule file, `resources/rules/<name>.json`."""
    data: dict[str, Any] = json.loads(resource("rules", f"{name}.json").read_text("utf-8"))
    return data
