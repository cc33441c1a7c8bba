"""Types filings into blanks through LibreOffice, and tells what came of it.

    typed_blanks.py type SOFFICE PROFILE (BLANK.xlsx FILING.json OUT.xlsx)...
    typed_blanks.py compare FILING.json IMPORTED.json FILLED.xlsx

Cells are found by the names that the blank gives them.  Cells with a formula
are never typed into; only what is not locked is.
"""
import json
import re
import subprocess
import sys
import time
from decimal import Decimal

SHIFT = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}
PARTS = {"code": (0, 7), "class": (0, 3), "section": (3, 5), "item": (5, 7)}


def records(item):
    match = re.fullmatch(r"(indicator|goal|task|spending|unit)\.(\d+)", item)
    return (match[1], int(match[2])) if match else (None, 0)


class Blank:
    def __init__(self, document):
        self.document = document
        self.typed = self.inserted = 0
        self.said = []  # what was typed: table, item, measure
        self.more = {}  # rows inserted below those of a section
        self.find_names()

    def find_names(self):
        self.names = {}
        for name in self.document.NamedRanges.ElementNames:
            named = self.document.NamedRanges.getByName(name)
            ranges = named.getReferredCells()
            if ranges is not None:
                self.names[name] = ranges

    def cell(self, name, row=0):
        if name not in self.names:
            return None
        more = self.more.get(name.rpartition(".")[0], 0)
        assert row < self.names[name].Rows.Count + more, (name, row)
        address = self.names[name].RangeAddress
        return self.names[name].Spreadsheet.getCellByPosition(
            address.StartColumn, address.StartRow + row)

    def make_room(self, section, rows):
        """As a clerk does: the last row copied below itself, and emptied."""
        name = next((n for n in self.names
                     if n.rpartition(".")[0] == section), None)
        if name is None or rows <= self.names[name].Rows.Count:
            return
        n = rows - self.names[name].Rows.Count
        sheet = self.names[name].Spreadsheet
        last = self.names[name].RangeAddress.EndRow
        sheet.unprotect("")
        sheet.Rows.insertByIndex(last + 1, n)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        above = sheet.getCellRangeByPosition(
            0, last, cursor.RangeAddress.EndColumn, last)
        for row in range(last + 1, last + 1 + n):
            sheet.copyRange(sheet.getCellByPosition(0, row).CellAddress,
                            above.RangeAddress)
        sheet.protect("")
        self.more[section] = n
        self.inserted += n
        self.find_names()

    def put(self, cell, fact, shift, key):
        if cell.Formula.startswith("="):
            return
        self.said.append(key)
        assert not cell.CellProtection.IsLocked, cell.AbsoluteName
        self.typed += 1
        value = fact["value"]
        if fact["unit"] == "text":
            self.put_text(cell, value)
            return
        number = Decimal(str(value))
        if fact["unit"] == "CNY":
            number = number.scaleb(-shift)
        elif fact["unit"] == "ratio" and not self.is_percent(cell):
            number *= 100
        if cell.String and not cell.String.isdigit():
            cell.String += str(number)  # 总分：
        else:
            cell.Value = float(number)

    def is_percent(self, cell):
        formats = self.document.NumberFormats
        return "%" in formats.getByKey(cell.NumberFormat).FormatString

    def put_text(self, cell, value):
        choices = re.split('[";,]+', cell.Validation.getFormula1())
        ticked = [c for c in choices if value + "☑" in c or "☑" + value in c]
        if ticked:
            cell.String = ticked[0]
        elif "√" in cell.Validation.getFormula1():  # a cell a choice
            address = cell.CellAddress
            for column in range(address.Column, address.Column + 20):
                other = cell.Spreadsheet.getCellByPosition(column, address.Row)
                if other.String == value:
                    other.String += "√"
                    return
            assert False, value
        else:
            cell.String = value


def members(table):
    """Which of its list, from 0, a numbered item is."""
    lists = {}
    for fact in table.get("facts", ()):
        kind, number = records(fact["item"])
        if kind:
            lists.setdefault(kind, set()).add(number)
    return {(kind, number): i for kind, numbers in lists.items()
            for i, number in enumerate(sorted(numbers))}


