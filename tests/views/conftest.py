"""A theme, a made-up firm and a bridge for every view test."""

import pytest

from desktop_app.views.bridge import Bridge
from desktop_app.views.theme import Theme
from tests.views.fake_workspace import make_workspace


@pytest.fixture(scope="session")
def theme(qapp):
    """The light look."""
    return Theme(qapp, "light")


@pytest.fixture
def workspace():
    """The firm of the design's pictures."""
    return make_workspace()


@pytest.fixture
def bridge(qapp, workspace):
    """The lanes over that firm; ended with the test."""
    bridge = Bridge(workspace.events)
    yield bridge
    bridge.close()
