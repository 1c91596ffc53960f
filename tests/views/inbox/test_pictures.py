"""Pictures in the composer: in by drag, paste and button; shown, sent, taken back, never lost."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication

from desktop_app.services.errors import StoreProblem
from desktop_app.services.outgoing_pictures import DraftPicture
from desktop_app.services.records import OutboxState, Problem, QueueOutcome
from tests.views.clipping import clipped
from tests.views.inbox.conftest import JAMES, MARIA, TOMASZ

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NUMBER = "+18135550142"
CTRL = Qt.KeyboardModifier.ControlModifier
NO_PICTURES = "Your number (813) 555-0100 can’t send pictures. Send a link instead."


@pytest.fixture
def agreed(workspace):
    """Whoever sits here knows what holds for pictures."""
    workspace.reading.settings["picture_rules_accepted"] = workspace.actor


@pytest.fixture
def pane(page, agreed, workspace):
    workspace.reading.settings["undo_seconds"] = "5"
    page.open_conversation(MARIA)
    page.focus_composer()
    return page.pane


@pytest.fixture
def photo(tmp_path):
    def write(name="scan.jpg", size=2_400_000):
        path = tmp_path / name
        path.write_bytes(b"\xff\xd8\xff" + b"0" * (size - 3))
        return path

    return write


def carried(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.fixture
def copy(qapp):
    """Puts something on the clipboard; nothing of it outlives the test."""
    clipboard = QGuiApplication.clipboard()
    yield clipboard.setMimeData
    clipboard.clear()


def drag(pane, kind, data):
    """What the system sends while something is dragged over the conversation."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    if kind is QDropEvent:
        event = QDropEvent(QPointF(80, 80), copy, data, left, none)
    else:
        event = QDragEnterEvent(QPointF(80, 80).toPoint(), copy, data, left, none)
    event.ignore()
    QApplication.sendEvent(pane, event)
    return event


def attach(pane, qtbot, *paths):
    pane.pictures.pick = lambda _host: [str(path) for path in paths]
    before = len(pane.pictures.attaching.pictures)
    qtbot.mouseClick(pane.composer.attach, Qt.MouseButton.LeftButton)
    wanted = before + len(paths)
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == wanted)
    return pane.pictures.strip.tiles


def send(pane, qtbot):
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)


# In -------------------------------------------------------------------------------------------


def test_the_button_asks_for_files_and_shows_what_will_leave(pane, qtbot, workspace, photo):
    path = photo("police report.jpg")
    (tile,) = attach(pane, qtbot, path)
    assert pane.pictures.strip.isVisible()
    assert tile.name.text() == "police report.jpg"
    assert tile.size_line.text() == "2.4 MB → 600 KB"
    assert tile.removed_line.text() == "Location and camera details removed"
    assert tile.removed_line.isVisible()
    assert tile.accessibleName() == (
        "police report.jpg, 2.4 MB before, 600 KB as it leaves. "
        "Location and camera details removed."
    )
    assert tile.button.accessibleName() == "Remove police report.jpg"
    ((number, content, name),) = workspace.outgoing.added
    assert (number, content, name) == (NUMBER, path.read_bytes(), "police report.jpg")


def test_a_picture_that_said_nothing_about_itself_claims_no_removal(pane, qtbot, workspace):
    bare = DraftPicture(9, "plan.png", "image/png", 410_000, 410_000, 800, 600, False)
    workspace.outgoing.drafts[NUMBER] = [bare]
    pane.pictures.refresh()
    (tile,) = pane.pictures.strip.tiles
    assert tile.size_line.text() == "410 KB"
    assert tile.removed_line.isHidden()


def test_files_let_go_over_the_conversation_are_taken(pane, qtbot, photo):
    data = carried(photo("one.jpg"), photo("two.png"))
    entered = drag(pane, QDragEnterEvent, data)
    assert entered.isAccepted()
    assert pane.pictures.cover.isVisible()
    assert pane.pictures.cover.words.text() == "Let go to put it into your text to Maria"
    assert drag(pane, QDropEvent, data).isAccepted()
    assert pane.pictures.cover.isHidden()
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 2)
    assert [tile.name.text() for tile in pane.pictures.strip.tiles] == ["one.jpg", "two.png"]


def test_what_is_dragged_away_again_leaves_nothing(pane, photo, workspace):
    drag(pane, QDragEnterEvent, carried(photo()))
    QApplication.sendEvent(pane, QDragLeaveEvent())
    assert pane.pictures.cover.isHidden()
    assert workspace.outgoing.added == []


