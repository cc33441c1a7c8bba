"""facts_cells.py WORKBOOK FACTS - each fact stands in the cell it names.

openpyxl reads the workbook; a figure must be the cell's number in the unit
the decimals tell of, a text must be in the cell. Prints what is not so.
"""
import csv
import re
import sys
from decimal import Decimal, InvalidOperation

import openpyxl


def number(value):
    """The decimal a cell shows: 15 digits of a number, or of a typed text."""
    if isinstance(value, (int, float)):
        return Decimal(repr(value)).normalize() if isinstance(value, int) \
            else Decimal("%.15g" % value)
    text = re.sub(r"[\s,，]", "", str(value)).rstrip("分")
    shift = 1
    if text.endswith("%"):
        text, shift = text[:-1], 100
    try:
        return Decimal(text) / shift
    except InvalidOperation:
        return None


def holds(row, value):
    if row["unit"] == "text":
        want = re.sub(r"\s", "", row["value"])
        have = re.sub(r"\s", "", str(value))
        if want in have:
            return True
        shown = number(value)  # 99.94% in a cell of 0.9994
        return shown is not None and number(want) == shown
    want = Decimal(row["value"])
    have = number(value)
    if have is None:  # a number inside a text: 总分：100
        return any(Decimal(n) == want
                   for n in re.findall(r"\d+(?:\.\d+)?", str(value)))
    scales = [1, 1000, 10000, 10 ** 8] if row["unit"] == "CNY" else [1]
    if row["unit"] == "ratio":
        scales = [1, Decimal("0.01")]
    return any(have * scale == want for scale in scales)


def main(workbook, facts):
    book = openpyxl.load_workbook(workbook, data_only=True)
    wrong = checked = 0
    with open(facts, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sheet = book[row["sheet"]]
            value = sheet[row["cell"]].value
            if value is None:  # ticks over several cells
                value = ""
            checked += 1
            line = " ".join(str(c.value) for c in sheet[sheet[row["cell"]].row]
                            if c.value is not None)
            if not holds(row, value) and not (row["unit"] == "text"
                                              and row["value"] in line):
                wrong += 1
                print(row["sheet"], row["cell"], row["item"], row["measure"],
                      row["value"], "is not in", repr(value))
    if checked == 0:
        print("no facts")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
