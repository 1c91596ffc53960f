"""How people agree, each way with its words and its proof (rules.md B-01, B-04, B-05, T-01)."""

from collections.abc import Iterator
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.call_to_action import (
    Finding,
    Form,
    check_call_to_action,
    longest,
)
from desktop_app.services.rules.consent_record import Medium, medium_of
from desktop_app.services.rules.content.links import host_of
from desktop_app.services.rules.registration.addresses import address_problem
from desktop_app.services.rules.registration.draft import ENGAGEMENT_TERMS, Draft, Method
from desktop_app.services.rules.registration.problems import At, Problem, wording_code

RULE: Final = "B-04"
PROOF: Final = "consent_proof"
HIDDEN: Final = (
    "A sentence in the client terms is no consent: it is hidden, implied and required. Ask on a "
    "form of its own."
)
HIDDEN_CODE: Final = "30841"
SPOKEN = frozenset({Medium.VERBAL_IN_PERSON, Medium.VERBAL_PHONE, Medium.IVR})
ON_A_PAGE = frozenset({Medium.WEB_FORM, Medium.MOBILE_WEB_BUTTON})
_SHOWN = frozenset({Medium.PAPER_FORM, Medium.OFFICE_SIGNUP, Medium.PREFERENCES_PANEL})
_READ: Final = 5_000
"""Words longer than that are no sign-up wording and are not read."""
_FLAGS = (
    ("phone_required", "The phone number must not be required."),
    ("box_required", "Nobody may have to tick the box."),
    ("ticked_beforehand", "The box must be empty until the client ticks it."),
    ("behind_a_link", "Put the sentence on the form itself, not only behind a link."),
)


def check_consent(draft: Draft) -> Iterator[Problem]:
    """What is wrong with the second element of a registration."""
    methods = draft.consent.methods
    if not any(each.medium != ENGAGEMENT_TERMS for each in methods):
        yield At("consent.methods", RULE).block(
            "Say how people agree to texts, before the first one is sent.", "30555"
        )
    for place, method in enumerate(methods):
        yield from _method(method, f"consent.methods[{place}]", draft)
    if draft.consent.client_terms_url.strip():
        yield At("consent.client_terms_url", "T-01").info(
            "Client terms count as a further notice, never as consent. People still agree by "
            "themselves."
        )


def _method(method: Method, path: str, draft: Draft) -> Iterator[Problem]:
    medium = medium_of(method.medium)
    if method.medium == ENGAGEMENT_TERMS:
        yield At(f"{path}.medium", RULE).block(HIDDEN, HIDDEN_CODE)
    elif medium is None:
        yield At(f"{path}.medium", RULE).block("Choose how people agree.", "30896")
    else:
        yield from _flagged(method, path)
        yield from _wording(method, medium, path, draft)
        yield from _proof(method, medium, path, draft)


def _flagged(method: Method, path: str) -> Iterator[Problem]:
    for name, message in _FLAGS:
        if getattr(method, name):
            code = HIDDEN_CODE if name == "behind_a_link" else "30923"
            yield At(f"{path}.{name}", RULE).block(message, code)


def _wording(method: Method, medium: Medium, path: str, draft: Draft) -> Iterator[Problem]:
    at, spoken = At(f"{path}.wording", RULE), medium in SPOKEN
    if not method.wording.strip():
        if spoken:
            yield at.block("Enter the whole script, word by word.", "30511")
        elif medium is not Medium.CONVERSATION:
            yield at.block("Enter the words people agree to.", "30896")
        return
    if len(method.wording) > _READ:
        yield at.block(f"Keep it to {longest()} characters; it has {len(method.wording):,}.")
        return
    form = Form(
        firm=draft.name,
        also_called=draft.names,
        number=draft.number,
        spoken=spoken and medium is not Medium.IVR,
        truthful=method.truthful,
    )
    for found in check_call_to_action(method.wording, form).findings:
        if found.outcome is not Outcome.OK:
            yield _as_problem(found, path)


def _as_problem(found: Finding, path: str) -> Problem:
    """Honesty is ticked in a field of its own; all else is about the words."""
    field = "truthful" if found.check == "X3" and found.outcome is Outcome.WARN else "wording"
    return Problem(f"{path}.{field}", RULE, found.outcome, found.message, wording_code(found))


def _proof(method: Method, medium: Medium, path: str, draft: Draft) -> Iterator[Problem]:
    at, site = At(f"{path}.url", "G-02"), host_of(draft.business.website)
    pictured = PROOF in {each.kind for each in draft.attachments}
    if medium in ON_A_PAGE:
        said, stops = address_problem(method.url, site)
        if said:
            yield at.block(said, "30543") if stops else at.warn(said, "30543")
    elif medium in _SHOWN and not (pictured or method.url.strip()):
        yield at.block("Attach a scan or a picture of the form, or give its address.", "30842")
