"""page_books.py SAMPLE OUT - a workbook's tables one a file, as some departments
send them: OUT/set/2022/A with figures that do not agree, OUT/set/2022/B whole and
of another department, OUT/twice with one table in two files, OUT/sheet1 with all
sheets of one name."""
import os
import sys

import openpyxl

sample, out = sys.argv[1:3]
names = openpyxl.load_workbook(sample).sheetnames[:9]


def split(folder, department=None, wrong=None, title=None, only=names):
    os.makedirs(folder, exist_ok=True)
    for name in only:
        book = openpyxl.load_workbook(sample)
        for other in book.sheetnames:
            if other != name:
                del book[other]
        sheet = book[name]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and department:
                    cell.value = cell.value.replace("随州市曾都区医疗保障服务中心", department)
        if wrong == name:
            sheet["C7"] = sheet["C7"].value + 40
        if title:
            sheet.title = title
        book.save(f"{folder}/{names.index(name) + 1:02d} {name}.xlsx")


split(f"{out}/set/2022/A", wrong="收入决算表")
split(f"{out}/set/2022/B", department="某县教育局")
split(f"{out}/sheet1", title="Sheet1", wrong="收入决算表")
split(f"{out}/twice", only=names[:3])
os.link(f"{out}/twice/02 收入决算表.xlsx", f"{out}/twice/收入决算表 副本.xlsx")

# names and texts that are markup, quotes, directions and formulas
os.makedirs(f"{out}/odd/a", exist_ok=True)
os.makedirs(f"{out}/odd/b", exist_ok=True)
book = openpyxl.load_workbook(sample)
book[names[1]]["C7"] = book[names[1]]["C7"].value + 40
book[names[1]]["B8"] = "<img src=x onerror='window.broken=1'>\u202e&amp;\"=cmd|'/c calc'!A1"
book[names[1]].title = "<b>\u202e收入\"&'"[:31]
book.save(f"{out}/odd/a/表 <b>&amp;\"'\u202e1.xlsx")
os.link(f"{out}/odd/a/表 <b>&amp;\"'\u202e1.xlsx", f"{out}/odd/b/表 <b>&amp;\"'\u202e1.xlsx")
for name, text in {"empty.xlsx": b"", "figures.csv": b"a,b\n1,2\n", "scan.pdf": b"%PDF-1.4\n", "new.zip": b"PK\5\6" + bytes(18),
                   "~$lock.xlsx": b"x", "text.xlsx": b"hello"}.items():
    with open(f"{out}/odd/{name}", "wb") as file:
        file.write(text)
