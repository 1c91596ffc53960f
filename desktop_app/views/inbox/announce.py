"""Says something to a screen reader without moving the keyboard."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(source: QObject, words: str, *, at_once: bool = False) -> None:
    """Politely by default; `at_once` interrupts, for what must not be missed."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, words)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
