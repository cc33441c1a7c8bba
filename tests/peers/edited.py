"""What openpyxl finds in edited workbooks, against the ones they are made of.

    edited.py FOLDER DID

DID is what edited_book printed, FOLDER has what it made.  All that was not
meant to change must be as it was; what was set is what reads back; with rows
inserted all moves down, and what refers to it.  Prints a line a fault, then
"N compared, N left: NAME...": those that openpyxl cannot read as they came, or
misreads, and sheets that cannot take the rows.
"""
import hashlib
import re
import sys
import warnings

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import coordinate_to_tuple, range_boundaries

warnings.simplefilter("ignore")
sys.unraisablehook = lambda unraisable: None
LAST = 1048576
# Workbooks of which openpyxl misreads something.
MISREAD = {
    "47e9e8dea87494d1.xlsx": "Sheet1.xml with its relations in sheet1.xml.rels",
    "c0f641e7fac70849.xlsx": "a cell that names another row than it is in",
    "625d3a8fa0d9cff5.xlsx": "texts that are the very links of their cells",
}
# What is no reference comes first: strings, structured references.
TOKEN = re.compile(r"""
    "(?:[^"]|"")*" | \[(?:[^][']|'.|\[(?:[^][']|'.)*\])*\](?![\w.]) |
    (?P<sheet>(?:'(?:[^']|'')*'|[^\s'"!,;(){}&+*/<>=^%-]+)!)?
    (?P<ref>\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?
            |\$?[0-9]+:\$?[0-9]+)(?![\w.(!]) |
    '(?:[^']|'')*'!? | [\w.$]+!?""", re.X | re.I)
PART = re.compile(r"(\$?[A-Z]*)(\$?)([0-9]+)", re.I)


class Rows:
    """Rows inserted into the sheets; without any, nothing moves."""

    def __init__(self):
        self.blocks = {}  # by sheet: (at, n), rows from 1

    def moved(self, sheet, row):
        return row + sum(n for at, n in self.blocks.get(sheet, ())
                         if at <= row)

    def copies(self, sheet, row):
        """The new rows that look like that one."""
        return [self.moved(sheet, at) - n + i
                for at, n in self.blocks.get(sheet, ()) if at == row + 1
                for i in range(n)]

    def is_new(self, sheet, row):
        return any(row in self.copies(sheet, at - 1)
                   for at, n in self.blocks.get(sheet, ()))

    def span(self, sheet, first, last, stretch):
        if stretch and last < LAST:
            return (self.moved(sheet, first),
                    max([self.moved(sheet, last), *self.copies(sheet, last)]))
        return self.moved(sheet, first), min(self.moved(sheet, last), LAST)

    def range(self, sheet, text, stretch):
        left, top, right, end = range_boundaries(text)
        if top is None or (top == 1 and end == LAST):
            return left, 1, right, LAST
        top, end = self.span(sheet, top, end, stretch)
        return left or 1, top, right or 16384, end

    def formula(self, here, text, stretch=False, anchor=None):
        if not isinstance(text, str):
            return text
        made = TOKEN.sub(lambda m: m[0] if m["ref"] is None else
                         self.reference(here, m["sheet"], m["ref"],
                                        stretch, anchor), text)
        return re.sub(r"\s", "", made)  # openpyxl moves them about

    def reference(self, here, sheet, ref, stretch, anchor):
        name = here
        if sheet:
            name = sheet[:-1]
            if name[:1] == "'":
                name = name[1:-1].replace("''", "'")
            name = next((s for s in self.blocks if s.lower() == name.lower()),
                        None)
        if name not in self.blocks:
            return (sheet or "") + ref
        parts = [PART.fullmatch(p) for p in ref.split(":")]
        was = [int(p[3]) for p in parts]
        low, high = self.span(name, min(was), max(was),
                              stretch and len(was) == 2)
        rows = [low, high] if was[0] <= was[-1] else [high, low]
        for i, p in enumerate(parts):
            fixed = p[2] or (p[1] == "$" and not p[2])
            if anchor and not fixed and was[i] >= anchor:
                rows[i] = self.moved(name, was[i])
        return (sheet or "") + ":".join(
            f"{p[1]}{p[2]}{row}" for p, row in zip(parts, rows))


class Looks:
    """Formats of one workbook as texts."""

    def __init__(self, book):
        self.book, self.known = book, {}

    def of(self, thing):
        key = tuple(thing._style or ())
        if key not in self.known:
            look = [getattr(thing, name) for name in (
                "font", "fill", "border", "alignment", "number_format",
                "protection")]
            self.known[key] = hashlib.md5(repr(look).encode()).hexdigest()[:8]
        return self.known[key]


def plain(value):
    return {k: v for k, v in vars(value).items()
            if k not in ("parent", "_parent", "worksheet", "ws")}


