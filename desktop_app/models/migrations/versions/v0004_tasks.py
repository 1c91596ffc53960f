"""What a person has to do after a client's word: call somebody, or look at what was sent.

A task is done or opened again by a person, and nothing else of it ever changes. The index holds
the open ones only, so that the inbox asks it for every line and pays nothing.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STEPS = (
    """CREATE TABLE tasks (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, kind TEXT NOT NULL, made_at INTEGER NOT NULL,
      due_on TEXT NOT NULL, words TEXT NOT NULL, quoted TEXT NOT NULL, ledger_seq INTEGER NOT NULL,
      message_id INTEGER, done_at INTEGER, done_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX tasks_open ON tasks (number, id) WHERE done_at IS NULL",
    """CREATE TRIGGER task_is_kept BEFORE DELETE ON tasks
    BEGIN SELECT RAISE(ABORT, 'a task is never deleted'); END""",
    """CREATE TRIGGER task_stays_as_it_was_made BEFORE UPDATE OF
      id, number, kind, made_at, due_on, words, quoted, ledger_seq, message_id ON tasks
    BEGIN SELECT RAISE(ABORT, 'a task stays as it was made'); END""",
)


def upgrade() -> None:
    """Make the table."""
    for step in STEPS:
        op.execute(step)
