"""The style sheet of Qt's standard widgets, made from the tokens.

Painted widgets take their colours from the theme directly; this is for what Qt paints itself.
"""

from collections.abc import Mapping
from string import Template

from PySide6.QtGui import QColor

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip {
    background: $popup; color: $text; border: 1px solid $line_strong;
    padding: 4px 6px; font-size: ${caption}px;
}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $control; border-radius: 8px;
    placeholder-text-color: $text3;
    padding: 2px 9px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {
    border: 2px solid $accent_text; padding: 2px 8px;
}
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView {
    background: $popup; color: $text; border: 1px solid $line_strong; outline: none;
    selection-background-color: $popup_hover; selection-color: $text;
}
QCheckBox { color: $text; spacing: 8px; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 2px 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0 2px; }
QScrollBar::handle { background: $line_strong; border-radius: 2px; margin: 0 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px 0; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QMenuBar { background: $window; color: $text; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $popup; color: $text; border: 1px solid $line_strong; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $popup_hover; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { background: $line; height: 1px; margin: 4px 6px; }
""")
CAPTION = 12


def sheet_text(colors: Mapping[str, QColor], scale: float) -> str:
    """The sheet in these colours, with text `scale` times as large as drawn."""
    values = {token: color.name() for token, color in colors.items()}
    return _SHEET.substitute(values, caption=round(CAPTION * scale))
