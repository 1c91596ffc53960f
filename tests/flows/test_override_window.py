"""The override over a real store: from the locked composer to the text, its line and its entry."""

import json

import pytest

from desktop_app.models import cipher
from desktop_app.services.practice.constants import STORE_KEY
from desktop_app.views.contacts.override_dialog import OverrideDialog
from tests.flows.test_menu import MARIA, session

__all__ = ["session"]

REASON = "Judge set a hearing for Monday. A letter is too slow."
TEXT = "Your hearing is Mon, Mar 16, 8:30 AM."
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def shut(session, qtbot):
    """The firm has opted Maria out; her conversation is open."""
    session.workspace.consent.opt_out_by_firm(MARIA, "Dana", "case on hold")
    qtbot.waitUntil(session.window.desk.inbox.pane.locked.isVisible, timeout=5000)
    return session


def entries(tmp_path):
    store = cipher.connect(tmp_path / "profile" / "brieftext.db", STORE_KEY)
    found = store.execute(
        "SELECT seq, kind, payload FROM ledger JOIN ledger_payloads USING (seq) ORDER BY seq"
    ).fetchall()
    store.close()
    return [(seq, kind, json.loads(payload)) for seq, kind, payload in found]


def opened(session):
    session.window.desk.inbox.pane.locked.card.buttons["override"].click()
    return session.window.findChild(OverrideDialog)


def test_one_text_goes_out_with_its_reason_in_thread_and_ledger(shut, qtbot, tmp_path):
    pane = shut.window.desk.inbox.pane
    dialog = opened(shut)
    dialog.choice.choose("deadline")
    dialog.reason.set_text(REASON)
    dialog.text.set_text(TEXT)
    promised = dialog.preview.entry.text()
    dialog.record.click()
    said = pane.thread_view.sentences
    qtbot.waitUntil(lambda: any(TEXT in line for line in said()), timeout=5000)
    assert any("overrode the opt-out" in line and REASON in line for line in said())
    seq, kind, payload = entries(tmp_path)[-1]
    assert (kind, payload["choice"], payload["reason"], payload["text"]) == (
        "override",
        "deadline",
        REASON,
        TEXT,
    )
    assert promised == f"Entry {seq}"
    assert pane.locked.isVisible()


def test_a_reason_of_one_letter_held_down_is_refused_at_its_field(shut, qtbot, tmp_path):
    before = entries(tmp_path)
    dialog = opened(shut)
    dialog.choice.choose("other")
    dialog.reason.set_text("x" * 20)
    dialog.text.set_text(TEXT)
    dialog.record.click()
    qtbot.waitUntil(lambda: bool(dialog.reason.error), timeout=5000)
    assert "15 characters or more" in dialog.reason.error
    assert dialog.text.text() == TEXT
    assert entries(tmp_path) == before
    dialog.dismiss()


def test_why_names_who_turned_it_off_and_leads_to_the_entry(shut, qtbot, tmp_path):
    desk = shut.window.desk
    desk.inbox.pane.locked.card.buttons["why"].click()
    why = desk.why
    assert not why.report.may_text
    assert why.report.script
    link = next(row.link for row in why.answer.checks if row.link is not None)
    link.click()
    seq, kind, _payload = entries(tmp_path)[-1]
    assert kind == "opt_out_firm"
    assert desk.ledger.panel.entry.line.seq == seq
