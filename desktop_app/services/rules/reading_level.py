"""How many school years a text asks of its reader (rules.md B-04, SH1).

The Flesch-Kincaid grade, with syllables counted from the letters. It is a measure, not a judge:
names, numbers and addresses are left out, because nobody can write them more simply.
"""

import re

_NOT_READ = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+\S*|\(?\d[\d() .&/-]*")
_ENDS = re.compile(r"[.!?:;·•\n☐□]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouyáéíóúü]+")
_A_WORD, _A_SYLLABLE, _LESS = 0.39, 11.8, 15.59


def reading_grade(text: str, names: tuple[str, ...] = ()) -> float:
    """The grade; 0 where there is nothing to read."""
    plain = text
    for name in filter(None, names):
        plain = re.sub(re.escape(name), "we", plain, flags=re.IGNORECASE)
    sentences = [_WORD.findall(part) for part in _ENDS.split(_NOT_READ.sub(" ", plain))]
    sentences = [words for words in sentences if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    a_sentence = len(words) / len(sentences)
    a_word = sum(_syllables(word) for word in words) / len(words)
    return max(0.0, _A_WORD * a_sentence + _A_SYLLABLE * a_word - _LESS)


def _syllables(word: str) -> int:
    low = word.casefold()
    found = len(_VOWELS.findall(low))
    silent = low.endswith("e") and not low.endswith(("le", "ee"))
    return max(1, found - silent)
