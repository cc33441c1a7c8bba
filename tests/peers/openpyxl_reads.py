"""What openpyxl finds in a written workbook, against what was to be there.

    openpyxl_reads.py OUT.xlsx EXPECTED

Not compared: text under merged cells, which openpyxl drops, and text with
_xHHHH_ escapes, which it does not undo.
"""
import decimal
import sys

import openpyxl
from openpyxl.utils.datetime import from_excel

DIGITS = decimal.Context(prec=15)
faults = []


def of_hex(text):
    return bytes.fromhex(text).decode()


def has_escape(text):
    return "_x" in text or any(c < " " and c not in "\t\n" for c in text)


def same(kind, want, cell):
    got = cell.value
    if kind == "n":
        return (type(got) in (int, float)
                and DIGITS.create_decimal(repr(got))
                == DIGITS.create_decimal(want))
    if kind == "d":
        return got == from_excel(int(want)) or got == int(want)
    if kind == "b":
        return got is (want == "1")
    return has_escape(want) or got == want


book = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheets, number = book.worksheets, 0
filled = {sheet.title: sum(1 for c in sheet._cells.values()
                           if c.value is not None) for sheet in sheets}
merges, covered, sheet = set(), set(), None


def end_sheet():
    if sheet is None:
        return
    found = {str(r) for r in sheet.merged_cells.ranges}
    if found != merges:
        faults.append(f"{sheet.title}: merges {found} not {merges}")
    if filled[sheet.title]:
        faults.append(f"{sheet.title}: {filled[sheet.title]} cells too many")


for line in open(sys.argv[2], encoding="ascii"):
    word, *rest = line.rstrip("\n").split("\t")
    if word == "sheet":
        end_sheet()
        sheet, merges = sheets[number], set()
        number += 1
        covered = {(r, c) for span in sheet.merged_cells.ranges
                   for r, c in list(span.cells)[1:]}
        if sheet.title != of_hex(rest[1]) or sheet.sheet_state != rest[0]:
            faults.append(f"sheet {sheet.title} {sheet.sheet_state}: {rest}")
    elif word == "page":
        page, repeat, freeze = sheet.page_setup, int(rest[1]), int(rest[2])
        want = (rest[0], f"$1:${repeat}" if repeat else None,
                f"A{freeze + 1}" if freeze else None, 9, 0, True)
        got = (page.orientation, sheet.print_title_rows, sheet.freeze_panes,
               page.paperSize, page.fitToHeight,
               sheet.sheet_properties.pageSetUpPr.fitToPage)
        if got != want:
            faults.append(f"page of {sheet.title}: {got} not {want}")
    elif word == "merge":
        merges.add(rest[0])
    else:
        row, column, kind = int(rest[0]), int(rest[1]), rest[2]
        form, want = of_hex(rest[3]), of_hex(rest[4])
        if (row, column) in covered:
            continue
        cell = sheet.cell(row, column)
        filled[sheet.title] -= 1
        if not same(kind, want, cell) or cell.number_format != form:
            faults.append(f"{sheet.title}!{cell.coordinate}: {kind} {want!r} "
                          f"{form}: {cell.value!r} {cell.number_format}")
end_sheet()
if number != len(sheets):
    faults.append(f"{len(sheets)} sheets, not {number}")
print("\n".join(faults), end="\n" if faults else "")
sys.exit(bool(faults))
