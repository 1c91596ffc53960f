"""Pictures in bubbles, the viewer and the gallery."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage

from desktop_app.services.records import Direction, MessageRow, MessageStatus, PictureRow
from desktop_app.services.wording import Person
from desktop_app.views.archive.viewer import Viewer
from desktop_app.views.desk import Desk
from desktop_app.views.desk_history import DeskHistory
from desktop_app.views.formatting import Calendar
from desktop_app.views.inbox.layout import PICTURE, lay_out
from desktop_app.views.inbox.surroundings import Setting, surroundings
from desktop_app.views.inbox.transcript import copied_line
from desktop_app.views.sentences import bubble_sentence
from desktop_app.views.widgets.thumbnails import ALONE, GAP, HIGH, KEPT, Thumbnails, places
from tests.views.clipping import clipped
from tests.views.made_up_firm import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CALENDAR = Calendar(lambda: NOW, ZoneInfo("America/Chicago"))
MARIA = Person("Maria Delgado", "she")


def picture(number, position=1, of=1, **more):
    made = PictureRow(
        number, 7, position, of, "kept", "image/jpeg", 9_000, 640, 480, NOW - 60, inbound=True
    )
    return replace(made, **more)


def line(*pictures, body="", **more):
    made = MessageRow(
        id=7,
        direction=Direction.INBOUND,
        body=body,
        at=NOW - 60,
        status=MessageStatus.RECEIVED,
        error_code=None,
        author="",
        num_media=len(pictures),
        outbox_id=None,
        ledger_seq=None,
        pictures=pictures,
    )
    return replace(made, **more)


def png(color="red", width=40, height=30):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")
    return bytes(out.data().data())


@pytest.fixture
def setting(theme):
    made = Setting(theme, CALENDAR, MARIA, "Dana Whitfield")
    made.width = 600
    return made


def laid(setting, row):
    return lay_out(setting, row, surroundings(setting, None, row, None), None)


def test_a_picture_has_its_room_before_anything_is_decoded(setting):
    made = laid(setting, line(picture(1)))
    [hit] = made.hits
    assert (hit.key, hit.kind) == (f"{PICTURE}1", "picture")
    assert (hit.box.width(), hit.box.height()) == (ALONE, ALONE * 480 // 640)
    assert made.body is None
    assert made.bubble.contains(hit.box)


def test_each_picture_of_a_text_has_a_name_of_its_own(setting):
    made = laid(setting, line(picture(1, 1, 2), picture(2, 2, 2), body="Both sides"))
    when = CALENDAR.clock(NOW - 60)
    assert [hit.label for hit in made.hits] == [
        f"Picture 1 of 2 from Maria, {when}",
        f"Picture 2 of 2 from Maria, {when}",
    ]
    assert made.body.layout.text() == "Both sides"
    assert all(hit.box.bottom() < made.body.at.y() for hit in made.hits)


def test_several_pictures_stand_beside_each_other_and_then_below():
    boxes = places([picture(number, number, 5) for number in range(1, 6)], 400)
    assert [box.top() for box in boxes] == [0, 0, HIGH + GAP, HIGH + GAP, 2 * (HIGH + GAP)]
    assert all(box.right() <= 400 for box in boxes)
    pairs = [(a, b) for a in boxes for b in boxes if a is not b]
    assert not any(a.intersects(b) for a, b in pairs)


@pytest.mark.parametrize(("width", "height"), [(1, 20_000), (20_000, 1), (3, 3)])
def test_an_odd_shape_still_fits_and_can_be_pressed(setting, width, height):
    made = laid(setting, line(picture(1, width=width, height=height)))
    box = made.hits[0].box
    assert 40 <= box.width() <= ALONE
    assert 40 <= box.height() <= ALONE
    assert made.bubble.contains(box)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"state": "wanted", "width": 0}, "Picture, not saved yet"),
        ({"state": "gone", "width": 0}, "Picture that Twilio no longer has"),
        ({"state": "too_large", "width": 0}, "File larger than 16 MB, not saved"),
        (
            {"width": 0, "media_type": "application/pdf"},
            "File that cannot be shown here (application/pdf), saved",
        ),
    ],
)
def test_what_cannot_be_seen_is_said(setting, state, said):
    made = laid(setting, line(picture(1, 1, 2), picture(2, 2, 2, **state)))
    assert [hit.key for hit in made.hits] == [f"{PICTURE}1"]
    assert made.body.layout.text() == said
    assert said in bubble_sentence(made.row, MARIA, CALENDAR)


def test_a_text_removed_at_twilio_says_so_under_its_bubble_and_in_copies(setting):
    row = line(body="Hello", removed_at=NOW)
    made = laid(setting, row)
    assert made.texts[0].layout.text().endswith(" · removed at Twilio")
    assert "removed at Twilio" in bubble_sentence(row, MARIA, CALENDAR)
    assert "removed at Twilio" in copied_line(row, MARIA, CALENDAR, "")
    later = line(body="And", id=8, at=NOW - 50)
    assert surroundings(setting, None, replace(row, removed_at=None), later).grouped
    assert not surroundings(setting, None, row, later).grouped


def test_small_copies_are_read_after_the_paint_and_kept(qtbot):
    reads = []

    def read(number):
        reads.append(number)
        return png()

    thumbnails = Thumbnails(read)
    assert thumbnails.image(1) is None
    assert reads == []
    with qtbot.waitSignal(thumbnails.arrived):
        pass
    assert thumbnails.image(1).size().width() == 40
    assert reads == [1]


def test_no_more_small_copies_are_kept_than_a_window_shows(qtbot):
    thumbnails = Thumbnails(lambda _number: png())
    for number in range(KEPT + 20):
        thumbnails.image(number)
    qtbot.waitUntil(lambda: not thumbnails._wanted)
    assert len(thumbnails._kept) == KEPT


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_broken_small_copy_is_an_empty_place(qtbot, content):
    thumbnails = Thumbnails(lambda _number: content)
    thumbnails.image(1)
    with qtbot.waitSignal(thumbnails.arrived):
        pass
    assert thumbnails.image(1).isNull()


@pytest.fixture
def desk(theme, workspace, bridge, qtbot, tmp_path):
    made = Desk(theme, workspace, bridge, tmp_path, can_leave_practice=False, calendar=CALENDAR)
    qtbot.addWidget(made)
    made.history = DeskHistory(made, theme, workspace, bridge, CALENDAR)
    made.resize(1360, 860)
    made.show()
    yield made
    bridge.close()


def give_pictures(desk, workspace, *pictures):
    """The newest text of the open conversation has these pictures."""
    archive, here = workspace.reading.archive, desk.inbox.conversation_id
    lines = workspace.reading.people[here].lines
    lines[-1] = replace(
        lines[-1],
        direction=Direction.INBOUND,
        status=MessageStatus.RECEIVED,
        pictures=pictures,
        num_media=len(pictures),
    )
    archive.gallery[here] = list(pictures)
    for each in pictures:
        archive.thumbnails[each.id] = png()
        workspace.archive.whole[each.id] = png("blue", 1200, 900)
    desk.inbox.pane.thread_view.refresh()
    desk.panel.refresh()


def press(thread, key):
    for place in thread.placed:
        for hit in place.layout.hits:
            if hit.key == key:
                return hit.box.center() + QPointF(0, place.top)
    raise AssertionError(key)


def open_first(desk):
    desk.open_conversation(1)


def test_a_click_on_a_picture_opens_it_whole(desk, workspace, qtbot):
    open_first(desk)
    give_pictures(desk, workspace, picture(1, 1, 2), picture(2, 2, 2))
    thread = desk.inbox.pane.thread_view
    qtbot.waitUntil(lambda: thread.thumbnails.image(2) is not None)
    at = press(thread, f"{PICTURE}2").toPoint()
    image = thread.viewport().grab().toImage()
    assert image.pixelColor(at * image.devicePixelRatio()) == QColor("red")
    qtbot.mouseClick(thread.viewport(), Qt.MouseButton.LeftButton, pos=at)
    viewer = desk.findChild(Viewer) or desk.window().findChild(Viewer)
    assert viewer.picture.id == 2
    assert viewer.accessibleName().startswith("Picture 2 of 2 from ")
    qtbot.waitUntil(lambda: viewer.sheet.image.width() == 1200)
    assert clipped(viewer) == []
    viewer.dismiss()


def test_the_line_s_menu_opens_pictures_by_keyboard(desk, workspace):
    open_first(desk)
    give_pictures(desk, workspace, picture(1, 1, 2), picture(2, 2, 2))
    thread = desk.inbox.pane.thread_view
    thread.go_to_newest()
    menu = thread.open_line_menu()
    words = [action.text() for action in menu.actions()]
    assert words[0].startswith("Picture 1 of 2 from ")
    menu.actions()[0].trigger()
    viewer = desk.window().findChild(Viewer)
    assert viewer.picture.id == 1
    menu.close()
    viewer.dismiss()


def test_pictures_saved_while_one_looks_come_into_the_bubble(desk, workspace, qtbot):
    from desktop_app.services.events import ArchiveChanged

    open_first(desk)
    give_pictures(desk, workspace, picture(1, state="wanted", width=0))
    here = desk.inbox.conversation_id
    lines = workspace.reading.people[here].lines
    lines[-1] = replace(lines[-1], pictures=(picture(1),))
    workspace.events.publish(ArchiveChanged(frozenset({here})))
    thread = desk.inbox.pane.thread_view
    qtbot.waitUntil(lambda: any(place.layout.hits for place in thread.placed[-1:]))
    assert thread.placed[-1].layout.hits[0].kind == "picture"


@pytest.fixture
def viewer(theme, desk, workspace, bridge):
    asked = []

    def ask(_parent, name):
        asked.append(name)
        return desk.window().property("target")

    for number in (1, 2, 3):
        workspace.archive.whole[number] = png("blue", 1200, 900)
    made = Viewer(
        theme,
        desk,
        workspace,
        bridge,
        [picture(number, number, 3) for number in (1, 2, 3)],
        MARIA,
        CALENDAR,
        ask,
    )
    made.asked = asked
    made.open()
    yield made
    made.dismiss()


def test_arrows_go_through_the_pictures_and_stop_at_the_ends(viewer, qtbot):
    viewer.show_picture(2)
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.picture.id == 3
    assert not viewer.after.isEnabled()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.picture.id == 3
    for _ in range(3):
        qtbot.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.picture.id == 1
    assert not viewer.before.isEnabled()


def test_a_picture_can_be_seen_in_its_own_size(viewer, qtbot):
    viewer.show_picture(1)
    qtbot.waitUntil(lambda: not viewer.sheet.image.isNull())
    assert viewer.sheet.minimumWidth() == 0
    viewer.size_button.click()
    assert viewer.sheet.minimumWidth() * viewer.devicePixelRatioF() == 1200
    assert viewer.size_button.text() == "Fit"


def test_what_the_decoder_refused_is_said(viewer, workspace, qtbot):
    workspace.archive.whole.clear()
    viewer.show_picture(1)
    qtbot.waitUntil(lambda: viewer.status.text() == "This picture can’t be shown.")


def test_a_copy_is_offered_under_a_dated_name_and_written_by_the_archive(
    viewer, workspace, qtbot, tmp_path, desk
):
    viewer.show_picture(2)
    viewer.save.click()
    assert workspace.archive.saved == []
    import pathlib

    target = pathlib.Path(tmp_path / "copy.jpg")
    viewer._ask = lambda _parent, _name: target
    viewer.save.click()
    qtbot.waitUntil(lambda: workspace.archive.saved == [(2, target)])
    assert viewer.asked == ["2026-03-12 Maria Delgado 2.jpg"]
    qtbot.waitUntil(lambda: "copy.jpg" in viewer.status.text())


def test_the_panel_leads_to_all_pictures_and_each_opens(desk, workspace, qtbot):
    open_first(desk)
    assert desk.panel.pictures == 0
    give_pictures(
        desk,
        workspace,
        picture(1, 1, 3),
        picture(2, 2, 3),
        picture(3, 3, 3, state="wanted", width=0),
    )
    assert desk.panel.pictures == 3
    gallery = desk.history.show_gallery(desk.inbox.conversation_id)
    assert [tile.picture.id for tile in gallery.tiles] == [1, 2]
    assert gallery.tiles[0].accessibleName().startswith("Picture 1 of 3 from ")
    assert gallery.rest.text().startswith("1 more is not saved yet")
    viewer = gallery.open_viewer(2)
    assert viewer.picture.id == 2
    viewer.dismiss()
    gallery.dismiss()


def test_a_gallery_without_pictures_says_so(desk, workspace):
    open_first(desk)
    gallery = desk.history.show_gallery(desk.inbox.conversation_id)
    assert gallery.rest.text() == "Nobody has sent a picture here yet."
    gallery.dismiss()
