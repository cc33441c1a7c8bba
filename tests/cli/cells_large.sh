# cells_large.sh - a large workbook's cells are listed while it is read: as if it
# had been read as a whole, and in memory that does not grow with its rows.
. tests/support/tally.sh
program=$(realpath "$PROGRAM")

# ROWS TAIL: a sheet of so many rows, then other rows, behind it a merged range;
# a small sheet beside it.
cat >"$work/make.py" <<'END'
import sys
import zipfile

path, count, tail = sys.argv[1], int(sys.argv[2]), sys.argv[3]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
rows = "".join(
    f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>项目{r}</t></is></c>'
    + "".join(f'<c r="{c}{r}"><v>{r * 7}.25</v></c>' for c in "BCDEF") + "</row>"
    for r in range(1, count + 1))
sheets = [rows + tail, '<row><c><v>1</v></c><c><v>2</v></c></row>']
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
    book.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}content-types"/>')
    book.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}relationships"><Relationship '
                  f'Id="r" Type="{OFFICE}/officeDocument" Target="b.xml"/></Relationships>')
    book.writestr("b.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>' + "".join(
        f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}"/>' for i in (1, 2)) + "</sheets></workbook>")
    book.writestr("_rels/b.xml.rels", f'<Relationships xmlns="{PACKAGE}relationships">' + "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="{i}.xml"/>' for i in (1, 2))
        + "</Relationships>")
    for i, inside in enumerate(sheets, 1):
        book.writestr(f"{i}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData>'
                      '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>')
END

# NAME LINES STATUS TAIL: to a file and to a pipe it is what it is as a whole,
# which what goes to another name of the pipe still is.
same() {
    python3 "$work/make.py" "$work/$1.xlsx" 20000 "$4"
    "$program" cells "$work/$1.xlsx" -o /dev/stdout 2>"$work/said" | cat >"$work/whole"
    "$program" cells "$work/$1.xlsx" -o "$work/file" 2>"$work/file.said"
    is "$1: status" "$3" $?
    "$program" cells "$work/$1.xlsx" 2>"$work/pipe.said" | cat >"$work/pipe"
    is "$1: lines" "$2" "$(wc -l <"$work/whole")"
    [ "$3" = 3 ] || is "$1: a file" "" "$(cmp "$work/whole" "$work/file" 2>&1)"
    is "$1: a pipe" "" "$(cmp "$work/whole" "$work/pipe" 2>&1)"
    is "$1: what is said" "$(cat "$work/said")" "$(cat "$work/file.said")"
    is "$1: what is said beside a pipe" "$(cat "$work/said")" "$(cat "$work/pipe.said")"
    rm -f "$work/file"
}

same whole 120003 0 ''
is "a merged range hides values of both sheets" 4 "$(grep -c cell-under-merge "$work/said")"
same lacking 120003 1 '<row r="30000"><c r="A30000"><f>A1</f></c></row>'
is "a formula without a result" 1 "$(grep -c nocache "$work/said")"
same unordered 120004 0 '<row r="5"><c r="Z5"><v>1</v></c></row>'
same comment 120004 0 '<!-- </row> --><row r="30000"><c r="A30000"><v>1</v></c></row>'
same wrong 0 3 '<row r="30000"><c r="A30000"><v>x</v></c></row>'
same broken 0 3 '<row r="30000"><c r="A30000">'

# Memory in KiB; sanitizers keep what was returned.
memory() {
    python3 "$work/make.py" "$work/$1.xlsx" "$1" ''
    python3 - "$program" "$work/$1.xlsx" "$work/file" <<'END'
import resource
import subprocess
import sys
subprocess.run([sys.argv[1], "cells", "-q", sys.argv[2], "-o", sys.argv[3]], check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
}
if ! grep -q __asan_init "$program"; then
    less=$(memory 10000) more=$(memory 60000)
    [ "$less" -gt 0 ] && [ $((more - less)) -lt 6000 ]
    tell $? "six times the rows: $less, then $more KiB"
fi
tally cells_large
