"""Where a person lives, for the hours in which they may be texted, and what waits for those.

`quiet_until` is the time a text was moved to because it was night there; 0 where it was not.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE contacts ADD COLUMN state TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE contacts ADD COLUMN zip_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE contacts ADD COLUMN time_zone_at INTEGER NOT NULL DEFAULT 0",
    "UPDATE contacts SET time_zone_at = updated_at WHERE time_zone <> ''",
    "ALTER TABLE outbox ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0",
)


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)
