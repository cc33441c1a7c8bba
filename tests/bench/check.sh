# check.sh - what checking costs: 1,000 filings in one command, beside an
# import of the same files that writes their facts to nowhere.
#
#   check.sh BUILD    (RUNS=5, JOBS=1, FILES=1000)
#
# The two run in turn, so that a drifting machine favours neither; medians are
# printed.  What a check takes longer is the rules: an import reads the same
# filings, and writes them besides.
build=$1
juesuan=$build/juesuan
runs=${RUNS:-5} jobs=${JOBS:-1} files=${FILES:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/many"
i=0
while [ "$i" -lt "$files" ]; do
    cp samples/hubei-2022.xlsx "$work/many/$i.xlsx"
    i=$((i + 1))
done

# seconds NAME COMMAND...: appends what one run took.
seconds() {
    name=$1
    shift
    /usr/bin/time -o "$work/time" -f %e "$@" >/dev/null 2>&1
    tail -n 1 "$work/time" >>"$work/$name"
}

median() {
    sort -n "$work/$1" | awk '{ s[NR] = $1 } END { print s[int((NR + 1) / 2)] }'
}

seconds warm "$juesuan" import -q -f facts -j "$jobs" "$work/many"
run=0
while [ $run -lt "$runs" ]; do
    seconds import "$juesuan" import -q -f facts -j "$jobs" "$work/many"
    seconds check "$juesuan" check -q -j "$jobs" "$work/many"
    run=$((run + 1))
done
awk -v files="$files" -v jobs="$jobs" -v runs="$runs" \
    -v import="$(median import)" -v check="$(median check)" 'BEGIN {
    printf "%d filings of 11 sheets, -j %d, median of %d interleaved runs\n",
           files, jobs, runs
    printf "  import  %.3f s  %6.0f files a second\n", import, files / import
    printf "  check   %.3f s  %6.0f files a second\n", check, files / check
    printf "  the checking is %.0f %% of it (check / import = %.3f)\n",
           100 * (check - import) / check, check / import
}'
if command -v valgrind >/dev/null && [ -z "${NO_COUNTS-}" ]; then
    for command in "import -q -f facts" "check -q"; do
        for n in 1 51; do
            mkdir -p "$work/$n"
            i=0
            while [ $i -lt $n ]; do
                cp samples/hubei-2022.xlsx "$work/$n/$i.xlsx"
                i=$((i + 1))
            done
            # shellcheck disable=SC2086
            valgrind --tool=callgrind --callgrind-out-file=/dev/null \
                "$juesuan" $command -j 1 "$work/$n" 2>&1 >/dev/null |
                sed -n 's/.*Collected : *//p'
        done | awk -v command="$command" '{ n[NR] = $1 } END {
            printf "  %-20s %.2f million instructions a filing, %.2f to start\n",
                   command, (n[2] - n[1]) / 5e7, (n[1] - (n[2] - n[1]) / 50) / 1e6
        }'
    done
fi
