"""Consent in words: the menu’s lines, the panel’s rows, and what stands where the composer was.

Everything is read from the same facts the gate decides on, so no screen can promise what it
refuses.
"""

from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.services.consent.facts import Known, when
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConsentLine, LockedNotice, MenuItem
from desktop_app.services.rules.consent import CLIENT_OUT
from desktop_app.services.rules.gate import decide
from desktop_app.services.wording import sentence

NOT_SET_UP = "Not set up yet"

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

_ICONS = {
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

_LEVELS = {
    ConsentLevel.NONE: "",
    ConsentLevel.IMPLIED: "wrote first, answers only",
    ConsentLevel.EXPRESS: "agreed to texts",
    ConsentLevel.EXPRESS_WRITTEN: "agreed in writing",
}


def consent_lines(known: Known, now: int, proof: str = "") -> tuple[ConsentLine, ...]:
    """The panel’s rows: texts as they are, and the channels that do not exist yet as such."""
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
    )
    later = (
        ConsentLine(channel=name, state=TextState.NONE, words=NOT_SET_UP, detail="")
        for name in ("Calls", "Email")
    )
    return (texts, *later)


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


def menu_items(known: Known, now: int) -> list[MenuItem]:
    """The three-dot menu as it stands (rules.md F-01)."""
    return [
        _absent("block_caller", "Block caller", "phone-incoming"),
        _absent("opt_out_calls", "Opt-out outbound calls", "phone-outgoing"),
        _messages(known, now),
        _absent("opt_out_email", "Opt-out outbound email", "mail"),
        _override(known),
    ]


def _absent(key: str, label: str, icon: str) -> MenuItem:
    return MenuItem(key, label, NOT_SET_UP, icon, "circle-minus", enabled=False, reason=NOT_SET_UP)


def _messages(known: Known, now: int) -> MenuItem:
    gate = known.gate
    here = f"Now: {_now_words(known, now)}"
    icon = _ICONS[gate.state]
    if gate.state in CLIENT_OUT:
        only = _only_client(known)
        return MenuItem(
            "opt_in_messages",
            "Opt-in messages",
            only,
            "message-square",
            "lock",
            enabled=False,
            reason=only,
        )
    if gate.state in {TextState.OUT_FIRM, TextState.REVIEW}:
        return MenuItem(
            "opt_in_messages", "Opt-in messages", here, "message-square", icon, enabled=True
        )
    possible = gate.state in {TextState.IN, TextState.NONE, TextState.PENDING}
    return MenuItem(
        "opt_out_messages",
        "Opt-out messages",
        here,
        "message-square",
        icon,
        enabled=possible,
        reason="" if possible else STATE_WORDS[gate.state],
    )


def _override(known: Known) -> MenuItem:
    gate = known.gate
    if gate.state in CLIENT_OUT:
        reason, icon = _only_client(known), "lock"
    elif gate.state in {TextState.OUT_FIRM, TextState.REVIEW}:
        reason, icon = NOT_SET_UP, "circle-minus"
    else:
        reason, icon = "Nothing to override", "circle-minus"
    return MenuItem(
        "override", "Override…", reason, "key-round", icon, enabled=False, reason=reason
    )


def _only_client(known: Known) -> str:
    return f"Only {known.gate.person.first} can undo this, by texting START"


def _now_words(known: Known, now: int) -> str:
    gate = known.gate
    moment = when(known.since, now) if known.since else ""
    if gate.state is TextState.IN:
        how = _LEVELS[gate.level] if gate.level is ConsentLevel.IMPLIED else known.how
        return f"opted in, {how}, {moment}" if how else f"opted in, {moment}"
    if gate.state is TextState.OUT_FIRM:
        return f"opted out by {gate.set_by}, {moment}"
    words = STATE_WORDS[gate.state].lower()
    return f"{words}, {moment}" if moment else "no consent on record"


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
    who, state = known.gate.person, known.gate.state
    if state in CLIENT_OUT:
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
            decision.rule,
        )
    if state is TextState.OUT_FIRM:
        return LockedNotice(
            "circle-pause",
            "text2",
            f"Texting is off for {who.first}",
            f"{known.gate.set_by} opted {who.object} out of messages {known.gate.since_words}: "
            f"{known.how}.",
            ("opt_in",),
            decision.rule,
        )
    if state is TextState.REVIEW:
        return LockedNotice(
            "message-circle-question-mark",
            "warn",
            f"Does {who.first} want texts again?",
            decision.reason,
            ("opt_in",),
            decision.rule,
        )
    return _other(known, decision.rule, decision.reason)


def _other(known: Known, rule: str, reason: str) -> LockedNotice:
    actions = {
        "B-01": ("record_consent",),
        "C-14": ("edit_number",),
        "C-15": ("edit_number",),
        "A-08": ("edit_number",),
        "G-20": ("open_settings",),
    }.get(rule, ())
    title = _TITLES.get(rule, f"No consent on record for {known.gate.person.first}")
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
