"""The evidence of one number's consent, for a carrier or a court, checkable without this program.

A folder or a zip: readable pages, the ledger entries with their seals, the files they rest on, a
manifest and a script that checks it all. Entries about other people stand as fingerprints only.
It is made whole under another name first; nothing that is there already is replaced.
"""

import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop_app.models.database import Database
from desktop_app.models.queries import evidence as evidence_queries
from desktop_app.models.queries import ledger as queries
from desktop_app.models.queries import people
from desktop_app.models.values import BadValue, pack_sid
from desktop_app.services.consent.as_of import all_as_of
from desktop_app.services.consent.evidence_lines import evidence_named
from desktop_app.services.consent.evidence_pages import TITLE, Quote, Shown, moment, pages
from desktop_app.services.consent.export_check import MANIFEST, script
from desktop_app.services.consent.facts import read_known
from desktop_app.services.consent.story import ExportResult, ledger_entry
from desktop_app.services.errors import InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.ports import Clock, PageWriter
from desktop_app.services.records import FieldProblem

FORMAT = "brieftext-evidence-1"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class EvidenceExport:
    """Makes evidence exports of one store."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        writer: Callable[[], PageWriter],
        version: str,
        *,
        practice: bool,
    ) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer
        self._version = version
        self._practice = practice

    def make(
        self, number: str, place: Path, actor: str, problems: tuple[str, ...] = ()
    ) -> ExportResult:
        """Write the export to `place`, a new folder, or a new zip where its name says so.

        `problems` are what a check of the ledger found; they are said in it. Raises InvalidInput.
        """
        _free(place)
        files, manifest = self._collect(number, actor, problems)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        files[MANIFEST] = _json(manifest | {"files": digests}, indent=2).encode()
        digests[MANIFEST] = hashlib.sha256(files[MANIFEST]).hexdigest()
        _write(place, files)
        entries, head = int(manifest["entries"]), str(manifest["head"])
        return ExportResult(place, tuple(sorted(digests.items())), entries, head)

    def _collect(
        self, number: str, actor: str, problems: tuple[str, ...]
    ) -> tuple[dict[str, bytes], dict[str, Any]]:
        now = self._clock.now()
        with closing(self._database.reader()) as connection:
            connection.execute("BEGIN")  # one moment, whatever is recorded meanwhile
            email = _email(connection, number)
            theirs = _entries(connection, email) if email else {}
            by_number = _entries(connection, number)
            own = dict(sorted((by_number | theirs).items()))
            if not own:
                raise _refused(f"There is nothing on record for {format_number(number)}.")
            first, last = min(own), queries.head(connection)
            files = {"ledger.jsonl": _chain(connection, own, first), "verify.py": _script()}
            files |= _evidence_files(connection, own)
            known = read_known(connection.execute, number, now=now, practice=self._practice)
            shown = Shown(
                name=known.gate.person.name,
                number=number,
                email=email,
                firm=evidence_queries.firm_name(connection),
                made_at=now,
                made_by=actor,
                version=self._version,
                practice=self._practice,
                first_seq=first,
                last_seq=last.seq,
                head=last.hash,
                state=all_as_of(by_number.values(), now, theirs.values()),
                entries=[ledger_entry(queries.entry(connection, seq)) for seq in sorted(own)],
                quotes=_quotes(connection, own),
                problems=problems,
            )
        foot = f"{format_number(number)} · entries {first:,} to {last.seq:,} · {last.hash[:16]}…"
        files["evidence.pdf"] = self._writer().pdf(TITLE, pages(shown), foot)
        return files, self._manifest(shown)

    def _manifest(self, shown: Shown) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "number": shown.number,
            "email": shown.email,
            "name": shown.name,
            "firm": shown.firm,
            "made_at": moment(shown.made_at),
            "made_by": shown.made_by,
            "app": f"Brieftext {shown.version}",
            "practice": shown.practice,
            "entries": len(shown.entries),
            "first_seq": shown.first_seq,
            "last_seq": shown.last_seq,
            "head": shown.head,
            "problems": list(shown.problems),
        }


def _entries(connection: Any, address: str) -> dict[int, Mapping[str, Any]]:
    return {row["seq"]: row for row in queries.whole_entries(connection, number=address)}


def _email(connection: Any, number: str) -> str:
    """The address of whoever has this number, as its ledger entries have it; empty: none."""
    found = people.by_cell(connection, number)
    card = people.card(connection, found) if found is not None else None
    return str(card[5]).strip().lower() if card is not None else ""


def _chain(connection: Any, own: Mapping[int, Mapping[str, Any]], first: int) -> bytes:
    """The person's entries whole, everyone else's as fingerprints, a line each."""
    lines = (
        _json(dict(own[seq]))
        if seq in own
        else _json({"seq": seq, "prev_hash": before, "hash": digest})
        for seq, before, digest in queries.hashes(connection, first)
    )
    return ("\n".join(lines) + "\n").encode()


def _evidence_files(connection: Any, own: Mapping[int, Mapping[str, Any]]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for row in own.values():
        for name, digest in evidence_named(row["payload"] or ""):
            content = evidence_queries.content(connection, digest)
            if content is not None:
                files[f"evidence/{digest[:16]}-{name}"] = content
    return files


def _quotes(connection: Any, own: Mapping[int, Mapping[str, Any]]) -> dict[int, Quote]:
    found = ((seq, _quote(connection, row["payload"] or "")) for seq, row in own.items())
    return {seq: quote for seq, quote in found if quote is not None}


def _quote(connection: Any, payload: str) -> Quote | None:
    """The text an entry rests on, if it rests on one: a STOP, a START, a YES."""
    try:
        sid = pack_sid(str(json.loads(payload).get("sid") or ""))
    except (ValueError, AttributeError, BadValue):
        return None
    text = evidence_queries.message_of(connection, sid)
    if text is None or text[2] != "in":
        return None
    before = evidence_queries.answered_text(connection, text[1], text[0])
    return Quote(str(text[3]), int(text[4]), *(before or ("", 0)))


def _script() -> bytes:
    return script().read_bytes()


def _json(value: Mapping[str, Any], indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _free(place: Path) -> None:
    if place.exists() or place.is_symlink():
        raise _refused(f"{place.name} is there already. Choose another name.")
    if not place.parent.is_dir():
        raise _refused(f"There is no folder {place.parent}.")


def _write(place: Path, files: Mapping[str, bytes]) -> None:
    scratch = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        if place.suffix.lower() == ".zip":
            _write_zip(scratch, place.stem, files)
        else:
            _write_folder(scratch, files)
        _free(place)  # somebody may have made it meanwhile
        scratch.rename(place)
        _settle(place.parent)
    except OSError as error:
        raise _refused(
            f"The export could not be written to {place.parent}: {error.strerror or error}."
        ) from error
    finally:
        _remove(scratch)


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with _durable(path) as handle:
            handle.write(content)


def _write_zip(path: Path, top: str, files: Mapping[str, bytes]) -> None:
    with _durable(path) as handle, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{top}/{name}", _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


@contextmanager
def _durable(path: Path) -> Iterator[Any]:
    """A new file that is on the disk when it is closed."""
    with path.open("xb") as handle:
        yield handle
        handle.flush()
        os.fsync(handle.fileno())


def _settle(folder: Path) -> None:
    """Make the new name last; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(scratch: Path) -> None:
    if scratch.is_dir():
        shutil.rmtree(scratch, ignore_errors=True)
    else:
        scratch.unlink(missing_ok=True)


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput((FieldProblem("folder", sentence),))
