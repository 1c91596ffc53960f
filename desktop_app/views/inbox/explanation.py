"""What a finding means: what, why, where it stands, since when, and what mends it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.records import Outcome
from desktop_app.services.rules.content.findings import Finding, Fix
from desktop_app.services.rules.explaining import Explanation
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.finding_chips import ICONS, Matter
from desktop_app.views.inbox.underlines import TONES
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, IconButton, SecondaryButton, TextButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.scrolling import QuietScrollBar

WIDTH = 420
PAD = 16
EDGE = 8
MEANS = {
    Outcome.BLOCK: "It can’t be sent like this.",
    Outcome.HOLD: "It goes out with a reason, which is kept.",
    Outcome.WARN: "Advice. You can send it as it is.",
    Outcome.INFO: "A note. You can send it as it is.",
}


class ExplanationPanel(Overlay):
    """Stands over its chip. Several findings of a kind are gone through one by one."""

    fix_chosen = Signal(object)
    """The Fix."""
    place_asked = Signal(object)
    """The Finding whose words are to be shown."""
    turned = Signal(object)
    """Another Finding of the kind is shown; what mends it has to be given."""

    def __init__(
        self, theme: Theme, host: QWidget, matter: Matter, explained: Explanation, anchor: QWidget
    ) -> None:
        super().__init__(theme, host, dim=False, radius=12)
        self._anchor = anchor
        self._matter = matter
        self._at = 0
        self.setObjectName("explanation")
        self.setAccessibleName(explained.title)
        first = matter.first
        self.title = Label(theme, explained.title, "small_strong", "text", wrap=True)
        self.message = Label(theme, first.message, "small", "text", wrap=True)
        self.means = Label(theme, tr(MEANS[first.outcome]), "small_medium", "text", wrap=True)
        self.why = Label(theme, explained.why, "small", "text2", wrap=True)
        day = explained.checked_on
        words = tr(
            "Source: {source}. List of {day}.",
            source=explained.source.rstrip("."),
            day=f"{day:%b} {day.day}, {day.year}",
        )
        self.source = Label(theme, words, "caption", "text3", wrap=True)
        self.advice = Label(theme, tr("Checks, not legal advice."), "caption", "text3", wrap=True)
        self.show_place = SecondaryButton(theme, tr("Show in text"))
        self.next = TextButton(theme, tr("Next"))
        self.fixes: list[SecondaryButton] = []
        self._fix_of: dict[SecondaryButton, Fix] = {}
        self._close = IconButton(theme, "x", tr("Close"), 16)
        self._buttons = FlowLayout(gap=8, line_gap=6)
        self._scroller = QScrollArea()
        self._lay_out()
        self._close.clicked.connect(self.dismiss)
        self.show_place.clicked.connect(self._show_place)
        self.next.clicked.connect(self._turn)
        self._describe()

    def _lay_out(self) -> None:
        first = self._matter.first
        head = QHBoxLayout()
        head.setSpacing(10)
        sign = Picture(self._theme, ICONS[first.outcome], 18, TONES[first.outcome])
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._inside = QWidget()
        self._inside.setObjectName("explained")
        self._inside.setStyleSheet("#explained { background: transparent; }")
        words = QVBoxLayout(self._inside)
        words.setContentsMargins(0, 0, 8, 0)
        words.setSpacing(8)
        for label in (self.message, self.means, self.why, self.source, self.advice):
            words.addWidget(label)
        words.addStretch(1)
        self._set_up_scroller()
        column = QVBoxLayout(self.card)
        column.setContentsMargins(PAD, PAD - 4, PAD - 4, PAD)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._scroller, 1)
        column.addLayout(self._buttons)
        self.show_place.setVisible(bool(first.places))
        self.next.setVisible(len(self._matter.findings) > 1)

    def _set_up_scroller(self) -> None:
        scroller = self._scroller
        scroller.setWidget(self._inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setVerticalScrollBar(QuietScrollBar(self._theme))
        scroller.setStyleSheet("QScrollArea { background: transparent; }")

    @property
    def finding(self) -> Finding:
        """The one shown."""
        return self._matter.findings[self._at]

    def offer(self, fixes: Sequence[Fix]) -> None:
        """What can be done about the finding shown, each as a button."""
        for button in self.fixes:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._fix_of = {SecondaryButton(self._theme, fix.label): fix for fix in fixes}
        self.fixes = list(self._fix_of)
        self._buttons.removeWidget(self.show_place)
        self._buttons.removeWidget(self.next)
        parts: list[Button] = [*self.fixes, self.show_place, self.next]
        for part in parts:
            self._buttons.addWidget(part)
        for button in self.fixes:
            button.clicked.connect(self._fix)
            button.show()
        if self.isVisible():
            self.place()
            self._first_button().setFocus(Qt.FocusReason.PopupFocusReason)

    def first_stop(self) -> QWidget:
        """What mends it, or what comes next."""
        return self._first_button()

    def _first_button(self) -> QWidget:
        parts: list[Button] = [*self.fixes, self.show_place, self.next, self._close]
        return next(part for part in parts if not part.isHidden())

    def place(self) -> None:
        """Over the chip, or below it where there is more room."""
        width = min(self._theme.room(WIDTH), self.width() - 2 * EDGE)
        at = QRect(self.mapFromGlobal(self._anchor.mapToGlobal(QPoint(0, 0))), self._anchor.size())
        high = min(self._wanted(width), self.height() - 2 * EDGE)
        left = max(min(at.left(), self.width() - width - EDGE), EDGE)
        top = at.top() - high - EDGE
        if top < EDGE:
            top = max(min(at.bottom() + EDGE, self.height() - high - EDGE), EDGE)
        self.card.setGeometry(left, top, width, high)
        self.update()

    def _wanted(self, width: int) -> int:
        """As high as its words are at this width."""
        inside = width - 2 * PAD + 4
        words = self._inside.layout()
        assert words is not None
        head = max(
            self.title.heightForWidth(inside - self._theme.room(18) - self._close.width() - 20),
            self._close.sizeHint().height(),
        )
        said = words.totalHeightForWidth(inside)
        return head + said + self._buttons.heightForWidth(inside) + 2 * PAD - 4 + 2 * 8 + 2

    def clicked_outside(self) -> None:
        """A click elsewhere closes it."""
        self.dismiss()

    def _turn(self) -> None:
        self._at = (self._at + 1) % len(self._matter.findings)
        self.message.setText(self.finding.message)
        self._describe()
        self.turned.emit(self.finding)

    def _describe(self) -> None:
        said = (self.message, self.means, self.why, self.source, self.advice)
        self.setAccessibleDescription(" ".join(label.text() for label in said))

    def _show_place(self) -> None:
        finding = self.finding
        self.dismiss()
        self.place_asked.emit(finding)

    def _fix(self) -> None:
        button = self.sender()
        assert isinstance(button, SecondaryButton)
        fix = self._fix_of[button]
        self.dismiss()
        self.fix_chosen.emit(fix)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The window it covers."""
        return self._window.size()
