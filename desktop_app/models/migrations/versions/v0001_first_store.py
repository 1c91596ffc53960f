"""The first store: people, conversations, messages, the outbox, consent and the ledger."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PEOPLE = """
CREATE TABLE store_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE sync_marks (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE matters (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, status TEXT NOT NULL,
  level TEXT NOT NULL, attorney TEXT NOT NULL, opened_on TEXT, closed_on TEXT,
  created_at INTEGER NOT NULL) STRICT;
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, cell TEXT, home TEXT, work TEXT,
  email TEXT NOT NULL, pronoun TEXT NOT NULL, time_zone TEXT NOT NULL, notes TEXT NOT NULL,
  matter_id INTEGER REFERENCES matters (id), search_text TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE INDEX contacts_by_cell ON contacts (cell);
CREATE TABLE firm_numbers (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, sid TEXT NOT NULL, label TEXT NOT NULL,
  sender_type TEXT NOT NULL, sms INTEGER NOT NULL, mms INTEGER NOT NULL, voice INTEGER NOT NULL,
  registration TEXT NOT NULL, registration_note TEXT NOT NULL, gone INTEGER NOT NULL) STRICT;
"""

TEXTS = """
CREATE TABLE conversations (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, firm_number TEXT NOT NULL,
  contact_id INTEGER REFERENCES contacts (id), name TEXT NOT NULL, created_at INTEGER NOT NULL,
  opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, last_direction TEXT, last_status TEXT,
  last_error INTEGER, snippet TEXT NOT NULL, last_in_id INTEGER NOT NULL,
  last_in_at INTEGER NOT NULL, last_out_id INTEGER NOT NULL, read_up_to INTEGER NOT NULL,
  unread INTEGER NOT NULL, needs_reply INTEGER NOT NULL) STRICT;
CREATE INDEX conversations_by_time ON conversations (last_at DESC, id DESC);
CREATE INDEX conversations_unread ON conversations (last_at DESC, id DESC) WHERE unread = 1;
CREATE INDEX conversations_waiting ON conversations (last_at DESC, id DESC) WHERE needs_reply = 1;
CREATE INDEX conversations_by_contact ON conversations (contact_id);
CREATE INDEX conversations_opened ON conversations (opened_at DESC) WHERE opened_at > 0;
CREATE TABLE drafts (
  number TEXT PRIMARY KEY, body TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE TABLE messages (
  id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations (id),
  sid BLOB UNIQUE, direction TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL,
  status TEXT NOT NULL, error_code INTEGER, author TEXT NOT NULL, num_media INTEGER NOT NULL,
  firm_number TEXT NOT NULL, outbox_id INTEGER, ledger_seq INTEGER, reason TEXT NOT NULL) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id, id);
CREATE TABLE message_statuses (
  id INTEGER PRIMARY KEY, message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  status TEXT NOT NULL, error_code INTEGER, seen_at INTEGER NOT NULL) STRICT;
CREATE INDEX message_statuses_by_message ON message_statuses (message_id);
"""

OUTBOX = """
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, client_key TEXT NOT NULL UNIQUE, message_id INTEGER NOT NULL UNIQUE,
  account_sid TEXT NOT NULL, from_number TEXT NOT NULL, to_number TEXT NOT NULL,
  recipient_name TEXT NOT NULL, body TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL,
  consent_seq INTEGER, actor TEXT NOT NULL, created_at INTEGER NOT NULL, resend_of INTEGER,
  state TEXT NOT NULL, next_try_at INTEGER NOT NULL, tries INTEGER NOT NULL, posted_at INTEGER,
  looks INTEGER NOT NULL, clean_looks INTEGER NOT NULL, next_look_at INTEGER, sid BLOB UNIQUE,
  error_code INTEGER, rule TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX outbox_open ON outbox (state, to_number)
  WHERE state IN ('queued', 'posting', 'unknown', 'unresolved');
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY, outbox_id INTEGER NOT NULL, uuid TEXT NOT NULL,
  wall_at INTEGER NOT NULL, monotonic_at REAL NOT NULL, boot_id TEXT NOT NULL,
  process_id INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT;
"""

CONSENT = """
CREATE TABLE channel_consents (
  number TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, level TEXT NOT NULL,
  level_before TEXT NOT NULL, since INTEGER NOT NULL, set_by TEXT NOT NULL, how TEXT NOT NULL,
  client_word_at INTEGER NOT NULL, ledger_seq INTEGER NOT NULL,
  PRIMARY KEY (number, channel)) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, happened_at INTEGER NOT NULL,
  actor TEXT NOT NULL, device_id TEXT NOT NULL, number TEXT NOT NULL, channel TEXT NOT NULL,
  kind TEXT NOT NULL, payload_sha256 TEXT NOT NULL, prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL) STRICT;
CREATE INDEX ledger_by_number ON ledger (number, seq);
CREATE TABLE ledger_payloads (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT;
"""

TRIGGERS = (
    """CREATE TRIGGER outbox_content_is_frozen
    BEFORE UPDATE OF client_key, message_id, account_sid, from_number, to_number, recipient_name,
      body, kind, origin, consent_seq, actor, created_at, resend_of ON outbox
    BEGIN SELECT RAISE(ABORT, 'a queued text is never changed'); END""",
    """CREATE TRIGGER outbox_is_kept BEFORE DELETE ON outbox
    BEGIN SELECT RAISE(ABORT, 'a queued text is never deleted'); END""",
    """CREATE TRIGGER ledger_is_only_added_to BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END""",
    """CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never deleted'); END""",
    """CREATE TRIGGER ledger_follows_on BEFORE INSERT ON ledger
    WHEN NEW.seq <> coalesce((SELECT max(seq) FROM ledger), 0) + 1
      OR NEW.prev_hash <> coalesce((SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1),
        printf('%064d', 0))
    BEGIN SELECT RAISE(ABORT, 'a ledger entry follows the one before it'); END""",
    """CREATE TRIGGER ledger_payload_is_only_added_to BEFORE UPDATE ON ledger_payloads
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END""",
    """CREATE TRIGGER ledger_payload_is_kept BEFORE DELETE ON ledger_payloads
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never deleted'); END""",
)


def upgrade() -> None:
    """Make every table."""
    for group in (PEOPLE, TEXTS, OUTBOX, CONSENT):
        for statement in group.split(";"):
            if statement.strip():
                op.execute(statement)
    for trigger in TRIGGERS:
        op.execute(trigger)
