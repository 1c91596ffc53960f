"""What the start pages share: the mark with title and lead, and the line at the foot."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import AppMark, Picture

MIDDLE = Qt.AlignmentFlag.AlignHCenter


def add_head(column: QBoxLayout, theme: Theme, title: str, lead: str) -> tuple[Label, Label]:
    """Mark, title and lead in the middle; the two labels, so that a page can change them."""
    heading = Label(theme, title, "display", "text", wrap=True)
    heading.setAlignment(MIDDLE)
    sentence = Label(theme, lead, "lead", "text2", wrap=True)
    sentence.setAlignment(MIDDLE)
    column.addWidget(AppMark(48), 0, MIDDLE)
    column.addSpacing(20)
    column.addWidget(heading)
    column.addSpacing(4)
    column.addWidget(sentence)
    return heading, sentence


def centred(widget: QWidget) -> QHBoxLayout:
    """A widget of fixed width in the middle, with all the height its words need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def widened(button: Button) -> Button:
    """A button as wide as its card, 40 high."""
    button.least_height = 40
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


class _Note(Label):
    """One line where it fits, and as many as it takes where it does not."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, "small", "text2", wrap=True)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Qt breaks a wrapped label early; this one asks for its whole line."""
        line = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(line, self.heightForWidth(line))


def note_line(theme: Theme, icon_name: str, words: str) -> QHBoxLayout:
    """A small line with its icon, in the middle."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(Picture(theme, icon_name, 14, "text2"))
    row.addWidget(_Note(theme, words))
    row.addStretch(1)
    return row
