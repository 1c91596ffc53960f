"""The column over the list: filters that fit at every width, and the archive when there is one."""

import pytest

from desktop_app.services.events import ContactsChanged
from desktop_app.views.inbox.column import FILTERS, FilterRow, ListColumn
from desktop_app.views.widgets.chip import FilterChip
from tests.views.fake_workspace import CALENDAR
from tests.views.inbox.conftest import JAMES


@pytest.fixture
def column(theme, workspace, bridge, qtbot):
    column = ListColumn(theme, workspace, bridge, CALENDAR)
    qtbot.addWidget(column)
    column.resize(312, 700)
    column.show()
    return column


@pytest.fixture
def row(theme, qtbot):
    row = FilterRow([FilterChip(theme, words) for _key, words in FILTERS])
    qtbot.addWidget(row)
    row.show()
    return row


def fits(row):
    boxes = [chip.geometry() for chip in row._chips if chip.isVisible()]
    whole = all(box.size() == chip.sizeHint() for box, chip in zip(boxes, row._chips, strict=True))
    apart = not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    return whole and apart and all(row.rect().contains(box) for box in boxes)


def test_the_archive_has_a_filter_only_while_something_is_in_it(column, workspace, qtbot):
    chip = column.filters["archived"]
    assert chip.isHidden()
    workspace.messaging.archive(JAMES, on=True)
    qtbot.waitUntil(chip.isVisible)
    workspace.messaging.archive(JAMES, on=False)
    qtbot.waitUntil(chip.isHidden)


def test_the_archive_filter_stays_while_somebody_looks_at_it(column, workspace, qtbot):
    workspace.messaging.archive(JAMES, on=True)
    column.show_only("archived")
    workspace.messaging.archive(JAMES, on=False)
    qtbot.waitUntil(column.empty.isVisible)
    assert column.empty.heading.text() == "Nothing in the archive"
    assert column.filters["archived"].isVisible()
    column.show_only("all")
    assert column.filters["archived"].isHidden()


@pytest.mark.parametrize(("width", "lines"), [(312, 1), (248, 2), (100, 4)])
def test_filters_stand_on_as_many_lines_as_they_need(row, width, lines):
    row.resize(width, row.heightForWidth(width))
    assert len({chip.geometry().top() for chip in row._chips}) == lines
    assert fits(row)


def test_filters_fit_in_large_text(row, theme):
    theme.set_scale(2.0)
    try:
        row.resize(272, row.heightForWidth(272))
        row.arrange()
        assert fits(row)
    finally:
        theme.set_scale(1.0)


def test_a_filter_with_fewer_words_lets_the_next_one_move_up(column, workspace, qtbot):
    after = column.filters["needs_reply"]
    before = after.geometry().left()
    for person in workspace.reading.people.values():
        person.unread = False
    workspace.messaging.mark_read(JAMES)
    qtbot.waitUntil(lambda: column.filters["unread"].text() == "Unread")
    assert after.geometry().left() < before


def test_a_contact_with_another_name_has_it_in_the_list_at_once(column, workspace, qtbot):
    workspace.reading.people[JAMES].name = "James A. Okafor"
    reads = workspace.reading.page_reads
    workspace.events.publish(ContactsChanged(frozenset({JAMES})))
    place = column.model.place_of(JAMES)
    qtbot.waitUntil(lambda: column.model.conversation(place).name == "James A. Okafor")
    assert workspace.reading.page_reads == reads
