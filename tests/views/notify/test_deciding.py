"""What is said about new texts, case by case."""

import itertools

import pytest

from desktop_app.views.notify.deciding import (
    SEVERAL,
    Bubble,
    Heard,
    Level,
    Lock,
    Surroundings,
    Wishes,
    decide,
    is_quiet,
    wording,
)

EIGHT, SIX_PM = 8 * 60, 18 * 60
NOON = Surroundings(now=1_000_000, minute=12 * 60, running_s=3600)
MARIA = Heard(1, "Maria Delgado", "Can you call me?\nIt is <b>urgent</b>")
JAMES = Heard(2, "James Okafor", "Running late")
WALTER = Heard(3, "Walter Brandt", "STOP", opted_out=True)
TEXT = Wishes(level=Level.TEXT)
NAME = Wishes(level=Level.NAME)
NOTHING = Wishes(level=Level.NOTHING)


def around(**changes):
    fields = {"now": 1_000_000, "minute": 12 * 60, "running_s": 3600}
    return Surroundings(**fields | changes)


def changed(heard, **changes):
    fields = {name: getattr(heard, name) for name in Heard.__slots__}
    return Heard(**fields | changes)


SAID = {
    "one text, name and text": (
        [MARIA],
        TEXT,
        ("1", "Maria Delgado", "Can you call me? It is <b>urgent</b>"),
    ),
    "one text, name only": ([MARIA], NAME, ("1", "New text from Maria Delgado", "")),
    "one text, nothing": ([MARIA], NOTHING, ("1", "New text", "")),
    "name only is what nobody had to choose": (
        [MARIA],
        Wishes(),
        ("1", "New text from Maria Delgado", ""),
    ),
    "three of one person, the newest words": (
        [MARIA, MARIA, changed(MARIA, text="Hello?")],
        TEXT,
        ("1", "3 new texts from Maria Delgado", "Hello?"),
    ),
    "three of one person, name only": (
        [MARIA] * 3,
        NAME,
        ("1", "3 new texts from Maria Delgado", ""),
    ),
    "three of one person, nothing": ([MARIA] * 3, NOTHING, ("1", "3 new texts", "")),
    "several people, without their words": (
        [MARIA, JAMES, MARIA],
        TEXT,
        (SEVERAL, "3 new texts from 2 people", "Maria Delgado, James Okafor"),
    ),
    "many people": (
        [Heard(n, f"Person {n}", "Hi") for n in range(1, 6)],
        NAME,
        (SEVERAL, "5 new texts from 5 people", "Person 1, Person 2, Person 3, 2 others"),
    ),
    "several people, nothing": ([MARIA, JAMES], NOTHING, (SEVERAL, "2 new texts", "")),
    "a stop is said as what it is": (
        [WALTER],
        NAME,
        ("3", "Walter Brandt opted out of texts", ""),
    ),
    "a stop with its words": ([WALTER], TEXT, ("3", "Walter Brandt opted out of texts", "STOP")),
    "a stop is a new text where nothing else may be said": (
        [WALTER],
        NOTHING,
        ("3", "New text", ""),
    ),
    "a stop after other words is not lost": (
        [changed(WALTER, text="Leave me alone", opted_out=False), WALTER],
        NAME,
        ("3", "Walter Brandt opted out of texts", ""),
    ),
    "a stop among several people is not lost": (
        [MARIA, WALTER, JAMES],
        NAME,
        (
            SEVERAL,
            "3 new texts from 3 people",
            "Walter Brandt opted out of texts\nMaria Delgado, James Okafor",
        ),
    ),
    "only the muted one is left out": (
        [MARIA, changed(JAMES, muted=True)],
        NAME,
        ("1", "New text from Maria Delgado", ""),
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_it_says(case):
    heard, wishes, (key, title, body) = SAID[case]
    people = frozenset(each.conversation_id for each in heard if not each.muted)
    assert decide(heard, wishes, NOON) == Bubble(key, title, body, people)


SILENT = {
    "no text": ([], NAME, NOON),
    "a muted person": ([changed(MARIA, muted=True)], NAME, NOON),
    "a muted person who opts out": ([changed(WALTER, muted=True)], NAME, NOON),
    "read meanwhile": ([changed(MARIA, unread=False)], NAME, NOON),
    "the conversation in sight": ([MARIA], NAME, around(in_sight=1)),
    "older than ten minutes": ([changed(MARIA, age_s=601)], NAME, NOON),
    "older than the program's start": ([changed(MARIA, age_s=90)], NAME, around(running_s=89)),
    "a locked screen": ([MARIA], NOTHING, around(lock=Lock.LOCKED)),
    "quiet for an hour": ([MARIA], Wishes(quiet_until=1_000_001), NOON),
    "quiet hours": ([MARIA], Wishes(quiet=(EIGHT, SIX_PM)), NOON),
}


@pytest.mark.parametrize("case", SILENT)
def test_it_says_nothing_about(case):
    heard, wishes, surroundings = SILENT[case]
    assert decide(heard, wishes, surroundings) is None


def test_another_conversation_in_sight_hides_nothing():
    assert decide([MARIA], NAME, around(in_sight=2)).title == "New text from Maria Delgado"


@pytest.mark.parametrize("level", Level)
def test_where_the_lock_is_not_known_nobody_is_named(level):
    said = decide([MARIA, JAMES, WALTER], Wishes(level=level), around(lock=Lock.UNKNOWN))
    assert (said.title, said.body) == ("3 new texts", "")


@pytest.mark.parametrize(
    ("quiet", "minute", "expected"),
    [
        ((SIX_PM, EIGHT), SIX_PM - 1, False),
        ((SIX_PM, EIGHT), SIX_PM, True),
        ((SIX_PM, EIGHT), 23 * 60 + 59, True),
        ((SIX_PM, EIGHT), 0, True),
        ((SIX_PM, EIGHT), EIGHT - 1, True),
        ((SIX_PM, EIGHT), EIGHT, False),
        ((EIGHT, SIX_PM), EIGHT - 1, False),
        ((EIGHT, SIX_PM), EIGHT, True),
        ((EIGHT, SIX_PM), SIX_PM, False),
        ((EIGHT, EIGHT), 0, True),
        (None, EIGHT, False),
    ],
)
def test_quiet_hours_go_over_midnight_and_end_on_the_minute(quiet, minute, expected):
    assert is_quiet(Wishes(quiet=quiet), 1_000_000, minute) is expected


def test_quiet_for_a_while_ends_by_itself():
    assert is_quiet(Wishes(quiet_until=100), 99, 0)
    assert not is_quiet(Wishes(quiet_until=100), 100, 0)


def test_a_long_text_is_cut_and_odd_characters_become_blanks():
    said = wording([changed(MARIA, text="a\u202eb\x00c " + "x" * 500)], Level.TEXT)
    assert said.body.startswith("a b c xxx")
    assert len(said.body) == 240
    assert said.body.endswith("x…")


def test_there_is_an_answer_to_everything():
    answers = set()
    for level, lock, sight, quiet in itertools.product(
        Level, Lock, (None, 1, 2), (None, (0, 0), (EIGHT, SIX_PM), (SIX_PM, EIGHT))
    ):
        for heard in ([], [MARIA], [MARIA, JAMES], [WALTER, changed(MARIA, muted=True, text="")]):
            wishes = Wishes(level=level, quiet=quiet)
            said = decide(heard, wishes, around(lock=lock, in_sight=sight))
            answers.add(said is None)
            if said is not None and (level is Level.NOTHING or lock is Lock.UNKNOWN):
                assert not any(name in said.title + said.body for name in ("Maria", "Walter"))
    assert answers == {True, False}
