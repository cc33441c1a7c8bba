# run.sh - what a conversion costs, beside other programs on the same files.
#
#   run.sh BUILD    (make bench)
#
# Each pair of programs runs in turn, so that a drifting machine does not
# favour one; the median of the runs is printed: seconds and peak memory.
build=$1
juesuan=$build/juesuan
python=${PYTHON:-/usr/bin/python3}
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# time_of COMMAND...: "seconds kilobytes" of one run.
time_of() {
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >/dev/null 2>&1
    tail -n 1 "$work/time"
}

# compare NAME FILE -- each line of $work/commands is one command.
compare() {
    name=$1
    rm -f "$work"/runs.*
    run=0
    while [ $run -lt "$runs" ]; do
        n=0
        while read -r line; do
            time_of sh -c "exec $line" >>"$work/runs.$n"
            n=$((n + 1))
        done <"$work/commands"
        run=$((run + 1))
    done
    echo "$name"
    n=0
    while read -r line; do
        sort -n "$work/runs.$n" | awk -v what="${line%% *}" -v line="$line" '
            { s[NR] = $1; m[NR] = $2 }
            END { i = int((NR + 1) / 2)
                  printf "  %8.3f s  %7d kB  %s\n", s[i], m[i],
                         substr(line, 1, 60) }'
        n=$((n + 1))
    done <"$work/commands"
}

cat >"$work/read_all.py" <<'P'
import sys
import openpyxl
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                pass
P
cat >"$work/wide.py" <<'P'
import sys
import openpyxl
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("收入决算表")
sheet.append(["收入决算表"])
sheet.append(["部门：某局"] + [None] * 7 + ["金额单位：万元"])
sheet.append(["项目", None, "本年收入合计", "财政拨款收入", "上级补助收入",
              "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
              "备注一", "备注二", "备注三"][:int(sys.argv[2])])
sheet.append(["科目代码", "科目名称"])
for i in range(100000):
    row = [str(2000000 + i), "科目%d" % i] + [i / 100 + k for k in range(10)]
    sheet.append(row[:int(sys.argv[2])])
book.save(sys.argv[1])
P
peers() {
    command -v xlsx2csv >/dev/null && echo "xlsx2csv -a $1" >>"$work/commands"
    "$python" -c 'import openpyxl' 2>/dev/null &&
        echo "$python $work/read_all.py $1" >>"$work/commands"
}

sample=samples/hubei-2022.xlsx
echo "$juesuan import -q -f facts $sample" >"$work/commands"
echo "$juesuan cells $sample" >>"$work/commands"
peers $sample
compare "one workbook of 11 sheets, whole process"

mkdir "$work/many"
i=0
while [ $i -lt 1000 ]; do
    cp $sample "$work/many/$i.xlsx"
    i=$((i + 1))
done
echo "$juesuan import -q -f facts $work/many/*.xlsx" >"$work/commands"
runs=3
if "$python" -c 'import openpyxl' 2>/dev/null; then
    echo "$python $work/read_all.py $work/many/?.xlsx $work/many/??.xlsx" \
        >>"$work/commands"
fi
compare "1,000 workbooks in one command (openpyxl: 100 of them)"

if "$python" "$work/wide.py" "$work/wide.xlsx" 12 2>/dev/null &&
    "$python" "$work/wide.py" "$work/long.xlsx" 9; then
    echo "$juesuan cells $work/wide.xlsx" >"$work/commands"
    peers "$work/wide.xlsx"
    compare "100,000 rows x 12 columns, every cell listed"
    echo "$juesuan import -q -f facts -t national-2022 $work/long.xlsx" \
        >"$work/commands"
    peers "$work/long.xlsx"
    compare "100,000 rows x 9 columns of 收入决算表, imported"
fi

# Rows are inserted: the blank has some 30, and the sheet was kept with 1,000.
codes() {
    "$python" tests/bench/codes.py "$work/codes-$1.csv" "$1"
}
codes 1000
$juesuan blank -q hubei-2022 -o "$work/blank.xlsx"
$juesuan fill -q "$work/codes-1000.csv" "$work/blank.xlsx" -o "$work/few.xlsx"
$juesuan import -q "$work/few.xlsx" --kept "$work/kept.json" -o "$work/few.json"
for n in 1000 8000 32000; do
    codes $n
    cat >"$work/commands" <<C
$juesuan fill -q $work/codes-$n.csv $work/blank.xlsx -o $work/filled.xlsx
$juesuan export -q $work/codes-$n.csv -t hubei-2022 --kept $work/kept.json -o $work/exported.xlsx
C
    compare "$n codes filled into a blank, and put into a kept sheet"
done
