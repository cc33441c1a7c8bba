"""Blanks that others made, and what is left of them when they are filled.

    blanks.py make SAMPLE MODEL BLANK MODE      MODE: keep, empty, cut, groups
    blanks.py compare BLANK FILLED MODEL BACK
    blanks.py strip FILLED OUT                  formulas without results
    blanks.py totals FILLED RECALCULATED

'make' takes the figures out of a filed workbook and puts in what offices put
into blanks: a total as a formula, conditional formats, validation, names, a
print area, pictures, a note, protection, a sheet of their own.  'empty' has
the rows of codes without the codes, 'cut' one row only, 'groups' one row for
each group of indicators, with its words.
"""
import hashlib
import json
import re
import sys
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from picture import Picture

FOREIGN = "附表"
GROUPS = ("goal", "level1", "level2")
faults = []


def facts(path):
    out = {}
    for table in json.load(open(path, encoding="utf-8"))["tables"]:
        for fact in table.get("facts", ()):
            out[table["table"], table.get("instance"), fact["item"],
                fact["measure"]] = fact["value"]
    return out


def filled_cells(path):
    out = {}
    for table in json.load(open(path, encoding="utf-8"))["tables"]:
        for fact in table.get("facts", ()):
            if "cell" in fact:
                out.setdefault(table["sheet"], {})[fact["cell"]] = fact
    return out


def empty(cell, fact):
    """A figure goes; of a line with words around it only the figure."""
    was, value = cell.value, fact["value"]
    if isinstance(was, str) and any(mark in was for mark in "☑■√"):
        cell.value = was.replace("☑", "□").replace("■", "□").replace("√", "")
    elif isinstance(was, str) and isinstance(value, str) and value in was \
            and value != was.strip():
        cell.value = was.replace(value, "  ")
    elif isinstance(was, str) and "：" in was and not isinstance(value, str):
        cell.value = was.split("：")[0] + "："
    else:
        cell.value = None


def code_rows(sheet):
    return [row for row in range(1, sheet.max_row + 1)
            if re.fullmatch(r"\d{3}(\d\d){0,2}",
                            str(sheet.cell(row, 1).value or ""))]


def drop_row(sheet, row):
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > row:
            merged.shift(0, -1)
        elif merged.max_row >= row:
            if merged.min_row < merged.max_row:
                merged.shrink(bottom=1)
            if merged.min_row == merged.max_row \
                    and merged.min_col == merged.max_col \
                    or merged.max_row < merged.min_row:
                sheet.merged_cells.remove(merged)
    sheet.delete_rows(row)


def cut_groups(sheet, found):
    """Of each group of indicators the first row is left."""
    rows, groups = set(), set()
    for ref, fact in found.items():
        if not fact["item"].startswith("indicator.") \
                or isinstance(sheet[ref], MergedCell):
            continue
        rows.add(sheet[ref].row)
        if fact["measure"] == "level2":
            groups.add(sheet[ref].row)
    for row in sorted(rows - groups, reverse=True):
        drop_row(sheet, row)


def make(sample, model, out, mode):
    book = openpyxl.load_workbook(sample)
    cells = filled_cells(model)
    for sheet in book.worksheets:
        codes = code_rows(sheet)
        found = cells.get(sheet.title, {})
        for ref, fact in found.items():
            if not isinstance(sheet[ref], MergedCell) and not (
                    mode == "groups" and fact["measure"] in GROUPS):
                empty(sheet[ref], fact)
        if mode == "groups":
            cut_groups(sheet, found)
        for row in codes if mode in ("empty", "cut") else ():
            for column in range(1, sheet.max_column + 1):
                if not isinstance(sheet.cell(row, column), MergedCell):
                    sheet.cell(row, column).value = None
        for row in reversed(codes[1:]) if mode == "cut" else ():
            drop_row(sheet, row)
        if sheet.title == "收入决算表":
            sheet["C7"] = "=SUM(D7:I7)"
            sheet["D7"] = "=D8"
        sheet.conditional_formatting.add(
            "C6:E8", FormulaRule(formula=["$C6<0"],
                                 fill=PatternFill("solid", bgColor="FFC7CE")))
        rule = DataValidation(type="custom", formula1="LEN(C5)<99",
                              allow_blank=True)
        rule.add("C5:E40")
        sheet.add_data_validation(rule)
        sheet.protection.sheet = True
        sheet.print_area = "A1:%s%d" % (get_column_letter(sheet.max_column),
                                        sheet.max_row)
    first = book.worksheets[0]
    first.add_image(Picture(), "K3")
    first["A2"].comment = Comment("填表说明", "财政局")
    sheet = book.create_sheet(FOREIGN)
    sheet["A1"], sheet["B2"], sheet["B3"] = "说明", 3, "=B2*2"
    sheet.add_image(Picture(), "D10")
    name = DefinedName("首表", attr_text="'%s'!$C$7" % first.title)
    if hasattr(book.defined_names, "append"):
        book.defined_names.append(name)
    else:
        book.defined_names["首表"] = name
    book.save(out)


