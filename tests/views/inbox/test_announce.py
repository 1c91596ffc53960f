"""Screen readers are told without moving the keyboard, and only where one is listening."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop_app.views.inbox import announce as announcing
from desktop_app.views.inbox.announce import announce

POLITE = QAccessible.AnnouncementPoliteness.Polite
AT_ONCE = QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def heard(monkeypatch):
    told = []

    class Listening:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness
        active = True

        @classmethod
        def isActive(cls):  # noqa: N802  Qt's name
            return cls.active

        @staticmethod
        def updateAccessibility(event):  # noqa: N802  Qt's name
            told.append((event.message(), event.politeness()))

    monkeypatch.setattr(announcing, "QAccessible", Listening)
    told_to = Listening
    told_to.told = told
    return told_to


@pytest.fixture
def widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_news_are_polite_and_a_stop_is_not(heard, widget):
    announce(widget, "Maria, 7:49 PM: YES")
    announce(widget, "Maria: replied STOP", at_once=True)
    assert heard.told == [("Maria, 7:49 PM: YES", POLITE), ("Maria: replied STOP", AT_ONCE)]


def test_without_a_screen_reader_nothing_is_sent(heard, widget):
    heard.active = False
    announce(widget, "Maria, 7:49 PM: YES")
    assert heard.told == []


def test_a_new_text_in_the_open_conversation_is_announced(page, workspace, heard, qtbot):
    page.open_conversation(1)
    from dataclasses import replace

    from desktop_app.services.events import ConversationsChanged

    lines = workspace.reading.people[1].lines
    lines.append(replace(lines[0], id=109, body="Are you there?"))
    workspace.events.publish(ConversationsChanged(frozenset({1})))
    qtbot.waitUntil(lambda: len(heard.told) == 1)
    assert heard.told[0][0].endswith("Are you there?")


def test_a_stop_in_the_open_conversation_is_announced_at_once(page, workspace, heard, qtbot):
    page.open_conversation(1)
    workspace.consent.client_stops("+18135550142")
    qtbot.waitUntil(lambda: ("Maria Delgado: replied STOP", AT_ONCE) in heard.told)
