import pytest

from desktop_app.services.adapters.credentials import checked
from desktop_app.services.adapters.loopback import host_path, loopback_base_url
from desktop_app.services.errors import InvalidInput
from desktop_app.services.ports import Credentials
from tests.unit.adapters.conftest import ACCOUNT, CREDENTIALS, KEY, SECRET

TOKEN = "0123456789abcdef" * 2


def refused(credentials, **more):
    with pytest.raises(InvalidInput) as caught:
        checked(credentials, **more)
    return {problem.field: problem.message for problem in caught.value.fields}


def test_spaces_around_what_was_pasted_are_dropped():
    assert checked(Credentials(f" {ACCOUNT}\n", f"\t{KEY} ", f" {SECRET} ")) == CREDENTIALS


def test_every_missing_field_is_named_with_where_to_find_it():
    found = refused(Credentials("", " ", ""))
    assert set(found) == {"account_sid", "key_sid", "secret"}
    assert "starts with AC" in found["account_sid"]
    assert "starts with SK" in found["key_sid"]
    assert "shows it once" in found["secret"]


@pytest.mark.parametrize(
    "sid", ["AC123", "ac" + "a1" * 16, "AC" + "A1" * 16, ACCOUNT + "0", "Smith Law"]
)
def test_what_is_not_an_account_sid_is_refused(sid):
    assert "not an account SID" in refused(Credentials(sid, KEY, SECRET))["account_sid"]


def test_swapped_sids_are_told_apart():
    found = refused(Credentials(KEY, ACCOUNT, SECRET))
    assert "API key SID, not the account SID" in found["account_sid"]
    assert "account SID, not an API key SID" in found["key_sid"]


@pytest.mark.parametrize("sid", ["SK123", "sk" + "b2" * 16, KEY + "\n0"])
def test_what_is_not_a_key_sid_is_refused(sid):
    assert "not an API key SID" in refused(Credentials(ACCOUNT, sid, SECRET))["key_sid"]


def test_the_auth_token_is_refused_with_the_reason_in_either_field():
    found = refused(Credentials(ACCOUNT, TOKEN, TOKEN))
    assert set(found) == {"key_sid", "secret"}
    for message in found.values():
        assert message.startswith("That is the Auth Token. It opens the whole account")


def test_a_loopback_server_may_use_any_secret():
    assert checked(Credentials(ACCOUNT, KEY, TOKEN), real=False).secret == TOKEN


@pytest.mark.parametrize("secret", ["two words", "geheimniß", "a\x00b"])
def test_a_secret_with_foreign_characters_is_refused(secret):
    assert "only letters and digits" in refused(Credentials(ACCOUNT, KEY, secret))["secret"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://127.0.0.1:8080/by-host", "http://127.0.0.1:8080/by-host"),
        (" http://127.0.0.1:8080/by-host/ ", "http://127.0.0.1:8080/by-host"),
        ("http://127.9.9.9:1", "http://127.9.9.9:1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("HTTP://LOCALHOST:8080", "http://localhost:8080"),
        ("https://localhost:8443/x", "https://localhost:8443/x"),
    ],
)
def test_an_address_of_this_computer_is_taken(text, address):
    assert loopback_base_url(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "127.0.0.1:8080",
        "//127.0.0.1:8080",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://api.twilio.com",
        "http://10.0.0.1:8080",
        "http://0.0.0.0:8080",
        "http://127.1:8080",
        "http://2130706433",
        "http://0x7f.1",
        "http://127.0.0.1.elsewhere.example",
        "http://localhost.elsewhere.example",
        "http://127.0.0.1@elsewhere.example",
        "http://elsewhere.example#127.0.0.1",
        "http://elsewhere.example/127.0.0.1",
        "http://127.0.0.1:8080?x=y",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "http://[::1",
        "http://[::ffff:8.8.8.8]:80",
        "http://\uff11\uff12\uff17.0.0.1",
    ],
)
def test_any_other_address_is_refused(text):
    with pytest.raises(InvalidInput, match="must be an address on this computer"):
        loopback_base_url(text)


def test_the_original_host_becomes_the_first_part_of_the_path():
    moved = host_path(
        "https://messaging.twilio.com/v1/Services?Page=1", "http://127.0.0.1:1/by-host"
    )
    assert moved == "http://127.0.0.1:1/by-host/messaging.twilio.com/v1/Services?Page=1"
