"""Fields of forms: a label above, the control, help or the error below, tied to the control.

An error stays at its field and takes nothing typed away.
"""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.errors import InvalidInput
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.radio import RadioChoice

FIELD_HEIGHT = 36
AREA_LINES = 3


class _Hint(QWidget):
    """The line under a field: grey help, or the error with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Picture(theme, "circle-alert", 14, "danger")
        self.words = Label(theme, "", "caption", "text3", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def say(self, text: str, *, error: bool) -> None:
        """Show the line, or hide it when there is nothing to say."""
        self.setVisible(bool(text))
        self.words.setText(text)
        self.words.set_token("danger" if error else "text3")
        self._icon.setVisible(error)


class Field(QWidget):
    """What every field has in common, whatever its control is."""

    changed = Signal()

    def __init__(
        self, theme: Theme, label: str, control: QWidget, *, note: str = "", help_text: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._help = help_text
        self._error = ""
        self._label = label
        self.control = control
        self._hint = _Hint(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head(label, note))
        column.addWidget(control)
        column.addWidget(self._hint)
        column.addStretch(1)
        control.setAccessibleName(f"{label}, {note.lower()}" if note else label)
        self.setFocusProxy(control)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._tell()

    def _head(self, label: str, note: str) -> QHBoxLayout:
        head = QHBoxLayout()
        title = Label(self._theme, label, "small_strong", "text")
        title.setBuddy(self.control)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(Label(self._theme, note, "caption", "text3"))
        return head

    @property
    def error(self) -> str:
        """The sentence shown at this field, empty where it is fine."""
        return self._error

    def set_error(self, text: str) -> None:
        """Say what cannot be used about this field; empty takes it away."""
        if text == self._error:
            return
        self._error = text
        self._restyle()
        self._tell()

    def set_help(self, text: str) -> None:
        """Another line of help, where it depends on what was chosen before."""
        if text != self._help:
            self._help = text
            self._tell()

    def text(self) -> str:
        """What is in the field, without blanks around it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Fill the field."""
        raise NotImplementedError

    def _tell(self) -> None:
        self._hint.say(self._error or self._help, error=bool(self._error))
        self.control.setAccessibleDescription(self._error or self._help)

    def _edited(self) -> None:
        self.set_error("")
        self.changed.emit()

    def _restyle(self) -> None:
        self.control.setStyleSheet(control_sheet(self._theme, wrong=bool(self._error)))
        self.control.setFont(self._theme.font("body"))


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        note: str = "",
        help_text: str = "",
        placeholder: str = "",
        secret: bool = False,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(theme, label, self.line, note=note, help_text=help_text)
        self.line.setPlaceholderText(placeholder)
        self.line.setMinimumHeight(FIELD_HEIGHT)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self.line.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
            )
        self.line.textEdited.connect(self._edited)

    def text(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Fill the field."""
        self.line.setText(text)


class AreaField(Field):
    """Several lines of plain text."""

    def __init__(self, theme: Theme, label: str, *, note: str = "", help_text: str = "") -> None:
        self.area = QPlainTextEdit()
        super().__init__(theme, label, self.area, note=note, help_text=help_text)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * AREA_LINES + 24)
        self.area.textChanged.connect(self._edited)

    def text(self) -> str:
        """What is typed."""
        return self.area.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Fill the field."""
        self.area.setPlainText(text)


class _Combo(QComboBox):
    """A combo box with the theme's own chevron."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # As wide as the form gives it, whatever the longest choice is.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The style's box, then the chevron."""
        super().paintEvent(event)
        picture = icon(self._theme, "chevron-down", 16, "text2", self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - 26, (self.height() - 16) // 2, picture)


class ChoiceField(Field):
    """One of several; `choices` are (value, words)."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        help_text: str = "",
    ) -> None:
        self.box = _Combo(theme)
        super().__init__(theme, label, self.box, help_text=help_text)
        self.box.setMinimumHeight(FIELD_HEIGHT)
        for value, words in choices:
            self.box.addItem(words, value)
        self.box.currentIndexChanged.connect(self._edited)

    def text(self) -> str:
        """The value chosen."""
        return str(self.box.currentData())

    def set_text(self, text: str) -> None:
        """Choose a value; one that is not offered is added, so that none is lost."""
        at = self.box.findData(text)
        if at < 0:
            self.box.addItem(text, text)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)


