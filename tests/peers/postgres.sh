# postgres.sh - a PostgreSQL server of its own holds what SQLite holds.
. tests/support/killed.sh
. tests/support/server.sh
. tests/support/tally.sh
trap 'server_stop; rm -rf "$work"' EXIT
server_start || {
    echo "postgres: 0 passed, 0 failed, 1 skipped"
    exit
}
mkdir "$work/in"

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

lite() {
    python3 tests/support/database.py "$work/base.db" "$1"
}

cp samples/*.xlsx "$work/in"
is "SQLite" 0 "$(run load -q "$work/in" tests/support/odd.csv --db "sqlite:$work/base.db")"
is "a folder is loaded" 0 "$(run load -q "$work/in" tests/support/odd.csv --db "$server" -j 2)"
same() {
    is "$1" "$(lite "$2" | sort)" "$(sql "${3:-$2}" | sort)"
}
same "filings" "SELECT filing_id, digest, department, region, fiscal_year,
    template, file, n_tables, n_facts, n_findings FROM filings"
same "findings" "SELECT filing_id, finding_no, rule, cell, difference FROM findings"
python3 tests/support/views.py "$work/base.db" >"$work/views.sqlite"
server_views | python3 tests/support/views.py - >"$work/views"
is "all views" "" "$(diff "$work/views.sqlite" "$work/views" | head -n 20)"
is "which have rows" yes \
    "$([ "$(wc -l <"$work/views")" -gt 4000 ] && echo yes)"
is "amounts are NUMERIC" numeric \
    "$(sql "SELECT data_type FROM information_schema.columns
            WHERE table_name = 'facts' AND column_name = 'value'")"
server_dump >"$work/dump"
is "again" 0 "$(run load "$work/in" --db "$server" -j 2)"
is "skips all" 7 "$(grep -c skipped: "$work/said")"
server_dump >"$work/dump2"
is "and changes nothing" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
cp samples/hubei-2022.xlsx "$work/corrected.xlsx"
python3 -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "a") as book:
    book.comment = b"another digest"' "$work/corrected.xlsx"
is "a corrected filing" 0 "$(run load "$work/corrected.xlsx" --db "$server")"
is "replaces the older" "1|9" "$(sql 'SELECT filing_id, replaced_by FROM filings
    WHERE replaced_by IS NOT NULL')"
is "and has its facts" "405|0" "$(sql 'SELECT
    SUM((filing_id = 9)::int), SUM((filing_id = 1)::int) FROM facts')"

clear() {
    sql "DROP SCHEMA public CASCADE; CREATE SCHEMA public" >/dev/null 2>&1
}
killed_names
killed "$server" sql clear server_dump
# The server goes away while 150 names are given.
clear
(head -n 150 "$work/names"
    timeout 60 sh -c "until [ -e '$work/stopped' ]; do sleep 0.1; done"
    tail -n 50 "$work/names") |
    "$PROGRAM" load - --db "$server" -j 2 >"$work/out" 2>"$work/said" &
pid=$!
timeout 60 sh -c "until [ \"\$('$bin/psql' -X -A -t -q '$server' \
    -c 'SELECT COUNT(*) FROM filings' 2>&1)\" = 100 ]; do sleep 0.1; done"
server_stop
touch "$work/stopped"
wait $pid
is "the server stops" 3 $?
is "and it is said" yes "$(grep -q 'PostgreSQL says.*\[database\]' "$work/said" && echo yes)"
server_run
is "and which filings did not get there" 1 \
    "$(grep -c 'not in the database: [0-9]*.*\[database\]' "$work/said")"
is "and counts only those that did" \
    "$(sql 'SELECT COUNT(*) FROM filing_tables') $(sql 'SELECT SUM(n_facts) FROM filings')" \
    "$(sed -n 's/.* files, \([0-9]*\) tables, \([0-9]*\) facts.*/\1 \2/p' "$work/said")"
is "the server again, and the load" 1 \
    "$(run load -q - --db "$server" <"$work/names")"
server_dump >"$work/dump2"
is "ends as the clean one" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
is "no server" 3 "$(run load "$work/in" --db postgresql://x@127.0.0.1:1/x)"
tally postgres
