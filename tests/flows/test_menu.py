"""The three-dot menu over a real store: from the keyboard alone, item by item, to the ledger."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.models import cipher
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID, STORE_KEY
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextState
from desktop_app.views.contacts.consent_dialogs import OptOutDialog
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.menus import MenuRow, PopupMenu

MARIA = "+18135550142"
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def session(qtbot, tmp_path):
    """A window over a real store with Maria's consent, her conversation open."""
    with PracticeServer(settings=replace(FAST, answers=False)) as twilio:
        environment = Environment(twilio.base_url, memory_secrets=True)
        profile = Profile(tmp_path / "profile", environment)
        work = profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
        entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
        work.consent.record_consent(entry, "Dana")
        work.reading.close()
        work.running.close()
        session = Session(profile, Theme(QApplication.instance()), practice=False)
        session.begin()
        qtbot.waitUntil(lambda: session.window.desk is not None, timeout=20_000)
        session.window.activateWindow()
        place = session.workspace.reading.conversation_by_number(MARIA).id
        session.window.desk.open_conversation(place)
        yield session
        with qtbot.waitSignal(session.ended, timeout=20_000):
            session.window.close()


def open_menu(session, qtbot):
    QTest.keyClick(session.window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menus = session.window.findChildren(PopupMenu)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in menus), timeout=5000)
    return next(menu for menu in menus if menu.isVisible())


@pytest.mark.row("S0-15")
def test_all_channel_controls_are_in_the_menu_and_reached_by_keyboard(session, qtbot):
    menu = open_menu(session, qtbot)
    said = []
    for _ in menu.findChildren(MenuRow):
        row = QApplication.focusWidget()
        assert isinstance(row, MenuRow)
        said.append(row.accessibleName())
        QTest.keyClick(row, Qt.Key.Key_Down)
    assert [words.split(",")[0] for words in said] == [
        "Block caller",
        "Opt-out outbound calls",
        "Opt-out messages",
        "Opt-out outbound email",
        "Override",
    ]
    assert [at for at, words in enumerate(said) if "unavailable" in words] == [0, 3, 4]


def test_an_opt_out_from_the_menu_locks_the_composer_and_is_a_ledger_entry(
    session, qtbot, tmp_path
):
    menu = open_menu(session, qtbot)
    rows = {row.entry.key: row for row in menu.findChildren(MenuRow)}
    rows["opt_out_messages"].click()
    window, pane = session.window, session.window.desk.inbox.pane
    qtbot.waitUntil(lambda: window.findChild(OptOutDialog) is not None, timeout=5000)
    dialog = window.findChild(OptOutDialog)
    dialog.who.choose("firm")
    dialog.reason.set_text("case on hold")
    dialog.record.click()
    qtbot.waitUntil(pane.locked.isVisible, timeout=5000)
    assert not pane.composer.isVisible()
    state = session.workspace.reading.conversation_by_number(MARIA).text_state
    assert state is TextState.OUT_FIRM
    store = cipher.connect(tmp_path / "profile" / "brieftext.db", STORE_KEY)
    kind, payload = store.execute(
        "SELECT kind, payload FROM ledger JOIN ledger_payloads USING (seq) ORDER BY seq DESC"
    ).fetchone()
    store.close()
    assert (kind, json.loads(payload)["reason"]) == ("opt_out_firm", "case on hold")
    pane.locked.card.buttons["opt_in"].click()
    qtbot.waitUntil(pane.composer.isVisible, timeout=5000)
