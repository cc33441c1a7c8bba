# postgres.sh - a PostgreSQL server of its own holds what SQLite holds.
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
skip() {
    echo "postgres: 0 passed, 0 failed, 1 skipped"
    exit
}
[ -n "$bin" ] || skip
# The server does not run as root.
as() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}
[ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 || skip

passed=0 failed=0
work=$(mktemp -d)
# shellcheck disable=SC2064 # as it is now
trap "as $bin/pg_ctl -D $work/server/data -m immediate stop >/dev/null 2>&1
    rm -rf $work" EXIT
chmod 755 "$work"
mkdir "$work/server" "$work/in"
[ "$(id -u)" != 0 ] || chown postgres "$work/server"
as "$bin/initdb" -D "$work/server/data" -U juesuan -A trust -E UTF8 \
    --locale=C >"$work/log" 2>&1 &&
    as "$bin/pg_ctl" -D "$work/server/data" -w -l "$work/server/log" \
        -o "-k $work/server -c listen_addresses=" start >>"$work/log" 2>&1 ||
    {
        cat "$work/log"
        skip
    }
server="postgresql://juesuan@/postgres?host=$work/server"

is() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        echo "$1: want '$2', got '$3'"
        failed=$((failed + 1))
    fi
}

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

sql() {
    "$bin/psql" -X -A -t -q "$server" -c "$1"
}

lite() {
    python3 tests/support/database.py "$work/base.db" "$1"
}

# Every table in order, less load times.
dump() {
    for table in $(sql "SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        ORDER BY 1"); do
        columns=$(sql "SELECT string_agg(column_name, ',' ORDER BY ordinal_position)
            FROM information_schema.columns
            WHERE table_name = '$table' AND table_schema = 'public'
            AND column_name <> 'loaded_at'")
        echo "$table"
        sql "SELECT $columns FROM $table ORDER BY $columns"
    done
}

python3 tests/bench/filings.py "$work/many" 180
cp samples/*.xlsx "$work/in"
is "SQLite" 0 "$(run load -q "$work/in" --db "sqlite:$work/base.db")"
is "a folder is loaded" 0 "$(run load -q "$work/in" --db "$server" -j 2)"
same() {
    is "$1" "$(lite "$2" | sort)" "$(sql "${3:-$2}" | sort)"
}
same "filings" "SELECT filing_id, digest, department, region, fiscal_year,
    template, file, n_tables, n_facts, n_findings FROM filings"
same "texts and cells" "SELECT filing_id, table_no, item, measure,
    COALESCE(text_value, ''), unit, role, cell FROM facts"
same "values" \
    "SELECT filing_id, table_id, instance, item, measure, value FROM leaf_facts
     WHERE value IS NOT NULL" \
    "SELECT filing_id, table_id, instance, item, measure, trim_scale(value)
     FROM leaf_facts WHERE value IS NOT NULL"
same "sums" "SELECT table_id, code, name, level, parent, measure, value
     FROM code_tree" "SELECT table_id, code, name, level, parent, measure,
     trim_scale(value) FROM code_tree"
same "codes" "SELECT * FROM codes"
same "wide views" "SELECT department, item, item_name, total, operating FROM wide_income" \
    "SELECT department, item, item_name, trim_scale(total), trim_scale(operating)
     FROM wide_income"
same "findings" "SELECT filing_id, finding_no, rule, cell, difference FROM findings"
is "amounts are NUMERIC" numeric \
    "$(sql "SELECT data_type FROM information_schema.columns
            WHERE table_name = 'facts' AND column_name = 'value'")"
is "every view can be read" ok "$(sql "DO \$\$ DECLARE v record; BEGIN
    FOR v IN SELECT table_name FROM information_schema.views
        WHERE table_schema = 'public' LOOP
        EXECUTE 'SELECT COUNT(*) FROM ' || quote_ident(v.table_name);
    END LOOP; END \$\$" && echo ok)"

dump >"$work/dump"
is "again" 0 "$(run load "$work/in" --db "$server" -j 2)"
is "skips all" 7 "$(grep -c skipped: "$work/said")"
dump >"$work/dump2"
is "and changes nothing" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
cp samples/hubei-2022.xlsx "$work/corrected.xlsx"
python3 -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "a") as book:
    book.comment = b"another digest"' "$work/corrected.xlsx"
is "a corrected filing" 0 "$(run load "$work/corrected.xlsx" --db "$server")"
is "replaces the older" "1|8" "$(sql 'SELECT filing_id, replaced_by FROM filings
    WHERE replaced_by IS NOT NULL')"
is "and has its facts" "405|0" "$(sql 'SELECT
    SUM((filing_id = 8)::int), SUM((filing_id = 1)::int) FROM facts')"

# Killed in the middle, as in tests/cli/load.sh.
clear() {
    sql "DROP SCHEMA public CASCADE; CREATE SCHEMA public" >/dev/null 2>&1
}
find "$work/many" -name '*.xlsx' | sort >"$work/names"
clear
is "one clean load" 0 "$(run load -q - --db "$server" <"$work/names")"
dump >"$work/dump"
clear
mkfifo "$work/fifo"
"$PROGRAM" load -q - --db "$server" <"$work/fifo" &
pid=$!
exec 3>"$work/fifo"
head -n 150 "$work/names" >&3
tries=0
while [ $tries -lt 200 ] &&
    [ "$(sql 'SELECT COUNT(*) >= 100 FROM filings' 2>/dev/null)" != t ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -9 $pid
wait $pid 2>/dev/null
exec 3>&-
is "a killed load leaves whole filings" "100|0" \
    "$(sql 'SELECT COUNT(*), SUM((n_facts <> (SELECT COUNT(*) FROM facts f
            WHERE f.filing_id = g.filing_id))::int) FROM filings g')"
is "the second run" 0 "$(run load -q - --db "$server" -j 2 <"$work/names")"
dump >"$work/dump2"
is "ends as a clean one" same "$(cmp "$work/dump" "$work/dump2" && echo same)"

# Two loaders at once.
clear
head -n 90 "$work/names" >"$work/first"
tail -n 90 "$work/names" >"$work/second"
"$PROGRAM" load -q - --db "$server" <"$work/first" &
pid=$!
run load -q - --db "$server" <"$work/second" >"$work/status"
wait $pid
is "one loader" 0 $?
is "and another at once" 0 "$(cat "$work/status")"
is "load all" "180|180" "$(sql 'SELECT COUNT(*), MAX(filing_id) FROM filings')"
is "no server" 3 "$(run load "$work/in" --db postgresql://x@127.0.0.1:1/x)"
echo "postgres: $passed passed, $failed failed"
