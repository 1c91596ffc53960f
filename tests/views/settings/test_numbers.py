"""The numbers page: what each number can do is said in words, and nothing changes unseen."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from desktop_app.services.firm_numbers.records import Change, NumberChange, Plan, Step
from desktop_app.services.records import Registration, SenderType
from desktop_app.views.settings.lines import LinesCard
from desktop_app.views.settings.number_dialogs import PlanDialog, UndoDialog
from desktop_app.views.settings.numbers import NumbersCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.dialogs import Dialog
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_firm import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

STEP = Step(Change.KEPT_INBOUND, "In “Old system”, turn on the number’s own setting.", "MG1")
MADE = NumberChange(1, "Made the service “Brieftext”", "Dana", NOW, None, "Delete it at Twilio.")
OLDER = replace(MADE, id=2, words="An older change", undo="")


@pytest.fixture
def number(workspace):
    return workspace.reading.firm_numbers()[0]


def shown_with(workspace, *numbers):
    workspace.reading.firm_numbers = lambda: list(numbers)
    workspace.settings.set("firm_name", "Hartwell & Osei")


@pytest.fixture
def place(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(900, 800)
    return window


@pytest.fixture
def card(theme, workspace, bridge, qtbot, place):
    card = NumbersCard(theme, workspace, bridge, CALENDAR)
    place.layout().addWidget(card)
    place.show()
    qtbot.waitExposed(place)
    return card


def words_on(widget):
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    shown += [b.text() for b in widget.findChildren(QAbstractButton) if b.isVisible()]
    return shown + [chip.text() for chip in widget.findChildren(Chip) if chip.isVisible()]


def chips_on(widget):
    return [(c.text(), c._icon) for c in widget.findChildren(Chip) if c.isVisible()]


@pytest.mark.row("S0-55")
def test_each_number_shows_in_word_and_glyph_whether_it_carries_pictures(
    card, workspace, number, qtbot
):
    assert ("Pictures", "circle-check") in chips_on(card)
    shown_with(workspace, number, replace(number, number="+18335550100", mms=False))
    qtbot.waitUntil(lambda: ("No pictures", "circle-minus") in chips_on(card))
    assert ("Pictures", "circle-check") in chips_on(card)


@pytest.mark.row("S2-33")
def test_an_unregistered_number_shows_that_it_receives_but_cannot_send(
    card, workspace, number, qtbot
):
    assert {("Receives", "circle-check"), ("Can send", "circle-check")} <= set(chips_on(card))
    shown_with(workspace, replace(number, registration=Registration.NOT_APPROVED))
    qtbot.waitUntil(lambda: ("Can’t send yet", "circle-x") in chips_on(card))
    assert ("Receives", "circle-check") in chips_on(card)
    assert not any(words == "Can send" for words, _icon in chips_on(card))


def test_a_number_nobody_knows_about_is_not_promised_to_send(card, workspace, number, qtbot):
    shown_with(workspace, replace(number, registration=Registration.UNKNOWN))
    qtbot.waitUntil(lambda: ("Sending not confirmed", "circle-help") in chips_on(card))


def test_registration_service_and_calls_are_said_with_the_day(card, workspace, number, qtbot):
    told = replace(
        number,
        sender_type=SenderType.TOLL_FREE,
        registration=Registration.NOT_APPROVED,
        registration_note="Verification is being reviewed",
        registration_at=NOW,
        read_at=NOW,
        service_sid="MG1",
        service_name="Old system",
        voice_url="https://office.phones.example/in",
    )
    shown_with(workspace, told)
    day = CALENDAR.list_time(NOW)
    line = f"Registration not approved · Verification is being reviewed · read at Twilio {day}"
    qtbot.waitUntil(lambda: line in words_on(card))
    words = words_on(card)
    assert "Messaging Service “Old system”" in words
    assert "Calls go to office.phones.example" in words
    assert "Toll-free number" in words


@pytest.mark.parametrize(
    ("voice_url", "words"),
    [
        ("", "Calls go nowhere: nothing is set up for them at Twilio"),
        ("trunk:TK1", "Calls go to your phone system, over a SIP trunk"),
        ("app:AP1", "Calls go to an application set up at Twilio"),
    ],
)
def test_where_calls_go_is_said(card, workspace, number, qtbot, voice_url, words):
    shown_with(workspace, replace(number, read_at=NOW, voice_url=voice_url))
    qtbot.waitUntil(lambda: words in words_on(card))


def test_what_an_unregistered_text_may_cost_is_said_beside_the_number(
    card, workspace, number, qtbot
):
    assert not card.waits.isVisible()
    shown_with(workspace, replace(number, registration=Registration.NOT_APPROVED))
    qtbot.waitUntil(card.waits.isVisible)
    assert "about $10 for each one, as of Nov 25, 2026" in card.waits.text()


@pytest.mark.row("S0-48")
def test_it_is_said_that_codes_from_short_codes_never_arrive(card):
    assert any("never arrive at a Twilio number" in words for words in words_on(card))
    assert any("short codes" in words for words in words_on(card))


def losing(number):
    return replace(
        number, loses_texts=True, service_sid="MG1", service_name="Old system", read_at=NOW
    )


def test_lost_texts_are_said_in_red_and_every_step_is_shown_before_it_is_done(
    card, workspace, number, qtbot
):
    assert not card.lost.isVisible()
    shown_with(workspace, losing(number))
    qtbot.waitUntil(card.lost.isVisible)
    assert card.repair.isVisible()
    workspace.numbers.plan = Plan((STEP,), danger=True)
    card.repair.click()
    qtbot.waitUntil(lambda: bool(card.window().findChildren(PlanDialog)))
    (dialog,) = card.window().findChildren(PlanDialog)
    assert workspace.numbers.acts == [("read",)]
    assert f"1. {STEP.words}" in words_on(dialog)
    dialog.go.click()
    plan = workspace.numbers.plan
    qtbot.waitUntil(lambda: ("carry_out", plan, "Dana Whitfield") in workspace.numbers.acts)


def test_a_number_in_no_service_can_be_set_up(card, workspace, number, qtbot):
    assert not card.set_up.isVisible()
    shown_with(workspace, replace(number, read_at=NOW))
    qtbot.waitUntil(card.set_up.isVisible)
    assert not card.repair.isVisible()


def test_a_plan_that_fails_says_why_and_can_be_tried_again(card, workspace, number, qtbot):
    shown_with(workspace, losing(number))
    workspace.numbers.plan = Plan((STEP,), danger=True)
    card.repair.click()
    qtbot.waitUntil(lambda: bool(card.window().findChildren(PlanDialog)))
    (dialog,) = card.window().findChildren(PlanDialog)
    workspace.numbers.failure = "Something changed at Twilio since this list was made."
    dialog.go.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.go.isEnabled()


def test_an_undo_says_what_it_does_before_it_is_done(card, workspace, qtbot):
    workspace.reading.changes = [MADE, OLDER]
    workspace.settings.set("firm_name", "Hartwell & Osei")
    qtbot.waitUntil(lambda: words_on(card).count("Undo at Twilio…") == 1)
    assert card.open_undo(OLDER.id) is None
    dialog = card.open_undo(MADE.id)
    assert isinstance(dialog, UndoDialog)
    assert MADE.undo in words_on(dialog)
    assert workspace.numbers.acts == []
    dialog.go.click()
    qtbot.waitUntil(lambda: ("undo", MADE.id, "Dana Whitfield") in workspace.numbers.acts)


def test_a_reading_that_fails_says_so_and_keeps_what_is_shown(card, workspace, qtbot):
    workspace.numbers.failure = "Twilio can’t be reached."
    card.read.click()
    qtbot.waitUntil(card.problem.isVisible)
    assert card.read.isEnabled()
    assert "(312) 555-0100 · Main line" in words_on(card)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("width", "size"), [(920, 100), (640, 100), (640, 200)])
def test_nothing_on_it_is_cut(qapp, workspace, bridge, number, qtbot, place, look, width, size):
    theme = Theme(qapp, look)
    theme.set_text_size(size)
    workspace.reading.firm_numbers = lambda: [losing(number)]
    workspace.reading.changes = [MADE, OLDER]
    for card in (
        NumbersCard(theme, workspace, bridge, CALENDAR),
        LinesCard(theme, workspace, bridge),
    ):
        place.layout().addWidget(card)
    place.resize(width, 3000)
    place.show()
    qtbot.waitExposed(place)
    assert clipped(place) == []
    theme.set_text_size(100)


def test_a_paid_look_up_is_off_until_chosen_and_its_price_has_a_day(
    theme, workspace, bridge, qtbot, place
):
    card = LinesCard(theme, workspace, bridge)
    place.layout().addWidget(card)
    place.show()
    assert card.choice.choice == "off"
    assert any("about $0.008 a number, as of Nov 25, 2026" in words for words in words_on(card))
    card.choice.item("on").click()
    qtbot.waitUntil(lambda: workspace.reading.setting("line_lookup") == "on")


def test_no_dialog_opens_where_there_is_nothing_to_do(card, workspace, qtbot):
    card.set_up.click()
    qtbot.waitUntil(card.set_up.isEnabled)
    assert card.window().findChildren(Dialog) == []
