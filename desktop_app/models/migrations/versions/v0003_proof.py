"""Proof of consent, consent by campaign, sign-ups that wait for a YES, and overrides.

A file kept as evidence lies in the encrypted store itself, named by its hash in the ledger. An
override is one row for one text or call; the text carries its number, frozen with the rest.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STEPS = (
    """CREATE TABLE evidence_files (
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      media_type TEXT NOT NULL, size INTEGER NOT NULL, added_at INTEGER NOT NULL,
      added_by TEXT NOT NULL, content BLOB NOT NULL) STRICT""",
    """CREATE TABLE campaigns (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, kind TEXT NOT NULL,
      frequency TEXT NOT NULL, created_at INTEGER NOT NULL, ended_at INTEGER) STRICT""",
    """CREATE TABLE campaign_consents (
      number TEXT NOT NULL, campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
      level TEXT NOT NULL, since INTEGER NOT NULL, ledger_seq INTEGER NOT NULL,
      PRIMARY KEY (number, campaign_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sign_ups (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, campaign_id INTEGER NOT NULL
      REFERENCES campaigns (id), medium TEXT NOT NULL, identity TEXT NOT NULL,
      recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL, outbox_id INTEGER,
      expires_at INTEGER NOT NULL, state TEXT NOT NULL,
      welcome INTEGER NOT NULL, ledger_seq INTEGER NOT NULL) STRICT""",
    "CREATE INDEX sign_ups_by_number ON sign_ups (number, id)",
    "CREATE INDEX sign_ups_waiting ON sign_ups (expires_at) WHERE state = 'waiting'",
    """CREATE TABLE overrides (
      id INTEGER PRIMARY KEY, address TEXT NOT NULL, channel TEXT NOT NULL, actor TEXT NOT NULL,
      choice TEXT NOT NULL, reason TEXT NOT NULL, content_sha256 TEXT NOT NULL,
      made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, seen_seq INTEGER NOT NULL,
      ledger_seq INTEGER NOT NULL, used_at INTEGER) STRICT""",
    "CREATE INDEX overrides_by_address ON overrides (address, channel, made_at)",
    "ALTER TABLE outbox ADD COLUMN override_id INTEGER REFERENCES overrides (id)",
    "ALTER TABLE outbox ADD COLUMN campaign_id INTEGER REFERENCES campaigns (id)",
    """CREATE UNIQUE INDEX outbox_by_override ON outbox (override_id)
    WHERE override_id IS NOT NULL""",
    """CREATE TRIGGER outbox_permission_is_frozen
    BEFORE UPDATE OF override_id, campaign_id ON outbox
    BEGIN SELECT RAISE(ABORT, 'a queued text is never changed'); END""",
    """CREATE TRIGGER evidence_is_only_added_to BEFORE UPDATE ON evidence_files
    BEGIN SELECT RAISE(ABORT, 'a file kept as evidence is never changed'); END""",
    """CREATE TRIGGER override_is_kept BEFORE DELETE ON overrides
    BEGIN SELECT RAISE(ABORT, 'an override is never deleted'); END""",
    """CREATE TRIGGER override_is_used_once BEFORE UPDATE ON overrides
    WHEN OLD.used_at IS NOT NULL OR NEW.address <> OLD.address OR NEW.channel <> OLD.channel
      OR NEW.actor <> OLD.actor OR NEW.choice <> OLD.choice OR NEW.reason <> OLD.reason
      OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.made_at <> OLD.made_at
      OR NEW.expires_at <> OLD.expires_at OR NEW.seen_seq <> OLD.seen_seq
      OR NEW.ledger_seq <> OLD.ledger_seq
    BEGIN SELECT RAISE(ABORT, 'an override is for one text, and stays as it was given'); END""",
)


def upgrade() -> None:
    """Make the tables, and freeze what a text rests on."""
    for step in STEPS:
        op.execute(step)
