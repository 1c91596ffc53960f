"""Spanish words that stand in no word list because they are forms of one that does.

Lists hold `llegar` and `mes`, people write `llegue`, `llámeme` and `meses`. Taking a form apart by
the regular rules may pass a misspelling; that costs less than marking half of a Spanish text.
"""

from collections.abc import Callable, Iterator
from typing import Final

_SHORTEST_STEM: Final = 2
_CLITICS: Final = (
    *("melo", "mela", "telo", "selo", "sela", "selos", "noslo", "nosla"),
    *("me", "te", "se", "lo", "la", "le", "los", "las", "les", "nos"),
)
_AR: Final = (
    *("o", "as", "a", "amos", "an", "e", "es", "emos", "en", "aste", "aron", "aba", "abas"),
    *("abamos", "aban", "are", "ara", "aras", "aran", "aremos", "aria", "arias", "arian"),
    *("ariamos", "ando", "ado", "ada", "ados", "adas", "aramos", "ar"),
)
_ER_IR: Final = (
    *("o", "es", "e", "emos", "imos", "en", "a", "as", "amos", "an", "i", "iste", "io", "ieron"),
    *("ia", "ias", "iamos", "ian", "iendo", "ido", "ida", "idos", "idas", "iera", "ieran"),
    *("yendo", "yo", "yeron", "jo", "jeron"),
    *("ere", "era", "eras", "eran", "eremos", "eria", "erias", "erian", "eriamos"),
    *("ire", "ira", "iras", "iran", "iremos", "iria", "irias", "irian", "iriamos", "er", "ir"),
)
_STEMS: Final = (("ie", "e"), ("ue", "o"), ("ue", "u"), ("i", "e"), ("u", "o"))
_ENDS: Final = (("gu", "g"), ("qu", "c"), ("c", "z"), ("j", "g"), ("zc", "c"), ("g", ""))


def is_form(word: str, known: Callable[[str], bool]) -> bool:
    """Whether a word without accents is a form of a known one."""
    bare = tuple(_without_clitics(word))
    if any(known(base) for base in (*_singulars(word), *bare)):
        return True
    return any(_is_verb(part, known) for part in (word, *bare))


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ces"):
        yield word[:-3] + "z"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith(("a", "as")):
        yield word.rstrip("s")[:-1] + "o"
    for ending in ("mente", "ito", "ita", "itos", "itas"):
        if word.endswith(ending):
            yield from (word[: -len(ending)] + last for last in ("", "o", "a", "e"))


def _without_clitics(word: str) -> Iterator[str]:
    for clitic in _CLITICS:
        if word.endswith(clitic):
            yield word[: -len(clitic)]


def _is_verb(word: str, known: Callable[[str], bool]) -> bool:
    for endings, infinitives in ((_AR, ("ar",)), (_ER_IR, ("er", "ir"))):
        for ending in endings:
            if not word.endswith(ending):
                continue
            stem = word[: -len(ending)]
            if len(stem) >= _SHORTEST_STEM and any(
                known(each + last) for each in _stems(stem) for last in infinitives
            ):
                return True
    return False


def _stems(stem: str) -> Iterator[str]:
    """The stem, and what it is in the infinitive: cierr- of cerrar, llegu- of llegar."""
    bases = [stem]
    for end, regular in _ENDS:
        if stem.endswith(end):
            bases.append(stem[: -len(end)] + regular)
    for base in bases:
        yield base
        for changed, regular in _STEMS:
            place = base.rfind(changed)
            if place >= 0:
                yield base[:place] + regular + base[place + len(changed) :]
