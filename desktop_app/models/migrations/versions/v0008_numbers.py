"""The firm's numbers as Twilio has them, what Brieftext changed there, moves, and line types."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE firm_numbers ADD COLUMN service_sid TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE firm_numbers ADD COLUMN service_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE firm_numbers ADD COLUMN loses_texts INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE firm_numbers ADD COLUMN sms_url TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE firm_numbers ADD COLUMN voice_url TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE firm_numbers ADD COLUMN registration_at INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE firm_numbers ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE number_changes (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, number_sid TEXT NOT NULL, what TEXT NOT NULL,
      was TEXT NOT NULL, became TEXT NOT NULL, service_sid TEXT NOT NULL,
      service_name TEXT NOT NULL, actor TEXT NOT NULL, made_at INTEGER NOT NULL,
      undone_by TEXT NOT NULL DEFAULT '', undone_at INTEGER) STRICT""",
    """CREATE TABLE number_moves (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, way TEXT NOT NULL, state TEXT NOT NULL,
      steps TEXT NOT NULL, note TEXT NOT NULL, actor TEXT NOT NULL, started_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL, ended_at INTEGER) STRICT""",
    """CREATE TABLE line_types (
      number TEXT PRIMARY KEY, line_type TEXT NOT NULL, carrier TEXT NOT NULL,
      valid INTEGER NOT NULL, looked_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
)


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)
