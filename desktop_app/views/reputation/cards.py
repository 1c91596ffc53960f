"""The cards beside and below the gauges: what would help, people, filtering, the cap, calls."""

from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.reputation.records import Report, Share, TextRef
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.volume.gauges import caps
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.reputation import words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import ElidedLabel, Label
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.picture import Picture

MENU_WIDTH = 320
SHOWN = 5
TOP = Qt.AlignmentFlag.AlignTop


class _Titled(Card):
    """A card with a heading."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme)
        self.title = Label(theme, title, "heading", "text", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(6)
        self.column.addWidget(self.title)

    def clear(self, holder: QVBoxLayout) -> None:
        """Take everything out of a part."""
        while (item := holder.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class Marked(QWidget):
    """An icon, and words that say the same."""

    def __init__(self, theme: Theme, style: str = "small") -> None:
        super().__init__()
        self._icon = Picture(theme, "circle-dashed", 16)
        self.words = Label(theme, "", style, "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, TOP)
        row.addWidget(self.words, 1)

    def say(self, icon_name: str, tone: str, said: str) -> None:
        """What to say."""
        self._icon.show_icon(icon_name, tone)
        self.words.set_token(tone)
        self.words.setText(said)


class _HelpItem(QWidget):
    """One thing that would help, and the texts it is about."""

    asked = Signal(object)

    def __init__(self, theme: Theme, help_: words.Help) -> None:
        super().__init__()
        self.help = help_
        self.link = LinkButton(theme, help_.link)
        self.link.setVisible(bool(help_.link))
        self.link.clicked.connect(self._clicked)
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(Label(theme, help_.title, "small_strong", "text", wrap=True))
        inside.addWidget(Label(theme, help_.words, "small", "text2", wrap=True))
        inside.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        row.addWidget(Picture(theme, help_.icon, 18, "text2"), 0, TOP)
        row.addLayout(inside, 1)

    def _clicked(self) -> None:
        self.asked.emit(self)


class HelpCard(_Titled):
    """What would help, the most pressing first."""

    texts_asked = Signal(object, object)
    """TextRefs, and the widget their menu opens at."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("What would help"))
        self.items: list[_HelpItem] = []
        self._holder = QVBoxLayout()
        self.column.addLayout(self._holder)
        self.column.addStretch(1)

    def show_report(self, report: Report) -> None:
        """What to show."""
        self.clear(self._holder)
        self.items = [_HelpItem(self._theme, each) for each in words.helps(report)]
        for item in self.items:
            item.asked.connect(self._asked)
            self._holder.addWidget(item)

    def _asked(self, item: _HelpItem) -> None:
        self.texts_asked.emit(item.help.texts, item.link)


