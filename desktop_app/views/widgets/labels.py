"""Words on screen, always taken literally.

Qt's own labels and tooltips guess whether their text is HTML and then load what it names. A client
could write such a text, so nothing here lets Qt guess.
"""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.views.theme import Theme

LEAST = 40


def plain_tooltip(text: str) -> str:
    """A text for setToolTip that shows as it is written, whatever is written."""
    return f"<span>{escape(text)}</span>" if GuiQt.mightBeRichText(text) else text


class Label(QLabel):
    """A line or paragraph in one type style and one colour, recoloured with the theme."""

    _token = ""  # until it is made: Qt tells of changes before
    _inking = False

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        ink: str = "text",
        weight: int | None = None,
        *,
        wrap: bool = False,
        selectable: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._token = ink
        self._weight = weight
        self._tabular = tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def token(self) -> str:
        """The colour it has, by its name in the design."""
        return self._token

    def set_token(self, token: str) -> None:
        """Another colour."""
        if token != self._token:
            self._token = token
            self._restyle()

    def set_style(self, style: str, weight: int | None = None) -> None:
        """Another type style."""
        if (style, weight) != (self._style, self._weight):
            self._style, self._weight = style, weight
            self._restyle()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Qt gives words that were hidden at a change of look the colour of the look before."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._token and not self._inking:
            self._ink()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._style, self._weight, tabular=self._tabular))
        self._ink()

    def _ink(self) -> None:
        self._inking = True
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.color(self._token))
        self.setPalette(palette)
        self._inking = False


class ElidedLabel(Label):
    """One line that shortens before anything beside it does; the whole of it is its tooltip."""

    def __init__(
        self, theme: Theme, text: str = "", style: str = "body", ink: str = "text"
    ) -> None:
        super().__init__(theme, text, style, ink)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Show this text."""
        super().setText(text)
        self.setToolTip(plain_tooltip(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for a few letters."""
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The text, with an ellipsis where it has no room."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._token))
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
