"""Blanks drawn in the layouts that offices hand out, and what filling leaves.

    layouts.py draw NAME BLANK          NAME: national, shanghai
    layouts.py model MODEL OUT CODES    so many codes more, totals kept right
    layouts.py compare BLANK FILLED MODEL BACK
    layouts.py results FILLED RECALCULATED

The blanks hold what a clerk would not notice to be lost: totals and row sums
as formulas, also on a sheet of its own and by a name, formats and validation
that refer upward, a note, a link, a chart, a picture, a list below the table,
hidden and grouped rows, a page break, a frozen pane, protection.
"""
import hashlib
import json
import re
import sys
import zipfile

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from picture import Picture

INCOME = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入",
          "经营收入", "附属单位上缴收入", "其他收入"]
EXPENDITURE = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出",
               "经营支出", "对附属单位补助支出"]
ROWS = 5
faults = []


def merged(sheet, ref, value):
    sheet[ref.split(":")[0]] = value
    sheet.merge_cells(ref)


def drawn(sheet, top, last, columns):
    for row in range(top, last + 1):
        for column in range(1, columns + 1):
            cell = sheet.cell(row, column)
            cell.border = Border(*[Side(style="thin")] * 4)
            cell.number_format = "#,##0.00" if column > 2 else "@"


def total_row(sheet, row, first, last, left, right, class_test):
    """Only classes add up: what stands beside the codes tells them."""
    for column in range(left, right + 1):
        at = letter(column)
        sheet.cell(row, column,
                   f"=SUMPRODUCT(({class_test % (first, last)})"
                   f"*({at}{first}:{at}{last}))")


def national(book):
    for title, number, heads in (("收入决算表", "公开02表", INCOME),
                                 ("支出决算表", "公开03表", EXPENDITURE)):
        sheet = book.create_sheet(title)
        last = letter(len(heads) + 2)
        merged(sheet, f"A1:{last}1", title)
        sheet[f"{last}2"], sheet["A3"] = number, "部门："
        sheet[f"{last}3"] = "金额单位：万元"
        merged(sheet, "A4:B4", "项目")
        sheet["A5"], sheet["B5"] = "科目代码", "科目名称"
        merged(sheet, "A6:B6", "栏次")
        merged(sheet, "A7:B7", "合计")
        for i, head in enumerate(heads):
            merged(sheet, f"{letter(i + 3)}4:{letter(i + 3)}5", head)
            sheet.cell(6, i + 3, i + 1)
        drawn(sheet, 4, 7 + ROWS, len(heads) + 2)
        total_row(sheet, 7, 8, 7 + ROWS, 3, len(heads) + 2,
                  "LEN($A$%d:$A$%d)=3")
        for row in range(8, 8 + ROWS):
            sheet.cell(row, 3, f"=SUM(D{row}:{last}{row})")
        merged(sheet, f"A{8 + ROWS}:{last}{8 + ROWS}",
               f"注：本表反映部门本年度{title[:2]}情况。")


def shanghai(book):
    for title, heads in (("收入决算表", INCOME), ("支出决算表", EXPENDITURE)):
        sheet = book.create_sheet(title)
        columns = len(heads) + 4
        merged(sheet, f"A1:{letter(columns)}1", title)
        sheet.cell(2, columns, "单位：万元")
        merged(sheet, "A3:D3", "项目")
        merged(sheet, "A4:C5", "功能分类\n科目编码")
        merged(sheet, "D4:D5", "科目名称")
        for i, head in enumerate(heads):
            at = letter(i + 5)
            merged(sheet, f"{at}3:{at}5", head)
        for i, part in enumerate("类款项"):
            sheet.cell(6, i + 1, part)
        drawn(sheet, 3, 6 + ROWS + (title != "收入决算表"), columns)
        if title == "收入决算表":  # beside the headings, or last
            total, sheet["D6"] = 6, "合计"
        else:
            total = 7 + ROWS
            merged(sheet, f"A{total}:D{total}", "合计")
            for column in range(1, 5):
                sheet.cell(6 + ROWS, column, "…")
        total_row(sheet, total, 7, 6 + ROWS, 5, columns,
                  '$B$%d:$B$%d=""')
        sheet.cell(9 + ROWS, 1, "注：本表反映部门本年度收支情况。")


