# postgres.sh - a PostgreSQL server of its own holds what SQLite holds.
. tests/support/tally.sh
. tests/support/killed.sh
. tests/support/reasons.sh
. tests/support/old.sh
. tests/support/server.sh
trap 'server_stop; rm -rf "$work"' EXIT
server_start || {
    leave postgres "no PostgreSQL"
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
# Two of the samples do not say their year.
is "SQLite" 1 "$(run load -q "$work/in" tests/support/odd.csv --db "sqlite:$work/base.db")"
is "a folder is loaded" 1 "$(run load -q "$work/in" tests/support/odd.csv --db "$server" -j 2)"
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

clear
reasons_held "$server" sql

# Databases of older versions: what they say then is what a fresh one does.
views() {
    server_views | python3 tests/support/views.py - |
        grep '^\["\(leaf_facts\|code_tree\|facts_yuan\|findings_by\|wide_income"\)'
}
clear
old_inputs
old_load "$server"
views >"$work/fresh"
is "a fresh one has rows" yes "$([ "$(wc -l <"$work/fresh")" -gt 20 ] && echo yes)"
for version in 1 2 3; do
    clear
    "$bin/psql" -X -q "$server" -f tests/cli/old/warehouse-$version.postgresql.sql \
        >"$work/restored" 2>&1
    is "version $version: nobody knows how it was read" "1 1" \
        "$(run load "$work/newer.csv" --db "$server") $(grep -c 'read again: ' "$work/said")"
    is "version $version: it is known then" "1 1" \
        "$(run load "$work/newer.csv" --db "$server") $(grep -c 'skipped: it is loaded' "$work/said")"
    is "version $version is brought up to date" 4 "$(sql 'SELECT version FROM juesuan_schema')"
    views >"$work/views"
    # Findings that are younger than the database are not in it.
    is "version $version says what a fresh one does" "" \
        "$(for side in fresh views; do grep -v total_blank "$work/$side" >"$work/$side.old"; done
            diff "$work/fresh.old" "$work/views.old")"
    is "version $version: a correction" 1 "$(run load "$work/kindred.csv" --db "$server")"
    is "version $version: replaces it" 5 \
        "$(sql 'SELECT replaced_by FROM filings WHERE filing_id = 2')"
done
sql "UPDATE juesuan_schema SET version = 9"
is "a newer version" "3 1" \
    "$(run load "$work/kindred.csv" --db "$server") $(grep -c 'load with the newer juesuan' "$work/said")"

# Encodings that do not hold every character: the one filing fails.
sed 's/甲局/𠮷局/' "$work/older.csv" >"$work/rare.csv"
cat >"$work/text.csv" <<'C'
department,fiscal_year,template,table,instance,item,measure,value,unit,role,sheet,cell
甲局,2022,hubei-2022,project_self_evaluation,某项目,header,authority,甲局,text,leaf,自评,B3
甲局,2022,hubei-2022,project_self_evaluation,某项目,header,implementing_unit,𠮷局,text,leaf,自评,E3
C
for encoding in EUC_CN SQL_ASCII; do
    name=$(echo $encoding | tr 'A-Z' 'a-z')
    sql "CREATE DATABASE $name ENCODING '$encoding' TEMPLATE template0 LOCALE 'C'"
    other="postgresql://juesuan@/$name?host=$work/server"
    told() {
        run load "$work/rare.csv" "$work/older.csv" "$work/text.csv" "$work/other.csv" --db "$other"
    }
    case $encoding in
    EUC_CN)
        is "$encoding: two of four fail" 1 "$(told)"
        is "$encoding: a text is named" 1 "$(grep -c 'text.csv!自评!E3: error: .*project_self_evaluation, header, implementing_unit.*𠮷局' "$work/said")"
        is "$encoding: so is a department" yes "$(grep -q "rare.csv: error: .*'𠮷局' \[char-invalid\]" "$work/said" && echo yes)"
        is "$encoding: the summary says so" 1 "$(grep -c '4 files, .* 2 failed' "$work/said")"
        n=2 ;;
    SQL_ASCII)
        is "$encoding: all are loaded" "1 0" "$(told) $(grep -c error: "$work/said")"
        n=4 ;;
    esac
    is "$encoding: the others are there" "$n" \
        "$("$bin/psql" -X -A -t -q "$other" -c 'SELECT COUNT(*) FROM filings')"
done

clear
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
