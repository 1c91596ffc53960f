"""`verify`: does the ledger hold? The profile's own store, a copy of it, or an export."""

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show, show_line
from desktop_app.cli.profiles import profile_for


def verify(options: Options) -> int:
    """Check it, and name the first entry that does not fit."""
    from desktop_app.composition import verifying  # noqa: PLC0415  only this verb needs it

    profile = profile_for(options)
    if options.target is None and profile.makes_itself:
        opened = profile.open_parts()  # practice is made when it is first asked for
        try:
            report = opened.room().verify_ledger()
        finally:
            opened.reading.close()
            opened.workspace.running.close()
    else:
        report = verifying.verify(profile, options.target)
    facts = {
        "ok": report.ok,
        "problems": list(report.problems),
        "entries": report.entries,
        "head": report.head,
    }
    if not report.ok:
        if options.json:
            show_line(facts)
        return complain(" ".join(report.problems))
    words = f"The ledger holds: {report.entries:,} entries, unbroken. The last is {report.head}."
    show(facts, as_json=options.json, words=words)
    return 0
