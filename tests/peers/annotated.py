"""Workbooks as other programs write them, and the copies that check hands back.

    annotated.py make SAMPLE FOLDER      one workbook a kind; prints the kinds
    annotated.py compare FOLDER KIND     KIND.xlsx and KIND.noted.xlsx
    annotated.py mend FOLDER KIND        right figures into KIND.noted.xlsx
    annotated.py earlier FOLDER          earlier.noted.xlsx has one list
    annotated.py mended FOLDER KIND      KIND.mended.noted.xlsx has no mark there
"""
import hashlib
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

SHEET = "收入决算表"
LIST = "检查结果"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
OFFICE = "http://schemas.microsoft.com/office/"
THREADS = OFFICE + "spreadsheetml/2018/threadedcomments"
SOMEBODY = "{11111111-2222-4333-8444-555555555555}"
faults = []


def rewrite(source, target, change, more=()):
    with zipfile.ZipFile(source) as a, \
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        for name in a.namelist():
            z.writestr(name, change(name, a.read(name)))
        for name, text in more:
            z.writestr(name, text)


def prefixed(name, data):
    if not re.fullmatch(r"xl/(worksheets/.*|workbook|styles|sharedStrings|"
                        r"comments/.*)\.xml", name):
        return data
    text = data.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return re.sub(r"<(/?)([A-Za-z0-9]+)(?=[\s/>])", r"<\1x:\2", text).encode()


def strict(name, data):
    if not name.endswith((".xml", ".rels")):
        return data
    return (data.decode().replace(MAIN, STRICT + "spreadsheetml/main")
            .replace(LINK, STRICT + "officeDocument/relationships")).encode()


def full(name, data):
    """As many cell formats as Excel opens."""
    if name != "xl/styles.xml":
        return data
    text = data.decode()
    formats = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", text, re.S)
    more = 65490 - len(re.findall("<xf ", formats[1]))
    return (text[:formats.start(1)] + formats[1]
            + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * more
            + text[formats.end(1):]).encode()


def threaded(name, data):
    text = data.decode() if name.endswith((".xml", ".rels")) else None
    if name == "[Content_Types].xml":
        text = text.replace("</Types>", "".join(
            f'<Override PartName="/xl/{part}" ContentType="application/'
            f'vnd.ms-excel.{kind}+xml"/>' for part, kind in (
                ("threads/thread1.xml", "threadedcomments"),
                ("persons/person.xml", "person"))) + "</Types>")
    for rels, kind, target in (
            ("xl/_rels/workbook.xml.rels", "person", "/xl/persons/person.xml"),
            ("xl/worksheets/_rels/sheet2.xml.rels", "threadedComment",
             "/xl/threads/thread1.xml")):
        if name == rels:
            text = text.replace(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{OFFICE}2017/10/'
                f'relationships/{kind}" Target="{target}"/></Relationships>')
    return data if text is None else text.encode()


def make_earlier(book, path):
    """As a copy was in 0.1.0."""
    book.create_sheet(LIST, 0).append(
        ("序号", "结果", "位置", "说明", "左", "右", "差额", "容差", "规则"))
    cell = book[SHEET]["D8"]
    cell.comment = Comment("不符：本年收入合计等于各项收入之和\n[income-across]",
                           "juesuan")
    book.save(path)


def earlier(folder):
    book = load(Path(folder) / "earlier.noted.xlsx")
    if [name for name in book.sheetnames if LIST in name] != [LIST]:
        faults.append(f"sheets {book.sheetnames}")
    if book[LIST]["J1"].value != "审核公式":
        faults.append("the list is not made anew")
    if book[SHEET]["D8"].comment:
        faults.append("the note of D8 is still there")


def make(sample, folder):
    folder = Path(folder)
    book = openpyxl.load_workbook(sample)
    sheet = book[SHEET]
    sheet["C7"], sheet["C9"] = 583.36, 582.30
    book.save(folder / "plain.xlsx")
    make_earlier(book, folder / "earlier.xlsx")
    book = openpyxl.load_workbook(folder / "plain.xlsx")
    sheet = book[SHEET]
    sheet["C9"].comment = Comment("旧批注", "某人")
    sheet["D8"].comment = Comment("别的", "某人")
    sheet.conditional_formatting.add("C7:I10", CellIsRule(
        operator="lessThan", formula=["0"],
        fill=PatternFill(bgColor="FFFF0000", fill_type="solid")))
    sheet.protection.sheet = True
    book["支出决算表"].sheet_state = "hidden"
    book.create_sheet(LIST)["A1"] = "部门自己的"
    other = book.create_sheet("表")
    for row in ("甲", "乙"), (1, 2):
        other.append(row)
    other.add_table(Table(displayName="T1", ref="A1:B2"))
    other["D1"] = "=SUM(A2:B2)"
    book.save(folder / "rich.xlsx")
    rewrite(folder / "rich.xlsx", folder / "prefixed.xlsx", prefixed)
    rewrite(folder / "plain.xlsx", folder / "strict.xlsx", strict)
    rewrite(folder / "plain.xlsx", folder / "full.xlsx", full)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    rewrite(folder / "rich.xlsx", folder / "threaded.xlsx", threaded, (
        ("xl/persons/person.xml",
         f'{head}<personList xmlns="{THREADS}"><person displayName="某人" '
         f'id="{SOMEBODY}" userId="a" providerId="None"/></personList>'),
        ("xl/threads/thread1.xml",
         f'{head}<ThreadedComments xmlns="{THREADS}"><threadedComment '
         f'ref="C9" personId="{SOMEBODY}" id="{SOMEBODY}"><text>旧批注</text>'
         "</threadedComment></ThreadedComments>")))
    print("plain rich prefixed strict full threaded")


