"""The two texts of a sign-up, to the letter: the request for YES and the welcome (rules.md B-06).

Apart from the checks in rules/optin.py, because the gate holds every request against these words.
"""

from dataclasses import dataclass

_WELCOME = (
    "Welcome to {name} {description} Alerts! Msg&data rates may apply. {frequency} "
    "Reply HELP for help, STOP to cancel."
)
_REQUEST = (
    "Text YES to join {name} {description} Alerts. Msg&data rates may apply. {frequency} "
    "Reply HELP for help, STOP to cancel."
)


@dataclass(frozen=True, slots=True)
class Program:
    """What people sign up for: the name with the firm in it, one word, how often."""

    name: str
    description: str
    frequency: str


def request_text(program: Program) -> str:
    """What asks for a YES; sent once for each sign-up that did not come from the phone itself."""
    return _rendered(_REQUEST, program)


def welcome_text(program: Program) -> str:
    """What welcomes whoever signed up from the phone, and confirms a YES."""
    return _rendered(_WELCOME, program)


def _rendered(template: str, program: Program) -> str:
    frequency = program.frequency.strip()
    frequency = frequency[:1].upper() + frequency[1:]
    return template.format(
        name=" ".join(program.name.split()),
        description=program.description.strip(),
        frequency=frequency if frequency.endswith(".") else f"{frequency}.",
    )
