"""Putting pictures up at Twilio: every step may be the last before a kill, and none is lost."""

import contextlib
import hashlib
from dataclasses import dataclass, field

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.models import outgoing, outgoing_hosting
from desktop_app.models.outgoing import File
from desktop_app.services.errors import (
    KeyRefused,
    NotReached,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from desktop_app.services.events import EventBus
from desktop_app.services.messaging import outgoing_hosting as hosting_module
from desktop_app.services.messaging.outgoing_hosting import MOST_TRIES, TIDY_AFTER_S, Hosting
from desktop_app.services.messaging.outgoing_pictures import OutgoingService
from desktop_app.services.messaging.outgoing_ports import Asset, Place
from desktop_app.services.records import OutboxState, Problem
from tests.picture_kit import jpeg, png
from tests.store_kit import MARIA, NOW, FreeLock

ACCOUNT = "AC" + "1" * 32


@dataclass
class FakeHost:
    """A file host that keeps to the rules of Twilio's; `fails` raises before or after a call."""

    account_sid: str = ACCOUNT
    services: dict = field(default_factory=dict)
    environments: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)
    contents: dict = field(default_factory=dict)
    builds: dict = field(default_factory=dict)
    served: set = field(default_factory=set)
    calls: list = field(default_factory=list)
    fail_at: int = 0
    fail_after: bool = False
    error: Exception = field(default_factory=lambda: OutcomeUnknown(Problem("cut")))
    build_states: list = field(default_factory=list)
    hidden: bool = False
    now: int = NOW

    def _call(self, name, act):
        self.calls.append(name)
        if len(self.calls) == self.fail_at:
            if self.fail_after:
                act()
            raise self.error
        return act()

    def _sid(self, kind):
        return f"{kind}{len(self.calls):032x}"

    def service(self, name):
        return self._call("service", lambda: self.services.setdefault(name, self._sid("ZS")))

    def environment(self, service_sid, name):
        place = Place(self._sid("ZE"), f"{service_sid[-4:]}.twil.io".lower())
        return self._call("environment", lambda: self.environments.setdefault(name, place))

    def assets(self, service_sid):
        if service_sid not in self.services.values():
            self.calls.append("assets")
            raise Refused(Problem("not found"), status=404, code=20404)
        return self._call("assets", lambda: list(self.records.values()))

    def make_asset(self, service_sid, name):
        def act():
            made = Asset(self._sid("ZH"), name, self.now)
            self.records[made.sid] = made
            return made.sid

        return self._call("make_asset", act)

    def version(self, service_sid, asset_sid):
        return self._call(
            "version",
            lambda: next((k for k, v in self.contents.items() if v["asset"] == asset_sid), ""),
        )

    def upload(self, service_sid, asset_sid, *, path, media_type, content, public):
        def act():
            sid = self._sid("ZN")
            self.contents[sid] = {"asset": asset_sid, "path": path, "public": public}
            return sid

        return self._call("upload", act)

    def build(self, service_sid, versions):
        def act():
            assert versions, "a build needs a file"
            assert len(set(versions)) == len(versions)
            sid = self._sid("ZB")
            self.builds[sid] = list(versions)
            return sid

        return self._call("build", act)

    def build_state(self, service_sid, build_sid):
        return self._call(
            "build_state", lambda: self.build_states.pop(0) if self.build_states else "completed"
        )

    def deploy(self, service_sid, environment_sid, build_sid):
        def act():
            named = [self.contents[each] for each in self.builds[build_sid]]
            self.served = {each["path"] for each in named if each["public"]}

        return self._call("deploy", act)

    def delete_asset(self, service_sid, asset_sid):
        return self._call("delete_asset", lambda: self.records.pop(asset_sid, None))

    def is_served(self, domain, path):
        return self._call("is_served", lambda: path in self.served and not self.hidden)


@pytest.fixture
def host():
    return FakeHost()


@pytest.fixture
def pictures(desk):
    service = OutgoingService(
        desk.database, picture_command(), desk.clock, EventBus(), lambda: None
    )
    yield service
    service.close()


