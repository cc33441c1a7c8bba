# batch.sh - many files: in order, in spite of bad ones, by any number of workers.
. tests/support/tally.sh

# Status and output of a run; what it said is in $work/said.
run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

one=samples/hubei-2022.xlsx two=samples/zhejiang-2019-report.xlsx
in=$work/in
mkdir -p "$in/b/deep" "$in/a" "$work/none"
for i in 1 2 3 4 5 6; do
    cp $one "$in/b/deep/$i.xlsx"
    cp $two "$in/a/$i.xlsx"
done
cp $two "$in/a/upper.XLSX"
cp $one "$in/.hidden.xlsx"
cp $one "$in/b/~\$lock.xlsx"
echo text >"$in/b/notes.txt"
one_n=$("$PROGRAM" import -q -f facts $one | wc -l)
two_n=$("$PROGRAM" import -q -f facts $two | wc -l)

is "a folder is walked, and its copies told" 1 "$(run import -f facts --year 2022 "$in")"
is "each but the first" 11 "$(grep -c '\[file-twice\]' "$work/said")"
whole=$(cksum <"$work/out")
"$PROGRAM" import -q -f facts --year 2022 "$in"/a/[1-6].xlsx "$in/a/upper.XLSX" \
    "$in"/b/deep/*.xlsx >"$work/words"
is "in the order of the names" "$whole" "$(cksum <"$work/words")"

echo junk >"$in/a/3.xlsx"
head -c 3000 $one >"$in/b/cut.xls"
for j in 1 2 5 40; do
    is "-j $j goes on past bad files" 1 "$(run import -f facts -j $j "$in")"
    cp "$work/out" "$work/out.$j"
    sed 's/; .*//' "$work/said" >"$work/said.$j"
    is "-j $j writes the same" "$(cksum <"$work/out.1")" \
        "$(cksum <"$work/out.$j")"
    is "-j $j says the same in the same order" "$(cksum <"$work/said.1")" \
        "$(cksum <"$work/said.$j")"
done
is "bad files are counted" "juesuan: 14 files, 78 tables" \
    "$(tail -n 1 "$work/said.1" | cut -d, -f1,2)"
is "and said" "2 failed" \
    "$(tail -n 1 "$work/said" | sed 's/.*, \([0-9]* failed\);.*/\1/')"
is "-q leaves the summary out" 0 \
    "$(run import -q -f facts "$in" -j 2 >/dev/null; grep -c files/s "$work/said")"
is "detect takes folders" 1 "$(run detect -q "$in" -j 3)"
is "and keeps to their order" "" \
    "$(cut -f 1 "$work/out" | LC_ALL=C sort -c 2>&1)"
rm "$in/a/3.xlsx" "$in/b/cut.xls"

# The library draws the first two of a run; those behind are made of them.
python3 tests/bench/filings.py "$work/filings" 6 hubei-2022
for j in 1 2; do
    is "-j $j migrates filings of one shape" 0 \
        "$(run migrate -q --lossy -j $j "$work/filings" -t shanghai-2024 \
            -o "$work/there$j")"
done
mkdir "$work/alone"
for file in "$work"/filings/*/*.xlsx; do
    "$PROGRAM" migrate -q --lossy "$file" -t shanghai-2024 \
        -o "$work/alone/${file##*/}"
done
sums() {
    cat "$1"/*.xlsx "$1"/*/*.xlsx 2>/dev/null | cksum
}
is "there are six" 6 "$(ls "$work/alone" | wc -l)"
is "each the same as alone" "$(sums "$work/alone")" "$(sums "$work/there1")"
is "whoever works on it" "$(sums "$work/alone")" "$(sums "$work/there2")"

find "$in/a" -name '*.xlsx' | sort >"$work/list"
tr '\n' '\000' <"$work/list" >"$work/list0"
is "names on standard input, a line each" $((5 * (two_n - 1) + 1)) \
    "$("$PROGRAM" import -q -f facts - <"$work/list" | wc -l)"
