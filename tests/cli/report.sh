# report.sh - check --report: pages that are well-formed, in which everything that
# was said is told, every figure of a picture is a fact, and a text stays a text.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import xml.etree.ElementTree' 2>/dev/null ||
    leave report "no python"
report() {
    PYTHONUTF8=1 "$python" tests/support/report.py "$@"
}

# Each sample, in both languages: status and table as without it.
for sample in samples/*.xlsx samples/*.facts.csv; do
    name=$(basename "$sample")
    "$PROGRAM" --lang en check "$sample" >"$work/table" 2>/dev/null
    was=$?
    "$PROGRAM" import -q -f facts "$sample" -o "$work/facts.csv" 2>/dev/null
    [ "${sample%.xlsx}" != "$sample" ] || cp "$sample" "$work/facts.csv"
    for lang in en zh; do
        "$PROGRAM" --lang $lang check --diag json "$sample" \
            --report "$work/page.html" >/dev/null 2>"$work/said"
        is "$name: the status" $was $?
        report page "$work/page.html" "$work/said" "$work/facts.csv" \
            >"$work/told"
        tell $? "$name in $lang: $(cat "$work/told")"
    done
    "$PROGRAM" --lang en check "$sample" --report "$work/again.html" \
        2>/dev/null | cmp -s - "$work/table"
    tell $? "$name: the table"
    "$PROGRAM" --lang zh check -q "$sample" --report "$work/again.html" \
        >/dev/null 2>&1
    cmp "$work/page.html" "$work/again.html"
    tell $? "$name: the same bytes again"
done

# Two years, with figures below zero, blanks and reasons.
facts=samples/hubei-2022.facts.csv
set_to() { # ITEM MEASURE VALUE of income_expenditure_summary
    sed "s/,income_expenditure_summary,,$1,amount,[^,]*,/,income_expenditure_summary,,$1,amount,$2,/"
}
sed 's/,2022,/,2021,/' $facts >"$work/last.csv"
{ set_to income.other -35000 | set_to expenditure.205 1500000 |
    sed '/,income.operating,amount,/d'; } <$facts >"$work/now.csv"
tail -n 1 $facts | sed 's/^\([^,]*,[^,]*,[^,]*\),.*/\1/' >"$work/head"
for value in total,budget,300000 total,final,280000 reception,final,90000; do
    echo "$(cat "$work/head"),three_public,,$value,CNY,-2,leaf,三公,A1"
done >"$work/public"
cat "$work/public" >>"$work/now.csv"
sed 's/,2022,/,2021,/' "$work/public" >>"$work/last.csv"
"$PROGRAM" check -q "$work/now.csv" --last "$work/last.csv" \
    --reasons-new "$work/why.csv" >/dev/null 2>&1
sed '1!s/^\([^,]*,[^,]*,[^,]*\),,/\1,因为,/' "$work/why.csv" >"$work/reasons.csv"
"$PROGRAM" --lang zh check --diag json "$work/now.csv" --last "$work/last.csv" \
    --reasons "$work/reasons.csv" --report "$work/page.html" >/dev/null \
    2>"$work/said"
report page "$work/page.html" "$work/said" "$work/now.csv" "$work/last.csv" \
    >"$work/told"
tell $? "two years: $(cat "$work/told")"
# shows TEXT: it is in the page, once its markup is gone.
shows() {
    sed 's/<[^>]*>//g' "$work/page.html" | grep -qF -e "$1"
    tell $? "the page shows: $1"
}
shows '上年决算数'
shows '-3.50'
shows '空白或没有读入：经营收入'
# A side without a figure is named, and a bar says of which year it is.
shows '公务接待费 预算数'
shows '公务接待费 上年决算数 三公!A1'
shows '图中各项之和为'
shows '因为'
sed 's/,three_public,/,nothing_public,/' "$work/now.csv" |
    grep -v nothing_public >"$work/none.csv"
"$PROGRAM" --lang zh check -q "$work/none.csv" --report "$work/page.html" \
    >/dev/null 2>&1
shows '未绘制：财政拨款“三公”经费支出决算表没有数。'

