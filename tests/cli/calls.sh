# calls.sh - whatever call of the system fails: the old file or the new one.
#
# Each command writes OUT, which holds something else before.  It runs once for
# each of its calls that can fail (tests/faults/fail.c), and that one
# fails.  Held: OUT is as before, or whole; it is whole where the status is
# that of a run without faults; nothing else is left; there is a message where
# the status is another; no crash.  Of many files those that have no fault may
# be written: the status is 1 then.
. tests/support/tally.sh
shim=$work/fail.so
# A sanitizer wants to be loaded first.
if ldd "$PROGRAM" | grep -q libasan ||
    ! ${CC:-cc} -D_GNU_SOURCE -shared -fPIC -o "$shim" \
        tests/faults/fail.c -ldl; then
    leave calls "no faults for a program with sanitizers, or no compiler"
fi
PATH=$(cd "$(dirname "$PROGRAM")" && pwd):$PATH
JUESUAN_MAPPINGS=$PWD/tests/cli/mappings
export JUESUAN_MAPPINGS
sample=$PWD/samples/hubei-2022.xlsx

wrong() {
    echo "$name, call $1: $2"
    wrong=1
}

# One run in an empty folder; $status, and "old", "new" or "half" in $is.
run() {
    rm -rf "$work/in" && cp -r "$work/given" "$work/in" && cd "$work/in" ||
        exit
    "$@" sh -c "exec juesuan $command" >"$work/said" 2>&1
    status=$?
    rest=$(ls -A | grep -vxF -f "$work/names")
    cd "$OLDPWD" || exit
    if [ ! -e "$work/in/out" ] && [ ! -e "$work/given/out" ] ||
        diff -r "$work/in/out" "$work/given/out" >/dev/null 2>&1; then
        is=old
    elif diff -r "$work/in/out" "$work/new" >/dev/null 2>&1; then
        is=new
    else
        is=half
    fi
}

# NAME COMMAND [many]: with what is in given/, OUT being "out".
faults() {
    name=$1 command=$2 many=${3:-one} wrong=0 n=1
    (ls -A "$work/given" && echo out) >"$work/names"
    rm -rf "$work/new"
    run timeout 20 env FAIL_AT=0 FAIL_COUNT="$work/calls" LD_PRELOAD="$shim"
    cp -r "$work/in/out" "$work/new"
    whole=$status
    [ "$is" != old ] || wrong 0 "$(cat "$work/said")"
    [ "$(cat "$work/calls")" -gt 10 ] || wrong 0 "few calls are counted"
    while [ $n -le "$(cat "$work/calls")" ]; do
        run timeout 20 env FAIL_AT=$n LD_PRELOAD="$shim"
        [ $status -lt 124 ] || wrong $n "status $status"
        [ $is != half ] || [ "$many.$status" = many.1 ] ||
            wrong $n "half a file"
        [ $status != "$whole" ] || [ $is = new ] ||
            wrong $n "status $status, but no new file"
        [ $status = "$whole" ] || [ -s "$work/said" ] || wrong $n "no message"
        [ -z "$rest" ] || wrong $n "left: $rest"
        n=$((n + 1))
    done
    if [ $wrong = 0 ]; then good; else bad; fi
}

mkdir "$work/given"
cp "$sample" "$work/given/a.xlsx"
cp samples/zhejiang-2019-report.xlsx "$work/given/b.xlsx"
unset JUESUAN_MAPPINGS
(cd "$work/given" && juesuan import -q a.xlsx -o a.json)
cp "$work/given/a.xlsx" "$work/given/out"
faults cells "cells --json a.xlsx -o out"
faults import "import -q b.xlsx -o out"
faults "import of many" "import -q -f facts -j 2 --year 2022 a.xlsx b.xlsx -o out" many
faults export "export -q a.json -o out"
faults annotate "check -q a.xlsx --annotate out"
faults fill "fill -q a.json a.xlsx -o out --lossy"
rm "$work/given/out"
mkdir "$work/given/out"
(cd "$work/given" && juesuan import -q -f csv b.xlsx -o out)
faults package "import -q -f csv a.xlsx -o out"
rm -r "$work/given/out"
faults partitions "import -q -f facts --partition table --year 2022 a.xlsx b.xlsx -o out" many
tally calls
