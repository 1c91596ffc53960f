"""The public pages reviewers read: the privacy policy and the terms (rules.md G-05, G-06).

A page is judged sentence by sentence, because a promise about email says nothing of phone numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.call_to_action import check_call_to_action
from desktop_app.services.rules.content.links import links_in
from desktop_app.services.rules.folding import fold

PRIVACY_RULE: Final = "G-05"
TERMS_RULE: Final = "G-06"
LONGEST: Final = 100_000
"""Characters that are read of a page."""
LONG_SENTENCES: Final = 25
"""Words a sentence may have on average before it is hard to read."""
SHARED_CODE: Final = "30896"
_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\w)[^.!?;\n]+)*[.!?;]?")
_WORD = re.compile(r"[^\W\d_]+")
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{4})"
)
_HAS: Final = {
    "date": rf"\b(?:effective|updated|revised|modified|as of)\b[^.!?]{{0,40}}{_DATE}",
    "collect": r"\b(?:collect|gather|receive|obtain|ask (?:you )?for|information you give)\w*\b",
    "phone": r"\b(?:phone|mobile|cell|telephone)\b",
    "use": r"\b(?:use|uses|used|using)\b[^.!?\n]{0,120}\b(?:contact|texts?|messages?|services?"
    r"|represent\w*|reply|answer|respond\w*|communicat\w*)\b",
    "share": r"\b(?:shar(?:e|ed|ing)|disclos\w+|sell|rent|third[- ]part(?:y|ies))\b",
    "stop": r"\bstop\b",
    "keep": r"\b(?:protect\w*|secur\w+|retain\w*|retention|safeguard\w*|encrypt\w*|(?:we )?keep)\b",
    "reach": r"[^\s@]{1,64}@[^\s@.]{1,64}\.[^\s@]{2,}|\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)",
    "types": r"\b(?:you (?:may |will |can )?(?:get|receive)|we (?:may |will |can )?(?:send|text)"
    r"|texts? (?:about|are|cover)|messages? (?:about|include|may include|regarding))\b"
    r"|\b(?:updates?|reminders?|alerts?|notices?|confirmations?)\b",
    "carriers": r"\bcarriers?\b[^.!?]{0,60}\b(?:not|n't)\b[^.!?]{0,20}\b(?:liable|responsible)\b",
}
_NO = re.compile(r"(?:\b(?:no|not|never|neither|nor|nobody|none|without)\b|n't\b)(?! only\b)")
_GIVES = re.compile(
    r"\b(?:shar(?:e|ed|es|ing)|s(?:ell|ells|old|elling)|rent(?:ed|s|ing)?|disclos(?:e|ed|es|ing)"
    r"|transfer(?:red|s)?|provid(?:e|ed)|giv(?:e|en)|trade[ds]?)\b"
)
_MOBILE = re.compile(
    r"\b(?:mobile|cell|phones?|telephone|sms|text(?:s|ing)?|text[- ]messag\w+|opt-?[ -]?in)\b"
)
_OTHERS = re.compile(
    r"\b(?:third[- ]?part(?:y|ies)|affiliates?|partners?|anyone|anybody|others|other (?:companies"
    r"|firms|people|businesses))\b"
)
_SERVICE = re.compile(
    r"\b(?:third[- ]part(?:y|ies)[ -])?(?:service )?(?:providers?|vendors?|processors?)\b"
    r"|\bcompanies that help\b"
)
_WAY_OUT = re.compile(r"\b(?:except|unless|other than|without (?:your|prior|express)|save)\b(.*)")
_LAWFUL = re.compile(r"\b(?:law|court|legal|subpoena|deliver|carriers?|processors?)\b")
_EXCLUDES = re.compile(
    r"\b(?:exclud\w+|do(?:es)? not (?:apply|include|cover))\b[^.!?]{0,60}\b(?:text(?:ing)?|sms"
    r"|mobile)\b[^.!?]{0,60}\b(?:data|consent|information|numbers?)\b"
)
_PASSES_ON = re.compile(
    r"\b(?:shar(?:e|ed|es|ing)|s(?:ell|ells|old|elling)|rent(?:ed|s|ing)?|disclos(?:e|ed|es|ing)"
    r"|transfer(?:red|s)?|traded?|(?:provid|giv|pass)(?:e|en|ed|es|ing)?\b[^.!?]{0,60}\bto)\b"
)
_WRAPPED = re.compile(r"(?<=[^\s.!?:;])[ \t]*\r?\n[ \t]*(?=[a-z])")
"""A line break in the middle of a sentence, as a printed page leaves it."""
_BUT = re.compile(r"\b(?:but|however|although|though)\b")
_SAID_BEFORE = re.compile(r"\b(?:it|them)\b")
_FOR_GAIN = re.compile(r"\b(?:partners?|affiliates?|market\w*|advertis\w+)\b")
_MARKETS = re.compile(r"\b(?:partners?|affiliates?|third[- ]part(?:y|ies)|market\w*|advertis\w+)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a page must say. OK, or what is wrong with it in a sentence."""

    check: str
    what: str
    rule: str
    outcome: Outcome = Outcome.OK
    message: str = ""
    code: str = ""


