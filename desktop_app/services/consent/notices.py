"""Consent in words: the panel’s rows, and what stands where the composer was.

Everything is read from the same facts the gate decides on, so no screen can promise what it
refuses.
"""

from desktop_app.models.enums import Channel, ConsentLevel, TextState
from desktop_app.services.consent.facts import Known, when
from desktop_app.services.consent.standings import ChannelStanding, Standings
from desktop_app.services.firm_numbers.costs import fine_words
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConsentLine, LockedNotice
from desktop_app.services.rules.consent import CLIENT_OUT
from desktop_app.services.rules.gate import Decision, decide, may_be_overridden
from desktop_app.services.wording import sentence

NOT_SET_UP = "Not set up yet"
CALLS_IN, BLOCKED = "Calls in", "Blocked caller"
QUOTED = "“"
"""How the record of a client's own words begins; a keyword stands without quotes."""

STATE_WORDS = {
    TextState.NONE: "No record",
    TextState.PENDING: "Waiting for YES",
    TextState.IN: "Opted in",
    TextState.OUT_FIRM: "Opted out by firm",
    TextState.REVIEW: "Needs a decision",
    TextState.OUT_CONTACT: "Asked to stop",
    TextState.OUT_CARRIER: "Opted out by STOP",
    TextState.WRONG_PERSON: "Wrong person",
    TextState.LANDLINE: "Landline",
}

ICONS = {
    TextState.NONE: "circle-help",
    TextState.PENDING: "circle-dashed",
    TextState.IN: "circle-check",
    TextState.OUT_FIRM: "circle-pause",
    TextState.REVIEW: "message-circle-question-mark",
    TextState.OUT_CONTACT: "ban",
    TextState.OUT_CARRIER: "ban",
    TextState.WRONG_PERSON: "ban",
    TextState.LANDLINE: "phone",
}

LEVELS = {
    ConsentLevel.NONE: "",
    ConsentLevel.IMPLIED: "wrote first, answers only",
    ConsentLevel.EXPRESS: "agreed to texts",
    ConsentLevel.EXPRESS_WRITTEN: "agreed in writing",
}


def consent_lines(
    known: Known, standings: Standings, now: int, proof: str = "", reach: str = ""
) -> tuple[ConsentLine, ...]:
    """The panel’s rows: each channel, its state, who or what set it."""
    gate = known.gate
    implied = gate.state is TextState.IN and gate.level is ConsentLevel.IMPLIED
    words = "Wrote first" if implied else STATE_WORDS[gate.state]
    texts = ConsentLine(
        channel="Texts",
        state=gate.state,
        words=words,
        detail=_detail(known, now),
        level=gate.level,
        since=known.since or None,
        proof=proof,
        reach=reach,
    )
    others = [("Calls", standings.calls), ("Email", standings.email)]
    if not standings.calls_in.open and standings.calls_in.address:
        others.insert(0, (CALLS_IN, standings.calls_in))
    return (texts, *(_channel_line(name, standing, now) for name, standing in others))


def _channel_line(name: str, standing: ChannelStanding, now: int) -> ConsentLine:
    if not standing.address:
        missing = "No number" if standing.channel is Channel.CALLS_OUT else "No address"
        return ConsentLine(channel=name, state=TextState.NONE, words=missing, detail="")
    if not standing.since:
        words = "Nothing against it"
        return ConsentLine(channel=name, state=TextState.NONE, words=words, detail="")
    moment = when(standing.since, now)
    detail = f"{standing.set_by}, {moment}"
    if standing.state is TextState.OUT_CONTACT:
        detail = f"{sentence(standing.how)}, {moment}"
    return ConsentLine(
        channel=name,
        state=standing.state,
        words=BLOCKED if standing.channel is Channel.CALLS_IN else STATE_WORDS[standing.state],
        detail=detail,
        since=standing.since,
    )


def _detail(known: Known, now: int) -> str:
    gate = known.gate
    if gate.state is TextState.NONE:
        return "Nobody recorded that texts are wanted"
    moment = when(known.since, now)
    if gate.state is TextState.OUT_FIRM:
        return f"{gate.set_by}, {moment}"
    if gate.level is ConsentLevel.IMPLIED:
        return f"Answers only, since {moment}"
    return f"{sentence(known.how)}, {moment}" if known.how else moment