def digests(path):
    archive = zipfile.ZipFile(path)
    if archive.testzip():
        faults.append(f"{path}: {archive.testzip()} is damaged")
    return {name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()}


def look(cell):
    style = list(cell._style or ())  # indices; the styles part is the same
    return style if any(style) else []


def compare_cells(was, now, changed):
    """Cells outside of the filled set, where no row was inserted."""
    for row in was.iter_rows():
        for cell in row:
            other = now[cell.coordinate]
            if isinstance(cell, MergedCell) or isinstance(other, MergedCell):
                if type(cell) is not type(other):
                    faults.append(f"{was.title}!{cell.coordinate}: merged")
                continue
            if look(cell) != look(other):
                faults.append(f"{was.title}!{cell.coordinate}: other look")
            if cell.value != other.value and cell.value is not None \
                    and cell.coordinate not in changed:
                faults.append(f"{was.title}!{cell.coordinate}: "
                              f"{cell.value!r} became {other.value!r}")
    if now.max_row != was.max_row or now.max_column != was.max_column:
        faults.append(f"{was.title}: {now.dimensions} not {was.dimensions}")


def compare(blank, filled, model, back):
    before, after = digests(blank), digests(filled)
    was, now = openpyxl.load_workbook(blank), openpyxl.load_workbook(filled)
    grown = any(a.max_row != b.max_row
                for a, b in zip(was.worksheets, now.worksheets))
    may = re.compile(r"xl/worksheets/sheet\d+\.xml|xl/workbook\.xml"
                     + (r"|xl/drawings/.*|xl/comments.*"
                        r"|xl/calcChain\.xml|.*workbook\.xml\.rels"
                        r"|\[Content_Types\]\.xml" if grown else ""))
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name) and not may.fullmatch(name):
            faults.append(f"part {name} changed")
    want, got = facts(model), facts(back)
    if want != got:
        odd = sorted(map(str, set(want.items()) ^ set(got.items())))
        faults.append(f"{len(odd)} facts differ: {odd[:3]}")
    cells = filled_cells(back)
    for a, b in zip(was.worksheets, now.worksheets):
        if a.max_row == b.max_row:
            compare_cells(a, b, cells.get(a.title, {}))
        else:
            print_area = "$A$1:$%s$%d" % (get_column_letter(b.max_column),
                                          b.max_row)
            if print_area not in str(b.print_area):
                faults.append(f"{b.title}: prints {b.print_area}")
        if a.sheet_properties != b.sheet_properties \
                or a.protection.sheet != b.protection.sheet \
                or a.page_setup != b.page_setup:
            faults.append(f"{a.title}: other set-up")
        if len(a.data_validations.dataValidation) \
                != len(b.data_validations.dataValidation):
            faults.append(f"{a.title}: validations")


def totals(filled, recalculated):
    """Formulas: our results against those of a program that calculates."""
    formulas = openpyxl.load_workbook(filled)
    ours = openpyxl.load_workbook(filled, data_only=True)
    theirs = openpyxl.load_workbook(recalculated, data_only=True)
    n = 0
    for sheet in formulas.worksheets:
        if sheet.title == FOREIGN:
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                n += 1
                a = ours[sheet.title][cell.coordinate].value
                b = theirs[sheet.title][cell.coordinate].value
                if a is None or b is None or abs(a - b) > 1e-9:
                    faults.append(f"{sheet.title}!{cell.coordinate} "
                                  f"{cell.value}: {a} and {b}")
    if not n:
        faults.append("no formulas are left")


def strip(filled, out):
    openpyxl.load_workbook(filled).save(out)


{"make": make, "compare": compare, "totals": totals,
 "strip": strip}[sys.argv[1]](*sys.argv[2:])
print("\n".join(faults[:20]), end="\n" if faults else "")
sys.exit(bool(faults))
