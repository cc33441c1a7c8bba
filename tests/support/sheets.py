"""sheets.py OUT.xlsx [SAVED] <TEXT - a small workbook from sheets as text (convert/book/gridtext.h).

Of that form only: sheets, numbers, texts, \\xHH, =? for a formula without a result, merge.  SAVED
is the time that the document says it was saved at, "" for none.
"""
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

EPOCH = (1980, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def cell(ref, text):
    if text.startswith("=?"):
        return f'<c r="{ref}"><f>{escape(text[2:])}</f></c>'
    if NUMBER.fullmatch(text):
        return f'<c r="{ref}"><v>{text}</v></c>'
    text = escape(text.removeprefix("'"))
    text = re.sub(r"\\x(..)", r"_x00\1_", text)
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(lines):
    rows, merges = [], []
    for line in lines:
        if line.startswith("merge "):
            merges += line.split()[1:]
            continue
        number, *cells = (part.strip() for part in line.split("|"))
        rows.append(f'<row r="{number}">' + "".join(
            cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(cells) if text)
            + "</row>")
    merged = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>'
            + (f"<mergeCells>{merged}</mergeCells>" if merges else "") + "</worksheet>")


def parts(text, saved):
    sheets = []
    for line in filter(None, text.splitlines()):
        if line.startswith("# "):
            sheets.append((line[2:], []))
        else:
            sheets[-1][1].append(line)
    numbers = range(1, len(sheets) + 1)
    yield "[Content_Types].xml", (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
                  for n in numbers)
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>')
    yield "_rels/.rels", (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>')
    yield "docProps/core.xml", (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + (f'<dcterms:modified xsi:type="dcterms:W3CDTF">{saved}</dcterms:modified>' if saved else "")
        + "</cp:coreProperties>")
    yield "xl/workbook.xml", (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
                  for n, (name, _) in zip(numbers, sheets)) + "</sheets></workbook>")
    yield "xl/_rels/workbook.xml.rels", (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                  for n in numbers) + "</Relationships>")
    for n, (_, lines) in zip(numbers, sheets):
        yield f"xl/worksheets/sheet{n}.xml", sheet(lines)


def write(path, text, saved=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts(text, saved):
            book.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    write(sys.argv[1], sys.stdin.read(), *sys.argv[2:3])
