"""How a ledger entry names the files it rests on: a line a file, hash first, then its name."""

import json

EVIDENCE_FILES = "evidence_files"
"""The name under which an entry lists them."""


def evidence_named(payload: str) -> list[tuple[str, str]]:
    """(name, hash) of the files an entry rests on. Nothing for words that are no record."""
    try:
        found = json.loads(payload)
    except ValueError:  # the chain's own check names such an entry
        return []
    if not isinstance(found, dict) or not isinstance(found.get(EVIDENCE_FILES), str):
        return []
    lines = found[EVIDENCE_FILES].splitlines()
    return [(name, digest) for digest, _, name in (line.partition(" ") for line in lines)]
