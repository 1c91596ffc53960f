"""What a failure looks like on screen, decided by its type.

The words come with the error (services/errors.py); here stand only the titles, the icons and which
ways on are offered. No screen offers to start a new store, and none deletes anything.
"""

from dataclasses import dataclass

from desktop_app.services.errors import (
    BrieftextError,
    KeyMissing,
    KeyringAbsent,
    KeyringLocked,
    NewerStore,
    WrongKey,
)
from desktop_app.services.records import Problem
from desktop_app.views.i18n import tr


@dataclass(frozen=True, slots=True)
class OpeningScreen:
    """A store that cannot be opened: what the page says and how its one button is called."""

    icon: str
    title: str
    lead: str
    step: str
    advice: str
    retry: str


_SCREENS: dict[type[BrieftextError], OpeningScreen] = {
    KeyMissing: OpeningScreen(
        "key-round",
        "The key to your records is missing",
        "Your records are here, but this computer no longer has the key that opens them.",
        "Put the key back",
        "If the system keychain was reset or you signed in as someone else, sign in as before.",
        "Try again",
    ),
    WrongKey: OpeningScreen(
        "key-round",
        "This key doesn’t open your records",
        "The key in the system keychain belongs to another set of records.",
        "Put the right key or the right folder back",
        "If the folder was copied from another computer or user, its key is in that keychain.",
        "Try again",
    ),
    KeyringLocked: OpeningScreen(
        "lock",
        "The system keychain is locked",
        "Brieftext asked it for the key to your records and got no answer.",
        "Unlock the keychain",
        "Answer its prompt, or sign in to it, and try again.",
        "Try again",
    ),
    KeyringAbsent: OpeningScreen(
        "lock",
        "This computer has no keychain",
        "The key to your records rests in the system keychain, and none was found.",
        "Turn the keychain on",
        "Install or start the system’s keychain for this user, and try again.",
        "Try again",
    ),
    NewerStore: OpeningScreen(
        "download",
        "A newer Brieftext wrote these records",
        "This version can’t read them without risking them.",
        "Install the newer version",
        "Use the version that opened these records last, or a later one.",
        "Try again",
    ),
}
_OTHER = OpeningScreen(
    "circle-alert",
    "Your records can’t be opened",
    "The file on this disk could not be read.",
    "Check the disk",
    "If the folder is on a network drive or a stick, connect it and try again.",
    "Try again",
)


def opening_screen(error: BrieftextError) -> OpeningScreen:
    """The page for a store that did not open, with the error's own words where it has some."""
    screen = next((s for kind, s in _SCREENS.items() if isinstance(error, kind)), _OTHER)
    problem = error.problem
    lead = " ".join(part for part in (problem.what, problem.why) if part)
    return OpeningScreen(
        screen.icon,
        tr(screen.title),
        lead or tr(screen.lead),
        tr(screen.step),
        problem.do or tr(screen.advice),
        tr(screen.retry),
    )


def problem_lines(problem: Problem) -> tuple[str, str]:
    """A problem as a heading and the rest: why, what to do, and the code last."""
    rest = [part for part in (problem.why, problem.do) if part]
    if problem.code:
        rest.append(tr("(code {code})", code=problem.code))
    return problem.what, " ".join(rest)
