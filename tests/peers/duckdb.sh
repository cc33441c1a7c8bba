# duckdb.sh - DuckDB reads facts, JSON lines and partitions with the right
# types, and sums them as SQLite does.  It comes from npm, to a folder that is
# removed again; KEEP_DUCKDB=DIR uses one that has it.
skip() {
    echo "duckdb: 0 passed, 0 failed, 1 skipped"
    exit
}
command -v npm >/dev/null 2>&1 || skip
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node=${KEEP_DUCKDB:-$work/node}
if [ ! -d "$node/node_modules/@duckdb/node-api" ]; then
    mkdir -p "$node"
    (cd "$node" && timeout 300 npm install --silent --no-audit --no-fund \
        --no-save @duckdb/node-api) >"$work/log" 2>&1 || skip
fi

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
"$PROGRAM" load --schema duckdb >"$work/schema.sql"
python3 tests/support/database.py "$work/base.db" \
    "SELECT f.unit, COUNT(*), COALESCE(SUM(units), '') FROM facts f
     WHERE scale IS NULL OR scale = 4 GROUP BY f.unit ORDER BY 1" \
    >"$work/sqlite"
NODE_PATH=$node/node_modules node tests/peers/duckdb.js "$work"
