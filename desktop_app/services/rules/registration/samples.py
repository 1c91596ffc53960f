"""The example texts of a campaign, each read as carriers read it (rules.md G-02, C-01, C-07)."""

import re
from collections.abc import Iterator
from typing import Final

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.rules.content import brand, forbidden, links, sensitive
from desktop_app.services.rules.content.brand import names_brand
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.links import host_of, links_in
from desktop_app.services.rules.content.opt_out_words import says_how_to_stop
from desktop_app.services.rules.kinds import classify_kind
from desktop_app.services.rules.registration.draft import Campaign, Draft
from desktop_app.services.rules.registration.facts import facts
from desktop_app.services.rules.registration.problems import STOPS, At, Problem

RULE: Final = "G-02"
FEWEST, MOST = 2, 5
LENGTH: Final = (20, 1024)
UNCLEAR, EMBEDDED_PHONE = "30893", "30889"
_READ: Final = 20
"""So many are read one by one, however many a file holds."""
_LOOKS = (links, forbidden, sensitive, brand)
_CODES = {"C-01": "30892", "C-07": "30883", "C-09": "30893"}
_PHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?![\d-])")
_OTHER_BLANK = re.compile(r"\{[^{}\n]{0,60}\}|<[A-Za-z][^<>\n]{0,60}>|_{3,}")
_BLANK = re.compile(r"\[[^\[\]\n]{1,60}\]")
_NOTHING_SOLD = re.compile(
    r"\b(?:no|not|never|nothing)\b[^.!?]{0,40}\b(?:market\w*|advertis\w+|promot\w+)\b"
)


def sample_problems(draft: Draft) -> Iterator[Problem]:
    """What is wrong with all of them together, then with each."""
    campaign, at = draft.campaign, At("campaign.samples", RULE)
    samples = campaign.samples
    if not FEWEST <= len(samples) <= MOST:
        yield at.block(f"Give 2 to 5 example texts; there {_are(len(samples))}.", UNCLEAR)
    if samples:
        yield from _together(draft, at)
    for place, sample in enumerate(samples[:_READ]):
        yield from _each(sample, draft, At(f"campaign.samples[{place}]", RULE))
    yield from _flags(campaign)


def has_phone(text: str) -> bool:
    """Whether a phone number stands in a text; a [phone number] to fill in is none."""
    return _PHONE.search(_BLANK.sub(" ", text)) is not None


def has_link(text: str) -> bool:
    """Whether a link stands in a text."""
    return bool(links_in(text))


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number}" if number else "are none"


def _together(draft: Draft, at: At) -> Iterator[Problem]:
    samples = draft.campaign.samples
    if not any(_named(each, draft) for each in samples):
        yield at.block("Your example text doesn’t name the firm.", UNCLEAR)
    if not any(says_how_to_stop(each) for each in samples):
        yield at.block("One example text must say how to stop: “Reply STOP to opt out.”", "30887")
    if not any(_BLANK.search(each) for each in samples):
        yield at.info("Put what changes from text to text in brackets, like [date].")


def _each(sample: str, draft: Draft, at: At) -> Iterator[Problem]:
    least, most = LENGTH
    if not least <= len(sample.strip()) <= most:
        yield at.block(
            f"It must have {least} to {most:,} characters; it has {len(sample.strip()):,}.", UNCLEAR
        )
    if any(_named(each, draft) for each in draft.campaign.samples) and not _named(sample, draft):
        yield at.info("Name the firm here too; reviewers like it in every example.")
    if _OTHER_BLANK.search(sample):
        yield at.warn("Write what changes in square brackets, like [first name].", UNCLEAR)
    yield from _content(sample[:most], draft, at)
    yield from _promotional(sample[:most], draft.campaign, at)


def _content(sample: str, draft: Draft, at: At) -> Iterator[Problem]:
    domain = host_of(draft.business.website).removeprefix("www.")
    about = Circumstances(
        kind=MessageKind.INFORMATIONAL,
        origin=Origin.AUTOMATED,
        brand=draft.name,
        domains=(domain,) if domain else (),
    )
    found = [each for look in _LOOKS for each in look.check(sample, about)]
    rules = dict.fromkeys(each.rule for each in found if each.outcome is not Outcome.INFO)
    rules.pop(brand.RULE, None)  # whether the firm is named is asked of all of them together
    for rule in rules:
        worst = next(
            each
            for outcome in Outcome
            for each in found
            if each.rule == rule and each.outcome is outcome
        )
        code = _CODES.get(rule, UNCLEAR) if worst.outcome in STOPS else ""
        outcome = Outcome.BLOCK if worst.outcome in STOPS else worst.outcome
        yield Problem(at.field, rule, outcome, worst.message, code)


def _promotional(sample: str, campaign: Campaign, at: At) -> Iterator[Problem]:
    kind = classify_kind(
        sample, asked=MessageKind.INFORMATIONAL, origin=Origin.SCHEDULED, answers=False
    )
    if kind.kind is not MessageKind.PROMOTIONAL:
        return
    if _NOTHING_SOLD.search(campaign.description.casefold()):
        yield at.block("This is advertising, and the description says there is none.", UNCLEAR)
    elif campaign.use_case not in facts()["promotional_use_cases"]:
        yield at.block("This is advertising. The use you chose has none.", UNCLEAR)


def _flags(campaign: Campaign) -> Iterator[Problem]:
    marks = (
        ("has_links", campaign.has_links, any(map(has_link, campaign.samples)), "a link", UNCLEAR),
        ("has_phone", campaign.has_phone, any(map(has_phone, campaign.samples)), "a phone number",
         EMBEDDED_PHONE),
    )  # fmt: skip
    for name, marked, there, what, code in marks:
        at = At(f"campaign.{name}", RULE)
        if there and not marked:
            yield at.block(f"An example text has {what}. Mark it here.", code)
        elif marked and not there and campaign.samples:
            yield at.block(f"No example text has {what}. Add one or take the mark out.", code)


def _named(text: str, draft: Draft) -> bool:
    return any(names_brand(text, name) for name in draft.names)
