"""People in from a file and out to one: CSV, or vCards where the name ends in .vcf.

A number's opt-out belongs to the number, never to the file: importing people changes no consent.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ContactCard, ContactEdit, Problem
from desktop_app.services.workspace import Workspace

COLUMNS = (
    "name",
    "cell",
    "home",
    "work",
    "email",
    "pronoun",
    "time_zone",
    "role",
    "matter",
    "matter_title",
    "notes",
    "state",
    "zip_code",
)
_ALSO = {
    "full name": "name",
    "client": "name",
    "mobile": "cell",
    "cell phone": "cell",
    "phone": "cell",
    "home phone": "home",
    "work phone": "work",
    "e-mail": "email",
    "time zone": "time_zone",
    "zip": "zip_code",
    "zip code": "zip_code",
    "postal code": "zip_code",
    "matter number": "matter",
    "matter title": "matter_title",
}


class PeopleReader(Protocol):
    """What export and merging need of the read side."""

    def contact_ids(self) -> list[int]:
        """Every contact record, oldest first."""

    def contact(self, contact_id: int) -> ContactCard | None:
        """One record."""

    def contact_by_cell(self, number: str) -> ContactCard | None:
        """The record whose cell this is."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was left out, and the sentence that says why."""

    line: int
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    added: int = 0
    merged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


def import_people(workspace: Workspace, file: Path, reader: PeopleReader) -> ImportReport:
    """Add the people of a file; a cell that is known already merges into its record.

    A skipped line is counted by line in CSV, by card in vCards.
    """
    report = ImportReport()
    text = _text(file)
    people = enumerate(_cards(text), 1) if _is_cards(file) else _edits(text)
    for line, edit in people:
        try:
            _keep(workspace, reader, edit, report)
        except InvalidInput as problem:
            report.skipped.append(Skipped(line, str(problem)))
    return report


def _keep(
    workspace: Workspace, reader: PeopleReader, edit: ContactEdit, report: ImportReport
) -> None:
    number = workspace.contacts.number_of(edit.cell) if edit.cell.strip() else ""
    known = reader.contact_by_cell(number) if number else None
    if known is None:
        workspace.contacts.save(edit, workspace.actor)
        report.added += 1
        return
    workspace.contacts.save(_merged(known, edit), workspace.actor)
    report.merged += 1


def _merged(known: ContactCard, edit: ContactEdit) -> ContactEdit:
    """What the file says, where it says anything; the record's own words otherwise."""
    held = _as_edit(known)
    said = {name: getattr(edit, name) for name in COLUMNS if str(getattr(edit, name)).strip()}
    return replace(held, **said)


def _as_edit(card: ContactCard) -> ContactEdit:
    phones = {line.slot: line.number for line in card.phones}
    return ContactEdit(
        contact_id=card.contact_id,
        name=card.name,
        cell=phones.get("cell", ""),
        home=phones.get("home", ""),
        work=phones.get("work", ""),
        email=card.email,
        pronoun=card.pronoun,
        time_zone=card.time_zone,
        role=card.role,
        matter=card.matter,
        matter_title=card.matter_title,
        notes=card.notes,
        state=card.state,
        zip_code=card.zip_code,
    )


def export_people(reader: PeopleReader, file: Path) -> int:
    """Write every record; how many there were."""
    cards = [card for each in reader.contact_ids() if (card := reader.contact(each)) is not None]
    edits = [_as_edit(card) for card in cards]
    try:
        file.write_text(_as_cards(edits) if _is_cards(file) else _as_csv(edits), "utf-8")
    except OSError as error:
        raise _file_problem("The file could not be written.", error) from error
    return len(cards)


def _is_cards(file: Path) -> bool:
    return file.suffix.casefold() in {".vcf", ".vcard"}


def _cards(text: str) -> Iterator[ContactEdit]:
    from desktop_app.services.vcards import read_cards  # noqa: PLC0415  only where there are any

    return read_cards(text)


def _as_cards(edits: list[ContactEdit]) -> str:
    from desktop_app.services.vcards import write_cards  # noqa: PLC0415  only where asked for

    return write_cards(edits)


def _as_csv(edits: list[ContactEdit]) -> str:
    """With a byte order mark, so that a spreadsheet reads the accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for edit in edits:
        writer.writerow([_harmless(str(getattr(edit, name))) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _harmless(value: str) -> str:
    """A spreadsheet must not run what a client wrote into a note."""
    risky = value[:1] in {"=", "@", "\t", "\r"} or (value[:1] in {"+", "-"} and not _numeric(value))
    return f"'{value}" if risky else value


def _numeric(value: str) -> bool:
    return value[1:].replace(" ", "").isdigit()


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise _file_problem("The file could not be read.", error) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _file_problem(what: str, error: OSError) -> BrieftextError:
    return BrieftextError(
        Problem(what, f"{error.strerror or 'The system refused'}.", "Try another.")
    )


def _edits(text: str) -> Iterator[tuple[int, ContactEdit]]:
    """Each line of the file as a record to save, with its line number."""
    rows = csv.reader(io.StringIO(text), strict=False)
    head = [_ALSO.get(name, name) for name in (_tidy(cell) for cell in next(rows, []))]
    if "name" not in head:
        raise BrieftextError(
            Problem(
                "The file has no column called name.",
                f"Its first line has: {', '.join(head) or 'nothing'}.",
                f"Name the columns like these: {', '.join(COLUMNS)}.",
            )
        )
    for row in rows:
        if any(cell.strip() for cell in row):
            said = {
                name: value.strip()
                for name, value in zip(head, row, strict=False)
                if name in COLUMNS and value.strip()
            }
            yield rows.line_num, ContactEdit(contact_id=None, **{"name": "", **_usable(said)})


def _usable(said: dict[str, str]) -> dict[str, str]:
    """Without a state or ZIP code that is none: a file's own words for it stop nobody."""
    from desktop_app.services.contacts import usable_address  # noqa: PLC0415  only for a file

    unusable = {
        name
        for name, state, zip_code in (
            ("state", said.get("state", ""), ""),
            ("zip_code", "", said.get("zip_code", "")),
        )
        if not usable_address(state, zip_code)
    }
    return {name: value for name, value in said.items() if name not in unusable}


def _tidy(cell: str) -> str:
    text = " ".join(cell.strip().casefold().split())
    return text if text in _ALSO else text.replace(" ", "_")
