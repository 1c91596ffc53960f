"""What is said about the long read of Twilio's history and about a comparison with Twilio."""

from collections.abc import Sequence

from desktop_app.services.archive_records import GapReport, HistoryProgress, PictureCount
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr

MOST_GAPS = 50
"""Of more than so many the report names these."""
_FIGURES = 3
_HOUR = 60
_LONG = 90


def about(count: int) -> str:
    """An estimate with three figures: 20,300. It is no better than that."""
    less = max(len(str(count)) - _FIGURES, 0)
    return f"{round(count, -less):,}"


def of_how_many(progress: HistoryProgress) -> str:
    """What the count is a part of; the whole is an estimate until it is read."""
    if progress.finished_at is not None:
        return tr("messages, all that Twilio has")
    if progress.expected is None:
        return tr("messages so far")
    return tr("of about {n} messages", n=about(progress.expected))


def counted(progress: HistoryProgress) -> str:
    """12,614 of about 20,300 messages."""
    return f"{progress.read:,} {of_how_many(progress)}"


def speed(progress: HistoryProgress) -> str:
    """How fast it goes, or why it does not."""
    if progress.pace == "paused":
        return tr("Paused")
    if not progress.per_minute:
        return tr("Starting")
    return tr("{n} a minute", n=f"{progress.per_minute:,}")


def time_left(progress: HistoryProgress) -> str:
    """About 7 minutes; empty where nobody can say."""
    minutes = progress.minutes_left
    if minutes is None:
        return ""
    if minutes == 1:
        return tr("About a minute")
    if minutes < _LONG:
        return tr("About {n} minutes", n=minutes)
    hours = round(minutes / _HOUR)
    return tr("About {n} hours", n=hours)


def speed_and_left(progress: HistoryProgress) -> str:
    """1,180 a minute · about 7 minutes left."""
    left = time_left(progress)
    if not left:
        return speed(progress)
    return f"{speed(progress)} · " + tr("{left} left", left=left[0].lower() + left[1:])


def reached(progress: HistoryProgress, calendar: Calendar) -> str:
    """The day down to which everything is here."""
    if progress.reached_at is None:
        return tr("Not yet")
    day = calendar.day(progress.reached_at)
    return f"{day:%b} {day.day}, {day.year}"


def older(progress: HistoryProgress, calendar: Calendar) -> str:
    """What is missing above the first line of a conversation; empty where nothing is."""
    if not progress.running:
        return ""
    if progress.reached_at is None:
        return tr("Older texts are still being fetched. They appear here on their own.")
    day = reached(progress, calendar)
    if progress.pace == "paused":
        return tr("Texts from before {day} are not here yet. Fetching them is paused.", day=day)
    return tr(
        "Texts from before {day} are still being fetched. They appear here on their own.", day=day
    )


def keeps(progress: HistoryProgress, calendar: Calendar) -> str:
    """How far back Twilio's own log goes."""
    if not progress.keeps_from:
        return tr("About 13 months")
    return tr("Back to about {month}", month=f"{calendar.day(progress.keeps_from):%b %Y}")


def pictures(count: PictureCount) -> str:
    """412 of 1,130."""
    if not count.all:
        return tr("None so far")
    if not count.wanted and not count.lost:
        return tr("All {n}", n=f"{count.all:,}")
    return tr("{n} of {all}", n=f"{count.kept:,}", all=f"{count.all:,}")


def late_pictures(count: PictureCount) -> str:
    """Said aloud once pictures are not saved after a day."""
    if count.late == 1:
        return tr("1 picture is not saved yet. If Twilio deletes it, it is gone.")
    return tr(
        "{n} pictures are not saved yet. If Twilio deletes them, they are gone.", n=count.late
    )


def gaps(report: GapReport | None) -> str:
    """0 missing, or how many."""
    if report is None:
        return tr("When it’s done")
    return tr("{n} missing", n=f"{len(report.missing):,}")


def report_words(report: GapReport, calendar: Calendar) -> str:
    """One comparison in two sentences."""
    days = f"{_day(report.from_at, calendar)} – {_day(report.until_at, calendar)}"
    words = tr(
        "{n} messages compared with Twilio, {days}: {missing}.",
        n=f"{report.compared:,}",
        days=days,
        missing=gaps(report),
    )
    if len(report.removed) == 1:
        words += " " + tr("1 was removed at Twilio and is kept here.")
    elif report.removed:
        words += " " + tr("{n} were removed at Twilio and are kept here.", n=len(report.removed))
    if report.found_late:
        words += " " + tr("{n} came late and are here now.", n=f"{report.found_late:,}")
    return words


def _day(at: int, calendar: Calendar) -> str:
    day = calendar.day(at)
    return f"{day:%b} {day.day}, {day.year}"


def sentence(progress: HistoryProgress) -> str:
    """For a screen reader: Getting your history, 62 percent, about 7 minutes left."""
    parts = [tr("Getting your history")]
    if progress.expected:
        parts.append(tr("{n} percent", n=progress.percent))
    left = time_left(progress)
    parts.append(tr("{left} left", left=left[0].lower() + left[1:]) if left else speed(progress))
    return ", ".join(parts)


def history_words(progress: HistoryProgress, calendar: Calendar) -> str:
    """How much of what Twilio had is here, in two sentences."""
    if not progress.started:
        return tr("Nothing has been read from Twilio yet.")
    said = f"{counted(progress)}, " + tr("back to {day}.", day=reached(progress, calendar))
    return f"{said} " + tr("Pictures: {count}.", count=pictures(progress.pictures))


def gap_words(reports: Sequence[GapReport], calendar: Calendar) -> str:
    """The newest comparison, and what it names."""
    if not reports:
        return tr("Compared with Twilio once the history is here, then every day.")
    report = reports[0]
    named = [*report.missing, *report.removed][:MOST_GAPS]
    lines = [report_words(report, calendar), *(f"{gap.sid}: {gap.reason}" for gap in named)]
    return "\n".join(lines)
