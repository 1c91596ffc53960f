"""Recording a consent: the way decides what is asked, and nothing is asked twice."""

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent
from PySide6.QtTest import QTest

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ConsentLevel, ConsentProof, FieldProblem, Problem
from desktop_app.services.rules.consent_record import Medium
from desktop_app.services.rules.ways import WAYS
from tests.views.clipping import clipped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
NUMBER = "+18135550142"
ACTOR = "Dana Whitfield"
WORDS = "I agree to texts about my case."
ASKED_ALOUD = (Medium.VERBAL_IN_PERSON, Medium.VERBAL_PHONE)


@pytest.fixture
def card(workspace):
    return workspace.reading.contact_card(MARIA)


@pytest.fixture
def dialog(acts, card):
    return acts.record_consent(card)


def offered(dialog):
    return [dialog.how.box.itemData(at) for at in range(dialog.how.box.count())]


def recorded(workspace, qtbot):
    qtbot.waitUntil(lambda: bool(workspace.consent.acts))
    ((name, proof, actor),) = workspace.consent.acts
    assert (name, actor) == ("record_proof", ACTOR)
    return proof


def test_all_seven_fields_and_the_reach_are_recorded(dialog, workspace, toast, qtbot):
    dialog.how.set_text("web_form")
    dialog.when.set_text("2026-03-04")
    dialog.level.choose(ConsentLevel.EXPRESS_WRITTEN)
    QTest.keyClicks(dialog.words.area, WORDS)
    dialog.action.set_text("ticked the box and sent the form")
    dialog.ip_address.set_text("203.0.113.7")
    campaign, identity, at = dialog.campaign.text(), dialog.identity.text(), dialog.when.at()
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert recorded(workspace, qtbot) == ConsentProof(
        number=NUMBER,
        level=ConsentLevel.EXPRESS_WRITTEN,
        captured_at=at,
        medium="web_form",
        language=WORDS,
        action="ticked the box and sent the form",
        campaign=campaign,
        ip_address="203.0.113.7",
        identity=identity,
    )
    assert campaign
    assert identity == workspace.reading.contact_card(MARIA).name


def way(row, medium):
    return pytest.param(medium, id=str(medium), marks=pytest.mark.row(row))


NINE = [
    ("S2-16", Medium.CONVERSATION),
    ("S2-17", Medium.VERBAL_IN_PERSON),
    ("S2-17", Medium.VERBAL_PHONE),
    ("S2-18", Medium.MOBILE_WEB_BUTTON),
    ("S2-19", Medium.WEB_FORM),
    ("S2-20", Medium.PREFERENCES_PANEL),
    ("S2-21", Medium.EMAIL_BUTTON),
    ("S2-22", Medium.SMS_KEYWORD),
    ("S2-23", Medium.OFFICE_SIGNUP),
    ("S2-24", Medium.IVR),
]


@pytest.mark.parametrize("medium", [way(*each) for each in NINE])
def test_each_way_of_agreeing_can_be_chosen_and_asks_only_for_what_it_needs(
    dialog, workspace, qtbot, medium
):
    assert str(medium) in offered(dialog)
    dialog.how.set_text(str(medium))
    kind = WAYS[medium]
    assert dialog.ip_address.isVisible() == kind.asks_ip
    assert dialog.action.isVisible() == kind.asks_action
    assert dialog.level.isVisible() == (kind.reaches is ConsentLevel.EXPRESS_WRITTEN)
    script = "The script that was read, word for word."
    assert (dialog.words.area.accessibleDescription() == script) == (medium in ASKED_ALOUD)
    dialog.words.set_text(WORDS)
    if kind.asks_action:
        dialog.action.set_text(kind.action)
    if kind.asks_ip:
        dialog.ip_address.set_text("203.0.113.7")
    dialog.record.click()
    proof = recorded(workspace, qtbot)
    assert (proof.medium, proof.action, proof.language) == (str(medium), kind.action, WORDS)
    assert proof.ip_address == ("203.0.113.7" if kind.asks_ip else "n/a")
    assert proof.level is ConsentLevel.EXPRESS


def test_a_yes_to_our_own_request_is_not_recorded_by_hand(dialog):
    assert "sms_double_opt_in" not in offered(dialog)


def test_a_way_that_does_not_reach_so_far_takes_the_reach_back(dialog):
    dialog.how.set_text("paper_form")
    dialog.level.choose(ConsentLevel.EXPRESS_WRITTEN)
    dialog.how.set_text("verbal_phone")
    assert dialog.level.text() == ConsentLevel.EXPRESS
    assert dialog.level.isHidden()


def test_without_a_way_nothing_is_recorded(dialog, workspace, host, qtbot):
    dialog.words.set_text(WORDS)
    dialog.record.click()
    assert dialog.how.error == "Choose how the consent was given."
    assert workspace.consent.acts == []
    assert dialog.words.text() == WORDS


def test_consent_is_never_recorded_for_a_day_to_come(dialog):
    tomorrow = QDate.currentDate().addDays(1)
    dialog.when.date.setDate(tomorrow)
    assert dialog.when.date.date() < tomorrow


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(dialog, workspace, qtbot):
    language = "“communications” is not enough. The wording must say text messages or SMS."
    level = "For promotions it has to be in writing."
    problems = (FieldProblem("language", language), FieldProblem("level", level))
    workspace.consent.failure = InvalidInput(problems)
    dialog.how.set_text("paper_form")
    dialog.words.set_text("I opt into communications")
    dialog.record.click()
    qtbot.waitUntil(lambda: dialog.words.error == language)
    assert dialog.words.area.accessibleDescription() == language
    assert dialog.level.findChild(type(dialog.level._hint)).words.text() == level
    assert dialog.words.text() == "I opt into communications"
    assert dialog.record.isEnabled()


def test_what_belongs_to_no_field_shown_is_said_above_the_buttons(dialog, workspace, qtbot):
    workspace.consent.failure = BrieftextError(Problem("The store is full."))
    dialog.how.set_text("sms_keyword")
    dialog.record.click()
    qtbot.waitUntil(dialog.record.isEnabled)
    assert dialog.problem.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_however_large_the_text_is(theme, dialog, percent):
    dialog.how.set_text("web_form")
    theme.set_text_size(percent)
    try:
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(dialog) == []
    finally:
        theme.set_text_size(100)
