"""What can be done before a store is open: first run, opening, practice. Built by composition."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop_app.services.workspace import Workspace


class ProfileState(StrEnum):
    """What the profile folder holds."""

    EMPTY = "empty"
    PRESENT = "present"
    PRACTICE = "practice"


class Opening(Protocol):
    """The profile the program was started on.

    Every call but `state` waits for the keyring, the disk or Twilio: run it on a worker. They
    raise errors.BrieftextError (KeyMissing, WrongKey, NewerStore, KeyringLocked, KeyringAbsent,
    KeyRefused, NotReached, InvalidInput …); nothing is made or changed where one is raised.
    """

    @property
    def folder(self) -> Path:
        """Where the store is, to be named on screen."""

    def state(self) -> ProfileState:
        """EMPTY leads to first run, PRESENT to `open`, PRACTICE to `practice`. Reads files only."""

    def open(self) -> Workspace:
        """Get the key from the keyring (with a deadline) and open the store that is there."""

    def connect(
        self, account_sid: str, key_sid: str, secret: str, firm: str, actor: str
    ) -> Workspace:
        """First run: check the key at Twilio, then make the store and its key, and open it.

        `firm` is the name clients know; `actor` is the name of the person at this computer.
        """

    def practice(self) -> Workspace:
        """Open a practice profile with the made-up firm, starting its loopback Twilio."""
