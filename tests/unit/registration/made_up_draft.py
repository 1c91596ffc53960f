"""A draft of a made-up firm that nothing is wrong with, and ways to make it worse."""

from dataclasses import replace
from datetime import date

from desktop_app.services.consent.form_words import FirmFacts
from desktop_app.services.consent.records import Campaign as Program
from desktop_app.services.registration.presets import filled, preset
from desktop_app.services.registration.texts import Firm, TextKind, made_text
from desktop_app.services.rules.registration.check import check_draft
from desktop_app.services.rules.registration.draft import (
    Attachment,
    Business,
    Contact,
    Draft,
    Policies,
)

TODAY = date(2026, 11, 25)
NAME = "Smith Law PLLC"
FACTS = FirmFacts(
    NAME,
    "+13055550100",
    "+13055550142",
    "https://smithlaw.com/privacy",
    "https://smithlaw.com/terms",
)
FIRM = Firm(FACTS, TODAY, "office@smithlaw.com")
PROGRAM = Program(0, NAME, "Case", "4 messages per month")


def made(kind):
    return made_text(kind, FIRM, PROGRAM).text


def draft_of(key="cases"):
    """Everything filled in, with the answers of a preset."""
    business = Business(
        legal_name=NAME,
        irs_name=NAME,
        brand_name="Smith Law",
        ein="59-1234567",
        entity="PRIVATE_PROFIT",
        brand_type="LOW_VOLUME_STANDARD",
        texts_per_day=50,
        street="410 Harbor Street, Suite 2",
        city="Tampa",
        state="FL",
        zip="33602",
        address_as_irs=True,
        website="https://smithlaw.com",
        website_opens=True,
        website_text="Smith Law. Privacy Policy. Terms. Call us.",
    )
    policies = Policies(
        FACTS.privacy, made(TextKind.PRIVACY_POLICY), True, FACTS.terms, made(TextKind.TERMS), True
    )
    empty = Draft(
        number=FACTS.number,
        business=business,
        contact=Contact("Noor Haddad", "Office manager", "(813) 555-0142", "noor@smithlaw.com"),
        policies=policies,
        attachments=(
            Attachment("ein_letter", "cp575.pdf"),
            Attachment("consent_proof", "form.png"),
        ),
    )
    chosen = preset(key)
    assert chosen is not None
    return filled(empty, chosen, FIRM)


def changed(part, **answers):
    """The good draft with some answers of one part changed."""
    draft = draft_of()
    return replace(draft, **{part: replace(getattr(draft, part), **answers)})


def problems(draft, today=TODAY):
    return check_draft(draft, today).problems


def told(draft, today=TODAY):
    """What is found, as (field, outcome, code)."""
    return [(each.field, str(each.outcome), each.code) for each in problems(draft, today)]
