"""What the contact panel shows of one person.

The parts are made once and filled anew for the next person: making thirty widgets for every
conversation that is opened cost more than opening the conversation.
"""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard
from desktop_app.views.contacts.country import country_of
from desktop_app.views.contacts.parts import (
    PHONE_ICONS,
    ConsentRow,
    IconRow,
    Rule,
    about,
    no_record,
)
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import LinkButton, SecondaryButton
from desktop_app.views.widgets.labels import Label

SIDE = 20
_BETWEEN = 12
_CONSENT_PLACE = 1
_USUAL_PLACE = 2


class PanelCard(QWidget):
    """One person: who, how to reach them, what they agreed to, pictures, notes."""

    edit_asked = Signal()
    ledger_asked = Signal()
    consent_asked = Signal()
    pictures_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._head = _Head(theme)
        self._reach = _Reach(theme)
        self._consent = _Consent(theme)
        self._pictures = _Section(theme, tr("Pictures"), tr("Show all"))
        self._count = Label(theme, "", "small", "text2")
        self._pictures.body.addWidget(self._count)
        self._notes = _Notes(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE - 1, SIDE, SIDE, SIDE)
        self._column.setSpacing(0)
        for part in (self._head, self._reach, self._consent, self._pictures, self._notes):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._reach.link.clicked.connect(self.edit_asked)
        self._notes.link.clicked.connect(self.edit_asked)
        self._consent.link.clicked.connect(self.ledger_asked)
        self._consent.record.clicked.connect(self.consent_asked)
        self._pictures.link.clicked.connect(self.pictures_asked)

    def show_card(self, card: ContactCard, pictures: int) -> None:
        """Show this person; consent comes first where nothing is on record."""
        missing = no_record(card)
        self._head.show_card(card)
        self._place_consent(first=missing)
        self._reach.show_card(card, first=not missing)
        self._consent.show_card(card, missing=missing)
        self._show_pictures(card, pictures)
        self._notes.show_card(card)

    def show_time(self, words: str) -> None:
        """What time it is where this person lives; empty where nobody knows."""
        self._head.show_time(words)

    def _place_consent(self, *, first: bool) -> None:
        wanted = _CONSENT_PLACE if first else _USUAL_PLACE
        if self._column.indexOf(self._consent) != wanted:
            self._column.removeWidget(self._consent)
            self._column.insertWidget(wanted, self._consent)
            self._order_keys(consent_first=first)

    def _order_keys(self, *, consent_first: bool) -> None:
        """Tab goes through the sections as they stand."""
        consent = [self._consent.link, self._consent.record]
        stops = [*consent, self._reach.link] if consent_first else [self._reach.link, *consent]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)
        QWidget.setTabOrder(stops[-1], self._pictures.link)

    def _show_pictures(self, card: ContactCard, count: int) -> None:
        self._pictures.setVisible(count > 0)
        self._pictures.link.setAccessibleName(tr("Show all pictures with {name}", name=card.name))
        self._count.setText(tr("1 picture") if count == 1 else tr("{n} pictures", n=f"{count:,}"))


class _Head(QWidget):
    """Initials, name and matter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._avatar = Avatar(theme, "", 56)
        self._name = Label(theme, "", "region_title", "text", wrap=True)
        self._about = Label(theme, "", "small", "text2", wrap=True)
        self._time = Label(theme, "", "caption", "text2", wrap=True)
        self._time.hide()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addWidget(self._time)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 16)
        row.setSpacing(14)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)

    def show_card(self, card: ContactCard) -> None:
        """Show this person."""
        self._avatar.set_name(card.name)
        self._name.setText(card.name)
        self._about.setText(about(card))
        self._about.setVisible(bool(about(card)))

    def show_time(self, words: str) -> None:
        """What time it is there."""
        self._time.setText(words)
        self._time.setVisible(bool(words))


class _Section(QWidget):
    """A title, something to do about what stands under it, and a hairline above."""

    def __init__(self, theme: Theme, title: str, link: str) -> None:
        super().__init__()
        self._line = _Line(theme)
        self.link = LinkButton(theme, link)
        row = QHBoxLayout()
        row.addWidget(Label(theme, title, "caption_strong", "text2"), 1)
        row.addWidget(self.link)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 4, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addLayout(row)
        column.addLayout(self.body)

    def set_first(self, *, first: bool) -> None:
        """Nothing is to be parted from what is above where it comes first."""
        self._line.setVisible(not first)


class _Line(QWidget):
    """A hairline with its room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _BETWEEN, 0, _BETWEEN)
        column.addWidget(Rule(theme))


