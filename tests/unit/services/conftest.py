"""The desk of tests/unit/messaging, for the services beside it, with a contact service."""

import pytest

from desktop_app.services.contacts import ContactsService
from desktop_app.services.events import EventBus
from desktop_app.services.records import ContactEdit
from tests.store_kit import MARIA
from tests.unit.messaging.conftest import desk

__all__ = ["desk"]


@pytest.fixture
def contacts(desk):
    return ContactsService(desk.database, desk.clock, EventBus())


@pytest.fixture
def maria(desk, contacts):
    """Maria's record; her conversation's id."""
    contacts.save(
        ContactEdit(
            None,
            "María Delgado",
            cell=MARIA,
            home="(813) 555-0177",
            pronoun="she",
            matter="26-0187",
            matter_title="Injury",
            email="maria.d@example.com",
            time_zone="America/New_York",
        ),
        "Dana Whitfield",
    )
    return desk.reading.conversation_by_number(MARIA).id
