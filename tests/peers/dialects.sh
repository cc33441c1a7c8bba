# dialects.sh - the schema of each dialect, filled from SQLite, says what SQLite says.
#
# DuckDB and ClickHouse (chdb) come from npm, which has their engines; of Hive
# and Spark it has the grammars only.
. tests/support/tally.sh
. tests/support/npm.sh
npm_have @duckdb/node-api chdb dt-sql-parser || {
    leave dialects "no DuckDB and ClickHouse"
}

python3 tests/bench/filings.py "$work/in" 20
cp samples/*.xlsx tests/support/odd.csv "$work/in"
printf 'table,item,measure,value\nincome,2050101,other,5\n' >"$work/nobody.csv"
"$PROGRAM" load -q "$work/in" "$work/in/odd.csv" "$work/nobody.csv" \
    --db "sqlite:$work/base.db"
python3 tests/support/views.py "$work/base.db" >"$work/sqlite"
python3 tests/support/star_csv.py "$work/base.db" "$work/star"
for dialect in duckdb clickhouse hive; do
    "$PROGRAM" load --schema $dialect >"$work/$dialect.sql"
done
NODE_PATH=$modules node tests/peers/dialects.js "$work"
for dialect in duckdb clickhouse; do
    python3 tests/support/views.py - <"$work/$dialect.json" >"$work/$dialect"
    is "$dialect: all views" "" "$(diff "$work/sqlite" "$work/$dialect" | head -n 20)"
done
is "views have rows" yes \
    "$([ "$(wc -l <"$work/sqlite")" -gt 10000 ] && echo yes)"
is "the grammars of Hive and Spark read theirs, and find a fault" \
    "HiveSQL: 0 errors, true SparkSQL: 0 errors, true" \
    "$(echo $(node tests/peers/hive.mjs "$work" "$modules" 2>&1))"
tally dialects
