"""What one part of a registration says against another (rules.md G-01, G-02, G-07)."""

import re
from collections.abc import Iterator
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.brand import names_brand
from desktop_app.services.rules.content.links import host_of
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.registration.addresses import address_problem
from desktop_app.services.rules.registration.draft import Draft
from desktop_app.services.rules.registration.pages import (
    Item,
    check_privacy_policy,
    check_terms,
)
from desktop_app.services.rules.registration.problems import At, Problem

RULE: Final = "G-01"
USE_RULE: Final = "G-02"
_NAME_CODE: Final = "30914"
_GAPS = re.compile(r"[\W_]+")
_STAFF = re.compile(r"\b(?:staff|employees?|co-?workers|team members?)\b")
_CLIENTS = re.compile(r"\b(?:clients?|customers?)\b")


def check_crossing(draft: Draft) -> Iterator[Problem]:
    """Names that differ between letter, site, texts; a use that differs from its wording."""
    yield from _names(draft)
    yield from _wording_and_use(draft)


def check_policies(draft: Draft) -> Iterator[Problem]:
    """What is wrong with the third element: both pages, where they are and what they say."""
    policies, site = draft.policies, host_of(draft.business.website)
    pages = (
        ("privacy", policies.privacy_url, policies.privacy_opens, policies.privacy_text,
         "privacy policy", "30908", check_privacy_policy),
        ("terms", policies.terms_url, policies.terms_opens, policies.terms_text, "terms", "30882",
         check_terms),
    )  # fmt: skip
    for name, url, opens, text, called, code, check in pages:
        at = At(f"policies.{name}_url", USE_RULE)
        said, stops = address_problem(url, site, opens=opens)
        if said:
            yield at.block(said, code) if stops else at.warn(said, code)
        if not text.strip():
            yield At(f"policies.{name}_text", "G-05" if name == "privacy" else "G-06").hold(
                f"Paste the words of your {called}, so that they can be checked."
            )
        else:
            yield from _items(check(text, draft.names), f"policies.{name}_text")


def _items(items: tuple[Item, ...], field: str) -> Iterator[Problem]:
    return (
        Problem(field, each.rule, each.outcome, each.message, each.code)
        for each in items
        if each.outcome is not Outcome.OK
    )


def _names(draft: Draft) -> Iterator[Problem]:
    business = draft.business
    legal, letter = business.legal_name.strip(), business.irs_name.strip()
    if legal and letter and " ".join(legal.split()) != " ".join(letter.split()):
        yield At("business.legal_name", RULE).warn(
            f"The IRS letter says “{letter[:80]}”. Use exactly that, commas and all.", "30799"
        )
    page = business.website_text
    if page.strip() and draft.names and not any(names_brand(page, each) for each in draft.names):
        yield At("business.website", RULE).block(
            f"The website doesn’t show the name {draft.name[:80]}.", _NAME_CODE
        )
    brand = business.brand_name.strip()
    if brand and legal and not _alike(brand, legal) and not names_brand(page, brand):
        yield At("business.brand_name", RULE).warn(
            "This name is not in the legal one. Show both on the website, so that reviewers see "
            "they belong together.",
            _NAME_CODE,
        )


def _alike(brand: str, legal: str) -> bool:
    """Whether every word of one name stands in the other."""
    return set(_GAPS.split(fold(brand).text.strip())) <= set(_GAPS.split(fold(legal).text.strip()))


def _wording_and_use(draft: Draft) -> Iterator[Problem]:
    campaign = draft.campaign
    description = fold(campaign.description).text
    only_staff = bool(_STAFF.search(description)) and not _CLIENTS.search(description)
    asked = any(_CLIENTS.search(fold(each).text) for each in campaign.samples)
    if only_staff and asked:
        yield At("campaign.samples", USE_RULE).block(
            "The description is about staff, an example text about clients.", "30893"
        )
    advertises = campaign.use_case == "MARKETING"
    wordings = [fold(each.wording).text for each in draft.consent.methods if each.wording.strip()]
    if advertises and wordings and not any("marketing" in each for each in wordings):
        yield At("campaign.use_case", USE_RULE).block(
            "People agreed to texts about their case, not to advertising. Choose another use or "
            "ask for marketing texts in the wording.",
            "30886",
        )
