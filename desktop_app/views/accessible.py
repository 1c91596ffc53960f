"""The conversation for screen readers: each painted line in view is a list item with its sentence.

Qt knows what is in its own views; what we paint ourselves it cannot know. A factory answers for
those widgets, from the same sentences the tests read.
"""

from collections.abc import Sequence
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget


class _Layout(Protocol):
    @property
    def height(self) -> int: ...


class _Place(Protocol):
    @property
    def top(self) -> int: ...

    @property
    def layout(self) -> _Layout: ...


@runtime_checkable
class SpokenArea(Protocol):
    """A scroll area that paints its lines itself and says each of them in one sentence."""

    @property
    def placed(self) -> Sequence[_Place]:
        """Where the lines in view stand, top to bottom."""

    def sentences(self) -> list[str]:
        """The lines in view, as a screen reader says them."""

    def viewport(self) -> QWidget:
        """What they are painted on."""


class _Line(QAccessibleInterface):
    """One painted line. It has no widget of its own; everything is asked of the area."""

    def __init__(self, area: SpokenArea, at: int) -> None:
        super().__init__()
        self._area = area
        self._at = at

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Whether there still is a line at this place."""
        return self._at < len(self._area.placed)

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt takes null
        """There is no object of its own."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The area."""
        return QAccessible.queryAccessibleInterface(cast("QWidget", self._area))

    def child(self, _at: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes null
        """Nothing inside a line."""
        return None

    def childCount(self) -> int:  # noqa: N802  Qt's name
        """How many."""
        return 0

    def childAt(  # type: ignore[override]  # noqa: N802  Qt takes null, and names it so
        self, _x: int, _y: int
    ) -> QAccessibleInterface | None:
        """Nothing inside a line."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # noqa: N802  Qt's name
        """Where this one stands."""
        return -1

    def role(self) -> QAccessible.Role:
        """An item of the list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Nothing special."""
        return QAccessible.State()

    def rect(self) -> QRect:
        """Where it stands on the screen."""
        places = self._area.placed
        if self._at >= len(places):
            return QRect()
        place, viewport = places[self._at], self._area.viewport()
        corner = viewport.mapToGlobal(QPoint(0, place.top))
        return QRect(corner.x(), corner.y(), viewport.width(), place.layout.height)

    def text(self, kind: QAccessible.Text) -> str:
        """Its words."""
        words = self._area.sentences()
        wanted = kind == QAccessible.Text.Name and self._at < len(words)
        return words[self._at] if wanted else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802  Qt's name
        """Lines are read, not written."""


class _Lines(QAccessibleWidget):
    """The area as a list of its lines."""

    def __init__(self, area: SpokenArea) -> None:
        self._widget = cast("QWidget", area)
        super().__init__(self._widget, QAccessible.Role.List, self._widget.accessibleName())
        self._area = area
        self._made: list[_Line] = []

    def childCount(self) -> int:  # noqa: N802  Qt's name
        """How many."""
        return len(self._area.placed)

    def child(self, at: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes null
        """One line."""
        if not 0 <= at < self.childCount():
            return None
        while len(self._made) <= at:
            line = _Line(self._area, len(self._made))
            QAccessible.registerAccessibleInterface(line)
            self._made.append(line)
        return self._made[at]

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802  Qt's name
        """Where this one stands."""
        return next((at for at, line in enumerate(self._made) if line is child), -1)

    def text(self, kind: QAccessible.Text) -> str:
        """Its words."""
        named = kind == QAccessible.Text.Name
        return self._widget.accessibleName() if named else self._widget.accessibleDescription()


class Speakers:
    """Answers Qt's question for an interface; keeps what it answered alive."""

    def __init__(self) -> None:
        self._answered: dict[int, _Lines] = {}
        QAccessible.installFactory(self._answer)

    def _answer(self, _kind: str, widget: QObject | None) -> QAccessibleInterface | None:
        if not (isinstance(widget, QAbstractScrollArea) and isinstance(widget, SpokenArea)):
            return None
        self._answered[id(widget)] = _Lines(widget)
        return self._answered[id(widget)]
