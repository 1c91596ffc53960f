"""Why this person cannot be texted: the cause, who can lift it, what to read to them, every check.

It asks the same checks the gate asks, so it can never say something else than what happens. The
sentences are data (resources/rules/why.json), in English and Spanish.
"""

from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.services.consent.facts import Known, clock_time, local_day, when
from desktop_app.services.consent.notices import LEVELS
from desktop_app.services.consent.records import WhyCheck, WhyReport
from desktop_app.services.consent.standings import Standings
from desktop_app.services.numbers import format_number
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.consent import CLIENT_OUT
from desktop_app.services.rules.gate import CHECKS, decide
from desktop_app.services.wording import sentence

_NAMES = {
    "own_choice": "{possessive} own choice",
    "firm_choice": "The firm’s choice",
    "consent": "Consent on file",
    "number": "{possessive} number",
    "our_number": "Our number",
}
_FINE = {
    "own_choice": "No opt-out",
    "firm_choice": "No opt-out by us",
    "number": "Can get texts, as far as we know",
}


def why_report(known: Known, standings: Standings, now: int, reach: str = "") -> WhyReport:
    """What stands in the way of a text now, or that nothing does."""
    decision = decide(known.gate)
    checks = tuple(_check(name, known, now) for name in _NAMES)
    if decision.lets_through:
        return WhyReport(
            may_text=True,
            icon="circle-check",
            tone="ok",
            title=f"You can text {known.gate.person.first}",
            when=decision.reason,
            who_lifts="",
            still_works=_still_works(standings),
            script="",
            script_es="",
            checks=checks,
            rules_as_of=_as_of(),
            rule=decision.rule,
            reach=reach,
        )
    cause = rule_data("why")["causes"][_cause(known, decision.rule)]
    return WhyReport(
        may_text=False,
        icon=cause["icon"],
        tone=cause["tone"],
        title=_fill(cause["title"], known),
        when=_when(known, now),
        who_lifts=_fill(cause["who"], known),
        still_works=_still_works(standings),
        script=_fill(cause["script"], known),
        script_es=_fill(cause["script_es"], known),
        checks=checks,
        rules_as_of=_as_of(),
        rule=decision.rule,
        reach=reach,
    )


def _cause(known: Known, rule: str) -> str:
    by_state = {
        TextState.OUT_CARRIER: "stop",
        TextState.OUT_CONTACT: "asked",
        TextState.WRONG_PERSON: "wrong_person",
        TextState.LANDLINE: "landline",
        TextState.OUT_FIRM: "firm",
        TextState.REVIEW: "review",
        TextState.PENDING: "pending",
    }
    by_rule = {"C-14": "number", "G-20": "our_number"}
    if rule in by_rule:
        return by_rule[rule]
    return by_state.get(
        known.gate.state, "narrow" if known.gate.level is ConsentLevel.IMPLIED else "none"
    )


def _fill(words: str, known: Known) -> str:
    gate = known.gate
    stop = known.how.removesuffix(" reply")
    return words.format(
        first=gate.person.first,
        subject=sentence(gate.person.subject),
        set_by=gate.set_by or "The firm",
        no=_said_number(gate.from_number) if gate.from_number else "our number",
        word=stop if stop != known.how else "STOP",
        day=gate.since_words or "",
    ).replace("  ", " ")


def _said_number(number: str) -> str:
    """As it is said aloud, and never broken over two lines: 312-555-0100."""
    return format_number(number).replace("(", "").replace(") ", "-")


def _when(known: Known, now: int) -> str:
    if not known.since:
        return ""
    moment = when(known.since, now)
    if local_day(known.since) == local_day(now):
        moment = f"today, {clock_time(known.since)}"
    by_text = known.how.endswith(" reply")
    more = f"to {format_number(known.gate.from_number)}" if by_text else known.how
    return sentence(f"{moment}, {more}" if more else moment)


def _check(name: str, known: Known, now: int) -> WhyCheck:
    gate = known.gate
    what = sentence(_NAMES[name].format(possessive=gate.person.possessive))
    ended = name == "consent" and gate.state in CLIENT_OUT
    decision = CHECKS[name](gate)
    ok = decision.lets_through
    seq = known.ledger_seq or None
    if ended:
        return WhyCheck(what, ok=False, words="Ended by the opt-out", ledger_seq=seq)
    if not ok:
        return WhyCheck(what, ok=False, words=_against(name, known, now), ledger_seq=seq)
    return WhyCheck(what, ok=True, words=_in_favour(name, known, now))


def _against(name: str, known: Known, now: int) -> str:
    state = known.gate.state
    day = when(known.since, now) if known.since else ""
    words = {
        "own_choice": {
            TextState.OUT_CARRIER: "STOP",
            TextState.OUT_CONTACT: "Asked to stop",
            TextState.WRONG_PERSON: "Somebody else’s number",
            TextState.LANDLINE: "A landline",
        }.get(state, "Opted out"),
        "firm_choice": {
            TextState.PENDING: "Waiting for YES",
            TextState.REVIEW: "Needs a decision",
        }.get(state, "Turned off by us"),
        "consent": "Not enough for this" if known.gate.level is not ConsentLevel.NONE else "None",
        "number": "Can’t be texted",
        "our_number": "Not registered",
    }[name]
    return f"{words}, {day}" if day and name in {"own_choice", "firm_choice"} else words


def _in_favour(name: str, known: Known, now: int) -> str:
    if name == "consent":
        day = when(known.since, now) if known.since else ""
        words = sentence(LEVELS[known.gate.level])
        return f"{words}, {day}" if day else words
    if name == "our_number":
        return format_number(known.gate.from_number) if known.gate.from_number else "None yet"
    return _FINE[name]


def _still_works(standings: Standings) -> str:
    calls, email = standings.calls.open, standings.email.open
    if calls and email:
        return "Calls and email. Nothing on record is against either."
    if calls:
        why = "opted out" if standings.email.address else "not on record"
        return f"Calls. Email is {why}."
    if email:
        return "Email. Calls are opted out."
    return "A letter, or in person. Calls and email are off too, or not on record."


def _as_of() -> str:
    return str(rule_data("why")["as_of"])
