"""The page as a whole: opening, reading, the locked composer, the panel, keys and signals."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.services.events import ContactsChanged, ConversationsChanged, SyncStateChanged
from desktop_app.services.records import (
    LockedNotice,
    OutboxState,
    Problem,
    QueueOutcome,
    SyncState,
    TextState,
)
from desktop_app.views.inbox.page import InboxPage
from desktop_app.views.widgets.dialogs import MessageDialog
from desktop_app.views.widgets.labels import Label
from tests.views.fake_workspace import CALENDAR, Person, make_workspace
from tests.views.inbox.conftest import GORDON, JAMES, MARIA, TOMASZ, WALTER


def publish(workspace, *ids):
    workspace.events.publish(ConversationsChanged(frozenset(ids)))


# Opening --------------------------------------------------------------------------------------


def test_choosing_in_the_list_opens_and_says_so(page, qtbot):
    with qtbot.waitSignal(page.conversation_opened) as told:
        page.column.list.setCurrentIndex(page.column.model.index(3))
    assert told.args == [WALTER]
    assert page.conversation_id == WALTER
    assert page.pane.header.name.text() == "Walter Brandt"
    assert page.pane.header.detail.text() == "(312) 555-0151 · Matter 25-0874"
    assert page.pane.header.chip.text() == "Texts opted in"
    assert page.pane.header.more.accessibleName() == "More actions for Walter Brandt"


def test_opening_from_elsewhere_selects_the_row(page):
    page.open_conversation(WALTER)
    assert page.column.list.currentIndex().data() == "Walter Brandt"
    assert page.column.list.current_id == WALTER


def test_an_id_that_is_gone_opens_nothing(page):
    page.open_conversation(MARIA)
    page.open_conversation(999)
    assert page.conversation_id == MARIA


def test_opening_marks_as_read_once(page, workspace, settle, qtbot):
    page.open_conversation(JAMES)
    qtbot.waitUntil(lambda: workspace.messaging.read_marks == [JAMES])
    page.open_conversation(JAMES)
    settle()
    assert not page.pane._seen.isActive()
    assert workspace.messaging.read_marks == [JAMES]


def test_a_conversation_passed_over_is_not_read(page, workspace, settle):
    page.open_conversation(JAMES)
    page.open_conversation(MARIA)
    settle()
    assert JAMES not in workspace.messaging.read_marks


def test_what_comes_in_while_it_is_open_is_read(page, workspace, settle, qtbot):
    page.open_conversation(MARIA)
    person = workspace.reading.people[MARIA]
    person.lines.append(replace(person.lines[0], id=109, body="Are you there?"))
    person.unread = True
    publish(workspace, MARIA)
    qtbot.waitUntil(lambda: workspace.messaging.read_marks == [MARIA])
    assert page.pane.thread_view.placed[-1].layout.row.body == "Are you there?"


def test_at_the_start_the_last_conversation_is_open(page, workspace):
    workspace.reading.settings["last_conversation"] = str(WALTER)
    page.open_first()
    assert page.conversation_id == WALTER


def test_at_the_very_first_start_the_newest_is_open(page, workspace):
    workspace.reading.settings["last_conversation"] = "999"
    page.open_first()
    assert page.conversation_id == MARIA


def test_the_open_conversation_is_remembered_after_a_moment(page, workspace, qtbot):
    page._settled.setInterval(1)
    page.open_conversation(WALTER)
    qtbot.waitUntil(lambda: workspace.reading.settings.get("last_conversation") == str(WALTER))


def test_without_a_conversation_the_page_says_what_to_do(theme, bridge, panel, qtbot):
    page = InboxPage(theme, make_workspace([]), bridge, panel, CALENDAR)
    qtbot.addWidget(page)
    page.open_first()
    page.toggle_panel()
    page.step_conversation(1)
    page.pane.header.more.click()
    assert page.conversation_id is None
    assert page.pane._nobody.heading.text() == "No conversation open"


def test_alt_arrows_step_through_the_list(page):
    page.open_conversation(MARIA)
    page.step_conversation(1)
    assert page.conversation_id == JAMES
    page.step_conversation(-1)
    page.step_conversation(-1)
    assert page.conversation_id == MARIA


def test_a_new_name_shows_everywhere(page, workspace, qtbot):
    page.open_conversation(MARIA)
    workspace.reading.people[MARIA].name = "Marisol Vega"
    workspace.events.publish(ContactsChanged(frozenset({MARIA})))
    qtbot.waitUntil(lambda: page.pane.header.name.text() == "Marisol Vega")
    assert page.column.model.conversation(0).name == "Marisol Vega"
    assert page.pane.composer.to.text() == "To Marisol Vega"


def test_somebody_known_by_number_only_is_shown_by_it_once(page, workspace):
    workspace.reading.people[50] = Person("(312) 555-0190", "+13125550190", state=TextState.NONE)
    page.open_conversation(50)
    assert page.pane.header.name.text() == "(312) 555-0190"
    assert page.pane.header.detail.isHidden()
    assert page.pane.composer.to.text() == "To"
    assert page.pane.composer.number.text() == "(312) 555-0190"
    assert page.pane.header.chip.text() == "No consent on record"


def test_offline_shows_under_waiting_texts(page, workspace, qtbot):
    page.open_conversation(MARIA)
    state = SyncState(online=False, syncing=False, last_synced_at=0, problem=Problem("No net."))
    workspace.events.publish(SyncStateChanged(state))
    said = page.pane.thread_view.sentences
    qtbot.waitUntil(lambda: "sends when you’re back online" in said()[-1])


# The locked composer --------------------------------------------------------------------------


def test_after_a_stop_there_is_no_composer_but_a_reason(page):
    page.open_conversation(TOMASZ)
    locked = page.pane.locked
    assert page.pane.composer.isHidden()
    assert locked.card.title.text() == "Only Tomasz can turn texts back on"
    assert locked.card.accessibleName().startswith("Only Tomasz can turn texts back on. He replied")
    assert list(locked.card.buttons) == ["why", "copy_start_steps"]
    assert locked.draft.isHidden()


def test_start_steps_are_copied(page, qtbot):
    page.open_conversation(TOMASZ)
    button = page.pane.locked.card.buttons["copy_start_steps"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == (
        "To get our texts again, text the word START to (312) 555-0100 from this phone."
    )


def test_the_firms_own_opt_out_can_be_turned_back_from_here(page, qtbot):
    page.open_conversation(GORDON)
    button = page.pane.locked.card.buttons["opt_in"]
    with qtbot.waitSignal(page.action_requested) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [GORDON, "opt_in"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("record_consent", "Record consent…"),
        ("edit_number", "Edit number…"),
        ("open_settings", "Open Settings"),
    ],
)
def test_every_action_of_a_notice_has_words_and_reaches_the_window(
    page, workspace, qtbot, key, words
):
    notice = LockedNotice("circle-help", "warn", "No consent on record", "Why.", (key, "unknown"))
    workspace.reading.locked[MARIA] = notice
    page.open_conversation(MARIA)
    assert list(page.pane.locked.card.buttons) == [key, "why"]
    button = page.pane.locked.card.buttons[key]
    assert button.text() == words
    with qtbot.waitSignal(page.action_requested) as told:
        button.click()
    assert told.args == [MARIA, key]


def test_a_notice_without_actions_only_says_why(page, workspace):
    workspace.reading.locked[MARIA] = LockedNotice("circle-help", "warn", "Waiting for YES", "Why.")
    page.open_conversation(MARIA)
    assert list(page.pane.locked.card.buttons) == ["why"]
    page.focus_composer()


def test_writing_where_it_is_locked_puts_the_keyboard_on_what_can_be_done(page, qtbot):
    page.open_conversation(GORDON)
    page.focus_composer()
    qtbot.waitUntil(page.pane.locked.card.buttons["opt_in"].hasFocus)


# What can be done about a line ----------------------------------------------------------------


def act(page, key, line):
    page.pane.thread_view.acted.emit(key, line)


@pytest.fixture
def walter(page):
    page.open_conversation(WALTER)
    return page


def unsure(workspace):
    return workspace.reading.people[WALTER].lines[3]


def test_an_unsure_text_can_be_looked_for_sent_again_or_given_up(walter, workspace, qtbot):
    line = unsure(workspace)
    act(walter, "check_again", line)
    act(walter, "send_again", line)
    act(walter, "mark_not_sent", line)
    qtbot.waitUntil(lambda: workspace.messaging.checked == [42])
    qtbot.waitUntil(lambda: workspace.messaging.marked == [(42, "Dana Whitfield")])
    assert workspace.messaging.resent == [(42, "Dana Whitfield")]


def test_retry_sends_the_row_again(page, workspace, settle):
    page.open_conversation(MARIA)
    act(page, "retry", workspace.reading.people[MARIA].lines[7])
    settle()
    assert workspace.messaging.resent == [(31, "Dana Whitfield")]


def test_retry_of_a_text_another_program_sent_queues_its_words(page, workspace, settle):
    page.open_conversation(MARIA)
    act(page, "retry", replace(workspace.reading.people[MARIA].lines[7], outbox_id=None))
    settle()
    (request,) = workspace.messaging.requests
    assert request.body == "Thank you, Maria. Please bring your photo ID."


def test_a_retry_that_is_refused_says_why(page, workspace, qtbot, monkeypatch):
    page.open_conversation(MARIA)
    outcome = QueueOutcome(None, None, None, OutboxState.BLOCKED, "Maria opted out.", "A-03")
    monkeypatch.setattr(workspace.messaging, "resend", lambda _row, _actor: outcome)
    act(page, "retry", workspace.reading.people[MARIA].lines[7])
    notice = page.pane.composer.notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.words.text() == "Not sent. Maria opted out."
    assert page.pane.composer.text() == ""


def test_a_text_held_for_its_words_can_be_changed_or_sent_with_a_reason(page, workspace, qtbot):
    page.open_conversation(MARIA)
    why = "Replying CANCEL would opt the client out of all texts."
    workspace.messaging.refusal = QueueOutcome(
        None, None, None, OutboxState.BLOCKED, why, "A-09", overridable=True
    )
    composer = page.pane.composer
    composer.field.setPlainText("Reply CANCEL to cancel.")
    composer.send.click()
    notice = composer.notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.words.text() == f"Not sent. {why}"
    assert composer.text() == "Reply CANCEL to cancel."
    assert notice.way.text() == "Send with a reason…"
    with qtbot.waitSignal(page.action_requested) as asked:
        notice.way.click()
    assert asked.args == [page.pane.row.id, "override"]
    assert notice.isHidden()


def test_a_text_that_is_blocked_offers_no_way_past(page, workspace, qtbot):
    page.open_conversation(MARIA)
    workspace.messaging.refusal = QueueOutcome(
        None, None, None, OutboxState.BLOCKED, "Maria opted out.", "A-03"
    )
    page.pane.composer.field.setPlainText("Hello")
    page.pane.composer.send.click()
    qtbot.waitUntil(page.pane.composer.notice.isVisible)
    assert page.pane.composer.notice.way.isHidden()


def test_a_code_that_needs_somebody_elsewhere_is_explained(page, workspace):
    page.open_conversation(MARIA)
    line = replace(workspace.reading.people[MARIA].lines[7], error_code=21408)
    act(page, "explain", line)
    dialog = page.window().findChild(MessageDialog)
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "isn’t set up for this country yet" in said
    assert "21408" in said


def test_edit_and_resend_puts_the_words_into_the_composer(page, workspace):
    page.open_conversation(MARIA)
    act(page, "edit", workspace.reading.people[MARIA].lines[7])
    assert page.pane.composer.text() == "Thank you, Maria. Please bring your photo ID."


def test_what_belongs_elsewhere_is_asked_of_the_window(walter, workspace, qtbot):
    with qtbot.waitSignal(walter.action_requested) as told:
        act(walter, "edit_number", workspace.reading.people[WALTER].lines[1])
    assert told.args == [WALTER, "edit_number"]


# Panel, regions, menu -------------------------------------------------------------------------


def test_in_a_wide_window_the_panel_stands_beside_and_can_be_hidden(page, panel, qtbot):
    page.open_conversation(MARIA)
    assert page.panel_shown
    button = page.pane.header.panel
    assert button.accessibleName() == "Hide contact panel"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert button.accessibleName() == "Show contact panel"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.isVisible()


def test_in_a_narrow_window_the_panel_is_a_drawer_that_esc_closes(page, panel, qtbot):
    page.open_conversation(MARIA)
    page.resize(880, 640)
    qtbot.waitUntil(lambda: not page.panel_shown)
    assert page.column.width() == 272
    page.toggle_panel()
    assert panel.isVisible()
    assert page.panel_shown
    assert panel.mapTo(page, panel.rect().topRight()).x() == 879
    page.focus_composer()
    qtbot.keyClick(page.pane.composer.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    page.resize(1280, 860)
    qtbot.waitUntil(panel.isVisible)
    assert page.column.width() == 312


def test_esc_leaves_the_field(page, qtbot):
    page.open_conversation(MARIA)
    page.focus_composer()
    qtbot.keyClick(page.pane.composer.field, Qt.Key.Key_Escape)
    assert page.pane.thread_view.hasFocus()


def test_the_menu_is_asked_for_at_its_button(page, qtbot):
    page.open_conversation(MARIA)
    with qtbot.waitSignal(page.open_menu_requested) as told:
        qtbot.mouseClick(page.pane.header.more, Qt.MouseButton.LeftButton)
    assert told.args == [MARIA, page.menu_point()]


def test_regions_follow_the_order_of_reading(page):
    page.open_conversation(MARIA)
    pane = page.pane
    assert page.regions() == [
        page.column,
        pane.header,
        pane.thread_view,
        pane.composer,
        page.panel,
    ]
    page.open_conversation(TOMASZ)
    assert page.regions()[3] is pane.locked


def test_tab_goes_search_filters_list_header_thread_text_send(page, qtbot):
    page.open_conversation(MARIA)
    page.pane.composer.fill("Hello")
    page.column.search.setFocus(Qt.FocusReason.TabFocusReason)
    stops = []
    for _ in range(13):
        stops.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    column, pane = page.column, page.pane
    wanted = [
        column.search,
        column.filters["all"],
        column.list,
        pane.header.panel,
        pane.header.more,
        pane.thread_view,
        pane.composer.field,
        pane.composer.attach,
        pane.composer.foot.template,
        pane.composer.more,
        pane.composer.later,
        pane.composer.send,
    ]
    assert [stop for stop in stops if stop in wanted] == wanted


def test_how_the_page_is_divided_is_remembered(page, theme, bridge, workspace, tmp_path, qtbot):
    from PySide6.QtWidgets import QWidget

    page._splitter.setSizes([380, 600])
    page._moved(380, 1)
    page.toggle_panel()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    page.save_state(settings)
    settings.sync()
    other = InboxPage(theme, workspace, bridge, QWidget(), CALENDAR)
    qtbot.addWidget(other)
    other.resize(1280, 860)
    other.restore_state(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    other.show()
    assert other.column.width() == page.column.width() == 380
    assert other.panel.isHidden()
    assert other.conversation_id == MARIA
    kept = (tmp_path / "window.ini").read_text()
    assert "Maria" not in kept
    assert "555" not in kept


def test_nothing_offers_what_does_not_exist_yet(page):
    page.open_conversation(MARIA)
    from PySide6.QtWidgets import QAbstractButton

    names = " ".join(
        button.accessibleName() or button.text() for button in page.findChildren(QAbstractButton)
    )
    for absent in ("Remind", "Call", "Schedule", "Override"):
        assert absent not in names


def test_what_became_of_a_text_elsewhere_is_seen_over_a_locked_composer(page):
    page.open_conversation(TOMASZ)
    page.pane._came_back("+18135550142", "For Maria", Problem("The disk is full."))
    notice = page.pane.composer.notice
    assert notice.isVisible()
    assert notice.words.text() == (
        "Your text to (813) 555-0142 did not go. The disk is full. It is kept there as a draft."
    )
