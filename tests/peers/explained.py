"""What explain made, held against the workbook and the facts that import reads.

    explained.py copy BOOK    BOOK.said.xlsx beside BOOK.xlsx and BOOK.csv
    explained.py page BOOK    BOOK.html beside BOOK.csv
"""
import csv
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import annotated

LIST = "读取说明"
faults = annotated.faults


def read_facts(book):
    with open(f"{book}.csv", encoding="utf-8") as file:
        return {(row["sheet"], row["cell"]) for row in csv.DictReader(file)}


def colour(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def check_look(at, cell, other):
    for name in "value", "number_format", "border", "font", "alignment":
        if repr(getattr(cell, name)) != repr(getattr(other, name)):
            faults.append(f"{at}: {name}")
    if cell.comment and not (
            other.comment
            and other.comment.text.startswith(cell.comment.text)):
        faults.append(f"{at}: the note that it had")


def check_kind(at, cell, other, kinds, is_fact):
    kind = kinds.get(colour(other))
    note = other.comment.text if other.comment else ""
    if cell.value not in (None, "") and cell.data_type != "f" and not kind:
        faults.append(f"{at}: no colour")
    if is_fact and kind != "读入":
        faults.append(f"{at}: {kind}, though it is a fact")
    # Of choices one is ticked, and is the fact; a figure may stand twice.
    if kind == "读入" and not is_fact and cell.data_type == "n" \
            and "\n模型取 " not in note:
        faults.append(f"{at}: {kind}, though it is no fact")
    if kind in ("读入", "未读") and not re.search(
            rf"(^|\n){kind}：.*\[[^]]+\]$", note, re.S):
        faults.append(f"{at}: note {note!r}")


def copy(book):
    was = annotated.load(Path(f"{book}.xlsx"))
    now = annotated.load(Path(f"{book}.said.xlsx"))
    facts = read_facts(book)
    if now.sheetnames != [LIST] + was.sheetnames or now.active.title != LIST:
        faults.append(f"sheets {now.sheetnames}")
    rows = [row for row in now[LIST].iter_rows(min_row=3, max_row=9)]
    kinds = {colour(row[0]): row[0].value for row in rows}
    counts = {row[0].value: 0 for row in rows}
    if len(kinds) != 7:
        faults.append(f"kinds {kinds}")
    for sheet in was.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                other = now[sheet.title][cell.coordinate]
                at = f"{sheet.title}!{cell.coordinate}"
                if type(cell).__name__ == "MergedCell":
                    continue
                check_look(at, cell, other)
                check_kind(at, cell, other, kinds,
                           (sheet.title, cell.coordinate) in facts)
                if colour(other) in kinds:
                    counts[kinds[colour(other)]] += 1
    for row in rows:
        if row[1].value != f"{counts[row[0].value]} 格":
            faults.append(f"{row[0].value}: {row[1].value}, "
                          f"not {counts[row[0].value]}")


class Page(HTMLParser):
    """Open elements, the sheets' cells, and what the page asks for."""

    def __init__(self):
        super().__init__()
        self.open, self.sheet, self.cells, self.heading = [], None, {}, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta":
            return
        self.open.append(tag)
        self.heading = tag == "h2" and "id" in attrs
        if tag in ("script", "img", "link") or "src" in attrs:
            faults.append(f"the page has <{tag}>")
        if not attrs.get("href", "#").startswith("#"):
            faults.append(f"a link to {attrs['href']}")
        if tag == "td" and "title" in attrs:
            ref, text = attrs["title"].split(" ", 1)
            self.cells[self.sheet, ref] = text

    def handle_data(self, data):
        if self.heading:
            self.sheet, self.heading = data.removesuffix("（隐藏）"), False

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            faults.append(f"</{tag}> closes another element")


def page(book):
    parser = Page()
    parser.feed(Path(f"{book}.html").read_text(encoding="utf-8"))
    if parser.open:
        faults.append(f"left open: {parser.open}")
    said = {at for at, text in parser.cells.items() if text.startswith("读入：")}
    for at in read_facts(book) - said:
        faults.append(f"{at}: a fact that is not shown")
    for at, text in parser.cells.items():
        if at in said and not re.search(r"\[mappings/.*\.yaml:\d+", text):
            faults.append(f"{at}: {text!r}")


{"copy": copy, "page": page}[sys.argv[1]](sys.argv[2])
print("\n".join(faults[:20]), end="\n" if faults else "")
sys.exit(bool(faults))
