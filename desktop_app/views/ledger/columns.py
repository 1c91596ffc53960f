"""The columns of the list of entries, and the words above them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme

SIDE = 14
ICON = 16
SMALL_ICON = 14
NUMBER_SAMPLE = "100,000"
PROOF_SAMPLE = "7 of 7"
PROOF_GAP = 6
PROOF_LEFT = 24
WHAT_GAP = 12
"""Between icon and words."""


def number_width(theme: Theme) -> int:
    """The room of an entry’s number."""
    font = QFontMetrics(theme.font("small_medium", tabular=True))
    return font.horizontalAdvance(NUMBER_SAMPLE)


def proof_width(theme: Theme) -> int:
    """The room of the last column."""
    font = QFontMetrics(theme.font("caption", tabular=True))
    title = QFontMetrics(theme.font("caption_strong"))
    counted = font.horizontalAdvance(PROOF_SAMPLE) + theme.room(SMALL_ICON) + PROOF_GAP
    return max(counted, title.horizontalAdvance(tr("Proof"))) + 2


class EntryHeader(QWidget):
    """What the columns are, above them."""

    def __init__(self, theme: Theme, rows: QAbstractItemView) -> None:
        super().__init__()
        self._theme = theme
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line of small text."""
        return QSize(200, self._theme.line_height("caption") + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Four words over the columns."""
        painter = QPainter(self)
        font = self._theme.font("caption_strong")
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        right = self._rows.viewport().width() - 1 - SIDE
        left = SIDE + number_width(self._theme) + WHAT_GAP
        what = left + self._theme.room(ICON) + WHAT_GAP
        when = right - proof_width(self._theme) - PROOF_LEFT
        room = QFontMetrics(font)
        words = room.elidedText(tr("When and by whom"), Qt.TextElideMode.ElideRight, when - what)
        shown = when - what > 2 * room.horizontalAdvance(words)
        left_side, right_side = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = QRect(what, 0, when - what, self.height())
        for box, text, side in (
            (QRect(SIDE, 0, left, self.height()), tr("Entry"), left_side),
            (middle, tr("What changed"), left_side),
            (middle, words if shown else "", right_side),
            (QRect(when, 0, right - when + 1, self.height()), tr("Proof"), right_side),
        ):
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
