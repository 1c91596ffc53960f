"""Makes resources/rules/words/en.gz and es.gz: the words that count as spelled right.

    .venv/bin/python -m pip install pyspellchecker==0.9.1
    .venv/bin/python -m resources.rules.training.make_words

The words and how often they are used come from pyspellchecker (MIT, see NOTICES.md), which the
program itself does not need. One word a line, in order, with a letter behind it: A for a rare word,
one letter further for every power of four.
"""  # noqa: INP001  run as a module of its folder

import gzip
import json
import math
import sys
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).parents[1] / "words"
LANGUAGES = ("en", "es")
LONGEST = 24


def used(language: str) -> dict[str, int]:
    """Every word of a language and how often it was met."""
    found = find_spec("spellchecker")
    if found is None or found.origin is None:
        raise SystemExit("pyspellchecker is not installed")
    file = Path(found.origin).with_name("resources") / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(file.read_bytes()))
    return counts


def line(word: str, count: int) -> str:
    """One word and how common it is."""
    return word + chr(ord("A") + min(25, int(math.log(max(count, 1), 4))))


def main() -> None:
    """Write a file for each language."""
    OUT.mkdir(exist_ok=True)
    for language in LANGUAGES:
        counts = used(language)
        kept = sorted(
            line(word, count)
            for word, count in counts.items()
            if word.replace("'", "").isalpha() and len(word) <= LONGEST
        )
        data = ("\n".join(kept) + "\n").encode()
        # Without a time in it the same words make the same file.
        OUT.joinpath(f"{language}.gz").write_bytes(gzip.compress(data, mtime=0))
        sys.stdout.write(f"{language}: {len(kept)} words\n")


if __name__ == "__main__":
    main()