def only_client(known: Known) -> str:
    """Who alone can undo the client's own opt-out."""
    return f"Only {known.gate.person.first} can undo this, by texting START"


def can_override_texts(known: Known) -> bool:
    """Whether one text may go out with a reason: held, and nothing behind it blocks."""
    return may_be_overridden(known.gate)


_TITLES = {
    "C-14": "This number can’t be texted",
    "A-08": "Texts to this number are off",
    "C-15": "This number can’t get texts",
    "G-20": "Your number isn’t registered yet",
    "B-06": "Waiting for YES",
}


def locked_notice(known: Known) -> LockedNotice | None:
    """What replaces the composer, or None where a text may go out now."""
    decision = decide(known.gate)
    if decision.lets_through:
        return None
    state = known.gate.state
    if state in CLIENT_OUT:
        return _client_out(known, decision.rule)
    if state is TextState.OUT_FIRM:
        return _firm_out(known, decision.rule)
    if state is TextState.REVIEW:
        return _undecided(known, decision)
    return _other(known, decision.rule, decision.reason)


def _client_out(known: Known, rule: str) -> LockedNotice:
    who, state = known.gate.person, known.gate.state
    if state is TextState.OUT_CONTACT and known.how.startswith(QUOTED):
        return LockedNotice(
            "lock",
            "danger",
            f"Texting is off for {who.first}",
            f"{who.first} wrote {known.how.removesuffix(' reply')} {known.gate.since_words}. "
            f"Without an explanation only {who.first} can turn texts back on, by texting START to "
            f"{format_number(known.gate.from_number)}.",
            ("copy_start_steps",),
            rule,
        )
    by_word = state is TextState.OUT_CARRIER
    how = "carriers block every text" if by_word else "texts are off"
    return LockedNotice(
        "lock",
        "danger",
        f"Only {who.first} can turn texts back on",
        f"{_opted_out_by(known)}, and {how} to {who.object}. "
        f"Override isn’t available. {sentence(who.subject)} can text START to "
        f"{format_number(known.gate.from_number)}. Until then, call {who.object}.",
        ("copy_start_steps",),
        rule,
    )


def _firm_out(known: Known, rule: str) -> LockedNotice:
    who = known.gate.person
    return LockedNotice(
        "circle-pause",
        "text2",
        f"Texting is off for {who.first}",
        f"{known.gate.set_by} opted {who.object} out of messages {known.gate.since_words}: "
        f"{known.how}.",
        (*_override_action(known), "opt_in"),
        rule,
    )


def _undecided(known: Known, decision: Decision) -> LockedNotice:
    who = known.gate.person
    if known.gate.level is not ConsentLevel.NONE:
        return LockedNotice(
            "hourglass",
            "warn",
            "On hold until somebody decides",
            f"{decision.reason} To text {who.object} before that, give a reason.",
            _override_action(known),
            decision.rule,
        )
    return LockedNotice(
        "hourglass",
        "warn",
        "On hold until somebody decides",
        decision.reason,
        _override_action(known),
        decision.rule,
    )


def _override_action(known: Known) -> tuple[str, ...]:
    return ("override",) if can_override_texts(known) else ()


def _other(known: Known, rule: str, reason: str) -> LockedNotice:
    actions: tuple[str, ...] = {
        "B-01": ("record_consent",),
        "C-14": ("edit_number",),
        "C-15": ("edit_number",),
        "A-08": ("edit_number",),
        "G-20": ("open_settings",),
    }.get(rule, ())
    if rule == "G-20":
        reason = f"{reason} {fine_words()}"
    title = _TITLES.get(rule, f"No consent on record for {known.gate.person.first}")
    if rule == "B-01" and known.gate.state is TextState.NONE:
        actions = ("record_consent", "request_opt_in")
    if rule == "B-01" and known.gate.level is ConsentLevel.IMPLIED:
        title = f"{known.gate.person.first} wrote first, some time ago"
    return LockedNotice("circle-help", "warn", title, reason, actions, rule)


def _opted_out_by(known: Known) -> str:
    """Who said what and when: "Maria replied STOP today"."""
    first, day = known.gate.person.first, known.gate.since_words
    word = known.how.removesuffix(" reply")
    if word != known.how:
        return f"{first} replied {word} {day}"
    if known.how.startswith("asked"):
        return f"{first} {known.how.partition(',')[0]} for no more texts {day}"
    return f"{first} opted out, as Twilio told us {day}"
