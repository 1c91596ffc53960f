"""What a client texts back. Simple on purpose: enough to practise on, the same every time."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.services.practice.firm.people import PEOPLE
from desktop_app.services.practice.firm.pictures import car
from desktop_app.services.practice.texts import Picture

_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btoday\b", re.IGNORECASE
)
_DAY_ES = re.compile(
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mañana|hoy)\b", re.IGNORECASE
)
_HOUR = re.compile(r"\b\d{1,2}(?::\d{2})?\s*(?:AM|PM|a\.?m\.?|p\.?m\.?)(?![a-z])", re.IGNORECASE)
_WANTS_YES = re.compile(r"\b(?:reply|text|answer) yes\b", re.IGNORECASE)
_WANTS_SI = re.compile(r"\bresponda s[ií]\b", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:photo|picture|pic)s?\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:sign|signed|document|paper|form|receipt|bill|copy|copies)s?\b", re.IGNORECASE
)
_THANKS = re.compile(r"\bthank", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A text with its pictures, if any."""

    body: str
    pictures: tuple[Picture, ...] = ()


def answer_to(number: str, text: str, earlier: int) -> Answer | None:
    """What the owner of `number` answers, having had `earlier` texts before; None: nothing.

    A number outside the roster answers too: it is somebody's.
    """
    person = next((each for each in PEOPLE if each.number == number), None)
    manner = person.on_text if person else "brief"
    return _MANNERS[manner](text, earlier)


def _pick(choices: tuple[str, ...], earlier: int) -> Answer:
    return Answer(choices[earlier % len(choices)])


def _moment(text: str) -> str:
    """The day and hour a text names, in its own words: "Tuesday at 2:00 PM"."""
    day, hour = _DAY.search(text), _HOUR.search(text)
    named = [found.group() for found in (day, hour) if found]
    return " at ".join(named)


def _warm(text: str, earlier: int) -> Answer | None:
    moment = _moment(text)
    if _WANTS_YES.search(text):
        return Answer("YES")
    if _PICTURE.search(text) and "?" in text:
        return Answer("Here you go, is this clear enough?", (car(),))
    if moment:
        ways: tuple[str, ...] = (
            f"{moment} works for me. Thank you!",
            f"Got it, {moment}. See you then.",
            f"Yes, {moment} is fine.",
        )
    elif _PAPER.search(text):
        ways = ("I will get that to you tonight.", "Ok, I’ll bring it with me.")
    elif "?" in text:
        ways = ("Yes, that’s right.", "Yes. Anything else you need?", "I think so, yes.")
    elif _THANKS.search(text):
        ways = ("You’re welcome 🙂", "Of course!")
    else:
        ways = ("Ok, thank you for letting me know.", "Thank you Dana!", "Great, thanks.")
    return _pick(ways, earlier)


def _brief(text: str, earlier: int) -> Answer | None:
    if _WANTS_YES.search(text):
        return Answer("Yes")
    if _moment(text):
        return _pick(("ok", "works", "👍"), earlier)
    return _pick(("yes", "yep") if "?" in text else ("ok", "thanks", "got it"), earlier)


def _worried(text: str, earlier: int) -> Answer | None:
    if _WANTS_YES.search(text):
        return Answer("YES")
    moment = _moment(text)
    if moment:
        return _pick(
            (
                f"Ok, {moment}. Do I need to bring anything?",
                f"I’ll be there {moment}. What if I run late?",
            ),
            earlier,
        )
    return _pick(
        (
            "Ok. Is that bad for my case?",
            "Thanks. How long do you think it will take?",
            "Ok. Should I be worried?",
        ),
        earlier,
    )


def _formal(text: str, earlier: int) -> Answer | None:
    if _WANTS_YES.search(text):
        return Answer("YES")
    moment = _moment(text)
    if moment:
        return Answer(f"Confirmed for {moment}. Kind regards.")
    return _pick(("Noted, thank you.", "Understood. Thank you, Ms. Whitfield."), earlier)


def _spanish(text: str, earlier: int) -> Answer | None:
    if _WANTS_SI.search(text):
        return Answer("SÍ")
    if _WANTS_YES.search(text):
        return Answer("YES")
    if _DAY_ES.search(text) or _moment(text):
        return _pick(("Sí, ahí estaré. Gracias.", "Está bien, gracias por avisar."), earlier)
    if "?" in text:
        return _pick(("Sí, claro.", "Sí, está correcto."), earlier)
    return _pick(("Muchas gracias, señora Dana.", "Ok, gracias."), earlier)


_MANNERS: dict[str, Callable[[str, int], Answer | None]] = {
    "warm": _warm,
    "brief": _brief,
    "worried": _worried,
    "formal": _formal,
    "spanish": _spanish,
    "silent": lambda _text, _earlier: None,
    "stop": lambda _text, _earlier: Answer("STOP"),
    "help": lambda _text, earlier: _brief(_text, earlier) if earlier % 2 else Answer("HELP"),
    "wrong_number": lambda _text, _earlier: Answer("Wrong number, I don’t know any Dana."),
}
