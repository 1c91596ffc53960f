"""A practice server whose clock stands still, and somebody who asks it over real HTTP."""

import pytest

from desktop_app.services.practice.clock import PracticeClock
from desktop_app.services.practice.server import PracticeServer
from tests.unit.practice.caller import Caller

NOON = 1_795_000_000.0


@pytest.fixture
def server():
    """No firm's past, the default pace, and time moves only by `advance`."""
    with PracticeServer(clock=PracticeClock(lambda: NOON), with_firm=False) as running:
        yield running


@pytest.fixture
def call(server):
    with Caller(server.port) as caller:
        yield caller
