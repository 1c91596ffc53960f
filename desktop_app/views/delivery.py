"""What stands under a text that went out: its state in words, and what can be done about it.

States and codes are dated data (resources/rules/delivery.json, twilio_codes.json): one icon, one
sentence and one action each. What is not known is never called sent, and never called failed.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.records import MessageRow, MessageStatus, Problem
from desktop_app.services.resources import rule_data
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Glyph
from desktop_app.views.i18n import tr


@dataclass(frozen=True, slots=True)
class Delivery:
    """What stands under an outgoing bubble: icon, tone, the word, what follows it, what helps.

    `action` is retry, edit, edit_number, open_settings, take_back or empty; `label` its button.
    """

    icon: str
    tone: str
    word: str
    rest: str = ""
    action: str = ""
    label: str = ""
    meaning: str = ""
    """The state in a whole sentence, for whoever asks what the word means."""

    def sentence(self) -> str:
        """Word and rest as they are read aloud."""
        return f"{self.word[:1].lower()}{self.word[1:]}" + (f", {self.rest}" if self.rest else "")


PHONE_OFF = 30003
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<=\w)[.] (?=[A-Z])")


def delivery_words(
    row: MessageRow,
    person: Person,
    clock: str,
    *,
    now: int = 0,
    online: bool = True,
    held: bool = False,
    paused: bool = False,
    landline: bool = False,
) -> Delivery:
    """The line under an outgoing bubble (DESIGN.md, Delivery states); `clock` is its time.

    `held`: the text is in its undo seconds. The bar counts them, this line does not. `now`, in
    seconds, lets a text nobody confirmed for a day say so; 0 leaves that out. `landline`: what left
    is never called more than sent.
    """
    if row.status in _look("bad"):
        return _failure(row, person)
    if row.status is MessageStatus.WAITING:
        return _waiting(row, clock, online=online, held=held, paused=paused)
    rest = _not_sent(row.reason) if row.status is MessageStatus.NOT_SENT else ""
    return _told(_state_of(row, now, landline=landline), clock, rest)


def _waiting(row: MessageRow, clock: str, *, online: bool, held: bool, paused: bool) -> Delivery:
    """A text in the queue, and what it waits for."""
    if held:
        return Delivery("timer", "text3", tr("Not sent yet, can be undone"))
    if paused:
        return Delivery("circle-pause", "text3", tr("Queued, sending is paused"))
    if not online:
        return Delivery("clock", "text3", tr("Queued, sends when you’re back online"))
    state = _states()[row.status]
    if not row.error_code:
        return _told(state, clock, _low(row.reason))
    action = code_words(row.error_code).get("action", "explain")
    return _told(state | {"tone": "warn", "action": action}, clock, row.reason)


def _low(reason: str) -> str:
    """A reason as it goes on after a dot; a name keeps its capital."""
    return reason if reason.startswith("Twilio") else reason[:1].lower() + reason[1:]


def _state_of(row: MessageRow, now: int, *, landline: bool) -> "_State":
    """The state as it is told, with what this text makes of it."""
    state = _states()[row.status]
    if landline and state["icon"] == "check":
        return state | dict(_data()["landline"])
    if row.status is MessageStatus.SENT and _unconfirmed(row, now):
        return state | dict(_data()["unconfirmed"])
    if row.status is MessageStatus.SCHEDULED and row.outbox_id is None:
        return state | {"action": ""}  # another program’s, and not ours to take back
    return state


def _told(state: "_State", clock: str, rest: str = "") -> Delivery:
    word = tr(state["word"])
    action, label = _action(state.get("action", ""))
    return Delivery(
        state["icon"],
        state["tone"],
        f"{word} {clock}".strip() if state["timed"] else word,
        rest,
        action,
        label,
        tr(state["sentence"]),
    )


def _unconfirmed(row: MessageRow, now: int) -> bool:
    """Whether the network had a day to say that it arrived, and said nothing."""
    hours = int(_data()["unconfirmed"]["after_hours"])
    return bool(now) and now - row.at > hours * 3_600


def _not_sent(reason: str) -> str:
    """Why: somebody decided so, or the program held it back."""
    if not reason or reason.startswith("marked as not sent"):
        return tr("you marked it")
    return first_sentence(reason)


def arrives(status: MessageStatus) -> bool:
    """Whether a text is on its way or there: nobody has to do anything about it."""
    return status in _look("fine")


def short_delivery(status: MessageStatus) -> Glyph:
    """The icon before a list row's snippet when the last text is ours, and its word."""
    state = _states()[status]
    return Glyph(state["icon"], state["tone"], tr(state["word"]))


