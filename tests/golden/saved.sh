# saved.sh - samples as LibreOffice saved them, .xls and .ods: the same facts.
#
# Every command that reads a workbook takes them; what can only be done to an
# .xlsx says so.
. tests/support/tally.sh
saved=tests/golden/saved

# The same in one piece of XML, as far as figures need it.
for book in "$saved"/*.ods; do
    python3 -c "import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(\"$book\").read(\"content.xml\"))" |
        sed 's|office:document-content|office:document|g
            s|office:version|office:mimetype="application/vnd.oasis.opendocument.spreadsheet" &|' \
            >"$work/$(basename "$book" .ods).fods"
done
for book in "$saved"/*.xls "$saved"/*.ods "$work"/*.fods; do
    name=$(basename "${book%.*}")
    "$PROGRAM" import -q -f facts --strict --year 2022 "$book" -o "$work/facts" &&
        diff "samples/$name.facts.csv" "$work/facts"
    tell $? "$book: facts"
    "$PROGRAM" diff -q --year 2022 "samples/$name.xlsx" "$book" >"$work/diff"
    tell $? "$book: nothing differs"
    "$PROGRAM" check -q --year 2022 "samples/$name.xlsx" >"$work/want" 2>&1
    "$PROGRAM" check -q --year 2022 "$book" 2>&1 | sed "s|$book|samples/$name.xlsx|" >"$work/got"
    is "$book: judged alike" "$(cat "$work/want")" "$(cat "$work/got")"
done

for book in "$saved"/hubei-2022.*; do
    "$PROGRAM" migrate -q "$book" -t national-2022 --lossy --year 2022 \
        -o "$work/out.xlsx"
    tell $? "$book: migrated"
    "$PROGRAM" import -q "samples/hubei-2022.xlsx" -o "$work/model.json"
    is "$book: nothing to fill" "old or open" \
        "$("$PROGRAM" fill "$work/model.json" "$book" -o "$work/filled.xlsx" 2>&1 |
            sed -n 's/.*\[old-xls\]\|.*\[not-xlsx\]/old or open/p')"
    is "$book: nothing to annotate" "old or open" \
        "$("$PROGRAM" check --year 2022 "$book" --annotate "$work/noted.xlsx" 2>&1 |
            sed -n 's/.*\[old-xls\]\|.*\[not-xlsx\]/old or open/p' | head -n 1)"
done
tally saved
