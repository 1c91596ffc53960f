"""The warm parent, the templates, and offices copied from them."""

import os
import random
import sys

import pytest

from tests.faults.flows import make_old_template
from tests.faults.harness import Nursery, Office, make_template
from tests.flows.keyring_session import require_tools

SEED = int(os.environ.get("BRIEFTEXT_FAULT_SEED", "20261125"))
"""Said by every test that draws lots; another one can be asked for by the environment."""


def lots(*what):
    """What a test draws its lots from; how to draw the same again is in its output."""
    name = " ".join(map(str, (SEED, *what)))
    sys.stdout.write(f"BRIEFTEXT_FAULT_SEED={SEED}, lots drawn from {name!r}\n")
    return random.Random(name)


@pytest.fixture(scope="session")
def nursery():
    """One a test process; it has the program loaded, without Qt."""
    require_tools("strace")
    warm = Nursery()
    assert warm.about["qt"] is False
    yield warm
    warm.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return make_template(tmp_path_factory.mktemp("faults") / "profile")


@pytest.fixture(scope="session")
def old_template(tmp_path_factory):
    return make_old_template(tmp_path_factory.mktemp("faults") / "profile")


@pytest.fixture
def offices(nursery, template, old_template, tmp_path):
    """A fresh office each time it is asked; each is closed by whoever asked, or at the end."""
    made = []

    def make(*, old=False, **settings):
        folder = tmp_path / f"office-{len(made)}"
        made.append(Office(nursery, old_template if old else template, folder, **settings))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(offices):
    return offices()
