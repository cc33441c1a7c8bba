"""long_book.py OUT.xlsx - a sample with 300 rows by code, and a total that is not their sum."""
import sys

import openpyxl

book = openpyxl.load_workbook("samples/hubei-2022.xlsx")
sheet = book["支出决算表"]
foot = [cell.value for cell in sheet[11]]
for i in range(300):
    row = 11 + i
    values = [2010101 + i, f"第 {i + 1} 项支出"] + [1] * 2 + [0] * 4
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "MergedCell":
            sheet.unmerge_cells(next(str(r) for r in sheet.merged_cells.ranges
                                     if cell.coordinate in r))
            cell = sheet.cell(row, column)
        cell.value = value
        cell.number_format = "0.00" if column > 2 else "General"
for column, value in enumerate(foot, 1):
    sheet.cell(311, column).value = value
book.save(sys.argv[1])
