# openpyxl_reads.sh - openpyxl finds in written workbooks what was to be there.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave openpyxl_reads "no openpyxl"
fi
if ! ${MAKE:-make} -s BUILD="$BUILD" "$BUILD/tests/peers/written_book"; then
    bad "written_book is not built"
    tally openpyxl_reads
    exit
fi
written=$BUILD/tests/peers/written_book
for seed in 0 1 2 3 4 5 6 7 8 9; do
    if "$written" $seed "$work/book.xlsx" >"$work/expected" &&
        "$python" tests/peers/openpyxl_reads.py "$work/book.xlsx" \
            "$work/expected"; then
        good
    else
        bad "seed $seed"
    fi
done
tally openpyxl_reads
