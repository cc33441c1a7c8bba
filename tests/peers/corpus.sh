# corpus.sh - ../shared/corpus, where it is there: workbooks of other programs
# are read as two independent readers read them, but for those of refused.txt.
. tests/support/tally.sh
shared=${SHARED:-../shared}
if [ ! -f "$shared/corpus/check_corpus.py" ]; then
    leave corpus "no ../shared/corpus"
fi
python3 "$shared/corpus/check_corpus.py" --show 9999 "$PROGRAM" >"$work/said"
all=$(sed -n 's|.*/\([0-9]*\) workbooks.*|\1|p' "$work/said")
grep -v 'workbooks read alike$' "$work/said" |
    sed -n 's/^\([^:]*\): not read: .*\[\([a-z-]*\)\]$/\1 | \2/p
        t
        s/$/ | differs/p' | sort >"$work/got"
grep -v '^#' tests/peers/refused.txt | sed 's/ | [^|]*$//' | sort >"$work/want"
diff "$work/want" "$work/got"
failed=$(diff "$work/want" "$work/got" | grep -c '^[<>]')
passed=$((all - failed))
tally corpus
