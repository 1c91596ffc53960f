"""Files that prove a consent: taken in as they are, kept in the encrypted store, given out again.

A file is known by what it holds, not by what its name says, and programs are never taken in: the
folder that goes to a carrier or a court must be safe to open.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from contextlib import closing
from pathlib import Path

from desktop_app.models import evidence
from desktop_app.models.database import Database
from desktop_app.models.queries import evidence as queries
from desktop_app.services.consent.story import EvidenceFile
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.ports import Clock
from desktop_app.services.records import FieldProblem, Problem

FIELD = "evidence"
LARGEST = 10_000_000
LONGEST_NAME = 120

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_WEBP = "image/webp"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PROGRAM_BYTES = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_PROGRAM_NAMES = re.compile(
    r"\.(?:exe|com|bat|cmd|scr|msi|ps1|vbs?|jse?|wsf|hta|jar|lnk|pif|cpl|dll|reg|sh|app|command"
    r"|desktop|docm|py)$",
    re.IGNORECASE,
)


class EvidenceService:
    """Takes evidence files in and gives them out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, source: Path | bytes, name: str, actor: str) -> EvidenceFile:
        """Keep a file as it is. The same file twice is one. Raises InvalidInput."""
        content = _read(source) if isinstance(source, Path) else source
        shown = _clean(name or (source.name if isinstance(source, Path) else ""))
        media_type = _media_type(content, shown)
        with self._database.write() as connection:
            digest = evidence.keep(
                connection,
                content,
                name=shown,
                media_type=media_type,
                now=self._clock.now(),
                actor=actor,
            )
        found = self.get(digest)
        assert found is not None
        return found

    def get(self, sha256: str) -> EvidenceFile | None:
        """What is known of a kept file."""
        with closing(self._database.reader()) as connection:
            row = queries.facts(connection, sha256)
        return EvidenceFile(*row[1:]) if row else None

    def content(self, sha256: str) -> bytes:
        """What it holds, proved to be what was kept. Raises BrieftextError where it is not."""
        with closing(self._database.reader()) as connection:
            found = queries.content(connection, sha256)
        if found is None or hashlib.sha256(found).hexdigest() != sha256:
            raise BrieftextError(
                Problem(
                    "This file is not the one that was kept.",
                    "It was changed or removed after it was recorded.",
                    "Check the ledger; a backup may still hold the right one.",
                )
            )
        return found

    def save_copy(self, sha256: str, target: Path) -> None:
        """Write a copy outside the store, where it is not encrypted. Replaces nothing."""
        content = self.content(sha256)
        if target.exists():
            raise _refused(f"There is a file called {target.name} already. Choose another name.")
        scratch = target.with_name(target.name + ".part")
        try:
            scratch.write_bytes(content)
            scratch.rename(target)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise _refused(f"The copy could not be written to {target.parent}.") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(LARGEST + 1)
    except OSError as error:
        raise _refused(f"{path.name} cannot be read.") from error


def _clean(name: str) -> str:
    """A name that is safe to write anywhere: no folders, no control or direction characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        "_" if char in '<>:"|?*' else char
        for char in unicodedata.normalize("NFC", last)
        if not unicodedata.category(char).startswith("C")
    )
    return kept.strip(" .")[-LONGEST_NAME:] or "file"


def _media_type(content: bytes, name: str) -> str:
    if not content:
        raise _refused(f"{name} is empty.")
    if len(content) > LARGEST:
        raise _refused(f"{name} is larger than 10 MB. Scan it with fewer dots, or split it.")
    if _PROGRAM_NAMES.search(name) or content.startswith(_PROGRAM_BYTES):
        raise _refused(
            f"{name} is a program, and programs are not kept as evidence. Take a scan, a picture "
            "or a text."
        )
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _WEBP
    if content.startswith(b"PK\x03\x04") and _is_docx(content):
        return _DOCX
    if name.lower().endswith(".txt") and _is_text(content):
        return "text/plain"
    raise _refused(
        f"{name} is of a kind that cannot be kept. PDF, PNG, JPEG, GIF, WebP, plain text and Word "
        "(.docx) can."
    )


def _is_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return {"[Content_Types].xml", "word/document.xml"} <= names and not macros


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput((FieldProblem(FIELD, sentence),))
