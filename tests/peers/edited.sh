# edited.sh - ../shared/corpus, where it is there: openpyxl finds in workbooks of
# other programs, changed on each sheet, what was set, and all else as it was.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
shared=${SHARED:-../shared}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave edited "no openpyxl"
fi
if [ ! -d "$shared/corpus/files" ]; then
    leave edited "no ../shared/corpus"
fi
if ! ${MAKE:-make} -s BUILD="$BUILD" "$BUILD/tests/peers/edited_book"; then
    bad "edited_book is not built"
    tally edited
    exit
fi
"$BUILD/tests/peers/edited_book" "$work" "$shared"/corpus/files/*.xls[xm] \
    >"$work/did"
tell $? "edited_book"
"$python" tests/peers/edited.py "$work" "$work/did" >"$work/said"
last=$(tail -n 1 "$work/said")
case $last in
*" compared, "*" left: "*)
    passed=$((passed + ${last%% *}))
    skip "${last#*, }"
    sed '$d' "$work/said"
    failed=$((failed + $(grep -c '^[^ ]* [a-z]*: ' "$work/said")))
    ;;
*) bad "edited.py: $last" ;;
esac
[ $passed -gt 1 ] || bad "nothing was compared"
tally edited
