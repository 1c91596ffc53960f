"""The help that comes with the program: short dated pages, read from files, searched offline.

A page is a text file in `resources/help`: lines with a name and a colon, an empty line, then its
paragraphs. `# ` begins a heading, `- ` an item of a list, and `@name part` puts in a list from a
file of rules, so that the same thing is not said twice. There is no other markup.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from desktop_app.services.finding import folded
from desktop_app.services.resources import resource, rule_data

ADVICE = "These are checks, not legal advice."
"""Stands on every page."""
FIRST = "travel"
"""The page that opens where nobody asked for another."""
SUPPORT = "support"
RULES_OF_USE = "rules-of-use"
_MAINTAINERS = "{maintainers}"
_NO_ADDRESS = (
    "For Brieftext itself ask whoever set it up at your firm, or use the page your copy came from."
)


class Kind(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a page: plain words, never markup."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `rules` are those it explains, `see` the topics beside it."""

    topic: str
    title: str
    checked: date
    blocks: tuple[Block, ...]
    rules: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    version: int = 0
    """Of a page that people accept."""
    also: str = ""
    """Words people look for that the page does not use."""

    @property
    def words(self) -> str:
        """Everything on it, for whoever searches or copies."""
        return "\n".join((self.title, *(block.words for block in self.blocks)))


def pages() -> tuple[Page, ...]:
    """Every page, in the order of the list."""
    return tuple(_read(topic) for topic in _index()["topics"])


def page(topic: str) -> Page:
    """One page, read alone. KeyError where there is none of this topic."""
    if topic not in _index()["topics"]:
        raise KeyError(topic)
    return _read(topic)


def search(words: str) -> tuple[Page, ...]:
    """The pages that have all these words, whatever case and accents; titles first.

    No words give every page.
    """
    wanted = folded(words).split()
    found = [each for each in pages() if all(word in _searched(each.topic) for word in wanted)]
    return tuple(sorted(found, key=lambda each: not _in_title(each, wanted)))


def topic_of(rule: str) -> str | None:
    """The page that explains a rule, such as "C-14"; None where no page does."""
    return next((each.topic for each in pages() if rule in each.rules), None)


def maintainers() -> str:
    """Where the makers of this program can be reached: a sentence, whether or not there is one."""
    address = str(_index().get("maintainers") or "")
    if not address:
        return _NO_ADDRESS
    return f"For Brieftext itself write to its maintainers: {address}"


def _in_title(each: Page, wanted: list[str]) -> bool:
    title = folded(each.title)
    return all(word in title for word in wanted)


@cache
def _searched(topic: str) -> str:
    each = page(topic)
    return folded(f"{each.words} {each.also} {' '.join(each.rules)}")


@cache
def _index() -> dict[str, list[str]]:
    index: dict[str, list[str]] = json.loads(resource("help", "index.json").read_text("utf-8"))
    return index


@cache
def _read(topic: str) -> Page:
    head, body = resource("help", f"{topic}.txt").read_text("utf-8").split("\n\n", 1)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return Page(
        topic=topic,
        title=facts["title"],
        checked=date.fromisoformat(facts["checked"]),
        blocks=tuple(block for part in _parts(body) for block in _blocks(part)),
        rules=_listed(facts.get("rules", "")),
        see=_listed(facts.get("see", "")),
        version=int(facts.get("version", 0)),
        also=facts.get("also", ""),
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _parts(body: str) -> list[str]:
    """The body's parts: a line that begins with a mark begins one, and so does an empty line."""
    parts: list[str] = []
    fresh = True
    for line in body.splitlines():
        begins = line.startswith(("# ", "- ", "@"))
        if not line.strip():
            fresh = True
        elif fresh or begins:
            parts.append(line)
            fresh = line.startswith(("# ", "@"))
        else:
            parts[-1] += f" {line.strip()}"
    return parts


def _blocks(part: str) -> tuple[Block, ...]:
    if part.startswith("# "):
        return (Block(Kind.HEADING, part[2:]),)
    if part.startswith("- "):
        return (Block(Kind.ITEM, part[2:]),)
    if part.startswith("@"):
        name, key = part[1:].split()
        return tuple(Block(Kind.ITEM, words) for words in rule_data(name)[key])
    return (Block(Kind.PARAGRAPH, part.replace(_MAINTAINERS, maintainers())),)
