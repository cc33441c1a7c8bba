# openpyxl_reads.sh - openpyxl finds in written workbooks what was to be there.
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    echo "openpyxl_reads: 0 passed, 0 failed, 1 skipped"
    exit
fi
. tests/support/tally.sh
if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -Iconvert -Itests -o "$work/written" \
    tests/peers/written_book.c tests/support/given_book.c \
    "$BUILD/libjuesuan.a" -ldeflate -ldl; then
    echo "openpyxl_reads: 0 passed, 1 failed"
    exit
fi
for seed in 0 1 2 3 4 5 6 7 8 9; do
    if "$work/written" $seed "$work/book.xlsx" >"$work/expected" &&
        "$python" tests/peers/openpyxl_reads.py "$work/book.xlsx" \
            "$work/expected"; then
        good
    else
        bad "seed $seed"
    fi
done
tally openpyxl_reads
