"""Who registers: name, tax number, address, website and contact (rules.md G-01)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from desktop_app.services.rules.content.links import host_of
from desktop_app.services.rules.registration.addresses import bare, is_shortener, same_site, within
from desktop_app.services.rules.registration.draft import Business, Contact, Draft
from desktop_app.services.rules.registration.facts import facts
from desktop_app.services.rules.registration.problems import At, Problem

RULE: Final = "G-01"
UNVERIFIABLE: Final = "30799"
SHORTEST_NAME, LONGEST_NAME = 2, 255
FEW_A_DAY: Final = 6_000
"""Texts a day up to which the low-volume kind of brand is the right one."""
EIN_LETTER: Final = "ein_letter"
_EIN = re.compile(r"[0-9]{2}-?[0-9]{7}")
_SSN = re.compile(r"[0-9]{3}[-. ][0-9]{2}[-. ][0-9]{4}")
_CANADIAN = re.compile(r"[0-9]{9}(?: ?R[CPTZ] ?[0-9]{4})?")
_MADE_UP = frozenset({"000000000", "123456789"})
_TRADE_NAME = re.compile(r"\bd[./]?b[./]?a\b|\bdoing business as\b|\btrading as\b", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\b(?:p\.?l\.?l\.?c|l\.?l\.?c|l\.?l\.?p|p\.?a|p\.?c|inc|incorporated|corp|corporation|ltd|lp"
    r"|limited|chartered|company|co|apc|plc)\b\.?\s*$",
    re.IGNORECASE,
)
_PO_BOX = re.compile(
    r"\bp(?:ost)?[. ]*o(?:ffice)?[. ]*(?:box|bx)\b|\bbox +#?\d+\s*$|^\s*box\b|\bpmb\b",
    re.IGNORECASE,
)
_ZIP = {"US": re.compile(r"[0-9]{5}(?:-[0-9]{4})?"),
        "CA": re.compile(r"[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]")}  # fmt: skip
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,63}")
_NANP = re.compile(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}")
_ABROAD = re.compile(r"\+(?!1)[1-9][0-9]{6,14}")
_HYPHENS = str.maketrans("‐‑‒–—", "-----")
_NOT_DIGITS = re.compile(r"[\s().·-]")
_BARE = re.compile(r"1?[0-9]{10}")
_NATIONAL: Final = 10


def check_business(draft: Draft) -> Iterator[Problem]:
    """What is wrong with the first element of a registration."""
    business = draft.business
    yield from _legal_name(business)
    if not business.brand_name.strip():
        yield At("business.brand_name", RULE).block("Enter the name clients know the firm by.")
    yield from ein_problems(business.ein, business.country)
    yield from _kinds(business)
    yield from _address(business)
    yield from _website(business)
    yield from _contact(draft.contact, business)
    if EIN_LETTER not in {each.kind for each in draft.attachments}:
        yield At("attachments", RULE).warn(
            "Attach the letter from the IRS (CP 575 or 147C), so that name and number can be "
            "compared."
        )


def ein_problems(typed: str, country: str = "US") -> Iterator[Problem]:
    """At most one thing about the tax number."""
    at = At("business.ein", RULE)
    number = unicodedata.normalize("NFKC", typed).strip().translate(_HYPHENS)
    if not number:
        yield at.block("Enter the tax number (EIN) from the IRS letter.", UNVERIFIABLE)
    elif country == "CA":
        if not _CANADIAN.fullmatch(number):
            yield at.block("A Canadian business number has nine digits.", UNVERIFIABLE)
    elif _SSN.fullmatch(number):
        yield at.block(
            "This looks like a Social Security number. Enter the firm’s EIN, like 59-1234567, and "
            "nobody’s own number.",
            UNVERIFIABLE,
        )
    elif not _EIN.fullmatch(number):
        yield at.block("An EIN has nine digits, like 59-1234567.", UNVERIFIABLE)
    elif number.replace("-", "") in _MADE_UP:
        yield at.block("This is no real EIN. Copy it from the IRS letter.", UNVERIFIABLE)
    elif number[:2] not in _prefixes():
        yield at.warn(
            f"This EIN starts with {number[:2]}, which the IRS has not published. Check your IRS "
            "letter.",
            UNVERIFIABLE,
        )


def e164(typed: str) -> str:
    """A phone number with its plus, however it was typed; empty where it is none."""
    number = _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", typed).strip())
    if _BARE.fullmatch(number):
        number = f"+1{number[-_NATIONAL:]}"
    return number if _NANP.fullmatch(number) or _ABROAD.fullmatch(number) else ""


def ends_like_a_firm(name: str) -> bool:
    """Whether the name has the ending of its legal form, PLLC or P.A. say."""
    return bool(_SUFFIX.search(name.strip()))


def _legal_name(business: Business) -> Iterator[Problem]:
    at, name = At("business.legal_name", RULE), business.legal_name.strip()
    if not name:
        yield at.block("Enter the legal name exactly as on the IRS letter.", UNVERIFIABLE)
    elif not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        yield at.block("A legal name has 2 to 255 characters.", UNVERIFIABLE)
    elif _TRADE_NAME.search(name):
        yield at.warn(
            "The legal name has no “doing business as”. Enter that one as the name clients know.",
            UNVERIFIABLE,
        )
    elif business.entity == "PRIVATE_PROFIT" and not ends_like_a_firm(name):
        yield at.warn(
            "Most firms’ names end in PLLC, P.A. or the like. Copy it from the IRS letter, commas "
            "and all.",
            UNVERIFIABLE,
        )


def _kinds(business: Business) -> Iterator[Problem]:
    entity, brand = At("business.entity", RULE), At("business.brand_type", RULE)
    if business.entity not in facts()["entities"]:
        yield entity.block("Choose what kind of business the firm is.")
    elif business.entity == "SOLE_PROP" and business.ein.strip():
        yield entity.block("A firm with an EIN is no sole proprietor to carriers.", "30903")
    if business.brand_type not in facts()["brand_types"]:
        yield brand.block("Choose the kind of brand; for most firms it is Low-Volume Standard.")
    elif business.brand_type == "SOLE_PROPRIETOR" and business.ein.strip():
        yield brand.block(
            "A firm with an EIN can’t register as a sole proprietor. Choose Low-Volume Standard.",
            "30903",
        )
    elif business.brand_type == "STANDARD" and business.texts_per_day < FEW_A_DAY:
        yield brand.block("Below 6,000 texts a day, Low-Volume Standard is right and costs less.")
    elif business.brand_type == "LOW_VOLUME_STANDARD" and business.texts_per_day >= FEW_A_DAY:
        yield brand.block("From 6,000 texts a day, the firm needs a Standard brand.")
    if business.industry != "LEGAL":
        yield At("business.industry", RULE).warn("A law firm registers under Legal.")


def _address(business: Business) -> Iterator[Problem]:
    street, country = business.street.strip(), business.country
    at = At("business.street", RULE)
    if not street:
        yield at.block("Enter the street address from the IRS record.")
    elif _PO_BOX.search(street):
        yield at.block("Reviewers take no PO box. Enter the street address.")
    if not business.city.strip():
        yield At("business.city", RULE).block("Enter the city.")
    if country not in _ZIP:
        yield At("business.country", RULE).block("The country is US or CA.", "30729")
        return
    if business.state.strip().upper() not in facts()["states"][country]:
        what = "state" if country == "US" else "province"
        yield At("business.state", RULE).block(f"Enter the {what} as two letters, like FL.")
    if not _ZIP[country].fullmatch(business.zip.strip()):
        code = "ZIP code, like 33602" if country == "US" else "postal code, like M5V 2T6"
        yield At("business.zip", RULE).block(f"Enter the {code}.")
    if business.address_as_irs is False:
        yield at.warn("Use the address the IRS has, not a branch office.", UNVERIFIABLE)


def _website(business: Business) -> Iterator[Problem]:
    at, address = At("business.website", RULE), business.website.strip()
    host = host_of(address)
    if not host or "." not in host:
        yield at.block("Enter the address of the firm’s website. Reviewers open it.", "30891")
        return
    if is_shortener(host):
        yield at.block("Enter the full address, no short link.", "30892")
    elif within(host, facts()["social"]):
        yield at.block(
            "A page on a social network is not enough. Use the firm’s own site.", "30891"
        )
    elif not address.casefold().startswith("https://"):
        yield at.block("The address must start with https://.", "30891")
    if business.website_opens is False:
        yield at.block("The website can’t be opened. Reviewers would refuse it.", "30891")
    yield from _website_words(business, at)


def _website_words(business: Business, at: At) -> Iterator[Problem]:
    words = business.website_text.casefold()
    if not words.strip():
        return
    if any(each in words for each in facts()["unfinished"]):
        yield at.block("The website says it is not finished. Finish it first.", "30891")
    if "privacy" not in words or "terms" not in words:
        yield at.warn("Link the Privacy Policy and the Terms on the home page.", "30882")
    if any(each in words for each in facts()["leads"]):
        yield at.warn("The website speaks of leads or affiliates. Reviewers refuse that.", "30885")


def _contact(contact: Contact, business: Business) -> Iterator[Problem]:
    if not contact.name.strip():
        yield At("contact.name", RULE).block("Enter whom reviewers can ask.")
    if not contact.title.strip():
        yield At("contact.title", RULE).block("Enter that person’s title.")
    if not e164(contact.phone):
        yield At("contact.phone", RULE).block(
            "Enter a phone number with its area code, like (813) 555-0142.", "30751"
        )
    at, email = At("contact.email", RULE), contact.email.strip()
    domain, site = email.rpartition("@")[2].casefold(), host_of(business.website)
    if not _EMAIL.fullmatch(email):
        yield at.block("Enter an email address.", "30881")
    elif within(domain, facts()["free_mail"]):
        yield at.warn(f"An address at {domain} looks unofficial. Use one of the firm’s.", "30881")
    elif site and not same_site(domain, site):
        yield at.warn(f"The email is not at {bare(site)}, the firm’s own site.", "30881")


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(facts()["ein_prefixes"])
