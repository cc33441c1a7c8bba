"""A workbook with wrong figures, and the copy that check hands back.

    annotated.py make SAMPLE OUT
    annotated.py compare OUT ANNOTATED
"""
import hashlib
import re
import sys
import zipfile

import openpyxl
from openpyxl.comments import Comment

SHEET = "收入决算表"
faults = []


def make(sample, out):
    book = openpyxl.load_workbook(sample)
    sheet = book[SHEET]
    sheet["C7"] = 583.36
    sheet["C9"].comment = Comment("旧批注", "某人")
    sheet["D8"].comment = Comment("别的", "某人")
    sheet["C9"] = 582.30
    book.save(out)


def compare(was_path, now_path):
    a, b = zipfile.ZipFile(was_path), zipfile.ZipFile(now_path)
    may = re.compile(r"xl/worksheets/.*|xl/workbook\.xml|xl/styles\.xml"
                     r"|xl/_rels/workbook\.xml\.rels|\[Content_Types\]\.xml"
                     r"|xl/comments.*|xl/drawings/.*\.vml")
    for name in a.namelist():
        same = (hashlib.sha256(a.read(name)).digest()
                == hashlib.sha256(b.read(name)).digest())
        if not same and not may.fullmatch(name):
            faults.append(f"part {name} changed")
    was, now = openpyxl.load_workbook(was_path), openpyxl.load_workbook(now_path)
    if now.sheetnames != was.sheetnames + ["检查结果"]:
        faults.append(f"sheets {now.sheetnames}")
    listed = {}
    for row in now["检查结果"].iter_rows(min_row=2):
        link = row[2].hyperlink
        if link is None:
            faults.append(f"no link in row {row[0].row}")
            continue
        sheet, ref = link.location.rsplit("!", 1)
        listed[sheet.strip("'").replace("''", "'"), ref] = row[1].value
    for sheet in was.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = now[sheet.title][cell.coordinate]
                if cell.value != other.value:
                    faults.append(f"{sheet.title}!{cell.coordinate}: value")
                if cell.number_format != other.number_format \
                        or repr(cell.border) != repr(other.border) \
                        or repr(cell.alignment) != repr(other.alignment):
                    faults.append(f"{sheet.title}!{cell.coordinate}: look")
                coloured = repr(cell.fill) != repr(other.fill)
                noted = (cell.comment.text if cell.comment else None) \
                    != (other.comment.text if other.comment else None)
                if coloured != noted:
                    faults.append(f"{sheet.title}!{cell.coordinate}: colour "
                                  f"{coloured}, note {noted}")
                if (sheet.title, cell.coordinate) in listed and not noted:
                    faults.append(f"{sheet.title}!{cell.coordinate}: listed "
                                  "but without a note")
    sheet = now[SHEET]
    if "583.36" not in sheet["C7"].comment.text:
        faults.append("C7 does not say its figure")
    if not sheet["C9"].comment.text.startswith("旧批注\n"):
        faults.append("the note of C9 is gone")
    if sheet["D8"].comment.text != "别的":
        faults.append("the note of D8 changed")
    if listed.get((SHEET, "C7")) != "不符":
        faults.append("C7 is not listed")


{"make": make, "compare": compare}[sys.argv[1]](*sys.argv[2:])
print("\n".join(faults[:20]), end="\n" if faults else "")
sys.exit(bool(faults))
