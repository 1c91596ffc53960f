"""Answers of the store that hold until somebody writes: one click asks the same thing often."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")
MOST = 64


class WhileNobodyWrites:
    """Keeps answers as long as the version of the store stays the same."""

    def __init__(self, version: Callable[[], int]) -> None:
        self._version = version
        self._at = -1
        self._answers: dict[Hashable, Any] = {}

    def answer(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer to this question, asked anew only where the store has changed."""
        version = self._version()
        if version != self._at or len(self._answers) >= MOST:
            self._at, self._answers = version, {}
        if question not in self._answers:
            self._answers[question] = ask()
        answer: Answer = self._answers[question]
        return answer
