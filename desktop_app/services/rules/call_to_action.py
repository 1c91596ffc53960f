"""Whether the words by which people agree to texts can stand (rules.md B-04, B-01).

Carriers read these words before a campaign is approved, and a court may after. Each finding names
the words it rests on; what only a person can know of a form is asked for in `Form`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold
from desktop_app.services.rules.reading_level import reading_grade

RULE = "B-04"
_LACKS = frozenset({"SH3", "SH4", "SH5", "SH6", "SH7", "X1", "V1", "V2"})
"""Checks that fail because something is not said; the others because something is."""
LOCAL_DIGITS = 10
_SENTENCE_ENDS = re.compile(r"[.!?\n]")
_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ]{2,}\b")
_WORD = re.compile(r"[^\W\d_]+")
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of the form, page or call the words stand on.

    `also_called` are other names the firm is registered under. `spoken`: somebody reads them aloud.
    `links_work` is None where nobody tried them. `truthful`: a person said that they describe the
    texts as they are.
    """

    firm: str = ""
    also_called: tuple[str, ...] = ()
    number: str = ""
    spoken: bool = False
    phone_required: bool = False
    box_required: bool = False
    ticked_beforehand: bool = False
    behind_a_link: bool = False
    links_work: bool | None = None
    truthful: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the firm goes by."""
        return tuple(name for name in (self.firm.strip(), *self.also_called) if name.strip())


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: BLOCK where it fails, WARN where it could be better, else OK.

    `short` are the things it is about, for a list. `words` are those of the text it rests on.
    """

    check: str
    what: str
    outcome: Outcome = Outcome.OK
    message: str = ""
    short: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    rule: str = RULE

    @property
    def code(self) -> str:
        """The codes Twilio refuses a campaign with for it; empty where there is none."""
        return str(_data()["codes"][self.check])


@dataclass(frozen=True, slots=True)
class Report:
    """Every check in the order of the rule."""

    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """What has to be put right first."""
        return tuple(each for each in self.findings if each.outcome is Outcome.BLOCK)

    @property
    def ok(self) -> bool:
        """Whether nothing fails; a word of warning may be left."""
        return not self.failed

    @property
    def summary(self) -> str:
        """All of it in a sentence, or one for what lacks and one for what has to be changed."""
        lacks = [part for each in self.failed if each.check in _LACKS for part in each.short]
        wrong = [part for each in self.failed if each.check not in _LACKS for part in each.short]
        said = (
            (lacks, "missing from your sign-up wording"),
            (wrong, "not allowed in your sign-up wording"),
        )
        sentences = [
            f"{_counted(len(parts))} {what}: {_listed(parts)}." for parts, what in said if parts
        ]
        return " ".join(sentences) or "These words can be used."


def says_texts(wording: str) -> bool:
    """Whether it names texts or SMS: agreeing to “communications” is not enough (B-01, X1)."""
    return bool(_first("texts", fold(wording)))


def texts_problem(wording: str) -> str:
    """One sentence where the wording never says texts; empty where it does."""
    plain = fold(wording)
    if _first("texts", plain):
        return ""
    vague = _first("vague", plain)
    if vague:
        return f"“{vague}” is not enough. The wording must say text messages or SMS."
    return "The wording must say text messages or SMS."


def longest() -> int:
    """How many characters the words may have (SH1)."""
    return int(_data()["longest"])


def check_call_to_action(text: str, form: Form | None = None) -> Report:
    """Hold the words against all of B-04. Pure, and there is an answer for any text."""
    about = form or Form()
    plain = fold(text)
    checks = (*_CHECKS, *(_SPOKEN_CHECKS if about.spoken else ()))
    return Report(tuple(check(plain, about) for check in checks))


# What it should say ----------------------------------------------------------------------------


def _short_and_clear(text: Folded, form: Form) -> Finding:
    data, what = _data(), "Short and easy to read"
    if len(text.body) > longest():
        return _fail(
            "SH1", what, f"Keep it to {longest()} characters; it has {len(text.body)}.",
            "shorter words",
        )  # fmt: skip
    shouted = _shouted(text.body, form, int(data["capitals_in_a_row"]))
    if shouted:
        return _fail(
            "SH1", what, "A row of words in capitals is hard to read.", "words in capitals", shouted
        )
    spanish = bool(_first("spanish", text))
    if not spanish and reading_grade(text.body, form.names) > data["highest_grade"]:
        return _fail(
            "SH1", what, "The sentences are long. Use shorter ones and plain words.",
            "long sentences",
        )  # fmt: skip
    return Finding("SH1", what)


