"""The window over an open store: rail, banner, menus, keys, and what lies on top."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from desktop_app.services.events import SyncStateChanged
from desktop_app.services.firm_numbers.records import MoveWay
from desktop_app.services.records import Problem, Registration, SyncState
from desktop_app.views import actions, shortcuts
from desktop_app.views.main_window import STATE_FILE, MainWindow
from desktop_app.views.widgets.banner import BannerArea, Notice
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.palette import Palette
from tests.views.clipping import clipped
from tests.views.fake_workspace import HOSTILE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
UNREACHED = Problem("Twilio could not be reached.", "The connection is down.", "Try again later.")


def open_overlays(window, kind=Overlay):
    return [overlay for overlay in window.findChildren(kind) if overlay.isVisible()]


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_the_rail_has_only_pages_that_work_with_the_unread_count(desk):
    assert desk.rail.keys() == ["inbox", "contacts", "outbox", "reputation", "settings"]
    assert desk.rail.item("inbox").accessibleName() == "Inbox, 3 unread"


def test_the_unread_count_follows_the_store(desk, workspace, qtbot):
    workspace.messaging.mark_read(2)
    qtbot.waitUntil(lambda: desk.rail.item("inbox").accessibleName() == "Inbox, 2 unread")


def test_ctrl_and_a_digit_open_the_pages_in_order(window, desk, qtbot):
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
    for key, page in zip(keys, desk.rail.keys(), strict=True):
        press(window, key, Qt.KeyboardModifier.ControlModifier)
        assert desk.pages.currentWidget() is getattr(desk, page)
        assert desk.rail.item(page).isChecked()
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.pages.currentWidget() is desk.inbox


def test_arrow_keys_walk_through_the_rail(desk, window):
    desk.rail.item("inbox").setFocus()
    press(window, Qt.Key.Key_Up)
    assert desk.pages.currentWidget() is desk.settings
    assert desk.rail.item("settings").hasFocus()
    press(window, Qt.Key.Key_Up)
    assert desk.pages.currentWidget() is desk.reputation
    press(window, Qt.Key.Key_Up)
    assert desk.pages.currentWidget() is desk.outbox
    press(window, Qt.Key.Key_Up)
    assert desk.pages.currentWidget() is desk.contacts
    assert desk.rail.item("contacts").hasFocus()
    press(window, Qt.Key.Key_Up)
    assert desk.pages.currentWidget() is desk.inbox


def test_ctrl_k_opens_the_palette_and_enter_shows_the_person(window, desk, qtbot):
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = open_overlays(window, Palette)
    QTest.keyClicks(palette.field, "nowak")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.conversation_id == 6
    assert desk.panel.card.name == "Tomasz Nowak"


def test_ctrl_n_opens_a_new_message_and_its_person_is_shown(window, desk, qtbot):
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = open_overlays(window, Dialog)
    QTest.keyClicks(dialog.field.line, "gordon")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert desk.conversation_id == 10


def test_no_key_opens_a_second_thing_over_the_first(window):
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_F1)
    assert len(open_overlays(window)) == 1


def test_f5_asks_twilio_now(window, workspace, qtbot):
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: workspace.sync.asked == 1)


def test_ctrl_dot_opens_the_menu_of_the_open_conversation(window, desk):
    desk.open_conversation(MARIA)
    press(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    (menu,) = open_overlays(window)
    assert menu.accessibleName() == "More actions for Maria Delgado"


def test_f1_lists_exactly_the_keys_that_do_something(window):
    press(window, Qt.Key.Key_F1)
    assert len(open_overlays(window, shortcuts.ShortcutList)) == 1
    listed = {key for keys, _words in shortcuts.lines() for key in keys.split(" or ")}
    bound = {key.toString() for act in window.actions_by_key().values() for key in act.shortcuts()}
    assert {key.replace("Return", "Enter") for key in bound} <= listed
    in_the_text = {"Ctrl+Enter", "Enter", "Ctrl+Shift+Enter"}
    assert listed - bound == in_the_text | {"Shift+F10", "Esc"}


def test_every_entry_of_the_menus_has_its_act_and_no_key_is_used_twice(window, desk):
    keys = [keys for act in actions.ACTS for keys in act.keys]
    assert len(keys) == len(set(keys))
    for act in actions.ACTS:
        assert window.action(act.key).text() == act.label
        elsewhere = act.key == "close" or act.key in actions.HELP_PAGES
        assert elsewhere or act.key in desk.acts_by_key()


def test_acts_that_need_a_conversation_wait_for_one(qtbot, theme, bridge, tmp_path):
    from tests.views.fake_workspace import make_workspace

    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(make_workspace([]), bridge)
    assert not window.action("person_menu").isEnabled()
    assert window.action("new_message").isEnabled()


def test_f6_goes_round_the_regions_and_ends_at_the_rail(window, desk):
    desk.open_page("settings")
    desk.settings.sections.item("connection").setFocus()
    regions = []
    for _ in range(3):
        press(window, Qt.Key.Key_F6)
        here = window.focusWidget()
        regions.append(
            next(part for part in desk.regions() if part is here or part.isAncestorOf(here))
        )
    assert regions == [desk.settings.scroller, desk.rail, desk.settings.sections]


def test_online_stands_at_the_foot_of_the_rail_in_words(desk, bridge, workspace, qtbot):
    assert desk.rail.state.word == "Online"
    workspace.events.publish(SyncStateChanged(SyncState(False, False, None, UNREACHED)))
    qtbot.waitUntil(lambda: desk.rail.state.word == "Offline")
    assert "could not be reached" in desk.rail.state.accessibleDescription()


def test_offline_says_that_records_are_local_and_offers_to_try_now(desk, workspace, qtbot):
    state = SyncState(False, False, 1_773_000_000, UNREACHED)
    workspace.events.publish(SyncStateChanged(state))
    qtbot.waitUntil(lambda: desk.banner.shown == "offline")
    assert desk.banner.words.text().startswith("Offline – reading local records; last synced")
    desk.banner.button.click()
    qtbot.waitUntil(lambda: workspace.sync.asked == 1)
    workspace.events.publish(SyncStateChanged(SyncState(True, False, 1_773_000_000)))
    qtbot.waitUntil(lambda: not desk.banner.isVisible())


def test_a_refused_key_leads_to_the_place_where_it_is_mended(desk, workspace, qtbot):
    state = SyncState(False, False, None, UNREACHED, key_refused=True)
    workspace.events.publish(SyncStateChanged(state))
    qtbot.waitUntil(lambda: desk.banner.shown == "key_refused")
    assert desk.rail.state.word == "Key refused"
    desk.banner.button.click()
    assert desk.pages.currentWidget() is desk.settings


def test_where_the_ledger_does_not_hold_the_window_says_that_sending_is_paused(
    desk, workspace, qtbot
):
    why = Problem("Sending is paused: the consent ledger is not what it was.", "Entry 8 is gone.")
    workspace.events.publish(SyncStateChanged(SyncState(True, False, 1_773_000_000, paused=why)))
    qtbot.waitUntil(lambda: desk.banner.shown == "paused")
    assert desk.banner.words.text() == why.sentence()
    assert desk.rail.state.word == "Sending paused"
    assert desk.rail.state.accessibleDescription() == why.sentence()
    workspace.events.publish(SyncStateChanged(SyncState(True, False, 1_773_000_000)))
    qtbot.waitUntil(lambda: desk.rail.state.word == "Online")
    assert desk.banner.shown == ""


def test_paused_sending_is_said_also_while_offline_and_after_a_refused_key(desk, workspace, qtbot):
    why = Problem("Sending is paused.", "An older file was put back. " * 6)
    offline = SyncState(False, False, None, UNREACHED, paused=why)
    workspace.events.publish(SyncStateChanged(offline))
    qtbot.waitUntil(lambda: desk.banner.shown == "offline")
    assert desk.rail.state.word == "Sending paused"
    workspace.events.publish(SyncStateChanged(replace(offline, key_refused=True)))
    qtbot.waitUntil(lambda: desk.rail.state.word == "Key refused")
    workspace.events.publish(SyncStateChanged(replace(offline, online=True, problem=None)))
    qtbot.waitUntil(lambda: desk.banner.shown == "paused")
    desk.window().resize(960, 640)
    assert desk.window().width() == 960
    assert clipped(desk.banner) == []


@pytest.mark.row("S2-34")
def test_a_number_that_is_not_registered_is_said_before_anybody_writes(desk, workspace, qtbot):
    (number,) = workspace.reading.firm_numbers()
    bad = replace(number, registration=Registration.NOT_APPROVED)
    workspace.reading.firm_numbers = lambda: [bad]
    workspace.settings.set("firm_name", "Hartwell & Osei")
    qtbot.waitUntil(lambda: desk.banner.shown == "registration")
    assert desk.banner.words.text() == (
        "Texting from (312) 555-0100 waits for registration: you can read, and answer by phone."
    )
    desk.banner.button.click()
    assert desk.pages.currentWidget() is desk.settings
    assert desk.settings.sections.item("numbers").isChecked()


def test_texts_that_are_being_lost_come_before_everything_but_the_connection(
    desk, workspace, qtbot
):
    (number,) = workspace.reading.firm_numbers()
    workspace.reading.firm_numbers = lambda: [replace(number, loses_texts=True)]
    workspace.settings.set("firm_name", "Hartwell & Osei")
    qtbot.waitUntil(lambda: desk.banner.shown == "lost_texts")
    assert desk.banner.words.text() == "Texts from your clients are being lost at Twilio."


def test_a_move_nobody_looked_after_is_asked_about_in_the_banner(desk, workspace, qtbot):
    moves = workspace.moves
    moves.start("(833) 555-0177", MoveWay.IN, "Dana Whitfield")
    qtbot.waitUntil(lambda: desk.banner.shown == "move")
    assert desk.banner.words.text().startswith("Is (833) 555-0177 still moving to Twilio?")
    desk.banner.button.click()
    assert desk.settings.sections.item("numbers").isChecked()


def test_one_banner_at_a_time_in_the_fixed_order(qtbot, theme):
    area = BannerArea(theme)
    qtbot.addWidget(area)
    for key in ("practice", "registration", "paused", "key_refused", "offline"):
        area.show_notice(key, Notice("info", "accent", key))
        assert area.shown == key
    for key in ("offline", "key_refused", "paused", "registration", "practice"):
        assert area.words.text() == key
        area.clear_notice(key)
    assert area.shown == ""


def test_the_words_of_a_banner_follow_another_look(qtbot, theme):
    area = BannerArea(theme)
    qtbot.addWidget(area)
    area.show_notice("offline", Notice("info", "danger", "No internet"))
    for look in ("dark", "light"):
        theme.choose(look)
        assert area.words.palette().windowText().color() == theme.color("text")


def test_a_failure_nobody_took_is_told_in_a_dialog(window, bridge, qtbot):
    bridge.refused.emit(UNREACHED)
    (dialog,) = open_overlays(window, Dialog)
    assert dialog.accessibleName() == "Twilio could not be reached."


def test_esc_closes_what_is_on_top_and_the_keyboard_returns(window, desk, qtbot):
    desk.rail.item("inbox").setFocus()
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Escape)
    assert open_overlays(window) == []
    qtbot.waitUntil(desk.rail.item("inbox").hasFocus)


def test_the_window_is_never_smaller_than_designed(window):
    window.resize(300, 200)
    assert (window.width(), window.height()) == (960, 640)


def test_overlays_follow_the_size_of_the_window(window, desk):
    palette = desk.open_palette()
    window.resize(1000, 700)
    assert palette.size() == window.size()


def test_the_file_beside_the_store_holds_no_word_of_anybody(window, desk, tmp_path, workspace):
    desk.open_conversation(12)
    window.close()
    text = (tmp_path / STATE_FILE).read_text("utf-8")
    assert "geometry" in text
    for person in workspace.reading.people.values():
        assert person.name not in text
        assert person.number not in text
    assert HOSTILE not in text


def test_a_broken_state_file_is_ignored(qtbot, theme, tmp_path):
    (tmp_path / STATE_FILE).write_text("[window]\ngeometry=nonsense\n", "utf-8")
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    assert window.size().width() == 1360


def test_a_click_on_settings_in_the_locked_notice_goes_there(desk):
    desk._notice_action(MARIA, "open_settings")
    assert desk.pages.currentWidget() is desk.settings


def test_the_three_dot_menu_opens_where_it_was_asked_for(window, desk):
    desk.inbox.open_menu_requested.emit(MARIA, window.mapToGlobal(QPoint(700, 80)))
    (menu,) = open_overlays(window)
    assert menu.card.geometry().right() <= 732


def test_the_sync_knows_whether_the_window_is_in_front(window, workspace, qtbot):
    workspace.sync.active.clear()
    window.desk.set_active(active=False)
    qtbot.waitUntil(lambda: workspace.sync.active == [False])


def test_native_words_for_keys_come_from_the_system():
    assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) in {
        keys for keys, _ in shortcuts.lines()
    }


def test_state_is_kept_in_an_ini_file_of_the_profile(window, tmp_path):
    window.close()
    stored = QSettings(str(tmp_path / STATE_FILE), QSettings.Format.IniFormat)
    assert stored.contains("window/geometry")
