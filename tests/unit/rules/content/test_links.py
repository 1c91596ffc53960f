"""Links: every shortener of the lists, whatever the writing around it, and what is no link."""

import pytest

from desktop_app.models.enums import Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.links import check, host_of, links_in

SEED = [
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
    "Tiny.cc",
    "lc.chat",
    "is.gd",
    "soo.gd",
    "s2r.co",
    "Clicky.me",
    "budurl.com",
    "bc.vc",
]
OWN = Circumstances(brand="Smith Law", domains=("smithlaw.com",))
MANY = Circumstances(brand="Smith Law", domains=("smithlaw.com",), origin=Origin.BULK)
BLOCKED = [
    "https://bit.ly/3xYz",
    "see BIT.LY/abc.",
    "go to Tiny.cc/abc!",
    "(https://is.gd/x1)",
    "https://smithlaw.com@bit.ly/x",
    "smithlaw.com@bit.ly/x",
    "https://lc.chat/now?x=1",
    "HTTPS://WWW.BIT.LY:443/x",
    "https://sub.bit.ly/x",
    "“https://bit.ly/x”",
    "https://bit.ly./x",
    "read it (bit.ly/x), then call",
    "bit.ly/a,bit.ly/b",
    "https://smithlaw.com,https://bit.ly/x",
    "https:/bit.ly/x",
    "bit\u3002ly/x",
    "ｂｉｔ.ly/x",
    "https://b%69t.ly/x",
    "b\u200bit.ly/x",
    "https://user:pass@bit.ly:8080/x?y#z",
    "ftp://bit.ly/x",
    "bit.ly",
    "Form:bit.ly/x",
    "<https://t.co/x>",
    "link-> rb.gy/x",
    "https://bіt.ly/x",
    "https://xn--bt-hoc.ly/x",
]
NOT_BLOCKED = [
    "https://smithlaw.com/bit.ly/x",
    "https://go.smithlaw.com/r/8F",
    "jo@bit.ly",
    "mailto:jo@bit.ly",
    "habit.lying",
    "notbit.ly/x",
    "No.2 is ok",
    "e.g.this",
    "Smith v. Jones.Com",
    "Exhibit 2.in the file",
    "ok.me too",
    "https://bit.ly.smithlaw.com/x",
    "The text http alone is fine",
    "and/or, 9a.m./10a.m., a.k.a./x",
    "2:24-cv-01234 and $4,500.00",
]
NO_LINK = [
    "Tell u.to come at 9",
    "Bring your s.id card",
    "jo@bit.ly",
    "habit.lying",
    "No.2 is ok",
    "e.g.this",
    "Exhibit 2.in the file",
    "ok.me too",
    "Meet at 9.30, bring I-130 and W-2.",
    "See § 768.28 and No. 24-1234.",
    "Wait...what",
    "a.m./p.m.",
]


def outcomes(body, about=OWN):
    return [found.outcome for found in check(body, about) if found.rule == "C-01"]


def http(body, about):
    return [found for found in check(body, about) if found.rule == "C-02"]


@pytest.mark.row("S3-20")
@pytest.mark.parametrize("host", SEED)
@pytest.mark.parametrize("shape", ["https://{}/x", "see {}/x.", "({})", "www.{}/x", "{}"])
@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_all_eleven_shorteners_are_blocked_in_any_case(host, shape, case):
    assert Outcome.BLOCK in outcomes(shape.format(case(host)))


@pytest.mark.row("S1-09")
@pytest.mark.parametrize("host", rule_data("shorteners")["public"])
def test_the_well_known_public_shorteners_are_blocked(host):
    (found,) = check(f"Sign here: https://{host}/abc", OWN)
    assert (found.rule, found.outcome) == ("C-01", Outcome.BLOCK)
    assert host in found.message
    assert "smithlaw.com" in found.message


@pytest.mark.row("S1-09")
@pytest.mark.parametrize("body", BLOCKED)
def test_a_shortener_is_found_whatever_stands_around_it(body):
    assert Outcome.BLOCK in outcomes(body)


@pytest.mark.parametrize("body", NOT_BLOCKED)
def test_what_only_looks_like_one_is_not_blocked(body):
    assert Outcome.BLOCK not in outcomes(body)


@pytest.mark.parametrize("body", NO_LINK)
def test_ordinary_writing_is_no_link(body):
    assert links_in(body) == ()


def test_the_place_is_the_link_without_the_sentence_s_punctuation():
    body = "Sign it here (https://bit.ly/x?a=1), then call."
    (found,) = check(body, OWN)
    assert body[found.start : found.end] == "https://bit.ly/x?a=1"


