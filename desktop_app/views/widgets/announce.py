"""Saying something to a screen reader that happened without the keyboard being there."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have it read aloud: politely, or at once where waiting could do harm."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    urgent = QAccessible.AnnouncementPoliteness.Assertive
    polite = QAccessible.AnnouncementPoliteness.Polite
    event.setPoliteness(urgent if at_once else polite)
    QAccessible.updateAccessibility(event)
