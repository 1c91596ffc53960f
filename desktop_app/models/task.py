"""Tasks: what a person at the firm has to do after a client's word, and who did it."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Table, Text, select, update

from desktop_app.models.base import metadata
from desktop_app.models.enums import TaskKind
from desktop_app.models.types import PhoneNumber, UtcSeconds, Word

tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", PhoneNumber, nullable=False),
    Column("kind", Word(TaskKind), nullable=False),
    Column("made_at", UtcSeconds, nullable=False),
    Column("due_on", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("quoted", Text, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
    Column("message_id", Integer),
    Column("done_at", UtcSeconds),
    Column("done_by", Text, nullable=False),
)


def add(connection: Connection, **values: Any) -> int:
    """Open a task; its id."""
    made = connection.execute(tasks.insert().values(**values, done_by="").returning(tasks.c.id))
    return int(made.scalar_one())


def finish(connection: Connection, task_id: int, by: str, now: int) -> None:
    """Somebody did it; who did it first stays on record."""
    open_one = update(tasks).where(tasks.c.id == task_id, tasks.c.done_at.is_(None))
    connection.execute(open_one.values(done_at=now, done_by=by))


def finish_all(connection: Connection, number: str, kind: TaskKind, by: str, now: int) -> None:
    """What there was to do about this number is settled by what somebody else did."""
    those = update(tasks).where(
        tasks.c.number == number, tasks.c.kind == kind, tasks.c.done_at.is_(None)
    )
    connection.execute(those.values(done_at=now, done_by=by))


def reopen(connection: Connection, task_id: int) -> None:
    """It was not done after all."""
    connection.execute(update(tasks).where(tasks.c.id == task_id).values(done_at=None, done_by=""))


def read(connection: Connection, task_id: int) -> Row[Any] | None:
    """One task."""
    return connection.execute(select(tasks).where(tasks.c.id == task_id)).first()