def test_a_bracket_that_belongs_to_the_address_stays():
    (link,) = links_in("https://en.wikipedia.org/wiki/Tort_(law)")
    assert link.end == len("https://en.wikipedia.org/wiki/Tort_(law)")


@pytest.mark.parametrize(
    "host", ["youtu.be", "g.page", "forms.gle", "maps.app.goo.gl", "wa.me", "t.me", "aka.ms"]
)
def test_the_short_links_of_one_service_are_advised_against(host):
    assert outcomes(f"https://{host}/x") == [Outcome.WARN]


@pytest.mark.row("S1-10")
@pytest.mark.parametrize(
    ("body", "manual", "many"),
    [
        ("https://smithlaw.com/forms", [], []),
        ("https://go.smithlaw.com/r/8F", [], []),
        ("https://WWW.SmithLaw.com", [], []),
        ("https://notsmithlaw.com", [Outcome.INFO], [Outcome.WARN]),
        ("https://flcourts.gov/x", [Outcome.INFO], [Outcome.WARN]),
        ("Smith v. Jones.Com", [Outcome.INFO], [Outcome.WARN]),
    ],
)
def test_links_on_the_firm_s_own_domain_pass_and_others_are_pointed_out(body, manual, many):
    assert outcomes(body) == manual
    assert outcomes(body, MANY) == many


@pytest.mark.parametrize("host", ["smіthlaw.com", "ѕmithlaw.com", "paypаl.com"])
def test_an_address_that_only_looks_like_another_is_pointed_out(host):
    (found,) = check(f"https://{host}/pay", OWN)
    assert (found.outcome, found.chip) == (Outcome.WARN, "Look-alike address")
    assert outcomes("https://müller-anwalt.de") == [Outcome.INFO]


def test_without_a_domain_set_the_advice_says_where_to_set_it():
    (found,) = check("https://smithlaw.com", Circumstances())
    assert found.outcome is Outcome.INFO
    assert "Settings" in found.message


def test_a_shortener_cannot_be_made_the_firm_s_own():
    assert outcomes("https://bit.ly/x", Circumstances(domains=("bit.ly",))) == [Outcome.BLOCK]


@pytest.mark.row("S3-19")
def test_several_domains_in_a_text_to_many_people_are_pointed_out():
    one = "https://smithlaw.com/a and https://go.smithlaw.com/b"
    two = "https://smithlaw.com/a and https://smith-legal.com/b"
    own = Circumstances(domains=("smithlaw.com", "smith-legal.com"), origin=Origin.BULK)
    assert check(one, own) == ()
    (found,) = check(two, own)
    assert (found.rule, found.outcome, found.chip) == ("C-01", Outcome.WARN, "Several domains")
    assert check(two, Circumstances(domains=own.domains)) == ()


@pytest.mark.row("S3-23")
@pytest.mark.parametrize(
    ("country", "outcome"), [("CA", Outcome.BLOCK), ("US", Outcome.WARN), ("GB", Outcome.WARN)]
)
def test_http_is_blocked_to_canada_and_advised_against_elsewhere(country, outcome):
    body = "See http://smithlaw.com/forms and HTTP://smithlaw.com."
    about = Circumstances(country=country, domains=("smithlaw.com",))
    found = http(body, about)
    assert [each.outcome for each in found] == [outcome, outcome]
    mended = found[0].fix.applied(body)
    assert mended == "See https://smithlaw.com/forms and HTTP://smithlaw.com."
    assert http(found[1].fix.applied(mended), about) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[2001:db8::1]:80", "intranet", "sub.smithlaw.com"])
def test_http_is_http_whatever_the_host(host):
    (found,) = http(f"http://{host}/x", Circumstances(country="CA"))
    assert found.outcome is Outcome.BLOCK


@pytest.mark.parametrize(
    "body", ["https://smithlaw.com", "www.smithlaw.com", "the word http alone", "http: a protocol"]
)
def test_what_is_no_http_link_passes_to_canada(body):
    assert http(body, Circumstances(country="CA")) == []


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://www.SmithLaw.com/x", "smithlaw.com"),
        ("smithlaw.com", "smithlaw.com"),
        ("https://a@b:1@smithlaw.com:80", "smithlaw.com"),
        ("http://xn--mnchen-3ya.de", "münchen.de"),
        ("nothing", ""),
        ("", ""),
    ],
)
def test_a_host_is_read_from_whatever_was_written(written, host):
    assert host_of(written) == host