def furnish(book):
    sheet, first = book["收入决算表"], book["收入决算表"].max_row + 2
    red = PatternFill("solid", bgColor="FFC7CE")
    row = first
    sheet[f"A{row}"], sheet[f"C{row}"] = "审核人", "=D7"
    sheet[f"A{row}"].comment = Comment("此处签字", "财政局")
    sheet[f"A{row + 1}"].hyperlink = Hyperlink(
        ref=f"A{row + 1}", location=f"收入决算表!A{row}")
    sheet.conditional_formatting.add("C7:I12", FormulaRule(
        formula=["AND(ISNUMBER(C7),C7<0)"], fill=red))
    sheet.conditional_formatting.add(f"C{row}", FormulaRule(
        formula=[f"C{row}<>D7"], fill=red))
    rule = DataValidation(type="custom", formula1=f"C{row}=D7")
    rule.add(f"C{row}")
    sheet.add_data_validation(rule)
    rule = DataValidation(type="decimal", operator="greaterThanOrEqual",
                          formula1="0", allow_blank=True)
    rule.add("E8:I12")
    sheet.add_data_validation(rule)
    for i, head in enumerate(("甲", "乙")):
        sheet.cell(row + 4, i + 1, head)
        sheet.cell(row + 5, i + 1, i)
    sheet.add_table(Table(displayName="T1", ref=f"A{row + 4}:B{row + 5}"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=8, max_row=11))
    sheet.add_chart(chart, f"F{row + 8}")
    sheet.add_image(Picture(), f"D{row + 8}")
    sheet.row_breaks.append(Break(id=first - 1))
    sheet.row_dimensions[row + 2].hidden = True
    sheet.row_dimensions[row + 3].outlineLevel = 1
    sheet.column_dimensions["I"].hidden = True
    sheet.freeze_panes = "C7"
    sheet.print_area = f"A1:I{row}"
    sheet.print_title_rows = "4:6"
    sheet.protection.sheet = True
    other = book.create_sheet("校验")
    other["A1"] = f"=收入决算表!C{row}"
    other["A2"] = "=A1-'收入决算表'!D7"
    other["A3"] = '=IF(A2=0,"相符","不符")'
    other["A4"] = "=签字格"
    for name, cells in (("签字格", f"$C${row}"), ("打印外", "$F$8:$F$11")):
        defined = DefinedName(name, attr_text=f"收入决算表!{cells}")
        if hasattr(book.defined_names, "append"):
            book.defined_names.append(defined)
        else:
            book.defined_names[name] = defined
    book.properties.title = "官方空表"


def draw(name, out):
    book = openpyxl.Workbook()
    book.remove(book.active)
    {"national": national, "shanghai": shanghai}[name](book)
    furnish(book)
    book.save(out)


