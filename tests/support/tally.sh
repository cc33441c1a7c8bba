# tally.sh - what a test script counts with; it is read in by the script:
#
#   . tests/support/tally.sh
#   $work               a folder that is gone at the end
#   is NAME WANT GOT    two texts are the same
#   tell STATUS NAME    right behind a command that should succeed
#   good, bad WORDS...  one that passed; one that failed, and why
#   skip WHY            one that cannot be asked here
#   leave NAME WHY      all of it cannot: the script ends
#   tally NAME          the last line; a script that asked nothing has failed
passed=0 failed=0 skipped=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

good() { passed=$((passed + 1)); }
bad() {
    [ $# = 0 ] || echo "$*"
    failed=$((failed + 1))
}
skip() {
    echo "skipped: $*"
    skipped=$((skipped + 1))
}
is() {
    if [ "$2" = "$3" ]; then good; else bad "$1: want '$2', got '$3'"; fi
}
tell() {
    if [ "$1" = 0 ]; then good; else bad "failed: $2"; fi
}
tally() {
    [ $((passed + failed + skipped)) -gt 0 ] || bad "nothing was asked"
    [ $skipped = 0 ] || also=", $skipped skipped"
    echo "$1: $passed passed, $failed failed${also-}"
}
leave() {
    skip "$2"
    tally "$1"
    exit
}
