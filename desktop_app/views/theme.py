"""Colours, type and spacing as one object that every widget gets by its constructor.

The values are data (resources/themes/tokens.json), so that a test can compute the contrast of every
pair and nothing in the code names a colour.
"""

import json
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.services.resources import resource
from desktop_app.views.sheet import sheet_text

CHOICES = ("system", "light", "dark")
FAMILY = "Inter"
CUTS = ("Regular", "Medium", "SemiBold", "Bold")
DRAWN_DPI = 72 if sys.platform == "darwin" else 96
"""The font resolution at which a size of the design is that many pixels."""
SCALE_RANGE = (0.8, 2.0)
TEXT_SIZES = tuple(range(80, 201, 10))
"""The sizes of text there are, in percent (DESIGN.md, Settings)."""
ROOM_GROWS = 0.5
"""At twice the text, parts are half as wide again: 960 pixels must still hold three of them."""

_WEIGHTS = {"medium": 500, "strong": 600, "active": 600}
_TABULAR = QFont.Tag("tnum")
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "list",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.ToolTipBase: "popup",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "line_strong",
}


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One type style of the design: pixels at 100 %, line height, weight, letter spacing."""

    size: int
    line: int
    weight: int
    spacing: float


@cache
def tokens() -> dict[str, Any]:
    """The token file."""
    data: dict[str, Any] = json.loads(resource("themes", "tokens.json").read_text("utf-8"))
    return data


@cache
def load_fonts() -> tuple[int, ...]:
    """Make the bundled cuts of Inter known to Qt, once a process."""
    paths = (resource("fonts", f"{FAMILY}-{cut}.ttf") for cut in CUTS)
    return tuple(QFontDatabase.addApplicationFont(str(path)) for path in paths)


class Theme(QObject):
    """The look in use. `changed` fires after the system or the person switched it.

    Style names are those of the design; `_medium` and `_strong` after one give its heavier cut.
    """

    changed = Signal()

    def __init__(self, app: QApplication | None = None, choice: str = "system") -> None:
        super().__init__()
        running = app or QApplication.instance()
        assert isinstance(running, QApplication)
        self._app = running
        self._choice = choice
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._name = ""
        load_fonts()
        running.setStyle("Fusion")
        self._percent = 100
        self._scale = self._wanted_scale()
        running.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(choice)

    @property
    def name(self) -> str:
        """Which look shows: light or dark."""
        return self._name

    @property
    def dark(self) -> bool:
        """Whether the dark look shows."""
        return self._name == "dark"

    @property
    def choice(self) -> str:
        """What the person asked for: system, light or dark."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Fix the look, or let it follow the system. ValueError for anything else."""
        if choice not in CHOICES:
            raise ValueError(f"no such look: {choice}")
        self._choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice)
        if scheme is None:
            self._app.styleHints().unsetColorScheme()
        else:
            self._app.styleHints().setColorScheme(scheme)
        self._apply()

    def color(self, token: str) -> QColor:
        """The colour of a token in the look that shows."""
        return self._colors[token]

    def font(self, style: str, weight: int | None = None, *, tabular: bool = False) -> QFont:
        """The font of a type style, unhinted; `tabular` gives figures of one width."""
        key = (style, weight, tabular)
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = self._make_font(style, weight, tabular=tabular)
        return font

    def line_height(self, style: str) -> int:
        """How far apart lines of this style stand, in pixels."""
        return round(_style(style)[0].line * self._scale)

    @property
    def scale(self) -> float:
        """How much larger than drawn the person wants text, 0.8 to 2."""
        return self._scale

    @property
    def text_size(self) -> int:
        """What the person asked for, in percent of what the system asks for."""
        return self._percent

    def set_text_size(self, percent: int) -> None:
        """Take this many percent of the system's text size, 80 to 200."""
        self._percent = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self.set_scale(self._wanted_scale())

    def set_scale(self, scale: float) -> None:
        """Change the size of all text; everything measures itself again."""
        scale = _within(scale)
        if scale == self._scale:
            return
        self._scale = scale
        self._fonts.clear()
        self._app.setFont(self.font("body"))
        self.changed.emit()

    def room(self, pixels: int) -> int:
        """The width of a part that holds text: it grows with the text, half as fast."""
        return round(pixels * (1 + max(self._scale - 1, 0) * ROOM_GROWS))

    def sheet(self) -> str:
        """The style sheet of the standard widgets, for a window."""
        return sheet_text(self._colors, self._scale)

    def _make_font(self, style: str, weight: int | None, *, tabular: bool) -> QFont:
        kind, own_weight = _style(style)
        font = QFont(FAMILY)
        font.setPixelSize(max(round(kind.size * self._scale), 1))
        font.setWeight(QFont.Weight(weight or own_weight))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing * self._scale)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(_TABULAR, 1)
        return font

    def _wanted_scale(self) -> float:
        asked = self._app.primaryScreen().logicalDotsPerInchY() / DRAWN_DPI
        return _within(asked * self._percent / 100)

    @Slot()
    def _system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        name = self._choice if self._choice != "system" else self._system_name()
        if name == self._name:
            return
        self._name = name
        self._colors = {token: QColor(value) for token, value in tokens()["colors"][name].items()}
        self._app.setPalette(self._palette())
        self._app.setFont(self.font("body"))
        self.changed.emit()

    def _system_name(self) -> str:
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self._colors[token])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["text3"])
        return palette


@cache
def _style(name: str) -> tuple[TypeStyle, int]:
    base, _, cut = name.rpartition("_")
    if cut not in _WEIGHTS:
        base = name
    kind = TypeStyle(**tokens()["type"][base])
    return kind, _WEIGHTS.get(cut, kind.weight) if base != name else kind.weight


def _within(scale: float) -> float:
    return min(max(scale, SCALE_RANGE[0]), SCALE_RANGE[1])
