"""What addresses of pages a registration may name (rules.md C-01, G-01, G-02)."""

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content import links
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.links import host_of


def is_shortener(host: str) -> bool:
    """Whether the host is a public short-link service, which carriers block."""
    found = links.check(f"https://{host}", Circumstances())
    return any(each.outcome is Outcome.BLOCK for each in found)


def same_site(one: str, other: str) -> bool:
    """Whether two hosts belong to one site; www and what stands before the name do not count."""
    one, other = bare(one), bare(other)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def within(host: str, domains: list[str]) -> bool:
    """Whether the host is one of these, or below one."""
    return any(host == each or host.endswith(f".{each}") for each in domains)


def bare(host: str) -> str:
    """The host as people say it."""
    return host.removeprefix("www.")


def address_problem(address: str, site: str, *, opens: bool | None = None) -> tuple[str, bool]:
    """One sentence about a page reviewers have to open, and whether it stops; empty where none."""
    host = host_of(address)
    if not host or "." not in host:
        return "Enter the address of this page on the web; a printed one is extra.", True
    if is_shortener(host):
        return "Enter the full address, no short link.", True
    if not address.strip().casefold().startswith("https://"):
        return "The address must start with https://.", True
    if opens is False:
        return "This page can’t be opened without signing in. Reviewers would refuse it.", True
    if site and not same_site(host, site):
        return f"Put the page on {bare(site)}; reviewers look there.", False
    return "", False
