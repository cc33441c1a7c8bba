# hostile.sh - ../shared/hostile, where it is there: each input is refused or
# read as its list says, and as choices.txt has it where that is left open;
# its import leaves nothing behind and touches nothing but its output.
. tests/support/tally.sh
shared=${SHARED:-../shared}
if [ ! -f "$shared/hostile/make_hostile.py" ]; then
    leave hostile "no ../shared/hostile"
fi
program=$(realpath "$PROGRAM")
cp "$shared"/hostile/* "$work"
(cd "$work" && python3 make_hostile.py) >/dev/null

python3 "$work/check_hostile.py" ${CHECK_HOSTILE-} -- \
    "$program" cells --json '{in}' -o '{out}' >"$work/checked"
grep ^FAIL "$work/checked"
passed=$(grep -c ^ok "$work/checked") failed=$(grep -c ^FAIL "$work/checked")

grep -v '^#' tests/unit/choices.txt | while IFS='|' read -r name choice why; do
    name=${name% } choice=$(echo $choice)
    "$program" cells --json "$work/files/$name".xls[xm] \
        >"$work/out" 2>"$work/err"
    case $? in
    0 | 1) got=$(sed -n 's/.*\(warning\|doubt\):.*\[\(.*\)]$/read + \2/p' "$work/err" | head -n 1)
        got=${got:-read} ;;
    *) got=$(sed -n 's/.*error:.*\[\(.*\)]$/\1/p' "$work/err" | head -n 1) ;;
    esac
    [ "$got" = "$choice" ] && echo ok || echo "$name: $choice, but $got"
done >"$work/chosen"
grep -v '^ok$' "$work/chosen"
passed=$((passed + $(grep -c '^ok$' "$work/chosen")))
failed=$((failed + $(grep -vc '^ok$' "$work/chosen")))

# What is opened for writing, and where a socket leads.
for file in "$work"/files/*; do
    rm -rf "$work/run" && mkdir "$work/run"
    TMPDIR=$work/run strace -f -qq -o "$work/trace" -e trace=open,openat,creat,socket,connect \
        "$program" import "$file" -o "$work/run/out" >/dev/null 2>&1
    if grep -E 'O_(WRONLY|RDWR|CREAT)|creat\(|socket\(|connect\(|/etc/passwd' \
        "$work/trace" | grep -v "\"$work/run" ||
        ls -A "$work/run" | grep -v '^out$'; then
        bad "$file: opens or leaves what it should not"
    else
        good
    fi
done
tally hostile
