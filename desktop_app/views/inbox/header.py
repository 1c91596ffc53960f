"""The bar over a conversation: who it is, whether texts are welcome, panel and menu."""

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import Channel, ConversationRow
from desktop_app.services.wording import sentence
from desktop_app.views.formatting import Glyph, channel_mark, consent_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import IconButton
from desktop_app.views.widgets.chip import HEADER_HEIGHT, Chip
from desktop_app.views.widgets.labels import ElidedLabel

HEIGHT = 64
GAP = 9
LEAST_NAME = 150
"""So much of a name shows before the chip beside it says its words."""
UNDER_DOTS = 4
MARKED = (Channel.CALLS_IN, Channel.CALLS_OUT, Channel.EMAIL)
"""The channels beside texts: each has a chip of its own while it is turned off."""
_CHIP_TONES = {"ok", "warn", "danger"}


class Header(QWidget):
    """Shows one conversation's row of the inbox."""

    menu_asked = Signal()
    panel_asked = Signal()
    find_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = ElidedLabel(theme, "", "heading", "text")
        self.chip = Chip(theme, height=HEADER_HEIGHT)
        self.marks = {channel: Chip(theme, height=HEADER_HEIGHT) for channel in MARKED}
        self.detail = ElidedLabel(theme, "", "small", "text2")
        self.avatar = Avatar(theme)
        self.search = IconButton(theme, "search", tr("Find in this conversation"))
        self.panel = IconButton(theme, "panel-right", tr("Hide contact panel"))
        self.panel.setCheckable(True)
        self.more = IconButton(theme, "ellipsis-vertical", tr("More actions"))
        self.setAccessibleName(tr("Person"))
        self._lay_out()
        self.search.clicked.connect(self.find_asked)
        self.panel.clicked.connect(self.panel_asked)
        self.more.clicked.connect(self.menu_asked)
        theme.changed.connect(self._restyle)

    def show_person(self, row: ConversationRow) -> None:
        """Show who this is."""
        number = format_number(row.number)
        self.avatar.set_name(row.name)
        self.name.setText(row.name)
        parts = [number if row.name != number else "", _matter(row)]
        self.detail.setText(" · ".join(part for part in parts if part))
        self.detail.setVisible(bool(self.detail.text()))
        _show(self.chip, consent_glyph(row.text_state))
        for channel, chip in self.marks.items():
            _show(chip, channel_mark(channel))
            chip.setVisible(channel in row.off)
        self.more.set_name(tr("More actions for {name}", name=row.name))
        self._shorten()

    def _shorten(self) -> None:
        """The name before the words of the chip: who it is matters most."""
        left = self.avatar.geometry().right() + 12
        right = self.search.x() if self.search.x() > left else self.width()
        room = right - left - min(self.name.sizeHint().width(), self._theme.room(LEAST_NAME))
        chips = [self.chip, *(chip for chip in self.marks.values() if not chip.isHidden())]
        room -= sum(GAP + chip.short_width for chip in chips)
        for chip in chips:  # texts first, then calls in
            more = chip.whole_width - chip.short_width
            chip.shorten(short=room < more)
            room -= more

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, more or fewer words."""
        super().resizeEvent(event)
        self._shorten()

    def show_panel_state(self, *, shown: bool) -> None:
        """The panel button says what it will do."""
        self.panel.setChecked(shown)
        self.panel.set_name(tr("Hide contact panel") if shown else tr("Show contact panel"))

    def menu_point(self) -> QPoint:
        """Where the menu's right upper corner belongs: just under the dots."""
        return self.more.mapToGlobal(self.more.rect().bottomRight() + QPoint(1, 1 + UNDER_DOTS))

    def hold_menu(self, closed: SignalInstance) -> None:
        """The dots look pressed until their menu is closed."""
        self.more.setDown(True)
        closed.connect(self._menu_closed)

    def _menu_closed(self) -> None:
        self.more.setDown(False)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.name)
        first.addWidget(self.chip)
        for chip in self.marks.values():
            first.addWidget(chip)
            chip.hide()
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 1)
        row.setSpacing(4)
        row.addWidget(self.avatar)
        row.addSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.search)
        row.addWidget(self.panel)
        row.addWidget(self.more)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

    def _restyle(self) -> None:
        lines = self._theme.line_height("heading") + self._theme.line_height("small")
        self.setFixedHeight(max(HEIGHT, lines + 24))
        self.update()


def _show(chip: Chip, glyph: Glyph) -> None:
    tone = glyph.tone if glyph.tone in _CHIP_TONES else "neutral"
    chip.show_state(glyph.icon, tone, sentence(glyph.words))


def _matter(row: ConversationRow) -> str:
    return tr("Matter {number}", number=row.matter) if row.matter else ""
