"""The F1 list: every key that does something, and no other."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.views import actions
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.labels import Label


class ShortcutList(Dialog):
    """Two columns, made from the same table as the menus."""

    def __init__(self, theme: Theme, host: QWidget, *, enter_sends: bool = False) -> None:
        super().__init__(theme, host, tr("All shortcuts"))
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, (keys, words) in enumerate(lines(enter_sends=enter_sends)):
            grid.addWidget(Label(theme, words, "small", "text"), row, 0)
            grid.addWidget(Label(theme, keys, "small_strong", "text2"), row, 1)
        self.body.addLayout(grid)
        self._close = self.add_primary(tr("Close"))
        self._close.clicked.connect(self.dismiss)

    def first_stop(self) -> QWidget:
        """The button that closes."""
        return self._close


def lines(*, enter_sends: bool = False) -> list[tuple[str, str]]:
    """Keys as this system writes them, and what they do."""
    pairs = [(act.keys, act.label) for act in actions.ACTS if act.keys]
    writing = actions.SENDING[enter_sends]
    elsewhere = [((keys,), words) for keys, words in (*writing, *actions.ELSEWHERE)]
    return [(_native(keys), tr(words)) for keys, words in (*pairs, *elsewhere)]


def native_keys(keys: str) -> str:
    """Keys as they are written on this system’s keyboards: Enter, not Return."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("Return", tr("Enter"))


def _native(keys: tuple[str, ...]) -> str:
    return tr(" or ").join(native_keys(key) for key in keys)
