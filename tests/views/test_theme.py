"""The tokens can be read by everyone, and the look follows the system or the person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette

from desktop_app.views.theme import Theme, tokens

LOOKS = ("light", "dark")


def luminance(color):
    """WCAG 2 relative luminance."""

    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


def pairs(kind):
    part = tokens()["contrast"][kind]
    return [
        (look, ink, ground)
        for look in LOOKS
        for ink, grounds in part["pairs"].items()
        for ground in grounds
    ]


def ratio_of(look, ink, ground):
    colors = tokens()["colors"][look]
    return contrast(colors[ink], colors[ground])


def test_every_text_colour_can_be_read_on_every_ground_it_stands_on():
    found = {pair: ratio_of(*pair) for pair in pairs("text")}
    assert len(found) == 182
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_every_edge_and_mark_can_be_seen_on_every_ground_it_stands_on():
    found = {pair: ratio_of(*pair) for pair in pairs("marks")}
    assert len(found) == 22
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3.0} == {}


def test_the_contrast_table_tells_bad_pairs_from_good_ones():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert ratio_of("light", "text3", "control") < 4.5


def test_both_looks_have_the_same_tokens():
    assert set(tokens()["colors"]["light"]) == set(tokens()["colors"]["dark"])


@pytest.fixture
def own(qapp, theme):
    made = Theme(qapp, "light")
    yield made
    made.choose("light")


def test_choosing_a_look_changes_the_colours_and_says_so(own, qtbot):
    with qtbot.waitSignal(own.changed):
        own.choose("dark")
    assert own.dark
    assert own.name == "dark"
    assert own.color("surface") == QColor("#1C1D21")
    own.choose("light")
    assert own.color("surface") == QColor("#FFFFFF")


def test_choosing_the_look_that_shows_changes_nothing(own, qtbot):
    with qtbot.assertNotEmitted(own.changed):
        own.choose("light")


def test_an_unknown_look_is_refused(own):
    with pytest.raises(ValueError, match="no such look"):
        own.choose("sepia")


def test_the_system_choice_follows_the_system_live(own, monkeypatch, qtbot):
    own.choose("system")
    monkeypatch.setattr(Theme, "_system_name", lambda _self: "dark")
    with qtbot.waitSignal(own.changed):
        own._system_changed()
    assert own.dark
    monkeypatch.setattr(Theme, "_system_name", lambda _self: "light")
    own._system_changed()
    assert not own.dark


def test_a_fixed_look_does_not_follow_the_system(own, monkeypatch, qtbot):
    monkeypatch.setattr(Theme, "_system_name", lambda _self: "dark")
    with qtbot.assertNotEmitted(own.changed):
        own._system_changed()
    assert not own.dark


def test_standard_widgets_take_their_colours_from_the_tokens(own, qapp):
    own.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base) == own.color("surface")
    assert qapp.palette().color(QPalette.ColorRole.Text) == own.color("text")


def test_the_sheet_names_no_token_that_is_not_there(own):
    assert "$" not in own.sheet()
    assert own.color("accent_text").name() in own.sheet()


@pytest.mark.parametrize(
    ("style", "size", "weight"),
    [
        ("display", 28, 600),
        ("page_title", 24, 600),
        ("dialog_title", 20, 600),
        ("region_title", 18, 600),
        ("heading", 15, 600),
        ("lead", 16, 400),
        ("body", 14, 400),
        ("body_medium", 14, 500),
        ("body_strong", 14, 600),
        ("small", 13, 400),
        ("caption", 12, 400),
        ("rail", 11, 500),
        ("rail_active", 11, 600),
    ],
)
def test_type_styles_are_the_designs_in_the_bundled_font(own, style, size, weight):
    font = own.font(style)
    assert font.pixelSize() == size
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).weight() == weight
    assert font.hintingPreference() is QFont.HintingPreference.PreferNoHinting


def test_tabular_figures_are_all_as_wide(own):
    metrics = QFontMetrics(own.font("caption", tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0808")


def test_a_weight_can_be_asked_for(own):
    assert own.font("small", 600).weight() == 600


def test_text_size_scales_fonts_and_lines_and_has_limits(own, qtbot):
    with qtbot.waitSignal(own.changed):
        own.set_scale(2.0)
    assert own.font("body").pixelSize() == 28
    assert own.line_height("body") == 40
    own.set_scale(9)
    assert own.scale == 2.0
    own.set_scale(1.0)
    assert own.font("body").pixelSize() == 14


def test_the_window_frame_is_told_the_look(own, qapp):
    own.choose("dark")
    asked = qapp.styleHints().colorScheme()
    assert asked in {Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown}  # offscreen has no frame
