"""Killed at any moment of a busy afternoon: texts, STOPs, lost answers, a list that lags."""

import pytest

from tests.faults.conftest import lots
from tests.faults.trials import LAG_S, busy_afternoon

KILLS = 25


@pytest.mark.parametrize("part", range(4))
def test_killed_at_any_moment_it_loses_nothing_and_sends_nothing_twice(part, offices):
    office = offices(list_lag=LAG_S)
    killed, wrong = busy_afternoon(office, lots("kills", part), KILLS)
    assert wrong == []
    assert killed
    assert office.seen().rows
