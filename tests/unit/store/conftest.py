"""A real encrypted store for each test that asks for one."""

import pytest

from tests.store_kit import KEY, make_store


@pytest.fixture
def store(tmp_path):
    """An open, empty store; its file is `store.path`, its key KEY."""
    database = make_store(tmp_path / "profile" / "brieftext.db")
    yield database
    database.close()


@pytest.fixture
def key():
    """The key of `store`."""
    return KEY
