"""Checks an evidence export of Brieftext with nothing but Python 3.8 or newer.

    python3 verify.py [folder or zip]      without one: the folder this script lies in

It reads files and changes nothing. It ends with 0 where everything holds, with 1 where not.
"""

# A stand-alone script for any Python from 3.8 on, which talks by printing.
# ruff: noqa: ANN001, ANN201, D103, E501, INP001, PTH100, PTH112, PTH118, PTH120, PERF402, PTH123, T201, UP031

import hashlib
import json
import os
import sys
import zipfile

SEALED = ("seq", "recorded_at", "happened_at", "actor", "device_id", "number", "channel", "kind",
          "payload_sha256", "prev_hash")  # fmt: skip
LARGEST = 200_000_000


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()


def opened(place):
    """{name: content} of a folder or of a zip, whose own top folder is left out."""
    found = {}
    if not os.path.isdir(place):
        with zipfile.ZipFile(place) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            top = next(each.filename for each in inside if each.filename.endswith("manifest.json"))
            for each in inside:
                with archive.open(each) as handle:
                    found[each.filename[len(top) - len("manifest.json") :]] = handle.read(LARGEST)
        return found
    for base, _, names in os.walk(place):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as handle:
                found[os.path.relpath(path, place).replace(os.sep, "/")] = handle.read(LARGEST)
    return found


def seal_fits(entry):
    fields = ["brieftext-ledger-1"] + [entry[name] for name in SEALED]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return entry["hash"] == sha256(text) and entry["payload_sha256"] == sha256(entry["payload"])


def file_problems(files, manifest):
    for name, digest in sorted(manifest["files"].items()):
        if name not in files:
            yield "The file %s is missing." % name
        elif sha256(files[name]) != digest:
            yield "The file %s was changed after the export was made." % name
    for name in sorted(set(files) - set(manifest["files"]) - {"manifest.json"}):
        yield "The file %s does not belong to the export." % name


def evidence_problems(files, entry):
    payload = json.loads(entry["payload"])
    for line in str(payload.get("evidence_files") or "").splitlines():
        digest, _, name = line.partition(" ")
        found = [each for each in files if each.startswith("evidence/%s" % digest[:16])]
        if not found:
            yield "Entry %d rests on the file %s, which is not here." % (entry["seq"], name)
        elif sha256(files[found[0]]) != digest:
            yield "Entry %d rests on the file %s, which was exchanged." % (entry["seq"], name)


def ledger_problems(files, manifest):
    seq, previous = manifest["first_seq"] - 1, None
    theirs = {manifest["number"], manifest.get("email") or manifest["number"]}
    for line in files["ledger.jsonl"].decode("utf-8").splitlines():
        entry, seq = json.loads(line), seq + 1
        if entry["seq"] != seq:
            yield "Entry %d is missing: entry %d stands in its place." % (seq, entry["seq"])
            return
        if previous not in (None, entry["prev_hash"]):
            yield "Entry %d does not follow on entry %d." % (seq, seq - 1)
        if "payload" in entry:
            if entry["number"] not in theirs or not seal_fits(entry):
                yield "Entry %d is not what was recorded: its seal does not fit." % seq
            yield from evidence_problems(files, entry)
        previous = entry["hash"]
    if (seq, previous) != (manifest["last_seq"], manifest["head"]):
        yield "The ledger ends at entry %d, the manifest at entry %d." % (seq, manifest["last_seq"])


def check(place):
    """(problems, manifest). Never raises: what cannot be read is a problem in itself."""
    manifest, found = {}, []
    try:
        files = opened(place)
        manifest = json.loads(files["manifest.json"].decode("utf-8"))
        for problems in (file_problems, ledger_problems):
            for problem in problems(files, manifest):
                found.append(problem)
    except (OSError, RuntimeError, ValueError, LookupError, TypeError, AttributeError,
            StopIteration, zipfile.BadZipFile) as error:  # fmt: skip
        found.append("The export cannot be read: %s %s." % (type(error).__name__, error))
    return found, manifest if isinstance(manifest, dict) else {}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    problems, manifest = check(sys.argv[1] if len(sys.argv) > 1 else here)
    for problem in problems:
        print("DOES NOT HOLD: " + problem)
    if not problems:
        print("Holds: every file is as it was when the export was made on %s by %s."
              % (manifest["made_at"], manifest["made_by"]))  # fmt: skip
        print("Holds: entries %d to %d follow on one another; the last is %s."
              % (manifest["first_seq"], manifest["last_seq"], manifest["head"]))  # fmt: skip
        print("Holds: the seals of %d entries about %s, their evidence files with them."
              % (manifest["entries"], manifest["number"]))  # fmt: skip
    print("Not shown here: what entries about other people say. They stand as fingerprints only, "
          "and those can be compared with another export or with the firm's own ledger.")  # fmt: skip
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
