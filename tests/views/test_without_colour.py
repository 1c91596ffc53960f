"""Nothing is said by colour alone: every state differs in shape or words, also in grey."""

from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop_app.services.records import MessageStatus, TextState
from desktop_app.views.delivery import arrives, short_delivery
from desktop_app.views.formatting import consent_glyph
from desktop_app.views.widgets.icons import icon

INLINE = 14
DIFFERENT = 0.04
"""Share of an icon's pixels that must differ for two shapes to be told apart at a glance."""


def grey(theme, name):
    """An icon as it is painted, without its colour."""
    picture = icon(theme, name, INLINE, "text", 2.0).toImage()
    picture.setDevicePixelRatio(1.0)
    ground = QImage(picture.size(), QImage.Format.Format_Grayscale8)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, picture)
    painter.end()
    return ground


def difference(one, other):
    """The share of pixels that are clearly lighter in one than in the other."""
    width, height = one.width(), one.height()
    differing = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 96
        for x in range(width)
        for y in range(height)
    )
    return differing / (width * height)


def alike(theme, names):
    """Which of these icons look much the same in grey."""
    drawn = {name: grey(theme, name) for name in names}
    pairs = combinations(sorted(drawn), 2)
    return {pair for pair in pairs if difference(drawn[pair[0]], drawn[pair[1]]) < DIFFERENT}


def test_where_only_the_consent_glyph_fits_its_shape_says_which_state_it_is(theme):
    assert alike(theme, {consent_glyph(state).icon for state in TextState}) == set()


def test_texts_on_their_way_are_told_apart_by_shape_and_the_others_by_words_too(theme):
    well = {short_delivery(status).icon for status in MessageStatus if arrives(status)}
    assert alike(theme, well) == set()
    badly = {short_delivery(status).words for status in MessageStatus if not arrives(status)}
    assert badly.isdisjoint({short_delivery(s).words for s in MessageStatus if arrives(s)})


def test_states_that_share_a_glyph_differ_in_words():
    said = [(consent_glyph(state).icon, consent_glyph(state).words) for state in TextState]
    assert len(set(said)) == len(said)


def test_a_state_that_stops_texts_never_shares_its_glyph_with_one_that_lets_them_through():
    through = {consent_glyph(TextState.IN).icon}
    assert through.isdisjoint(consent_glyph(s).icon for s in TextState if s is not TextState.IN)


def test_what_did_not_arrive_never_shows_a_tick():
    bad = {
        MessageStatus.FAILED,
        MessageStatus.UNDELIVERED,
        MessageStatus.REFUSED,
        MessageStatus.BLOCKED,
        MessageStatus.NOT_SENT,
        MessageStatus.UNSURE,
        MessageStatus.WITHDRAWN,
        MessageStatus.CANCELED,
    }
    ticks = {"check", "check-check", "circle-check"}
    assert [status for status in bad if short_delivery(status).icon in ticks] == []
