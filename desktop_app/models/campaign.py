"""What people agree to: campaigns, who agreed to which, and sign-ups that wait for a YES."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from desktop_app.models.base import metadata
from desktop_app.models.enums import ConsentLevel, MessageKind, SignUpState
from desktop_app.models.types import PhoneNumber, UtcSeconds, Word

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("kind", Word(MessageKind), nullable=False),
    Column("frequency", Text, nullable=False),
    Column("created_at", UtcSeconds, nullable=False),
    Column("ended_at", UtcSeconds),
)

campaign_consents = Table(
    "campaign_consents",
    metadata,
    Column("number", PhoneNumber, primary_key=True),
    Column("campaign_id", Integer, ForeignKey(campaigns.c.id), primary_key=True),
    Column("level", Word(ConsentLevel), nullable=False),
    Column("since", UtcSeconds, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
)

sign_ups = Table(
    "sign_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", PhoneNumber, nullable=False),
    Column("campaign_id", Integer, ForeignKey(campaigns.c.id), nullable=False),
    Column("medium", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("recorded_at", UtcSeconds, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("outbox_id", Integer),
    Column("expires_at", UtcSeconds, nullable=False),
    Column("state", Word(SignUpState), nullable=False),
    Column("welcome", Boolean, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
)