def hosting(desk, host):
    return Hosting(desk.database, lambda: host, desk.clock, desk.lock)


def put_in(desk, number=MARIA, content=b"picture"):
    """A picture of an unsent text, without the decoder."""
    digest = hashlib.sha256(content).hexdigest()
    file = File(digest, "image/jpeg", len(content), 4, 4, content, b"small")
    with desk.database.write() as connection:
        return outgoing.add(
            connection,
            number,
            file,
            name="a.jpg",
            size_before=9,
            metadata_removed=False,
            now=desk.clock.now(),
        )


def run(desk, made, seconds=0):
    """Steps until nothing is to be done, the clock moving as far as they wait."""
    lived = False
    until = desk.clock.at + seconds
    for _ in range(400):
        done = made.step()
        lived |= done.lives
        if done.wait is None or desk.clock.at + done.wait > max(until, desk.clock.at):
            if desk.clock.at >= until:
                return lived
            desk.clock.at = until
            continue
        desk.clock.at += max(round(done.wait), 0)
    raise AssertionError("it never comes to rest")


def rows(desk):
    with desk.database.read() as connection:
        return outgoing_hosting.every(connection)


def test_pictures_are_put_up_while_their_text_is_still_being_written(desk, host):
    put_in(desk)
    assert run(desk, hosting(desk, host))
    (up,) = rows(desk)
    assert (up.state, host.served) == ("live", {up.path})
    assert len(up.path) == len("/p/.jpg") + 32
    assert hosting(desk, host).step().wait is None


def test_several_pictures_come_up_with_one_build(desk, host):
    for content in (b"one", b"two", b"three"):
        put_in(desk, content=content)
    run(desk, hosting(desk, host))
    assert host.calls.count("build") == host.calls.count("deploy") == 1
    assert len(host.served) == 3


def test_a_later_build_takes_nothing_down(desk, host):
    made = hosting(desk, host)
    put_in(desk, content=b"one")
    run(desk, made)
    before = set(host.served)
    put_in(desk, content=b"two")
    run(desk, made)
    assert before < host.served
    assert host.calls.count("build") == 2


def test_a_build_keeps_what_another_copy_of_the_store_serves(desk, host):
    made = hosting(desk, host)
    put_in(desk, content=b"one")
    run(desk, made)
    theirs = Asset("ZH" + "f" * 32, "p-theirs", NOW)
    old = Asset("ZH" + "e" * 32, "p-old", NOW - 3 * 86_400)
    for each, path in ((theirs, "/p/theirs.jpg"), (old, "/p/old.jpg")):
        host.records[each.sid] = each
        host.contents[f"ZN{path}"] = {"asset": each.sid, "path": path, "public": True}
    put_in(desk, content=b"two")
    run(desk, made)
    assert "/p/theirs.jpg" in host.served
    assert "/p/old.jpg" not in host.served


def test_nothing_is_put_up_by_whoever_is_not_the_sender(desk, host):
    put_in(desk)
    other = Hosting(desk.database, lambda: host, desk.clock, FreeLock(taken=True))
    assert other.step().wait is None
    assert host.calls == []


