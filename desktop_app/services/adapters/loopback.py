"""The one address override there is: Twilio played by a server on this computer."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem

SETTING = "BRIEFTEXT_TWILIO_BASE_URL"


def loopback_base_url(text: str) -> str:
    """The address under which a loopback server plays every Twilio host, without a final slash.

    Anything else is refused: whoever could point the program at another computer could read every
    text and the key. A name is refused too ("localhost" apart), as a name can lead anywhere.
    """
    parts = _split(text.strip())
    if parts is None:
        raise InvalidInput(
            (
                FieldProblem(
                    SETTING,
                    f"{SETTING} must be an address on this computer, such as "
                    "http://127.0.0.1:8080/by-host.",
                ),
            )
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def host_path(url: str, base_url: str) -> str:
    """The same request at the loopback server: the original host becomes the first path part."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{base_url}/{parts.netloc}{parts.path}{query}"


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and not (parts.query or parts.fragment)
    if not plain or port == 0 or "@" in parts.netloc or not _is_loopback(parts.hostname or ""):
        return None
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