def _optional(_text: Folded, form: Form) -> Finding:
    what = "Optional, and the box not ticked beforehand"
    said = (
        (form.phone_required, "The phone number must not be required.", "a required number"),
        (form.box_required, "Nobody may have to tick the box.", "a required box"),
        (form.ticked_beforehand, "The box must be empty until the client ticks it.",
         "a box ticked beforehand"),
    )  # fmt: skip
    wrong = [(message, short) for holds, message, short in said if holds]
    if not wrong:
        return Finding("SH2", what)
    say = " ".join(each for each, _ in wrong)
    return _fail("SH2", what, say, [each for _, each in wrong])


def _names_the_firm(text: Folded, form: Form) -> Finding:
    what = "Names your firm"
    if not form.names:
        return _fail("SH3", what, "Enter the firm’s name in Settings first.", "the firm’s name")
    for name in form.names:
        found = re.search(rf"(?<!\w){re.escape(fold(name).text.strip())}(?!\w)", text.text)
        if found:
            return Finding("SH3", what, words=(text.quote(*found.span()),))
    return _fail("SH3", what, f"Write “{form.names[0]}” in full.", "the firm’s name")


def _what_and_how_often(text: Folded, _form: Form) -> Finding:
    what = "Says what the texts are about, and how often"
    varies = "" if _first("frequency", text) else _first("frequency_varies", text)
    often = "frequency_varies" if varies else "frequency"
    say = "Say how many texts in which time, like “4 messages per month”."
    lacking = {
        "purpose": ("Say what the texts are about, like case updates.", "what they are about"),
        often: (say, "how often"),
    }
    found = _must("SH4", what, text, lacking)
    if found.outcome is Outcome.OK and varies:
        better = "Use a number if you can: “1 message/user request”."
        return replace(found, outcome=Outcome.WARN, message=better)
    return found


def _rates(text: Folded, _form: Form) -> Finding:
    lacking = {"rates": ("Add “Msg&data rates may apply.”", "“Msg&data rates may apply”")}
    return _must("SH5", "Says that rates may apply", text, lacking)


def _stop_and_help(text: Folded, _form: Form) -> Finding:
    lacking = {
        "stop": ("Add “Reply STOP to unsubscribe.”", "how to STOP"),
        "help": ("Add “Reply HELP for help.”", "how to get HELP"),
    }
    return _must("SH6", "Says how to stop and get help", text, lacking)


def _links(text: Folded, form: Form) -> Finding:
    what = "Names Privacy Policy and Terms"
    lacking = {
        "privacy": ("Name the Privacy Policy, with its address.", "the Privacy Policy"),
        "terms": ("Name the Terms, with their address.", "the Terms"),
    }
    found = _must("SH7", what, text, lacking)
    if found.outcome is Outcome.OK and form.links_work is False:
        broken = "The Privacy Policy or the Terms can’t be opened. Put the link right."
        return _fail("SH7", what, broken, "links that open", *found.words)
    return found


# What it should not say ------------------------------------------------------------------------


def _in_the_open(text: Folded, form: Form) -> Finding:
    what = "Not hidden in the terms"
    hidden = _first("behind_a_link", text)
    if form.behind_a_link or hidden:
        say = "Put the sentence on the form itself, not only behind a link."
        return _fail("NOT1", what, say, "consent hidden in the terms", hidden)
    words = _first("agrees_to_texts", text)
    return Finding("NOT1", what, words=(words,) if words else ())


def _texts_alone(text: Folded, form: Form) -> Finding:
    found = next(_grants("bundled", "not_bundled_after", _without_names(text, form)), "")
    say = "Texts need a box of their own. Take calls and email out of this one."
    return _must_not("NOT2", "Texts alone, no calls or email", found, say, "calls or email")


def _not_shared(text: Folded, form: Form) -> Finding:
    found = ""
    named = _without_names(text, form)
    for sentence in _sentences(named):
        words = _first("shared", sentence)
        if words and not _first("keeps_to_itself", sentence):
            found = words
            break
    say = "Consent is for your firm alone. Take partners and third parties out."
    return _must_not("NOT3", "For your firm alone", found, say, "consent shared with others")


def _by_an_act(text: Folded, _form: Form) -> Finding:
    found = ""
    for sentence in _sentences(text):
        words = _first("implied", sentence)
        if words and not _first("an_act", sentence):
            found = words
            break
    say = "Agreeing needs an act of its own: a box to tick, a signature, a reply."
    return _must_not("NOT4", "Agreed to by an act", found, say, "consent without an act")


def _no_condition(text: Folded, _form: Form) -> Finding:
    found = next(_grants("required", "not_required", text), "")
    say = "Texts can’t be a condition. Say “Consent is not required to hire us.”"
    return _must_not("NOT5", "Not a condition of service", found, say, "texts as a condition")


# What the seeds add ----------------------------------------------------------------------------


def _says_texts(text: Folded, _form: Form) -> Finding:
    what, found = "Says text messages or SMS", _first("texts", text)
    if found:
        return Finding("X1", what, words=(found,))
    vague = _first("vague", text)
    return _fail("X1", what, texts_problem(text.body), "the word text messages", vague)


