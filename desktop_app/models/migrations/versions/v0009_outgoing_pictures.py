"""Pictures of texts on their way out: of drafts, frozen with a queued text, and put up at Twilio.

A draft's picture lies in outgoing_files under its hash; queueing moves it to the bubble's own
picture, so that its bytes are kept once.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STEPS: tuple[str, ...] = (
    """CREATE TABLE outgoing_files (
      sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL,
      width INTEGER NOT NULL, height INTEGER NOT NULL, content BLOB NOT NULL,
      thumbnail BLOB NOT NULL) STRICT""",
    """CREATE TABLE outgoing_pictures (
      id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL,
      sha256 TEXT NOT NULL REFERENCES outgoing_files (sha256),
      name TEXT NOT NULL, size_before INTEGER NOT NULL, metadata_removed INTEGER NOT NULL,
      added_at INTEGER NOT NULL) STRICT""",
    "CREATE INDEX outgoing_pictures_of ON outgoing_pictures (number, id)",
    """CREATE TABLE outbox_pictures (
      outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
      position INTEGER NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,
      name TEXT NOT NULL, size_before INTEGER NOT NULL, metadata_removed INTEGER NOT NULL,
      PRIMARY KEY (outbox_id, position)) STRICT""",
    "CREATE INDEX outbox_pictures_by_hash ON outbox_pictures (sha256)",
    """CREATE TABLE hosted_pictures (
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,
      path TEXT NOT NULL UNIQUE, state TEXT NOT NULL, asset_sid TEXT NOT NULL,
      version_sid TEXT NOT NULL, build_sid TEXT NOT NULL, noted_at INTEGER NOT NULL,
      since INTEGER NOT NULL, tries INTEGER NOT NULL, reason TEXT NOT NULL) STRICT""",
    "CREATE INDEX hosted_pictures_by_hash ON hosted_pictures (sha256)",
    """CREATE TABLE picture_hosts (
      account_sid TEXT PRIMARY KEY, name TEXT NOT NULL, service_sid TEXT NOT NULL,
      environment_sid TEXT NOT NULL, domain TEXT NOT NULL, filler_sid TEXT NOT NULL,
      filler_version TEXT NOT NULL, build_sid TEXT NOT NULL, built_at INTEGER NOT NULL) STRICT""",
    "ALTER TABLE outbox ADD COLUMN num_media INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN test_of TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX outbox_with_pictures ON outbox (id) WHERE num_media > 0",
)


def upgrade() -> None:
    """Make the tables."""
    for step in STEPS:
        op.execute(step)
