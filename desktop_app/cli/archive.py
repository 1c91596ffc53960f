"""`gaps`: how much of Twilio's history is here, and what a comparison with Twilio found."""

from dataclasses import asdict
from typing import Any

from desktop_app.cli.options import Options
from desktop_app.cli.output import show
from desktop_app.cli.profiles import profile_for
from desktop_app.services.archive_records import GapReport, HistoryProgress


def gaps(options: Options) -> int:
    """The newest comparison and the state of the long read; looks at the store only."""
    opened = profile_for(options).open_parts()
    try:
        history = opened.reading.archive.history()
        reports = opened.reading.archive.gap_reports()
    finally:
        opened.reading.close()
        opened.workspace.running.close()
    facts = {
        "history": {
            "finished": history.finished_at is not None,
            "read": history.read,
            "reached": history.reached_at,
            "twilio_keeps_from": history.keeps_from or None,
            "numbers": dict(history.numbers),
        },
        "pictures": asdict(history.pictures),
        "reports": [_plain(report) for report in reports],
    }
    show(facts, as_json=options.json, words=_words(history, reports))
    return 0


def _plain(report: GapReport) -> dict[str, Any]:
    return asdict(report)


def _words(history: HistoryProgress, reports: list[GapReport]) -> str:
    read = f"{history.read:,} texts of Twilio’s history are read"
    lines = [f"{read}, all that Twilio has." if history.finished_at else f"{read} so far."]
    counted = history.pictures
    if counted.wanted:
        lines.append(f"{counted.wanted:,} of {counted.all:,} pictures are not saved yet.")
    for report in reports[:1]:
        lines.append(f"Compared {report.compared:,} texts: {len(report.missing)} missing here.")
        lines += [f"  {gap.sid}: {gap.reason}" for gap in report.missing]
        lines += [f"  {gap.sid}: {gap.reason}, kept here" for gap in report.removed]
    if not reports:
        lines.append("Nothing has been compared yet; brieftext sync --deep does it.")
    return "\n".join(lines)
