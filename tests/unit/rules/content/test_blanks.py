"""A text never leaves with a blank of a template in it."""

import pytest

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.blanks import check
from desktop_app.services.rules.content.findings import Circumstances

ANYBODY = Circumstances()


def test_every_blank_is_marked_and_the_first_is_named():
    (found,) = check("Hi [first name], on [Date] at 9.", ANYBODY)
    assert found.outcome is Outcome.BLOCK
    assert found.places == ((3, 15), (20, 26))
    assert found.message.startswith("[first name] is not filled in yet.")


def test_a_field_that_was_never_filled_in_is_a_blank_too():
    (found,) = check("Hi {first_name}!", ANYBODY)
    assert (found.start, found.end) == (3, 15)


@pytest.mark.parametrize(
    "body", ["See exhibit [3]", "He [the judge] agreed", "set {a, b}", "[sic]", "", "[" * 2000]
)
def test_brackets_of_ones_own_are_no_blanks(body):
    assert check(body, ANYBODY) == ()