class _Reach(_Section):
    """Numbers and address."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Phone and email"), tr("Edit"))
        self._theme = theme
        self._rows: list[_ReachRow] = []

    def show_card(self, card: ContactCard, *, first: bool) -> None:
        """Show how to reach this person."""
        self.set_first(first=first)
        known = card.contact_id is not None
        self.link.setText(tr("Edit") if known else tr("Add to contacts"))
        self.link.setAccessibleName(tr("Edit {name}", name=card.name))
        lines = _ways(card)
        while len(self._rows) < len(lines):
            row = _ReachRow(self._theme)
            self._rows.append(row)
            self.body.addWidget(row)
        for row, line in zip(self._rows, lines, strict=False):
            row.say(*line)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(lines))


def _ways(card: ContactCard) -> list[tuple[str, str, str, bool]]:
    """Icon, words, what it is, and whether it is the one that gets texts."""
    lines = []
    for phone in card.phones:
        use = " · ".join(filter(None, (phone.use, country_of(phone.number))))
        icon = PHONE_ICONS.get(phone.slot, "phone")
        lines.append((icon, format_number(phone.number), use, phone.slot == "cell"))
    if card.from_number:
        ours, what = (
            format_number(card.from_number),
            tr("Your number for texts and calls to this person"),
        )
        lines.append(("message-square", ours, what, False))
    if card.email:
        lines.append(("mail", card.email, tr("Email"), False))
    return lines


class _ReachRow(IconRow):
    """One number or address and what it is for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "phone", "text2")
        self._words = Label(theme, "", "small", "text", selectable=True)
        self._detail = Label(theme, "", "caption", "text2", wrap=True)
        self.words.addWidget(self._words)
        self.words.addWidget(self._detail)
        self.words.setContentsMargins(0, 0, 0, 6)

    def say(self, icon_name: str, words: str, detail: str, strong: bool) -> None:
        """Show this number or address."""
        self.picture.show_icon(icon_name, "text2")
        self._words.set_style("small_medium" if strong else "small")
        self._words.setText(words)
        self._detail.setText(detail)


class _Consent(_Section):
    """What was agreed to on each channel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Consent"), tr("Open ledger"))
        self._theme = theme
        self._rows: list[ConsentRow] = []
        self.record = SecondaryButton(theme, tr("Record consent…"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._lines.setContentsMargins(0, 0, 0, 8)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)

    def show_card(self, card: ContactCard, *, missing: bool) -> None:
        """Show what is on record."""
        self.set_first(first=missing)
        self.link.setVisible(bool(card.number))
        self.link.setAccessibleName(tr("Open the ledger of {name}", name=card.name))
        for at, line in enumerate(card.consent):
            if at < len(self._rows):
                self._rows[at].show_line(line)
            else:
                self._rows.append(ConsentRow(self._theme, line))
                self._lines.addWidget(self._rows[at])
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(card.consent))
        self.record.setVisible(missing)


class _Notes(_Section):
    """What the firm noted about this person."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Notes"), tr("Edit"))
        self._words = Label(theme, "", "small", "text2", wrap=True, selectable=True)
        self.body.addWidget(self._words)

    def show_card(self, card: ContactCard) -> None:
        """Show the notes; a number without a record has none."""
        self.setVisible(card.contact_id is not None)
        self.link.setText(tr("Edit") if card.notes else tr("Add"))
        self.link.setAccessibleName(tr("Edit the notes about {name}", name=card.name))
        self._words.setText(card.notes)
        self._words.setVisible(bool(card.notes))
