# own_words.sh - a region's figures that nobody has words for, by files only.
#
# own_words/ is a template's folder: two tables of its own, counts and measures
# that two known tables do not have, most without an id, and a rule for them.
# They go all ways that a figure can go.
. tests/support/tally.sh

is() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        good
    else
        echo "$name"
        cat "$work/said"
        bad
    fi
}

# Dates are days in cells that show them, else words.
dates() {
    juesuan cells "$1" | grep -e '申报日期：' -e '2030年11月' -e ',d,' |
        cut -d, -f3-5 | sort | tr '\n' ' '
}

juesuan() {
    "$PROGRAM" -q "$@"
}

# ends STATUS COMMAND...
ends() {
    want=$1
    shift
    "$@"
    status=$?
    [ $status -eq "$want" ] || { echo "status $status, not $want"; false; }
}

# The facts of a file, without where they stand.
facts() {
    juesuan import "$1" -f facts -o - | cut -d, -f2-10 | sort
}

asks() {
    python3 tests/support/database.py "$base" "$1" | diff "$2" -
}

JUESUAN_MAPPINGS=$work/mappings
export JUESUAN_MAPPINGS
cp -r mappings "$work/mappings"
cp -r tests/mappings/own_words "$work/mappings/own-words-2030"
mv "$work/mappings/own-words-2030/rules.yaml" "$work/mappings/rules/own.yaml"
mv "$work/mappings/own-words-2030/facts.csv" "$work/facts.csv"
is "lint says that a title has a mapping now" sh -c \
    "\"$PROGRAM\" mappings lint 2>&1 | grep -q \"'政府采购情况表' is listed as\""
sed -i /政府采购情况表/d "$work/mappings/vocabulary/unmapped.yaml"
book=$work/book.xlsx
base=$work/base.db
cut -d, -f2-10 "$work/facts.csv" | sort >"$work/want"

is "lint finds no fault" juesuan mappings lint
is "the laws hold" juesuan mappings laws own-words-2030
is "a workbook is drawn" juesuan export "$work/facts.csv" -t own-words-2030 -o "$book"
is "it is whole when read" juesuan import "$book" -f json -o "$work/book.json"
facts "$book" >"$work/got"
is "to the same facts" diff "$work/want" "$work/got"
is "the rule holds" juesuan check "$book" --only procurement-sum
sed 's/服务,采购金额,2000000/服务,采购金额,2100000/' "$work/facts.csv" >"$work/wrong.csv"
is "and does not where it must not" ends 1 juesuan check "$work/wrong.csv" \
    --only procurement-sum

dates "$book" >"$work/dates"
is "dates are drawn" grep -qx 'A3,s,申报日期：2029年12月31日 E6,d,47543 E7,s,2030年11月 ' "$work/dates"
is "a CSV package" juesuan import "$book" -f csv -o "$work/package"
is "says the same as the model" \
    ends 0 juesuan diff "$work/book.json" "$work/package"
is "and as the facts" ends 0 juesuan diff "$work/package" "$work/facts.csv"
printf '\357\273\277' >"$work/table"
printf '%s\n' 'instance,item,name,采购金额,contracts,节约率（%）,签订日期,供应商名称' \
    ',合计,合计,3000000,5,0.0125,,' ',货物,货物,1000000,2,,2030-03-01,' \
    ',工程,工程,0,0,,2030-11,' ',服务,服务,2000000,3,,,' >>"$work/table"
is "with a table a table" diff "$work/table" "$work/package/政府采购情况表.csv"
is "whose columns have titles" grep -q '"title":"合同数"' \
    "$work/package/datapackage.json"
is "a difference is told" sh -c "\"$PROGRAM\" -q diff \"$work/facts.csv\" \"$work/wrong.csv\" |
    grep -q 服务.采购金额.2000000.2100000"

sed 's/2030-03-01/2030-03-02/' "$work/facts.csv" >"$work/wrong.csv"
is "of a date, too" sh -c "\"$PROGRAM\" -q diff \"$work/facts.csv\" \"$work/wrong.csv\" |
    grep -q 货物.签订日期.2030-03-01.2030-03-02.date"
sed 's/2030-03-01/2030-02-29/' "$work/facts.csv" >"$work/wrong.csv"
is "a day that there is not is refused" ends 3 juesuan check "$work/wrong.csv"

is "a blank is drawn" juesuan blank own-words-2030 --year 2030 \
    -o "$work/blank.xlsx"
is "and filled" juesuan fill "$work/book.json" "$work/blank.xlsx" \
    -o "$work/filled.xlsx"
facts "$work/filled.xlsx" >"$work/got"
is "to the same facts" diff "$work/want" "$work/got"

dates "$work/filled.xlsx" | diff "$work/dates" - >"$work/got"
is "dates, too" test ! -s "$work/got"

is "what another template lacks is named" ends 4 juesuan migrate "$book" \
    -t national-2022 -o "$work/national.xlsx"
is "or kept" juesuan migrate "$book" -t national-2022 \
    -o "$work/national.xlsx" --kept "$work/kept.json"
is "and comes back" juesuan migrate "$work/national.xlsx" --year 2030 \
    -t own-words-2030 -o "$work/back.xlsx" --kept "$work/kept.json"
facts "$work/back.xlsx" >"$work/got"
is "to the same facts" diff "$work/want" "$work/got"

# A database that was made before these words gets the views of them.
is "other filings are loaded" env JUESUAN_MAPPINGS=mappings \
    "$PROGRAM" -q load samples/hubei-2022.xlsx --db "sqlite:$base" --partial
is "these are, too" juesuan load "$book" --db "sqlite:$base" --partial
printf '%s\n' '合计|3000000|5|0.0125|' '工程|0|0||2030-11' \
    '服务|2000000|3||' '货物|1000000|2||2030-03-01' >"$work/table"
is "in a wide view a table" asks 'SELECT item, "采购金额", contracts,
    "节约率（%）", "签订日期" FROM "wide_政府采购情况表" ORDER BY item' "$work/table"
echo '目标.1|里程|60' >"$work/table"
is "and a section" asks 'SELECT item, "目标内容", "权重" FROM
    wide_special_funds_goals_of_fund WHERE item = "目标.1"' "$work/table"
echo '4500' >"$work/table"
is "known tables have the column" asks 'SELECT "非本级财政拨款" FROM wide_income
    WHERE item = "205" AND "非本级财政拨款" <> ""' "$work/table"
is "by partitions" juesuan import "$book" -f facts --partition table \
    -o "$work/parts"
is "each a folder" grep -q 人次 "$work"/parts/table=three_public/*.csv
is "without its mappings the hint says what to do" sh -c \
    "JUESUAN_MAPPINGS=mappings \"$PROGRAM\" diff \"$work/book.json\" \"$work/book.json\" 2>&1 |
    grep -q 'folder of mappings with -I'"
tally own_words
