"""The Reputation page: gauges in words, the chart and its table, the ways to the texts meant."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services.events import ConversationsChanged, SettingChanged
from desktop_app.services.reputation.records import (
    Band,
    Filtered,
    GaugeKey,
    Share,
    Trouble,
)
from desktop_app.services.rules.volume.gauges import scale
from desktop_app.views.reputation import words
from desktop_app.views.reputation.chart import top_of
from desktop_app.views.reputation.gauge import AMBER_AT, RED_AT, place
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.clipping import clipped
from tests.views.fake_reputation import NUMBER, OTHER, gauge, text
from tests.views.reputation.conftest import settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def said(widget):
    """Every word a part shows."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def changed(report, key, **changes):
    """The gauges with one of them changed."""
    return tuple(replace(each, **changes) if each.key is key else each for each in report.gauges)


def test_each_gauge_says_its_figure_its_borders_and_its_band_in_words(page):
    assert {key: card.state.text() for key, card in page.gauges.items()} == {
        GaugeKey.THROUGHPUT: "Close to the line",
        GaugeKey.VOLUME: "Well within",
        GaugeKey.SENDERS: "One number",
        GaugeKey.RECIPIENTS: "Close to the line",
        GaugeKey.BALANCE: "In the normal band",
        GaugeKey.REPETITION: "6 over the line",
    }
    card = page.gauges[GaugeKey.THROUGHPUT]
    assert (card.value.text(), card.borders.text()) == ("17", "Watch at 16 · line at 61")
    assert card.over_time.text() == "Most: 22 on Mar 11"
    assert page.gauges[GaugeKey.BALANCE].value.text() == "1.8 : 1"


def test_a_screen_reader_hears_a_whole_gauge(page):
    assert page.gauges[GaugeKey.REPETITION].accessibleName() == (
        "Repetition. 31 near-identical texts. 6 over the line. Watch at 10 · line at 25. "
        "In the last 24 hours"
    )


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0, 0, 0),
        (15, 0.4, 0.4999),
        (16, AMBER_AT, AMBER_AT),
        (60, 0.8, 0.8499),
        (61, RED_AT, RED_AT),
    ],
)
def test_the_fill_reaches_a_tick_exactly_at_its_border(value, low, high):
    assert low <= place(value, 16, 61) <= high


def test_every_gauge_has_a_tick_at_both_borders(page):
    ticks = {key: len(card.bar.ticks()) for key, card in page.gauges.items()}
    assert ticks[GaugeKey.VOLUME] == 2
    assert ticks[GaugeKey.BALANCE] == 3
    assert min(ticks.values()) > 0


@pytest.mark.parametrize(
    ("value", "band", "state"),
    [
        (0.4, Band.AMBER, "Far more in than out"),
        (3.0, Band.AMBER, "Few replies"),
        (30.0, Band.RED, "Hardly any replies"),
        (1.0, Band.TOO_LITTLE, "Too little data"),
    ],
)
def test_the_balance_says_which_way_it_leans(value, band, state):
    assert words.state(gauge(GaugeKey.BALANCE, value, band, (2, 4))) == state


def test_too_little_data_shows_no_figure(page, again):
    again(gauges=changed(page.report, GaugeKey.BALANCE, band=Band.TOO_LITTLE))
    card = page.gauges[GaugeKey.BALANCE]
    assert (card.value.text(), card.bar.filled()) == ("–", 0)


def test_the_worst_is_said_at_the_top_and_leads_to_its_texts(qtbot, page):
    assert page.headline.heading.text() == "1 of 6 over the line: repetition"
    page.headline.button.click()
    menu = page.findChildren(PopupMenu)[-1]
    assert len(menu.rows) == 31
    with qtbot.waitSignal(page.conversation_asked) as asked:
        menu.rows[4].click()
    assert asked.args == [5]


def test_close_to_a_line_is_said_before_it_is_passed(page, again):
    again(gauges=changed(page.report, GaugeKey.REPETITION, band=Band.GREEN, value=3))
    assert page.headline.heading.text() == "Close to a line: throughput, unique recipients"


def test_a_number_in_trouble_is_what_the_top_says_first(page, again):
    again(filtered=replace(page.report.filtered, trouble=Trouble.NUMBER))
    assert page.headline.heading.text() == "Carriers filtered 2 texts"
    assert page.headline.words.text().startswith("The whole number is in trouble")
    page.headline.button.click()
    assert len(page.findChildren(PopupMenu)[-1].rows) == 2


def test_many_opt_outs_stand_at_the_top_too(page, again):
    calm = tuple(replace(each, band=Band.GREEN) for each in page.report.gauges)
    again(gauges=calm, opt_outs=Share(5, 96, Band.RED))
    assert page.headline.heading.text() == "Opt-outs are over the line"
    assert not page.headline.button.isVisible()


def test_where_all_is_well_nothing_is_said_at_the_top(page, again):
    calm = tuple(replace(each, band=Band.GREEN) for each in page.report.gauges)
    again(gauges=calm, opt_outs=Share(0, 96, Band.GREEN))
    assert not page.headline.isVisible()
    assert [item.help.key for item in page.help.items] == ["nothing"]


def test_what_would_help_begins_with_what_is_red(page, again):
    assert [item.help.key for item in page.help.items] == [
        "opt_outs",
        "repetition",
        "throughput",
        "recipients",
    ]
    again(opt_outs=Share(0, 96, Band.GREEN))
    assert page.help.items[0].help.key == "repetition"
    assert page.help.items[0].link.text() == "See the 31 texts"
    page.help.items[0].link.click()
    assert len(page.findChildren(PopupMenu)[-1].rows) == 31


