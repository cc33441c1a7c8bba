# faults.sh - the old file or the new one, and nothing beside it: when memory
# runs out at any allocation, when a file may not grow, on a full disk.
# An allocator of its own, or counts that need memory at the very end.
. tests/support/tally.sh
if nm "$PROGRAM" 2>/dev/null | grep -q '__asan_init\|__gcov_exit'; then
    leave faults "an allocator of its own, or counts at the end"
fi
program=$(realpath "$PROGRAM")
book=$PWD/samples/jiangxi-2022-selfeval.xlsx
wrong=$PWD/samples/zhejiang-2019-report.xlsx # check finds something in it
${CC:-cc} -shared -fPIC -o "$work/exhaust.so" tests/faults/exhaust.c || exit 1
"$program" import -q "$book" -o "$work/model.json"
cd "$work" || exit 1
"$program" export -q model.json -o whole.xlsx
sed '0,/"100"/s//"101"/' model.json >other.json

# fresh NAME: a folder with nothing but an old file.
fresh() {
    rm -rf run && mkdir run && echo old >"run/$1"
}

# held HOW NAME STATUS: is what is there now as it must be?  $whole is the
# status of a run without faults.
whole=0
held() {
    if [ "$3" = $whole ] && cmp -s "run/$2" "new/$2"; then
        :
    elif [ "$3" = 3 ] && [ "$(cat "run/$2")" = old ]; then
        :
    else
        bad "$1: status $3, $(cksum <"run/$2")"
        return
    fi
    if [ "$(ls -A run)" != "$2" ]; then
        bad "$1: left $(ls -A run)"
    else
        good
    fi
}

# each NAME COMMAND...: it writes run/NAME; memory runs out at every moment.
each() {
    name=$1
    shift
    rm -rf new run count
    mkdir run
    LD_PRELOAD=$work/exhaust.so EXHAUST_COUNT=$work/count "$@" >said 2>&1
    whole=$?
    [ -s "run/$name" ] || exit 1
    mv run new
    n=$(sort -n count | tail -n 1)
    [ "${n:-0}" -gt 10 ] || bad "$name: few allocations are counted"
    for at in $(seq "$n"); do
        for once in "" 1; do
            fresh "$name"
            TMPDIR=$work/run LD_PRELOAD=$work/exhaust.so EXHAUST_AT=$at \
                EXHAUST_ONCE=$once "$@" >said 2>&1
            held "$name, allocation $at of $n${once:+ only}" "$name" $?
        done
    done
    fresh "$name"
    (ulimit -S -f 2; "$@" >said 2>&1)
    held "$name, no file may grow" "$name" $?
}

each model.json "$program" import -q "$book" -o run/model.json
each facts.csv "$program" import -q -f facts "$book" -o run/facts.csv
each filled.xlsx "$program" fill -q other.json whole.xlsx -o run/filled.xlsx
each noted.xlsx "$program" check -q "$wrong" --annotate run/noted.xlsx
each page.html "$program" check -q "$wrong" --report run/page.html
each book.xlsx "$program" export -q model.json -o run/book.xlsx

# A disk of its own, where one can be had; the folder for temporary files is
# full too.
mkdir disk
if mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null; then
    rm -rf run
    ln -s disk run
    for name in model.json book.xlsx; do
        rm -f disk/*
        echo old >"disk/$name"
        head -c 60000 /dev/zero >disk/fill 2>/dev/null
        case $name in
        model.json) TMPDIR=$work/disk "$program" import -q "$book" \
            -o disk/model.json >said 2>&1 ;;
        *) TMPDIR=$work/disk "$program" export -q model.json \
            -o disk/book.xlsx >said 2>&1 ;;
        esac
        status=$?
        rm disk/fill
        held "$name, a full disk" "$name" $status
    done
    # Whoever writes, and wherever it fails: with no room at all, with room for
    # the first blocks, for what is temporary but not for the rest.
    full=0
    for room in 0 4 8 12 16; do
        for to in model.json book.xlsx filled.xlsx noted.xlsx cells.csv; do
            rm -f disk/*
            head -c $(((64 - room) * 1024)) /dev/zero >disk/fill
            case $to in
            model.json) "$program" import -q "$book" -o disk/$to ;;
            book.xlsx) "$program" export -q model.json -o disk/$to ;;
            filled.xlsx) "$program" fill -q other.json whole.xlsx \
                -o disk/$to ;;
            noted.xlsx) "$program" check -q "$wrong" --annotate disk/$to ;;
            cells.csv) "$program" cells "$book" >disk/$to ;;
            esac >/dev/null 2>said
            [ $? = 3 ] || continue
            full=$((full + 1))
            grep -q 'cannot write the file: No space left on device' said &&
                good || bad "$to, $room KB of room: $(cat said)"
        done
    done
    [ $full -ge 10 ] && good || bad "the disk was full $full times"
    # Where results go there is room, and nothing else needs any.
    rm -f run && mkdir run
    head -c 70000 /dev/zero >disk/fill 2>/dev/null
    TMPDIR=$work/disk "$program" export -q model.json -o run/book.xlsx
    held "a full folder for temporary files" book.xlsx $?
    umount disk
else
    skip "no disk of its own can be had"
fi
tally faults
