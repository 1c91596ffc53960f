"""Putting pictures up at Twilio and taking them down: requests and answers as described."""

import pytest

from desktop_app.services.adapters.twilio_assets import TwilioAssets
from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.errors import OutcomeUnknown, Refused
from desktop_app.services.ports import Credentials
from desktop_app.services.practice import constants
from desktop_app.services.practice.faults import Fault
from tests.contract.description import check_answer, check_request
from tests.flows.practice_fixture import practice  # noqa: F401
from tests.unit.practice.caller import FORM, Caller

ROOT = "/by-host/serverless.twilio.com/v1/Services"
UPLOAD_HOST = "serverless-upload.twilio.com"
FILE = {"path": "/p/car.jpg", "media_type": "image/jpeg", "public": True}


@pytest.fixture
def assets(practice):  # noqa: F811
    key = Credentials(constants.ACCOUNT_SID, constants.KEY_SID, constants.KEY_SECRET)
    return TwilioAssets(TwilioCalls(key, practice.base_url))


def put_up(assets):
    service = assets.service("brieftext-1")
    place = assets.environment(service, "pictures")
    asset = assets.make_asset(service, "p-car")
    version = assets.upload(service, asset, content=b"\xff\xd8\xff car \r\n--x", **FILE)
    build = assets.build(service, [version])
    assert assets.build_state(service, build) == "completed"
    assets.deploy(service, place.sid, build)
    return service, place, asset, version


def test_every_request_to_the_file_host_is_one_twilio_describes(practice, assets):  # noqa: F811
    service, place, asset, version = put_up(assets)
    assert assets.version(service, asset) == version
    assert assets.is_served(place.domain, "/p/car.jpg")
    assert not assets.is_served(place.domain, "/p/other.jpg")
    assets.delete_asset(service, asset)
    assets.delete_asset(service, asset)
    described = [line for line in practice.requests() if "/serverless.twilio.com/" in line.path]
    for line in described:
        check_request(line.method, line.path, line.query, line.form)
        assert line.authorized
    assert len(described) == 11
    uploads = [line for line in practice.requests() if UPLOAD_HOST in line.path]
    assert [(line.method, line.status, line.authorized) for line in uploads] == [
        ("POST", 201, True)
    ]
    public = [line for line in practice.requests() if ".twil.io/" in line.path]
    assert [(line.method, line.authorized) for line in public] == [("HEAD", False)] * 2


def test_what_is_served_is_what_was_uploaded_to_the_last_byte(practice, assets):  # noqa: F811
    _, place, _, _ = put_up(assets)
    found = practice.account.hosting.served(place.domain, "/p/car.jpg", 2e9, 0)
    assert (found.content_type, found.data) == ("image/jpeg", b"\xff\xd8\xff car \r\n--x")


def test_what_is_there_is_found_by_its_name_and_not_made_twice(assets):
    assert assets.service("brieftext-1") == assets.service("brieftext-1")
    service = assets.service("brieftext-1")
    assert assets.environment(service, "pictures") == assets.environment(service, "pictures")
    assert assets.build_state(service, "ZB" + "0" * 32) == ""


def test_the_file_host_answers_as_described(practice, assets):  # noqa: F811
    service, place, asset, version = put_up(assets)
    here = f"{ROOT}/{service}"
    with Caller(practice.port) as caller:
        for method, path, form in (
            ("GET", ROOT, None),
            ("GET", here, None),
            ("GET", f"{here}/Environments", None),
            ("GET", f"{here}/Assets", None),
            ("GET", f"{here}/Assets/{asset}/Versions", None),
            ("POST", f"{here}/Builds", f"AssetVersions={version}"),
            ("POST", f"{here}/Assets", "FriendlyName=another"),
            ("POST", f"{here}/Environments", "UniqueName=more&DomainSuffix=more"),
            ("POST", ROOT, "UniqueName=more&FriendlyName=More"),
        ):
            got = caller.ask(method, path, form, **(FORM if form else {}))
            check_answer(method, path, got.status, got.body)
            if path.endswith("/Builds"):
                build = got.json["sid"]
        status = f"{here}/Builds/{build}/Status"
        got = caller.ask("GET", status)
        check_answer("GET", status, got.status, got.body)
        deploy = f"{here}/Environments/{place.sid}/Deployments"
        got = caller.ask("POST", deploy, f"BuildSid={build}", **FORM)
        check_answer("POST", deploy, got.status, got.body)
        got = caller.ask("DELETE", f"{here}/Assets/{asset}")
        check_answer("DELETE", f"{here}/Assets/{asset}", got.status, got.body)


@pytest.mark.parametrize(
    "change", [{"sid": "ZS1"}, {"sid": None}, {"sid": "../" + "0" * 32}, {"sid": 7}]
)
def test_a_service_without_a_real_sid_is_not_used(practice, assets, change):  # noqa: F811
    practice.add_fault(Fault(method="POST", path="Services$", change=change))
    with pytest.raises(OutcomeUnknown):
        assets.service("brieftext-1")


@pytest.mark.parametrize("domain", ["evil.example.com", "a.twil.io.example.com", "a.twil.io/x", ""])
def test_a_place_outside_twilio_s_own_domain_is_not_used(practice, assets, domain):  # noqa: F811
    service = assets.service("brieftext-1")
    practice.add_fault(Fault(path="Environments", change={"domain_name": domain}, skip=1))
    with pytest.raises(OutcomeUnknown):
        assets.environment(service, "pictures")


def test_a_key_that_may_not_is_told_by_its_status(practice, assets):  # noqa: F811
    practice.change_settings(hosts_files=False)
    with pytest.raises(Refused) as refused:
        assets.service("brieftext-1")
    assert refused.value.status == 403
