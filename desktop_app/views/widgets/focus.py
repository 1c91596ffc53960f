"""Where the keyboard is: moving it inside one part, giving it back, stepping between parts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop here."""
    policy = widget.focusPolicy()
    return widget.isVisible() and widget.isEnabled() and bool(policy & Qt.FocusPolicy.TabFocus)


def step_inside(part: QWidget, forward: bool) -> bool:
    """Move the keyboard to the next stop inside `part`, from its last to its first.

    True where it moved or has only this one stop.
    """
    here = QApplication.focusWidget()
    start = here if here is not None and part.isAncestorOf(here) else part
    widget = _next(start, forward)
    while widget is not start:
        # The line inside a date gives the keyboard back to the date: that would be no step.
        leads_back = widget.focusProxy() is start
        if part.isAncestorOf(widget) and takes_tab(widget) and not leads_back:
            reason = Qt.FocusReason.TabFocusReason
            widget.setFocus(reason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
        widget = _next(widget, forward)
    return start is here


def _next(widget: QWidget, forward: bool) -> QWidget:
    # The chain is a ring: there is always a next one.
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return found or widget


class FocusReturn:
    """Remembers where the keyboard was, and gives it back once."""

    def __init__(self) -> None:
        self._widget: QWidget | None = QApplication.focusWidget()

    def give_back(self) -> None:
        """Put the keyboard back, if that place still exists and can be seen."""
        widget, self._widget = self._widget, None
        if widget is not None and isValid(widget) and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)


class Regions:
    """The parts of a page that F6 goes round, each with the widget that takes the keyboard."""

    def __init__(self, regions: Callable[[], Sequence[QWidget]]) -> None:
        self._regions = regions

    def move(self, forward: bool) -> None:
        """Go to the next part, or the one before, that can be seen now."""
        parts = [part for part in self._regions() if part.isVisible()]
        if not parts:
            return
        here = QApplication.focusWidget()
        inside = [here is part or part.isAncestorOf(here) for part in parts if here is not None]
        at = inside.index(True) if True in inside else (-1 if forward else 0)
        self._enter(parts[(at + (1 if forward else -1)) % len(parts)])

    @staticmethod
    def _enter(part: QWidget) -> None:
        if takes_tab(part):
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return
        stop = next((child for child in part.findChildren(QWidget) if takes_tab(child)), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
