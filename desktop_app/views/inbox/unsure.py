"""The words and ways on for a text that may or may not have gone out."""

from desktop_app.services.records import OutboxRow
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr


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


def unsure_actions() -> tuple[tuple[str, str, str, str], ...]:
    """Key, words, kind of button and icon. None is primary, because none is safe by itself."""
    return (
        ("check_again", tr("Check again"), "secondary", "refresh-cw"),
        ("send_again", tr("Send again"), "secondary", ""),
        ("mark_not_sent", tr("Mark as not sent"), "text", ""),
    )
