# facts_cells.sh - every fact stands in the cell it names, as openpyxl reads it.
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    echo "facts_cells: 0 passed, 0 failed, 1 skipped"
    exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
for book in samples/*.xlsx "${SHARED:-../shared}"/inputs/*.xlsx; do
    [ -f "$book" ] || continue
    if "$PROGRAM" import -q -f facts "$book" -o "$work/facts.csv" &&
        "$python" tests/peers/facts_cells.py "$book" "$work/facts.csv"; then
        passed=$((passed + 1))
    else
        echo "$book"
        failed=$((failed + 1))
    fi
done
echo "facts_cells: $passed passed, $failed failed"
