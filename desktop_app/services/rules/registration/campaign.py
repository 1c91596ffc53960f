"""What is texted: description, flow, samples, answers and marks (rules.md G-02)."""

import re
from collections.abc import Iterator
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.call_to_action import Form, check_call_to_action
from desktop_app.services.rules.consent_record import Medium, medium_of, optin_path, valid_frequency
from desktop_app.services.rules.content.brand import names_brand
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.help_text import check_help_text
from desktop_app.services.rules.optin import text_checks
from desktop_app.services.rules.registration.draft import ENGAGEMENT_TERMS, Campaign, Draft, Method
from desktop_app.services.rules.registration.facts import facts
from desktop_app.services.rules.registration.problems import At, Problem, wording_code
from desktop_app.services.rules.registration.proof import ON_A_PAGE, SPOKEN
from desktop_app.services.rules.registration.samples import sample_problems
from desktop_app.services.rules.words import carrier_keyword

RULE: Final = "G-02"
FLOW_RULE: Final = "B-04"
DESCRIPTION: Final = (40, 4096)
FLOW: Final = (40, 2048)
ANSWER: Final = (20, 320)
KEYWORDS_LONGEST: Final = 255
_WHOM = re.compile(
    r"\b(?:clients?|customers?|people|persons?|staff|employees?|lawyers|attorneys|consumers?"
    r"|recipients?|members|anyone)\b"
)
_WHY = re.compile(
    r"\b(?:about|to (?:answer|remind|tell|say|confirm|arrange|inform|let|update|coordinate|ask)"
    r"|updates?|reminders?|answers?|replies|questions|appointments?|hearings?|deadlines?)\b"
)
_KEYWORD = re.compile(r"[A-Za-z0-9]+")
_CONFIRMS = re.compile(
    r"\b(?:opted[ -]out|unsubscribed|no (?:more|further) (?:texts?|messages?)|stopped)\b"
)
_NOT_IN_A_FLOW = frozenset({"SH1", "SH2", "X2", "X3", "NOT2"})
"""Length, boxes and honesty are the form's own; a flow may name calls beside texts."""


def check_campaign(draft: Draft) -> Iterator[Problem]:
    """What is wrong with the fourth element of a registration."""
    campaign = draft.campaign
    yield from _use_case(campaign.use_case)
    yield from _description(draft)
    yield from _flow(draft)
    yield from _frequency(campaign.frequency)
    yield from sample_problems(draft)
    yield from _opt_in_message(draft)
    yield from _other_answers(draft)
    yield from _keywords(campaign)
    yield from _marks(campaign)


def length_problem(at: At, text: str, span: tuple[int, int], code: str = "") -> Iterator[Problem]:
    """At most one, where a text is shorter or longer than Twilio takes."""
    least, most = span
    has = len(text.strip())
    if not has:
        yield at.block(f"Fill this in; it must have {least} to {most:,} characters.", code)
    elif not least <= has <= most:
        yield at.block(f"It must have {least} to {most:,} characters; it has {has:,}.", code)


def _use_case(typed: str) -> Iterator[Problem]:
    at = At("campaign.use_case", RULE)
    if typed in {"P2P", "PERSON_TO_PERSON"}:
        yield at.block("Carriers know no person-to-person use. Choose customer care.", "30533")
    elif typed not in facts()["use_cases"]:
        yield at.block("Choose what the texts are for.", "30900")


def _description(draft: Draft) -> Iterator[Problem]:
    at, text = At("campaign.description", RULE), draft.campaign.description
    short = list(length_problem(at, text, DESCRIPTION, "30886"))
    yield from short
    if short:
        return
    plain = fold(text).text
    lacks = [
        what
        for holds, what in (
            (_names_the_firm(text, draft), "name the firm"),
            (bool(_WHOM.search(plain)), "say to whom you write"),
            (bool(_WHY.search(plain)), "say what about"),
        )
        if not holds
    ]
    if lacks:
        yield at.block(f"The description must {' and '.join(lacks)}.", "30886")


def _flow(draft: Draft) -> Iterator[Problem]:
    at, text = At("campaign.message_flow", RULE), draft.campaign.message_flow
    short = list(length_problem(at, text, FLOW, "30909"))
    yield from short
    if short:
        return
    form = Form(firm=draft.name, also_called=draft.names, number=draft.number, truthful=True)
    for found in check_call_to_action(text, form).failed:
        if found.check not in _NOT_IN_A_FLOW:
            flow = At("campaign.message_flow", FLOW_RULE)
            yield flow.block(found.message, wording_code(found))
    for method in draft.consent.methods:
        yield from _told(method, text, at)


