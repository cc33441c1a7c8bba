# load_reasons.sh - why findings stay, in SQLite.
. tests/support/tally.sh
. tests/support/reasons.sh
base=$work/base.db

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

ask() {
    python3 tests/support/database.py "$base" "$@"
}

reasons_held "sqlite:$base" ask

is "a file that is none" "3 1" \
    "$(run load "$file" --db "sqlite:$base" --reasons "$file") $(grep -c "the column 'filing' is missing" "$work/said")"

# What was read with other options is not read without them for its reasons.
python3 - samples/hubei-2022.xlsx "$work/bare.xlsx" <<'P'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as a, zipfile.ZipFile(sys.argv[2], "w", 8) as b:
    for name in a.namelist():
        b.writestr(name, a.read(name).replace("万元".encode(), b"").replace(b">582.36<", b">582.37<", 1))
P
base=$work/bare.db
run load -q "$work/bare.xlsx" --unit 元 --db "sqlite:$base" >/dev/null
run check -q "$work/bare.xlsx" --unit 元 --reasons-new "$work/new.csv" >/dev/null
ask >"$work/dump"
is "a file that was loaded with --unit" 1 \
    "$(run load "$work/bare.xlsx" --db "sqlite:$base" --reasons "$work/new.csv")"
is "is not read otherwise for its reasons" 1 "$(grep -c 'without the reasons given now \[filing-outdated\]' "$work/said")"
ask >"$work/dump2"
is "and stays" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
tally load_reasons
