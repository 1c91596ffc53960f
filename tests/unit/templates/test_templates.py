"""Templates in a real store: the starter texts, the firm's own, and what they are checked for."""

import pytest

from desktop_app.models import cipher
from desktop_app.models.enums import Outcome
from desktop_app.models.setting import put, settings
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.templates.reading import TemplateReading
from desktop_app.services.templates.records import Purpose, TemplateEdit
from desktop_app.services.templates.service import TemplateService
from desktop_app.services.templates.starters import starters
from tests.store_kit import KEY, MARIA, SetClock, make_store


@pytest.fixture
def database(tmp_path):
    database = make_store(tmp_path / "store.db")
    with database.write() as connection:
        for key, value in (
            ("firm_name", "Marsh & Lopez Law"),
            ("help_phone", "(312) 555-0100"),
            ("terms_address", "marshlopez.com/terms"),
        ):
            put(connection, settings, key, value)
    yield database
    database.close()


@pytest.fixture
def service(database):
    return TemplateService(database, SetClock())


@pytest.fixture
def templates(database, service):
    reader = cipher.open_reader(database.path, KEY)
    yield TemplateReading(reader.execute, lambda: "Dana", service)
    reader.close()


def one(templates, name):
    return next(each for each in templates.all() if each.name == name)


def test_the_starter_texts_are_there_from_the_first(templates):
    assert [each.key for each in templates.all()] == [each.key for each in starters()]


@pytest.mark.parametrize("text", starters(), ids=lambda each: each.key)
def test_every_starter_text_passes_the_checks_of_its_use(templates, text):
    review = templates.review(text.body, text.purpose)
    assert review.problems == ()
    worse = [each for each in review.findings if each.outcome in {Outcome.BLOCK, Outcome.WARN}]
    assert worse == []


@pytest.mark.row("S3-17")
def test_the_appointment_text_asks_for_yes_or_no_and_its_trap_is_pointed_out(templates):
    text = next(each for each in templates.all() if each.key == "appointment")
    said = templates.fill("appointment", MARIA).text
    assert "Reply YES to confirm, NO to reschedule. Reply STOP to unsubscribe." in said
    assert "CANCEL" in text.note
    trap = templates.review(text.body.replace("NO to", "CANCEL to"), text.purpose)
    assert any(each.rule == "A-09" for each in trap.findings)


@pytest.mark.row("S1-07")
def test_an_invitation_carries_the_terms_and_misses_them_where_they_are_not(templates):
    assert "marshlopez.com/terms" in templates.fill("invitation", MARIA).text
    bare = "{firm}: Hi {first_name}, may we text you? Reply HELP for help, STOP to opt out."
    found = templates.review(bare, Purpose.INVITATION).findings
    assert [each.chip for each in found if each.rule == "S1-07"] == ["No link to your terms"]
    assert not any(e.rule == "S1-07" for e in templates.review(bare, Purpose.GENERAL).findings)


def test_an_invitation_says_so_where_no_terms_page_is_set(templates, database):
    with database.write() as connection:
        put(connection, settings, "terms_address", "")
    invitation = one(templates, "Invitation to get texts")
    found = templates.review(invitation.body, invitation.purpose).findings
    assert "Terms page not set" in [each.chip for each in found]


def test_it_is_filled_in_for_a_person_and_says_what_is_still_to_write(templates):
    filled = templates.fill("hearing", MARIA)
    blanks = [filled.text[start:end] for start, end in filled.blanks]
    assert filled.text.startswith("Marsh & Lopez Law: Hi [first name]")
    assert blanks == ["[first name]", "[date]", "[time]", "[place]"]


def test_one_of_the_firms_own_is_kept_changed_and_removed(templates, service):
    key = service.save(TemplateEdit("", "  Parking ", "{firm}: Park in lot B."), "Dana")
    assert one(templates, "Parking").body == "{firm}: Park in lot B."
    service.save(TemplateEdit(key, "Parking", "{firm}: Park in lot C."), "Dana")
    assert one(templates, "Parking").body == "{firm}: Park in lot C."
    service.remove(key, "Dana")
    assert key not in [each.key for each in templates.all()]


def test_a_starter_text_can_be_changed_removed_and_brought_back(templates, service):
    before = templates.all()
    service.save(TemplateEdit("welcome", "Welcome", "{firm}: Hello {first_name}."), "Dana")
    assert one(templates, "Welcome").changed
    service.remove("hearing", "Dana")
    assert "hearing" not in [each.key for each in templates.all()]
    assert service.bring_back() == 2
    assert templates.all() == before


@pytest.mark.parametrize(
    ("name", "body", "field", "said"),
    [
        ("", "{firm}: Hello.", "name", "Give it a name"),
        ("welcome", "{firm}: Hello.", "name", "already"),
        ("N" * 61, "{firm}: Hello.", "name", "60 characters"),
        ("New", " ", "body", "Write the text first."),
        ("New", "Hi {frist_name}", "body", "Did you mean {first_name}?"),
        ("New", "Hi {first_name", "body", "never closed"),
        ("New", "x" * 1601, "body", "1,600"),
        ("New", "{firm}: see https://bit.ly/x", "body", "bit.ly"),
    ],
)
def test_what_cannot_be_used_is_refused_with_one_sentence(
    service, templates, name, body, field, said
):
    before = templates.all()
    with pytest.raises(InvalidInput) as refused:
        service.save(TemplateEdit("", name, body), "Dana")
    assert [each.field for each in refused.value.fields] == [field]
    assert said in refused.value.fields[0].message
    assert templates.all() == before


def test_one_that_is_gone_says_so(service, templates):
    with pytest.raises(BrieftextError, match="gone"):
        service.save(TemplateEdit("own:77", "New", "{firm}: Hello."), "Dana")
    with pytest.raises(BrieftextError, match="can’t be used"):
        templates.fill("own:77", MARIA)
