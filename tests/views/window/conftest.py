"""A window over the made-up firm."""

import pytest

from desktop_app.views.main_window import MainWindow


@pytest.fixture
def window(qtbot, theme, workspace, bridge, tmp_path):
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(workspace, bridge)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def desk(window):
    return window.desk