def load(path):
    """openpyxl does not know the strict namespaces."""
    if path.name.startswith("strict"):
        target = path.with_suffix(".loose.xlsx")
        rewrite(path, target, lambda name, data: data.replace(
            (STRICT + "spreadsheetml/main").encode(), MAIN.encode()).replace(
            (STRICT + "officeDocument/relationships").encode(), LINK.encode()))
        path = target
    return openpyxl.load_workbook(path)


def compare_parts(was_path, now_path):
    may = re.compile(r"xl/worksheets/.*|xl/workbook\.xml|xl/styles\.xml"
                     r"|xl/_rels/workbook\.xml\.rels|\[Content_Types\]\.xml"
                     r"|xl/comments.*|xl/drawings/.*\.vml|xl/threads/.*"
                     r"|xl/persons/.*")
    with zipfile.ZipFile(was_path) as a, zipfile.ZipFile(now_path) as b:
        for name in a.namelist():
            same = (hashlib.sha256(a.read(name)).digest()
                    == hashlib.sha256(b.read(name)).digest())
            if not same and not may.fullmatch(name):
                faults.append(f"part {name} changed")


def compare_cells(was, now, listed, coloured):
    for sheet in was.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                at = f"{sheet.title}!{cell.coordinate}"
                other = now[sheet.title][cell.coordinate]
                if cell.value != other.value:
                    faults.append(f"{at}: value")
                if cell.number_format != other.number_format \
                        or repr(cell.border) != repr(other.border) \
                        or repr(cell.font) != repr(other.font) \
                        or repr(cell.alignment) != repr(other.alignment):
                    faults.append(f"{at}: look")
                filled = repr(cell.fill) != repr(other.fill)
                noted = (cell.comment.text if cell.comment else None) \
                    != (other.comment.text if other.comment else None)
                if filled != (noted and coloured):
                    faults.append(f"{at}: colour {filled}, note {noted}")
                if (sheet.title, cell.coordinate) in listed and not noted:
                    faults.append(f"{at}: listed but without a note")


def compare(folder, kind):
    was_path = Path(folder) / f"{kind}.xlsx"
    now_path = Path(folder) / f"{kind}.noted.xlsx"
    compare_parts(was_path, now_path)
    was, now = load(was_path), load(now_path)
    rich = LIST in was.sheetnames
    name = LIST + "（2）" if rich else LIST
    if now.sheetnames != [name] + was.sheetnames:
        faults.append(f"sheets {now.sheetnames}")
    if now.active.title != name or [
            sheet.title for sheet in now if sheet.sheet_view.tabSelected] != [name]:
        faults.append("the list is not the one sheet that is shown")
    listed = {}
    for row in now[name].iter_rows(min_row=2):
        link = row[2].hyperlink
        if row[2].value == "—":
            continue
        if link is None:
            faults.append(f"no link in row {row[0].row}")
            continue
        if "!" not in row[2].value:
            continue
        sheet, ref = link.location.rsplit("!", 1)
        listed[sheet.strip("'").replace("''", "'"), ref] = row[1].value
    compare_cells(was, now, listed, kind != "full")
    sheet = now[SHEET]
    if "583.36" not in sheet["C7"].comment.text:
        faults.append("C7 does not say its figure")
    if listed.get((SHEET, "C7")) != "错误":
        faults.append("C7 is not listed")
    if rich and not sheet["C9"].comment.text.startswith("旧批注\n"):
        faults.append("the note of C9 is gone")
    if rich and sheet["D8"].comment.text != "别的":
        faults.append("the note of D8 changed")
    if kind == "threaded":
        with zipfile.ZipFile(now_path) as z:
            thread = z.read("xl/threads/thread1.xml").decode()
            people = z.read("xl/persons/person.xml").decode()
        answer = re.search(r'personId="([^"]*)" id="[^"]*" parentId="'
                           + re.escape(SOMEBODY) + '"><text>错误：', thread)
        if not answer or answer[1] not in people:
            faults.append("no answer in the thread of C9")


def mend(folder, kind):
    folder = Path(folder)
    rewrite(folder / f"{kind}.noted.xlsx", folder / f"{kind}.mended.xlsx",
            lambda name, data: data if name != "xl/worksheets/sheet2.xml"
            else data.replace(b">583.36<", b">582.36<").replace(
                b">582.3<", b">582.36<"))


def mended(folder, kind):
    was = load(Path(folder) / f"{kind}.xlsx")
    now = load(Path(folder) / f"{kind}.mended.noted.xlsx")
    for row in was[SHEET].iter_rows():
        for cell in row:
            other = now[SHEET][cell.coordinate]
            if repr(cell.fill) != repr(other.fill):
                faults.append(f"{cell.coordinate} is still coloured")
            if (cell.comment.text if cell.comment else None) \
                    != (other.comment.text if other.comment else None):
                faults.append(f"{cell.coordinate} still has a note")


if __name__ == "__main__":
    {"make": make, "compare": compare, "mend": mend, "mended": mended,
     "earlier": earlier}[sys.argv[1]](*sys.argv[2:])
    print("\n".join(faults[:20]), end="\n" if faults else "")
    sys.exit(bool(faults))
