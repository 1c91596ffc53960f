"""What is found about a text while it is written: seen, explained, mended, and heeded by Send."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from desktop_app.services.consent.records import Channel
from desktop_app.services.records import Outcome
from desktop_app.services.rules.content import check as checks
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.views.inbox import checking
from desktop_app.views.inbox.finding_chips import ICONS
from desktop_app.views.inbox.underlines import LINES
from tests.views.clipping import clipped
from tests.views.inbox.conftest import JAMES, MARIA
from tests.views.made_up_overrides import OFFER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NUMBER = "+18135550142"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(page):
    page.open_conversation(MARIA)
    page.focus_composer()
    return page.pane


@pytest.fixture
def made_up(monkeypatch, pane):
    """Findings by the words they are about, instead of the real ones."""
    rules = {}

    def check(body, _about):
        found = [make(body.index(word)) for word, make in rules.items() if word in body]
        return tuple(sorted(found, key=lambda each: list(Outcome).index(each.outcome)))

    def add(word, outcome, *, fix=None, rule="C-05", chip=""):
        def make(at):
            end = at + len(word)
            mend = Fix("Write it plainly", (Edit(at, end, fix),)) if fix is not None else None
            return Finding(
                rule, outcome, chip or f"{word} word", f"About {word}.", at, end, "", mend
            )

        rules[word] = make

    monkeypatch.setattr(checks, "check", check)
    monkeypatch.setattr(checking, "_make_ready", lambda: None)
    return add


def chips(pane):
    return [chip for chip in pane.findings.chips.chips if not chip.isHidden()]


def titles(pane):
    return [chip.matter.title for chip in chips(pane)]


def found(pane, qtbot, text, *expected):
    """Type it, and wait until exactly this is found."""
    pane.composer.fill("")
    pane.composer.field.insertPlainText(text)
    qtbot.waitUntil(lambda: pane.findings.checking.text == text)
    assert titles(pane) == list(expected)
    return chips(pane)


def marked(pane):
    return [mark.cursor.selectedText() for mark in pane.composer.field.extraSelections()]


def panel_of(pane):
    return pane.window().findChild(object, "explanation")


# Seen -----------------------------------------------------------------------------------------


def test_what_is_found_has_a_chip_and_a_line_under_its_words(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    made_up("banned", Outcome.BLOCK)
    first, second = found(pane, qtbot, "A LOUD and banned text", "banned word", "LOUD word")
    assert first.words.accessibleName() == "Can’t be sent: banned word. About banned."
    assert second.words.accessibleName() == "Advice: LOUD word. About LOUD."
    assert sorted(marked(pane)) == ["LOUD", "banned"]
    described = pane.composer.field.accessibleDescription()
    assert described == "Can’t be sent: banned word. About banned. Advice: LOUD word. About LOUD."


def test_what_keeps_a_text_back_differs_from_advice_by_shape_too():
    wavy = QTextCharFormat.UnderlineStyle.WaveUnderline
    stops = {Outcome.BLOCK, Outcome.HOLD}
    assert {outcome for outcome, line in LINES.items() if line == wavy} == stops
    assert len(set(ICONS.values())) == len(ICONS) == 4


def test_typing_on_takes_back_what_no_longer_holds(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    found(pane, qtbot, "A LOUD text", "LOUD word")
    found(pane, qtbot, "A text")
    assert pane.findings.chips.isHidden()
    assert marked(pane) == []


def test_a_change_of_look_in_the_middle_of_typing_marks_nothing_wrong(pane, qtbot, made_up, theme):
    made_up("LOUD", Outcome.WARN)
    found(pane, qtbot, "Quite a LOUD text", "LOUD word")
    pane.composer.field.setPlainText("Short")
    theme.choose("dark")
    theme.choose("light")
    assert [words for words in marked(pane) if words] == []
    qtbot.waitUntil(lambda: titles(pane) == [])


def test_nothing_is_looked_at_while_an_input_method_is_at_work(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    found(pane, qtbot, "plain")
    QApplication.sendEvent(pane.composer.field, QInputMethodEvent("LOU", []))
    pane.composer.field.insertPlainText(" LOUD")
    QApplication.sendEvent(pane.composer.field, QInputMethodEvent("LOU", []))
    pane.findings.checking._soon.timeout.emit()
    assert titles(pane) == []
    QApplication.sendEvent(pane.composer.field, QInputMethodEvent())
    qtbot.waitUntil(lambda: titles(pane) == ["LOUD word"])


def test_marks_behind_an_emoji_stand_under_their_own_words(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    found(pane, qtbot, "👩‍⚖️🎉 A LOUD text", "LOUD word")
    assert marked(pane) == ["LOUD"]


def test_another_conversation_has_nothing_of_it(pane, page, qtbot, made_up):
    made_up("banned", Outcome.BLOCK)
    found(pane, qtbot, "banned", "banned word")
    page.open_conversation(JAMES)
    assert titles(pane) == []
    assert pane.composer.problem.isHidden()
    page.open_conversation(MARIA)
    qtbot.waitUntil(lambda: titles(pane) == ["banned word"])


def test_more_than_four_are_counted_until_somebody_asks(pane, qtbot, made_up):
    words = ["one", "two", "six", "ten", "zero", "nine"]
    for word in words:
        made_up(word, Outcome.INFO)
    expected = [f"{word} word" for word in words]
    found(pane, qtbot, " ".join(words), *expected[:4])
    more = pane.findings.chips.more
    assert more.text() == "+2 more"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert titles(pane) == expected
    assert more.isHidden()


def test_findings_of_a_kind_share_a_chip(pane, qtbot, made_up):
    made_up("teh", Outcome.INFO, chip="Check spelling")
    made_up("wrod", Outcome.INFO, chip="Check spelling")
    found(pane, qtbot, "teh wrod", "Check spelling, 2")
    assert sorted(marked(pane)) == ["teh", "wrod"]


# Heeded ---------------------------------------------------------------------------------------


def test_a_block_disables_send_and_says_why_beside_it(pane, qtbot, workspace, made_up):
    made_up("banned", Outcome.BLOCK)
    found(pane, qtbot, "a banned text", "banned word")
    composer = pane.composer
    assert not composer.send.isEnabled()
    assert not composer.later.isEnabled()
    assert composer.problem.isVisible()
    assert composer.problem.text() == "Can’t be sent: banned word"
    assert composer.send.accessibleDescription() == "Can’t be sent: banned word"
    assert composer.to.isVisible()
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert workspace.messaging.requests == []


def test_whoever_sends_before_it_is_found_is_stopped_too(pane, qtbot, workspace, made_up):
    made_up("banned", Outcome.BLOCK)
    made_up("LOUD", Outcome.WARN)
    found(pane, qtbot, "LOUD", "LOUD word")
    pane.composer.fill("banned")
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
    assert titles(pane) == ["banned word"]
    assert workspace.messaging.requests == []
    assert pane.composer.text() == "banned"


@pytest.mark.parametrize("outcome", [Outcome.WARN, Outcome.INFO])
def test_advice_keeps_nothing_back(pane, qtbot, workspace, made_up, settle, outcome):
    made_up("LOUD", outcome)
    found(pane, qtbot, "A LOUD text", "LOUD word")
    assert pane.composer.send.isEnabled()
    assert pane.composer.send.text() == "Send"
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
    settle()
    assert [request.body for request in workspace.messaging.requests] == ["A LOUD text"]
    assert titles(pane) == []


def test_a_hold_asks_for_a_reason_once_the_draft_is_kept(pane, page, qtbot, workspace, made_up):
    made_up("STOP", Outcome.HOLD)
    workspace.reading.offers[NUMBER, Channel.TEXTS] = OFFER
    asked = []
    page.action_requested.connect(
        lambda key, act: asked.append((key, act, workspace.reading.drafts.get(NUMBER)))
    )
    found(pane, qtbot, "Reply STOP to confirm", "STOP word")
    assert pane.composer.send.text() == "Send with a reason…"
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [(MARIA, "override", "Reply STOP to confirm")]
    assert workspace.messaging.requests == []
    assert pane.composer.text() == "Reply STOP to confirm"


def test_where_the_check_before_sending_holds_nothing_it_goes(pane, qtbot, workspace, made_up):
    made_up("STOP", Outcome.HOLD)
    assert workspace.reading.override_offer(NUMBER) is None
    found(pane, qtbot, "Reply STOP to confirm", "STOP word")
    qtbot.mouseClick(pane.composer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.messaging.requests) == 1)
    qtbot.waitUntil(lambda: pane.composer.send.text() == "Send")


# Mended ---------------------------------------------------------------------------------------


def test_a_fix_is_one_step_that_can_be_undone(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN, fix="loud")
    (chip,) = found(pane, qtbot, "🎉 A LOUD text", "LOUD word")
    qtbot.mouseClick(chip.fix, Qt.MouseButton.LeftButton)
    assert pane.composer.text() == "🎉 A loud text"
    assert titles(pane) == []
    assert pane.composer.field.hasFocus()
    pane.composer.field.undo()
    assert pane.composer.text() == "🎉 A LOUD text"


def test_several_edits_of_a_fix_are_one_step_too(pane, qtbot, made_up):
    found(pane, qtbot, "“a” and “b”")
    fix = Fix("Use plain characters", tuple(Edit(at, at + 1, '"') for at in (0, 2, 8, 10)))
    pane.findings.mend(fix)
    assert pane.composer.text() == '"a" and "b"'
    pane.composer.field.undo()
    assert pane.composer.text() == "“a” and “b”"


def test_a_fix_for_other_words_than_stand_there_now_changes_nothing(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN, fix="loud")
    (chip,) = found(pane, qtbot, "A LOUD text", "LOUD word")
    pane.composer.field.setPlainText("Quite another text")
    pane.findings.mend(chip.matter.first.fix)
    assert pane.composer.text() == "Quite another text"


def test_the_menu_of_the_underlined_words_mends_them(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN, fix="loud")
    found(pane, qtbot, "A LOUD text", "LOUD word")
    field = pane.composer.field
    cursor = field.textCursor()
    cursor.setPosition(4)
    menu = field.menu_for(field.cursorRect(cursor).center())
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["Write it plainly", "Why: LOUD word"]
    menu.actions()[0].trigger()
    assert pane.composer.text() == "A loud text"
    menu.close()


def test_the_menu_elsewhere_offers_no_fix(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN, fix="loud")
    found(pane, qtbot, "A LOUD text", "LOUD word")
    menu = pane.composer.field.menu_for(None)
    assert "Write it plainly" not in [action.text() for action in menu.actions()]
    menu.close()


# Explained ------------------------------------------------------------------------------------


def test_a_chip_explains_what_why_where_and_since_when(pane, qtbot, made_up):
    made_up("bit.ly", Outcome.BLOCK, rule="C-01", fix="example.com")
    (chip,) = found(pane, qtbot, "See bit.ly/x", "bit.ly word")
    chip.words.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chip.words, Qt.Key.Key_Return)
    panel = panel_of(pane)
    assert panel.message.text() == "About bit.ly."
    assert panel.means.text() == "It can’t be sent like this."
    assert "shortened link" in panel.why.text()
    assert panel.source.text().startswith("Source: ")
    assert "List of " in panel.source.text()
    assert panel.advice.text() == "Checks, not legal advice."
    (mend,) = panel.fixes
    assert mend.hasFocus()
    qtbot.keyClick(mend, Qt.Key.Key_Return)
    assert pane.composer.text() == "See example.com/x"


def test_esc_closes_the_explanation_and_the_keyboard_is_on_the_chip(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    (chip,) = found(pane, qtbot, "LOUD", "LOUD word")
    chip.words.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chip.words, Qt.Key.Key_Space)
    qtbot.keyClick(panel_of(pane), Qt.Key.Key_Escape)
    assert chip.words.hasFocus()
    qtbot.keyClick(chip.words, Qt.Key.Key_Escape)
    assert pane.composer.field.hasFocus()


def test_the_words_meant_are_shown_in_the_text(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    (chip,) = found(pane, qtbot, "A LOUD text", "LOUD word")
    qtbot.mouseClick(chip.words, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel_of(pane).show_place, Qt.MouseButton.LeftButton)
    assert pane.composer.field.textCursor().selectedText() == "LOUD"
    assert pane.composer.field.hasFocus()


def test_several_of_a_kind_are_gone_through_one_by_one(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN, fix="loud", chip="Capitals")
    made_up("NOW", Outcome.WARN, fix="now", chip="Capitals")
    (chip,) = found(pane, qtbot, "LOUD NOW", "Capitals, 2")
    panel = pane.findings.explain(chip)
    assert panel.message.text() == "About LOUD."
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert panel.message.text() == "About NOW."
    qtbot.mouseClick(panel.fixes[0], Qt.MouseButton.LeftButton)
    assert pane.composer.text() == "LOUD now"


def test_f8_goes_to_the_hints_where_nothing_else_is_to_decide(pane, qtbot, made_up):
    made_up("LOUD", Outcome.WARN)
    made_up("NOW", Outcome.WARN)
    assert not pane.possible["next_hint"]
    first, second = found(pane, qtbot, "LOUD NOW", "LOUD word", "NOW word")
    assert pane.possible["next_hint"]
    pane.focus_card()
    assert first.words.hasFocus()
    pane.focus_card()
    assert second.words.hasFocus()
    qtbot.keyClick(second.words, Qt.Key.Key_Left)
    assert first.words.hasFocus()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_in_a_small_window(pane, page, theme, qtbot, made_up, percent):
    theme.set_text_size(percent)
    page.resize(880, 600)
    words = ["first", "second", "third", "fourth", "fifth"]
    for word in words:
        made_up(word, Outcome.BLOCK, fix="x", chip=f"A {word} thing that is wrong")
    pane.composer.fill(" ".join(words))
    qtbot.waitUntil(lambda: len(chips(pane)) > 0)
    for _ in range(6):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert pane.composer.geometry().bottom() <= pane.rect().bottom()
    assert clipped(pane.composer) == []
    panel = pane.findings.explain(chips(pane)[0])
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert clipped(panel) == []
    assert page.rect().contains(panel.card.geometry())


# With the real rules --------------------------------------------------------------------------


@pytest.fixture
def real(pane, qtbot):
    """Type it and leave the field, then wait for a chip with these words."""

    def type_in(text, chip):
        pane.composer.fill(text)
        pane.thread_view.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(
            lambda: any(chip in each.matter.title for each in pane.findings.chips.chips)
        )
        return next(e.matter.first for e in pane.findings.chips.chips if chip in e.matter.title)

    return type_in


@pytest.mark.row("S1-03")
@pytest.mark.parametrize(
    ("text", "chip", "words"),
    [
        ("Your packet: bit.ly/ho-packet", "bit.ly link", "bit.ly/ho-packet"),
        ("See you tomorow at nine", "Check spelling", "tomorow"),
        ("Please sign BEFORE MONDAY AT NOON", "capitals", "BEFORE MONDAY AT NOON"),
        ("Call us now!!!", "Repeated signs", "!!!"),
    ],
)
def test_content_language_syntax_and_characters_are_looked_at(real, pane, text, chip, words):
    finding = real(text, chip)
    assert text[finding.start : finding.end] == words
    assert words in marked(pane)


@pytest.mark.row("S1-09")
@pytest.mark.parametrize("link", ["bit.ly/ho-packet", "https://tinyurl.com/4k2x"])
def test_a_typed_public_shortener_is_flagged_and_stops_the_text(real, pane, link):
    finding = real(f"Your packet is here: {link}", "link")
    assert finding.outcome is Outcome.BLOCK
    assert any(link.endswith(words) for words in marked(pane))
    assert not pane.composer.send.isEnabled()


@pytest.mark.row("S1-10")
def test_a_link_on_a_domain_of_the_firm_is_fine_and_another_is_flagged(
    real, pane, qtbot, workspace
):
    workspace.reading.around[NUMBER] = Circumstances(to=NUMBER, domains=("hartwellosei.com",))
    text = "Your packet: https://hartwellosei.com/packet"
    found(pane, qtbot, text)
    finding = real("Your packet: https://some-other-host.com/packet", "Other site")
    assert finding.outcome in {Outcome.INFO, Outcome.WARN}


@pytest.mark.row("S1-11")
def test_an_emoji_is_flagged_and_taken_out_with_one_click(real, pane, qtbot):
    real("See you on Tuesday 😀", "Emoji")
    (chip,) = [chip for chip in chips(pane) if "Emoji" in chip.matter.title]
    assert marked(pane).count("😀") >= 1
    qtbot.mouseClick(chip.fix, Qt.MouseButton.LeftButton)
    assert pane.composer.text() == "See you on Tuesday"


@pytest.mark.row("S1-12")
@pytest.mark.parametrize("text", ["Call us now!!!", "It costs $$$ to wait", "Fr33 advice"])
def test_needless_special_characters_are_flagged(real, text):
    assert real(text, "").rule == "C-04"


@pytest.mark.row("S1-13")
def test_needless_capitals_are_flagged_and_written_normally_with_one_click(real, pane, qtbot):
    real("Please sign BEFORE MONDAY AT NOON", "capitals")
    (chip,) = chips(pane)
    qtbot.mouseClick(chip.fix, Qt.MouseButton.LeftButton)
    assert pane.composer.text() == "Please sign before Monday at noon"


@pytest.mark.parametrize(
    "odd",
    ["\u202e", "\u200b", "\u0430", "👩\u200d⚖️", "{first_name", "!" * 40, "aA"],
    ids=["override", "zero_width", "lookalike", "joined", "brace", "signs", "letters"],
)
def test_ten_thousand_odd_characters_are_too_long_and_nothing_worse(real, pane, odd):
    text = (f"word {odd}" * 2_000)[:10_000]
    assert real(text, "Too long").outcome is Outcome.BLOCK
    assert pane.composer.text() == text
    assert not pane.composer.send.isEnabled()


@pytest.mark.row("S1-14")
def test_spelling_is_checked_and_what_was_meant_is_offered(real, pane, qtbot):
    real("The heering is tomorow", "Check spelling")
    (chip,) = chips(pane)
    panel = pane.findings.explain(chip)
    assert "“heering”" in panel.message.text()
    assert "Change to “hearing”" in [button.text() for button in panel.fixes]
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    (tomorrow,) = [each for each in panel.fixes if "tomorrow" in each.text()]
    qtbot.mouseClick(tomorrow, Qt.MouseButton.LeftButton)
    assert pane.composer.text() == "The heering is tomorrow"


def test_the_word_that_is_being_typed_is_not_judged(real, pane, qtbot):
    real("The heering ", "Check spelling")
    pane.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)
    pane.composer.fill("The heering is tomor")
    pane.findings.checking.now()
    assert marked(pane) == ["heering"]
    pane.composer.field.insertPlainText(" ")
    pane.findings.checking.now()
    assert sorted(marked(pane)) == ["heering", "tomor"]


def test_a_costly_character_is_marked_and_a_plain_one_offered(real, pane, qtbot):
    text = "It’s " + "a word " * 20
    real(text.strip(), "Costly")
    assert "’" in marked(pane)
    (chip,) = [chip for chip in chips(pane) if "Costly" in chip.matter.title]
    assert chip.fix is not None
    qtbot.mouseClick(chip.fix, Qt.MouseButton.LeftButton)
    assert pane.composer.text().startswith("It's ")
