# load_orders.sh - SQLite: loads in any order, in one run or many, end in the same current facts.
#
# LOAD_ORDERS=500 tries so many seeds; the first is LOAD_SEED.
. tests/support/tally.sh
first=${LOAD_SEED:-0}
n=${LOAD_ORDERS:-8}
echo "seeds from $first"
is "$n seeds" "$n seeds, 0 failed" \
    "$(python3 tests/support/load_orders.py "$PROGRAM" "sqlite:$work/base.db" \
        "$first" $((first + n)) 2>&1)"
tally load_orders
