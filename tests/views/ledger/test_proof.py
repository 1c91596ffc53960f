"""The seven proof fields: counted in the list, numbered in the entry, missing ones in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.views.ledger.proof import ProofCard, other_facts
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.chip import Chip
from tests.views.clipping import clipped
from tests.views.ledger.conftest import numbers, said, settle, words
from tests.views.made_up_ledger import HOSTILE_WORDS, proof_fields, with_proof

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def links(page):
    shown = (link for link in page.panel.findChildren(LinkButton) if link.isVisible())
    return {link.text(): link for link in shown}


def correct(workspace, seq=3, by=9):
    """Somebody put an entry right by a later one."""
    old = workspace.reading.ledger[seq]
    new = replace(old, line=replace(old.line, seq=by))
    workspace.reading.ledger[by] = with_proof(new, proof_fields(), corrects=seq)


def test_a_row_says_how_many_proof_fields_it_has(page, workspace):
    entry = workspace.reading.ledger[3]
    fields = proof_fields(Campaign="Campaign", **{"IP address": "IP address"})
    workspace.reading.ledger[3] = with_proof(entry, fields)
    page.show_number(page.number, 3)
    assert said(page)[2].endswith("5 of 7 proof fields")
    assert "proof" not in said(page)[0]
    [chip] = page.panel.findChildren(Chip)
    assert chip.text() == "5 of 7 proof fields"


def test_the_seven_fields_stand_numbered_in_their_order(page):
    page.list.select(3)
    [card] = page.panel.findChildren(ProofCard)
    shown = words(card)
    assert shown[:6] == ["1", "When", "Mar 4, 2026, 2:11:08 PM EST", "2", "How", "on a paper form"]
    assert [word for word in shown if word.isdigit()] == list("1234567")
    assert "Missing" not in shown


def test_a_missing_field_says_so_in_words(page, workspace):
    fields = proof_fields(
        Campaign="Campaign",
        **{"What was shown and done": "the wording", "Who agreed": "Who agreed"},
    )
    workspace.reading.ledger[3] = with_proof(workspace.reading.ledger[3], fields)
    page.show_number(page.number, 3)
    [card] = page.panel.findChildren(ProofCard)
    shown = words(card)
    assert shown.count("Missing") == 2
    assert "Missing: the wording" in shown


def test_what_a_client_agreed_to_is_shown_as_it_is_written(page):
    page.list.select(3)
    shown = [one for one in page.panel.findChildren(QLabel) if HOSTILE_WORDS in one.text()]
    assert shown
    assert {one.textFormat() for one in shown} == {Qt.TextFormat.PlainText}


def test_nothing_an_entry_keeps_is_left_out_beside_its_proof_fields(workspace):
    entry = workspace.reading.ledger[3]
    facts = (("Campaign", "Hartwell & Osei"), ("Campaign", "Another"), ("Imported", "yes"))
    entry = replace(entry, facts=facts)
    assert other_facts(entry) == [("Campaign", "Another"), ("Imported", "yes")]


def test_a_correction_and_what_it_corrects_lead_to_each_other(page, workspace):
    correct(workspace)
    page.show_number(page.number, 3)
    links(page)["Corrected by entry 9"].click()
    assert page.panel.entry.line.seq == 9
    QTest.mouseClick(links(page)["Corrects entry 3"], Qt.MouseButton.LeftButton)
    assert page.panel.entry.line.seq == 3


def test_a_correction_that_came_later_than_the_day_shown_leads_back_to_today(page, workspace):
    correct(workspace)
    newest = workspace.reading.ledger[9]
    later = workspace.reading.ledger[8].line.at
    workspace.reading.ledger[9] = replace(newest, line=replace(newest.line, at=later))
    page.show_number(page.number)
    page.as_of.before.click()
    assert numbers(page) == [3]
    links(page)["Corrected by entry 9"].click()
    assert page.panel.entry.line.seq == 9
    assert page.as_of.until is None


@pytest.mark.parametrize("percent", [80, 150, 200])
@pytest.mark.parametrize("width", [880, 1280])
def test_no_word_of_an_entry_with_proof_is_cut(page, sized, percent, width):
    sized(percent)
    page.resize(width, 640)
    page.show_number(page.number, 3)
    settle()
    assert clipped(page) == []
