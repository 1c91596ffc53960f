"""The ways of agreeing to texts, how far each reaches and what it asks for (rules.md B-01, B-05).

Texting first covers answers; a spoken yes or a button on a mobile page covers texts about the case;
promotions need a way that is in writing and signed. Each may be used for less than it reaches.
"""

from dataclasses import dataclass

from desktop_app.models.enums import ConsentLevel
from desktop_app.services.rules.consent_record import NOT_APPLICABLE, Medium, ip_problem, medium_of

_EXPRESS, _WRITTEN = ConsentLevel.EXPRESS, ConsentLevel.EXPRESS_WRITTEN
TOO_FAR = {
    Medium.VERBAL_IN_PERSON: "A spoken yes is not consent in writing. It covers texts about the "
    "case, never promotions.",
    Medium.VERBAL_PHONE: "A spoken yes is not consent in writing. It covers texts about the case, "
    "never promotions.",
    Medium.MOBILE_WEB_BUTTON: "A button on a mobile page covers texts about the case, never "
    "promotions. Use a form.",
    Medium.CONVERSATION: "What was agreed in a conversation covers texts about the case, never "
    "promotions. Use a form.",
}
"""What is said where one of these is recorded as reaching promotions."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of agreeing. `action` is what the person does by it, as it is recorded.

    `asks_action`: several acts are possible, so a person says which. `wording` names the field for
    the words, because a script is read and an advertisement is seen.
    """

    medium: Medium
    reaches: ConsentLevel
    action: str
    wording: str
    asks_action: bool = False

    @property
    def asks_ip(self) -> bool:
        """Whether it came over the web, from an address that is part of the proof."""
        return bool(ip_problem(self.medium, NOT_APPLICABLE))


_SHOWN, _SCRIPT = "What was shown", "The script that was read"
WAYS = {
    way.medium: way
    for way in (
        Way(Medium.PAPER_FORM, _WRITTEN, "signed the form", _SHOWN, asks_action=True),
        Way(Medium.OFFICE_SIGNUP, _WRITTEN, "signed the sheet", "What stood on the sheet"),
        Way(Medium.WEB_FORM, _WRITTEN, "ticked the box and sent the form", _SHOWN,
            asks_action=True),
        Way(Medium.PREFERENCES_PANEL, _WRITTEN, "turned texts on and pressed Save", _SHOWN),
        Way(Medium.MOBILE_WEB_BUTTON, _EXPRESS, "pressed the button", "What stood by the button"),
        Way(Medium.EMAIL_BUTTON, _WRITTEN, "replied to the email", "What the email said",
            asks_action=True),
        Way(Medium.VERBAL_IN_PERSON, _EXPRESS, "said yes", _SCRIPT),
        Way(Medium.VERBAL_PHONE, _EXPRESS, "said yes", _SCRIPT),
        Way(Medium.IVR, _WRITTEN, "pressed the key", "What the menu said"),
        Way(Medium.SMS_KEYWORD, _WRITTEN, "texted the keyword", "What the advertisement said"),
        Way(Medium.SMS_DOUBLE_OPT_IN, _WRITTEN, "replied YES", "The text that asked"),
        Way(Medium.CONVERSATION, _EXPRESS, "agreed in a text", "What was asked and answered"),
    )
}  # fmt: skip
"""Every medium there is, in the order it is offered."""


def reach_problem(medium: str, level: ConsentLevel) -> str:
    """One sentence where consent given this way does not reach so far; empty where it does."""
    found = medium_of(medium)
    if found is None or level is not _WRITTEN or WAYS[found].reaches is _WRITTEN:
        return ""
    return TOO_FAR[found]
