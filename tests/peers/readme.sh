# readme.sh - what the README shows of a workbook, and of one with two slips, is
# what is said of them today, in both languages.
. tests/support/tally.sh

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave readme "no openpyxl"
fi
sample=samples/hubei-2022.xlsx
"$python" - $sample "$work/教育局.xlsx" <<'END'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
book["收入决算表"]["I8"] = "待核"
book["收入决算表"]["J4"] = "债务收入"
book.save(sys.argv[2])
END
for lang in en zh; do
    "$PROGRAM" --lang $lang import -f facts $sample 2>&1 |
        grep -e '^samples' -e '^department' -e ',income,,total,total,' \
            >"$work/said"
    "$PROGRAM" --lang $lang import -f facts "$work/教育局.xlsx" 2>&1 >/dev/null |
        sed -e 1d -e "s|^$work/||" -e 's/(D), .*/(D), …/' >>"$work/said"
    is "lines said in $lang" 8 "$(wc -l <"$work/said")"
    while IFS= read -r line; do
        grep -qxF -e "$line" README.md
        tell $? "README does not have: $line"
    done <"$work/said"
done
tally readme
