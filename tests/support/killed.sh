# killed.sh - for the scripts that load: what is killed and done again ends as one clean load.
#
# killed DATABASE ASK CLEAR DUMP -- the last three are commands: what SQL says,
# an empty database, all that is in it.  Sourced with is(), run() and $work.

# Filings, some corrected and saved later, by their names in $work/names.
killed_names() {
    python3 tests/bench/filings.py "$work/many" 180
    python3 - "$work/many" <<'P'
import sys, zipfile
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*/*.xlsx"))[:160:8]:
    later = path.parent.parent / "corrected" / path.name
    later.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path) as a, zipfile.ZipFile(later, "w", 8) as b:
        for name in a.namelist():
            b.writestr(name, a.read(name).replace(b">2000-01-01T", b">2024-01-01T"))
P
    find "$work/many" -name '*.xlsx' | LC_ALL=C sort >"$work/names"
}

killed_whole="SELECT SUM(CASE WHEN n_facts = (SELECT COUNT(*) FROM facts f
    WHERE f.filing_id = g.filing_id) OR replaced_by IS NOT NULL
    THEN 0 ELSE 1 END) FROM filings g"

killed() {
    database=$1 ask=$2 clear=$3 dump=$4
    $clear
    is "one clean load tells of the corrected" 1 "$(run load -q - --db "$database" <"$work/names")"
    is "replaces the corrected" 20 \
        "$($ask 'SELECT COUNT(replaced_by) FROM filings')"
    $dump >"$work/dump"

    # 150 names are given, then it waits for more.
    $clear
    rm -f "$work/fifo"
    mkfifo "$work/fifo"
    "$PROGRAM" load -q - --db "$database" <"$work/fifo" &
    pid=$!
    exec 3>"$work/fifo"
    head -n 150 "$work/names" >&3
    tries=0
    while [ $tries -lt 200 ] &&
        [ "$($ask 'SELECT COUNT(*) FROM filings' 2>/dev/null)" != 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -9 $pid
    wait $pid 2>/dev/null
    exec 3>&-
    is "a killed load leaves a part" 100 "$($ask 'SELECT COUNT(*) FROM filings')"
    is "of whole filings" 0 "$($ask "$killed_whole")"
    is "the second run" 1 "$(run load - --db "$database" -j 2 <"$work/names")"
    is "skips what is there" 100 "$(grep -c 'skipped: ' "$work/said")"
    is "and says how many" 1 "$(grep -c ' 100 skipped, 0 failed' "$work/said")"
    $dump >"$work/dump2"
    is "and ends as the clean one" same \
        "$(cmp "$work/dump" "$work/dump2" && echo same)"

    # At whatever it is doing then, again and again.
    $clear
    for moment in 0.01 0.03 0.06 0.1 0.15 0.25; do
        "$PROGRAM" load -q - --db "$database" -j 2 <"$work/names" &
        pid=$!
        sleep $moment
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        case $($ask "$killed_whole" 2>/dev/null) in
        0 | '') ;; # or nothing yet
        *) is "killed after $moment s" "whole filings" "$($ask "$killed_whole")" ;;
        esac
    done
    status=$(run load -q - --db "$database" -j 2 <"$work/names")
    is "a run after six that were killed" yes "$([ "$status" -lt 2 ] && echo yes)"
    $dump >"$work/dump2"
    is "ends as the clean one" same \
        "$(cmp "$work/dump" "$work/dump2" && echo same)"

    # Two at once, of the same files and of others.  A filing and its correction go to one of
    # them: which one meets an older file after a newer one tells of it, and ends with 1.
    $clear
    sed -n 's|.*/corrected||p' "$work/names" >"$work/corrected"
    grep -vFf "$work/corrected" "$work/names" >"$work/once"
    head -n 120 "$work/once" >"$work/first"
    { tail -n 120 "$work/once"; grep -Ff "$work/corrected" "$work/names"; } >"$work/second"
    "$PROGRAM" load -q - --db "$database" <"$work/first" &
    pid=$!
    run load -q - --db "$database" <"$work/second" >"$work/status"
    wait $pid
    is "one loader" 0 $?
    is "and another at once" 1 "$(cat "$work/status")"
    is "load each file once" "200|200|200" "$($ask \
        'SELECT COUNT(*), COUNT(DISTINCT digest), MAX(filing_id) FROM filings')"
    is "and replace the corrected" 20 "$($ask 'SELECT COUNT(replaced_by) FROM filings')"
    is "and whole" 0 "$($ask "$killed_whole")"
}
