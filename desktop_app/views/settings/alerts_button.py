"""The sign-up button for e-mail: a link that opens the reader's own texts, ready to send JOIN.

This is the only place that writes HTML, and it is written to the clipboard alone, for another
program to paste; nothing in this window ever shows it.
"""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from PySide6.QtCore import QMimeData, QRectF, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.services.consent.records import Campaign
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Reading
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme, tokens
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.ground import Ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import paint_card

KEYWORD = "JOIN"
"""What the reader's text says; whoever sends it from their own phone has signed up by that."""
DEFAULT = Campaign(0, "", "Case", "1 message/user request")


@dataclass(frozen=True, slots=True)
class AlertsButton:
    """The button in the three forms in which it is used: link, rich text, plain text."""

    firm: str
    number: str
    description: str
    frequency: str

    @property
    def label(self) -> str:
        """What stands on the button."""
        return tr("Get {what} alerts by text", what=self.description.lower())

    @property
    def link(self) -> str:
        """Opens the reader's own texts with the keyword in it; `?&` suits every phone."""
        return f"sms:{quote(self.number, safe='+')}?&body={quote(KEYWORD, safe='')}"

    @property
    def small_print(self) -> str:
        """What carriers want to be said where somebody signs up."""
        frequency = self.frequency.rstrip(".")
        return tr(
            "{firm} {what} Alerts. Msg&data rates may apply. {often}. Reply HELP for help, STOP "
            "to cancel.",
            firm=self.firm,
            what=self.description,
            often=frequency[:1].upper() + frequency[1:],
        )

    @property
    def plain(self) -> str:
        """For mail without formatting, and for readers without a phone at hand."""
        how = tr(
            "{label}: text {word} to {number}.",
            label=self.label,
            word=KEYWORD,
            number=format_number(self.number),
        )
        return f"{how}\n{self.small_print}"

    @property
    def html(self) -> str:
        """For the body of a mail; colours as in the light look, whatever this window shows."""
        colors = tokens()["colors"]["light"]
        style = (
            f"display:inline-block;padding:10px 18px;border-radius:8px;font-weight:600;"
            f"text-decoration:none;background-color:{colors['accent']};color:{colors['on_accent']}"
        )
        number = tr("Or text {word} to {number}.", word=KEYWORD, number=format_number(self.number))
        return (
            f'<p><a href="{escape(self.link)}" style="{escape(style)}">{escape(self.label)}</a></p>'
            f"<p>{escape(number)} {escape(self.small_print)}</p>"
        )

    def mime(self) -> QMimeData:
        """Both forms at once: the other program takes the one it can use."""
        data = _lasting_data()
        data.setHtml(self.html)
        data.setText(self.plain)
        return data


def _lasting_data() -> QMimeData:
    """Empty data that the clipboard may keep longer than Python lives.

    One made in Python calls back into Python when it goes, and the process crashes at its end; one
    that Qt made itself does not.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data


def alerts_button(reading: Reading) -> AlertsButton | None:
    """The button of this firm; None as long as it has no number or no name."""
    numbers = [one.number for one in reading.firm_numbers() if one.sms]
    programs = reading.campaigns()
    program = programs[0] if programs else DEFAULT
    firm = program.name or reading.setting("firm_name")
    if not numbers or not firm.strip():
        return None
    return AlertsButton(firm, numbers[0], program.description, program.frequency)


class _Sample(QFrame):
    """The button as it will look, and the line below it. It cannot be pressed here."""

    def __init__(self, theme: Theme, button: AlertsButton) -> None:
        super().__init__()
        self._theme = theme
        self.face = Label(theme, button.label, "body_strong", "on_accent", wrap=True)
        self.face.setObjectName("face")
        ground = Ground(theme, "accent", 8)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(18, 10, 18, 10)
        inside.addWidget(self.face)
        number = format_number(button.number)
        rest = tr("Or text {word} to {number}.", word=KEYWORD, number=number)
        self.rest = Label(theme, f"{rest} {button.small_print}", "small", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(ground, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.rest)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The edge around it."""
        edge, ground = self._theme.color("line_strong"), self._theme.color("popup")
        paint_card(QPainter(self), QRectF(self.rect()), 10, ground, edge)


class AlertsButtonDialog(Dialog):
    """Shows the button in both forms and puts it on the clipboard."""

    def __init__(self, theme: Theme, host: QWidget, button: AlertsButton) -> None:
        lead = tr(
            "A client who taps it sends {word} from the phone itself, so no YES is needed. Put it "
            "into any email.",
            word=KEYWORD,
        )
        super().__init__(theme, host, tr("Text alerts button for email"), lead)
        self.setObjectName("alertsButton")
        self.button = button
        self.sample = _Sample(theme, button)
        self.plain = Label(theme, button.plain, "small", "text", wrap=True, selectable=True)
        self.copied = Label(theme, "", "caption", "text2", wrap=True)
        for heading, part in (
            (tr("As it looks"), self.sample),
            (tr("In mail without formatting"), self.plain),
        ):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(Label(theme, heading, "small_strong", "text"))
            column.addWidget(part)
            self.body.addLayout(column)
        self._buttons.insertWidget(0, self.copied, 1)
        self._buttons.setStretch(1, 0)
        self.cancel = self.add_cancel(tr("Close"))
        self.copy = self.add_primary(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy the button"))
        self.copy.clicked.connect(self._copy)

    def first_stop(self) -> QWidget:
        """The act."""
        return self.copy

    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(self.button.mime())
        self.copied.setText(tr("Copied. Paste it into an email."))
        announce(self, self.copied.text())
