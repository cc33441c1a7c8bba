# old.sh - what older programs wrote is read, and brought up to date (tests/cli/old).
#
# warehouse-V.sql are dumps of version V, loaded from older, newer, other and
# model-1.json; only codes of class 210 and two wide views were kept in them.
. tests/support/tally.sh
old=tests/cli/old

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

ask() {
    python3 tests/support/database.py "$base" "$@"
}

views() {
    python3 tests/support/views.py "$1" | grep '^\["\(leaf_facts\|code_tree\|facts_yuan\|findings_by\|wide_income"\)'
}

. tests/support/old.sh
old_inputs

# ---- models, kept files, packages, facts ----

is "a kept file and a model" 0 "$(run export -q $old/model-1.json --kept $old/kept-1.json -o "$work/back.xlsx")"
"$PROGRAM" import -q -t sichuan-2023 -f facts "$work/back.xlsx" >"$work/back.csv" 2>/dev/null
is "the workbook comes back, where its second sheet had them" "公开12表,D7 公开12表,D8" \
    "$(echo $(grep ,basic, "$work/back.csv" | cut -d, -f12,13))"
for file in facts-1.csv facts-1.jsonl package-1; do
    is "$file" 0 "$(run diff -q $old/model-1.json $old/$file)"
    is "$file has the facts of the model" 1 "$(wc -l <"$work/out")"
done
for version in model/2 model/0 kept/2 package/2; do
    mkdir -p "$work/future"
    echo "{\"juesuan\":\"$version\"}" >"$work/future/datapackage.json"
    case $version in
    model*) run diff "$work/future/datapackage.json" $old/model-1.json >"$work/status" ;;
    kept*) run export $old/model-1.json --kept "$work/future/datapackage.json" -o "$work/no.xlsx" >"$work/status" ;;
    *) run diff "$work/future" $old/model-1.json >"$work/status" ;;
    esac
    is "$version" 3 "$(cat "$work/status")"
    is "$version says what to do" 1 "$(grep -c 'hint: .*juesuan' "$work/said")"
done

# ---- SQLite ----

base=$work/fresh.db
old_load "sqlite:$base"
views "$base" >"$work/fresh"
is "a fresh one has rows" yes "$([ "$(wc -l <"$work/fresh")" -gt 20 ] && echo yes)"
for version in 1 2 3; do
    base=$work/$version.db n=
    [ $version -lt 3 ] || n=0 # of unread figures
    python3 -c '
import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())' \
        "$base" $old/warehouse-$version.sql
    is "version $version: nobody knows how it was read" 1 \
        "$(run load "$work/newer.csv" --db "sqlite:$base")"
    is "version $version: it is read again" 1 "$(grep -c 'read again: ' "$work/said")"
    is "version $version: and known then" 1 \
        "$(run load "$work/newer.csv" --db "sqlite:$base" >"$work/status"; grep -c 'skipped: it is loaded' "$work/said")"
    is "version $version is brought up to date" 4 "$(ask 'SELECT version FROM juesuan_schema')"
    # Findings that are younger than the database are not in it.
    views "$base" >"$work/views"
    is "version $version says what a fresh one does" "" "$(for side in fresh views; do grep -v total_blank "$work/$side" >"$work/$side.old"; done; diff "$work/fresh.old" "$work/views.old")"
    is "version $version: whose filings" "甲局|national-2022|$n 甲局|national-2022|0 乙局|national-2022|$n 某县国资中心|national-2022|$n" \
        "$(echo $(ask 'SELECT office, family, unread FROM filings ORDER BY filing_id'))"
    is "version $version: all wide views" "$(python3 tests/support/database.py "$work/fresh.db" \
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'view'")" \
        "$(ask "SELECT COUNT(*) FROM sqlite_master WHERE type = 'view'")"
    is "version $version: a correction" 1 \
        "$(run load "$work/kindred.csv" --db "sqlite:$base")"
    is "version $version: replaces it" "5 " \
        "$(echo $(ask 'SELECT replaced_by FROM filings WHERE filing_id IN (2, 5) ORDER BY 1 DESC')) "
    is "version $version: again" 1 "$(run load -q "$work/kindred.csv" --db "sqlite:$base")"
done
tally old