def check_privacy_policy(text: str, names: tuple[str, ...]) -> tuple[Item, ...]:
    """Each of PP1 to PP9, in order. There is an answer for any text."""
    return tuple(_privacy(_read(text), names))


def check_terms(text: str, names: tuple[str, ...]) -> tuple[Item, ...]:
    """Each of TS1 to TS7, in order. There is an answer for any text."""
    return tuple(_terms(text[:LONGEST], _read(text), names))


def promises_not_to_share(page: str) -> bool:
    """Whether one sentence keeps phone numbers or texts from others, with no way out (PP5)."""
    return any(
        _keeps(each) and not any(_gives_away(clause) for clause in _clauses(each))
        for each in _sentences(_read(page))
    )


_YOURS: Final = "Your privacy policy must say "


def _read(text: str) -> str:
    """The page as it is compared, lines that were only wrapped put together."""
    return fold(_WRAPPED.sub(" ", text[:LONGEST])).text


def _privacy(page: str, names: tuple[str, ...]) -> Iterator[Item]:
    named = _names_one(page, names)
    keeps = promises_not_to_share(page)
    must = _must_say
    yield must("PP1", "Names the firm and a date", named and _has("date", page),
               _name_or_date(named))  # fmt: skip
    yield must("PP2", "What is collected", _has("collect", page) and _has("phone", page),
               f"{_YOURS}what you collect, phone numbers included.")  # fmt: skip
    yield must("PP3", "How it is used", _has("use", page),
               f"{_YOURS}what you use it for, like texts about a case.")  # fmt: skip
    yield must("PP4", "Whether it is shared", _has("share", page),
               f"{_YOURS}whether you share it.")  # fmt: skip
    no_share = (
        "Add that phone numbers and consent to texts are not shared or sold to anyone for "
        "marketing."
    )
    yield must("PP5", "Phone numbers are not shared", keeps, no_share, SHARED_CODE)
    yield _contradiction(page, keeps=keeps)
    yield must("PP7", "How to stop texts", _has("stop", page),
               f"{_YOURS}that a reply of STOP ends texts.")  # fmt: skip
    yield _better("PP8", "Care and contact", _has("keep", page) and _has("reach", page),
                  "Say how you protect it or how long you keep it, and how to reach "
                  "you.")  # fmt: skip
    yield _better("PP9", "Easy to read", _words_a_sentence(page) <= LONG_SENTENCES,
                  "The sentences are long. Use shorter ones.")  # fmt: skip


def _must_say(check: str, what: str, holds: bool, message: str, code: str = "") -> Item:
    if holds:
        return Item(check, what, PRIVACY_RULE)
    return Item(check, what, PRIVACY_RULE, Outcome.BLOCK, message, code)


def _better(check: str, what: str, holds: bool, message: str) -> Item:
    if holds:
        return Item(check, what, PRIVACY_RULE)
    return Item(check, what, PRIVACY_RULE, Outcome.WARN, message)


def _name_or_date(named: bool) -> str:
    if not named:
        return "Your privacy policy doesn’t name the firm."
    return "Your privacy policy needs the day it was last updated."


