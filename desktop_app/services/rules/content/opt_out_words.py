"""Whether a text says how to stop, where it has to (rules.md C-11)."""

import re
from collections.abc import Iterator

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.plain import plain

RULE = "C-11"
NOTICE = "Reply STOP to opt out."
"""What a text says at its end so that the person knows how to stop."""
_WAYS = re.compile(
    r"\b(?:reply|text|txt|send|respond|answer)(?: with| us| back)?(?: the word)?:? ?[\"'(]{0,2}"
    r"(?:stop|unsubscribe)\b(?!=)"
    r"|\bstop\b[\"')]{0,2} ?(?:to|=) ?(?:cancel|end|quit|unsubscribe|opt[ -]?out|stop)\b(?<!=end)"
    r"|(?<!to )\bunsubscribe\b"
    r"|\b(?:responda|responde|conteste|envie|mande|escriba)(?: con)?(?: la palabra)? ?[\"'(]{0,2}"
    r"(?:alto|stop|parar|basta)\b"
)
_GLUED = re.compile(r"\bstop ?(?:=|2)")
_NAMED = ("stop", "unsubscribe", "alto", "parar", "basta")
"""One of them is in every way to say it."""
_REACH = 48
"""More than any way to say it is long."""


def says_how_to_stop(body: str) -> bool:
    """Whether the words are there, each a word of its own: stop2quit is none."""
    text = plain(body).text
    if not any(word in text for word in _NAMED):
        return False
    text = _GLUED.sub(" ", text)
    return any(
        _WAYS.search(text, max(0, place - _REACH), place + _REACH) for place in _places(text)
    )


def _places(text: str) -> Iterator[int]:
    """Where one of the words stands that are in every way to say it."""
    for word in _NAMED:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """One finding where they are due and missing, with the sentence to add."""
    if not _due(about) or not body.strip() or says_how_to_stop(body):
        return ()
    if about.by_machine:
        outcome, message = Outcome.HOLD, "An automatic text has to say how to stop."
    elif about.answers:
        outcome, message = Outcome.WARN, "The first text better says how to stop."
    else:
        outcome, message = Outcome.HOLD, "The first text must say how to stop."
    return (Finding(RULE, outcome, "How to stop", message, fix=_append(body)),)


def _due(about: Circumstances) -> bool:
    """Promotions and texts to many people say it every time."""
    always = about.kind is MessageKind.PROMOTIONAL or about.origin is Origin.BULK
    return about.kind is not MessageKind.SYSTEM and (about.opt_out_words_due or always)


def _append(body: str) -> Fix:
    kept = len(body.rstrip())
    gap = "" if not kept else " " if body[kept - 1] in ".!?:;,)\"'”’" else ". "
    return Fix(f"Add “{NOTICE}”", (Edit(kept, len(body), f"{gap}{NOTICE}"),))
