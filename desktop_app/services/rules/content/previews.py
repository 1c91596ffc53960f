"""What clients wrote, as it may stand where passers-by look: a list, a notification (C-09).

The conversation itself shows the text. The rules for secrets are large, so they load with the first
text that can hold one; a list is drawn before anything else in the window.
"""

import re

SHOWN = 120
"""Code points of a text the list keeps; a number may be cut in two there."""
_WORTH_A_LOOK = re.compile(
    r"(?:\d[\W_]{0,3}){7}\d|pass|pwd|pin\b|clave|contrase|cv[vc]|code|log.?in|diagnos|mg\b|tested"
    r"|medic|hiv|birth|born|d\.?o\.?b\b|social|naci|licen[cs]|passport|pasaporte|\bdl\b|account|cuenta|checking",
    re.IGNORECASE,
)
_CUT_NUMBER = re.compile(r"\d(?:[ \-.]?\d){4,}\W?$")
_DIGIT = re.compile(r"\d")


def preview(body: str) -> str:
    """The text with dots in place of every secret."""
    if not _WORTH_A_LOOK.search(body):
        return _without_cut_number(body)
    from desktop_app.services.rules.content.sensitive import masked  # noqa: PLC0415  not to paint

    return _without_cut_number(masked(body))


def _without_cut_number(body: str) -> str:
    """A number that runs to the end of what is kept may be the beginning of a longer one."""
    if len(body) < SHOWN:
        return body
    found = _CUT_NUMBER.search(body)
    return body[: found.start()] + _DIGIT.sub("•", found.group()) if found else body