def _contradiction(page: str, *, keeps: bool) -> Item:
    what = "Says nothing against it"
    found = [
        clause for each in _sentences(page) for clause in _clauses(each) if _gives_away(clause)
    ]
    if not found:
        return Item("PP6", what, PRIVACY_RULE)
    phones = any(_MOBILE.search(each) or _SAID_BEFORE.search(each) for each in found)
    stops = phones or not keeps
    message = (
        "Your privacy policy says that information may be shared with partners or for marketing. "
        "Take that out."
        if stops
        else "One sentence says information may be shared. Add there that phone numbers are not."
    )
    return Item(
        "PP6", what, PRIVACY_RULE, Outcome.BLOCK if stops else Outcome.WARN, message, SHARED_CODE
    )


def _gives_away(sentence: str) -> bool:
    """Whether it says that something is passed on to others or for marketing."""
    said = _SERVICE.sub(" ", sentence)
    if _NO.search(said) or not (_PASSES_ON.search(said) and _MARKETS.search(said)):
        return False
    return bool(_FOR_GAIN.search(said)) or not _LAWFUL.search(said)


def _keeps(sentence: str) -> bool:
    if _EXCLUDES.search(sentence):
        return True
    gives, no = _GIVES.search(sentence), _NO.search(sentence)
    if not (gives and no and _MOBILE.search(sentence) and _OTHERS.search(sentence)):
        return False
    way_out = _WAY_OUT.search(sentence, no.end())
    return way_out is None or bool(_LAWFUL.search(way_out[1]) or _SERVICE.search(way_out[1]))


def _terms(text: str, page: str, names: tuple[str, ...]) -> Iterator[Item]:
    says = {each.check: each for each in check_call_to_action(text).findings}
    often = re.search(r"frequency (?:may )?var(?:y|ies)|frequency will vary", page)
    named = _names_one(page, names)

    def item(check: str, what: str, holds: bool, message: str, code: str = "") -> Item:
        outcome = Outcome.OK if holds else Outcome.BLOCK
        return Item(check, what, TERMS_RULE, outcome, "" if holds else message, code)

    types = "Your terms don’t say what kind of texts you send." if named else (
        "Your terms don’t name the firm whose texts these are."
    )  # fmt: skip
    yield item("TS1", "Whose texts, and what about", named and _has("types", page), types, "30909")
    yield item("TS2", "How often", bool(often) or "how often" not in says["SH4"].short,
               "Your terms don’t say how often you text.", "30558")  # fmt: skip
    yield item("TS3", "Rates", says["SH5"].outcome is Outcome.OK,
               "Your terms must say “Message and data rates may apply”.", "30562")  # fmt: skip
    linked = "privacy" in page and bool(links_in(text))
    yield item("TS4", "Address of the privacy policy", linked,
               "Your terms must give the address of the privacy policy.", "30882")  # fmt: skip
    yield item("TS5", "How to stop", _has("stop", page), "Your terms must say how to stop: STOP.",
               "30882")  # fmt: skip
    helps = bool(re.search(r"\bhelp\b", page)) and (
        _has("reach", page)
        or bool(re.search(r"\b(?:reply|respond|text|send|message)(?: with)? [\"']?help\b", page))
    )
    yield item("TS6", "Help", helps, "Your terms must say how to get help: HELP.", "30560")
    carriers = _has("carriers", page)
    yield Item("TS7", "Carriers are not liable", TERMS_RULE) if carriers else Item(
        "TS7", "Carriers are not liable", TERMS_RULE, Outcome.WARN,
        "Many terms add that carriers are not liable for delayed or undelivered messages.",
    )  # fmt: skip


def _names_one(page: str, names: tuple[str, ...]) -> bool:
    folded = (fold(name).text.strip() for name in names)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", page) for name in folded if name)


def _sentences(page: str) -> Iterator[str]:
    return (found[0] for found in _SENTENCE.finditer(page))


def _clauses(sentence: str) -> list[str]:
    """A promise and what takes it back after a but."""
    return _BUT.split(sentence)


def _words_a_sentence(page: str) -> float:
    counts = [len(_WORD.findall(each)) for each in _sentences(page)]
    counts = [each for each in counts if each]
    return sum(counts) / len(counts) if counts else 0.0


def _has(name: str, page: str) -> bool:
    return _compiled(name).search(page) is not None


@cache
def _compiled(name: str) -> "re.Pattern[str]":
    return re.compile(_HAS[name])
