"""Edited texts for later, texts that waited too long, waits that survive a clock, lost numbers.

`wait_s` is how long a row was really told to wait; rows of before keep the longest wait there is.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE outbox ADD COLUMN replaces INTEGER",
    "ALTER TABLE outbox ADD COLUMN asked_at INTEGER",
    "ALTER TABLE outbox ADD COLUMN wanted_at INTEGER",
    "ALTER TABLE outbox ADD COLUMN wait_s INTEGER NOT NULL DEFAULT 3600",
    "ALTER TABLE firm_numbers ADD COLUMN unusable_code INTEGER NOT NULL DEFAULT 0",
    """CREATE TRIGGER outbox_replaced_is_frozen BEFORE UPDATE OF replaces ON outbox
    BEGIN SELECT RAISE(ABORT, 'a queued text is never changed'); END""",
    "CREATE INDEX outbox_replacing ON outbox (replaces) WHERE replaces IS NOT NULL",
)


def upgrade() -> None:
    """Widen the outbox and the firm’s numbers."""
    for step in STEPS:
        op.execute(step)