def _told(method: Method, flow: str, at: At) -> Iterator[Problem]:
    """What the flow must tell of one way of agreeing, so that reviewers can look at it."""
    medium, plain, url = medium_of(method.medium), fold(flow).text, method.url.strip()
    if medium in ON_A_PAGE and url and url.casefold() not in plain:
        yield at.block("It must give the address of the sign-up form.", "30543")
    elif medium in SPOKEN and method.wording.strip():
        if not _has_all(plain, method.wording):
            yield at.block("It must hold the whole script, word by word.", "30511")
    elif medium is not None and not (url and url.casefold() in plain):
        words = facts()["flow_words"].get(medium, [])
        if words and not any(word in plain for word in words):
            yield at.warn(f"It must tell every way people agree; “{words[0]}” is missing.", "30896")


def _has_all(plain: str, script: str) -> bool:
    return " ".join(fold(script).text.split()) in " ".join(plain.split())


def _frequency(typed: str) -> Iterator[Problem]:
    verdict = valid_frequency(typed)
    if verdict.message:
        code = "30545" if verdict.outcome is Outcome.BLOCK else ""
        yield Problem("campaign.frequency", "B-07", verdict.outcome, verdict.message, code)


def _opt_in_message(draft: Draft) -> Iterator[Problem]:
    at, text = At("campaign.opt_in_message", RULE), draft.campaign.opt_in_message
    media = [each.medium for each in draft.consent.methods if each.medium != ENGAGEMENT_TERMS]
    asked = bool(draft.campaign.opt_in_keywords) or any(
        each == Medium.SMS_KEYWORD or optin_path(each) == "double" for each in media
    )
    if not text.strip():
        if asked:
            yield at.block("Enter the text that welcomes whoever signed up.", "30540")
        return
    too = list(length_problem(at, text, ANSWER, "30540"))
    yield from too
    lacks = [each.what for each in text_checks(text, _named_in(text, draft), asks=False)
             if not each.ok]  # fmt: skip
    if lacks and not too:
        yield at.block(f"The welcome lacks: {', '.join(lacks).lower()}.", "30540")


def _other_answers(draft: Draft) -> Iterator[Problem]:
    campaign = draft.campaign
    if campaign.twilio_answers and not (campaign.opt_out_message or campaign.help_message):
        yield At("campaign.help_message", RULE).info(
            "Twilio’s own answer to HELP doesn’t name the firm. Yours would."
        )
        return
    at = At("campaign.opt_out_message", RULE)
    too = list(length_problem(at, campaign.opt_out_message, ANSWER, "30887"))
    yield from too
    if not too:
        yield from _opt_out(campaign.opt_out_message, draft, at)
    yield from _help(draft)


def _help(draft: Draft) -> Iterator[Problem]:
    text = draft.campaign.help_message
    if not text.strip():
        yield from length_problem(At("campaign.help_message", RULE), text, ANSWER, "30890")
        return
    for found in check_help_text(text, _named_in(text, draft)):
        outcome = Outcome.BLOCK if found.outcome is Outcome.HOLD else found.outcome
        code = "30890" if outcome is Outcome.BLOCK else ""
        yield Problem("campaign.help_message", found.rule, outcome, found.message, code)


def _opt_out(text: str, draft: Draft, at: At) -> Iterator[Problem]:
    if not _names_the_firm(text, draft):
        yield at.block("The answer to STOP must name the firm.", "30887")
    if not _CONFIRMS.search(fold(text).text):
        yield at.block("The answer to STOP must say that no more texts come.", "30887")


def _keywords(campaign: Campaign) -> Iterator[Problem]:
    lists = {
        "opt_in_keywords": campaign.opt_in_keywords,
        "opt_out_keywords": campaign.opt_out_keywords,
        "help_keywords": campaign.help_keywords,
    }
    for name, words in lists.items():
        at = At(f"campaign.{name}", RULE)
        if not all(_KEYWORD.fullmatch(each) for each in words):
            yield at.block("A keyword is one word of letters and figures.")
        elif len(",".join(words)) > KEYWORDS_LONGEST:
            yield at.block("All of them together have 255 characters at most.")
    means = {each: carrier_keyword(each, "long_code") for each in campaign.opt_in_keywords}
    for word, meaning in means.items():
        if meaning in {"opt_out", "help"}:
            yield At("campaign.opt_in_keywords", RULE).block(
                f"Phone companies give {word.upper()} another meaning. Choose another word, like "
                "JOIN."
            )


def _marks(campaign: Campaign) -> Iterator[Problem]:
    if campaign.age_gated:
        yield At("campaign.age_gated", RULE).warn(
            "This is for alcohol, tobacco and the like. A law firm answers no.", "30888"
        )
    if campaign.direct_lending:
        yield At("campaign.direct_lending", RULE).warn(
            "This is for lenders. A law firm answers no.", "30895"
        )
    for topic in campaign.special:
        what = facts()["special"].get(topic, topic[:40])
        yield At("campaign.special", RULE).hold(
            f"{what}: your provider has to allow this first. Ask before you send it in."
        )


def _names_the_firm(text: str, draft: Draft) -> bool:
    return any(names_brand(text, name) for name in draft.names)


def _named_in(text: str, draft: Draft) -> str:
    """The one of the firm's names that stands in a text; else the one clients know."""
    low = text.casefold()
    return next((name for name in draft.names if name.casefold() in low), draft.name)