def _number_shown(text: Folded, form: Form) -> Finding:
    what = "Shows the number texts come from"
    local = _NO_DIGIT.sub("", form.number)[-LOCAL_DIGITS:]
    if len(local) == LOCAL_DIGITS and local in _NO_DIGIT.sub("", text.text):
        return Finding("X2", what)
    return Finding("X2", what, Outcome.WARN, "Add the number your texts come from.")


def _honest(text: Folded, form: Form) -> Finding:
    what = "Describes the texts truthfully"
    found = _first("bait", _without_names(text, form))
    if found:
        say = f"“{found}” reads like bait. Say plainly what the texts are."
        return _fail("X3", what, say, "words that read like bait", found)
    if not form.truthful:
        return Finding("X3", what, Outcome.WARN, "Only you can say this. Read it and tick the box.")
    return Finding("X3", what)


def _asks_for_yes(text: Folded, _form: Form) -> Finding:
    say = "Ask for a spoken answer: “Is that all right with you, yes or no?”"
    return _must("V1", "Asks for a spoken yes", text, {"asks_for_a_yes": (say, "a spoken yes")})


def _promises_text(text: Folded, _form: Form) -> Finding:
    lacking = {
        "promises_a_text": (
            "Promise it: “We will send you a text to confirm.”",
            "the text that confirms",
        )
    }
    return _must("V2", "Promises a text to confirm", text, lacking)


_CHECKS: tuple[Callable[[Folded, Form], Finding], ...] = (
    _short_and_clear, _optional, _names_the_firm, _what_and_how_often, _rates, _stop_and_help,
    _links, _in_the_open, _texts_alone, _not_shared, _by_an_act, _no_condition, _says_texts,
    _number_shown, _honest,
)  # fmt: skip
_SPOKEN_CHECKS = (_asks_for_yes, _promises_text)


# How it is looked for --------------------------------------------------------------------------


@cache
def _data() -> dict[str, Any]:
    return rule_data("call_to_action")


@cache
def _patterns(name: str) -> tuple["re.Pattern[str]", ...]:
    return tuple(re.compile(each) for each in _data()[name])


def _first(name: str, text: Folded) -> str:
    """The first words of a kind, as they stand in the text; empty where there are none."""
    for pattern in _patterns(name):
        found = pattern.search(text.text)
        if found:
            return text.quote(*found.span())
    return ""


def _grants(name: str, unless_after: str, text: Folded) -> Iterator[str]:
    """Words of a kind, those left out that a no stands before in their sentence."""
    for pattern in _patterns(name):
        for found in pattern.finditer(text.text):
            before = _SENTENCE_ENDS.split(text.text[: found.start()])[-1]
            if not any(no.search(before) for no in _patterns(unless_after)):
                yield text.quote(*found.span())


def _sentences(text: Folded) -> Iterator[Folded]:
    start = 0
    for end in (*(each.end() for each in _SENTENCE_ENDS.finditer(text.text)), len(text.text)):
        if end > start:
            yield Folded(text.body, text.text[start:end], text.places[start:end])
        start = end


def _without_names(text: Folded, form: Form) -> Folded:
    """Blanks the firm's own names: “Smith & Partners” shares nothing."""
    for name in form.names:
        for found in re.finditer(re.escape(fold(name).text.strip()), text.text):
            text = text.without(*found.span())
    return text


def _shouted(body: str, form: Form, at_least: int) -> str:
    plain = body
    for name in form.names:
        plain = re.sub(re.escape(name), lambda found: "x" * len(found[0]), plain)
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(plain):
        run = [*run, word] if _CAPITALS.fullmatch(word[0]) else []
        if len(run) >= at_least:
            return body[run[0].start() : run[-1].end()]
    return ""


def _must(check: str, what: str, text: Folded, lacking: dict[str, tuple[str, str]]) -> Finding:
    """Words of each kind have to be there; `lacking` are the sentences where there are none."""
    words = {name: _first(name, text) for name in lacking}
    left = [lacking[name] for name in lacking if not words[name]]
    if not left:
        return Finding(check, what, words=tuple(words.values()))
    say = " ".join(each for each, _ in left)
    return _fail(check, what, say, [each for _, each in left], *words.values())


def _must_not(check: str, what: str, found: str, say: str, short: str) -> Finding:
    return _fail(check, what, say, short, found) if found else Finding(check, what)


def _fail(check: str, what: str, message: str, short: str | Sequence[str], *words: str) -> Finding:
    things = (short,) if isinstance(short, str) else tuple(short)
    return Finding(check, what, Outcome.BLOCK, message, things, tuple(filter(None, words)))


def _counted(count: int) -> str:
    words = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    number = words[count] if count < len(words) else str(count)
    return f"{number} thing is" if count == 1 else f"{number} things are"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
