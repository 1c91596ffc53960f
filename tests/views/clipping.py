"""Finds words on screen that have less room than they need."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from desktop_app.views.widgets.labels import ElidedLabel

LEEWAY = 1
"""Pixels a rounded size may be off."""


def clipped(root):
    """What is cut below a widget, one sentence each; empty where everything has its room."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible() and words_of(widget):
            found += cut_itself(widget) + cut_by_others(widget)
    return found


def words_of(widget):
    """The words a widget shows, where it is one that shows words."""
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def cut_itself(widget):
    """Smaller than its own words."""
    if isinstance(widget, ElidedLabel):
        return []
    need = widget.sizeHint()
    high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else need.height()
    wraps = widget.hasHeightForWidth() or (isinstance(widget, QLabel) and widget.wordWrap())
    narrow = not wraps and widget.width() + LEEWAY < need.width()
    low = widget.height() + LEEWAY < high
    if not (narrow or low):
        return []
    has = f"{widget.width()} x {widget.height()}"
    return [f"{name(widget)} has {has}, needs {need.width()} x {high}"]


def cut_by_others(widget):
    """Reaching over the left or right edge of what it stands in; up and down one can scroll."""
    box = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None:
        frame = above.viewport() if isinstance(above, QAbstractScrollArea) else above
        left = frame.mapTo(widget.window(), QPoint(0, 0)).x()
        if box.left() < left - LEEWAY or box.right() > left + frame.width() + LEEWAY:
            return [f"{name(widget)} reaches over the edge of {type(above).__name__}"]
        above = above.parentWidget() if not above.isWindow() else None
    return []


def name(widget):
    """How a widget is called in the report."""
    return f"{type(widget).__name__} “{words_of(widget)[:40]}”"
