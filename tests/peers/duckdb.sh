# duckdb.sh - DuckDB reads facts, JSON lines and partitions with the right
# types, and sums them as SQLite does.
. tests/support/tally.sh
. tests/support/npm.sh
npm_have @duckdb/node-api || {
    leave duckdb "no DuckDB"
}

mkdir "$work/in"
cp samples/*.xlsx "$work/in"
import() {
    "$PROGRAM" import -q "$work/in" "$@" || echo "import $*: $?"
}
import -f facts -o "$work/facts.csv"
import -f jsonl -o "$work/facts.jsonl"
import -f facts --partition fiscal_year,template -o "$work/csv"
import -f jsonl --partition department,table -o "$work/jsonl"
import -f csv -o "$work/packages"
"$PROGRAM" load -q "$work/in" --db "sqlite:$work/base.db"
python3 tests/support/database.py "$work/base.db" \
    "SELECT f.unit, COUNT(*), COALESCE(SUM(units), '') FROM facts f
     WHERE scale IS NULL OR scale = 4 GROUP BY f.unit ORDER BY 1" \
    >"$work/sqlite"
NODE_PATH=$modules node tests/peers/duckdb.js "$work"
