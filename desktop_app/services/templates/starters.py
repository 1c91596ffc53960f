"""The starter texts: bundled, dated, every one of them passing the checks its use will meet."""

import json
from functools import cache

from desktop_app.services.resources import resource
from desktop_app.services.templates.records import Purpose, Template


@cache
def starters() -> tuple[Template, ...]:
    """Them all, in the order they are offered."""
    data = json.loads(resource("templates", "starters.json").read_text("utf-8"))
    return tuple(
        Template(
            key=each["key"],
            name=each["name"],
            body=each["body"],
            purpose=Purpose(each.get("purpose", Purpose.GENERAL)),
            starter=True,
            note=each.get("note", ""),
        )
        for each in data["texts"]
    )


def starter(key: str) -> Template | None:
    """One of them."""
    return next((each for each in starters() if each.key == key), None)
