"""Settings says who accepted the rules of use, and when."""

import json

import pytest

from desktop_app.services.acceptance import Accepted, accepting
from desktop_app.views.settings.about import AboutCard, accepted_words
from tests.views.fake_workspace import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOON = 1_790_000_000


def test_everyone_is_named_with_the_day_of_their_newest_acceptance():
    kept = (
        Accepted("Noor", 1, NOON),
        Accepted("Dana", 1, NOON),
        Accepted("Noor", 2, NOON + 86_400),
    )
    assert accepted_words(kept) == (
        "Noor accepted the rules of use on Sep 22, 2026 (version 2)\n"
        "Dana accepted the rules of use on Sep 21, 2026 (version 1)"
    )
    assert accepted_words((Accepted("", 1, NOON),)).startswith("Whoever uses this computer acc")


def test_nobody_yet_is_said_so():
    assert accepted_words(()) == "Nobody has accepted the rules of use yet"


def test_the_row_follows_the_store(theme, workspace, bridge, qtbot):
    card = AboutCard(theme, workspace, bridge)
    qtbot.addWidget(card)
    assert card.accepted.text().startswith("Dana Whitfield accepted the rules of use on ")
    workspace.acceptance.accept("Noor Haddad")
    qtbot.waitUntil(lambda: "\nNoor Haddad accepted" in card.accepted.text())
    kept = json.loads(workspace.reading.settings["rules_accepted"])
    assert kept == json.loads(accepting(accepting("", "Dana Whitfield", NOW), "Noor Haddad", NOW))