def model(path, out, codes):
    """Codes of 205, with what their classes and the totals come to."""
    filing, codes = json.load(open(path, encoding="utf-8")), int(codes)
    filing["tables"] = [t for t in filing["tables"]
                        if t["table"] in ("income", "expenditure")]
    for table in filing["tables"]:
        measures = [f["measure"] for f in table["facts"]
                    if f["item"] == "total"][:2]
        rows = {}
        for i in range(codes):
            code = "205%02d%02d" % (i // 90 + 1, i % 90 + 10)
            for item in (code, code[:5], "205"):
                rows[item] = rows.get(item, 0) + (i + 1) * 100
        for fact in table["facts"]:
            if fact["item"] == "total" and fact["measure"] in measures:
                fact["value"] += rows["205"]
        table["facts"] += [
            {"item": item, "measure": measure, "value": rows[item],
             "unit": "CNY", "decimals": -2, "role": "leaf"}
            for item in sorted(rows) for measure in measures]
    json.dump(filing, open(out, "w", encoding="utf-8"), ensure_ascii=False)


def facts(path):
    return {(t["table"], f["item"], f["measure"]): f["value"]
            for t in json.load(open(path, encoding="utf-8"))["tables"]
            for f in t.get("facts", ())}


def expect(what, want, got):
    if want != got:
        faults.append(f"{what}: {got}, not {want}")


def moved(ref, at, down):
    """A reference with the rows from 'at' on further down."""
    return re.sub(r"(\$?[A-Z]+\$?)(\d+)",
                  lambda m: m[1] + str(int(m[2]) + (down if int(m[2]) >= at
                                                    else 0)), ref)


def compare(blank, filled, model, back):
    before, after = zipfile.ZipFile(blank), zipfile.ZipFile(filled)
    may = re.compile(r"xl/worksheets/sheet\d\.xml|xl/workbook\.xml"
                     r"|xl/drawings/.*|xl/comments.*|xl/tables/.*"
                     r"|xl/charts/.*")
    for name in before.namelist():
        if not may.fullmatch(name):
            expect(name, hashlib.sha256(before.read(name)).hexdigest(),
                   hashlib.sha256(after.read(name)).hexdigest())
    want, got = facts(model), facts(back)
    for key in want.keys() | got.keys():
        if want.get(key, 0) != got.get(key, 0):
            faults.append(f"{key}: {got.get(key)}, not {want.get(key)}")
    a = openpyxl.load_workbook(blank)["收入决算表"]
    book = openpyxl.load_workbook(filled)
    b = book["收入决算表"]
    down, at = b.max_row - a.max_row, 8 + ROWS
    row = next(r for r in range(1, a.max_row + 1)
               if a.cell(r, 1).value == "审核人")
    new = row + down
    expect("signature", "审核人", b.cell(new, 1).value)
    expect("its formula", "=D7", b.cell(new, 3).value)
    expect("note", "此处签字", getattr(b.cell(new, 1).comment, "text", None))
    expect("link", f"收入决算表!A{new}", b.cell(new + 1, 1).hyperlink.location)
    expect("hidden", True, b.row_dimensions[new + 2].hidden)
    expect("grouped", 1, b.row_dimensions[new + 3].outlineLevel)
    expect("list", f"A{new + 4}:B{new + 5}",
           [t.ref for t in b.tables.values()][0])
    expect("break", [row - 1 + down], [k.id for k in b.row_breaks.brk])
    expect("area", f"$A$1:$I${new}", str(b.print_area).strip("[']"))
    expect("frozen", a.freeze_panes, b.freeze_panes)
    expect("protected", True, b.protection.sheet)
    expect("formats", {"C7:I%d" % (12 + down): "AND(ISNUMBER(C7),C7<0)",
                       f"C{new}": f"C{new}<>D7"},
           {str(k.sqref): v[0].formula[0]
            for k, v in b.conditional_formatting._cf_rules.items()})
    expect("validation", {f"C{new}": f"C{new}=D7", f"E8:I{12 + down}": "0"},
           {str(d.sqref): d.formula1
            for d in b.data_validations.dataValidation})
    expect("merged", sorted(moved(str(m), at, down)
                            for m in a.merged_cells.ranges),
           sorted(str(m) for m in b.merged_cells.ranges))
    expect("chart", ["收入决算表!$F$8:$F$11"],
           [s.val.numRef.f.replace("'", "") for s in b._charts[0].series])
    expect("other sheet", f"=收入决算表!C{new}", book["校验"]["A1"].value)
    for line in a.iter_rows(min_row=row):
        for cell in line:
            other = b.cell(cell.row + down, cell.column)
            if cell._style != other._style:
                faults.append(f"{other.coordinate}: other look")


def results(filled, recalculated):
    """What stands as a formula's result is what LibreOffice comes to."""
    formulas = openpyxl.load_workbook(filled)
    ours = openpyxl.load_workbook(filled, data_only=True)
    theirs = openpyxl.load_workbook(recalculated, data_only=True)
    for sheet in formulas.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type != "f":
                    continue
                a = ours[sheet.title][cell.coordinate].value
                b = theirs[sheet.title][cell.coordinate].value
                same = a == b if isinstance(a, str) or isinstance(b, str) \
                    else abs((a or 0) - (b or 0)) < 1e-9
                if a is not None and not same:
                    faults.append(f"{sheet.title}!{cell.coordinate} "
                                  f"{cell.value}: {a} and {b}")


{"draw": draw, "model": model, "compare": compare,
 "results": results}[sys.argv[1]](*sys.argv[2:])
print("\n".join(faults[:20]), end="\n" if faults else "")
sys.exit(bool(faults))