def test_words_that_are_dragged_are_left_to_the_field(pane):
    data = QMimeData()
    data.setText("some words")
    assert not drag(pane, QDragEnterEvent, data).isAccepted()
    assert pane.pictures.cover.isHidden()


def test_the_field_hands_dragged_pictures_on_to_the_conversation(pane, photo):
    drag(pane.composer.field.viewport(), QDragEnterEvent, carried(photo()))
    assert pane.pictures.cover.isVisible()


def test_a_copied_picture_is_pasted(pane, qtbot, workspace, copy):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QMimeData()
    data.setImageData(image)
    copy(data)
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 1)
    ((_number, content, name),) = workspace.outgoing.added
    assert name == "Copied picture"
    assert QImage.fromData(content).size() == image.size()
    assert pane.composer.text() == ""


def test_a_copied_file_is_pasted_and_its_path_is_not(pane, qtbot, photo, copy):
    copy(carried(photo("scan.gif")))
    pane.composer.field.paste()
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 1)
    assert pane.composer.text() == ""


def test_words_copied_with_a_picture_of_them_are_pasted_as_words(pane, workspace, copy):
    data = QMimeData()
    data.setText("from a spreadsheet")
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    copy(data)
    pane.composer.field.paste()
    assert pane.composer.text() == "from a spreadsheet"
    assert workspace.outgoing.added == []


# Being made ready -----------------------------------------------------------------------------


@pytest.fixture
def slow(workspace):
    """A picture takes until somebody says so."""
    go = threading.Event()
    add = workspace.outgoing.add

    def wait(number, content, name):
        assert go.wait(10)
        return add(number, content, name)

    workspace.outgoing.add = wait
    yield go
    go.set()


def start(pane, qtbot, *paths):
    pane.pictures.pick = lambda _host: [str(path) for path in paths]
    qtbot.mouseClick(pane.composer.attach, Qt.MouseButton.LeftButton)


def test_what_is_being_made_ready_says_so_and_sending_waits(pane, qtbot, slow, photo, workspace):
    qtbot.keyClicks(pane.composer.field, "Here it is")
    start(pane, qtbot, photo("a.jpg"), photo("b.jpg"))
    first, second = pane.pictures.strip.tiles
    assert first.size_line.text() == second.size_line.text() == "Preparing…"
    assert first.button.accessibleName() == "Cancel a.jpg"
    assert not pane.composer.send.isEnabled()
    assert pane.composer.counter.text() == "Sending waits for the pictures"
    assert pane.composer.send.accessibleDescription() == "Sending waits for the pictures"
    send(pane, qtbot)
    assert workspace.messaging.requests == []
    slow.set()
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 2)
    assert pane.composer.send.isEnabled()
    assert [tile.name.text() for tile in pane.pictures.strip.tiles] == ["a.jpg", "b.jpg"]


def test_one_that_is_cancelled_while_it_is_made_ready_is_not_in_the_text(
    pane, qtbot, slow, photo, workspace
):
    start(pane, qtbot, photo("a.jpg"))
    qtbot.mouseClick(pane.pictures.strip.tiles[0].button, Qt.MouseButton.LeftButton)
    assert pane.pictures.strip.isHidden()
    slow.set()
    qtbot.waitUntil(lambda: workspace.outgoing.removed == [1])
    assert workspace.outgoing.drafts[NUMBER] == []
    assert pane.pictures.attaching.pictures == []


def test_esc_on_them_cancels_what_is_being_made_ready(pane, qtbot, slow, photo, workspace):
    start(pane, qtbot, photo("a.jpg"), photo("b.jpg"))
    button = pane.pictures.strip.tiles[0].button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert pane.pictures.strip.isHidden()
    assert pane.composer.field.hasFocus()
    slow.set()
    qtbot.waitUntil(lambda: workspace.outgoing.removed == [1])
    assert [name for _number, _content, name in workspace.outgoing.added] == ["a.jpg"]


def test_another_conversation_meanwhile_gets_none_of_it(pane, page, qtbot, slow, photo, workspace):
    start(pane, qtbot, photo("a.jpg"))
    page.open_conversation(JAMES)
    assert pane.pictures.strip.isHidden()
    assert not pane.composer.send.isEnabled()
    slow.set()
    qtbot.waitUntil(lambda: len(workspace.outgoing.drafts.get(NUMBER, [])) == 1)
    assert pane.pictures.attaching.pictures == []
    page.open_conversation(MARIA)
    (tile,) = pane.pictures.strip.tiles
    assert tile.name.text() == "a.jpg"
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 1)


# Refused --------------------------------------------------------------------------------------


