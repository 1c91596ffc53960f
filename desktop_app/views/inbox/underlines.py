"""Lines under the words a finding is about. They are painted only: the text stays plain."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.services.records import Outcome
from desktop_app.services.rules.content.findings import Edit, Finding
from desktop_app.views.inbox.field import TextField
from desktop_app.views.inbox.laid_text import units
from desktop_app.views.theme import Theme

TONES = {
    Outcome.BLOCK: "danger",
    Outcome.HOLD: "danger",
    Outcome.WARN: "warn",
    Outcome.INFO: "text3",
}
_STYLES = QTextCharFormat.UnderlineStyle
LINES = {
    Outcome.BLOCK: _STYLES.WaveUnderline,
    Outcome.HOLD: _STYLES.WaveUnderline,
    Outcome.WARN: _STYLES.DashUnderline,
    Outcome.INFO: _STYLES.DotLine,
}
"""Told apart in grey too: what keeps a text from leaving is wavy."""


def underline(field: TextField, theme: Theme, text: str, findings: Sequence[Finding]) -> None:
    """Mark the words of these findings about this text; the worst is painted last."""
    marks = []
    for finding in reversed(findings):
        for start, end in finding.places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = _cursor(field, text, start, end)
            mark.format = _line(theme, finding.outcome)
            marks.append(mark)
    field.setExtraSelections(marks)


def select(field: TextField, text: str, start: int, end: int) -> None:
    """Put the keyboard on these words."""
    field.setTextCursor(_cursor(field, text, start, end))
    field.ensureCursorVisible()


def change(field: TextField, text: str, edits: Sequence[Edit]) -> None:
    """Make these edits of this text, as one step to undo."""
    cursor = QTextCursor(field.document())
    cursor.beginEditBlock()
    for edit in reversed(edits):
        inside = _cursor(field, text, edit.start, edit.end)
        cursor.setPosition(inside.anchor())
        cursor.setPosition(inside.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.words)
    cursor.endEditBlock()


def _cursor(field: TextField, text: str, start: int, end: int) -> QTextCursor:
    """Code points of the text as what Qt counts in."""
    cursor = QTextCursor(field.document())
    cursor.setPosition(units(text[:start]))
    cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _line(theme: Theme, outcome: Outcome) -> QTextCharFormat:
    line = QTextCharFormat()
    line.setUnderlineStyle(LINES[outcome])
    line.setUnderlineColor(theme.color(TONES[outcome]))
    return line
