# load.sh - filings in SQLite: exact, once, replaced, whole.
. tests/support/tally.sh
base=$work/base.db
. tests/support/killed.sh

clear() {
    rm -f "$base" "$base-journal"
}

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

ask() {
    python3 tests/support/database.py "$base" "$@"
}

mkdir "$work/in"
cp samples/*.xlsx "$work/in"
# Not every sample says its year.
year='--name={*}-{year}{*}'
"$PROGRAM" import -q -f facts "$year" "$work/in" -o "$work/facts.csv"
n=$(python3 -c 'import csv, sys; print(sum(1 for r in csv.DictReader(open(sys.argv[1]))))' "$work/facts.csv")
cny=$(python3 -c '
import csv, sys
from decimal import Decimal
print(sum(Decimal(r["value"]) * 10000 for r in csv.DictReader(open(sys.argv[1]))
          if r["unit"] == "CNY" and r["role"] == "leaf").quantize(1))' \
    "$work/facts.csv")

is "a folder is loaded" 0 "$(run load -q "$year" "$work/in" --db "sqlite:$base" -j 3)"
is "every fact" "$n" "$(ask 'SELECT COUNT(*) FROM facts')"
is "in exact sums" "$cny" \
    "$(ask "SELECT SUM(units) FROM leaf_facts WHERE unit = 'CNY'")"
is "in whole numbers" "integer|4" \
    "$(ask 'SELECT DISTINCT typeof(units), MIN(scale) FROM facts WHERE units IS NOT NULL')"
is "shown in yuan" "5823600|133.24|0.9994" \
    "$(ask "SELECT MAX(value = '5823600') * 5823600, MAX(CASE value WHEN '133.24'
            THEN value END), MAX(CASE value WHEN '0.9994' THEN value END)
            FROM leaf_facts")"
is "two parts of one department's filing stay" "2|0" \
    "$(ask "SELECT COUNT(*), COUNT(replaced_by) FROM filings WHERE fiscal_year = 2019")"
is "codes are summed up" "210||5823600 21015|210|5823600 2101550|21015|5823600" \
    "$(echo $(ask "SELECT code, parent, value FROM code_tree WHERE table_id = 'income'
                   AND measure = 'fiscal_appropriation' ORDER BY code"))"
is "as sums of the leaves of all files" same "$(ask "SELECT fiscal_year, table_id, code, measure, value
    FROM code_tree" | python3 -c '
import csv, re, sys
from collections import Counter
from decimal import Decimal
want, got = Counter(), Counter()
for r in csv.DictReader(open(sys.argv[1])):
    code = re.search(r"(?:^|\.)(\d{3,7})$", r["item"])
    for n in (3, 5, 7):
        if r["unit"] == "CNY" and r["role"] == "leaf" and code and len(code[1]) >= n:
            want[r["fiscal_year"], r["table"], code[1][:n], r["measure"]] += Decimal(r["value"])
for line in sys.stdin:
    *key, value = line.rstrip("\n").split("|")
    got[tuple(key)] += Decimal(value)
print("same" if want == got and len(got) > 100 else sorted(want.items() ^ got.items())[:9])' \
    "$work/facts.csv")"
is "a wide view" "合计|5823600|" \
    "$(ask "SELECT item_name, total, education_fees FROM wide_income WHERE item = 'total'")"
is "findings" yes "$([ "$(ask 'SELECT SUM(findings) FROM findings_by_department')" = \
    "$(ask 'SELECT SUM(n_findings) FROM filings')" ] && echo yes)"
ask >"$work/dump"

is "again" 0 "$(run load "$year" "$work/in" --db "sqlite:$base" -j 2)"
is "skips each, and says so" 7 "$(grep -c 'skipped: it is loaded already' "$work/said")"
ask >"$work/dump2"
is "and changes nothing" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
cp "$work/in/hubei-2022.xlsx" "$work/other name.xlsx"
is "by what a file holds, not by its name" 0 \
    "$(run load "$work/other name.xlsx" --db "sqlite:$base")"
is "alone" 1 "$(grep -c 'skipped: it is loaded' "$work/said")"

base=$work/one.db
is "one worker" 0 "$(run load -q "$year" "$work/in" --db "sqlite:$base" -j 1)"
ask >"$work/dump2"
is "makes the same of it" same "$(cmp "$work/dump" "$work/dump2" && echo same)"

# The same workbook with one figure changed.
python3 - "$work/in/hubei-2022.xlsx" "$work/corrected.xlsx" "$work/part.xlsx" <<'P'
import sys, zipfile
def change(source, out, edit):
    with zipfile.ZipFile(source) as a, zipfile.ZipFile(out, "w", 8) as b:
        for name in a.namelist():
            b.writestr(name, edit(name, a.read(name)))
change(sys.argv[1], sys.argv[2], lambda name, data:
       data.replace(b">582.36<", b">582.37<", 1) if "sheet2" in name else data)
P
is "a corrected filing" 0 "$(run load "$work/corrected.xlsx" --db "sqlite:$base")"
is "replaces the older one" 1 "$(grep -c 'replaces an older filing' "$work/said")"
is "which stays in the history" "1|8" \
    "$(ask 'SELECT filing_id, replaced_by FROM filings WHERE replaced_by IS NOT NULL')"
is "with its digest" "$(sha256sum <"$work/in/hubei-2022.xlsx" | cut -d' ' -f1)" \
    "$(ask 'SELECT digest FROM filings WHERE filing_id = 1')"
is "without facts" 0 "$(ask 'SELECT COUNT(*) FROM facts WHERE filing_id = 1')"
is "as many facts as before" "$n" "$(ask 'SELECT COUNT(*) FROM facts')"
is "the new figure" 1 "$(ask "SELECT COUNT(*) FROM wide_income WHERE total = '5823700'
                              OR fiscal_appropriation = '5823700' LIMIT 1")"
is "the older file again" 0 "$(run load "$work/in/hubei-2022.xlsx" --db "sqlite:$base")"
is "does not come back" 1 "$(grep -c 'a corrected filing has replaced it' "$work/said")"

base=$work/both.db
is "both in one run" 1 \
    "$(run load "$work/in/hubei-2022.xlsx" "$work/corrected.xlsx" --db "sqlite:$base")"
is "is told" 1 "$(grep -c 'hubei-2022.xlsx are both of .* for 2022; .*\[filing-twice\]' "$work/said")"
is "one of them holds" 1 "$(ask 'SELECT COUNT(DISTINCT filing_id) FROM facts')"
holds=$(ask 'SELECT DISTINCT digest FROM facts JOIN filings USING (filing_id)')
clear
run load -q "$work/corrected.xlsx" "$work/in/hubei-2022.xlsx" --db "sqlite:$base" >/dev/null
is "the same one in the other order" "$holds" \
    "$(ask 'SELECT DISTINCT digest FROM facts JOIN filings USING (filing_id)')"

base=$work/models.db
"$PROGRAM" import -q "$year" "$work/in" -o "$work/models"
"$PROGRAM" import -q -f csv "$work/in/hubei-2022.xlsx" -o "$work/package"
is "models" 0 "$(run load -q "$work/models" --db "sqlite:$base")"
is "hold the same facts" "$n" "$(ask 'SELECT COUNT(*) FROM facts')"
is "a package" 0 "$(run load "$work/package" --db "sqlite:$base")"
is "replaces the model it is of" 1 "$(grep -c 'replaces an older' "$work/said")"

base=$work/killed.db
killed_names
killed "sqlite:$base" ask clear ask

# What was saved later holds, whatever comes first by the clock or by name.
python3 - "$work/corrected.xlsx" "$work/saved.xlsx" <<'P'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as a, zipfile.ZipFile(sys.argv[2], "w", 8) as b:
    for name in a.namelist():
        b.writestr(name, a.read(name).replace(b">2000-01-01T", b">2024-01-01T"))
P
for j in 1 2; do
    base=$work/order.db
    clear
    is "-j $j: three of one department, one of them twice" 1 \
        "$(run load "$work/saved.xlsx" "$work/in/hubei-2022.xlsx" \
            "$work/other name.xlsx" "$work/in/hubei-2022.xlsx" \
            --db "sqlite:$base" -j $j)"
    is "-j $j: the one that was saved later holds" "1| 2|1" \
        "$(echo $(ask 'SELECT filing_id, replaced_by FROM filings'))"
    is "-j $j: the others are skipped" 3 "$(grep -c skipped: "$work/said")"
    is "-j $j: two of them as one file" 2 "$(grep -c file-twice "$work/said")"
done

# A figure finer than a hundredth of a fen, and one below zero.
cat >"$work/fine.csv" <<'C'
department,fiscal_year,template,table,item,measure,value,unit,role
局,2022,hubei-2022,income,2101550,other,-0.12345678901234,CNY,leaf
局,2022,hubei-2022,income,2101501,other,1000000.5,CNY,leaf
局,2022,hubei-2022,income,2101502,other,0.000000000000000001,CNY,leaf
局,2022,hubei-2022,income,2999901,other,7,CNY,leaf
C
base=$work/fine.db
is "fine figures" 0 "$(run load -q "$work/fine.csv" --db "sqlite:$base")"
is "are exact" "-0.12345678901234 0.000000000000000001 1000000.5 7" \
    "$(echo $(ask 'SELECT value FROM leaf_facts ORDER BY value'))"
is "and add up" "1000000.37654321098766" \
    "$(ask "SELECT value FROM code_tree WHERE code = '21015'")"
is "a code that no list has adds up too" "299||7 29999|299|7 2999901|29999|7" \
    "$(echo $(ask "SELECT code, parent, value FROM code_tree WHERE code LIKE '299%'"))"
is "all facts in yuan" 4 "$(ask 'SELECT COUNT(value) FROM facts_yuan')"
echo 'department,fiscal_year,template,table,item,measure,value
局,2023,hubei-2022,income,total,other,999999999999999999' >"$work/large.csv"
is "one too large for SQLite" 3 "$(run load "$work/large.csv" --db "sqlite:$base")"
is "is refused by name" 1 "$(grep -c value-overflow "$work/said")"
echo 'table,item,measure,value
income,total,other,1' >"$work/nobody.csv"
is "nobody's filing" 1 "$(run load "$work/nobody.csv" --db "sqlite:$base")"
is "is warned of" 1 "$(grep -c filing-unnamed "$work/said")"

# A database that fails at any step: the older filing is as it was.
cat >"$work/older.csv" <<'C'
department,fiscal_year,template,table,item,measure,value,unit,role
局,2022,hubei-2022,appropriation_expenditure_detail,2101550,30101,7,CNY,leaf
局,2022,hubei-2022,income,2101550,other,5,CNY,leaf
局,2022,hubei-2022,income,total,other,6,CNY,sum
C
sed 's/30101,7/30102,8/' "$work/older.csv" >"$work/newer.csv"
base=$work/older.db
is "codes that are measures" "1 0" "$(run load -q "$work/older.csv" --db "sqlite:$base") $(grep -c error: "$work/said")"
is "have names like measures" "economic|30101|CNY" \
    "$(ask "SELECT section, measure, unit FROM measures WHERE measure LIKE '3%'")"
is "and findings, of blank totals too" \
    "rounding 1 total_blank 3" "$(echo $(ask "SELECT outcome || ' ' ||
        COUNT(*) FROM findings GROUP BY outcome"))"
base=$work/broken.db
broken() {
    cp "$work/older.db" "$base"
    ask "$2"
    ask >"$work/dump"
    is "$1 that fails" 3 "$(run load -q "$work/newer.csv" --db "sqlite:$base")"
    is "$1 says so" "juesuan: error: SQLite says: $3 [database]" \
        "$(grep -v 'are not in the database: 1\|the same command' "$work/said")"
    ask >"$work/dump2"
    is "$1 changes nothing" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
}
for table in templates codes tables measures items filings filing_tables facts findings; do
    broken "$table" "DROP TABLE $table" "no such table: $table"
done
for step in "INSERT ON items" "INSERT ON measures" "UPDATE ON filings" "INSERT ON filings" \
    "INSERT ON filing_tables" "DELETE ON facts" "INSERT ON facts" \
    "DELETE ON findings" "INSERT ON findings"; do
    broken "$step" "CREATE TRIGGER full BEFORE $step BEGIN
        SELECT RAISE(ABORT, 'no room'); END" "no room"
done
broken "a schema that is gone" "DROP TABLE juesuan_schema" "table templates already exists"
ask "CREATE TABLE juesuan_schema AS SELECT 999 AS version"
is "tables of another version" 3 "$(run load "$work/newer.csv" --db "sqlite:$base")"
is "are left to it" "juesuan: error: the tables are of version 999, this program's of 4 [database]
  hint: load with the newer juesuan that made them, or into a new database" "$(cat "$work/said")"
is "a folder that is not there" 3 \
    "$(run load "$work/newer.csv" --db "sqlite:$work/nowhere/base.db")"
is "a database without a name" 2 "$(run load "$work/newer.csv" --db sqlite:)"

is "without --db" 2 "$(run load "$work/in")"
is "another database" 2 "$(run load "$work/in" --db mysql://secret@host)"
is "does not repeat its name" 0 "$(grep -c secret "$work/said")"
is "a file that is none" 3 "$(run load "$work/in" --db sqlite:README.md)"
is "no file" 2 "$(run load --db "sqlite:$base")"
for dialect in sqlite postgresql duckdb clickhouse hive; do
    is "schema of $dialect" 0 "$(run load --schema $dialect)"
    is "names its dialect" 1 "$(head -n 1 "$work/out" | grep -c "for $dialect")"
    is "has comments that no client trips over" 0 \
        "$(grep -c "^--.*[;']" "$work/out")"
done
is "another dialect" 2 "$(run load --schema oracle)"
"$PROGRAM" load --schema >"$work/schema.sql"
is "the schema of SQLite runs" ok "$(python3 -c '
import sqlite3, sys
base = sqlite3.connect(":memory:")
base.executescript(open(sys.argv[1]).read())
for name, in base.execute("SELECT name FROM sqlite_master WHERE type = \"view\""):
    base.execute(f"SELECT * FROM {name}").fetchall()
print("ok")' "$work/schema.sql" 2>&1)"
tally load
