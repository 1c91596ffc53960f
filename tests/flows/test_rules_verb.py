"""The rules of use on the command line."""


def test_the_rules_can_be_read_without_a_store(office):
    said = office("rules")
    assert said.status == 0
    assert said.json["version"] == 1
    assert "Texts are not for emergencies." in said.json["text"]


def test_accepting_them_is_kept_by_name_and_once(office):
    assert office.connect().status == 0
    first = office("rules", "--accept")
    assert (first.status, first.json["accepted"]) == (0, True)
    assert first.json["accepted_by"]
    again = office("rules", "--accept")
    assert again.json["accepted_by"] == first.json["accepted_by"]


def test_accepting_needs_a_store(office):
    said = office("rules", "--accept")
    assert said.status == 1
    assert "no Brieftext store here yet" in said.err
