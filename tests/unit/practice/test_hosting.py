"""The practice file host: what is served, to whom, and what Twilio fetches from it."""

import pytest

from desktop_app.services.practice.constants import LOCAL_NUMBER
from desktop_app.services.practice.firm.pictures import car
from tests.flows.practice_fixture import practice  # noqa: F401
from tests.unit.practice.caller import FORM, MARIA, Caller

ROOT = "/by-host/serverless.twilio.com/v1/Services"
UPLOADS = "/by-host/serverless-upload.twilio.com/v1/Services"
BOUNDARY = "----brieftext"


@pytest.fixture
def caller(practice):  # noqa: F811
    with Caller(practice.port) as made:
        yield made


def part(name, content, more=""):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def form_with_file(path, content, visibility="public"):
    file = '; filename="a.jpg"\r\nContent-Type: image/jpeg'
    parts = part("Path", path.encode()) + part("Visibility", visibility.encode())
    return parts + part("Content", content, file) + f"--{BOUNDARY}--\r\n".encode()


class Host:
    """One service with an environment."""

    def __init__(self, caller):
        self.caller = caller
        made = caller.ask("POST", ROOT, "UniqueName=firm-1&FriendlyName=Pictures", **FORM)
        self.place = f"{ROOT}/{made.json['sid']}"
        self.uploads = f"{UPLOADS}/{made.json['sid']}"
        form = "UniqueName=pictures"
        self.environment = caller.ask("POST", f"{self.place}/Environments", form, **FORM).json

    def upload(self, path, content=b"bytes", visibility="public"):
        asset = self.caller.ask("POST", f"{self.place}/Assets", f"FriendlyName={path}", **FORM)
        address = f"{self.uploads}/Assets/{asset.json['sid']}/Versions"
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        body = form_with_file(path, content, visibility)
        got = self.caller.ask("POST", address, body, **{"Content-Type": kind})
        assert got.status == 201, got.body
        return asset.json["sid"], got.json["sid"]

    def build(self, *versions):
        form = "&".join(f"AssetVersions={each}" for each in versions)
        return self.caller.ask("POST", f"{self.place}/Builds", form, **FORM)

    def deploy(self, build):
        address = f"{self.place}/Environments/{self.environment['sid']}/Deployments"
        return self.caller.ask("POST", address, f"BuildSid={build}", **FORM)

    def serves(self, path):
        """Asked without any key, as the public does."""
        self.caller.link.request("GET", f"/by-host/{self.environment['domain_name']}{path}")
        answer = self.caller.link.getresponse()
        answer.read()
        return answer.status


@pytest.fixture
def host(caller):
    return Host(caller)


def test_a_deployment_serves_what_its_build_names_and_nothing_else(host):
    _, first = host.upload("/p/one.jpg")
    asset, second = host.upload("/p/two.jpg")
    host.deploy(host.build(first).json["sid"])
    assert (host.serves("/p/one.jpg"), host.serves("/p/two.jpg")) == (200, 404)
    host.deploy(host.build(second).json["sid"])
    assert (host.serves("/p/one.jpg"), host.serves("/p/two.jpg")) == (404, 200)
    host.caller.ask("DELETE", f"{host.place}/Assets/{asset}")
    assert host.serves("/p/two.jpg") == 200, "deployed until something else is"


def test_a_private_file_is_served_to_nobody(host):
    _, version = host.upload("/nothing.txt", visibility="private")
    host.deploy(host.build(version).json["sid"])
    assert host.serves("/nothing.txt") == 404


def test_a_build_names_files_that_are_there(host):
    assert host.build().status == 400
    assert host.build("ZN" + "0" * 32).status == 404


def test_a_build_takes_its_time_and_may_fail(host, practice):  # noqa: F811
    practice.change_settings(build_after=3600.0, builds_fail=1)
    _, version = host.upload("/p/one.jpg")
    build = host.build(version).json["sid"]
    status = f"{host.place}/Builds/{build}/Status"
    assert host.caller.ask("GET", status).json["status"] == "building"
    assert host.deploy(build).status == 400
    practice.advance(3601)
    assert host.caller.ask("GET", status).json["status"] == "failed"


def test_a_text_carries_a_copy_of_what_was_served_when_it_was_made(host, practice):  # noqa: F811
    _, version = host.upload("/p/car.jpg", car().data)
    host.deploy(host.build(version).json["sid"])
    url = f"https://{host.environment['domain_name']}/p/car.jpg"
    form = f"To=%2B{MARIA[1:]}&From=%2B{LOCAL_NUMBER[1:]}&Body=car&MediaUrl={url}"
    messages = "/2010-04-01/Accounts/AC" + "fab1e" * 6 + "00/Messages.json"
    good = host.caller.ask("POST", messages, form, **FORM).json
    bad = host.caller.ask("POST", messages, form.replace("car.jpg", "x.jpg"), **FORM).json
    store = practice.account.store
    ((sid, _, kind),) = store.pictures_of(good["sid"])
    assert (kind, store.picture_bytes(good["sid"], sid)) == ("image/jpeg", car().data)
    assert store.pictures_of(bad["sid"]) == []
    ends = {each["sid"]: each["status"] for each in practice.truth()["messages"]}
    assert (ends[good["sid"]], ends[bad["sid"]]) == ("delivered", "failed")


def test_a_number_without_pictures_is_refused_and_says_so(caller, practice):  # noqa: F811
    practice.change_settings(no_pictures=[LOCAL_NUMBER])
    form = f"To=%2B{MARIA[1:]}&From=%2B{LOCAL_NUMBER[1:]}&MediaUrl=https://a.twil.io/p.jpg"
    account = "/2010-04-01/Accounts/AC" + "fab1e" * 6 + "00"
    assert caller.ask("POST", f"{account}/Messages.json", form, **FORM).code == 21621
    listed = caller.ask("GET", f"{account}/IncomingPhoneNumbers.json").json
    able = {n["phone_number"]: n["capabilities"]["mms"] for n in listed["incoming_phone_numbers"]}
    assert able.pop(LOCAL_NUMBER) is False
    assert set(able.values()) == {True}
