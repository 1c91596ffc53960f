"""Calls and e-mail in the three-dot menu: recorded under their own address, undone the same way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.services.consent.records import Channel
from desktop_app.services.records import MenuItem

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
NUMBER, EMAIL, ACTOR = "+18135550142", "maria.d@example.com", "Dana Whitfield"
NO_EMAIL = "No email address yet. Add one to the record."


def item(key, enabled=True, reason=""):
    return MenuItem(key, key, reason or "Now: so", "mail", "circle-check", enabled, reason)


@pytest.fixture
def card(workspace):
    return replace(workspace.reading.contact_card(MARIA), email="Maria.D@Example.com ")


def shown(host):
    return host.findChild(object, "optOut")


@pytest.mark.parametrize(
    ("key", "title", "channel", "address", "said"),
    [
        ("opt_out_calls", "outbound calls", Channel.CALLS_OUT, NUMBER, "out of calls"),
        ("opt_out_email", "email", Channel.EMAIL, EMAIL, "out of email"),
    ],
)
def test_the_firms_own_choice_is_recorded_and_undone_for_that_channel_only(
    acts, host, workspace, card, toast, qtbot, key, title, channel, address, said
):
    acts.carry_out(card, key)
    dialog = shown(host)
    assert dialog.accessibleName() == f"Opt Maria Delgado out of {title}?"
    dialog.who.choose("firm")
    dialog.reason.set_text("Case on hold")
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert toast.words.text() == f"Opted Maria {said}"
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.consent.acts) == 2)
    assert workspace.consent.acts == [
        ("opt_out_by_firm", address, ACTOR, "Case on hold", channel),
        ("opt_in_by_firm", address, ACTOR, channel),
    ]


@pytest.mark.parametrize(
    ("key", "channel", "address", "said"),
    [
        ("opt_out_calls", Channel.CALLS_OUT, NUMBER, "calls"),
        ("opt_out_email", Channel.EMAIL, EMAIL, "email"),
    ],
)
def test_the_clients_wish_is_recorded_as_the_clients(
    acts, host, workspace, card, toast, qtbot, key, channel, address, said
):
    acts.carry_out(card, key)
    dialog = shown(host)
    dialog.who.choose("client")
    assert "recorded as Maria’s own wish" in dialog.outcome.words.text()
    assert "START" not in dialog.outcome.words.text()
    dialog.how.set_text("in person")
    dialog.words.set_text("Not any more, thanks")
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [
        ("opt_out_told_firm", address, ACTOR, "in person", "Not any more, thanks", channel)
    ]
    assert toast.words.text() == f"Recorded: Maria asked for no more {said}"
    assert not toast.button.isVisible()


@pytest.mark.parametrize(
    ("key", "channel", "address", "said"),
    [
        ("opt_in_calls", Channel.CALLS_OUT, NUMBER, "Opted Maria in to calls"),
        ("opt_in_email", Channel.EMAIL, EMAIL, "Opted Maria in to email"),
    ],
)
def test_opting_in_again_happens_at_once(
    acts, workspace, card, toast, qtbot, key, channel, address, said
):
    acts.carry_out(card, key)
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [("opt_in_by_firm", address, ACTOR, channel)]
    assert toast.words.text() == said


def test_undo_means_the_person_it_was_said_of_whoever_was_looked_at_since(
    acts, host, workspace, card, toast, qtbot
):
    acts.carry_out(card, "opt_out_calls")
    dialog = shown(host)
    dialog.who.choose("firm")
    dialog.reason.set_text("Case on hold")
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    acts.opt_out(workspace.reading.contact_card(2)).dismiss()
    toast.button.click()
    qtbot.waitUntil(lambda: len(workspace.consent.acts) == 2)
    assert workspace.consent.acts[1] == ("opt_in_by_firm", NUMBER, ACTOR, Channel.CALLS_OUT)


def test_without_an_address_the_item_is_shut_with_the_reason(acts, host, workspace, monkeypatch):
    shut = [item("opt_out_email", enabled=False, reason=NO_EMAIL)]
    monkeypatch.setattr(workspace.reading, "menu", lambda _id: shut)
    menu = acts.open_menu(MARIA, host.mapToGlobal(QPoint(600, 60)))
    QTest.mouseClick(menu.rows[0], Qt.MouseButton.LeftButton)
    assert NO_EMAIL in menu.rows[0].accessibleName()
    assert shown(host) is None


def test_a_record_with_only_an_address_can_be_opted_out_of_email_but_not_of_calls(
    acts, host, workspace, card, monkeypatch
):
    asked = []

    def menu_of_number(number, email=None):
        asked.append((number, email))
        return [item("opt_out_calls"), item("opt_out_messages"), item("opt_out_email")]

    monkeypatch.setattr(workspace.reading, "menu_of_number", menu_of_number)
    only = replace(card, number="", email=EMAIL)
    menu = acts.open_menu_of(only, host.mapToGlobal(QPoint(600, 60)))
    assert asked == [("", EMAIL)]
    assert [row.entry.enabled for row in menu.rows] == [False, False, True]


def test_block_caller_still_does_nothing_and_says_so(acts, host):
    menu = acts.open_menu(MARIA, host.mapToGlobal(QPoint(600, 60)))
    block = menu.rows[0]
    assert block.accessibleName() == "Block caller, Not set up yet, unavailable"
    QTest.mouseClick(block, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
