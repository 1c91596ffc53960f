"""Texts for later: when, from where, and what takes them back.

Frozen with the rest of the row; only whether Twilio was asked to take one back changes.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE outbox ADD COLUMN send_at INTEGER",
    "ALTER TABLE outbox ADD COLUMN route TEXT NOT NULL DEFAULT 'here'",
    "ALTER TABLE outbox ADD COLUMN service_sid TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outbox ADD COLUMN cancel_on_reply INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN take_back TEXT NOT NULL DEFAULT ''",
    """CREATE TRIGGER outbox_time_is_frozen
    BEFORE UPDATE OF send_at, route, service_sid, cancel_on_reply ON outbox
    BEGIN SELECT RAISE(ABORT, 'a queued text is never changed'); END""",
    """CREATE INDEX outbox_for_later ON outbox (to_number, id)
    WHERE send_at IS NOT NULL AND state IN ('queued', 'accepted')""",
    """CREATE INDEX outbox_to_take_back ON outbox (id) WHERE take_back = 'wanted'""",
)


def upgrade() -> None:
    """Widen the outbox."""
    for step in STEPS:
        op.execute(step)
