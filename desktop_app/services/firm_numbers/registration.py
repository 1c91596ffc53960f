"""Where a number's registration stands, out of what Twilio says (rules.md G-20). Pure.

Only what is certain blocks: a local US number outside every approved campaign, a toll-free number
without an approved verification. For other countries nothing is known.
"""

from collections.abc import Iterable

from desktop_app.models.enums import Registration, SenderType
from desktop_app.services.firm_numbers.records import AccountNumbers, Review

Standing = tuple[Registration, str]

_CAMPAIGN_GOOD = frozenset({"VERIFIED", "APPROVED"})
_CAMPAIGN_BAD = frozenset({"FAILED", "SUSPENDED"})
UNKNOWN: Standing = (Registration.UNKNOWN, "")
_NONE_FOUND = frozenset({"Not verified: no application found", "Not in a registered campaign"})
DELIVERS_S = 30 * 86_400
"""A text delivered this lately says more than a list that may be incomplete."""


def standing(number: str, number_sid: str, kind: SenderType, account: AccountNumbers) -> Standing:
    """The registration of one number and a note for people."""
    if kind is SenderType.TOLL_FREE:
        return _toll_free(account.verifications.get(number_sid))
    if kind is not SenderType.LONG_CODE or not _in_the_us(number):
        return UNKNOWN
    return _local(
        [
            campaign
            for service in account.services
            if number_sid in service.number_sids
            for campaign in service.campaigns
        ]
    )


def weighed(found: Standing, *, delivers: bool) -> Standing:
    """What is found, where the number is known to deliver or not.

    Another account, a reseller above all, may have registered it where our key cannot look; what
    nobody knows is warned about and never blocks.
    """
    if delivers and found[1] in _NONE_FOUND:
        return Registration.UNKNOWN, "Delivers texts; no registration found in this account"
    return found


def _toll_free(review: Review | None) -> Standing:
    if review is None:
        return Registration.NOT_APPROVED, "Not verified: no application found"
    if review.status == "TWILIO_APPROVED":
        return Registration.LIVE, "Verified"
    if review.status == "TWILIO_REJECTED":
        return Registration.NOT_APPROVED, f"Verification refused{_code(review)}"
    if review.status in {"PENDING_REVIEW", "IN_REVIEW"}:
        return Registration.NOT_APPROVED, "Verification is being reviewed"
    return UNKNOWN


def _local(campaigns: Iterable[Review]) -> Standing:
    found = list(campaigns)
    if any(each.status in _CAMPAIGN_GOOD for each in found):
        return Registration.LIVE, "Campaign approved"
    if not found:
        return Registration.NOT_APPROVED, "Not in a registered campaign"
    worst = found[0]
    if worst.status in _CAMPAIGN_BAD:
        word = "refused" if worst.status == "FAILED" else "suspended"
        return Registration.NOT_APPROVED, f"Campaign {word}{_code(worst)}"
    return Registration.NOT_APPROVED, "Campaign is being reviewed"


def _code(review: Review) -> str:
    return f" (Twilio {review.code})" if review.code else ""


def _in_the_us(number: str) -> bool:
    """Whether US carriers' registration is for this number at all."""
    import phonenumbers  # noqa: PLC0415  only where numbers are read from Twilio

    parsed = phonenumbers.parse(number)
    found = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    return found == "US" or (found is None and parsed.country_code == 1)
