"""`registration check FILE`: would this draft be rejected? No store, no account, no network."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show
from desktop_app.services.rules.registration.check import Review, check_draft
from desktop_app.services.rules.registration.document import from_document

_LARGEST = 4_000_000
"""Bytes of a draft; attachments are not in it."""


def registration(options: Options) -> int:
    """Every problem of the draft in a file, and its dates. The end is 0 whatever they are."""
    try:
        value = _document(options.file)
    except OSError as error:
        return complain(f"{options.file} can’t be read: {error.strerror or 'no such file'}.")
    except (ValueError, RecursionError):
        return complain(f"{options.file} is not a registration draft: it is not JSON.")
    opened = from_document(value)
    today = datetime.now(UTC).astimezone().date()
    review = check_draft(opened.draft, today, unread=opened.problems)
    answer = {
        "problems": [each.document() for each in review.problems],
        "deadlines": review.dates.document(opened.draft.application),
    }
    show(answer, as_json=options.json, words=_in_words(review))
    return 0


def _document(path: Path) -> Any:
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError("too large")
    return json.loads(content.decode("utf-8-sig"))


def _in_words(review: Review) -> str:
    """A line a problem, worst first, and a last one for the whole."""
    lines = [
        f"{each.outcome}  {each.field or 'file'}: {each.message}"
        + (f" ({each.rule}, code {each.code})" if each.code else f" ({each.rule})")
        for each in review.problems
    ]
    dates = review.dates
    if dates.expected_from and dates.expected_to:
        lines.append(f"Decision expected {dates.expected_from} to {dates.expected_to}.")
    if dates.temporary:
        lines.append(f"Temporary texting ends {dates.temporary.ends}.")
    stops = sum(each.stops for each in review.problems)
    last = f"{stops} to put right before it is sent in." if stops else "Nothing stops it."
    return "\n".join([*lines, last])