def put_table(blank, prefix, table):
    order = members(table)
    shift = SHIFT[table["unit"]]
    codes = sorted({f["item"] for f in table["facts"] if f["item"].isdigit()})
    rows = f"{prefix}.rows"
    blank.make_room(rows, len(codes))
    for kind in {kind for kind, _ in order}:
        blank.make_room(f"{prefix}.{kind}",
                        sum(k == kind for k, _ in order))
    if codes and any(n.startswith(rows + ".") for n in blank.names):
        for row, code in enumerate(codes):
            for part, (first, end) in PARTS.items():
                cell = blank.cell(f"{rows}.{part}", row)
                if cell is not None and code[first:end]:
                    assert not cell.CellProtection.IsLocked
                    # A number, as where the cell's format was changed.
                    if row % 2 and len(code) == 3:
                        cell.Value = int(code[first:end])
                    else:
                        cell.String = code[first:end]
                    blank.typed += 1
    for fact in table["facts"]:
        item, measure = fact["item"], fact["measure"]
        kind, number = records(item)
        if item.isdigit():
            cell = blank.cell(f"{rows}.{measure}", codes.index(item))
            if cell is None:
                cell = blank.cell(f"{prefix}.{item}.{measure}")
        else:
            cell = blank.cell(f"{prefix}.{item}.{measure}")
        if cell is None and kind:
            cell = blank.cell(f"{prefix}.{kind}.{measure}",
                              order[kind, number])
        if cell is not None:
            key = [table["table"], renumbered(table, item), measure]
            blank.put(cell, fact, shift, key)


def type_all(soffice, profile, jobs):
    import uno
    from com.sun.star.beans import PropertyValue

    pipe = f"juesuan{time.time_ns()}"
    office = subprocess.Popen(
        [soffice, f"-env:UserInstallation=file://{profile}", "--headless",
         "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.5)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context)
    hidden = PropertyValue("Hidden", 0, True, 0)
    as_excel = PropertyValue("FilterName", 0, "Calc MS Excel 2007 XML", 0)
    for path, filing, out in zip(jobs[::3], jobs[1::3], jobs[2::3]):
        document = desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))
        document.enableAutomaticCalculation(False)
        blank = Blank(document)
        for table in json.load(open(filing))["tables"]:
            put_table(blank, table["table"], table)
            second = table["table"] + "_2"
            if any(n.startswith(second + ".") for n in blank.names):
                put_table(blank, second, table)
        document.calculateAll()
        json.dump(blank.said, open(out + ".typed", "w"))
        document.storeToURL(uno.systemPathToFileUrl(out), (as_excel,))
        document.close(True)
        print(f"{path}: {blank.typed} cells typed, {blank.inserted} rows "
              "inserted")
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(60)


def renumbered(table, item):
    kind, number = records(item)
    return f"{kind}.{members(table)[kind, number]}" if kind else item


def facts_of(path):
    model = json.load(open(path))
    return {
        (t["table"], renumbered(t, f["item"]), f["measure"]):
            (f["value"] if f["unit"] == "text" else Decimal(str(f["value"])),
             t["sheet"], f.get("cell"))
        for t in model["tables"] for f in t.get("facts", ())
    }


def compare(filing, imported, filled):
    import openpyxl

    want, got = facts_of(filing), facts_of(imported)
    book = openpyxl.load_workbook(filled)
    wrong = 0
    typed = {tuple(key) for key in json.load(open(filled + ".typed"))}
    for key, (value, _, _) in want.items():
        if key not in got:
            # A total of nothing is blank, not zero.
            if value != 0 or key in typed:
                print("missing", key, value)
                wrong += 1
        elif got[key][0] != value:
            print("differs", key, value, got[key])
            wrong += 1
    for key in got.keys() - want.keys():
        _, sheet, cell = got[key]
        text = book[sheet][cell].value
        if not str(text).startswith("="):
            print("nobody typed", key, got[key], text)
            wrong += 1
    print(f"{len(want)} facts, {len(got)} read, {wrong} wrong")
    return wrong


if sys.argv[1] == "type":
    type_all(sys.argv[2], sys.argv[3], sys.argv[4:])
else:
    sys.exit(1 if compare(*sys.argv[2:]) else 0)
