"""What a window and a script learn of a task: words ready to be shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.models.enums import TaskKind

__all__ = ["Task", "TaskKind", "task_of"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about a number: `words` say what and why, `due` by when.

    `quoted` are the texts it is about, one below the other, each with its day where there are
    several. Times in seconds.
    """

    id: int
    number: str
    kind: TaskKind
    made_at: int
    due: str
    words: str
    quoted: str
    ledger_seq: int


def task_of(row: Any) -> Task:
    """A row of models/queries/tasks.py."""
    return Task(
        id=row[0],
        number=row[1],
        kind=TaskKind(row[2]),
        made_at=row[3],
        due=_day_words(str(row[4])),
        words=row[5],
        quoted=row[6],
        ledger_seq=row[7],
    )


def _day_words(day: str) -> str:
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time())
    return f"By {moment:%a, %b} {moment.day}"
