# formulas.sh - sums that are formulas, calculated anew by LibreOffice.
#
# Each sample as it is, and the accounts of one migrated to every template, are
# written with formulas.  Without their results LibreOffice has to calculate
# them: what it comes to must be ours, without an error.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null \
    || ! command -v soffice >/dev/null; then
    leave formulas "no LibreOffice, or no openpyxl"
fi
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
mkdir "$work/live" "$work/bare" "$work/office"
for book in samples/*.xlsx; do
    name=$(basename "$book" .xlsx)
    # Not every sample says its year.
    "$PROGRAM" import -q '--name={*}-{year}{*}' "$book" \
        -o "$work/model.json" &&
        "$PROGRAM" export -q "$work/model.json" --formulas \
            -o "$work/live/$name.xlsx"
    tell $? "$name"
done
for template in mappings/*/template.yaml; do
    template=$(basename "$(dirname "$template")")
    "$PROGRAM" migrate -q samples/hubei-2022.xlsx -t "$template" --lossy \
        --formulas --round -o "$work/live/to-$template.xlsx" >/dev/null
    tell $? "$template"
done
for book in "$work"/live/*.xlsx; do
    "$python" tests/peers/blanks.py strip "$book" \
        "$work/bare/$(basename "$book")"
done
soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to xlsx --outdir "$work/office" "$work"/bare/*.xlsx \
    >/dev/null 2>&1
for book in "$work"/live/*.xlsx; do
    "$python" tests/peers/blanks.py totals "$book" \
        "$work/office/$(basename "$book")"
    tell $? "$(basename "$book")"
done
tally formulas
