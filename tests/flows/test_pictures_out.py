"""Pictures on their way to a client over real HTTP: put up, fetched by Twilio, taken down again."""

import os
import signal
import subprocess

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.messaging import outgoing_hosting
from desktop_app.services.practice.constants import (
    ACCOUNT_SID,
    KEY_SECRET,
    KEY_SID,
    LOCAL_NUMBER,
    TOLL_FREE_NUMBER,
)
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.practice.texts import Picture
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    MessageStatus,
    OutboxState,
    TextRequest,
)
from tests.flows.test_syncing import Ear
from tests.picture_kit import WHERE, gif, jpeg, png

MARIA, TOMASZ = "+13125550181", "+13125550182"
BODY = "Hartwell & Osei: here is the car. Reply STOP to opt out."
FILES = {"image/jpeg": jpeg(), "image/png": png(), "image/gif": gif()}


@pytest.fixture
def twilio(monkeypatch):
    """An account with nobody in it; pictures that are done are taken down at once."""
    monkeypatch.setattr(outgoing_hosting, "TIDY_AFTER_S", 0)
    with PracticeServer(settings=FAST, with_firm=False) as server:
        yield server


def open_window(folder, server):
    profile = Profile(folder, Environment(server.base_url, memory_secrets=True))
    opened = profile.connect_parts(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", "Dana")
    for number in (MARIA, TOMASZ):
        opened.workspace.consent.record_consent(agreed(number), "Dana")
    return opened


def agreed(number):
    return ConsentEntry(number, ConsentLevel.EXPRESS, "2026-03-04", "form", "You may text me")


def close(opened):
    opened.reading.close()
    opened.workspace.running.close()


@pytest.fixture
def window(tmp_path, twilio):
    opened = open_window(tmp_path / "profile", twilio)
    yield opened
    close(opened)


def send(opened, *contents, to=MARIA, body=BODY, key="a"):
    """A text with these pictures from the composer; its outbox row."""
    work = opened.workspace
    made = [work.outgoing.add(to, content, "a picture").id for content in contents]
    request = TextRequest(to, body, key, "Dana", pictures=tuple(made))
    queued = work.messaging.queue_text(request)
    assert queued.outbox_id is not None, queued.reason
    return queued


def until(opened, ear, true):
    """Wait for events until something in the store holds."""
    with ear._news:
        assert ear._news.wait_for(true, 60), ear.heard[-5:]


def sent(server, body=BODY):
    return [each for each in server.truth()["messages"] if each["body"] == body]


def media_of(server, sid):
    store = server.account.store
    return [(kind, store.picture_bytes(sid, each)) for each, _at, kind in store.pictures_of(sid)]


@pytest.mark.row("S0-53")
def test_jpeg_png_and_gif_go_out_and_come_in(window, twilio):
    ear = Ear(window.workspace.events)
    window.workspace.running.start()
    queued = send(window, *FILES.values())
    reading = window.reading
    until(window, ear, lambda: state(window, queued) is OutboxState.ACCEPTED)
    (there,) = sent(twilio)
    assert there["num_media"] == "3"
    arrived = media_of(twilio, there["sid"])
    assert [kind for kind, _ in arrived] == list(FILES)
    assert all(WHERE in FILES[kind] and WHERE not in data for kind, data in arrived)
    twilio.inbound(MARIA, "And mine", pictures=tuple(Picture(k, v) for k, v in FILES.items()))
    window.workspace.sync.sync_now()
    place = queued.conversation_id
    until(window, ear, lambda: kept(reading, place) == 6)
    kinds = [each.media_type for each in reading.archive.pictures_with(place) if each.inbound]
    assert sorted(kinds) == sorted(FILES)
    assert all(reading.archive.thumbnail(each.id) for each in reading.archive.pictures_with(place))


def state(opened, queued):
    return opened.reading.outbox_row(queued.outbox_id).state


def kept(reading, place):
    return sum(each.state == "kept" for each in reading.archive.pictures_with(place))


def test_what_was_put_up_is_taken_down_after_delivery_and_nothing_doubles(window, twilio):
    work, ear = window.workspace, Ear(window.workspace.events)
    work.running.start()
    queued = send(window, jpeg())
    until(window, ear, lambda: state(window, queued) is OutboxState.ACCEPTED)
    work.sync.sync_now()
    bubble = lambda: window.reading.messages([queued.message_id])[0]  # noqa: E731
    until(window, ear, lambda: bubble().status is MessageStatus.DELIVERED)
    pictures = window.room().hosting
    while pictures.step().wait is not None:
        pass
    assert twilio.truth()["public_files"] == []
    work.sync.run_round()
    assert len(bubble().pictures) == 1
    assert len(sent(twilio)) == 1


def test_what_a_window_left_up_is_taken_down_by_the_next_one(tmp_path, twilio):
    opened = open_window(tmp_path / "profile", twilio)
    send(opened, jpeg())
    opened.room().put_pictures_up()
    assert len(twilio.truth()["public_files"]) == 1
    opened.workspace.messaging.send_due()
    close(opened)
    again = Profile(tmp_path / "profile", Environment(twilio.base_url, memory_secrets=True))
    opened = again.open_parts()
    try:
        opened.workspace.sync.run_round()
        opened.room().put_pictures_up()
        assert twilio.truth()["public_files"] == []
    finally:
        close(opened)


def test_an_upload_that_hangs_holds_up_nobody_else(window, twilio):
    twilio.add_fault(Fault(method="POST", path="serverless-upload", delay=60, times=1))
    ear = Ear(window.workspace.events)
    window.workspace.running.start()
    slow = send(window, jpeg())
    quick = send(window, to=TOMASZ, key="b")
    until(window, ear, lambda: state(window, quick) is OutboxState.ACCEPTED)
    assert state(window, slow) is OutboxState.QUEUED
    twilio.stop()  # ends the hanging upload


def test_a_second_computer_takes_none_of_the_first_one_s_pictures_down(window, tmp_path, twilio):
    other = open_window(tmp_path / "other", twilio)
    try:
        for opened, to in ((window, MARIA), (other, TOMASZ)):
            opened.workspace.outgoing.add(to, jpeg(), "car.jpg")
        for opened in (window, other, window):
            opened.room().put_pictures_up()
        assert len(twilio.truth()["public_files"]) == 2
        for number, (opened, to) in enumerate(((other, TOMASZ), (window, MARIA))):
            (made,) = opened.workspace.outgoing.of_draft(to)
            request = TextRequest(to, BODY, f"key {number}", "Dana", pictures=(made.id,))
            queued = opened.workspace.messaging.queue_text(request)
            opened.workspace.messaging.send_due()
            assert state(opened, queued) is OutboxState.ACCEPTED
        assert [each["status"] for each in sent(twilio)] == ["delivered"] * 2
        assert all(len(media_of(twilio, each["sid"])) == 1 for each in sent(twilio))
    finally:
        close(other)


def test_a_list_of_files_in_many_pages_is_read_whole_before_a_build(window, twilio):
    twilio.change_settings(page_cap=2)
    for number in range(4):
        window.workspace.outgoing.add(MARIA, png(40 + number, 40), "a")
        window.room().put_pictures_up()
    assert len(twilio.truth()["public_files"]) == 4


def test_half_a_list_of_files_stops_the_build(window, twilio):
    twilio.change_settings(page_cap=2)
    for number in range(3):
        window.workspace.outgoing.add(MARIA, png(40 + number, 40), "a")
    window.room().put_pictures_up()
    up = twilio.truth()["public_files"]
    assert len(up) == 3
    twilio.add_fault(Fault(method="GET", path=r"Assets\?.*Page=1", status=503, times=None))
    window.workspace.outgoing.add(MARIA, png(90, 40), "a")
    window.room().put_pictures_up(3.0)
    assert twilio.truth()["public_files"] == up


def test_a_key_that_may_not_host_files_ends_the_text_in_a_sentence(window, twilio):
    twilio.change_settings(hosts_files=False)
    queued = send(window, jpeg())
    window.room().put_pictures_up()
    window.workspace.messaging.send_due()
    row = window.reading.outbox_row(queued.outbox_id)
    assert row.state is OutboxState.NOT_SENT
    assert "a Standard key can" in row.reason
    assert sent(twilio) == []


def test_twilio_refuses_pictures_from_a_number_without_them(window, twilio):
    twilio.change_settings(no_pictures=[LOCAL_NUMBER])
    assert window.workspace.outgoing.cannot_carry(LOCAL_NUMBER) == ""
    queued = send(window, jpeg())
    window.room().put_pictures_up()
    window.workspace.messaging.send_due()
    row = window.reading.outbox_row(queued.outbox_id)
    assert (row.state, row.error_code) == (OutboxState.REFUSED, 21621)
    window.workspace.connection.check()
    assert "can’t send pictures" in window.workspace.outgoing.cannot_carry(LOCAL_NUMBER)
    assert window.workspace.outgoing.cannot_carry(TOLL_FREE_NUMBER) == ""


# The command line


@pytest.fixture
def office(office, tmp_path):
    """The command line of a connected firm that may text Maria; pictures lie in `tmp_path`."""
    assert office.connect().status == 0
    people = tmp_path / "people.csv"
    for kind, content in FILES.items():
        (tmp_path / f"car.{kind[6:]}").write_bytes(content)
    people.write_text("name,cell\n", encoding="utf-8")
    opened = Profile(
        office.folder,
        Environment(office.environment["BRIEFTEXT_TWILIO_BASE_URL"], memory_secrets=True),
    ).open_parts()
    opened.workspace.consent.record_consent(agreed(MARIA), "Dana")
    close(opened)
    return office


def with_media(*files):
    return ("send", "--to", MARIA, "--body", BODY, "--media", *map(str, files))


@pytest.mark.row("S4-30")
def test_pictures_are_sent_from_the_command_line(office, tmp_path, practice_process):
    said = office(*with_media(tmp_path / "car.jpeg", tmp_path / "car.gif"), "--wait")
    assert (said.status, said.json["state"]) == (0, "accepted"), said.err
    (there,) = [each for each in practice_process.truth()["messages"] if each["body"] == BODY]
    assert (there["sid"], there["num_media"]) == (said.json["sid"], "2")
    assert there["status"] == "delivered"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"%PDF-1.7", "link to your portal"),
        ("photo.heic", b"\0\0\0\x18ftypheic", "save it as JPEG"),
        ("missing.jpg", None, "can’t be read"),
    ],
)
def test_a_file_that_cannot_go_sends_nothing(office, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    said = office(*with_media(tmp_path / "car.jpeg", tmp_path / name))
    assert said.status == 1
    assert words in said.err
    assert office("outbox").lines == []
    again = office(*with_media(tmp_path / "car.jpeg"), "--wait")
    assert again.json["state"] == "accepted"


def test_builds_that_fail_end_in_a_sentence(office, tmp_path, practice_process):
    practice_process.change_settings(builds_fail=3)
    said = office(*with_media(tmp_path / "car.jpeg"), "--wait")
    assert (said.status, said.json["state"]) == (1, "not_sent")
    assert "Twilio did not make them ready" in said.err


@pytest.mark.parametrize(
    "where",
    ["Services$", "serverless-upload", "Builds$", "Deployments$"],
)
def test_a_program_killed_between_two_steps_goes_on_with_the_next_one(
    office, tmp_path, practice_process, where
):
    """The request was carried out, the program never learned of it."""
    practice_process.add_fault(path=where, delay_after=60)
    words = [*office.command(), *with_media(tmp_path / "car.jpeg"), "--data", str(office.folder)]
    process = subprocess.Popen(words, env=os.environ | office.environment)
    asked = wait_for_fault(practice_process)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    assert asked["hits"] == 1
    office("sync")
    assert [row["state"] for row in office("outbox", "--all").lines] == ["accepted"]
    there = [each for each in practice_process.truth()["messages"] if each["body"] == BODY]
    assert [(each["num_media"], each["status"]) for each in there] == [("1", "delivered")]


def wait_for_fault(practice):
    """Until the one fault there is has struck."""
    import threading

    pause = threading.Event()
    for _ in range(600):
        (fault,) = practice.ask("GET", "faults")["faults"]
        if fault["hits"]:
            return fault
        pause.wait(0.05)
    raise AssertionError("it never came to the request")


def test_a_lost_answer_to_a_picture_text_is_found_and_never_posted_again(
    office, tmp_path, practice_process
):
    practice_process.add_fault(method="POST", path=r"Messages\.json", drop="after_stored")
    said = office(*with_media(tmp_path / "car.jpeg"), "--wait")
    assert (said.status, said.json["state"]) == (0, "accepted")
    there = [each for each in practice_process.truth()["messages"] if each["body"] == BODY]
    assert [each["sid"] for each in there] == [said.json["sid"]]
