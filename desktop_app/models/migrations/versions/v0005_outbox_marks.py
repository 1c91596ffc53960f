"""Which texts somebody took off the Outbox page, and short ways to what that page shows.

The page shows what waits and what did not go out; what went out, however many texts that is, is in
neither index.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE outbox ADD COLUMN dismissed_at INTEGER",
    """CREATE INDEX outbox_not_sent ON outbox (state, id)
      WHERE state IN ('refused', 'blocked', 'not_sent') AND dismissed_at IS NULL""",
    "CREATE INDEX outbox_sent_again ON outbox (resend_of) WHERE resend_of IS NOT NULL",
)


def upgrade() -> None:
    """Add the mark and the indexes."""
    for step in STEPS:
        op.execute(step)
