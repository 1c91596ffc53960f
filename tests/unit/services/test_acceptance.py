"""Who accepted the rules of use: by name, once a version."""

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services import acceptance
from desktop_app.services.acceptance import Accepted, accepted, accepting, records, refusal
from tests.store_kit import NOW


def test_name_version_and_time_are_kept():
    stored = accepting("", "Noor Haddad", NOW)
    assert records(stored) == (Accepted("Noor Haddad", acceptance.version(), NOW),)
    assert accepted(stored, "Noor Haddad")


def test_each_person_accepts_for_themselves():
    stored = accepting("", "Noor Haddad", NOW)
    assert not accepted(stored, "Dana Whitfield")
    both = accepting(stored, "Dana Whitfield", NOW + 5)
    assert [each.who for each in records(both)] == ["Noor Haddad", "Dana Whitfield"]


def test_a_name_is_the_same_whatever_its_case_accents_and_spaces():
    stored = accepting("", "José  Núñez", NOW)
    assert accepted(stored, "jose nunez ")


def test_accepting_twice_keeps_the_first_time():
    stored = accepting("", "Noor Haddad", NOW)
    assert accepting(stored, "Noor Haddad", NOW + 100) == stored


def test_a_new_version_asks_again_and_the_old_acceptance_stays_on_record(monkeypatch):
    stored = accepting("", "Noor Haddad", NOW)
    monkeypatch.setattr(acceptance, "version", lambda: 2)
    assert not accepted(stored, "Noor Haddad")
    again = accepting(stored, "Noor Haddad", NOW + 9)
    assert [each.version for each in records(again)] == [1, 2]


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers(), st.lists).map(json.dumps)))
def test_what_cannot_be_read_counts_as_no_acceptance(stored):
    assert not accepted(stored, "Noor Haddad")


def test_the_refusal_names_the_person_and_both_ways_to_accept():
    words = refusal("", "Noor Haddad")
    assert words.startswith("Noor Haddad has not accepted the rules of use yet.")
    assert "under Help" in words
    assert "brieftext rules --accept" in words
    assert refusal(accepting("", "Noor Haddad", NOW), "Noor Haddad (test)") == ""
    assert refusal("", "").startswith("Whoever uses this computer")


def test_there_are_notes_for_the_first_pictures_and_the_first_bulk_send():
    _icon, first = acceptance.note("picture")[0]
    assert first.startswith("Nothing objectionable and nothing illegal")
    assert len(acceptance.note("bulk")) == 5
