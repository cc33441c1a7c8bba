#!/usr/bin/env python3
"""manifest.py DIR... - are these the files and rows that the manifests of import --partition say?

For before a load (--inputs: are the workbooks still the ones that were read?) and after it: the
last line has the number of facts that must be there.  It reads the files by itself, with nothing
of juesuan.  Status 1 where anything differs.
"""
import argparse
import csv
import hashlib
import json
import sys
from pathlib import Path

arguments = argparse.ArgumentParser()
arguments.add_argument("folders", nargs="+", type=Path)
arguments.add_argument("--inputs", action="store_true")
arguments = arguments.parse_args()
wrong, files, facts, keys = [], 0, 0, set()


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "not there"


def rows(path):
    with path.open(encoding="utf-8", newline="") as f:
        if path.suffix == ".jsonl":
            return [json.loads(line)["fact_key"] for line in f]
        return [row["fact_key"] for row in csv.DictReader(f)]


def expect(path, what, want, got):
    if want != got:
        wrong.append(f"{path}: {what}: {got}, not {want}")


for folder in arguments.folders:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for file in manifest["outputs"]:
        path = folder / file["path"]
        expect(path, "sha256", file["sha256"], digest(path))
        if path.exists():
            found = rows(path)
            expect(path, "rows", file["rows"], len(found))
            expect(path, "bytes", file["bytes"], path.stat().st_size)
            keys.update(found)
        files += 1
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    for path in there - {file["path"] for file in manifest["outputs"]} - {"manifest.json"}:
        wrong.append(f"{folder / path}: no output of the manifest")
    for file in manifest["inputs"]:
        if arguments.inputs and "sha256" in file:
            expect(file["path"], "sha256", file["sha256"], digest(Path(file["path"])))
    expect(folder, "facts of the inputs", manifest["facts"],
           sum(file.get("facts", 0) for file in manifest["inputs"]))
    expect(folder, "facts of the outputs", manifest["facts"],
           sum(file["rows"] for file in manifest["outputs"]))
    facts += manifest["facts"]
for line in wrong:
    print(line, file=sys.stderr)
print(f"{files} files, {facts} facts, {len(keys)} keys")
sys.exit(bool(wrong))
