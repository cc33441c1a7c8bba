#!/usr/bin/env python3
"""filings.py OUT N [NAME] - N filings made from the samples, with other departments and figures.

Filing i is sample i modulo their number, or the sample NAME.xlsx: the department's name gets the number i behind it, and
every figure with a decimal point is multiplied by one factor, so that sums still hold.  The year,
which not every sample says, is in the document's properties.  The same N gives the same bytes.
1000 files a folder.
"""
import csv
import re
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EPOCH = (1980, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/"
CUSTOM = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="{OFFICE}officeDocument/2006/custom-properties"
 xmlns:vt="{OFFICE}officeDocument/2006/docPropsVTypes"><property
 fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="juesuan.year"
><vt:lpwstr>%s</vt:lpwstr></property></Properties>"""
RELATION = (f'<Relationship Id="rIdYear" Target="docProps/custom.xml" '
            f'Type="{OFFICE}officeDocument/2006/relationships/custom-properties"/></Relationships>')
TYPE = ('<Override PartName="/docProps/custom.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>')
FIGURE = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>)(-?\d+\.\d+)(</v>)')


def sample(path):
    facts = path.with_name(path.name.replace(".xlsx", ".facts.csv"))
    with facts.open(encoding="utf-8", newline="") as f:
        department = next(csv.DictReader(f))["department"]
    # A sheet may have a line break in it.
    department = re.compile(r"\s*".join(map(re.escape, department)).encode())
    with zipfile.ZipFile(path) as book:
        return department, [*dated(book, path.name.split("-")[1][:4])]


def dated(book, year):
    for part in book.infolist():
        data = book.read(part)
        if part.filename == "_rels/.rels":
            data = data.replace(b"</Relationships>", RELATION.encode())
        elif part.filename == "[Content_Types].xml":
            data = data.replace(b"</Types>", TYPE.encode())
        yield part.filename, data
    yield "docProps/custom.xml", (CUSTOM % year).encode()


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
    name = sys.argv[3] if len(sys.argv) > 3 else "*"
    samples = [sample(p) for p in sorted(SAMPLES.glob(f"{name}.xlsx"))]
    for number in range(n):
        folder = out / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / f"{number:06}.xlsx", "w",
                             zipfile.ZIP_DEFLATED) as book:
            for name, data in filing(number, *samples[number % len(samples)]):
                book.writestr(zipfile.ZipInfo(name, EPOCH), data,
                              zipfile.ZIP_DEFLATED)


main()
