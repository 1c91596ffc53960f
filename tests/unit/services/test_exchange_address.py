"""State and ZIP code in a file of people: taken where they are some, left out where not."""

from types import SimpleNamespace

import pytest

from desktop_app.services.exchange import export_people, import_people


@pytest.fixture
def bring(desk, contacts, tmp_path):
    """Import one line of a file with the given head; the record it made."""

    def made(head, line):
        file = tmp_path / "people.csv"
        file.write_text(f"name,{head}\nTomasz Nowak,{line}\n", "utf-8")
        workspace = SimpleNamespace(contacts=contacts, actor="Dana Whitfield")
        assert import_people(workspace, file, desk.reading).skipped == []
        return desk.reading.contact(desk.reading.contact_ids()[-1])

    return made


@pytest.mark.parametrize(
    ("head", "line", "kept"),
    [
        ("state,zip_code", "fl,33602", ("FL", "33602")),
        ("State,ZIP", "Florida,33602-1234", ("FL", "33602-1234")),
        ("state,postal code", "Fla,2139", ("", "")),
        ("email", "t@example.com", ("", "")),
    ],
)
def test_what_is_no_state_or_zip_code_keeps_nobody_out(bring, head, line, kept):
    card = bring(head, line)
    assert (card.state, card.zip_code) == kept


def test_they_go_out_again_after_the_columns_of_before(bring, desk, tmp_path):
    bring("state,zip", "FL,33602")
    out = tmp_path / "out.csv"
    export_people(desk.reading, out)
    head, line, *_ = out.read_text("utf-8-sig").splitlines()
    assert head.endswith(",notes,state,zip_code")
    assert line.endswith(",FL,33602")
