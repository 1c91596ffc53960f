"""Words for the firm's forms: made, copied as plain text, and those in use checked live."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_app.services.consent.form_words import KIND_WORDS, FormKind
from desktop_app.services.consent.records import Campaign
from desktop_app.services.rules.call_to_action import check_call_to_action
from desktop_app.views.settings.form_check import TICKS
from desktop_app.views.settings.page import SettingsPage
from tests.views.clipping import clipped
from tests.views.fake_workspace import FIRM

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NAME = "Hartwell & Osei"
CASE = Campaign(1, NAME, "Case", "4 messages per month")
NEWS = Campaign(2, NAME, "News", "2 messages per month", promotional=True)


@pytest.fixture
def page(theme, workspace, bridge, tmp_path, qtbot):
    workspace.reading.settings["firm_name"] = NAME
    workspace.reading.programs = [CASE, NEWS]
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def card(page):
    return page.forms


@pytest.fixture
def clipboard():
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


def shown(card):
    return card.sheet.words.text()


def rows(card):
    return [row for row in card.check.rows if not row.isHidden()]


def row_of(card, what):
    return next(row for row in rows(card) if row.what.text() == what)


@pytest.mark.row("S2-14")
def test_the_words_for_an_intake_form_stand_there_to_be_copied(card, clipboard):
    assert card.kind.text() == FormKind.INTAKE
    assert shown(card).startswith(f"☐ Optional: text me case alerts. I agree to get text messages "
                                  f"from {NAME}")  # fmt: skip
    assert card.copy.isEnabled()
    card.copy.click()
    assert clipboard.text() == shown(card)
    assert not clipboard.mimeData().hasHtml()
    assert card.copied.text() == "Copied."


def test_every_way_of_agreeing_can_be_chosen_and_has_its_own_words(card):
    offered = [card.kind.box.itemText(at) for at in range(card.kind.box.count())]
    assert offered == list(KIND_WORDS.values())
    texts = set()
    for kind in FormKind:
        card.kind.set_text(str(kind))
        texts.add(shown(card))
        assert card.copy.isEnabled()
    assert len(texts) == len(FormKind)


def test_another_choice_takes_the_word_copied_back(card, clipboard):
    card.copy.click()
    card.kind.set_text(str(FormKind.EMAIL))
    assert card.copied.text() == ""
    assert clipboard.text() != shown(card)


def test_a_program_of_promotions_needs_a_way_in_writing(card):
    card.program.set_text(f"{NAME} News")
    assert "automated marketing text messages" in shown(card)
    card.kind.set_text(str(FormKind.SCRIPT))
    assert shown(card).startswith("A spoken yes is not consent in writing.")
    assert not card.copy.isEnabled()


def test_what_the_firm_tells_is_in_the_words_at_once_and_kept(card, workspace, qtbot):
    assert "Enter the phone number people can call for help." in card.lacks.text()
    field = card.facts["privacy_address"]
    field.line.setFocus()
    QTest.keyClicks(field.line, "hartwell.law/privacy")
    assert "Privacy Policy: hartwell.law/privacy" in shown(card)
    assert "Privacy Policy" not in card.lacks.text()
    QTest.keyClick(field.line, "\r")
    qtbot.waitUntil(lambda: workspace.reading.setting("privacy_address") == "hartwell.law/privacy")


def test_a_name_changed_elsewhere_is_in_the_words(card, workspace, bridge):
    workspace.reading.settings["firm_name"] = "Osei Legal"
    bridge.setting_changed.emit("firm_name")
    assert "from Osei Legal" in shown(card)


def test_a_program_added_meanwhile_can_be_chosen(page, card, workspace):
    card.kind.set_text(str(FormKind.IVR))
    card.program.set_text(f"{NAME} News")
    workspace.reading.programs = [CASE, Campaign(3, NAME, "Billing", "1 text a month"), NEWS]
    card.refresh()
    assert card.program.box.count() == 3
    assert card.program.text() == f"{NAME} News"
    assert card.kind.text() == FormKind.IVR


def test_without_words_there_are_no_findings(card):
    assert rows(card) == []
    assert card.check.summary.isHidden()


@pytest.mark.row("S2-11")
def test_words_that_only_speak_of_communications_are_pointed_out_while_they_are_pasted(card, qtbot):
    card.check.words.set_text("I opt into communications.")
    qtbot.waitUntil(lambda: bool(rows(card)))
    row = row_of(card, "Says text messages or SMS")
    assert row.verdict.text() == "Put right"
    assert row.words.text() == (
        "“communications” is not enough. The wording must say text messages or SMS. Found: "
        "“communications”. Twilio refuses it with 30551."
    )
    assert row.accessibleName().startswith("Put right: Says text messages or SMS.")
    assert "missing from your sign-up wording" in card.check.summary.text()


@pytest.mark.row("S2-15")
def test_words_made_here_pass_and_only_a_person_can_say_that_they_are_true(card, qtbot):
    card.check.words.set_text(shown(card))
    qtbot.waitUntil(lambda: bool(rows(card)))
    verdicts = [row.verdict.text() for row in rows(card)]
    assert verdicts == ["Fine"] * 14 + ["Could be better"]
    card.check.ticks["truthful"].click()
    assert {row.verdict.text() for row in rows(card)} == {"Fine"}
    for what in (
        "Says what the texts are about, and how often",
        "Shows the number texts come from",
        "Describes the texts truthfully",
        "Not hidden in the terms",
    ):
        assert row_of(card, what).verdict.text() == "Fine"
    assert card.check.summary.text() == "These words can be used."


TICKED = {
    "phone_required": "Optional, and the box not ticked beforehand",
    "box_required": "Optional, and the box not ticked beforehand",
    "ticked_beforehand": "Optional, and the box not ticked beforehand",
    "behind_a_link": "Not hidden in the terms",
    "links_broken": "Names Privacy Policy and Terms",
    "spoken": "Asks for a spoken yes",
}


@pytest.mark.parametrize(("tick", "what"), TICKED.items())
def test_what_only_a_person_knows_of_the_form_counts_at_once(card, qtbot, tick, what):
    card.check.words.set_text(shown(card))
    qtbot.waitUntil(lambda: bool(rows(card)))
    card.check.ticks[tick].click()
    assert row_of(card, what).verdict.text() == "Put right"
    card.check.ticks[tick].click()
    assert "Put right" not in {row.verdict.text() for row in rows(card)}


def test_every_tick_is_one_of_those_tested():
    assert {key for key, _words in TICKS} == {*TICKED, "truthful"}


def test_the_firm_and_the_number_are_those_of_the_store(card, qtbot):
    card.check.words.set_text(shown(card))
    qtbot.waitUntil(lambda: bool(rows(card)))
    assert card.check.report == check_call_to_action(shown(card), card.check._form())
    assert (card.check._form().firm, card.check._form().number) == (NAME, FIRM)


def test_something_huge_pasted_by_mistake_is_not_read_to_its_end(card, qtbot):
    card.check.words.set_text("by text and " * 20_000)
    qtbot.waitUntil(lambda: bool(rows(card)))
    assert row_of(card, "Short and easy to read").verdict.text() == "Put right"


@pytest.mark.parametrize("size", [(1280, 860), (880, 590)])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_is_cut_at_any_size(page, card, theme, size, percent):
    card.check.words.set_text("I agree to be contacted by phone, email and text")
    card.check.check()
    page.resize(*size)
    theme.set_text_size(percent)
    try:
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert len(rows(card)) == 15
        assert clipped(card) == []
        around = page.scroller.widget().layout().contentsMargins()
        room = page.scroller.viewport().width() - around.left() - around.right()
        assert card.minimumSizeHint().width() <= room
    finally:
        theme.set_text_size(100)


def test_the_words_are_in_the_ink_of_the_look_that_is_on(card, theme):
    for look in ("dark", "light"):
        theme.choose(look)
        ink = card.sheet.words.palette().color(card.sheet.words.foregroundRole())
        assert ink == theme.color("text")
