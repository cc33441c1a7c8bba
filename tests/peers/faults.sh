# faults.sh - ../shared/hostile/faults.py, where it is there with strace: each
# allocation and each call to the system fails, and kill -9 comes at each, for
# every command that writes a file.  MAX= moments of each kind (default 12).
. tests/support/tally.sh
shared=${SHARED:-../shared}
if [ ! -f "$shared/hostile/faults.py" ] || ! command -v strace >/dev/null; then
    leave faults "no ../shared/hostile, or no strace"
fi
book=samples/hubei-2022.xlsx
"$PROGRAM" import -q $book -o "$work/model.json"
"$PROGRAM" export -q "$work/model.json" -o "$work/blank.xlsx"

# faults ENDING COMMAND...
faults() {
    ending=$1
    shift
    python3 "$shared/hostile/faults.py" --max "${MAX:-12}" --mode all \
        --out "o.$ending" -- "$PROGRAM" "$@" >"$work/said" 2>&1
    last=$(tail -n 1 "$work/said")
    case $last in
    *" passed, "*" failed") ;;
    *) last="0 passed, 1 failed" ;;
    esac
    [ "${last##*, }" = "0 failed" ] || {
        echo "$*:"
        grep -v ' passed' "$work/said"
    }
    passed=$((passed + ${last%% *}))
    n=${last##*, }
    failed=$((failed + ${n%% *}))
}

faults json import -q $book -o '{out}'
faults csv import -q -f facts $book -o '{out}'
faults json cells --json $book -o '{out}'
faults xlsx export -q "$work/model.json" -o '{out}'
faults xlsx migrate -q --lossy $book -t national-2022 -o '{out}'
faults xlsx fill -q "$work/model.json" "$work/blank.xlsx" -o '{out}'
faults xlsx check -q $book --annotate '{out}'
tally faults
