"""A draft as a document: whole there and back, older ones open, nothing in a file stops it."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop_app.services.resources import resource
from desktop_app.services.rules.registration.check import check_draft
from desktop_app.services.rules.registration.document import from_document, to_document
from desktop_app.services.rules.registration.draft import VERSION, Application, Draft, Rejection
from tests.unit.registration.made_up_draft import TODAY, draft_of

SCHEMA = json.loads(resource("registration", "schema.json").read_text("utf-8"))
SENT = replace(
    draft_of(),
    application=Application(
        date(2026, 11, 2),
        temporary_issued=date(2026, 11, 3),
        rejections=(Rejection(date(2026, 11, 20), ("30909", "805"), "No."),),
    ),
)


@pytest.mark.parametrize("draft", [Draft(), draft_of(), SENT])
def test_a_draft_comes_back_as_it_was_and_keeps_the_schema(draft):
    written = json.loads(json.dumps(to_document(draft)))
    Draft202012Validator(SCHEMA).validate(written)
    opened = from_document(written)
    assert (opened.draft, opened.problems) == (draft, ())


def test_the_schema_knows_every_answer_there_is():
    def answers(kind):
        hints = get_type_hints(kind)
        for each in fields(kind):
            yield each.name
            for inner in (hints[each.name], *get_args(hints[each.name])):
                if is_dataclass(inner):
                    yield from answers(inner)

    known = {name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part["properties"]}
    assert set(answers(Draft)) == known
    assert SCHEMA["properties"]["version"] == {"const": VERSION}


def test_the_schema_refuses_what_is_no_answer():
    wrong = to_document(draft_of()) | {"favourite_color": "blue"}
    assert not Draft202012Validator(SCHEMA).is_valid(wrong)


@pytest.mark.parametrize(
    "document",
    [
        {"business": {"legal_name": "Smith Law PLLC"}},
        {"version": 0, "business": {"legal_name": "Smith Law PLLC", "fax": "none"}},
        {"business": {"legal_name": "Smith Law PLLC", "ein": None}, "consent": {}, "lunch": []},
    ],
)
def test_a_half_written_draft_of_an_older_version_opens(document):
    opened = from_document(document)
    assert opened.problems == ()
    assert opened.draft.business.legal_name == "Smith Law PLLC"
    assert opened.draft.version == VERSION
    assert check_draft(opened.draft, TODAY).problems


def test_a_draft_of_a_newer_version_opens_and_says_so():
    (found,) = from_document(to_document(draft_of()) | {"version": VERSION + 1}).problems
    assert (found.field, "newer Brieftext" in found.message) == ("version", True)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"business": {"ein": 591234567}}, "business.ein"),
        ({"business": []}, "business"),
        ({"business": {"texts_per_day": True}}, "business.texts_per_day"),
        ({"business": {"texts_per_day": -1}}, "business.texts_per_day"),
        ({"campaign": {"samples": "one"}}, "campaign.samples"),
        ({"campaign": {"samples": ["one", 2]}}, "campaign.samples[1]"),
        ({"campaign": {"has_links": "yes"}}, "campaign.has_links"),
        ({"consent": {"methods": [{"medium": {}}]}}, "consent.methods[0].medium"),
        ({"application": {"submitted": "31/12/2026"}}, "application.submitted"),
        ({"application": {"submitted": "9999-12-31"}}, "application.submitted"),
        ([], ""),
        ("draft", ""),
        (None, ""),
    ],
)
def test_what_can_not_be_read_is_one_finding_at_its_field(document, field):
    (found,) = from_document(document).problems
    assert (found.field, found.rule) == (field, "G-00")


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def documents(kind):
    """Documents that look like drafts, any value in any place."""
    hints = get_type_hints(kind)
    parts = {}
    for each in fields(kind):
        asked = hints[each.name]
        inner = get_args(asked)[0] if get_args(asked) else asked
        if is_dataclass(asked):
            parts[each.name] = documents(asked) | ANY_JSON
        elif is_dataclass(inner):
            parts[each.name] = st.lists(documents(inner) | ANY_JSON, max_size=3) | ANY_JSON
        else:
            some = st.text() | st.booleans() | st.integers() | st.dates().map(str)
            parts[each.name] = some | st.lists(st.text(), max_size=6) | ANY_JSON
    return st.fixed_dictionaries({}, optional=parts)


@settings(max_examples=60, deadline=None)
@given(documents(Draft) | ANY_JSON)
def test_there_is_an_answer_for_any_document(document):
    opened = from_document(document)
    review = check_draft(opened.draft, TODAY, unread=opened.problems)
    assert all(each.field or each.rule == "G-00" for each in review.problems)
    assert all(each.message for each in review.problems)
    assert not review.may_submit
    again = from_document(json.loads(json.dumps(to_document(opened.draft))))
    assert again.draft == opened.draft
    json.dumps([each.document() for each in review.problems])
    json.dumps(review.dates.document(opened.draft.application))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["description", "message_flow", "help_message"]))
def test_there_is_an_answer_for_any_words(words, name):
    draft = draft_of()
    changed = replace(draft, campaign=replace(draft.campaign, **{name: words}))
    found = check_draft(changed, TODAY).problems
    assert {each.field for each in found} <= {f"campaign.{name}"}
