"""Templates of texts."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STEPS = (
    """CREATE TABLE templates (
      id INTEGER PRIMARY KEY, starter TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
      purpose TEXT NOT NULL, removed INTEGER NOT NULL, actor TEXT NOT NULL,
      updated_at INTEGER NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX templates_starter ON templates (starter) WHERE starter != ''",
)


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)
