"""Asking for a page of the help from any part of any window, without knowing who shows it."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class ShowsHelp(Protocol):
    """A window that can show the help."""

    def open_help(self, topic: str = "") -> None:
        """Show this topic of services/help.py; without one, the page last read."""


def open_help(part: QWidget, topic: str = "") -> None:
    """Show a topic of the help. Nothing happens where the part stands in no such window."""
    window = part.window()
    if isinstance(window, ShowsHelp):
        window.open_help(topic)
