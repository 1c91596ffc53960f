"""The gate as the sender asks it: where it cannot decide, this one text stays, the others go on."""

import logging

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.gate import Decision, GateFacts, decide

log = logging.getLogger(__name__)
UNDECIDED = (
    "Brieftext couldn’t check this text, so it didn’t go out. Change its words and send it again."
)


def decided(facts: GateFacts) -> Decision:
    """What the gate says; a check that breaks is a no. Its words stay out of the log."""
    try:
        return decide(facts)
    except Exception as problem:
        name = type(problem).__name__
        log.exception("the gate could not decide: %s", name, exc_info=False)  # noqa: LOG007
        return Decision(Outcome.BLOCK, "", UNDECIDED)