def formula_of(rows, sheet, cell):
    """Its text; of an array or table also where it is and looks."""
    value, here = cell.value, sheet.title
    about = getattr(sheet, "formula_attributes", {}).get(cell.coordinate, {})
    if not isinstance(value, str):  # openpyxl 3.1
        value, about = getattr(value, "text", None), plain(value)
    about = {key: rows.range(here, at, False) if key in ("ref", "r1", "r2")
             else at for key, at in about.items() if at and key != "text"}
    return rows.formula(here, value), about


def spans(rows, here, ranges, stretch):
    return sorted(rows.range(here, str(r), stretch) for r in ranges)


def anchor_of(ranges):
    return min((range_boundaries(str(r))[1] or 1 for r in ranges), default=None)


def cells_of(facts, sheet, results, rows, looks):
    here = sheet.title
    for (row, col), cell in sheet._cells.items():
        to = rows.moved(here, row)
        look = looks.of(cell)
        value = result = None
        if not isinstance(cell, MergedCell):
            value = cell.value
            if cell.data_type == "f":
                value = formula_of(rows, sheet, cell)
            result = results._cells[row, col].value
            if cell.comment:
                facts["note", here, min(to, LAST), col] = cell.comment.text
            if cell.hyperlink:
                link = cell.hyperlink
                facts["link", here, to, col] = (
                    link.target, rows.formula(here, link.location),
                    link.tooltip)
                if value in (link.target, link.location):
                    value = result = None  # openpyxl fills blank ones
        if value is not None or look != looks.plain:
            facts["cell", here, to, col] = repr(value), repr(result), look
        for copy in rows.copies(here, row):
            if isinstance(cell, MergedCell) or value is None and (
                    getattr(cell, "comment", None)):
                facts["cell", here, copy, col] = "None", "None", None
            elif look != looks.plain:
                facts["cell", here, copy, col] = "None", "None", look


def page_of(facts, sheet, rows):
    here = sheet.title
    merges = [(*rows.range(here, str(m), False), )
              for m in sheet.merged_cells.ranges]
    for m in sheet.merged_cells.ranges:
        if m.min_row == m.max_row:
            merges += [(m.min_col, row, m.max_col, row)
                       for row in rows.copies(here, m.min_row)]
    facts["merges", here] = sorted(merges)
    for at, row in sheet.row_dimensions.items():
        look = (row.ht, row.hidden, row.outlineLevel, row.collapsed)
        if look != (None, False, 0, False):
            facts["row", here, rows.moved(here, at)] = look
            look = row.ht, False, row.outlineLevel, False  # none is hidden
            for copy in rows.copies(here, at):
                if look != (None, False, 0, False):
                    facts["row", here, copy] = look
    facts["columns", here] = [
        (name, c.width, c.hidden, c.outlineLevel, c.min, c.max)
        for name, c in sheet.column_dimensions.items()]
    facts["validations", here] = sorted(
        repr((spans(rows, here, v.sqref.ranges, True), v.type, v.operator,
              v.prompt, v.error, *(
                  rows.formula(here, f, anchor=anchor_of(v.sqref.ranges))
                  for f in (v.formula1, v.formula2))))
        for v in sheet.data_validations.dataValidation)
    facts["formats", here] = sorted(
        repr((spans(rows, here, f.sqref.ranges, True), r.type, r.operator,
              r.priority, r.dxfId, r.text, [
                  rows.formula(here, x, anchor=anchor_of(f.sqref.ranges))
                  for x in r.formula]))
        for f in sheet.conditional_formatting for r in f.rules)
    for table in sheet.tables.values():
        facts["table", here, table.name] = (
            rows.range(here, table.ref, True),
            [(c.name, c.calculatedColumnFormula
              and rows.formula(here, c.calculatedColumnFormula.attr_text))
             for c in table.tableColumns])
    if sheet.auto_filter.ref:
        facts["filter", here] = rows.range(here, sheet.auto_filter.ref, True)
    facts["breaks", here] = [rows.moved(here, b.id + 1) - 1
                             for b in sheet.row_breaks.brk]
    facts["sheet", here] = (
        sheet.sheet_state, sheet.freeze_panes, dict(sheet.protection),
        dict(sheet.page_setup), dict(sheet.page_margins),
        *(part.text for edge in (sheet.oddHeader, sheet.oddFooter)
          for part in (edge.left, edge.center, edge.right)),
        len(sheet._charts), len(sheet._images))


def defined_names(book):
    """Scope, name and text of each; openpyxl 3.0 has one list of them."""
    if hasattr(book.defined_names, "definedName"):
        for name in book.defined_names.definedName:
            yield name.localSheetId, name.name, name.value
        return
    for number, scope in [(None, book), *enumerate(book.worksheets)]:
        for name, defined in scope.defined_names.items():
            yield number, name, defined.value


