# scale.sh - what many filings cost, by one worker and by two.
#
#   scale.sh BUILD [COUNT]    (10,000; WORK=DIR keeps what is made)
#
# Wants a quiet machine of two cores and more.  Runs of one worker and of two
# take turns, so that a drifting machine favours neither; medians are printed.
# PostgreSQL is a server of its own, where there is one to be had.  The last
# part kills loads in the middle, does them again, and prints digests.
build=$1 count=${2:-10000} pairs=${PAIRS:-5}
few=$((count / 10))
PROGRAM=$(readlink -f "$build/juesuan")
here=$(dirname "$0")
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"
. "$here/../support/server.sh"
trap 'server_stop; rm -rf "$work/server"
    [ -n "${WORK:-}" ] || rm -rf "$work"' EXIT
for n in $few $count; do
    [ -d "$work/filings-$n" ] ||
        python3 "$here/filings.py" "$work/filings-$n" "$n"
done
rm -rf "$work/server"
server_start || echo "PostgreSQL: not here"

# once KIND WORKERS COUNT: "seconds, processor seconds, kB" into a file.
once() {
    case $1 in
    facts) set -- "$@" import -f facts -o "$work/facts.csv" ;;
    sqlite)
        rm -f "$work/base.db"*
        set -- "$@" load --db "sqlite:$work/base.db"
        ;;
    postgresql)
        server_clear
        set -- "$@" load --db "$server"
        ;;
    esac
    kind=$1 j=$2 n=$3
    shift 3
    python3 "$here/measure.py" "$work/time" "$PROGRAM" "$@" -q -j "$j" \
        "$work/filings-$n" || echo "$kind -j $j: status $?"
    cat "$work/time" >>"$work/times.$kind.$j.$n"
}

server_clear() {
    sql "DROP SCHEMA public CASCADE; CREATE SCHEMA public" 2>/dev/null
}

median() { # COLUMN FILE
    sort -n -k "$1" "$2" | awk -v c="$1" '{ v[NR] = $c }
        END { print v[int((NR + 1) / 2)] }'
}

say() { # KIND WORKERS COUNT
    file=$work/times.$1.$2.$3
    echo "$(median 1 "$file") $(median 2 "$file") $(median 3 "$file")" |
        awk -v kind="$1" -v j="$2" -v n="$3" '{
        printf "%-11s -j %d %6d files %8.2f s %8.2f s cpu %6.0f files/s " \
               "%6.0f a core %7.1f MB %6.1f million an hour\n", kind, j, n, \
               $1, $2, n / $1, n / $2, $3 / 1024, n / $1 * 3600 / 1e6 }'
}

rm -f "$work"/times.*
for kind in facts sqlite ${server:+postgresql}; do
    runs=$pairs
    [ $kind = facts ] || runs=1
    for j in 1 2; do
        once $kind $j "$few"
    done
    while [ "$runs" -gt 0 ]; do
        once $kind 1 "$count"
        once $kind 2 "$count"
        runs=$((runs - 1))
    done
    for n in $few $count; do
        for j in 1 2; do
            say $kind $j "$n"
        done
    done
done
echo "two workers to one, facts, by pairs:" \
    $(paste "$work/times.facts.1.$count" "$work/times.facts.2.$count" |
        awk '{ printf "%.2f ", $1 / $4 }')
python3 "$here/measure.py" "$work/time" "$PROGRAM" load -q -j 2 \
    "$work/filings-$count" --db "sqlite:$work/base.db"
echo "the same files again, SQLite: $(cut -d' ' -f1 "$work/time") s"

# kill9 NAME DATABASE CLEAR DUMP: digests of a clean load, and of one that was
# killed when a third and when two thirds of the time had passed.
kill9() {
    $3
    "$PROGRAM" load -q -j 2 "$work/filings-$count" --db "$2"
    clean=$($4 | sha256sum | cut -c 1-16)
    $3
    third=$(awk '{ print $1 / 3 }' "$work/times.$1.2.$count")
    for part in 1 2; do
        "$PROGRAM" load -q -j 2 "$work/filings-$count" --db "$2" &
        pid=$!
        sleep "$third"
        kill -9 $pid
        wait $pid 2>/dev/null
    done
    "$PROGRAM" load -j 2 "$work/filings-$count" --db "$2" 2>&1 | tail -n 1
    echo "$1: clean $clean, killed twice $($4 | sha256sum | cut -c 1-16)"
}
lite_clear() {
    rm -f "$work/base.db"*
}
lite_dump() {
    python3 "$here/../support/database.py" "$work/base.db"
}
kill9 sqlite "sqlite:$work/base.db" lite_clear lite_dump
[ -z "$server" ] || kill9 postgresql "$server" server_clear server_dump
