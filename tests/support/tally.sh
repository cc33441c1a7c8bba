# tally.sh - what a test script counts with; it is read in by the script:
#
#   . tests/support/tally.sh
#   $work               a folder that is gone at the end
#   is NAME WANT GOT    two texts are the same
#   tell STATUS NAME    right behind a command that should succeed
#   good, bad WORDS...  one that passed; one that failed, and why
#   tally NAME          the last line
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

good() { passed=$((passed + 1)); }
bad() {
    [ $# = 0 ] || echo "$*"
    failed=$((failed + 1))
}
is() {
    if [ "$2" = "$3" ]; then good; else bad "$1: want '$2', got '$3'"; fi
}
tell() {
    if [ "$1" = 0 ]; then good; else bad "failed: $2"; fi
}
tally() { echo "$1: $passed passed, $failed failed"; }
