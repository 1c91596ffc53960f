"""The links of a text: shorteners, other people's domains, http (rules.md C-01, C-02).

Carriers refuse links through public shorteners, because they hide where they lead. Which hosts
those are is dated data (resources/rules/shorteners.json).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.lookalikes import skeleton

RULE: Final = "C-01"
HTTP_RULE: Final = "C-02"
_LONGEST_HOST = 253
_LONGEST_LABEL = 63

_SCHEME = re.compile(
    r"(?i)(?<![a-z0-9])(?P<scheme>https?(?=:)|[a-z]{2,12}(?=://)):/{0,4}(?=[\w\[%])"
)
_NOT_IN_PIECE = re.compile(r"[\s<>\"“”«»‹›|\\^`{}]")
_MAY_BE = re.compile(r"://|\.[\w\[\u00ad\u200b-\u200d\u2060\ufeff]")
_LEADING = "([{<'‘’*_~,;:!?¡¿…/-–—#&=.\u2022"
_TRAILING = ".,;:!?)]}'’‘*_~…-–—>"
_DOTS = "。．｡․"
"""What browsers take for a dot in a host."""
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_LITTLE_WORDS = frozenset({"to", "me", "id", "it", "at", "is", "so", "us", "in", "be"})
_PORT = re.compile(r":\d{1,5}$")
_UNSEEN = frozenset({"Cf", "Cc"})
_PARTS = re.compile(r"[,;|]+(?=\S{3})|:(?=[^\W\d]\S{2})")


@dataclass(frozen=True, slots=True)
class Link:
    """One link; places are code points of the body. `scheme` is empty where none is written."""

    start: int
    end: int
    scheme: str
    host: str


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """What there is to say about each link, and about several domains in one text."""
    links = links_in(body)
    found = [each for link in links if (each := _tier(link, about)) is not None]
    found += [_http(link, about) for link in links if link.scheme == "http"]
    hosts = {_registered(link.host) for link in links}
    if len(hosts) > 1 and about.by_machine:
        message = "Carriers expect one domain a text. Keep every link on your own."
        found.append(Finding(RULE, Outcome.WARN, "Several domains", message, *_span(links)))
    return tuple(found)


@lru_cache(maxsize=16)
def links_in(body: str) -> tuple[Link, ...]:
    """Every link in its order; no e-mail address, no file name, no abbreviation."""
    text = body if body.isascii() else _with_plain_dots(body)
    if _MAY_BE.search(text) is None:
        return ()
    return tuple(link for start, end in _pieces(text) for link in _links(text[start:end], start))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """What stands without a blank around each sign of a link; most words are never looked at."""
    end = 0
    while sign := _MAY_BE.search(text, end):
        start = sign.start()
        while start > end and not _NOT_IN_PIECE.match(text, start - 1):
            start -= 1
        blank = _NOT_IN_PIECE.search(text, sign.end())
        end = blank.start() if blank else len(text)
        yield start, end


def _with_plain_dots(text: str) -> str:
    for dot in _DOTS:
        text = text.replace(dot, ".")
    return text


def host_of(address: str) -> str:
    """The host of an address as somebody wrote it, with or without scheme; empty where none."""
    said = _with_plain_dots(address.strip())
    scheme = _SCHEME.match(said)
    return _clean_host(said[scheme.end() :] if scheme else said)


def _links(piece: str, start: int) -> tuple[Link, ...]:
    """The links of one piece without blanks, which begins at `start`."""
    schemes = list(_SCHEME.finditer(piece))
    if not schemes:
        parts = _split(piece, 0, len(piece))
        return tuple(link for at, until in parts for link in _bare(piece, start, at, until))
    ends = [each.start() for each in schemes[1:]] + [len(piece)]
    before = _bare(piece, start, 0, schemes[0].start())
    after = (_full(piece, start, each, until) for each, until in zip(schemes, ends, strict=True))
    return (*before, *(link for link in after if link is not None))


def _split(piece: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of "bit.ly/a,bit.ly/b": a comma joins what nobody put a blank between."""
    cuts = [found.span() for found in _PARTS.finditer(piece, start, end)]
    begins = [start, *(cut[1] for cut in cuts)]
    return list(zip(begins, [*(cut[0] for cut in cuts), end], strict=True))


def _full(piece: str, offset: int, scheme: "re.Match[str]", end: int) -> Link | None:
    said = scheme.group("scheme").lower()
    until = _without_end(piece, scheme.end(), end)
    said_host = re.split(r"[/?#]", piece[scheme.end() : until], maxsplit=1)[0].lower()
    host = _clean_host(said_host) or said_host[:_LONGEST_HOST]
    if not any(map(str.isalnum, host)):
        return None
    return Link(offset + scheme.start(), offset + until, said, host)


def _bare(piece: str, offset: int, start: int, end: int) -> tuple[Link, ...]:
    """A link without a scheme: www.…, host/path, or a host whose ending says that it is one."""
    while start < end and piece[start] in _LEADING:
        start += 1
    end = _without_end(piece, start, end)
    said = piece[start:end]
    if "." not in said:
        return ()
    authority = re.split(r"[/?#]", said, maxsplit=1)[0]
    rest = said[len(authority) :]
    if "@" in authority and not rest:
        return ()  # an e-mail address
    host = _clean_host(authority)
    if not host or not _looks_meant(host, authority, rest):
        return ()
    return (Link(offset + start, offset + end, "", host),)


