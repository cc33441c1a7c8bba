"""table.py OUT ROWS COLUMNS - a workbook of one sheet of so many rows and columns.

It looks like 收入决算表 of the national template as a spreadsheet program keeps it: codes and
names are shared strings, figures are numbers.  The same arguments give the same sheet.
"""
import sys
import zipfile

OFFICE = "http://schemas.openxmlformats.org/"
MAIN = OFFICE + "spreadsheetml/2006/main"
RELATED = OFFICE + "officeDocument/2006/relationships"
PACKAGE = OFFICE + "package/2006/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TITLES = ["项目", None, "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入",
          "附属单位上缴收入", "其他收入"]
EPOCH = (1980, 1, 1, 0, 0, 0)


def letters(col):
    name = ""
    while True:
        name = chr(ord("A") + col % 26) + name
        col = col // 26 - 1
        if col < 0:
            return name


def rows(count, columns):
    yield ["收入决算表"]
    yield ["部门：某局"] + [None] * (min(columns, 9) - 2) + ["金额单位：万元"]
    yield (TITLES + [f"备注{i}" for i in range(columns)])[:columns]
    yield ["科目代码", "科目名称"]
    for i in range(count):
        yield [str(2000000 + i), f"科目{i}"] + [
            (i * 100 + k * 7 + i % 97) / 100 for k in range(columns - 2)]


def sheet(count, columns, strings):
    names = [letters(col) for col in range(columns)]
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    for r, row in enumerate(rows(count, columns), 1):
        cells = []
        for name, value in zip(names, row):
            if isinstance(value, str):
                value = strings.setdefault(value, len(strings))
                cells.append(f'<c r="{name}{r}" t="s"><v>{value}</v></c>')
            elif value is not None:
                cells.append(f'<c r="{name}{r}"><v>{value}</v></c>')
        yield f'<row r="{r}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def relation(number, kind, target):
    return (f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" '
            f'Target="{target}"/>')


def relations(*all_of_them):
    return (f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">'
            f'{"".join(all_of_them)}</Relationships>')


def main():
    out, count, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    strings = {}
    parts = {
        "xl/worksheets/sheet1.xml": "".join(sheet(count, columns, strings)),
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}{kind}+xml"/>'
                      for name, kind in [("workbook", "sheet.main"),
                                         ("worksheets/sheet1", "worksheet"),
                                         ("sharedStrings", "sharedStrings")]) + "</Types>",
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml":
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
            '<sheet name="收入决算表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "sharedStrings", "sharedStrings.xml")),
    }
    parts["xl/sharedStrings.xml"] = (
        f'{HEAD}<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si><t>{s}</t></si>" for s in strings) + "</sst>")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in sorted(parts):
            book.writestr(zipfile.ZipInfo(name, EPOCH), parts[name], zipfile.ZIP_DEFLATED)


main()
