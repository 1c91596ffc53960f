"""What an inbound text means, every rule in its order (rules.md section 0).

Reactions first, then the network's words, the app's, wrong number, a request in free words, danger.
"""

from dataclasses import dataclass
from typing import Literal

from desktop_app.services.rules.emergency import speaks_of_danger
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.natural import natural_opt_out
from desktop_app.services.rules.own_words import is_reaction
from desktop_app.services.rules.words import Layer, classify
from desktop_app.services.rules.wrong_number import wrong_number

Result = Literal["opt_out", "opt_in", "help", "yes", "join", "wrong_number", "emergency", "none"]
Strength = Literal["keyword", "strong", "probable"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text is, how surely, who acts on it, by which rule and resting on which words."""

    result: Result
    strength: Strength | None = None
    layer: Layer | None = None
    rule: str = ""
    words: tuple[str, ...] = ()


def understand(body: str, sender_type: str, lang: str = "", name: str = "") -> Meaning:
    """The first rule that recognises the text. Total; `name` is the contact's, if there is one."""
    if is_reaction(fold(body)):
        return Meaning("none")
    word = classify(body, sender_type, lang)
    if word.result != "none":
        return Meaning(word.result, word.strength, word.layer, word.rule, (body.strip(),))
    wrong = wrong_number(body, name)
    if wrong is not None:
        return Meaning("wrong_number", None, "app", wrong.rule, wrong.words)
    natural = natural_opt_out(body)
    if natural.strength != "none":
        return Meaning("opt_out", natural.strength, "app", natural.rule, natural.words)
    danger = speaks_of_danger(body)
    if danger is not None:
        return Meaning("emergency", None, None, danger.rule, danger.words)
    return Meaning("none")
