# load_orders.sh - PostgreSQL: loads in any order, in one run or many, end in the same current facts.
#
# LOAD_ORDERS=500 tries so many seeds; the first is LOAD_SEED.
. tests/support/tally.sh
. tests/support/server.sh
trap 'server_stop; rm -rf "$work"' EXIT
server_start || {
    leave load_orders "no PostgreSQL"
}
first=${LOAD_SEED:-0}
n=${LOAD_ORDERS:-8}
echo "seeds from $first"
is "$n seeds" "$n seeds, 0 failed" \
    "$(python3 tests/support/load_orders.py "$PROGRAM" "$server" \
        "$first" $((first + n)) "$bin/psql" -X -A -t -q "$server" -c 2>&1)"
tally load_orders