def test_a_file_that_is_no_picture_is_refused_in_one_sentence(pane, qtbot, workspace, photo):
    workspace.outgoing.refusal = "“will.pdf” is no jpeg, png or gif."
    start(pane, qtbot, photo("will.pdf"))
    notice = pane.composer.notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.words.text() == "“will.pdf” is no jpeg, png or gif."
    assert pane.pictures.strip.isHidden()


@pytest.mark.parametrize("what", ["gone", "folder"])
def test_what_cannot_be_read_is_said_and_the_rest_still_comes(pane, qtbot, tmp_path, photo, what):
    (tmp_path / "folder").mkdir()
    start(pane, qtbot, tmp_path / what, photo("fine.jpg"))
    qtbot.waitUntil(lambda: len(pane.pictures.attaching.pictures) == 1)
    words = f"“{what}” is no file. Attach jpeg, png or gif files."
    assert pane.composer.notice.words.text() == words


def test_a_file_far_too_large_is_not_even_read(pane, qtbot, tmp_path, workspace):
    path = tmp_path / "disk.jpg"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    start(pane, qtbot, path)
    qtbot.waitUntil(pane.composer.notice.isVisible)
    assert "is larger than 64 MB" in pane.composer.notice.words.text()
    assert workspace.outgoing.added == []


@pytest.mark.row("S0-55")
def test_a_number_without_pictures_says_so_before_anything_is_composed(
    page, qtbot, workspace, agreed, photo
):
    workspace.outgoing.reason = NO_PICTURES
    page.open_conversation(MARIA)
    pane = page.pane
    assert not pane.composer.attach.isEnabled()
    assert pane.composer.words_only.isVisible()
    assert pane.composer.words_only.text() == NO_PICTURES
    assert pane.composer.attach.accessibleDescription() == NO_PICTURES
    assert not pane.possible["attach"]
    drag(pane, QDragEnterEvent, carried(photo()))
    assert pane.pictures.cover.words.text() == NO_PICTURES
    drag(pane, QDropEvent, carried(photo()))
    assert pane.composer.notice.words.text() == NO_PICTURES
    assert workspace.outgoing.added == []


def test_nothing_can_be_attached_where_nobody_may_be_texted(page, agreed, photo, workspace):
    page.open_conversation(TOMASZ)
    assert not page.pane.possible["attach"]
    assert not drag(page.pane, QDragEnterEvent, carried(photo())).isAccepted()
    page.go_in_thread("attach")
    assert workspace.outgoing.added == []


# Kept -----------------------------------------------------------------------------------------


def test_pictures_wait_with_the_draft_of_their_person(pane, page, qtbot, photo):
    attach(pane, qtbot, photo("hers.jpg"))
    page.open_conversation(JAMES)
    assert pane.pictures.strip.isHidden()
    page.open_conversation(MARIA)
    assert [tile.name.text() for tile in pane.pictures.strip.tiles] == ["hers.jpg"]
    assert pane.composer.send.isEnabled()


def test_a_picture_is_taken_out_with_the_keyboard_and_the_next_one_has_it(
    pane, qtbot, photo, workspace, settle
):
    tiles = attach(pane, qtbot, photo("a.jpg"), photo("b.jpg"))
    tiles[0].button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tiles[0].button, Qt.Key.Key_Return)
    settle()
    (left,) = pane.pictures.strip.tiles
    assert left.name.text() == "b.jpg"
    qtbot.waitUntil(left.button.hasFocus)
    assert workspace.outgoing.removed == [1]
    qtbot.keyClick(left.button, Qt.Key.Key_Space)
    qtbot.waitUntil(pane.composer.field.hasFocus)
    assert pane.pictures.strip.isHidden()


# Sent -----------------------------------------------------------------------------------------


def test_the_pictures_go_with_the_words(pane, qtbot, photo, workspace, settle):
    attach(pane, qtbot, photo("a.jpg"), photo("b.jpg"))
    qtbot.keyClicks(pane.composer.field, "The form")
    assert pane.composer.counter.text() == "8 characters · 2 pictures"
    send(pane, qtbot)
    settle()
    (request,) = workspace.messaging.requests
    assert (request.body, request.pictures) == ("The form", (1, 2))
    assert pane.pictures.strip.isHidden()
    assert not pane.composer.send.isEnabled()


def test_a_picture_needs_no_words(pane, qtbot, photo, workspace, settle):
    attach(pane, qtbot, photo())
    assert pane.composer.counter.text() == "1 picture"
    qtbot.mouseClick(pane.composer.send, Qt.MouseButton.LeftButton)
    settle()
    (request,) = workspace.messaging.requests
    assert (request.body, request.pictures) == ("", (1,))


