#!/bin/sh
# pictures.sh - the pictures of README.md: a sheet as it came, and the same with
# two slips, as `check --annotate` hands it back, its notes printed below.
#
#   pictures.sh BUILD    writes hubei-2022.png and hubei-2022-checked.png
#
# It needs python3-openpyxl, LibreOffice, poppler-utils and ImageMagick.
set -eu
juesuan=$1/juesuan
python=${PYTHON:-/usr/bin/python3}
sample=samples/hubei-2022
sheet=收入决算表
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The sheet alone, on one page with the names of its rows and columns.
picture() {
    "$python" - "$1" "$work/page.xlsx" $sheet <<'END'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for name in book.sheetnames:
    if name != sys.argv[3]:
        del book[name]
sheet = book.active
sheet.sheet_properties.pageSetUpPr = (
    openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True))
sheet.page_setup.cellComments = "asDisplayed"
sheet.page_setup.fitToHeight = 0
sheet.print_options.headings = sheet.print_options.gridLines = True
book.save(sys.argv[2])
END
    soffice --headless --convert-to pdf --outdir "$work" "$work/page.xlsx" \
        >/dev/null 2>&1
    rm -f "$work"/page-*.png
    pdftoppm -png -r 100 "$work/page.pdf" "$work/page"
    for notes in "$work"/page-[2-9].png; do
        [ ! -e "$notes" ] ||
            convert "$notes" -fill '#ffffe1' -opaque white "$notes"
    done
    convert "$work"/page-*.png -bordercolor none -trim +repage \
        -bordercolor white -border 6 -append +dither -colors 24 -strip "$2"
}

"$python" - $sample.xlsx "$work/slips.xlsx" $sheet <<'END'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
book[sys.argv[3]]["I8"] = "待核"
book[sys.argv[3]]["J4"] = "债务收入"
book.save(sys.argv[2])
END
"$juesuan" --lang zh check "$work/slips.xlsx" --annotate "$work/checked.xlsx" \
    >"$work/said" 2>&1 || [ $? = 1 ]
picture $sample.xlsx $sample.png
picture "$work/checked.xlsx" $sample-checked.png
