# libreoffice.sh - LibreOffice opens what was written and reads the same cells.
#
# Each sample is read, written again, and saved anew by LibreOffice, as .xlsx,
# .xls and .ods; the facts of these files must be those of the sample, digit for
# digit.
. tests/support/tally.sh
office=$(command -v soffice || command -v libreoffice)
if [ -z "$office" ]; then
    leave libreoffice "no LibreOffice"
fi
mkdir "$work/written" "$work/saved"
for book in samples/*.xlsx; do
    name=$(basename "$book" .xlsx)
    "$PROGRAM" import -q "$book" -o "$work/model.json" &&
        "$PROGRAM" export "$work/model.json" -o "$work/written/$name.xlsx"
done
for kind in xlsx xls ods; do
    "$office" -env:UserInstallation="file://$work/profile" --headless \
        --convert-to $kind --outdir "$work/saved" "$work"/written/*.xlsx \
        >"$work/said" 2>&1
done
for book in samples/*.xlsx; do
    name=$(basename "$book" .xlsx)
    cut -d, -f1-10 "samples/$name.facts.csv" >"$work/want"
    # Some samples do not say their year.
    year=$(echo "$name" | grep -o '20[0-9][0-9]')
    for kind in xlsx xls ods; do
        "$PROGRAM" import -q -f facts --year "$year" \
            "$work/saved/$name.$kind" -o "$work/facts.csv" &&
            cut -d, -f1-10 "$work/facts.csv" | diff "$work/want" -
        tell $? "$name as .$kind"
    done
done
tally libreoffice
