"""Heights of very many lines: sums and searches agree with plain arithmetic."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.views.inbox.heights import Heights


def plain(heights):
    return [heights.height(line) for line in range(heights.count)]


def test_unknown_lines_count_as_the_estimate():
    heights = Heights(10, 70)
    assert heights.total == 700
    assert heights.top(3) == 210
    assert heights.line_at(215) == 3


@given(st.lists(st.tuples(st.integers(0, 49), st.integers(1, 400)), max_size=80))
def test_tops_and_searches_agree_with_plain_sums(learned):
    heights = Heights(50, 70)
    for line, height in learned:
        heights.learn(line, height)
    real = plain(heights)
    for line in range(51):
        assert heights.top(line) == sum(real[:line])
    for line in range(50):
        assert heights.line_at(heights.top(line)) == line
        assert heights.line_at(heights.top(line + 1) - 1) == line


def test_outside_is_the_nearest_line():
    heights = Heights(5, 10)
    assert heights.line_at(-100) == 0
    assert heights.line_at(10_000) == 4


def test_appending_keeps_every_sum():
    heights = Heights(0, 70)
    chance = random.Random(4)
    for line in range(300):
        heights.append()
        if chance.random() < 0.5:
            heights.learn(chance.randrange(line + 1), chance.randrange(20, 200))
    real = plain(heights)
    assert [heights.top(line) for line in range(301)] == [sum(real[:n]) for n in range(301)]


def test_lines_put_before_move_what_is_known():
    heights = Heights(3, 70)
    heights.learn(1, 100)
    longer = heights.shifted(5)
    assert plain(longer) == [70, 70, 70, 70, 70, 70, 100, 70]
    assert longer.total == 590
