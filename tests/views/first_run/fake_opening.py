"""An opening that does what a test tells it, and can hang like a keyring nobody answers."""

import threading
from pathlib import Path

from desktop_app.services.opening import ProfileState


class FakeOpening:
    """Each call does what `answers` has for it: returns a workspace or raises an error."""

    def __init__(self, state=ProfileState.EMPTY, folder=Path("/nowhere/Brieftext")):
        self.folder = folder
        self.answers = {}
        self.calls = []
        self.hang = None
        self._state = state

    def state(self):
        return self._state

    def hang_until_told(self):
        self.hang = threading.Event()
        return self.hang

    def open(self):
        return self._answer("open")

    def practice(self):
        return self._answer("practice")

    def connect(self, account_sid, key_sid, secret, firm, actor):
        return self._answer("connect", account_sid, key_sid, secret, firm, actor)

    def _answer(self, name, *given):
        self.calls.append((name, *given))
        if self.hang is not None:
            self.hang.wait()
        answer = self.answers[name]
        if isinstance(answer, Exception):
            raise answer
        return answer
