"""Of which day the rules are: every list with what it is for, as its own file says it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.rules.lists import RuleList
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label


class RuleLists(QWidget):
    """The day of the newest list, then each list with its own."""

    def __init__(self, theme: Theme, lists: Sequence[RuleList]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Rule lists"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        newest = lists[0].as_of if lists else None
        words = tr("Rules as of {day}", day=_day(newest)) if newest else tr("Rules without a date")
        heading = Label(theme, words, "small_medium", "text", wrap=True, selectable=True)
        column.addWidget(heading)
        for each in lists:
            column.addWidget(_Line(theme, each))


class _Line(QWidget):
    """What one list is for, and below it the day it is from."""

    def __init__(self, theme: Theme, shown: RuleList) -> None:
        super().__init__()
        day = tr("As of {day}", day=_day(shown.as_of)) if shown.as_of else tr("No date in the file")
        self.setAccessibleName(f"{shown.purpose}. {day}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(theme, tr(shown.purpose), "small", "text", wrap=True))
        column.addWidget(Label(theme, day, "caption", "text2", wrap=True))


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
