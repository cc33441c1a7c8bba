# typed_blanks.sh - blanks filled in by LibreOffice come back as what was typed.
#
# For every template, and one with codes in three columns, a made-up filing is
# typed into the open cells, calculated and saved there.  What is imported is
# what was typed, with the totals; no figure disagrees; the template is known.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
office=$(command -v soffice || command -v libreoffice)
if [ -z "$office" ] || ! "$python" -c 'import uno, openpyxl' 2>/dev/null; then
    leave typed_blanks "no LibreOffice, or no openpyxl"
fi
if ! ${MAKE:-make} -s BUILD="$BUILD" "$BUILD/tests/peers/filing_json"; then
    bad "filing_json is not built"
    tally typed_blanks
    exit
fi
cp -r mappings "$work/mappings"
JUESUAN_MAPPINGS=$work/mappings
export JUESUAN_MAPPINGS
split=$work/mappings/split-2022
mkdir "$split"
cat >"$split/template.yaml" <<'END'
template: split-2022
name: codes in three columns
region: nowhere
years: 2022
extends: national-2022
evidence: made up
END
for table in income expenditure general_budget_expenditure; do
    {
        printf '%s\n' "extends: national-2022/$table" "ignore: ~"
        echo "change:"
        echo "  - {before: 科目代码, in: 项目, insert: [\
类: {code: functional, part: class}, 款: {code: functional, part: section}, \
项: {code: functional, part: item}]}"
        echo "  - {at: 科目代码, in: 项目, remove: true}"
    } >"$split/$table.yaml"
done
set --
templates=$("$PROGRAM" mappings list | sed -n 's/^\([a-z]*-[0-9]*\)[[:space:]].*/\1/p' | sort -u)
for t in $templates; do
    # Too few rows, so that some must be inserted.
    rows=30
    [ "$t" = hubei-2022 ] || [ "$t" = split-2022 ] && rows=18
    "$PROGRAM" blank -q "$t" -o "$work/$t.xlsx" --rows $rows &&
        "$BUILD/tests/peers/filing_json" "$work/mappings" "$t" 1 \
            >"$work/$t.json"
    set -- "$@" "$work/$t.xlsx" "$work/$t.json" "$work/$t.typed.xlsx"
done
timeout 500 "$python" tests/peers/typed_blanks.py type "$office" \
    "$work/profile" "$@"
for t in $templates; do
    "$PROGRAM" detect -q "$work/$t.typed.xlsx" | cut -f3 | grep -qx "$t"
    tell $? "$t: is known"
    # Nobody typed whose it is, and of which year: that is open, status 1.
    "$PROGRAM" import -q "$work/$t.typed.xlsx" -o "$work/back.json"
    [ $? -le 1 ] &&
        "$python" tests/peers/typed_blanks.py compare "$work/$t.json" \
            "$work/back.json" "$work/$t.typed.xlsx"
    tell $? "$t: what was typed, and the totals"
    "$PROGRAM" check -q -v "$work/$t.typed.xlsx" >"$work/check"
    awk '/^all /{ ok = $4 == 0 } END { exit !ok }' "$work/check"
    tell $? "$t: figures agree"
done
tally typed_blanks
