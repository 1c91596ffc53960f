"""Before a first text: can the number exist, and where it was turned on, is it a landline."""

from PySide6.QtCore import QObject, Signal

from desktop_app.services.errors import BrieftextError
from desktop_app.services.firm_numbers.records import LineFacts
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow, Direction, Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr


class LineCheck(QObject):
    """Asks once for each number nobody has texted with; a landline then locks the composer."""

    doubted = Signal(str, object)
    """The number, and a Problem to show beside what is typed."""

    def __init__(self, parent: QObject, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._asked: set[tuple[str, str]] = set()

    def show_person(self, row: ConversationRow) -> None:
        """A conversation was opened: whoever texted us needs no look-up."""
        if row.last_in_at or row.last_direction in {Direction.INBOUND, Direction.OUTBOUND}:
            return
        key = (row.number, self._workspace.reading.setting("line_lookup"))
        if key in self._asked:
            return
        self._asked.add(key)
        lines, number = self._workspace.lines, row.number
        self._bridge.run(lambda: lines.look_up(number), self._told, self._silent, "network")

    def _told(self, facts: LineFacts) -> None:
        if facts.valid:
            return
        words = tr("{number} can’t exist, Twilio says.", number=format_number(facts.number))
        problem = Problem(words, do=tr("Check the digits before you text it."))
        self.doubted.emit(facts.number, problem)

    def _silent(self, _error: BrieftextError) -> None:
        """A look-up that failed stops nobody: the text itself will say what is wrong."""
