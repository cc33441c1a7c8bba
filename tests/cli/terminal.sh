# terminal.sh - the progress of long work, on a terminal and only there.
. tests/support/tally.sh
command -v script >/dev/null || {
    leave terminal "no script(1)"
}

# What a terminal is sent while commands run on it, \r and ESC made visible.
shown() {
    script -q -e -c "$1" "$work/typed" >/dev/null
    tr '\r\033' '<^' <"$work/typed"
}

has() {
    if echo "$3" | grep -q "$2"; then
        good
    else
        bad "$1: no '$2' in '$3'"
    fi
}

has_not() {
    if echo "$3" | grep -q "$2"; then
        bad "$1: '$2' in '$3'"
    else
        good
    fi
}

# Half a second of work: a name, or a file, comes late.
one=samples/zhejiang-2019-report.xlsx
cp $one "$work/$(printf '很长的名字%.0s' 1 2 3 4 5 6)$(printf '\001')end.xlsx"
late="mkfifo $work/late; (sleep 0.7; cat $one >$work/late)&"
import="$PROGRAM import -f facts -j 1 -o $work/out"
said=$(shown "$late $import $one $work/late $work/*.xlsx $one")
has "a bar" '\[#[#.]*\] [1-4]/4  [0-9]*/s' "$said"
has "time left" ' 0:0[0-9] left  ' "$said"
has "the end of a long name, without control characters" \
    's  .*的名字end.xlsx\|left  .*report.xlsx' "$said"
has "taken away before what is said" '<^\[K' "$said"
rm "$work/late"

list="(echo $one; sleep 0.7; echo $one; echo $work/none.xlsx; echo $one)"
said=$(shown "$list | $import -")
has "a list has no end to measure against" '<^\[K[1-3]  [0-9]*/s  ' "$said"
has "a message has a line of its own" '^\(.*<^\[K\)*[^<^]*none.xlsx: error' \
    "$said"
has "the bar stands below it again" yes "$(echo "$said" |
    sed -n '/none.xlsx: error/,$p' | grep -q '<^\[K[1-4]  [0-9]*/s' && echo yes)"
has "and is gone at the end" '^juesuan: 4 files\|K juesuan: 4 files\|<^\[Kjuesuan: 4 files' "$said"
has_not "-q" '\[K' "$(shown "$list | $import -q -")"
has_not "one file" '\[K' "$(shown "$late $import $work/late")"
eval "$list" | $import - 2>"$work/said"
has_not "no terminal" '\[K' "$(cat "$work/said")"
tally terminal