class PeopleCard(_Titled):
    """How many can be texted, and how many opted out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("People"))
        self.textable = Label(theme, "", "region_title", "text", tabular=True)
        self.textable_note = Label(
            theme, tr("of your contacts can be texted"), "small", "text2", wrap=True
        )
        self.opt_outs = Label(theme, "", "region_title", "text", tabular=True)
        note = tr("opted out in 7 days, of the people who got texts from this number")
        self.opt_outs_note = Label(theme, note, "small", "text2", wrap=True)
        self.state = Marked(theme)
        for part in (self.textable, self.textable_note, self.opt_outs, self.opt_outs_note):
            self.column.addWidget(part)
        self.column.addWidget(self.state)
        self.column.addStretch(1)

    def show_report(self, report: Report) -> None:
        """What to show."""
        self.textable.setText(words.share_words(report.textable))
        self.opt_outs.setText(words.share_words(report.opt_outs))
        self._mark(report.opt_outs)

    def _mark(self, share: Share) -> None:
        self.state.say(*words.MARKS[share.band], words.share_state(share, opt_outs=True))


class _Stopped(QWidget):
    """One text a carrier filtered: to whom, its words, what the checks say of them."""

    asked = Signal(int)

    def __init__(self, theme: Theme, text: TextRef, calendar: Calendar) -> None:
        super().__init__()
        self.text = text
        who = text.name or format_number(text.number)
        when = calendar.list_time(text.at)
        self.link = LinkButton(theme, tr("Open"))
        self.link.setAccessibleName(tr("Open the conversation with {name}", name=who))
        self.link.clicked.connect(self._clicked)
        self.hits = Label(theme, _hits(text), "caption", "text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(theme, f"{who} · {when}", "small_strong", "text", wrap=True), 1)
        head.addWidget(self.link, 0, TOP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        body = text.body.replace("\n", " ") or tr("A picture without words")
        column.addWidget(ElidedLabel(theme, body, "small", "text2"))
        column.addWidget(self.hits)

    def _clicked(self) -> None:
        self.asked.emit(self.text.conversation_id)


def _hits(text: TextRef) -> str:
    if not text.hits:
        return tr("The checks find nothing in its words.")
    return tr("Likely why: {hits}", hits=", ".join(text.hits))


class FilteredCard(_Titled):
    """What carriers stopped in a week: a text, or the whole number."""

    conversation_asked = Signal(int)
    texts_asked = Signal(object, object)

    def __init__(self, theme: Theme, calendar: Calendar) -> None:
        super().__init__(theme, "")
        self._calendar = calendar
        self._texts: tuple[TextRef, ...] = ()
        self.rows: list[_Stopped] = []
        self.share = Label(theme, "", "small", "text2", wrap=True)
        self.verdict = Marked(theme)
        self.more = LinkButton(theme, "")
        self.more.clicked.connect(self._more_clicked)
        self._holder = QVBoxLayout()
        self.column.addWidget(self.share)
        self.column.addWidget(self.verdict)
        self.column.addLayout(self._holder)
        self.column.addWidget(self.more)
        self.column.addStretch(1)

    def show_report(self, report: Report) -> None:
        """What to show."""
        filtered = report.filtered
        self._texts = filtered.texts
        self.title.setText(words.filtered_title(filtered))
        said = tr("{share} of the texts in 7 days", share=words.share_words(filtered.share))
        if filtered.last_day:
            said += tr(" · {n} in the last 24 hours", n=filtered.last_day)
        self.share.setText(said if filtered.share.whole else tr("Nothing went out in 7 days"))
        self.verdict.say(*words.trouble_words(filtered))
        self.clear(self._holder)
        self.rows = [_Stopped(self._theme, text, self._calendar) for text in self._texts[:SHOWN]]
        for row in self.rows:
            row.asked.connect(self.conversation_asked)
            self._holder.addWidget(row)
        self.more.setText(words.see_texts(len(self._texts)))
        self.more.setVisible(len(self._texts) > SHOWN)

    def _more_clicked(self) -> None:
        self.texts_asked.emit(self._texts, self.more)


class CapCard(_Titled):
    """What counts against T-Mobile's daily cap, and which cap is the firm's."""

    cap_chosen = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, calendar: Calendar) -> None:
        super().__init__(theme, tr("T-Mobile’s daily limit"))
        self._host = host
        self._calendar = calendar
        self._cap = ""
        self.words = Label(theme, "", "small", "text2", wrap=True)
        self.resets = Label(theme, "", "caption", "text2", wrap=True)
        self.state = Marked(theme)
        self.choose = LinkButton(theme, "")
        self.choose.clicked.connect(self.open_caps)
        for part in (self.words, self.resets, self.state, self.choose):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_report(self, report: Report) -> None:
        """What to show."""
        self._cap = str(report.cap.cap)
        self.words.setText(words.cap_words(report))
        at = self._calendar.clock(report.cap.resets_at)
        said = tr("It starts anew at {time}, for all your numbers together.", time=at)
        self.resets.setText(said)
        self.state.say(*words.MARKS[report.cap.band], words.cap_state(report))
        self.choose.setText(tr("Registered as: {whose}", whose=tr(caps()[self._cap])))

    def open_caps(self) -> PopupMenu:
        """Which cap is the firm's."""
        entries = [
            Entry(
                cap,
                tr(whose),
                tr("{n} a day", n=f"{int(cap):,}"),
                icon="check" if cap == self._cap else "circle",
            )
            for cap, whose in caps().items()
        ]
        menu = PopupMenu(self._theme, self._host, entries)
        menu.chosen.connect(self.cap_chosen)
        menu.popup(self.choose.mapToGlobal(QPoint(self.choose.width(), self.choose.height() + 4)))
        return menu


class CallsCard(_Titled):
    """What hurts a number when the firm calls: a short, dated text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("When you call from this number"))
        data = _calls()
        self.words = [Label(theme, str(data["intro"]), "small", "text2", wrap=True)]
        for heading, key in ((tr("What hurts"), "hurts"), (tr("What helps"), "helps")):
            self.words.append(Label(theme, heading, "small_strong", "text", wrap=True))
            lines = [f"• {line}" for line in data[key]]
            self.words += [Label(theme, line, "small", "text2", wrap=True) for line in lines]
        day = date.fromisoformat(str(data["as_of"]))
        checked = tr("As of {day}", day=f"{day:%b} {day.day}, {day.year}")
        self.words.append(
            Label(theme, f"{checked}. {data['source']}.", "caption", "text2", wrap=True)
        )
        for label in self.words:
            if label.text() in {tr("What hurts"), tr("What helps")}:
                self.column.addSpacing(6)
            self.column.addWidget(label)
        self.column.addStretch(1)


@cache
def _calls() -> dict[str, Any]:
    return rule_data("call_reputation")


def texts_menu(
    theme: Theme, host: QWidget, texts: tuple[TextRef, ...], calendar: Calendar
) -> PopupMenu:
    """A menu of texts; the key of each entry is its conversation."""
    entries = [
        Entry(
            str(text.conversation_id),
            f"{text.name or format_number(text.number)} · {calendar.list_time(text.at)}",
            text.body.replace("\n", " ")[:80],
        )
        for text in texts
    ]
    return PopupMenu(theme, host, entries, width=MENU_WIDTH)
