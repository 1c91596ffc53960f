"""The three-dot menu of a person: what a click does, and what is true now (rules.md F-01)."""

from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.services.consent.facts import Known, when
from desktop_app.services.consent.notices import (
    ICONS,
    LEVELS,
    NOT_SET_UP,
    STATE_WORDS,
    can_override_texts,
    only_client,
)
from desktop_app.services.consent.offers import suggestion
from desktop_app.services.consent.standings import ChannelStanding, Standings
from desktop_app.services.records import MenuItem
from desktop_app.services.rules.consent import CLIENT_OUT

NO_EMAIL = "No email address yet. Add one to the record."
NO_NUMBER = "No cell number yet. Add one to the record."
OPEN = "nothing against it on record"


def menu_items(known: Known, standings: Standings, now: int, overridden: int = 0) -> list[MenuItem]:
    """The menu as it stands. `overridden` is how often the firm went past its own no lately."""
    return [
        _absent("block_caller", "Block caller", "phone-incoming"),
        _channel(standings.calls, ("calls", "outbound calls", "phone-outgoing", NO_NUMBER), now),
        _messages(known, now, suggestion(known, overridden)),
        _channel(standings.email, ("email", "outbound email", "mail", NO_EMAIL), now),
        _override(known),
    ]


def _absent(key: str, label: str, icon: str) -> MenuItem:
    return MenuItem(key, label, NOT_SET_UP, icon, "circle-minus", enabled=False, reason=NOT_SET_UP)


def _channel(standing: ChannelStanding, words: tuple[str, str, str, str], now: int) -> MenuItem:
    key, name, icon, missing = words
    if not standing.address:
        return MenuItem(
            f"opt_out_{key}",
            f"Opt-out {name}",
            missing,
            icon,
            "circle-minus",
            enabled=False,
            reason=missing,
        )
    act = "opt_out" if standing.state is TextState.IN else "opt_in"
    label = f"{'Opt-out' if act == 'opt_out' else 'Opt-in'} {name}"
    now_is = f"Now: {_channel_now(standing, now)}"
    return MenuItem(f"{act}_{key}", label, now_is, icon, ICONS[standing.state], enabled=True)


def _channel_now(standing: ChannelStanding, now: int) -> str:
    if not standing.since:
        return OPEN
    moment = when(standing.since, now)
    if standing.state is TextState.OUT_FIRM:
        return f"opted out by {standing.set_by}, {moment}"
    if standing.state is TextState.OUT_CONTACT:
        return f"asked to stop, {moment}"
    return f"opted in, {moment}"


def _messages(known: Known, now: int, suggested: str) -> MenuItem:
    gate = known.gate
    here = suggested or f"Now: {_now_words(known, now)}"
    icon = ICONS[gate.state]
    if gate.state in CLIENT_OUT:
        only = only_client(known)
        return MenuItem(
            "opt_in_messages",
            "Opt-in messages",
            only,
            "message-square",
            "lock",
            enabled=False,
            reason=only,
        )
    if gate.state is TextState.REVIEW and gate.level is not ConsentLevel.NONE:
        first = "Decide first what was meant, on the card in the conversation"
        return MenuItem(
            "opt_in_messages",
            "Opt-in messages",
            first,
            "message-square",
            "hourglass",
            enabled=False,
            reason=first,
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
    if can_override_texts(known):
        return MenuItem(
            "override",
            "Override…",
            "Send one text anyway, with a reason",
            "key-round",
            "",
            enabled=True,
        )
    client_out = known.gate.state in CLIENT_OUT
    reason = only_client(known) if client_out else "Nothing to override"
    icon = "lock" if client_out else "circle-minus"
    return MenuItem(
        "override", "Override…", reason, "key-round", icon, enabled=False, reason=reason
    )


def _now_words(known: Known, now: int) -> str:
    gate = known.gate
    moment = when(known.since, now) if known.since else ""
    if gate.state is TextState.IN:
        how = LEVELS[gate.level] if gate.level is ConsentLevel.IMPLIED else known.how
        return f"opted in, {how}, {moment}" if how else f"opted in, {moment}"
    if gate.state is TextState.OUT_FIRM:
        return f"opted out by {gate.set_by}, {moment}"
    words = STATE_WORDS[gate.state].lower()
    return f"{words}, {moment}" if moment else "no consent on record"
