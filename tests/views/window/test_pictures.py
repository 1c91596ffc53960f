"""A few screens held against the pictures kept of them: what nobody meant to change stays as it is.

Compared block by block on a small copy, so that a pixel of another rendering does not matter and a
moved, missing or recoloured part does. To keep the screens as they are now:
`./dev test --keep-pictures tests/views/window/test_pictures.py`
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from desktop_app.views.desk import Desk
from desktop_app.views.widgets.overlay import Overlay
from tests.views.fake_workspace import CALENDAR

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEPT = Path(__file__).parent / "pictures"
WIDE, NARROW = QSize(1360, 860), QSize(960, 640)
BLOCK = 4
LIGHTNESS = 24
"""A block whose lightness differs by more than this looks different."""
TOLERATED = 0.004
"""The share of blocks that may: a caret, one word's rounding."""
MARIA = 1


@pytest.fixture
def desk(qtbot, theme, workspace, bridge, tmp_path):
    desk = Desk(theme, workspace, bridge, tmp_path, can_leave_practice=False, calendar=CALENDAR)
    qtbot.addWidget(desk)
    desk.resize(WIDE)
    desk.show()
    desk.open_conversation(MARIA)
    return desk


@pytest.fixture(params=["light", "dark"])
def look(request, theme):
    theme.choose(request.param)
    yield request.param
    theme.choose("light")


def small(image):
    """Grey, a pixel a block."""
    size = QSize(image.width() // BLOCK, image.height() // BLOCK)
    mode = Qt.TransformationMode.SmoothTransformation
    fewer = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    return fewer.convertToFormat(QImage.Format.Format_Grayscale8)


def difference(one, other):
    """The share of blocks that look different; 1 where the sizes do."""
    if one.size() != other.size():
        return 1.0
    width, height = one.width(), one.height()
    lines = [
        (bytes(one.constScanLine(y))[:width], bytes(other.constScanLine(y))[:width])
        for y in range(height)
    ]
    different = sum(abs(a - b) > LIGHTNESS for line in lines for a, b in zip(*line, strict=True))
    return different / (width * height)


def hold(request, desk, name, tmp_path):
    """Keep the picture, or hold the screen against the one kept."""
    shown = small(desk.window().grab().toImage())
    path = KEPT / f"{name}.png"
    if request.config.getoption("--keep-pictures"):
        KEPT.mkdir(exist_ok=True)
        assert shown.save(str(path))
        return
    shown.save(str(tmp_path / f"{name}.png"))
    kept = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not kept.isNull(), f"no picture kept of {name}"
    assert difference(shown, kept) <= TOLERATED, f"{name} looks different, see {tmp_path}"


def test_the_inbox(request, desk, look, tmp_path):
    hold(request, desk, f"inbox_{look}", tmp_path)


def test_the_inbox_at_960_by_640(request, desk, look, tmp_path):
    desk.resize(NARROW)
    hold(request, desk, f"narrow_inbox_{look}", tmp_path)


def test_the_menu_of_a_person(request, desk, look, tmp_path):
    desk.open_person_menu()
    hold(request, desk, f"menu_{look}", tmp_path)
    [menu] = [layer for layer in desk.findChildren(Overlay) if layer.isVisible()]
    menu.dismiss()


def test_contacts(request, desk, look, tmp_path):
    desk.open_page("contacts")
    hold(request, desk, f"contacts_{look}", tmp_path)


def test_the_ledger(request, desk, look, tmp_path, qtbot):
    desk.open_ledger("+18135550142", 7)
    qtbot.waitUntil(lambda: "Verified" in desk.ledger.check.text())
    hold(request, desk, f"ledger_{look}", tmp_path)


def test_a_moved_part_is_noticed(desk):
    before = small(desk.grab().toImage())
    desk.inbox.toggle_panel()
    assert difference(small(desk.grab().toImage()), before) > TOLERATED
