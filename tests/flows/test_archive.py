"""The firm's own archive over real HTTP: killed and gone on, every picture, and what is missing."""

import hashlib
import os
import signal
import subprocess
import threading
import time

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.events import ArchiveChanged
from desktop_app.services.practice import constants
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.firm.pictures import car, form
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.practice.texts import PastText, Picture
from tests.flows.test_syncing import PATIENCE_S, Ear

MARIA = "+18135550142"
DAY = 86_400
THREE = (car(), form(), Picture("image/png", b"%PDF-1.4 a letter"))


def past(count):
    """Texts of a year, one of them with three pictures, one of them a stop."""
    now = int(time.time())
    for number in range(count):
        at = now - 3600 - number * 350 * DAY // count
        body = "STOP" if number == count - 5 else f"text {number}"
        client = f"+1312555{number % 90:04d}"
        inbound = number % 2 == 0 or body == "STOP"
        pictures = THREE if number == count // 2 else ()
        yield PastText(at, client, constants.LOCAL_NUMBER, inbound, body, pictures=pictures)


@pytest.fixture
def twilio():
    """An account with 5,000 texts, and nobody who answers."""
    with PracticeServer(settings=FAST, with_firm=False) as server:
        server.account.load(past(5000))
        yield server


def open_profile(folder, server):
    environment = Environment(server.base_url, memory_secrets=True)
    return Profile(folder, environment)


@pytest.fixture
def connected(tmp_path, twilio):
    """A profile that knows the account and has read nothing."""
    folder = tmp_path / "profile"
    opened = open_profile(folder, twilio).connect_parts(
        ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana"
    )
    yield opened, folder
    opened.reading.close()
    opened.workspace.running.close()


def history_pages(server):
    """The places of the list the long read asked for, in order; rounds name a day instead."""
    return [
        dict(line.query).get("PageToken", "first")
        for line in server.requests()
        if line.path.endswith("/Messages.json")
        and not any(name.startswith("DateSent") for name, _ in line.query)
    ]


def until(ear, true):
    """Wait for events until something holds; it is looked at once an event, as it reads the store.

    Events that came before count as well.
    """
    with ear._news:
        assert ear._news.wait_for(true, PATIENCE_S), ear.heard[-5:]


def finished(opened):
    return lambda: opened.reading.archive.history().finished_at is not None


@pytest.mark.expected_log("the sync process ended")
def test_a_history_that_is_killed_goes_on_and_nothing_is_missing(connected, twilio):
    opened, _folder = connected
    work, archive = opened.workspace, opened.reading.archive
    ear = Ear(work.events)
    twilio.add_fault(
        Fault(method="GET", path=r"Messages\.json.*PageToken", skip=1, delay=60, times=1)
    )
    work.running.start()
    until(ear, lambda: archive.history().read == 2000)
    waiting = threading.Event()
    while len(history_pages(twilio)) < 3:
        waiting.wait(0.02)
    work.sync._process.send_signal(signal.SIGKILL)
    work.sync._process.wait(10)
    until(ear, finished(opened))
    done = archive.history()
    assert (done.read, done.opt_outs) == (5000, 1)
    asked = history_pages(twilio)
    assert sorted(set(asked)) != sorted(asked)
    assert len(asked) == len(set(asked)) + 1, "one page was asked for a second time"
    until(ear, lambda: archive.pictures().kept == 3)
    until(ear, lambda: any(report.kind == "week" for report in archive.gap_reports()))
    assert archive.gap_reports()[0].missing == ()
    with work_database(opened).read() as connection:
        stored = connection.exec_driver_sql("SELECT count(*) FROM messages WHERE sid IS NOT NULL")
        assert stored.scalar() == 5000
        sizes = connection.exec_driver_sql("SELECT width, height FROM media ORDER BY position")
        assert [tuple(row) for row in sizes] == [(160, 120), (120, 160), (0, 0)]
        hashes = connection.exec_driver_sql(
            "SELECT sha256 FROM media WHERE state = 'kept' ORDER BY position"
        ).scalars()
        assert list(hashes) == [hashlib.sha256(each.data).hexdigest() for each in THREE]


def work_database(opened):
    return opened.room().database


def test_a_pause_holds_over_a_restart_and_new_texts_still_arrive(connected, twilio):
    opened, _folder = connected
    work, archive = opened.workspace, opened.reading.archive
    work.settings.set("history_pace", "paused")
    ear = Ear(work.events)
    work.running.start()
    twilio.inbound(MARIA, "new while paused")
    work.sync.sync_now()
    until(ear, lambda: opened.reading.conversation_by_number(MARIA) is not None)
    assert not archive.history().started
    assert history_pages(twilio) == []
    work.settings.set("history_pace", "normal")
    work.sync.sync_now()
    until(ear, finished(opened))
    assert archive.history().read == 5001


def test_new_texts_do_not_wait_for_a_history_that_hangs(connected, twilio):
    opened, _folder = connected
    work = opened.workspace
    ear = Ear(work.events)
    twilio.add_fault(Fault(method="GET", path=r"Messages\.json.*PageToken", status=503, times=None))
    work.running.start()
    ear.wait_for(lambda event: isinstance(event, ArchiveChanged))
    twilio.inbound(MARIA, "while the history hangs")
    work.sync.sync_now()
    until(ear, lambda: opened.reading.conversation_by_number(MARIA) is not None)
    assert opened.reading.archive.history().running
    assert work.sync.state.online


def test_a_script_killed_in_the_history_goes_on_with_the_next_one(office, practice_process):
    assert office.connect().status == 0
    practice_process.add_fault(method="GET", path=r"Messages\.json", delay=60, times=1)
    process = subprocess.Popen(
        [*office.command(), "sync", "--data", str(office.folder)],
        env=os.environ | office.environment,
    )
    waiting = threading.Event()
    for _ in range(300):
        lines = practice_process.ask("GET", "requests")["requests"]
        if any(line["path"].endswith("/Messages.json") for line in lines):
            break
        waiting.wait(0.1)
    process.kill()
    process.wait(10)
    assert not office("gaps").json["history"]["finished"]
    office("sync")
    told = office("gaps").json
    texts = practice_process.truth()["messages"]
    assert told["history"] == told["history"] | {"finished": True, "read": len(texts)}
    assert told["reports"][0]["missing"] == []
    assert told["pictures"]["wanted"] == 0
    assert told["pictures"]["kept"] > 0


def test_a_text_removed_at_twilio_is_kept_and_named(office, practice_process):
    assert office.connect().status == 0
    office("sync")
    now = practice_process.truth()["now"]
    gone = next(
        each
        for each in reversed(practice_process.truth()["messages"])
        if each["direction"] == "inbound" and _age(each, now) > DAY
    )
    delete(practice_process, gone["sid"])
    assert office("sync", "--deep", "--days", "0").json["new"] == 0
    told = office("gaps")
    report = told.json["reports"][0]
    assert [gap["sid"] for gap in report["removed"]] == [gone["sid"]]
    assert report["missing"] == []
    assert "kept here" in office("gaps", options=()).out


def _age(raw, now):
    from email.utils import parsedate_to_datetime

    return now - parsedate_to_datetime(raw["date_created"]).timestamp()


def delete(server, sid):
    from tests.unit.practice.caller import Caller

    with Caller(int(server.origin.rpartition(":")[2])) as caller:
        assert caller.delete(f"/Messages/{sid}.json").status == 204
