"""A theme, a made-up firm and a bridge for every view test."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop_app.views.bridge import Bridge
from desktop_app.views.theme import Theme
from tests.views.fake_workspace import make_workspace

HERE = Path(__file__).parent
OFFSCREEN = "^This plugin does not support "
"""What the offscreen platform says about raised, grabbing and fixed-size windows."""


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(scope="session")
def theme(qapp):
    """The light look."""
    return Theme(qapp, "light")


@pytest.fixture(autouse=True)
def gone_with_its_test(qapp):
    """Widgets a test closed are deleted with it.

    Otherwise every window of every test before goes on living, and follows each change of theme.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def usual_text_size(request):
    """A test that fails at 200 % leaves the next ones their own size."""
    theme = request.getfixturevalue("theme") if "theme" in request.fixturenames else None
    yield
    if theme is not None:
        theme.set_text_size(100)
        theme.set_scale(1.0)


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