is "names with NULs" $((5 * (two_n - 1) + 1)) \
    "$("$PROGRAM" import -q -f facts - <"$work/list0" | wc -l)"
is "--from-file, beside words" $((5 * (two_n - 1) + one_n)) \
    "$("$PROGRAM" import -q -f facts --from-file "$work/list0" $one | wc -l)"
printf '%s\r\n\r\n%s' "$one" "$in/b" >"$work/list"
is "CR LF, empty lines, a folder, no line end" $((7 * (one_n - 1) + 1)) \
    "$("$PROGRAM" import -q -f facts --from-file "$work/list" | wc -l)"

is "a list that is not there" 3 "$(run import -f facts --from-file "$work/no")"
is "an empty folder" 3 "$(run import -f facts "$work/none")"
is "is an error" 1 "$(grep -c 'no file to read' "$work/said")"
is "only bad files" 3 "$(run import -f facts "$work/no1" "$work/no2" -j 2)"
is "-j 0" 2 "$(run import -f facts "$in" -j 0)"
is "-j x" 2 "$(run import -f facts "$in" -j x)"

is "a model a file, folders as they were" 0 \
    "$(run import -q --year 2022 "$in" -o "$work/models" --kept "$work/kept" -j 3)"
is "models" 12 "$(find "$work/models" -name '*.json' | wc -l)"
is "kept files" 6 "$(find "$work/kept/b/deep" -name '*.kept.json' | wc -l)"
cp $two "$in/a/5.xlsm"
is "two results of one name" 1 "$(run import -q "$in" -o "$work/again" -j 2)"
is "are an error of the second" 1 "$(grep -c 'two results' "$work/said")"
is "an output that is in the folder" 1 \
    "$(run import -q -f facts "$in/a" -o "$in/a/5.xlsm")"
is "is left out" 1 "$(grep -c file-is-input "$work/said")"

# A worker that dies takes one file along.
mkfifo "$in/a/pipe.xlsx"
"$PROGRAM" import -f facts -j 2 $one $two "$in/a/pipe.xlsx" $one $two \
    >"$work/out" 2>"$work/said" &
pid=$!
tries=0
while [ $tries -lt 100 ]; do
    for child in $(cat /proc/$pid/task/$pid/children 2>/dev/null); do
        # wait_for_partner, or openat where the machine does not say more
        case $(cat /proc/$child/wchan 2>/dev/null) in
        *wait_for_partner* | *fifo_open*) kill -SEGV "$child" && tries=1000 ;;
        esac
    done
    tries=$((tries + 1))
    sleep 0.05
done
if [ $tries -lt 1000 ]; then
    # It cannot be seen who waits for the pipe: let the file fail by itself.
    : <>"$in/a/pipe.xlsx"
    wait $pid
    echo "the worker was not found"
else
    wait $pid
    is "a worker dies" 1 $?
    is "its file is named" 1 "$(grep -c 'pipe.xlsx: error.*\[fault\]' "$work/said")"
    is "and is the only one" $((2 * one_n + 2 * two_n - 3)) \
        "$(wc -l <"$work/out")"
fi

# Peak memory of the program and its workers, for n files.
peak() {
    i=0
    while [ $i -lt "$1" ]; do
        echo $two
        i=$((i + 1))
    done | python3 -c '
import resource, subprocess, sys
done = subprocess.run([sys.argv[1], "import", "-q", "-f", "facts", "-j", "2",
                       "--year", "2019", "-"], stdout=subprocess.DEVNULL)
assert done.returncode == 1  # one file, again and again
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$PROGRAM"
}
# A sanitizer keeps what is freed, for a while.
ASAN_OPTIONS=${ASAN_OPTIONS:-}${ASAN_OPTIONS:+:}quarantine_size_mb=1
export ASAN_OPTIONS
few=$(peak 50) many=$(peak 1000)
is "memory does not grow with the count" yes \
    "$([ "$many" -lt $((few + few / 4 + 1024)) ] && echo yes || echo "$few $many")"
tally batch