def names_of(facts, book, rows):
    for scope, name, text in defined_names(book):
        facts["name", scope, name] = rows.formula(None, text)
    for sheet in book.worksheets:
        here = sheet.title
        area = sheet.print_area or []
        facts["print", here] = (
            [rows.formula(here, a, stretch=True)
             for a in ([area] if isinstance(area, str) else area)],
            rows.formula(here, sheet.print_title_rows), sheet.print_title_cols)


def load(path):
    book = openpyxl.load_workbook(path)
    if not book.worksheets:
        raise ValueError("strict, or nothing but charts")
    return book, openpyxl.load_workbook(path, data_only=True)


def facts_of(book, results, rows):
    """All that openpyxl says of a workbook, as rows push it down."""
    looks, facts = Looks(book), {}
    looks.plain = looks.of(openpyxl.cell.Cell(
        book.worksheets[0], style_array=book._cell_styles[0]))
    for sheet, other in zip(book.worksheets, results.worksheets):
        cells_of(facts, sheet, other, rows, looks)
        page_of(facts, sheet, rows)
    names_of(facts, book, rows)
    facts["book"] = [s.title for s in book._sheets]
    facts["plain"] = looks.plain
    return facts


def hexed(text):
    return bytes.fromhex(text).decode()


def meant(facts, did):
    """What was done, done to the facts."""
    for what, sheet, ref, *rest in did:
        key = hexed(sheet), *coordinate_to_tuple(ref)
        if what == "note":
            had = facts.get(("note", *key))
            facts["note", *key] = had, rest
        elif what == "set":
            kind, text = rest[0], hexed(rest[1])
            value = {"n": lambda: float(text), "s": lambda: text,
                     "b": lambda: text == "1", "-": lambda: None}[kind]()
            had = facts.get(("cell", *key))
            if value is None and had and had[2] == facts["plain"]:
                del facts["cell", *key]
            else:
                facts["cell", *key] = (
                    repr(value), repr(value),
                    had[2] if had and had[0] != "None" else None)


def same(key, want, got):
    if want == got:
        return True
    if key[0] == "note":
        return isinstance(want, tuple) and got is not None and (
            want[0] or "") in got and "注" in got
    return (key[0] == "cell" and want is not None and want[2] is None
            and want[:2] == (got or ("None", "None"))[:2])


def compare(name, books, made, did):
    rows = Rows()
    for what, sheet, *rest in did:
        if what == "rows":
            at, n, like = map(int, rest)
            rows.blocks.setdefault(hexed(sheet), []).append((at + 1, n))
    want = facts_of(*books, rows)
    meant(want, [d for d in did if d[0] != "rows"])
    got = facts_of(*load(made), Rows())
    covered = {("cell", key[1], row, column) for key, spans in got.items()
               if key[0] == "merges" for left, top, right, end in spans
               for row in range(top, min(end, 9999) + 1)
               for column in range(left, right + 1)
               if (row, column) != (top, left)}
    for key in got:  # openpyxl makes cells of links and notes
        if key[0] == "link" and rows.is_new(key[1], key[2]) or (
                key[0] == "note" and ("cell", *key[1:]) not in want):
            covered |= {key} if key[0] == "link" else {("cell", *key[1:])}
    covered |= {key for key in want
                if key[0] in ("cell", "row") and key[2] > LAST}
    for key in covered:
        want.pop(key, None), got.pop(key, None)
    wrong = [key for key in {**want, **got}
             if not same(key, want.get(key), got.get(key))]
    for key in wrong[:3]:
        print(f"{name}: {key}: {want.get(key)} became {got.get(key)}")
    if len(wrong) > 3:
        print(f"{name}: and {len(wrong) - 3} more")
    return not wrong


def main():
    good, left, number, books, did = 0, [], 0, None, []
    for line in open(sys.argv[2], encoding="utf-8"):
        what, *rest = line.rstrip("\n").split("\t")
        if what == "book":
            number, path, did = *rest, []
            name = path.rsplit("/", 1)[-1]
            try:
                books = None if name in MISREAD else load(path)
                if not books:
                    left.append(name)
            except Exception:  # whatever it is that openpyxl raises
                left.append(name)
                books = None
        elif what == "made":
            try:
                good += books is not None and compare(
                    f"{name} {rest[0]}", books,
                    f"{sys.argv[1]}/{number}.{rest[0]}.xlsx", did)
            except Exception as fault:
                print(f"{name} {rest[0]}: {type(fault).__name__} {fault}")
            did = []
        elif what == "failed":
            if rest[1] == "edit-unsupported":
                left.append(f"{name} {rest[0]}")
            else:
                print(f"{name} {rest[0]}: {rest[-1]}")
            did = []
        elif what != "refused":
            did.append((what, *rest))
    print(f"{good} compared, {len(left)} left: {', '.join(left)}")


main()
