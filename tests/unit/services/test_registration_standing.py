"""Where a number's registration stands: what is certain blocks, what nobody knows warns."""

import pytest

from desktop_app.models.enums import Registration, SenderType
from desktop_app.services.firm_numbers.records import AccountNumbers
from desktop_app.services.firm_numbers.registration import standing, weighed

LOCAL, TOLL_FREE = "+13125550100", "+18005550199"
EMPTY = AccountNumbers((), {}, {})


@pytest.mark.parametrize(
    ("number", "kind"), [(LOCAL, SenderType.LONG_CODE), (TOLL_FREE, SenderType.TOLL_FREE)]
)
def test_where_no_registration_is_found_and_nothing_was_delivered_the_number_cannot_send(
    number, kind
):
    found = standing(number, "PN1", kind, EMPTY)
    assert weighed(found, delivers=False)[0] is Registration.NOT_APPROVED


@pytest.mark.parametrize(
    ("number", "kind"), [(LOCAL, SenderType.LONG_CODE), (TOLL_FREE, SenderType.TOLL_FREE)]
)
def test_a_number_that_delivers_is_warned_about_only(number, kind):
    state, note = weighed(standing(number, "PN1", kind, EMPTY), delivers=True)
    assert state is Registration.UNKNOWN
    assert note == "Delivers texts; no registration found in this account"


def test_a_refused_registration_blocks_whatever_was_delivered():
    refused = (Registration.NOT_APPROVED, "Verification refused (Twilio 30474)")
    assert weighed(refused, delivers=True) == refused
