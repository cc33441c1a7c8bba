#!/usr/bin/env python3
"""filings.py OUT N - N filings made from the samples, with other departments and figures.

Filing i is sample i modulo their number: the department's name gets the number i behind it, and
every figure with a decimal point is multiplied by one factor, so that sums still hold.  The same N
gives the same bytes.  1000 files a folder.
"""
import csv
import re
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EPOCH = (1980, 1, 1, 0, 0, 0)
FIGURE = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>)(-?\d+\.\d+)(</v>)')


def sample(path):
    facts = path.with_name(path.name.replace(".xlsx", ".facts.csv"))
    with facts.open(encoding="utf-8", newline="") as f:
        department = next(csv.DictReader(f))["department"]
    # A sheet may have a line break in it.
    department = re.compile(r"\s*".join(map(re.escape, department)).encode())
    with zipfile.ZipFile(path) as book:
        return department, [(i.filename, book.read(i)) for i in book.infolist()]


def filing(number, department, parts):
    factor = Decimal(1 + number % 97) + Decimal(number % 100) / 100

    def scaled(match):
        value = (Decimal(match[2].decode()) * factor).quantize(Decimal("0.01"))
        return match[1] + format(value, "f").encode() + match[3]

    for name, data in parts:
        if name.startswith("xl/worksheets/sheet"):
            data = FIGURE.sub(scaled, data)
        elif name == "xl/sharedStrings.xml":
            data = department.sub(rb"\g<0>%06d" % number, data)
        yield name, data


def main():
    out, n = Path(sys.argv[1]), int(sys.argv[2])
    samples = [sample(p) for p in sorted(SAMPLES.glob("*.xlsx"))]
    for number in range(n):
        folder = out / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / f"{number:06}.xlsx", "w",
                             zipfile.ZIP_DEFLATED) as book:
            for name, data in filing(number, *samples[number % len(samples)]):
                book.writestr(zipfile.ZipInfo(name, EPOCH), data,
                              zipfile.ZIP_DEFLATED)


main()
