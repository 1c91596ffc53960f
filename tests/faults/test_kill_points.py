"""SIGKILL at the calls the program makes to the system, a seeded sample of them.

`./dev bench faults` goes through every one.
"""

import pytest

from tests.faults.conftest import lots
from tests.faults.flows import FLOWS, every_point, kill_at, some_points

POINTS = {"send": 16, "stop": 14, "sync": 8, "settle": 12, "upgrade": 10}


@pytest.mark.parametrize("name", FLOWS)
def test_killed_at_any_call_the_program_loses_nothing_and_sends_nothing_twice(name, offices):
    flow = FLOWS[name]
    office = offices(old=flow.old_store)
    points = every_point(flow, office)
    chosen = some_points(points, POINTS[name], lots("kill points", name))
    died = 0
    for point in chosen:
        office = offices(old=flow.old_store)
        wrong, killed = kill_at(flow, office, point)
        died += killed
        assert wrong == [], (point, wrong)
    assert died >= 0.9 * len(chosen)


def test_the_flows_do_what_they_are_named_for_when_nothing_is_killed(offices):
    for flow in FLOWS.values():
        office = offices(old=flow.old_store)
        wrong, killed = kill_at(flow, office, ("execveat", 1))
        assert (wrong, killed) == ([], False), flow.name
