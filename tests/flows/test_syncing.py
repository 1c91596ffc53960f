"""The window's two workers on real HTTP: the sync process and the sender's thread."""

import signal
import subprocess
import threading
from pathlib import Path

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.events import (
    ConversationsChanged,
    SyncFinished,
    SyncStateChanged,
    TextStateChanged,
)
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    OutboxState,
    TextRequest,
    TextState,
)
from tests.flows.conftest import CommandLine

PATIENCE_S = 30
MARIA = "+18135550142"


class Ear:
    """Keeps events and lets a test wait for one."""

    def __init__(self, bus):
        self.heard = []
        self._news = threading.Condition()
        bus.subscribe(self._hear)

    def _hear(self, event):
        with self._news:
            self.heard.append(event)
            self._news.notify_all()

    def wait_for(self, wanted, after=0):
        """The first event from position `after` on for which `wanted` is true."""
        with self._news:
            found = self._news.wait_for(
                lambda: next((each for each in self.heard[after:] if wanted(each)), None),
                PATIENCE_S,
            )
        assert found is not None, self.heard
        return found


@pytest.fixture
def running(tmp_path, practice):
    """An open profile with sender and sync process at work, and an ear on its events."""
    environment = Environment(practice.base_url, memory_secrets=True)
    profile = Profile(tmp_path / "profile", environment)
    opened = profile.connect_parts(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
    work = opened.workspace
    work.consent.record_consent(
        ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me"), "Dana"
    )
    ear = Ear(work.events)
    work.running.start()
    ear.wait_for(lambda event: isinstance(event, SyncFinished))
    yield work, ear
    work.reading.close()
    work.running.close()


def send(work, body, key="k"):
    return work.messaging.queue_text(
        TextRequest(to=MARIA, body=body, client_key=key, actor="Dana Whitfield")
    )


def test_history_arrives_and_a_text_is_delivered_without_anyone_asking(running, practice):
    work, ear = running
    assert len(work.reading.inbox_page(limit=100)) >= 40
    queued = send(work, "Hello Maria")

    def delivered(_event):
        row = work.reading.outbox_row(queued.outbox_id)
        line = work.reading.messages([row.message_id])[0]
        return line.status.value == "delivered"

    ear.wait_for(delivered)
    assert [
        each["to"] for each in practice.truth()["messages"] if each["body"] == "Hello Maria"
    ] == [MARIA]


def test_a_stop_is_told_as_an_opt_out_before_it_is_told_as_news(running, practice):
    work, ear = running
    position = len(ear.heard)
    practice.inbound(MARIA, "STOP")
    work.sync.sync_now()
    ear.wait_for(lambda event: isinstance(event, TextStateChanged), position)
    place = work.reading.conversation_by_number(MARIA)
    assert place.text_state is TextState.OUT_CARRIER

    def news(event):
        return isinstance(event, ConversationsChanged) and place.id in event.ids

    ear.wait_for(news, position)
    kinds = [
        type(event) for event in ear.heard[position:] if not isinstance(event, SyncStateChanged)
    ]
    assert kinds.index(TextStateChanged) < kinds.index(ConversationsChanged)
    assert send(work, "Hello again", "k2").rule == "A-03"


def test_offline_is_said_with_the_time_of_the_last_sync_and_ends_by_itself(running, practice):
    work, ear = running
    position = len(ear.heard)
    practice.add_fault(_fault(status=503, times=2))
    work.sync.sync_now()
    offline = ear.wait_for(
        lambda event: isinstance(event, SyncStateChanged) and not event.state.online, position
    )
    assert offline.state.last_synced_at is not None
    assert offline.state.problem.what
    assert offline.state.next_try_at is not None
    position = len(ear.heard)

    def back(event):
        return isinstance(event, SyncStateChanged) and event.state.online

    ear.wait_for(back, position)
    assert work.sync.state.problem is None


def _fault(**more):
    from desktop_app.services.practice.faults import Fault

    return Fault(method="GET", path=r"Messages\.json", **more)


def test_a_refused_key_is_told_as_such(running, practice):
    work, ear = running
    position = len(ear.heard)
    practice.change_settings(key_works=False)
    work.sync.sync_now()
    refused = ear.wait_for(
        lambda event: isinstance(event, SyncStateChanged) and event.state.key_refused, position
    )
    assert "key" in refused.state.problem.sentence()


@pytest.mark.expected_log("the sync process ended")
def test_a_sync_process_that_dies_is_started_again(running):
    work, ear = running
    process = work.sync._process
    position = len(ear.heard)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    ear.wait_for(lambda event: isinstance(event, SyncFinished), position)
    assert work.sync._process.pid != process.pid


@pytest.mark.expected_log("the sync process ended with 0")
def test_the_sync_process_ends_with_its_parent_s_end_of_the_line(running):
    work, _ear = running
    process = work.sync._process
    process.stdin.close()
    assert process.wait(10) == 0


def test_neither_key_nor_secret_stands_in_an_argument_or_the_environment(running):
    work, _ear = running
    process = work.sync._process
    for name in ("cmdline", "environ"):
        shown = Path(f"/proc/{process.pid}/{name}").read_bytes()
        assert KEY_SECRET.encode() not in shown
        assert b"practice store key" not in shown


def test_a_text_queued_while_offline_goes_out_when_the_network_is_back(running, practice):
    work, ear = running
    practice.add_fault(_post_fault())
    queued = send(work, "Later then")

    def tried(_event):
        return work.reading.outbox_row(queued.outbox_id).reason != ""

    ear.wait_for(tried)
    practice.clear_faults()

    def accepted(_event):
        return work.reading.outbox_row(queued.outbox_id).state is OutboxState.ACCEPTED

    ear.wait_for(accepted)
    truth = practice.truth()["messages"]
    assert sum(each["body"] == "Later then" for each in truth) == 1


def _post_fault():
    from desktop_app.services.practice.faults import Fault

    return Fault(method="POST", path="Messages", status=429, code=20429, times=1)


def test_a_script_beside_the_window_leaves_its_text_to_the_window_s_sender(
    running, practice, tmp_path
):
    work, ear = running
    office = CommandLine(
        tmp_path / "profile",
        {"BRIEFTEXT_TWILIO_BASE_URL": practice.base_url, "BRIEFTEXT_SECRET_BACKEND": "memory"},
    )
    place = work.reading.conversation_by_number(MARIA).id
    work.messaging.send_due()  # takes the lock, as the sender's thread does
    position = len(ear.heard)
    said = office("send", "--to", MARIA, "--body", "From a script")
    assert (said.status, said.json["state"]) == (0, "queued")

    def told(event):
        return isinstance(event, ConversationsChanged) and place in event.ids

    ear.wait_for(told, position)

    def delivered(_event):
        ids = work.reading.thread_ids(place, 5)
        return any(
            line.body == "From a script" and line.status.value == "delivered"
            for line in work.reading.messages(ids)
        )

    ear.wait_for(delivered)
    truth = practice.truth()["messages"]
    assert sum(each["body"] == "From a script" for each in truth) == 1


def test_a_program_killed_in_the_middle_of_a_send_never_sends_twice(office, practice_process):
    assert office.connect().status == 0
    office("sync")
    practice_process.add_fault(method="POST", path="Messages", delay_after=30, times=1)
    import os

    process = subprocess.Popen(
        [
            *office.command(),
            "send",
            *("--to", MARIA, "--body", "Killed while sending", "--data", str(office.folder)),
        ],
        env=os.environ | office.environment,
        stdout=subprocess.DEVNULL,
    )

    def arrived():
        truth = practice_process.truth()["messages"]
        return sum(each["body"] == "Killed while sending" for each in truth)

    waiting = threading.Event()
    for _ in range(300):
        if arrived():
            break
        waiting.wait(0.1)
    process.kill()
    process.wait(10)
    assert arrived() == 1
    for _ in range(60):
        rows = office("outbox", "--all").lines
        if [row["state"] for row in rows] == ["accepted"]:
            break
        office("sync")
        waiting.wait(0.5)
    assert [row["state"] for row in office("outbox", "--all").lines] == ["accepted"]
    assert arrived() == 1
