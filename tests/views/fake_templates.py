"""Templates for view tests: the bundled starter texts, kept in memory."""

from dataclasses import replace

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.templates import merging
from desktop_app.services.templates.reading import TemplateReading
from desktop_app.services.templates.records import Filled, Template, blanks_in
from desktop_app.services.templates.starters import starters

FIRM = {"firm": "Marsh & Lopez Law", "firm_phone": "(312) 555-0100", "my_name": "Dana"}


class FakeTemplates:
    """Implements templates.records.Templates."""

    def __init__(self, reading):
        self._reading = reading
        self.kept = {each.key: each for each in starters()}
        self._review = TemplateReading(lambda *_: _Row(), lambda: "Dana", self)

    def all(self):
        return list(self.kept.values())

    def fill(self, key, number):
        name = next((p.name for p in self._reading.people.values() if p.number == number), "")
        values = {**FIRM, "first_name": name.split()[0] if name else "", "full_name": name}
        if key not in self.kept:
            raise BrieftextError(Problem("This template can’t be used."))
        body = self.kept[key].body
        text = merging.filled(body, values)
        missing = [merging.blank(n) for n in merging.names(body) if not values.get(n)]
        return Filled(text, blanks_in(text, missing))

    def review(self, body, purpose):
        return self._review.review(body, purpose)

    def save(self, edit, actor):
        if not edit.name.strip():
            raise InvalidInput(
                (FieldProblem("name", "Give it a name, so that you find it again."),)
            )
        key = edit.key or f"own:{len(self.kept)}"
        old = self.kept.get(key, Template(key, "", ""))
        self.kept[key] = replace(
            old, name=edit.name, body=edit.body, purpose=edit.purpose, changed=old.starter
        )
        return key

    def remove(self, key, actor):
        del self.kept[key]

    def bring_back(self):
        before = len(self.kept)
        self.kept = {each.key: each for each in starters()} | {
            key: each for key, each in self.kept.items() if not each.starter
        }
        return len(self.kept) - before


class _Row:
    """What the store would say of the firm."""

    def fetchone(self):
        return ("", "", "", FIRM["firm"], FIRM["firm_phone"], "", "")
