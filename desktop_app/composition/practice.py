"""Practice: the loopback Twilio in its own process, the made-up firm's people in the store."""

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from desktop_app.composition.programs import practice_command
from desktop_app.composition.room import Room
from desktop_app.models.conversation import count_as_seen
from desktop_app.models.message import first_id
from desktop_app.services.consent import programs
from desktop_app.services.consent.evidence import EvidenceService
from desktop_app.services.consent.records import usual_campaign
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.errors import StoreProblem
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.storing import SETTLING_S
from desktop_app.services.practice import constants
from desktop_app.services.practice.firm import PracticeClient, roster
from desktop_app.services.practice.firm.client import PracticeConsent
from desktop_app.services.practice.firm.people import PROGRAMS
from desktop_app.services.practice.firm.pictures import form
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    ConsentProof,
    ContactEdit,
    Problem,
)
from desktop_app.services.rules.optin_texts import Program

ACTOR = "Dana Whitfield"
PATIENCE_S = 5.0
OPTED_OUT_AGO_S = 4 * 86_400
OPENED_ON = "2025-01-06"
"""When the firm began to text its clients."""


@dataclass
class PracticeTwilio:
    """The running practice server; it ends with whoever started it."""

    process: "subprocess.Popen[str]"
    base_url: str

    def stop(self) -> None:
        """Close its input, which ends it."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_twilio(folder: Path) -> PracticeTwilio:
    """Start the practice server on a free port, its texts kept in `folder`."""
    process = subprocess.Popen(  # noqa: S603  our own program
        practice_command(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # Ctrl+C in a terminal is for the window, which ends this
    )
    assert process.stdout is not None
    try:
        answer = json.loads(process.stdout.readline())
    except json.JSONDecodeError as error:
        process.kill()
        process.wait()
        raise StoreProblem(
            Problem("Practice could not start.", "Its made-up Twilio did not answer.", "Try again.")
        ) from error
    return PracticeTwilio(process, str(answer["base_url"]))


class _At:
    """A clock that stands still at one moment, so that the past can be written down as the past."""

    def __init__(self, at: int) -> None:
        self._at = at

    def now(self) -> int:
        """The moment."""
        return self._at

    def monotonic(self) -> float:
        """Nothing waits on this clock."""
        return 0.0


def seed(room: Room, events: EventBus) -> None:
    """Connect the made-up account and write down the firm's people, once a profile."""
    if room.connection.describe()[0]:
        return
    write_people(room, events)
    room.connection.connect(
        constants.ACCOUNT_SID, constants.KEY_SID, constants.KEY_SECRET, constants.FIRM_NAME
    )


def write_people(room: Room, events: EventBus) -> None:
    """The firm's people with their consent, each written down on the day it was given."""
    _write_programs(room)
    for client in roster():
        _write_down(room, events, client)
    recent = int(datetime.now(UTC).timestamp()) - SETTLING_S
    with room.database.write() as connection:
        count_as_seen(connection, first_id(recent))


def _write_programs(room: Room) -> None:
    """The firm's programs of texts; each has the firm's name in it, so that comes first."""
    room.settings.set("firm_name", constants.FIRM_NAME)
    at = _noon(OPENED_ON)
    with room.database.write() as connection:
        programs.usual(connection, at)
        for each in PROGRAMS:
            program = Program(constants.FIRM_NAME, each.word, each.frequency)
            programs.add(connection, program, at, promotional=each.promotional)


def _write_down(room: Room, events: EventBus, client: PracticeClient) -> None:
    room.contacts.save(
        ContactEdit(
            contact_id=None,
            name=client.name,
            cell=client.number,
            home=client.home,
            work=client.work,
            email=client.email,
            pronoun=client.pronoun,
            time_zone=client.time_zone,
            role=client.role,
            matter=client.matter_number,
            matter_title=client.matter_title,
            notes=client.notes,
        ),
        ACTOR,
    )
    agreed = client.consent
    if agreed is None or agreed.level == "implied":
        return
    then = ConsentService(room.database, _At(_noon(agreed.agreed_on)), events, practice=True)
    if agreed.scan:
        then.record_proof(_proof(room, client, agreed), ACTOR)
        return
    entry = ConsentEntry(
        number=client.number,
        level=ConsentLevel(agreed.level),
        agreed_on=agreed.agreed_on,
        how=agreed.how,
        words=agreed.words,
    )
    then.record_consent(entry, ACTOR)
    if client.firm_opt_out:
        lately = _At(int(datetime.now(UTC).timestamp()) - OPTED_OUT_AGO_S)
        consent = ConsentService(room.database, lately, events, practice=True)
        consent.opt_out_by_firm(client.number, ACTOR, "prefers email")


def _proof(room: Room, client: PracticeClient, agreed: PracticeConsent) -> ConsentProof:
    """A consent with all seven fields and the signed page, as a careful office keeps it."""
    at, usual = _noon(agreed.agreed_on), usual_campaign(constants.FIRM_NAME)
    scan = EvidenceService(room.database, _At(at)).add(form().data, agreed.scan, ACTOR)
    return ConsentProof(
        number=client.number,
        level=ConsentLevel(agreed.level),
        captured_at=at,
        medium=agreed.how,
        language=agreed.words,
        action=agreed.action,
        campaign=f"{usual.name} {usual.description}",
        ip_address="n/a",
        identity=client.name,
        evidence=(scan.sha256,),
    )


def _noon(day: str) -> int:
    moment = datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)
    return min(int(moment.timestamp()), int(datetime.now(UTC).timestamp()))
