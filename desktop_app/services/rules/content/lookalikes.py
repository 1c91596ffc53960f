"""Letters of other alphabets that look like plain ones (resources/rules/characters.json)."""

from functools import cache

from desktop_app.services.resources import rule_data


def skeleton(text: str) -> str:
    """What a reader takes the text for: every look-alike as the plain letter."""
    return text if text.isascii() else text.translate(lookalikes())


@cache
def lookalikes() -> dict[int, str]:
    """For `str.translate`."""
    table: dict[str, str] = rule_data("characters")["lookalikes"]
    return {ord(odd): plain for odd, plain in table.items()}
