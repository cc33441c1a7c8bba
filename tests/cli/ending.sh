# ending.sh - a run that is ended, or whose reader goes away, leaves nothing
# behind and says nothing.
. tests/support/tally.sh
program=$(realpath "$PROGRAM")
one=$PWD/samples/hubei-2022.xlsx

# STATUS and what was said, of a run whose reader takes a line and goes.
left() {
    { "$program" "$@" 2>"$work/said"; echo $? >"$work/status"; } |
        head -n 1 >/dev/null
    echo "$(cat "$work/status") $(wc -l <"$work/said")"
}

# Copies of one file: that they are is said of those that were read in time.
mkdir "$work/many"
for i in 1 2 3 4 5 6 7 8; do
    cp "$one" "$work/many/$i.xlsx"
done
for command in "import -q $one" "import -q -f facts $one" "cells $one" \
    "import -q -f facts -j 1 $work/many" "import -q -f facts -j 3 $work/many" \
    "import -q -f jsonl -j 2 $work/many" "check -q --only code-tree $work/many" \
    "detect -q $work/many -j 2" "diff -q $one samples/zhejiang-2019-report.xlsx" \
    "diff -q $work/many samples" "mappings list" "mappings codes" \
    "mappings show hubei-2022 income" "load --schema" "help import"; do
    is "$command | head -n 1" "0 0" "$(left $command)"
done
"$program" import -q "$one" -o "$work/model.json"
is "a list that is not read to its end" "0 0" \
    "$(left export -q "$work/model.json" --round -o "$work/round.xlsx")"
is "does not keep the workbook from being written" hubei-2022 \
    "$("$program" detect -q "$work/round.xlsx" | cut -f 3 | uniq)"
is "a full disk is not silent" 3 \
    "$("$program" cells "$one" >/dev/full 2>/dev/null; echo $?)"

# A signal in the middle of it: what waits for names has begun.
mkdir "$work/run"
cd "$work/run" || exit 1
ended() {
    signal=$1 status=$2
    shift 2
    rm -rf ./* .[!.]*
    mkfifo ../names
    "$program" "$@" <../names >/dev/null 2>../said &
    pid=$!
    exec 3>../names
    printf '%s\n%s\n' "$one" "$one" >&3
    tries=0
    while [ $tries -lt 100 ] && [ -z "$(ls -A)" ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    [ -n "$(ls -A)" ] || bad "$signal: nothing was begun: $*"
    kill -"$signal" $pid
    wait $pid
    is "$signal ends it: $*" $status $?
    exec 3>&-
    rm ../names
    is "$signal leaves nothing: $*" "" "$(ls -A)"
}
for how in "TERM 143" "HUP 129"; do
    ended $how import -q -f facts --partition table -o out - -j 2
    ended $how import -q -f jsonl --partition department,table -o out - -j 1
    ended $how import -q -f facts --partition template -o out/ - -j 3
done

# At whatever it does then; each file is there as a whole, or not at all.
for moment in 0.02 0.05 0.1 0.2 0.4; do
    rm -rf ./* .[!.]*
    "$program" migrate -q ../many -t zhejiang-2022 -o out --kept kept -j 2 \
        2>/dev/null &
    pid=$!
    sleep $moment
    kill -TERM $pid 2>/dev/null
    wait $pid 2>/dev/null
    is "workers killed after $moment s leave nothing" "" \
        "$(find . -name '*juesuan-*')"
    for book in out/*.xlsx; do
        [ ! -e "$book" ] || "$program" detect -q "$book" >/dev/null ||
            bad "$book is half a file"
    done
done
cd ..
tally ending
