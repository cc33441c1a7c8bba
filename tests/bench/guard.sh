# guard.sh - seven fixed jobs cost no more instructions than when last accepted.
#
#   sh tests/support/run.sh BUILD tests/bench/guard.sh    (make bench-guard)
#
# Counted under callgrind, so that neither the machine nor its load matters; but
# the compiler and the C library do, and guard.counts says which.  A job that
# needs 5 % more than there fails.  One that needs less is accepted like one
# that has to need more: ACCEPT=1 make bench-guard, and look at the difference.
here=$(dirname "$0")
counts=$here/guard.counts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "not counted: $1"
    echo "bench-guard: 0 passed, 0 failed, 1 skipped"
    exit 0
}

command -v valgrind >/dev/null || skip "there is no valgrind"
with="gcc $(strings -a "$PROGRAM" 2>/dev/null | sed -n 's/^GCC: (.*) //p' |
    sort -u | paste -sd ' '), $(getconf GNU_LIBC_VERSION), $(uname -m)"
if [ -z "${ACCEPT-}" ] && ! grep -qxF "# $with" "$counts"; then
    skip "this is $with; the counts are of $(sed -n '1s/# //p' "$counts")"
fi

python3 "$here/table.py" "$work/table.xlsx" 2000 12 &&
    "$PROGRAM" import -q samples/hubei-2022.xlsx --kept "$work/kept.json" \
        -o "$work/model.json" &&
    "$PROGRAM" blank -q hubei-2022 -o "$work/blank.xlsx" &&
    python3 "$here/filings.py" "$work/filings" 8 hubei-2022 || exit 1

# NAME COMMAND...: instructions of all its processes.
count() {
    name=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" "$PROGRAM" "$@" \
        2>&1 >/dev/null | awk -v name="$name" '
        /Collected : / { n += $NF }
        END { printf "%s %d\n", name, n }' >>"$work/counts"
}

count start --version
count import import -q -f facts samples/hubei-2022.xlsx -o "$work/facts.csv"
count check check -q samples/hubei-2022.xlsx
count cells cells "$work/table.xlsx" -o "$work/cells.csv"
count fill fill -q "$work/model.json" "$work/blank.xlsx" -o "$work/filled.xlsx"
count migrate migrate -q -j 1 --lossy "$work/filings" -t shanghai-2024 -o "$work/there"
count load load -q -j 1 samples/*2022*.xlsx --db "sqlite:$work/base.db" --partial

if [ -n "${ACCEPT-}" ]; then
    {
        echo "# $with"
        cat "$work/counts"
    } >"$counts"
fi
awk 'FNR == NR { if ($1 != "#") was[$1] = $2; next }
{
    more = was[$1] ? 100 * ($2 / was[$1] - 1) : 0
    bad = !was[$1] || $2 < 1000 || more >= 5
    failed += bad
    printf "%-8s %12d instructions, %12d accepted, %+.1f %%%s\n", $1, $2,
           was[$1], more, bad ? ": too many" : ""
}
END {
    if (FNR != 7) failed++
    printf "bench-guard: %d passed, %d failed\n", 7 - failed, failed
}' "$counts" "$work/counts"
