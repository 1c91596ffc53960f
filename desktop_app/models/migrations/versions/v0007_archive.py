"""The firm's own archive: how far Twilio was read, what is missing, and every picture.

A picture lies in the encrypted store itself, apart from what is known of it, so that a list of
pictures never reads their bytes.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STEPS = (
    """CREATE TABLE history_reads (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL, cursor TEXT NOT NULL,
      read INTEGER NOT NULL, fresh INTEGER NOT NULL, expected INTEGER, reached_at INTEGER,
      per_minute INTEGER NOT NULL, started_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
      finished_at INTEGER, UNIQUE (kind, number)) STRICT""",
    """CREATE TABLE gap_reports (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, from_at INTEGER NOT NULL,
      until_at INTEGER NOT NULL, compared INTEGER NOT NULL, missing TEXT NOT NULL,
      removed TEXT NOT NULL, found_late INTEGER NOT NULL, finished_at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE media (
      id INTEGER PRIMARY KEY, message_id INTEGER NOT NULL REFERENCES messages (id)
      ON DELETE CASCADE, position INTEGER NOT NULL, sid TEXT, media_type TEXT NOT NULL,
      state TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, width INTEGER NOT NULL,
      height INTEGER NOT NULL, name TEXT NOT NULL, tries INTEGER NOT NULL,
      next_try_at INTEGER NOT NULL, noted_at INTEGER NOT NULL, kept_at INTEGER,
      reason TEXT NOT NULL, UNIQUE (message_id, position)) STRICT""",
    "CREATE INDEX media_wanted ON media (message_id) WHERE state = 'wanted'",
    """CREATE TABLE media_content (
      media_id INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
      content BLOB NOT NULL, thumbnail BLOB) STRICT""",
    # Texts with pictures that were stored before there was a place for the pictures.
    """WITH RECURSIVE places (position) AS
      (SELECT 1 UNION ALL SELECT position + 1 FROM places WHERE position < 10)
      INSERT INTO media (message_id, position, media_type, state, size, sha256, width, height,
      name, tries, next_try_at, noted_at, reason)
      SELECT m.id, p.position, '', 'wanted', 0, '', 0, 0, '', 0, 0,
      CAST(strftime('%s', 'now') AS INTEGER), ''
      FROM messages m JOIN places p ON p.position <= m.num_media
      WHERE m.num_media > 0 AND m.sid IS NOT NULL""",
    "ALTER TABLE messages ADD COLUMN removed_at INTEGER",
    "CREATE INDEX messages_with_media ON messages (conversation_id, id) WHERE num_media > 0",
)


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)