def code_words(code: int | None) -> dict[str, str]:
    """What Twilio's error code means: what, why, do; empty for one nobody knows."""
    found: dict[str, str] = _codes().get(str(code), {}) if code else {}
    return found


def code_problem(row: MessageRow) -> Problem:
    """All that is known of what went wrong with a text: what, why, and what to do."""
    known = code_words(row.error_code)
    if not known:
        return Problem(tr(_states()[row.status]["sentence"]), code=row.error_code)
    return Problem(known["what"], known.get("why", ""), known.get("do", ""), row.error_code)


def _failure(row: MessageRow, person: Person) -> Delivery:
    state = _states()[row.status]
    icon, word, meaning = state["icon"], tr(state["word"]), tr(state["sentence"])
    if row.status is MessageStatus.BLOCKED:
        why = first_sentence(row.reason) or tr("the check before sending stopped it")
        rest = tr("{why}, so it never left this computer", why=why)
        return Delivery(icon, "danger", word, rest, meaning=meaning)
    known = code_words(row.error_code)
    action, label = _action(known.get("action", "explain" if known else "resend"))
    meaning = " ".join(known.get(part, "") for part in ("what", "why", "do")).strip() or meaning
    return Delivery(icon, "danger", word, _why(row, person), action, label, meaning)


def _action(name: str) -> tuple[str, str]:
    """The key and the button of what helps; both empty where nothing in this line does."""
    key, label = _data()["actions"].get(name, ("", ""))
    return key, tr(label) if label else ""


def _why(row: MessageRow, person: Person) -> str:
    if row.error_code == PHONE_OFF:
        return tr("{their} phone was off or out of range", their=person.possessive)
    entry = code_words(row.error_code)
    if entry:
        what, why = first_sentence(_without_head(entry["what"])), entry.get("why", "")
        if what and why and entry.get("action") == "edit_text":
            return f"{what}, {first_sentence(why)}"
        return what or first_sentence(why)
    if row.reason:
        return first_sentence(_without_head(row.reason))
    return tr("Twilio gave code {code}", code=row.error_code) if row.error_code else ""


def _without_head(text: str) -> str:
    return re.sub(r"^(Not delivered|Not sent)[.]\s*", "", text)


def first_sentence(text: str) -> str:
    """The first sentence of a reason, to be read on after a dash: no capital, no full stop."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0].rstrip(".")
    head = sentence.split(" ", 1)[0]
    starts_low = head in {
        "The",
        "This",
        "That",
        "It",
        "A",
        "An",
        "Your",
        "Too",
        "They",
        "We",
        "Most",
    }
    return sentence[:1].lower() + sentence[1:] if starts_low else sentence


_State = dict[str, Any]


@cache
def _data() -> dict[str, Any]:
    return rule_data("delivery")


@cache
def _states() -> dict[MessageStatus, _State]:
    return {MessageStatus(word): state for word, state in _data()["statuses"].items()}


@cache
def _look(word: str) -> frozenset[MessageStatus]:
    """The states that are fine, those that are bad, those that ask for a look."""
    return frozenset(status for status, state in _states().items() if state["look"] == word)


@cache
def _codes() -> dict[str, Any]:
    codes: dict[str, Any] = rule_data("twilio_codes")["codes"]
    return codes
