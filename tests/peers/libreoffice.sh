# libreoffice.sh - LibreOffice opens what was written and reads the same cells.
#
# Each sample is read, written again, and saved anew by LibreOffice; the facts
# of that file must be those of the sample, digit for digit.
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
"$office" -env:UserInstallation="file://$work/profile" --headless \
    --convert-to xlsx --outdir "$work/saved" "$work"/written/*.xlsx \
    >"$work/said" 2>&1
for book in samples/*.xlsx; do
    name=$(basename "$book" .xlsx)
    cut -d, -f1-10 "samples/$name.facts.csv" >"$work/want"
    # Some samples do not say their year.
    year=$(echo "$name" | grep -o '20[0-9][0-9]')
    if "$PROGRAM" import -q -f facts --year "$year" "$work/saved/$name.xlsx" \
        -o "$work/facts.csv" &&
        cut -d, -f1-10 "$work/facts.csv" | diff "$work/want" -; then
        good
    else
        bad "$name"
    fi
done
tally libreoffice