class DateField(Field):
    """A day, today at the latest."""

    def __init__(self, theme: Theme, label: str, *, help_text: str = "") -> None:
        self.date = QDateEdit()
        super().__init__(theme, label, self.date, help_text=help_text)
        self.date.setMinimumHeight(FIELD_HEIGHT)
        # The sheet's padding does not reach the line edit inside.
        self.date.lineEdit().setTextMargins(9, 0, 9, 0)
        self.date.setDisplayFormat("MMM d, yyyy")
        self.date.setMaximumDate(QDate.currentDate())
        self.date.setDate(QDate.currentDate())
        self.date.dateChanged.connect(self._edited)

    def text(self) -> str:
        """The day, as 2026-03-04."""
        return self.date.date().toString(Qt.DateFormat.ISODate)

    def set_text(self, text: str) -> None:
        """Choose a day written as 2026-03-04."""
        self.date.setDate(QDate.fromString(text, Qt.DateFormat.ISODate))


class RadioField(QWidget):
    """One of a few, all of them seen at once."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._values: list[str] = []
        self._hint = _Hint(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if label:
            column.addWidget(Label(theme, label, "small_strong", "text"))
        for value, words in choices:
            column.addWidget(self._button(value, words, label))
        column.addWidget(self._hint)
        self._hint.hide()
        self._group.idToggled.connect(self._toggled)

    def _button(self, value: str, words: str, label: str) -> RadioChoice:
        button = RadioChoice(self._theme, words)
        button.setAccessibleDescription(label)
        self._group.addButton(button, len(self._values))
        self._values.append(value)
        return button

    def buttons(self) -> list[RadioChoice]:
        """The buttons, in order."""
        return [b for b in self._group.buttons() if isinstance(b, RadioChoice)]

    def text(self) -> str:
        """The value chosen, empty where none is yet."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else ""

    def choose(self, value: str) -> None:
        """Choose a value."""
        self._group.button(self._values.index(value)).setChecked(True)

    def set_error(self, text: str) -> None:
        """Say what is missing."""
        self._hint.say(text, error=bool(text))

    def _toggled(self) -> None:
        self.set_error("")
        self.changed.emit()


def show_errors(error: InvalidInput, fields: dict[str, Field]) -> str:
    """Put each sentence at its field and the keyboard on the first; what fits no field comes back.

    Fields without a sentence lose an older one.
    """
    said = {problem.field: problem.message for problem in error.fields}
    first: Field | None = None
    for key, field in fields.items():
        field.set_error(said.pop(key, ""))
        if field.error and first is None:
            first = field
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
    return " ".join(said.values())


def require_all(fields: dict[str, Field]) -> bool:
    """Whether every field is filled; the empty ones say so, the first of them gets the keyboard."""
    empty = [field for field in fields.values() if not field.text()]
    for field in fields.values():
        field.set_error(tr("Fill this in.") if field in empty else "")
    if empty:
        empty[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return not empty


def control_sheet(theme: Theme, *, wrong: bool) -> str:
    """The looks of a field's control."""
    edge, width = ("danger", 2) if wrong else ("control", 1)
    names = {token: theme.color(token).name() for token in ("surface", "text", "selected")}
    popup = theme.color("popup").name()
    ring = theme.color("danger" if wrong else "accent_text").name()
    return (
        "QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {"
        f" background: {names['surface']}; color: {names['text']};"
        f" border: {width}px solid {theme.color(edge).name()}; border-radius: 8px;"
        f" padding: 2px {10 - width}px; selection-background-color: {theme.color('accent').name()};"
        f" selection-color: {theme.color('on_accent').name()}; }}"
        "QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {"
        f" border: 2px solid {ring}; padding: 2px 8px; }}"
        "QDateEdit QLineEdit { border: none; padding: 0; background: transparent; }"
        "QDateEdit::up-button, QDateEdit::down-button { border: none; width: 0; }"
        "QComboBox, QComboBox:focus { padding-left: 11px; }"
        "QComboBox::drop-down { border: none; width: 24px; }"
        "QComboBox::down-arrow { image: none; }"
        f"QComboBox QAbstractItemView {{ background: {popup}; color: {names['text']};"
        f" selection-background-color: {names['selected']}; selection-color: {names['text']};"
        f" border: 1px solid {theme.color('line_strong').name()}; padding: 4px; }}"
    )


REQUIRED = "Required"


def required() -> str:
    """The note beside the label of a field that must be filled."""
    return tr(REQUIRED)
