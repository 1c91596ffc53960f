"""The base widgets: what they are called, how they react, and that they follow the theme."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.records import Problem
from desktop_app.services.resources import resource
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import (
    DangerButton,
    FocusRing,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextButton,
)
from desktop_app.views.widgets.chip import Chip, FilterChip
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.quiet_box import QuietBox
from desktop_app.views.widgets.scrolling import QuietScrollBar
from tests.views.fake_workspace import HOSTILE

KINDS = [PrimaryButton, SecondaryButton, TextButton, DangerButton, LinkButton]


def colours(widget, size=None):
    """Every colour a widget paints."""
    if size is not None:
        widget.resize(size)
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


@pytest.fixture
def own(qapp, theme):
    made = Theme(qapp, "light")
    yield made
    made.choose("light")


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_is_called_by_its_words_and_can_be_clicked(theme, qtbot, kind):
    button = kind(theme, "Record reason and send")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert button.text() == "Record reason and send"


def test_a_primary_button_is_filled_with_accent_and_greys_out(theme, qtbot):
    button = PrimaryButton(theme, "Send")
    qtbot.addWidget(button)
    assert theme.color("accent").rgba() in colours(button)
    button.setEnabled(False)
    painted = colours(button)
    assert theme.color("accent").rgba() not in painted
    assert theme.color("pressed").rgba() in painted


def test_buttons_keep_their_least_height(theme, qtbot):
    button = SecondaryButton(theme, "Edit")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == 32


def test_an_icon_button_says_the_same_in_its_name_and_its_tooltip(theme, qtbot):
    button = IconButton(theme, "ellipsis-vertical", "More actions for Maria Delgado")
    qtbot.addWidget(button)
    assert button.accessibleName() == "More actions for Maria Delgado"
    assert button.toolTip() == button.accessibleName()
    assert button.sizeHint() == QSize(32, 32)


def ring_of(host):
    return [ring for ring in host.findChildren(FocusRing) if ring.isVisible()]


@pytest.fixture
def pair(theme, qtbot):
    """Two buttons in a window."""
    host = QWidget()
    row = QHBoxLayout(host)
    buttons = [SecondaryButton(theme, "One"), SecondaryButton(theme, "Two")]
    for button in buttons:
        row.addWidget(button)
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    return host, buttons


def test_the_focus_ring_shows_after_keyboard_use_only(pair, qtbot):
    host, (one, two) = pair
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert ring_of(host) == []
    two.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: len(ring_of(host)) == 1)
    assert ring_of(host)[0].geometry() == two.geometry().adjusted(-4, -4, 4, 4)


def test_the_focus_ring_follows_and_goes(pair, qtbot):
    host, (one, two) = pair
    two.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: len(ring_of(host)) == 1)
    two.move(two.pos().x() + 3, two.pos().y())
    assert ring_of(host)[0].geometry() == two.geometry().adjusted(-4, -4, 4, 4)
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: ring_of(host) == [])


def test_a_chip_says_its_state_in_words(theme, qtbot):
    chip = Chip(theme, "circle-check", "ok", "Texts opted in", height=22)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == chip.text() == "Texts opted in"
    assert theme.color("ok_soft").rgba() in colours(chip)
    chip.show_state("ban", "danger", "Opted out by STOP")
    assert chip.accessibleName() == "Opted out by STOP"
    assert theme.color("danger_soft").rgba() in colours(chip)


def test_a_filter_chip_keeps_its_width_when_it_is_switched(theme, qtbot):
    chip = FilterChip(theme, "Needs reply")
    qtbot.addWidget(chip)
    off = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == off
    assert chip.current_look().fill == "pressed"


def test_an_avatar_shows_initials_and_says_nothing(theme, qtbot):
    avatar = Avatar(theme, "Maria Delgado")
    qtbot.addWidget(avatar)
    assert avatar.accessibleName() == ""
    before = avatar.grab().toImage()
    avatar.set_name("Tomasz Nowak")
    assert avatar.grab().toImage() != before


def test_labels_take_their_words_literally(theme, qtbot):
    label = Label(theme, HOSTILE, "body", "text2", wrap=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_tooltips_show_markup_as_it_is_written():
    assert plain_tooltip("More actions for Maria") == "More actions for Maria"
    assert plain_tooltip(HOSTILE) == ("<span>&lt;img src=&quot;file:///etc/passwd&quot;&gt;</span>")


def test_a_label_follows_the_theme(own, qtbot):
    label = Label(own, "Words", "body", "danger")
    qtbot.addWidget(label)
    assert label.palette().color(label.foregroundRole()) == own.color("danger")
    own.choose("dark")
    assert label.palette().color(label.foregroundRole()).name() == "#ff9a91"
    label.set_token("ok")
    assert label.palette().color(label.foregroundRole()) == own.color("ok")
    label.set_style("caption", 600)
    assert label.font().pixelSize() == 12


def test_an_icon_is_tinted_sharp_and_drawn_once(theme, qapp):
    picture = icon(theme, "ban", 14, "danger", 2.0)
    assert picture.size() == QSize(28, 28)
    assert picture.devicePixelRatio() == 2.0
    assert icon(theme, "ban", 14, "danger", 2.0) is picture
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    inks = {image.pixel(x, y) for x in range(28) for y in range(28)}
    assert theme.color("danger").rgba() in inks


def test_every_bundled_icon_can_be_drawn(theme, qapp):
    names = [path.stem for path in resource("icons").glob("*.svg") if path.stem != "brieftext"]
    assert len(names) > 80
    for name in names:
        image = icon(theme, name, 16, "text").toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_a_scroll_bar_shows_a_handle_only_where_there_is_something_to_scroll(theme, qtbot):
    bar = QuietScrollBar(theme)
    qtbot.addWidget(bar)
    bar.resize(8, 200)
    bar.setRange(0, 0)
    picture = QImage(8, 200, QImage.Format.Format_ARGB32)

    def inked():
        picture.fill(Qt.GlobalColor.transparent)
        nothing_else = QWidget.RenderFlag.DrawChildren
        bar.render(picture, QPoint(), QRegion(bar.rect()), nothing_else)
        return any(picture.pixelColor(4, y).alpha() for y in range(200))

    assert not inked()
    bar.setRange(0, 500)
    assert inked()


@pytest.mark.parametrize("made", ["problem", "quiet"])
def test_a_box_and_its_words_follow_a_change_of_look(own, qtbot, made):
    if made == "problem":
        box = ProblemBox(own)
        box.show_problem(Problem("The key was refused.", "It may have been changed.", "Fix it."))
        ground, words = "danger_soft", {box.what: "danger", box.rest: "text"}
    else:
        box = QuietBox(own, "info", "Log-in codes never arrive.")
        ground, words = "sunken", {box.words: "text2"}
    qtbot.addWidget(box)
    box.resize(420, 90)
    box.show()
    for look in ("dark", "light", "dark"):
        own.choose(look)
        painted = colours(box)
        assert own.color(ground).rgba() in painted
        for label, token in words.items():
            assert label.palette().color(label.foregroundRole()) == own.color(token)
            assert own.color(token).rgba() in painted


def test_a_button_that_opens_choices_has_room_for_its_chevron(theme, qtbot):
    plain, choosing = SecondaryButton(theme, "Pace"), SecondaryButton(theme, "Pace", ending="check")
    for button in (plain, choosing):
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
    assert choosing.sizeHint().width() > plain.sizeHint().width()
    right = choosing.rect().adjusted(choosing.width() - 28, 4, -8, -4)
    picture = choosing.grab(right).toImage()
    ground = picture.pixel(0, 0)
    cells = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    assert any(picture.pixel(x, y) != ground for x, y in cells)
