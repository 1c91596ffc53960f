"""List rows and bubbles as one sentence each, for screen readers (DESIGN.md section 7)."""

from desktop_app.services.records import (
    ConversationRow,
    Direction,
    MessageRow,
    MessageStatus,
    PictureRow,
)
from desktop_app.services.wording import Person
from desktop_app.views.delivery import delivery_words, short_delivery
from desktop_app.views.formatting import Calendar, channel_mark, consent_glyph, task_glyph
from desktop_app.views.i18n import tr


def list_sentence(row: ConversationRow, calendar: Calendar) -> str:
    """A list row as one sentence, for screen readers (DESIGN.md section 7)."""
    parts = [row.name, consent_glyph(row.text_state).words]
    parts += [channel_mark(channel).words for channel in row.off]
    states = {"pinned": row.pinned, "muted": row.muted, "archived": row.archived}
    parts += [tr(words) for words, on in states.items() if on]
    if row.unread:
        parts.append(tr("unread"))
    task = task_glyph(row.task)
    if task is not None:
        parts.append(task.words)
    if row.draft:
        parts.append(tr("draft: {text}", text=row.draft))
        return ", ".join(parts)
    if row.last_direction is None:
        return ", ".join(parts)
    when = calendar.list_time(row.last_at)
    person = Person(row.name, row.pronoun)
    if row.last_direction is Direction.INBOUND:
        said = tr("last message from {who} at {time}", who=person.object, time=when)
        return ", ".join(parts) + f", {said}: {row.snippet}"
    if row.last_direction is Direction.OUTBOUND and row.last_status is not None:
        state = short_delivery(row.last_status).words.lower()
        return ", ".join(parts) + f", {tr('you')}, {state}, {when}: {row.snippet}"
    return ", ".join(parts) + f", {when}: {row.snippet}"


def bubble_sentence(
    row: MessageRow,
    person: Person,
    calendar: Calendar,
    *,
    online: bool = True,
    held: bool = False,
    paused: bool = False,
    landline: bool = False,
) -> str:
    """A bubble or system line as one sentence, for screen readers (DESIGN.md section 7)."""
    when = calendar.clock(row.at)
    if row.direction is Direction.EVENT:
        return f"{row.body}, {when}"
    if row.direction is Direction.INBOUND:
        return f"{person.first}, {when}{_removed(row)}: {bubble_text(row)}"
    delivery = delivery_words(
        row, person, "", online=online, held=held, paused=paused, landline=landline
    )
    who = row.author or tr("You")
    line = f"{who}, {when}, {delivery.sentence().strip()}{_removed(row)}"
    if delivery.action or row.status in {MessageStatus.UNSURE, MessageStatus.ASKING}:
        line += tr(", press Enter for actions")
    return f"{line}: {bubble_text(row)}"


def bubble_text(row: MessageRow) -> str:
    """What a bubble says, its pictures named; a screen reader and a copy have nothing else."""
    unseen = _unseen(row)
    if unseen:
        return "\n".join([row.body, *unseen] if row.body else unseen)
    if row.num_media and not row.body:
        return tr("Picture") if row.num_media == 1 else tr("{n} pictures", n=row.num_media)
    if row.num_media:
        return tr("{text} (with a picture)", text=row.body)
    return row.body


def visible_text(row: MessageRow) -> str:
    """The words in a bubble, where its pictures can be seen."""
    if not any(picture.shown for picture in row.pictures):
        return bubble_text(row)
    return "\n".join([row.body, *_unseen(row)] if row.body else _unseen(row))


def _unseen(row: MessageRow) -> list[str]:
    """One line for each picture that cannot be seen, and why."""
    return [_why_unseen(picture) for picture in row.pictures if not picture.shown]


def _why_unseen(picture: PictureRow) -> str:
    if picture.state == "wanted":
        return tr("Picture, not saved yet")
    if picture.state == "gone":
        return tr("Picture that Twilio no longer has")
    if picture.state == "too_large":
        return tr("File larger than 16 MB, not saved")
    return tr("File that cannot be shown here ({kind}), saved", kind=picture.media_type)


def picture_sentence(picture: PictureRow, person: Person, when: str) -> str:
    """Picture 1 of 2 from Maria, 8:06 PM."""
    who = tr("from {name}", name=person.first) if picture.inbound else tr("from the firm")
    if picture.of == 1:
        return tr("Picture {who}, {when}", who=who, when=when)
    at, count = picture.position, max(picture.of, picture.position)
    return tr("Picture {n} of {count} {who}, {when}", n=at, count=count, who=who, when=when)


def _removed(row: MessageRow) -> str:
    return ", " + tr("removed at Twilio") if row.removed_at is not None else ""
