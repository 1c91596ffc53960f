"""The rules of use on the command line: to read, and to accept by name."""

import getpass

from desktop_app.cli.options import Options
from desktop_app.cli.output import show
from desktop_app.cli.profiles import profile_for
from desktop_app.services.acceptance import SETTING, accepted, rules_page
from desktop_app.services.help import ADVICE, Kind


def rules(options: Options) -> int:
    """Show them; with --accept, keep that this person accepted them. Only that opens a store."""
    page = rules_page()
    facts = {"version": page.version, "checked": page.checked.isoformat(), "text": page.words}
    if not options.accept:
        marks = {Kind.ITEM: "- ", Kind.HEADING: "\n"}
        lines = [f"{marks.get(block.kind, '')}{block.words}" for block in page.blocks]
        show(facts, as_json=options.json, words="\n".join([page.title, *lines, ADVICE]))
        return 0
    opened = profile_for(options).open_parts()
    try:
        actor = opened.workspace.actor or getpass.getuser()
        opened.workspace.acceptance.accept(actor)
        kept = accepted(opened.reading.setting(SETTING), actor)
    finally:
        opened.reading.close()
        opened.workspace.running.close()
    facts |= {"accepted_by": actor, "accepted": kept}
    words = f"{actor} accepts the rules of use, version {page.version}."
    show(facts, as_json=options.json, words=words)
    return 0