def test_undo_puts_words_and_pictures_back(pane, qtbot, photo, settle):
    attach(pane, qtbot, photo("a.jpg"))
    qtbot.keyClicks(pane.composer.field, "The form")
    send(pane, qtbot)
    settle()
    assert pane.pictures.attaching.pictures == []
    qtbot.mouseClick(pane.undo_bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.composer.text() == "The form")
    qtbot.waitUntil(lambda: len(pane.pictures.strip.tiles) == 1)
    assert pane.pictures.strip.isVisible()


def test_undo_of_a_picture_without_words_leaves_what_was_typed_since_as_it_is(
    pane, qtbot, photo, settle
):
    attach(pane, qtbot, photo("a.jpg"))
    send(pane, qtbot)
    settle()
    qtbot.keyClicks(pane.composer.field, "One more thing")
    qtbot.mouseClick(pane.undo_bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(pane.pictures.strip.tiles) == 1)
    assert pane.composer.text() == "One more thing"


def blocked():
    return QueueOutcome(None, None, None, OutboxState.BLOCKED, "Maria opted out.", "A-03")


def test_a_text_that_does_not_go_comes_back_with_its_pictures(
    pane, qtbot, photo, workspace, settle
):
    attach(pane, qtbot, photo("a.jpg"))
    workspace.messaging.refusal = blocked()
    send(pane, qtbot)
    settle()
    assert [tile.name.text() for tile in pane.pictures.strip.tiles] == ["a.jpg"]
    assert "Maria opted out." in pane.composer.notice.words.text()


def test_the_same_pictures_after_a_full_disk_keep_their_key(pane, qtbot, photo, workspace, settle):
    attach(pane, qtbot, photo())
    workspace.messaging.failure = StoreProblem(Problem("The disk is full.", do="Make room."))
    send(pane, qtbot)
    qtbot.waitUntil(pane.composer.notice.isVisible)
    workspace.messaging.failure = None
    send(pane, qtbot)
    settle()
    first, second = workspace.messaging.requests
    assert first.client_key == second.client_key
    assert first.pictures == second.pictures == (1,)


# The rules ------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(page, qtbot, photo):
    """Somebody attaches for the first time: the card stands there."""
    page.open_conversation(MARIA)
    page.pane.pictures.pick = lambda _host: [str(photo("a.jpg"))]
    qtbot.mouseClick(page.pane.composer.attach, Qt.MouseButton.LeftButton)
    return page.findChild(object, "picture_rules")


@pytest.mark.row("S0-64")
def test_the_first_picture_asks_for_agreement_to_what_holds(newcomer, page, qtbot, workspace):
    said = " ".join(label.text() for label in newcomer.words)
    assert "Nothing objectionable and nothing illegal" in said
    assert "The client has agreed" in said
    assert "Photos of injuries" in said
    assert workspace.outgoing.added == []
    assert newcomer.stop.hasFocus()
    qtbot.mouseClick(newcomer.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.pane.pictures.attaching.pictures) == 1)
    assert workspace.reading.setting("picture_rules_accepted") == workspace.actor


def test_whoever_does_not_agree_attaches_nothing_and_is_asked_again(
    newcomer, page, qtbot, workspace
):
    qtbot.keyClick(newcomer.stop, Qt.Key.Key_Escape)
    assert workspace.outgoing.added == []
    assert workspace.reading.setting("picture_rules_accepted") == ""
    qtbot.mouseClick(page.pane.composer.attach, Qt.MouseButton.LeftButton)
    assert page.findChild(object, "picture_rules") is not None


def test_somebody_else_at_the_same_computer_is_asked_too(page, qtbot, workspace, photo):
    workspace.reading.settings["picture_rules_accepted"] = "Noor Haddad"
    page.open_conversation(MARIA)
    start(page.pane, qtbot, photo())
    dialog = page.findChild(object, "picture_rules")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.pane.pictures.attaching.pictures) == 1)
    kept = workspace.reading.setting("picture_rules_accepted")
    assert kept.splitlines() == ["Noor Haddad", workspace.actor]


# Looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_in_a_small_window(pane, page, theme, qtbot, photo, workspace, percent):
    theme.set_text_size(percent)
    page.resize(880, 600)
    workspace.outgoing.drafts[NUMBER] = [
        DraftPicture(n, f"{n} a long name of a file.jpg", "image/jpeg", 6, 7_000_000, 9, 9, True)
        for n in range(10)
    ]
    pane.pictures.refresh()
    pane.composer.fill("Words\n" * 12)
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert pane.composer.geometry().bottom() <= pane.rect().bottom()
    assert pane.thread_view.height() > 0
    assert clipped(pane.composer) == []
