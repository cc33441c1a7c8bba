# facts_cells.sh - every fact stands in the cell it names, as openpyxl reads it.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave facts_cells "no openpyxl"
fi
for book in samples/*.xlsx "${SHARED:-../shared}"/inputs/*.xlsx; do
    [ -f "$book" ] || continue
    if "$PROGRAM" import -q -f facts "$book" -o "$work/facts.csv" &&
        "$python" tests/peers/facts_cells.py "$book" "$work/facts.csv"; then
        good
    else
        bad "$book"
    fi
done
tally facts_cells
