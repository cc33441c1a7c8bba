#!/bin/sh
# run.sh - runs test programs and scripts, several at once, and adds up.
#
#   run.sh BUILD [TEST...]
#
# A test says how it went in its last line, "NAME: N passed, N failed", and
# may add ", N skipped".  One that ends without that line, or asked nothing,
# counts as one failed test.  Output goes to BUILD/log; of tests that failed it
# is shown.  The line before the last here is "N skipped: NAME, NAME (N)", the
# last "N passed, N failed", alone.  The tests find the program in $PROGRAM,
# what was built in $BUILD, and run in the top folder.
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
    last=$(tail -n 1 "$log")
    case $last in
    *': 0 passed, 0 failed') why='nothing was asked' ;;
    *': '[0-9]*' passed, 0 failed'*) why=${status#0} ;;
    *': '[0-9]*' passed, '[0-9]*' failed'*) why= ;;
    *) why=$status ;;
    esac
    [ "$why" != "$status" ] || why="ended with $status"
    [ -z "$why" ] ||
        echo "$(basename "$2"): 0 passed, 1 failed ($why)" >>"$log"
    exit 0
fi

BUILD=$1
PROGRAM=$BUILD/juesuan
# What is compared with is English.
JUESUAN_LANG=en
export BUILD PROGRAM JUESUAN_LANG
shift
rm -rf "$BUILD/log"
mkdir -p "$BUILD/log"
if [ $# -gt 0 ]; then
    printf '%s\n' "$@" |
        xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} sh "$0" --one {}
fi

passed=0 failed=0 skipped=0 left=
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
    case $counts in
    *skipped)
        s=${counts##*failed, }
        s=${s%% skipped*}
        skipped=$((skipped + s))
        left="$left${left:+, }${last%%[: ]*}$([ "$s" = 1 ] || echo " ($s)")"
        ;;
    esac
done
echo "$skipped skipped${left:+: $left}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
