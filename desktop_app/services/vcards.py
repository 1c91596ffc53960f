"""People as vCards, the form phones and mail programs exchange: 2.1, 3.0 and 4.0 in, 3.0 out."""

from collections.abc import Iterable, Iterator
from typing import Any

import vobject  # type: ignore[import-untyped]

from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import ContactEdit, Problem

_SLOTS = {"cell": "cell", "mobile": "cell", "iphone": "cell", "home": "home", "work": "work"}
_ORDER = ("cell", "home", "work")


def read_cards(text: str) -> Iterator[ContactEdit]:
    """Each card as a record to save. Raises BrieftextError where the file is no vCard file."""
    try:
        for card in vobject.readComponents(text, allowQP=True):
            if card.name == "VCARD":
                yield _edit(card)
    except (vobject.base.VObjectError, ValueError) as error:
        raise BrieftextError(
            Problem(
                "The file could not be read as contact cards.",
                "A card in it is broken off or not written as a card.",
                "Export it again from where it came, or use a CSV file.",
            )
        ) from error


def write_cards(edits: Iterable[ContactEdit]) -> str:
    """The records as one vCard 3.0 file."""
    return "".join(str(_card(edit).serialize()) for edit in edits)


def _edit(card: Any) -> ContactEdit:
    phones = _phones(card)
    return ContactEdit(
        contact_id=None,
        name=_name(card),
        cell=phones.get("cell", ""),
        home=phones.get("home", ""),
        work=phones.get("work", ""),
        email=_first(card, "email"),
        notes=_first(card, "note"),
    )


def _name(card: Any) -> str:
    shown = _first(card, "fn")
    if shown:
        return shown
    parts = card.contents.get("n")
    if not parts:
        return ""
    return " ".join(str(parts[0].value).split())


def _first(card: Any, kind: str) -> str:
    entries = card.contents.get(kind, [])
    return str(entries[0].value).strip() if entries else ""


def _phones(card: Any) -> dict[str, str]:
    """One number a slot; a number of no known kind fills the first slot that is free."""
    found: dict[str, str] = {}
    loose: list[str] = []
    for entry in card.contents.get("tel", []):
        number = str(entry.value).removeprefix("tel:").strip()
        slot = _slot(entry)
        if slot is None or slot in found:
            loose.append(number)
        else:
            found[slot] = number
    for slot in _ORDER:
        if slot not in found and loose:
            found[slot] = loose.pop(0)
    return found


def _slot(entry: Any) -> str | None:
    kinds = [*entry.params.get("TYPE", []), *entry.singletonparams]
    words = {word.strip().casefold() for kind in kinds for word in str(kind).split(",")}
    return next((slot for word, slot in _SLOTS.items() if word in words), None)


def _card(edit: ContactEdit) -> Any:
    card = vobject.vCard()
    card.add("fn").value = edit.name
    given, _, family = edit.name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    for slot in _ORDER:
        number = getattr(edit, slot)
        if number:
            line = card.add("tel")
            line.value, line.type_param = number, slot.upper()
    for kind, value in (("email", edit.email), ("note", edit.notes)):
        if value:
            card.add(kind).value = value
    return card
