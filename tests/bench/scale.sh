# scale.sh - what many filings cost, by one worker and by two.
#
#   scale.sh BUILD [COUNT]    SERVER=postgresql://… adds PostgreSQL
#
# Prints wall time, processor time, files a second of either, and the memory of
# the largest process.
build=$1 count=${2:-10000}
program=$build/juesuan
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT
filings=$work/filings-$count
[ -d "$filings" ] ||
    python3 "$(dirname "$0")/filings.py" "$filings" "$count"

# measure NAME COMMAND...
measure() {
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null ||
        echo "$name: $?"
    tail -n 1 "$work/time" | awk -v name="$name" -v n="$count" '{
        cpu = $2 + $3
        printf "%-16s %7.2f s  %7.2f s cpu  %6.0f files/s  " \
               "%6.0f files/s of cpu  %7d kB\n", \
               name, $1, cpu, n / $1, n / cpu, $4 }'
}

for j in 1 2; do
    measure "facts -j $j" "$program" import -q -f facts -j $j "$filings" \
        -o "$work/facts.csv"
    rm -f "$work/base.db"
    measure "sqlite -j $j" "$program" load -q -j $j "$filings" \
        --db "sqlite:$work/base.db"
    measure "sqlite again" "$program" load -q -j $j "$filings" \
        --db "sqlite:$work/base.db"
    if [ -n "${SERVER:-}" ]; then
        psql -X -q "$SERVER" -c 'DROP SCHEMA public CASCADE' \
            -c 'CREATE SCHEMA public' 2>/dev/null
        measure "postgresql -j $j" "$program" load -q -j $j "$filings" \
            --db "$SERVER"
    fi
done