# A folder: a row and a page each; what cannot be read has a row alone.
mkdir "$work/many" "$work/many/below" "$work/hostile"
cp samples/*.xlsx "$work/many"
cp samples/hubei-2022.xlsx "$work/many/below/局 #1%.xlsx"
cp samples/hubei-2022.xlsx "$work/many/index.xlsx"
echo none >"$work/many/bad.xlsx"
for jobs in 1 3; do
    "$PROGRAM" check -q -j $jobs "$work/many" --report "$work/out$jobs" \
        >/dev/null 2>&1
    is "the status of a folder" 1 $?
    report index "$work/out$jobs" 10 >"$work/told"
    tell $? "a folder: $(cat "$work/told")"
done
diff -r "$work/out1" "$work/out3"
tell $? "a folder is the same whatever the number of workers"

# More than are kept, and an error of handing back: rows count as pages do.
mkdir "$work/counts" "$work/q1" "$work/q2"
cp "$facts" "$work/counts/model.csv"
{ cat "$facts"; for i in $(seq 300); do
    echo "$(cat "$work/head"),three_public,$i,total,budget,300,CNY,-2,leaf,三公$i,A1"
    echo "$(cat "$work/head"),three_public,$i,reception,budget,900,CNY,-2,leaf,三公$i,A1"
done; } >"$work/counts/errors.csv"
"$PROGRAM" check -q "$work/counts"/*.csv --annotate "$work/copies" \
    --report "$work/counted" >/dev/null 2>&1
report index "$work/counted" 2 >"$work/told"
tell $? "counts: $(cat "$work/told")"

# What has no page, for its name or another's, says so in its row.
long=$(printf '%0250d' 0)
cp "$facts" "$work/q1/x.csv"
cp "$facts" "$work/q2/x.csv"
cp "$facts" "$work/q2/$long.csv"
for jobs in 1 3; do
    "$PROGRAM" --lang en check -q -j $jobs "$work/q1/x.csv" "$work/q2/x.csv" \
        "$work/q2/$long.csv" --report "$work/same$jobs" >/dev/null \
        2>"$work/said"
    report index "$work/same$jobs" 3 >"$work/told"
    tell $? "names: $(cat "$work/told")"
    grep -q "q2/x.csv is not checked" "$work/said"
    tell $? "whose name is another's is named"
    grep -q "$long.csv is checked, but has no page" "$work/said"
    tell $? "whose page cannot be written is named"
    sed 's/<[^>]*>//g' "$work/same$jobs/index.html" | grep -qF \
        'the pages of 1 could not be written, 1 could not be checked'
    tell $? "neither is called unreadable"
done

# Hostile texts, as names, sheets, texts and reasons.
report made "$work/hostile"
ls "$work/hostile" >"$work/names"
echo 'filing,rule,cell,reason' >"$work/reasons.csv"
"$PROGRAM" check -q "$work/hostile"/*.csv --reasons-new "$work/why.csv" \
    >/dev/null 2>&1
sed '1!s/^\([^,]*,[^,]*,[^,]*\),,/\1,"<script>x<\/script>""onload=x",/' \
    "$work/why.csv" >"$work/reasons.csv"
"$PROGRAM" check -q "$work/hostile"/*.csv --reasons "$work/reasons.csv" \
    --report "$work/out" >/dev/null 2>&1
report index "$work/out" "$(wc -l <"$work/names")" >"$work/told"
tell $? "hostile texts: $(cat "$work/told")"
for name in "$work/hostile"/*.csv; do
    "$PROGRAM" check --diag json "$name" --report "$work/page.html" \
        >/dev/null 2>"$work/said"
    report page "$work/page.html" "$work/said" >"$work/told"
    tell $? "hostile: $(basename "$name"): $(cut -c1-300 "$work/told")"
done

# What cannot be written leaves nothing, and what stood there.
refuse() { # STATUS ARGUMENT...
    want=$1
    shift
    "$PROGRAM" check -q "$@" >/dev/null 2>"$work/said"
    is "refused: $*" "$want" $?
    [ -s "$work/said" ]
    tell $? "said: $*"
}
echo old >"$work/page.html"
refuse 3 "$work/many/bad.xlsx" --report "$work/page.html"
is "what stood there" old "$(cat "$work/page.html")"
refuse 3 "$facts" --report "$work/none/page.html"
refuse 2 "$facts" --report "$work/page"
refuse 2 "$facts" --report -
refuse 2 "$work/many" --report "$work/page.html"
cp "$facts" "$work/own.html"
refuse 2 "$work/own.html" --report "$work/own.html"
cmp -s "$facts" "$work/own.html"
tell $? "an input is not written over"
tally report
