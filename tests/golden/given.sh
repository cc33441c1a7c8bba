# given.sh - workbooks made by another program hold the facts that were said
# of them; they are beside the project, not in it.
. tests/support/tally.sh
shared=${SHARED:-../shared}
if [ ! -d "$shared/inputs" ]; then
    leave given "no ../shared/inputs"
fi
for book in "$shared"/inputs/*.xlsx; do
    name=$(basename "$book" .xlsx)
    if "$PROGRAM" import -f facts "$book" -o "$work/facts.csv" \
        2>"$work/said" &&
        python3 "$shared/compare.py" "$shared/expected/$name.csv" \
            "$work/facts.csv" >>"$work/said"; then
        good
    else
        cat "$work/said"
        bad
    fi
done
tally given
