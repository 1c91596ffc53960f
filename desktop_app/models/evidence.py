"""Files kept as evidence of consent: a scan, a photograph, a form. They lie in the store itself.

The ledger names a file by its hash, so a file that was exchanged is found out.
"""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from desktop_app.models.base import metadata
from desktop_app.models.types import UtcSeconds

evidence_files = Table(
    "evidence_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", UtcSeconds, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
