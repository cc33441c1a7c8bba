# parallel.sh - GNU parallel spreads workbooks, and nothing changes by it.
if ! command -v parallel >/dev/null 2>&1; then
    echo "parallel: 0 passed, 0 failed, 1 skipped"
    exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
python3 tests/bench/filings.py "$work/in" 40
program=$(readlink -f "$PROGRAM")
export JUESUAN_MAPPINGS="${JUESUAN_MAPPINGS:-$PWD/mappings}"
"$program" import -q -f jsonl "$work/in" -o "$work/one.jsonl"
for count in 3 100; do
    if PROGRAM=$program COUNT=$count sh samples/scale/parallel.sh \
        "$work/all.jsonl" "$work/in" &&
        cmp "$work/one.jsonl" "$work/all.jsonl"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "parallel: $passed passed, $failed failed"
