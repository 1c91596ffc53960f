"""Pinned, archived, muted and waiting conversations, and a short way to what is not delivered yet.

An archived conversation comes back by itself when its client writes again, which is why the place
up to which it was put away is kept and not only that it was.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STEPS = """
ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN archived_up_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN waits_since INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET waits_since = coalesce((SELECT m.at FROM messages AS m
  WHERE m.conversation_id = conversations.id AND m.direction = 'in'
  AND m.id > conversations.last_out_id ORDER BY m.id LIMIT 1), 0) WHERE needs_reply = 1;
DROP INDEX conversations_by_time;
CREATE INDEX conversations_by_time
  ON conversations (archived, pinned DESC, last_at DESC, id DESC);
DROP INDEX conversations_unread;
CREATE INDEX conversations_unread
  ON conversations (pinned DESC, last_at DESC, id DESC) WHERE unread = 1 AND archived = 0;
DROP INDEX conversations_waiting;
CREATE INDEX conversations_waiting
  ON conversations (pinned DESC, last_at DESC, id DESC) WHERE needs_reply = 1 AND archived = 0;
CREATE INDEX conversations_recent ON conversations (last_at DESC, id DESC);
CREATE INDEX conversations_unanswered
  ON conversations (waits_since) WHERE unread = 1 AND needs_reply = 1;
CREATE INDEX messages_unfinished ON messages (id) WHERE outbox_id IS NOT NULL
  AND status IN ('accepted', 'queued', 'sending', 'sent', 'scheduled');
"""


def upgrade() -> None:
    """Add the columns and order the inbox by them."""
    for step in STEPS.split(";"):
        if step.strip():
            op.execute(step)