def test_the_table_has_the_numbers_of_the_chart(page):
    page.traffic.switch.click()
    assert page.traffic.is_table
    table, days = page.traffic.table, page.report.days
    rows = [
        [table.item(row, column).text() for column in range(5)] for row in range(table.rowCount())
    ]
    assert len(rows) == 30
    assert rows[1] == ["Mar 11", "97", "34", "0", "31"]
    assert [int(row[1]) for row in reversed(rows)] == [day.sent for day in days]
    page.traffic.switch.click()
    assert not page.traffic.is_table


def test_the_keyboard_goes_through_the_days_and_says_each(page):
    chart = page.traffic.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert page.traffic.day.text() == "Mar 12: 52 sent, 27 received"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert page.traffic.day.text() == "Mar 11: 97 sent, 34 received, 31 nearly the same"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert page.traffic.day.text() == "Feb 11: 49 sent, 24 received"


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 4), (3, 4), (4, 4), (5, 8), (97, 100), (101, 200), (400, 400), (999, 1000)],
)
def test_the_scale_of_the_chart_ends_at_a_round_figure_not_below_the_highest(most, top):
    assert top_of(most) == top


@pytest.mark.row("S1-06")
def test_people_are_told_in_per_cent(page):
    assert page.people.textable.text() == "91.2% (62 of 68)"
    assert page.people.opt_outs.text() == "1.0% (1 of 96)"
    assert page.people.state.words.text() == "Over 1%"


def test_few_texts_say_nothing_about_a_share(page, again):
    again(opt_outs=Share(1, 20, Band.TOO_LITTLE))
    assert page.people.state.words.text() == "Too little data: it takes 50 texts in 7 days"


@pytest.mark.row("S1-23")
@pytest.mark.parametrize(
    ("trouble", "begins"),
    [
        (Trouble.TEXT, "It is the text, not your number"),
        (Trouble.NUMBER, "The whole number is in trouble"),
        (Trouble.UNREGISTERED, "The whole number is in trouble: carriers refuse it"),
        (Trouble.NONE, "Neither a text nor the number"),
    ],
)
def test_it_is_said_whether_a_text_or_the_number_is_stopped(page, again, trouble, begins):
    again(filtered=replace(page.report.filtered, trouble=trouble))
    assert page.filtered.verdict.words.text().startswith(begins)


def test_a_filtered_text_shows_what_the_checks_say_and_opens_its_conversation(qtbot, page):
    assert page.filtered.title.text() == "Carriers filtered 2 texts"
    assert "2 in the last 24 hours" in page.filtered.share.text()
    first = page.filtered.rows[0]
    assert first.hits.text() == "Likely why: Shared shortener"
    with qtbot.waitSignal(page.conversation_asked) as asked:
        first.link.click()
    assert asked.args == [40]


def test_of_many_filtered_texts_five_show_and_the_rest_is_a_click_away(page, again):
    texts = tuple(text(number, "<b>Hi</b>") for number in range(9))
    again(filtered=Filtered(Share(9, 100, Band.AMBER), 9, Trouble.TEXT, texts))
    assert len(page.filtered.rows) == 5
    page.filtered.more.click()
    assert len(page.findChildren(PopupMenu)[-1].rows) == 9
    formats = {label.textFormat() for label in page.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_the_daily_limit_is_told_and_can_be_set(qtbot, page, workspace):
    assert page.cap.words.text() == (
        "About 41 of 2,000 texts today; 122 if everyone was with T-Mobile."
    )
    page.cap.open_caps().rows[0].click()
    qtbot.waitUntil(lambda: workspace.reading.setting("carrier_cap") == "1000")


@pytest.mark.row("S3-24")
def test_what_hurts_the_number_when_the_firm_calls_is_explained_and_dated(page):
    told = said(page.calls)
    assert "Spam likely" in told
    assert "What hurts" in told
    assert "As of Nov 25, 2026" in told


def test_another_number_can_be_looked_at(qtbot, page, workspace):
    menu = page.open_numbers()
    with qtbot.waitSignal(page.shown):
        menu.rows[1].click()
    assert workspace.reputation.asked[-1] == OTHER
    assert "(833) 555-0100" in page.intro.text()
    assert (page.report.number, NUMBER) == (OTHER, "+13125550100")


def test_a_firm_with_one_number_has_nothing_to_choose(page, again):
    again(numbers=((NUMBER, ""),))
    assert not page.choose.isVisible()


def test_without_texts_the_page_says_what_will_appear(page, again):
    again(balance=(0, 0))
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "No texts in 30 days"
    again(balance=(1, 0))
    assert not page.empty.isVisible()


def test_it_looks_again_after_a_change_where_somebody_looks(qtbot, page, workspace):
    before = len(workspace.reputation.asked)
    with qtbot.waitSignal(page.shown):
        workspace.events.publish(ConversationsChanged(frozenset({1})))
    assert len(workspace.reputation.asked) == before + 1
    page.hide()
    workspace.events.publish(SettingChanged("carrier_cap"))
    page.read()
    assert len(workspace.reputation.asked) == before + 1


@pytest.mark.parametrize("size", [80, 100, 150, 200])
@pytest.mark.parametrize("width", [700, 880, 1280])
def test_nothing_is_cut_at_any_size(page, theme, size, width):
    theme.set_text_size(size)
    page.resize(width, 860)
    settle()
    assert clipped(page) == []


def test_the_words_of_the_borders_are_those_of_the_rules(page):
    for key, name in ((GaugeKey.VOLUME, "volume"), (GaugeKey.REPETITION, "repetition")):
        borders = scale(name)
        told = page.gauges[key].borders.text()
        assert told == f"Watch at {borders.amber:,} · line at {borders.red:,}"
