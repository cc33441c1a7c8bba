# load_which.sh - which filings are current, what is told of them, and what is not loaded.
. tests/support/tally.sh
base=$work/base.db
# Most filings here are of one table, which makes a set.
mappings=$PWD/mappings
cp -r mappings "$work/mappings"
echo 'sets: []' >>"$work/mappings/hubei-2022/template.yaml"
export JUESUAN_MAPPINGS="$work/mappings"

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

ask() {
    python3 tests/support/database.py "$base" "$@"
}

# load FILE... into $base, quietly; said WORD: how often it is told.
load() {
    run load -q "$@" --db "sqlite:$base"
}
said() {
    grep -c "\[$1\]" "$work/said"
}
clear() {
    rm -f "$base"
}

# model NAME DEPARTMENT FIGURE [MEMBERS]: a filing of one table, three figures.
model() {
    echo "{\"juesuan\":\"model/1\",\"template\":\"hubei-2022\",\"department\":\"$2\",
        \"fiscal_year\":2022,$4\"tables\":[{\"table\":\"income\",\"facts\":[
        {\"item\":\"total\",\"measure\":\"total\",\"value\":$3},
        {\"item\":\"205\",\"measure\":\"total\",\"value\":$3},
        {\"item\":\"205\",\"measure\":\"other\",\"value\":$3}]}]}" >"$work/$1.json"
    eval "$1=\$work/$1.json"
}

# book NAME 'CELLS OF 205': a workbook of one table.
book() {
    python3 tests/support/sheets.py "$work/$1.xlsx" "$3" <<T
# 收入决算表
1| 收入决算表
2| 2022年度
3| 部门：某局 | | | | | | | | 金额单位：元
4| 项目 | | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 | 附属单位上缴收入 | 其他收入
5| 科目代码 | 科目名称
6| 栏次 | | 1 | 2 | 3 | 4 | 5 | 6 | 7
7| 合计 | | 5 | 5 | 0 | 0 | 0 | 0 | 0
8| '205 | 教育支出 | $2
merge A4:B4 A6:B6 A7:B7
T
    eval "$1=\$work/$1.xlsx"
}

current() {
    echo $(ask "SELECT DISTINCT g.file FROM facts f JOIN filings g
        ON g.filing_id = f.filing_id ORDER BY 1" | sed 's|.*/||')
}

# ---- not whole ----

book whole '5 | 5 | 0 | 0 | 0 | 0 | 0'
book words '5 | 五 | 0 | 0 | 0 | 0 | 0'
book formula '5 | =?C7 | 0 | 0 | 0 | 0 | 0'
book beside '5 | 5 | 0 | 0 | 0 | 0 | 0 | 77'
model counted 某局 5 '"unread":2,'
"$PROGRAM" import -q -t hubei-2022 "$words" -o "$work/words.json" 2>"$work/said"
"$PROGRAM" import -q -t hubei-2022 -f csv "$words" -o "$work/words" 2>"$work/said"
for file in "$words" "$formula" "$beside" "$counted" "$work/words.json" "$work/words"; do
    name=${file##*/}
    clear
    is "$name is refused" "1 1" "$(load -t hubei-2022 "$file") $(said filing-partial)"
    is "$name: with what to do" 1 "$(grep -c 'hint: .*--partial' "$work/said")"
    is "$name is not there" 0 "$(ask 'SELECT COUNT(*) FROM filings')"
    is "$name is not with another" 1 "$(run load -t hubei-2022 "$file" "$work/other.json" --db "sqlite:$base")"
    is "$name: loaded with --partial" "0" "$(load -t hubei-2022 --partial "$file" | tr 1 0)"
    is "$name: which says so" "yes 1 1 1" "$(ask 'SELECT unread > 0 FROM filings' | sed 's/1/yes/') $(echo $(ask '
        SELECT DISTINCT incomplete FROM leaf_facts') $(ask '
        SELECT DISTINCT incomplete FROM wide_income') $(ask '
        SELECT DISTINCT incomplete FROM code_tree'))"
    is "$name is looked at again" "1 1" "$(load -t hubei-2022 "$file") $(said filing-partial)"
done
clear
model other 别局 7
is "the others are loaded" 1 "$(run load -t hubei-2022 "$words" "$formula" "$other" --db "sqlite:$base")"
is "and what is not is counted" 1 "$(grep -c '3 files, .* 2 refused, 0 failed' "$work/said")"
is "they are there" "other.json" "$(current)"
is "a whole one" 0 "$(load -t hubei-2022 "$whole")"
is "is whole" "0|0" "$(ask 'SELECT DISTINCT g.unread, f.incomplete FROM filings g
    JOIN leaf_facts f ON f.filing_id = g.filing_id')"

# ---- not all tables of the set ----

# part NAME PATTERN...: the facts of a whole filing less those of some tables.
"$PROGRAM" import -q -f facts samples/hubei-2022.xlsx -o "$work/all.csv" 2>"$work/said"
part() {
    grep -v ",hubei-2022,$2," "$work/all.csv" >"$work/$1.csv"
    eval "$1=\$work/$1.csv"
}
part lacking expenditure
all=$work/all.csv
missing() {
    JUESUAN_MAPPINGS=$mappings run load "$@" --db "sqlite:$base"
    sed -n 's/.*doubt: \([^ ]*\) is missing or blank; it is one of the 9 tables.*/\1/p' "$work/said"
}
clear
is "a whole set" "0" "$(missing "$all")"
clear
is "one that lacks a table" "1 支出决算表" "$(echo $(missing "$lacking"))"
is "is loaded" "lacking.csv" "$(current)"
is "with what to do" 1 "$(grep -c 'hint: load the workbook that has the table' "$work/said")"
is "and told when it is there already" "1 支出决算表" "$(echo $(missing "$lacking"))"
is "until it is whole" 0 "$(missing "$all")"
clear
part half '\(income\|income_expenditure_summary\)'
grep -e '^department' -e ',hubei-2022,\(income\|income_expenditure_summary\),' "$all" >"$work/rest.csv"
is "two that make a set together" "0" "$(missing "$half" "$work/rest.csv")"
is "both are there" "half.csv rest.csv" "$(current)"
clear
is "one of the two" 1 "$(missing "$half" | head -n 1)"
is "is whole with the other" 0 "$(missing "$work/rest.csv")"
sed 's/,2022,/,2021,/' "$work/rest.csv" >"$work/last.csv"
clear
is "of another year it is not" "1" "$(missing "$half" "$work/last.csv" | head -n 1)"

# ---- two of one office ----

model one 教育局 100
model like 教育局 100 '"file":"corrected.xlsx",'
model unlike 教育局 7331
model blanks '教 育 局' 100 '"file":"blanks.xlsx",'
model earlier 教育局 100 '"saved":"2024-02-03T04:05:06Z",'
model later 教育局 100 '"saved":"2024-03-01T00:00:00Z",'
for second in like blanks earlier; do
    clear
    load "$one" >"$work/status"
    is "$second replaces it in a later load" 0 "$(run load "$work/$second.json" --db "sqlite:$base")"
    is "$second is alone then" "$second.json" "$(current)"
    is "$second: in silence, but for a note" 1 "$(grep -c 'replaces an older filing' "$work/said")"
    clear
    is "$second in one load" 1 "$(run load "$one" "$work/$second.json" --db "sqlite:$base")"
    is "$second: is told" 1 "$(said filing-twice)"
    first=$(current)
    clear
    load "$work/$second.json" "$one" >"$work/status"
    is "$second: the other order" "$first" "$(current)"
done
clear
python3 - "$one" "$work/placed.json" "$work/slip.json" <<'P'
import json, sys
model = json.load(open(sys.argv[1]))
table = model["tables"][0]
table.update(unit="万元", sheet="收入决算表")
for row, fact in enumerate(table["facts"], 7):
    fact["cell"] = "C%d" % row
json.dump(model, open(sys.argv[2], "w"))
table["facts"][2]["value"] = 120
table["facts"].append({"item": "206", "measure": "total", "value": 30, "cell": "C10"})
json.dump(model, open(sys.argv[3], "w"))
P
run load "$work/placed.json" "$work/slip.json" --db "sqlite:$base" >"$work/status"
is "of two alike: which holds" 1 "$(grep -c "nothing says which was saved later; .*$(current) holds now" "$work/said")"
is "and what differs, in the unit of its sheet" "收入决算表!C10 0.003 nothing 收入决算表!C9 0.01 0.012" \
    "$(echo $(grep -o '收入决算表![^;]* there$' "$work/said" | tr -d ',' | awk '{print $1, ($2 < $4 || $4 == "nothing") ? $2 " " $4 : $4 " " $2}' | sort))"
clear
load "$later" >"$work/status"
is "an earlier one that comes later" 1 "$(run load "$earlier" --db "sqlite:$base")"
is "is told" "1 1" "$(said filing-twice) $(grep -c 'the other stays' "$work/said")"
is "and stays out" "later.json" "$(current)"
is "one that does not say when is earlier" "1 later.json" "$(load "$one") $(current)"

clear
is "one office" 0 "$(load "$one")"
is "another of its name is told, also with -q" "1 1" "$(load "$unlike") $(said filing-twice)"
is "as it may be another" 1 "$(grep -c 'hint: if they are two offices of one name, load each with its --region' "$work/said")"
clear
is "with regions" "0 0" "$(load "$one" --region 甲县) $(load "$unlike" --region 乙县)"
is "both are there" "one.json unlike.json" "$(current)"
is "by their regions" "甲县 乙县" "$(echo $(ask 'SELECT DISTINCT region FROM leaf_facts ORDER BY 1 DESC'))"
is "a correction of one" 0 "$(load "$like" --region 甲县)"
is "leaves the other" "like.json unlike.json" "$(current)"
clear
is "only one of them" 0 "$(load "$one" --region 甲县)"
is "has a region" "1 1" "$(load "$unlike") $(grep -c 'only of the other the region is known' "$work/said")"
is "the other with its own, later" 0 "$(load "$unlike" --region 乙县)"
is "each is there once" "甲县|1 乙县|1" \
    "$(echo $(ask 'SELECT given_region, COUNT(*) FROM filings GROUP BY 1 ORDER BY 1 DESC'))"

# What was replaced by another office's filing may be loaded again.
clear
load "$one" >"$work/status"
load "$unlike" >"$work/status"
is "the region is said later" 1 "$(run load "$unlike" --region 乙县 --db "sqlite:$base")"
is "and what it had replaced is named" 1 "$(grep -c 'this had replaced .*one.json.*\[filing-freed\]' "$work/said")"
is "it is loaded again" 0 "$(load "$one" --region 甲县)"
is "both are there at last" "one.json unlike.json" "$(current)"
is "again" 0 "$(load "$unlike" --region 乙县)"

# ---- one file ----

cp "$one" "$work/copy.json"
cp "$whole" "$work/copy.xlsx"
"$PROGRAM" import -q -t hubei-2022 -f csv "$whole" -o "$work/package"
cp -r "$work/package" "$work/copy"
for pair in "$one $work/copy.json" "$whole $work/copy.xlsx" "$work/package $work/copy"; do
    clear
    is "$pair are one file" "1 1" "$(run load -t hubei-2022 $pair --db "sqlite:$base") $(said file-twice)"
    is "$pair: loaded once" 1 "$(ask 'SELECT COUNT(*) FROM filings')"
    is "$pair: later it is known" 0 "$(run load -t hubei-2022 $pair --db "sqlite:$base")"
    is "$pair: by its name" 1 "$(grep -c 'it is loaded already, as ' "$work/said")"
done

# ---- mappings that were mended ----

# mend NAME EXPRESSION: mappings less a mistake; with: the next load is with those.
mend() {
    rm -rf "$work/$1"
    cp -r "$work/mappings" "$work/$1"
    sed -i "$2" "$work/$1"/national-2022/*.yaml
}
with() {
    JUESUAN_MAPPINGS=$work/$1
    shift
    run load -t hubei-2022 "$@" --db "sqlite:$base"
    JUESUAN_MAPPINGS=$work/mappings
}
shown() {
    echo $(ask "SELECT g.filing_id, g.department, f.measure, f.value FROM facts_yuan f
        JOIN filings g ON g.filing_id = f.filing_id
        WHERE f.item = '205' AND f.value = '5' AND f.measure <> 'total'")
}
book later2 '5 | 0 | 5 | 0 | 0 | 0 | 0'
mend slipped 's/财政拨款收入: {measure: fiscal_appropriation}/财政拨款收入: {measure: superior_subsidy}/
    s/上级补助收入: {measure: superior_subsidy}/上级补助收入: {measure: fiscal_appropriation}/'
mend spoken '1s/^/# a word\n/'
mend misnamed 's|- 部门：{department}|- 部{department}|'
clear
is "a column is taken for another" "0 1|某局|superior_subsidy|5" "$(with slipped "$whole") $(shown)"
is "a correction of that" "0 2|某局|fiscal_appropriation|5" "$(with slipped "$later2") $(shown)"
is "the mapping is mended, and the older comes alone" "0 1" "$(with mappings "$whole") $(grep -c 'a corrected filing has replaced it' "$work/said")"
is "it stays replaced" "2|某局|fiscal_appropriation|5" "$(shown)"
is "the other is read again" "0 1" "$(with mappings "$later2") $(grep -c 'read again: ' "$work/said")"
is "and says something else" "2|某局|superior_subsidy|5" "$(shown)"
is "has replaced what it had" "1|2" "$(ask 'SELECT filing_id, replaced_by FROM filings WHERE replaced_by <> 0')"
ask >"$work/dump"
is "again" "0 2" "$(with mappings "$whole" "$later2") $(grep -c 'skipped: ' "$work/said")"
ask >"$work/dump2"
is "it is known" same "$(cmp "$work/dump" "$work/dump2" && echo same)"
is "a mapping with a word more" "0 1" "$(with spoken "$later2") $(grep -c 'skipped: it is loaded already' "$work/said")"
ask >"$work/dump2"
is "changes nothing but that" 2 "$(diff "$work/dump" "$work/dump2" | grep -c '^[<>]')"
is "a rule less, and its finding" "0 1" "$(rm "$work/spoken/rules/"*.yaml; with spoken "$later2") $(grep -c 'read again: ' "$work/said")"
clear
model namesake 门 7
is "two offices" "0 1" "$(load "$namesake") $(with misnamed --partial "$whole")"
is "are taken for one" "whole.xlsx" "$(current)"
is "the mapping is mended" "1 1" "$(with mappings "$whole") $(said filing-freed)"
is "and there is one again" "whole.xlsx 1" "$(current) $(ask 'SELECT COUNT(*) FROM filings')"
is "the other is loaded again" "0 namesake.json whole.xlsx" "$(load "$namesake") $(current)"
clear
is "more is said" 0 "$(with slipped "$whole" --region 甲县)"
is "than when the mapping is mended" "1 1" "$(with mappings "$whole") $(said filing-outdated)"
is "it stays as it is" "1|某局|superior_subsidy|5 甲县" "$(shown) $(ask 'SELECT region FROM filings')"
is "until that is said" "0 1|某局|fiscal_appropriation|5 甲县" \
    "$(with mappings "$whole" --region 甲县) $(shown) $(ask 'SELECT region FROM filings')"

# ---- import writes the rows of all ----

mkdir "$work/rows"
cp "$whole" "$work/rows/a.xlsx"
cp "$whole" "$work/rows/b.xlsx"
cp "$later2" "$work/rows/c.xlsx"
for format in facts jsonl; do
    for j in 1 2; do
        is "$format -j $j" 1 "$(run import -t hubei-2022 -f $format "$work/rows" -j $j)"
        is "$format -j $j: a file twice" 1 "$(said file-twice)"
        is "$format -j $j: a filing twice" 1 "$(grep -c "c.xlsx: doubt: this and .*/a.xlsx are both of '某局' for 2022.*\[filing-twice\]" "$work/said")"
        cp "$work/out" "$work/$format.$j"
    done
    is "$format: the same rows" "" "$(diff "$work/$format.1" "$work/$format.2")"
    is "$format alone" 0 "$(run import -t hubei-2022 -f $format "$whole")"
done
is "partitions" "1 1" "$(run import -t hubei-2022 -f facts --partition table -o "$work/parts" "$work/rows" -j 2) $(said file-twice)"
mkdir "$work/甲县" "$work/乙县"
cp "$whole" "$work/甲县/x.xlsx"
cp "$later2" "$work/乙县/x.xlsx"
is "regions tell two offices apart" 0 \
    "$(run import -t hubei-2022 -f facts --name '{region}/{*}.xlsx' "$work/甲县" "$work/乙县")"

# ---- texts that cannot be carried, names that do not stay ----

model nul 某局 5 '"region":"甲\u0000",'
model nobody '某\u0000局' 5
sed 's/"table":"income"/"table":"income","sheet":"\\u0000"/' "$one" >"$work/sheet.json"
for name in nul nobody sheet; do
    clear
    is "$name fails" "1 1" "$(load "$work/$name.json" "$other") $(said char-invalid)"
    is "$name fails alone" other.json "$(current)"
done
for name in :memory: '' :x: file:x 'file:x?mode=memory'; do
    is "sqlite:$name" 2 "$(run load "$one" --db "sqlite:$name")"
    is "sqlite:$name has a hint" 1 "$(grep -c 'hint: write sqlite:FILE' "$work/said")"
done
is "a name that begins so" 0 "$(cd "$work" && case $PROGRAM in /*) p=$PROGRAM ;; *) p=$OLDPWD/$PROGRAM ;; esac &&
    "$p" -q load "$one" --db sqlite:./:x: 2>"$work/said"; echo $?)"
is "is a file" yes "$([ -e "$work/:x:" ] && echo yes)"
tally load_which
