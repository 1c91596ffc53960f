"""The field a text is typed into: plain text only, straight quotes, as high as it needs."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QSizePolicy

from desktop_app.views.counting import STRAIGHT
from desktop_app.views.inbox.picture_sources import holds_pictures, sources
from desktop_app.views.theme import Theme

MOST_LINES = 8
SPARE = 4
UNLIMITED = 10_000
_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LATER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CURLY = frozenset(map(chr, STRAIGHT)) - {"–", "—", "…", "\u00a0"}


class TextField(QPlainTextEdit):
    """Ctrl+Enter asks to send; Enter makes a new line, or asks to send where that is set.

    Ctrl+Z belongs to the text as long as there is something typed to take back. Only where the
    field is empty, or has no typing of its own, does it go on to the window, which may undo a send:
    whoever has gone on typing means the typing, and the bar still has its button.
    """

    send_asked = Signal()
    later_asked = Signal()
    focused = Signal(bool)
    menu_opening = Signal(QMenu, int)
    """The field's own menu, and the code point it was asked for at."""
    pasted = Signal(object)
    """Pictures were pasted: a tuple of Source."""

    def __init__(self, theme: Theme, most_lines: int = MOST_LINES) -> None:
        super().__init__()
        self._theme = theme
        self._most = most_lines
        self._room = UNLIMITED
        self._composing = False
        self.enter_sends = False
        """What Enter does without Ctrl; Shift+Enter makes a new line in any case."""
        self.undo_send_waits = False
        """Whether a text sent a moment ago can be taken back with Ctrl+Z."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            "TextField, TextField:focus { background: transparent; border: none; padding: 0; }"
        )
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One to eight lines."""
        return QSize(200, self._wanted())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line."""
        return QSize(80, self._line())

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Pasting takes the words and nothing else; pictures are handed on."""
        if holds_pictures(source):
            self.pasted.emit(sources(source))
        elif source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  Qt's name
        """What has words, or is a picture."""
        return source.hasText() or holds_pictures(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Pictures go on to the conversation, which says what letting go would do."""
        if holds_pictures(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter, with or without Ctrl; a curly quote typed becomes a straight one."""
        if event.key() in _SEND and event.modifiers() & _LATER == _LATER:
            self.later_asked.emit()
            event.accept()
        elif event.key() in _SEND and self._sends(event):
            if not (self._composing or event.isAutoRepeat()):
                self.send_asked.emit()
            event.accept()
        elif event.text() in _CURLY:
            self.insertPlainText(event.text().translate(STRAIGHT))
            event.accept()
        else:
            super().keyPressEvent(event)

    @property
    def composing(self) -> bool:
        """Whether an input method is at work on a word."""
        return self._composing

    def typed_to(self) -> int:
        """The code point the cursor stands at; -1 where words are selected."""
        cursor = self.textCursor()
        return -1 if cursor.hasSelection() else self._code_point(cursor.position())

    def menu_for(self, at: QPoint | None) -> QMenu:
        """The menu at a place of the field, or at the cursor."""
        cursor = self.textCursor() if at is None else self.cursorForPosition(at)
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu, self._code_point(cursor.position()))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Its own menu, with what mends the words it was asked for at."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_for(None if by_key else event.pos()).popup(event.globalPos())
        event.accept()

    def _code_point(self, position: int) -> int:
        """Qt counts an emoji as two."""
        text = self.toPlainText().encode("utf-16-le", "surrogatepass")
        return len(text[: 2 * position].decode("utf-16-le", "replace"))

    def set_room(self, pixels: int) -> None:
        """Grow no higher than this, however many lines that is; one always shows."""
        if pixels != self._room:
            self._room = pixels
            self._fit()

    def _sends(self, event: QKeyEvent) -> bool:
        """Whether Enter with these keys held asks to send."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        return self.enter_sends and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z go on to the window where it would undo nothing here."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and self.undo_send_waits
            and not (self.toPlainText() and self.document().isUndoAvailable())
        ):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  Qt's name
        """The same for what an input method, or the system's smart quotes, put in.

        Enter that ends a composition is the input method's: it never sends.
        """
        self._composing = bool(event.preeditString())
        words = event.commitString()
        if any(char in _CURLY for char in words):
            plain = "".join(c.translate(STRAIGHT) if c in _CURLY else c for c in words)
            event.setCommitString(plain, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The box around shows the focus."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The box around shows it no more."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width breaks the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _line(self) -> int:
        return max(self._theme.line_height("body"), QFontMetrics(self.font()).lineSpacing()) + 1

    def _wanted(self) -> int:
        lines = max(round(self.document().size().height()), 1)
        per_line = QFontMetrics(self.font()).lineSpacing()
        fitting = max((self._room - SPARE) // max(per_line, 1), 1)
        shown = min(lines, self._most, fitting)
        return max(self._line(), shown * per_line + SPARE)

    def _fit(self) -> None:
        wanted = self._wanted()
        if wanted != self.height():
            self.setFixedHeight(wanted)
        lines = round(self.document().size().height())
        most = lines > self._most or wanted < lines * QFontMetrics(self.font()).lineSpacing()
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if most else bars.ScrollBarAlwaysOff)

    def _restyle(self) -> None:
        font = self._theme.font("body")
        self.setFont(font)
        self.viewport().setFont(font)  # what the placeholder is painted in
        palette = self.palette()
        palette.setColor(palette.ColorRole.Text, self._theme.color("text"))
        palette.setColor(palette.ColorRole.PlaceholderText, self._theme.color("text3"))
        palette.setColor(palette.ColorRole.Highlight, self._theme.color("accent"))
        palette.setColor(palette.ColorRole.HighlightedText, self._theme.color("on_accent"))
        self.setPalette(palette)
        self._fit()
