"""The Outbox page: its groups and words, what can be done from it, and how it follows the store."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services.events import ConversationsChanged
from desktop_app.services.records import OutboxState, QueueOutcome
from desktop_app.views.widgets.dialogs import MessageDialog
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.clipping import clipped
from tests.views.fake_workspace import HOSTILE, NOW
from tests.views.made_up_outbox import CLAIRE, JAMES, PRIYA, TOMASZ, WALTER, line
from tests.views.outbox.conftest import settle, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TAB = Qt.FocusReason.TabFocusReason
DANA = "Dana Whitfield"


def row(page, key):
    return page.list.row(key)


def entries(menu):
    return [each.entry.key for each in menu.rows]


def menu_of(page):
    return page.findChildren(PopupMenu)[-1]


def test_texts_stand_in_their_groups_in_the_order_of_need(page):
    assert shown(page) == {
        "needs_you": ["Walter Brandt", "Claire Bouchard"],
        "on_the_way": ["Priya Raman", "James Okafor"],
        "not_sent": ["Tomasz Nowak"],
    }
    assert page.top.summary.text() == "2 need you. 2 are on their way."


def test_the_chips_carry_the_counts_and_an_empty_group_has_none(page):
    chips = {key: chip.text() for key, chip in page.bar.chips.items() if chip.isVisible()}
    assert list(chips.values()) == ["All 5", "Needs you 2", "On the way 2", "Not sent 1"]


def test_a_chip_shows_its_group_alone(page):
    page.bar.chips["not_sent"].click()
    assert shown(page) == {"not_sent": ["Tomasz Nowak"]}
    page.bar.chips[""].click()
    assert len(page.list.rows()) == 5


def test_a_group_that_empties_while_it_is_chosen_shows_everything_again(page, filled):
    page.bar.chips["not_sent"].click()
    filled.messaging.dismiss(TOMASZ)
    page.read()
    assert page.bar.choice == ""
    assert len(page.list.rows()) == 4


@pytest.mark.parametrize(
    ("key", "word", "detail"),
    [
        (WALTER, "Not sure this was sent", "Tried 8:08 PM by Noor Haddad"),
        (CLAIRE, "Refused", "Your Twilio account isn’t set up for this country yet (code 21408)"),
        (PRIYA, "Checking whether this went out…", "No answer from Twilio for 22 seconds"),
        (JAMES, "Waiting to send", "Next, in about 8 seconds"),
        (TOMASZ, "Blocked by STOP", "Tomasz opted out by STOP at 3:15 PM"),
    ],
)
def test_a_row_says_how_its_text_stands(page, key, word, detail):
    assert (row(page, key).word.text(), row(page, key).detail.text()) == (word, detail)


def test_a_text_nobody_knows_about_is_explained(page):
    assert row(page, WALTER).explanation.text() == (
        "The connection dropped at 8:08 PM. We looked 8 times over 5 minutes and Twilio shows no "
        "copy. If you send again and the first one did go out, Walter may get it twice."
    )


def test_a_row_is_one_sentence_for_a_screen_reader(page):
    assert row(page, WALTER).accessibleName() == (
        "To Walter Brandt, not sure this was sent, tried 8:08 PM, press Enter for actions"
    )
    assert row(page, WALTER).accessibleDescription() == filled_body(page, WALTER)
    assert row(page, CLAIRE).accessibleName() == (
        "To Claire Bouchard, refused, your Twilio account isn’t set up for this country yet "
        "(code 21408), press Enter for actions"
    )


def filled_body(page, key):
    return next(line.body for line in page.lines() if line.id == key)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (WALTER, ["check_again", "send_again", "mark_not_sent"]),
        (CLAIRE, ["how_to_fix", "edit"]),
        (PRIYA, []),
        (JAMES, ["cancel"]),
        (TOMASZ, ["why", "remove"]),
    ],
)
def test_a_row_offers_what_can_be_done(page, key, names):
    assert list(row(page, key).buttons) == names


def test_check_again_send_again_and_mark_as_not_sent_are_carried_out(page, filled, qtbot):
    for name in ("check_again", "send_again", "mark_not_sent"):
        row(page, WALTER).buttons[name].click()
    qtbot.waitUntil(lambda: filled.messaging.marked == [(WALTER, DANA)])
    qtbot.waitUntil(lambda: filled.messaging.checked == [WALTER])
    assert filled.messaging.resent == [(WALTER, DANA)]


def test_send_again_is_off_with_its_reason_while_the_text_is_still_looked_for(page, filled):
    early = replace(filled.reading.outbox_page[0], tried_at=NOW - 20, clean_looks=0)
    filled.reading.outbox_page[0] = early
    page.read()
    button = row(page, WALTER).buttons["send_again"]
    assert not button.isEnabled()
    assert button.toolTip() == "We are still looking for it"
    menu = page.open_menu(WALTER, row(page, WALTER).menu_point())
    entry = next(each.entry for each in menu.rows if each.entry.key == "send_again")
    assert (entry.enabled, entry.reason) == (False, "We are still looking for it")


def test_a_resend_the_check_refuses_says_why(page, filled, qtbot, monkeypatch):
    refusal = QueueOutcome(None, None, None, OutboxState.BLOCKED, "Walter opted out.")
    monkeypatch.setattr(filled.messaging, "resend", lambda *_: refusal)
    row(page, WALTER).buttons["send_again"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(MessageDialog)))
    words = [each.text() for each in page.findChildren(MessageDialog)[0].findChildren(QLabel)]
    assert "Walter opted out." in words


def test_how_to_fix_says_what_happened_why_and_what_to_do(page):
    row(page, CLAIRE).buttons["how_to_fix"].click()
    dialog = page.findChildren(MessageDialog)[0]
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "isn’t set up for this country yet" in words
    assert "Texts abroad are off until somebody turns them on." in words
    assert "Turn the country on in the Twilio Console" in words


def test_edit_hands_the_words_over_and_takes_the_text_off_the_page(page, filled, qtbot):
    with qtbot.waitSignal(page.edit_asked) as asked:
        row(page, CLAIRE).buttons["edit"].click()
    assert asked.args == [8, "The form you asked for is in the mail today."]
    qtbot.waitUntil(lambda: "Claire Bouchard" not in shown(page)["needs_you"])


def test_cancel_takes_the_text_back(page, filled, qtbot):
    with qtbot.waitSignal(page.taken_back) as taken:
        row(page, JAMES).buttons["cancel"].click()
    assert (taken.args[0].id, taken.args[1]) == (JAMES, "Yes, it goes to your home address too.")
    qtbot.waitUntil(lambda: shown(page)["on_the_way"] == ["Priya Raman"])


def test_why_and_remove(page, filled, qtbot):
    with qtbot.waitSignal(page.why_asked) as asked:
        row(page, TOMASZ).buttons["why"].click()
    assert asked.args == [6, "+13125550118"]
    row(page, TOMASZ).buttons["remove"].click()
    qtbot.waitUntil(lambda: "not_sent" not in shown(page))


def test_the_menu_leads_to_conversation_clipboard_and_ledger(page, qtbot):
    menu = page.open_menu(TOMASZ, row(page, TOMASZ).menu_point())
    assert entries(menu) == ["why", "remove", "open", "copy", "ledger"]
    with qtbot.waitSignal(page.conversation_asked) as asked:
        page.act(TOMASZ, "open")
    assert asked.args == [6]
    with qtbot.waitSignal(page.ledger_asked) as asked:
        page.act(TOMASZ, "ledger")
    assert asked.args == ["+13125550118", 1230]
    page.act(TOMASZ, "copy")
    assert QGuiApplication.clipboard().text() == "No problem, Tomasz. I’ll call you instead."


def test_a_text_without_an_entry_has_no_way_to_the_ledger(page):
    menu = page.open_menu(JAMES, row(page, JAMES).menu_point())
    assert entries(menu) == ["cancel", "open", "copy"]


def test_a_refused_text_can_be_taken_off_the_page_from_its_menu(page, filled, qtbot):
    menu = page.open_menu(CLAIRE, row(page, CLAIRE).menu_point())
    assert "remove" in entries(menu)
    page.act(CLAIRE, "remove")
    qtbot.waitUntil(lambda: shown(page)["needs_you"] == ["Walter Brandt"])


# Pace and pause ------------------------------------------------------------------------------


def test_pausing_says_so_where_texts_wait_and_the_button_resumes(page, filled, qtbot):
    page.top.pause.click()
    qtbot.waitUntil(lambda: page.top.pause.text() == "Resume sending")
    assert row(page, JAMES).detail.text() == "Queued, sending is paused"
    assert filled.reading.setting("sending_paused_by") == DANA
    page.top.pause.click()
    qtbot.waitUntil(lambda: page.top.pause.text() == "Pause sending")
    assert row(page, JAMES).detail.text() == "Next, in about 8 seconds"


def test_the_pace_is_chosen_from_a_menu(page, filled, qtbot):
    assert page.top.pace.text() == "As fast as allowed"
    page.top.pace.click()
    menu = menu_of(page)
    assert entries(menu) == ["network", "30", "6"]
    menu.rows[2].click()
    qtbot.waitUntil(lambda: page.top.pace.text() == "6 a minute")
    assert filled.reading.setting("send_pace") == "6"


def test_the_page_says_how_many_texts_left_in_the_last_minute(page, filled):
    assert page.bar.note.text() == "This computer sends for (312) 555-0100"
    filled.reading.sent_lately = 4
    page.read()
    assert page.bar.note.text().endswith("· 4 in the last minute")


def test_a_text_behind_an_unknown_one_says_what_it_waits_for(page, filled):
    filled.reading.outbox_page[2] = replace(filled.reading.outbox_page[2], behind=True)
    page.read()
    assert row(page, JAMES).detail.text() == (
        "Waiting until we know whether the text before it went out"
    )


def test_a_text_another_computer_sent_can_be_sent_again(page, filled):
    told = "Another computer sent this 40 s ago"
    filled.reading.outbox_page.append(
        line(9, "Maria Delgado", "+18135550142", "Hi", OutboxState.NOT_SENT, reason=told)
    )
    page.read()
    assert row(page, 9).detail.text() == told
    assert list(row(page, 9).buttons) == ["send_again", "remove"]


# Following the store -------------------------------------------------------------------------


def test_a_burst_of_changes_is_one_read(page, filled, qtbot):
    before = filled.reading.outbox_reads
    filled.reading.outbox_page.pop()
    for key in range(20):
        filled.events.publish(ConversationsChanged(frozenset({key})))
    qtbot.waitUntil(lambda: "not_sent" not in shown(page))
    assert filled.reading.outbox_reads == before + 1


def test_nothing_is_read_while_nobody_looks(page, filled, bridge, qtbot):
    page.hide()
    before = filled.reading.outbox_reads
    with qtbot.waitSignal(bridge.conversations_changed):
        filled.events.publish(ConversationsChanged(frozenset({1})))
    page.read()
    assert filled.reading.outbox_reads == before
    filled.reading.outbox_page.pop()
    page.show()
    assert "not_sent" not in shown(page)


def test_an_empty_outbox_says_what_will_be_here(page, filled):
    filled.reading.outbox_page.clear()
    page.read()
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "Nothing waits"
    assert page.bar.isHidden()
    assert page.top.summary.text() == "Nothing needs you."


def test_a_long_group_shows_its_rest_on_demand(page, filled):
    filled.reading.outbox_page[:] = [
        line(key, f"Person {key}", f"+1813555{key:04}", "Hi", OutboxState.QUEUED)
        for key in range(1, 121)
    ]
    page.read()
    card = page.list.groups["on_the_way"]
    assert len(card.rows) == 50
    assert card.more.text() == "Show 70 more"
    card.more.click()
    assert len(card.rows) == 100
    card.more.click()
    assert len(card.rows) == 120
    assert card.more.isHidden()


# Keyboard ------------------------------------------------------------------------------------


def test_the_list_is_one_tab_stop_with_arrow_keys_inside(page):
    stops = [each.line.name for each in page.list.rows() if each.focusPolicy() & TAB_STOP]
    assert stops == ["Walter Brandt"]
    row(page, WALTER).setFocus(TAB)
    QTest.keyClick(row(page, WALTER), Qt.Key.Key_Down)
    assert row(page, CLAIRE).hasFocus()
    QTest.keyClick(row(page, CLAIRE), Qt.Key.Key_End)
    assert row(page, TOMASZ).hasFocus()
    QTest.keyClick(row(page, TOMASZ), Qt.Key.Key_Up)
    assert row(page, JAMES).hasFocus()
    QTest.keyClick(row(page, JAMES), Qt.Key.Key_Home)
    assert row(page, WALTER).hasFocus()


TAB_STOP = Qt.FocusPolicy.TabFocus


def test_the_buttons_of_the_row_one_is_on_can_be_reached_and_no_others(page):
    row(page, WALTER).setFocus(TAB)
    QTest.keyClick(row(page, WALTER), Qt.Key.Key_Down)
    assert all(each.focusPolicy() & TAB_STOP for each in row(page, CLAIRE).buttons.values())
    assert not any(each.focusPolicy() & TAB_STOP for each in row(page, WALTER).buttons.values())


def test_enter_opens_what_can_be_done(page):
    row(page, WALTER).setFocus(TAB)
    QTest.keyClick(row(page, WALTER), Qt.Key.Key_Return)
    assert entries(menu_of(page))[:3] == ["check_again", "send_again", "mark_not_sent"]


def test_when_the_text_one_is_on_goes_the_keyboard_is_on_the_next(page, filled):
    row(page, CLAIRE).setFocus(TAB)
    filled.messaging.dismiss(CLAIRE)
    page.read()
    assert row(page, PRIYA).hasFocus()


def test_a_read_leaves_the_keyboard_where_it_is(page):
    row(page, CLAIRE).buttons["edit"].setFocus(TAB)
    page.read()
    assert row(page, CLAIRE).buttons["edit"].hasFocus()


# Words and room ------------------------------------------------------------------------------


def test_words_of_others_are_words(page, filled):
    filled.reading.outbox_page[0] = replace(
        filled.reading.outbox_page[0], name=HOSTILE, body=HOSTILE, actor=HOSTILE
    )
    page.read()
    formats = {each.textFormat() for each in row(page, WALTER).findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
    assert row(page, WALTER).name.text() == HOSTILE
    assert row(page, WALTER).body.text() == HOSTILE


@pytest.mark.parametrize("size", [(880, 600), (1280, 860)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut(page, sized, size, percent):
    sized(percent)
    page.resize(*size)
    settle()
    page.read()
    settle()
    assert clipped(page) == []


def test_a_long_text_takes_two_lines_and_is_whole_in_its_tooltip(page, filled):
    body = "A very long text about the hearing. " * 20
    filled.reading.outbox_page[0] = replace(filled.reading.outbox_page[0], body=body)
    page.read()
    label = row(page, WALTER).body
    assert label.heightForWidth(300) == 2 * page._theme.line_height("small")
    assert label.toolTip() == body