def _looks_meant(host: str, authority: str, rest: str) -> bool:
    """Whether a reader would take it for a link: "No.2" and "e.g.this" are none."""
    ending = host.rpartition(".")[2]
    if authority.lower().startswith("www."):
        return True
    if _known(host):
        return bool(rest.strip("/")) or not _is_slip(host, authority)
    if ending in _data_endings():
        return True
    return rest.startswith("/") and len(ending) > 1 and _is_name(host)


def _is_name(host: str) -> bool:
    """Whether a host before a slash is more than an abbreviation such as "a.m./p.m."."""
    labels = host.split(".")
    return any(len(label) > 1 for label in labels[:-1]) or _known(host)


def _is_slip(host: str, authority: str) -> bool:
    """Whether it is rather a sentence that lost a blank: "tell u.to come", "read it.Is that so"."""
    first, _, second = authority.partition(".")
    begins = second[:1].isupper() and second[1:].islower() and first.islower()
    short = len(first) == 1 and second in _LITTLE_WORDS
    return host.count(".") == 1 and (begins or short)


@lru_cache(maxsize=256)
def _clean_host(authority: str) -> str:
    """A host as it is compared: without user, port and www, decoded, in small letters."""
    said = re.split(r"[/?#]", authority, maxsplit=1)[0].rpartition("@")[2]
    if len(said) > 2 * _LONGEST_HOST:
        return ""
    said = "".join(c for c in said if unicodedata.category(c) not in _UNSEEN)
    host = _PORT.sub("", _decoded(said.strip("[]").rstrip("."))).strip(".")
    host = host.removeprefix("www.")
    return host if len(host) <= _LONGEST_HOST and _HOST.fullmatch(host) else ""


@lru_cache(maxsize=256)
def _decoded(host: str) -> str:
    """Small letters, one form for each, and xn-- labels as the letters they stand for."""
    plain = _with_plain_dots(unicodedata.normalize("NFKC", host)).lower()
    if "%" in plain:
        plain = _percent_decoded(plain)
    return ".".join(_label(each) for each in plain.split("."))


def _percent_decoded(host: str) -> str:
    from urllib.parse import unquote  # noqa: PLC0415  rare

    return unquote(host, errors="replace").lower()


def _label(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return label


def _without_end(piece: str, start: int, end: int) -> int:
    """Where a link ends that a sentence goes on after."""
    while end > start and piece[end - 1] in _TRAILING:
        if piece[end - 1] == ")" and piece.count("(", start, end) >= piece.count(")", start, end):
            break
        end -= 1
    return end


def _tier(link: Link, about: Circumstances) -> Finding | None:
    host = link.host
    best = f", best on {about.domains[0]}" if about.domains else ""
    if _in_set(host, _single_purpose()):
        message = f"{host} is a short link. Paste the full address instead{best}."
        return _finding(Outcome.WARN, "Short link", message, link)
    read = skeleton(host)
    if _in_set(read, _shorteners()):
        message = f"Phone companies block {host} links. Paste the full address{best}."
        return _finding(Outcome.BLOCK, f"{_short(host)} link", message, link)
    if any(_within(host, domain) for domain in _own(about.domains)):
        return None
    if read != host and read.isascii():
        message = f"Letters in this address only look like {_short(read)}. Type it anew."
        return _finding(Outcome.WARN, "Look-alike address", message, link)
    if about.by_machine:
        message = f"In texts to many people, {_short(host)} may be filtered. Use your own site."
        return _finding(Outcome.WARN, "Other site’s link", message, link)
    message = "Links to your own site get through best."
    if not about.domains:
        message = f"{message} Name your site in Settings."
    return _finding(Outcome.INFO, "Other site’s link", message, link)


def _http(link: Link, about: Circumstances) -> Finding:
    canada = about.country == "CA"
    fix = Fix("Change to https", (Edit(link.start, link.start + len("http"), "https"),))
    message = (
        "Canadian phones reject http links. Change it to https?"
        if canada
        else "Phones and carriers trust https links more. Change it?"
    )
    outcome = Outcome.BLOCK if canada else Outcome.WARN
    return Finding(HTTP_RULE, outcome, "http link", message, link.start, link.end, fix=fix)


def _finding(outcome: Outcome, chip: str, message: str, link: Link) -> Finding:
    return Finding(RULE, outcome, chip, message, link.start, link.end)


def _short(host: str) -> str:
    """A host as it fits a chip."""
    most = 24
    return host if len(host) <= most else f"{host[: most - 1]}…"


def _span(links: tuple[Link, ...]) -> tuple[int, int]:
    return links[0].start, links[-1].end


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _registered(host: str) -> str:
    """About the domain somebody registered: its last two labels."""
    return ".".join(host.split(".")[-2:])


@lru_cache(maxsize=8)
def _own(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(host for each in domains if (host := host_of(each)))


@lru_cache(maxsize=512)
def _in_set(host: str, domains: frozenset[str]) -> bool:
    """Whether the host or a domain above it is one of these."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in domains for at in range(len(labels) - 1))


def _known(host: str) -> bool:
    return _in_set(host, _shorteners()) or _in_set(host, _single_purpose())


@cache
def _shorteners() -> frozenset[str]:
    data = rule_data("shorteners")
    return frozenset([*data["seed"], *data["public"]])


@cache
def _single_purpose() -> frozenset[str]:
    return frozenset(rule_data("shorteners")["single_purpose"])


@cache
def _data_endings() -> frozenset[str]:
    return frozenset(rule_data("shorteners")["bare_endings"])
