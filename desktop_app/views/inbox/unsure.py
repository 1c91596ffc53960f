"""The question under a text nobody but a person can decide on: its words and the ways on.

Either it may or may not have gone out, or it could not leave in time.
"""

from dataclasses import dataclass

from desktop_app.services.records import MessageStatus, OutboxRow
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr

BOXED = frozenset({MessageStatus.UNSURE, MessageStatus.ASKING})
"""The states that ask in a box of their own."""
Action = tuple[str, str, str, str]
"""Key, words, kind of button and icon. None is primary, because none is safe by itself."""


@dataclass(frozen=True, slots=True)
class Question:
    """A box under a bubble."""

    icon: str
    title: str
    words: str
    actions: tuple[Action, ...]


def question(
    status: MessageStatus, outbox: OutboxRow | None, person: Person, calendar: Calendar
) -> Question:
    """What is asked about a text in one of the states that ask."""
    if status is MessageStatus.ASKING:
        icon = "message-circle-question-mark"
        words = asking_words(outbox, calendar)
        return Question(icon, tr("Still send this?"), words, asking_actions())
    words = unsure_words(outbox, person, calendar)
    return Question("message-square-warning", tr("Not sure this was sent"), words, unsure_actions())


def unsure_words(outbox: OutboxRow | None, person: Person, calendar: Calendar) -> str:
    """What happened and when, how often we looked, what could go wrong."""
    risk = tr(
        "If you send again and the first one did go out, {name} may get it twice.",
        name=person.first,
    )
    if outbox is None or outbox.tried_at is None:
        return tr("The connection dropped before Twilio answered.") + f" {risk}"
    dropped = tr("The connection dropped at {time}.", time=calendar.clock(outbox.tried_at))
    looked = tr(
        "We looked {count} times over 5 minutes and Twilio shows no copy.", count=outbox.looks
    )
    if outbox.reason:
        looked = f"{outbox.reason[:1].upper()}{outbox.reason[1:].rstrip('.')}."
    return f"{dropped} {looked} {risk}"


def unsure_actions() -> tuple[Action, ...]:
    """The ways on for a text that may or may not have gone out."""
    return (
        ("check_again", tr("Check again"), "secondary", "refresh-cw"),
        ("send_again", tr("Send again"), "secondary", ""),
        ("mark_not_sent", tr("Mark as not sent"), "text", ""),
    )


def asking_words(outbox: OutboxRow | None, calendar: Calendar) -> str:
    """Since when it waits, and that nothing happens by itself."""
    decide = tr("It goes out only if you say so.")
    if outbox is None:
        return tr("It could not leave in time.") + f" {decide}"
    at = calendar.list_time(outbox.created_at)
    return tr("It has waited since {time} and could not leave.", time=at) + f" {decide}"


def asking_actions() -> tuple[Action, ...]:
    """The ways on for a text that could not leave in time."""
    return (
        ("still_send", tr("Send now"), "secondary", "send"),
        ("dont_send", tr("Don’t send"), "text", ""),
    )
