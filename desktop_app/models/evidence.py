"""Files kept as evidence of consent: a scan, a photograph, a form. They lie in the store itself.

The ledger names a file by its hash, so a file that was exchanged is found out.
"""

import hashlib

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, Text
from sqlalchemy.dialects.sqlite import insert

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


def keep(
    connection: Connection, content: bytes, *, name: str, media_type: str, now: int, actor: str
) -> str:
    """Keep a file; its hash. The same bytes are kept once, under the name they first had."""
    digest = hashlib.sha256(content).hexdigest()
    row = insert(evidence_files).values(
        sha256=digest,
        name=name,
        media_type=media_type,
        size=len(content),
        added_at=now,
        added_by=actor,
        content=content,
    )
    connection.execute(row.on_conflict_do_nothing(index_elements=["sha256"]))
    return digest


def names(connection: Connection, digests: tuple[str, ...]) -> dict[str, str]:
    """The names of kept files by their hashes; one that is not kept is left out."""
    table = evidence_files
    wanted = sa.select(table.c.sha256, table.c.name).where(table.c.sha256.in_(digests))
    return {str(digest): str(name) for digest, name in connection.execute(wanted)}
