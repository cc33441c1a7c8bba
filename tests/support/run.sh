#!/bin/sh
# run.sh - runs test programs and scripts, several at once, and adds up.
#
#   run.sh BUILD [TEST...]
#
# A test says how it went in its last line, "NAME: N passed, N failed", and
# may add ", N skipped".  One that ends without that line counts as one failed
# test.  Output goes to BUILD/log; of tests that failed it is shown.  The last
# line here is "N passed, N failed", alone.  The tests find the program in
# $PROGRAM, what was built in $BUILD, and run in the top folder.
set -u

log_of() {
    echo "$BUILD/log/$(echo "${1#"$BUILD"/}" | tr / -).log"
}

if [ "$1" = --one ]; then
    log=$(log_of "$2")
    case $2 in
    *.sh) sh "$2" ;;
    /*) "$2" ;;
    *) "./$2" ;;
    esac >"$log" 2>&1 </dev/null
    status=$?
    tail -n 1 "$log" | grep -q ': [0-9]* passed, [0-9]* failed' ||
        echo "$(basename "$2"): 0 passed, 1 failed (ended with $status)" \
            >>"$log"
    exit 0
fi

BUILD=$1
PROGRAM=$BUILD/juesuan
export BUILD PROGRAM
shift
rm -rf "$BUILD/log"
mkdir -p "$BUILD/log"
if [ $# -gt 0 ]; then
    printf '%s\n' "$@" |
        xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} sh "$0" --one {}
fi

passed=0 failed=0
for test; do
    log=$(log_of "$test")
    last=$(tail -n 1 "$log")
    counts=${last##*: }
    p=${counts%% passed*}
    f=${counts#*passed, }
    f=${f%% failed*}
    if [ "$f" -gt 0 ]; then
        cat "$log"
    else
        echo "$last"
    fi
    passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
