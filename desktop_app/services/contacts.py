"""Contact records: checked field by field, saved whole, tied to their conversation."""

import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from desktop_app.models import contact as contacts
from desktop_app.models.conversation import tie_to_contact
from desktop_app.models.database import Database
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import ContactsChanged, ConversationsChanged, EventBus
from desktop_app.services.ports import Clock
from desktop_app.services.records import ContactEdit, FieldProblem
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.services.rules.zones import state_code

PRONOUNS = ("", "she", "he", "they")
ROLES = ("client", "prospect", "witness", "opposing party", "court", "expert", "staff", "other")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_ZIP = re.compile(r"\d{5}(-\d{4})?|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d")
_TIDIED = (
    "name",
    "email",
    "matter",
    "matter_title",
    "role",
    "time_zone",
    "state",
    "zip_code",
)
_SLOTS = ("cell", "home", "work")


class ContactsService:
    """Implements workspace.Contacts."""

    def __init__(self, database: Database, clock: Clock, events: EventBus) -> None:
        self._database = database
        self._clock = clock
        self._events = events

    def number_of(self, typed: str) -> str:
        """The E.164 form of a number as typed; empty where it is none."""
        return parse_recipient(typed, fictional_allowed=True).number

    def save(self, edit: ContactEdit, actor: str) -> int:  # noqa: ARG002  kept for the record’s log
        """Make or change a record; its id."""
        checked = self._checked(edit)
        now = self._clock.now()
        with self._database.write() as connection:
            matter_id = self._matter(connection, checked, now)
            values: dict[str, Any] = {
                "name": checked.name,
                "role": checked.role,
                "cell": checked.cell or None,
                "home": checked.home or None,
                "work": checked.work or None,
                "email": checked.email,
                "pronoun": checked.pronoun,
                "time_zone": checked.time_zone,
                "notes": checked.notes,
                "state": checked.state,
                "zip_code": checked.zip_code,
                "matter_id": matter_id,
            }
            values["search_text"] = contacts.search_text(
                values, checked.matter, checked.matter_title
            )
            saved = contacts.save_contact(connection, checked.contact_id, values, now)
            changed = tie_to_contact(connection, saved, checked.cell or None)
        self._events.publish(ContactsChanged(frozenset({saved})))
        if changed:
            self._events.publish(ConversationsChanged(frozenset(changed)))
        return saved

    def _matter(self, connection: Connection, edit: ContactEdit, now: int) -> int | None:
        if not edit.matter:
            return None
        return contacts.upsert_matter(connection, edit.matter, edit.matter_title, now)

    def _checked(self, edit: ContactEdit) -> ContactEdit:
        """The record as it will be kept. Raises InvalidInput with one sentence a field."""
        problems: list[FieldProblem] = []
        tidy = {name: " ".join(str(getattr(edit, name)).split()) for name in _TIDIED}
        if not tidy["name"]:
            problems.append(FieldProblem("name", "Give the person a name to find them by."))
        numbers = {slot: self._number(slot, getattr(edit, slot), problems) for slot in _SLOTS}
        if tidy["email"] and not _EMAIL.fullmatch(tidy["email"]):
            problems.append(
                FieldProblem(
                    "email", "That is not an email address. It needs a name, @ and a domain."
                )
            )
        if tidy["time_zone"] and not _is_zone(tidy["time_zone"]):
            problems.append(FieldProblem("time_zone", "Choose a time zone from the list."))
        problems += _address_problems(tidy["state"], tidy["zip_code"])
        if edit.pronoun not in PRONOUNS:
            problems.append(FieldProblem("pronoun", "Choose she, he, they or nothing."))
        if problems:
            raise InvalidInput(tuple(problems))
        return replace(
            edit,
            name=tidy["name"],
            email=tidy["email"],
            matter=tidy["matter"],
            matter_title=tidy["matter_title"],
            role=tidy["role"],
            time_zone=tidy["time_zone"],
            state=state_code(tidy["state"]),
            zip_code=tidy["zip_code"].upper(),
            cell=numbers["cell"],
            home=numbers["home"],
            work=numbers["work"],
        )

    def _number(self, slot: str, typed: str, problems: list[FieldProblem]) -> str:
        """The E.164 form of a typed number; empty stays empty."""
        if not typed.strip():
            return ""
        found = parse_recipient(typed, fictional_allowed=True)
        if found.problem:
            problems.append(FieldProblem(slot, found.problem))
        return found.number


def usable_address(state: str, zip_code: str) -> bool:
    """Whether both can be kept as they are; empty ones can."""
    return not _address_problems(" ".join(state.split()), zip_code.strip())


def _address_problems(state: str, zip_code: str) -> list[FieldProblem]:
    problems = []
    if state and not state_code(state):
        words = "That is not a state. Give its two letters, like FL, or its name."
        problems.append(FieldProblem("state", words))
    if zip_code and not _ZIP.fullmatch(zip_code):
        problems.append(FieldProblem("zip_code", "A ZIP code has five digits, like 33602."))
    return problems


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