CALLS = 20
"""How many requests it takes to put one picture up at a new place and take it down again."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, CALLS + 1))
def test_a_kill_at_any_request_is_gone_on_from(desk, host, at, after):
    """The process ends in a request, carried out or not; another one goes on with the store."""

    class KilledError(BaseException):
        pass

    put_in(desk)
    host.fail_at, host.fail_after, host.error = at, after, KilledError()
    first = hosting(desk, host)
    with contextlib.suppress(KilledError):
        run(desk, first)
    assert run(desk, hosting(desk, host)) or rows(desk)[0].state == "live"
    (up,) = rows(desk)
    assert host.served == {up.path}
    assert list(host.services) == [place(desk).name]
    assert len(host.environments) == 1
    with desk.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM outgoing_pictures")
    try:
        run(desk, hosting(desk, host), TIDY_AFTER_S)
    except KilledError:
        run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert (host.served, rows(desk)) == (set(), [])
    assert len(host.records) == 1, "only the file that a build needs is left"
    assert len(host.calls) > CALLS


def test_one_picture_up_and_down_takes_exactly_the_requests_that_are_killed(desk, host):
    made = put_in(desk)
    run(desk, hosting(desk, host))
    with desk.database.write() as connection:
        outgoing.remove(connection, made)
    run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert len(host.calls) == CALLS


def place(desk):
    with desk.database.read() as connection:
        return outgoing_hosting.host(connection, ACCOUNT)


@pytest.mark.parametrize("at", range(1, 13))
def test_a_request_without_an_answer_is_made_again_later(desk, host, at):
    put_in(desk)
    host.fail_at, host.fail_after = at, True
    made = hosting(desk, host)
    run(desk, made)
    desk.clock.at += 3
    run(desk, made, 5)
    (up,) = rows(desk)
    assert (up.state, host.served) == ("live", {up.path})


def test_without_a_network_pictures_wait_and_are_not_given_up(desk, host):
    queued = with_text(desk)
    made = hosting(desk, host)
    made.step()
    for at in range(1, 8):
        host.fail_at, host.error = len(host.calls) + 1, NotReached(Problem("no route"))
        assert made.step().wait > 0, at
        desk.clock.at += 600
    assert [each.state for each in rows(desk)] == ["wanted"]
    desk.clock.at += 600
    run(desk, made)
    assert desk.row(queued).state is OutboxState.QUEUED
    assert rows(desk)[0].state == "live"


def with_text(desk):
    made = put_in(desk)
    return desk.queue(pictures=(made,)).outbox_id


def test_twilio_s_wish_for_a_pause_is_kept(desk, host):
    put_in(desk)
    host.fail_at, host.error = 2, Throttled(Problem("slow down"), retry_after=90)
    made = hosting(desk, host)
    waits = [made.step().wait for _ in range(4)]
    assert 90 in waits
    assert made.step().wait == 90


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused(Problem("This service is full."), status=400, code=20001), "service is full"),
        (KeyRefused(Problem("No."), status=403, code=20403), "Standard key"),
    ],
)
def test_a_certain_no_ends_the_text_with_a_sentence(desk, host, error, words):
    queued = with_text(desk)
    host.fail_at, host.error = 2, error
    made = hosting(desk, host)
    assert [made.step() for _ in range(2)][-1].failed
    desk.sender.send_due()
    assert desk.row(queued).state is OutboxState.NOT_SENT
    assert words in desk.row(queued).reason
    assert desk.twilio.posts == []
    assert len(desk.bubble(queued).pictures) == 1


def test_a_key_that_is_refused_for_now_ends_nothing(desk, host):
    queued = with_text(desk)
    host.fail_at, host.error = 2, KeyRefused(Problem("No."), status=401, code=20003)
    made = hosting(desk, host)
    assert not any(made.step().failed for _ in range(3))
    desk.sender.send_due()
    assert desk.row(queued).state is OutboxState.QUEUED


def test_a_build_that_fails_is_made_anew(desk, host):
    put_in(desk)
    host.build_states = ["building", "failed", "building", "completed"]
    run(desk, hosting(desk, host), 30)
    assert rows(desk)[0].state == "live"
    assert host.calls.count("build") == 2


def test_builds_that_always_fail_end_the_text_and_sending_again_tries_anew(desk, host):
    queued = with_text(desk)
    host.build_states = ["failed"] * MOST_TRIES
    made = hosting(desk, host)
    run(desk, made, 60)
    assert rows(desk)[0].state == "failed"
    desk.sender.send_due()
    assert desk.row(queued).state is OutboxState.NOT_SENT
    again = desk.messaging.resend(queued, "Dana Whitfield").outbox_id
    run(desk, made, 60)
    desk.sender.send_due()
    assert desk.row(again).state is OutboxState.ACCEPTED
    assert len(host.served) == 1


def test_a_build_that_never_ends_is_given_up(desk, host):
    put_in(desk)
    host.build_states = ["building"] * 400
    made = hosting(desk, host)
    for _ in range(12):
        made.step()
    desk.clock.at += hosting_module.BUILD_S + 1
    host.build_states = ["building"]
    made.step()
    desk.clock.at += 10
    run(desk, made, 10)
    assert rows(desk)[0].state == "live"
    assert host.calls.count("build") == 2


def test_a_file_that_never_shows_is_given_up(desk, host):
    queued = with_text(desk)
    host.hidden = True
    made = hosting(desk, host)
    for _ in range(60):
        made.step()
        desk.clock.at += 30
    desk.sender.send_due()
    assert desk.row(queued).reason.endswith("Twilio did not make them ready")


def test_a_place_somebody_deleted_is_made_anew(desk, host):
    put_in(desk, content=b"one")
    made = hosting(desk, host)
    run(desk, made)
    first = place(desk).name
    host.services.clear()
    put_in(desk, content=b"two")
    run(desk, made)
    desk.clock.at += 5
    run(desk, made)
    assert place(desk).name != first
    assert {each.state for each in rows(desk)} == {"live"}


# Down again


def delivered(desk, queued):
    desk.sender.send_due()
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE messages SET status = 'delivered' WHERE outbox_id = ?", (queued,)
        )


def test_a_picture_is_taken_down_once_its_text_was_delivered(desk, host):
    queued = with_text(desk)
    run(desk, hosting(desk, host))
    desk.sender.send_due()
    run(desk, hosting(desk, host), 2 * TIDY_AFTER_S)
    assert len(host.served) == 1, "Twilio may still be fetching it"
    delivered(desk, queued)
    run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert (host.served, rows(desk)) == (set(), [])
    assert "delete_asset" in host.calls


def test_no_picture_stays_up_for_longer_than_a_day(desk, host):
    with_text(desk)
    run(desk, hosting(desk, host))
    desk.sender.send_due()
    desk.clock.at += 86_400
    run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert host.served == set()


def test_a_picture_of_a_text_nobody_sends_is_taken_down_after_a_day(desk, host):
    made = put_in(desk)
    run(desk, hosting(desk, host))
    desk.clock.at += 86_400
    run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert host.served == set()
    queued = desk.queue(pictures=(made,)).outbox_id
    run(desk, hosting(desk, host))
    desk.sender.send_due()
    assert desk.row(queued).state is OutboxState.ACCEPTED


def test_a_picture_taken_out_before_it_was_up_leaves_nothing_behind(desk, host):
    made = put_in(desk)
    first = hosting(desk, host)
    while not any(each.state == "uploaded" for each in rows(desk)):
        first.step()
    with desk.database.write() as connection:
        outgoing.remove(connection, made)
    run(desk, first, TIDY_AFTER_S)
    assert (rows(desk), host.served) == ([], set())
    assert len(host.records) == 1


def test_a_picture_taken_out_while_it_is_packed_is_taken_down_again(desk, host):
    made = put_in(desk)
    first = hosting(desk, host)
    host.build_states = ["building"] * 3
    while not host.builds:
        first.step()
    with desk.database.write() as connection:
        outgoing.remove(connection, made)
    run(desk, first, 2 * TIDY_AFTER_S)
    assert (rows(desk), host.served) == ([], set())
    assert len(host.records) == 1


def test_a_picture_in_two_texts_stays_up_until_both_are_done(desk, host):
    first = with_text(desk)
    again = put_in(desk)
    second = desk.queue("again", pictures=(again,)).outbox_id
    run(desk, hosting(desk, host))
    assert len(host.served) == 1
    delivered(desk, first)
    run(desk, hosting(desk, host), 2 * TIDY_AFTER_S)
    assert len(host.served) == 1
    desk.clock.at += 5
    delivered(desk, second)
    run(desk, hosting(desk, host), TIDY_AFTER_S)
    assert host.served == set()


def test_real_pictures_go_the_same_way(desk, host, pictures):
    for content in (jpeg(), png()):
        pictures.add(MARIA, content, "a")
    run(desk, hosting(desk, host))
    assert sorted(path[-3:] for path in host.served) == ["jpg", "png"]
