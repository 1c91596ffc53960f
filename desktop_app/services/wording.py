"""The words for a person: by name first, then by the pronoun on the record, if there is one."""

from dataclasses import dataclass

_TITLES = frozenset({"Dr.", "Dr", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Judge", "Prof."})
_OBJECT = {"she": "her", "he": "him", "they": "them"}
_POSSESSIVE = {"she": "her", "he": "his", "they": "their"}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a sentence is about. `pronoun` is she, he, they or empty (DESIGN.md section 6)."""

    name: str
    pronoun: str = ""

    @property
    def first(self) -> str:
        """The name to start a sentence with; a number stays whole."""
        words = self.name.split()
        if not words or not self.name[0].isalpha():
            return self.name
        if words[0] in _TITLES and len(words) > 1:
            return f"{words[0]} {words[-1]}"
        return words[0]

    @property
    def subject(self) -> str:
        """She, he or they; the name where no pronoun is set."""
        return self.pronoun if self.pronoun in _OBJECT else self.first

    @property
    def object(self) -> str:
        """Her, him or them; the name where no pronoun is set."""
        return _OBJECT.get(self.pronoun, self.first)

    @property
    def possessive(self) -> str:
        """Her, his or their."""
        return _POSSESSIVE.get(self.pronoun, "their")

    def verb(self, singular: str, plural: str) -> str:
        """The form of a verb that goes with `subject`: they want, she wants."""
        return plural if self.pronoun == "they" else singular


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
