"""The rules of use: who accepted which version and when, and what is said once where it matters.

Everyone who texts from the firm's number accepts the rules by name, once a version. The words are
a page of the help, so that they can be read again at any time.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import Protocol

from desktop_app.services.finding import folded
from desktop_app.services.help import RULES_OF_USE, Page, page
from desktop_app.services.resources import resource

SETTING = "rules_accepted"
"""Every acceptance there was, as JSON; declared like any setting, written by `accepting` alone."""
RULE = "S0-65"
TEST = " (test)"
"""What is put behind a name where somebody sends a test to their own phone."""


class Acceptance(Protocol):
    """What an open store offers; `accept` writes: run it on a lane."""

    def accept(self, actor: str) -> None:
        """This person accepts the rules of use as they are now."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One person's acceptance of one version, in seconds UTC."""

    who: str
    version: int
    at: int


def rules_page() -> Page:
    """The rules of use, to be read."""
    return page(RULES_OF_USE)


def version() -> int:
    """The version of the rules that holds now."""
    return rules_page().version


def accepted(stored: str, actor: str) -> bool:
    """Whether this person accepted the rules that hold now; `stored` is the setting's value."""
    who, now = _same(actor), version()
    return any(_same(each.who) == who and each.version == now for each in records(stored))


def records(stored: str) -> tuple[Accepted, ...]:
    """Every acceptance on record, the oldest first. What cannot be read counts as none."""
    try:
        return tuple(
            Accepted(str(each["who"]), int(each["version"]), int(each["at"]))
            for each in json.loads(stored or "[]")
        )
    except (ValueError, TypeError, KeyError):
        return ()


def accepting(stored: str, actor: str, at: int) -> str:
    """The setting with this person's acceptance; a second one of the same version adds nothing."""
    if accepted(stored, actor):
        return stored
    every = (*records(stored), Accepted(actor, version(), at))
    return json.dumps([asdict(each) for each in every], ensure_ascii=False)


def refusal(stored: str, actor: str) -> str:
    """Why a text of this person does not go out; empty where nothing speaks against it."""
    who = actor.removesuffix(TEST)
    if accepted(stored, who):
        return ""
    name = who.strip() or "Whoever uses this computer"
    return (
        f"{name} has not accepted the rules of use yet. Read and accept them in Brieftext under "
        "Help, or with brieftext rules --accept."
    )


@cache
def note(of: str) -> tuple[tuple[str, str], ...]:
    """What is said before somebody's first "picture" or "bulk" send: icon and sentence."""
    data = json.loads(resource("help", "notes.json").read_text("utf-8"))
    return tuple((str(icon), str(words)) for icon, words in data[of])


def _same(name: str) -> str:
    """A name as it is compared: no accents, capitals or spaces too many."""
    return " ".join(folded(name).split())
