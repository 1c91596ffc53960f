"""The rules are dated files, and Settings shows of which day each is, read from the file."""

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.services.resources import resource
from desktop_app.services.rules import lists
from desktop_app.services.rules.lists import rule_lists
from desktop_app.views.settings.about import AboutCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def shown(theme, qtbot, workspace, bridge):
    """The words of a new About card."""

    def words():
        card = AboutCard(theme, workspace, bridge)
        qtbot.addWidget(card)
        return [label.text() for label in card.rules.findChildren(QLabel)]

    return words


def spoken(day):
    return f"{day:%b} {day.day}, {day.year}"


@pytest.mark.row("S1-24")
def test_every_rule_file_is_dated_says_what_it_is_for_and_stands_in_settings(shown):
    files = sorted(resource("rules").glob("*.json"))
    assert len(files) > 10
    words = shown()
    for file in files:
        data = json.loads(file.read_text("utf-8"))
        day = date.fromisoformat(data["as_of"])
        at = words.index(data["for"])
        assert words[at + 1] == f"As of {spoken(day)}"
    assert words[0] == f"Rules as of {spoken(max(each.as_of for each in rule_lists()))}"
    assert len(words) == 1 + 2 * len(files)


def test_a_file_that_does_not_say_its_day_is_shown_as_that(shown, tmp_path, monkeypatch):
    (tmp_path / "codes.json").write_text('{"for": "Codes", "as_of": "soon"}', "utf-8")
    monkeypatch.setattr(lists, "resource", lambda _folder: tmp_path)
    assert shown() == ["Rules without a date", "Codes", "No date in the file"]


@pytest.mark.row("S1-24")
def test_an_exchanged_file_is_shown_with_its_own_day(shown, tmp_path, monkeypatch):
    (tmp_path / "stops.json").write_text('{"as_of": "2027-02-03", "for": "Stops"}', "utf-8")
    (tmp_path / "old.json").write_text('{"as_of": "2026-01-09"}', "utf-8")
    monkeypatch.setattr(lists, "resource", lambda _folder: tmp_path)
    assert shown() == [
        "Rules as of Feb 3, 2027",
        "Stops",
        "As of Feb 3, 2027",
        "Old",
        "As of Jan 9, 2026",
    ]
