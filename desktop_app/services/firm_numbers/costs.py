"""What things cost that Brieftext warns about, always with the day of the figure."""

from datetime import date
from functools import cache
from typing import Any

from desktop_app.services.resources import rule_data


def fine_words() -> str:
    """What an unregistered text may cost: said where it is blocked."""
    data = _data()
    return (
        "Twilio charges for such a text although it is refused, and "
        f"{data['carrier']} may add a fine of about ${data['dollars_a_text']} for each one, as of "
        f"{_day(data)}."
    )


def look_up_words() -> str:
    """What a paid look-up costs."""
    data = _data()
    return f"about ${data['look_up_dollars']} a number, as of {_day(data)}"


@cache
def _data() -> dict[str, Any]:
    return rule_data("unregistered")


def _day(data: dict[str, Any]) -> str:
    day = date.fromisoformat(data["as_of"])
    return f"{day:%b} {day.day}, {day.year}"
